"""CMR against threshold as an SVG file: a panel for each template size, a curve for each matcher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import numpy as np

from ..scene.atomic import partial_file
from .evaluate import Evaluation, ScoredMatch
from .measure import Geometry
from .scores import grouped

FIGURE_FILE = "evaluation.svg"
LARGEST_THRESHOLD_PX = 10.0
# Colours that people with any colour vision tell apart (Okabe and Ito 2008); dashes where there are more curves.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
_DASHES = ("", "7 3", "2 3")
_PANEL_WIDTH, _PANEL_HEIGHT = 250, 230
_LEFT, _TOP, _BELOW, _GAP = 52, 34, 66, 22
_LEGEND_ROW = 18
# Room for the title where there is one panel.
_LEAST_WIDTH = 560


def figure_svg(evaluation: Evaluation) -> str:
    """The figure over all subsets. Thresholds that the truth is not good enough for are shaded."""
    panels = grouped(evaluation)
    labels = [matcher.label for matcher in evaluation.matchers]
    width = max(_LEFT + len(panels) * (_PANEL_WIDTH + _GAP), _LEAST_WIDTH)
    legend, rows = _legend(labels, width)
    top = _TOP + rows * _LEGEND_ROW + 24
    height = top + _PANEL_HEIGHT + _BELOW
    known_px = max(match.truth_px for match in evaluation.matches)
    body = [
        f'<text x="{_LEFT}" y="20" class="title">{escape(evaluation.dataset)}: correct match rate within T px, '
        f"{evaluation.pairs} pairs</text>",
        legend,
    ]
    if known_px > 1:
        body.append(f'<text x="{_LEFT}" y="{height - 8}">Grey: the truth is not known that well.</text>')
    for number, (geometry, matches) in enumerate(panels.items()):
        x = _LEFT + number * (_PANEL_WIDTH + _GAP)
        body.append(f'<g transform="translate({x} {top})">{_panel(geometry, matches, known_px, number == 0)}</g>')
    style = (
        "text{font:12px sans-serif;fill:#222}.title{font-weight:bold}.grid{stroke:#ddd}"
        ".frame{fill:none;stroke:#666}.curve{fill:none;stroke-width:2;stroke-linejoin:round}.unknown{fill:#eee}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<style>{style}</style><rect width="{width}" height="{height}" fill="#fff"/>{"".join(body)}</svg>\n'
    )


def write_figures(evaluations: Sequence[Evaluation], folder: Path) -> list[Path]:
    """Write a figure for each data set into `folder` and return the paths; where there are several, their names say
    which.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    named = Path(FIGURE_FILE)
    paths = []
    for evaluation in evaluations:
        path = folder / (named if len(evaluations) == 1 else f"{named.stem}_{evaluation.dataset}{named.suffix}")
        with partial_file(path) as partial:
            partial.write_text(figure_svg(evaluation), encoding="utf-8")
        paths.append(path)
    return paths


def _stroke(index: int) -> str:
    dash = _DASHES[index // len(_COLOURS) % len(_DASHES)]
    return f'stroke="{_COLOURS[index % len(_COLOURS)]}"' + (f' stroke-dasharray="{dash}"' if dash else "")


def _legend(labels: list[str], width: int) -> tuple[str, int]:
    """The legend's markup and its number of rows."""
    x, row, marks = _LEFT, 0, []
    for index, label in enumerate(labels):
        needed = 46 + 7 * len(label)
        if x > _LEFT and x + needed > width:
            x, row = _LEFT, row + 1
        y = _TOP + 6 + row * _LEGEND_ROW
        marks.append(f'<line x1="{x}" y1="{y}" x2="{x + 24}" y2="{y}" class="curve" {_stroke(index)}/>')
        marks.append(f'<text x="{x + 30}" y="{y + 4}">{escape(label)}</text>')
        x += needed
    return "".join(marks), row + 1


def _panel(geometry: Geometry, matches: Mapping[str, Sequence[ScoredMatch]], known_px: float, first: bool) -> str:
    def place(threshold: float, rate: float) -> str:
        return f"{threshold / LARGEST_THRESHOLD_PX * _PANEL_WIDTH:.1f},{(1 - rate) * _PANEL_HEIGHT:.1f}"

    marks = []
    if known_px > 1:
        unknown = min(known_px / LARGEST_THRESHOLD_PX, 1) * _PANEL_WIDTH
        marks.append(f'<rect width="{unknown:.1f}" height="{_PANEL_HEIGHT}" class="unknown"/>')
    for step in range(0, 101, 20):
        y = (1 - step / 100) * _PANEL_HEIGHT
        marks.append(f'<line x1="0" y1="{y:.1f}" x2="{_PANEL_WIDTH}" y2="{y:.1f}" class="grid"/>')
        if first:
            marks.append(f'<text x="-8" y="{y + 4:.1f}" text-anchor="end">{step} %</text>')
    for threshold in range(0, round(LARGEST_THRESHOLD_PX) + 1, 2):
        x = threshold / LARGEST_THRESHOLD_PX * _PANEL_WIDTH
        marks.append(f'<text x="{x:.1f}" y="{_PANEL_HEIGHT + 17}" text-anchor="middle">{threshold}</text>')
    centre = _PANEL_WIDTH / 2
    marks.append(f'<text x="{centre}" y="{_PANEL_HEIGHT + 35}" text-anchor="middle">threshold T (px)</text>')
    search = geometry.template + geometry.search
    marks.append(f'<text x="{centre}" y="-8" text-anchor="middle">template {geometry.template} in {search} px</text>')
    for index, (label, found) in enumerate(matches.items()):
        errors = np.sort([match.error for match in found])
        if errors.size:
            thresholds = np.linspace(0, LARGEST_THRESHOLD_PX, 101)
            rates = np.searchsorted(errors, thresholds, side="right") / errors.size
            points = " ".join(place(float(t), float(rate)) for t, rate in zip(thresholds, rates))
            title = f"<title>{escape(label)}</title>"
            marks.append(f'<polyline points="{points}" class="curve" {_stroke(index)}>{title}</polyline>')
    marks.append(f'<rect width="{_PANEL_WIDTH}" height="{_PANEL_HEIGHT}" class="frame"/>')
    return "".join(marks)
