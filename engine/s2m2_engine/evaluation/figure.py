"""CMR against threshold as an SVG file: a panel for each template size, a curve for each matcher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import numpy as np

from ..files import partial_file
from .drawing import PANEL_HEIGHT, PANEL_WIDTH, panel, place, row_of_panels, stroke
from .evaluate import Evaluation, ScoredMatch
from .measure import Geometry
from .scores import grouped

FIGURE_FILE = "evaluation.svg"
LARGEST_THRESHOLD_PX = 10.0


def figure_svg(evaluation: Evaluation) -> str:
    """The figure over all subsets. Thresholds that the truth is not good enough for are shaded."""
    known_px = max(match.truth_px for match in evaluation.matches)
    return row_of_panels(
        f"{evaluation.dataset}: correct match rate within T px, {evaluation.pairs} pairs",
        [matcher.label for matcher in evaluation.matchers],
        [
            _panel(geometry, matches, known_px, number == 0)
            for number, (geometry, matches) in enumerate(grouped(evaluation).items())
        ],
        "Grey: the truth is not known that well." if known_px > 1 else "",
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


def _panel(geometry: Geometry, matches: Mapping[str, Sequence[ScoredMatch]], known_px: float, first: bool) -> str:
    unknown = ""
    if known_px > 1:
        width = min(known_px / LARGEST_THRESHOLD_PX, 1) * PANEL_WIDTH
        unknown = f'<rect width="{width:.1f}" height="{PANEL_HEIGHT}" class="unknown"/>'
    curves = []
    for index, (label, found) in enumerate(matches.items()):
        errors = np.sort([match.error for match in found])
        if errors.size:
            thresholds = np.linspace(0, LARGEST_THRESHOLD_PX, 101)
            rates = np.searchsorted(errors, thresholds, side="right") / errors.size
            points = " ".join(place(float(t) / LARGEST_THRESHOLD_PX, float(r)) for t, r in zip(thresholds, rates))
            title = f"<title>{escape(label)}</title>"
            curves.append(f'<polyline points="{points}" class="curve" {stroke(index)}>{title}</polyline>')
    title = f"template {geometry.template} in {geometry.template + geometry.search} px"
    return panel(title, "threshold T (px)", LARGEST_THRESHOLD_PX, 2, first, "".join(curves), unknown)
