"""Reliability diagram as an SVG file: found against stated confidence, a panel for each data set."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..files import partial_file
from .calibration_report import ALL, Bin, CalibrationFigures
from .drawing import panel, place, row_of_panels, stroke

RELIABILITY_FILE = "calibration.svg"
# Standard deviations on either side that hold 95 %.
_INTERVAL = 1.96
_LEAST_RADIUS, _RADIUS = 1.5, 9.0


def reliability_svg(model: str, figures: Sequence[CalibrationFigures]) -> str:
    """All outcomes first, then each data set; subsets are left to the tables."""
    shown = [one for one in figures if one.subset == ALL]
    return row_of_panels(
        f"{model}: share of matches that are right within 3 px, by the confidence that they state",
        ["found", "as stated"],
        [_panel(one, number == 0) for number, one in enumerate(shown)],
        "Area of the points: share of the matches. Bars: 95 % interval.",
    )


def write_reliability(folder: Path, model: str, figures: Sequence[CalibrationFigures]) -> Path:
    """Write the diagram into `folder` and return its path.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    path = folder / RELIABILITY_FILE
    with partial_file(path) as partial:
        partial.write_text(reliability_svg(model, figures), encoding="utf-8")
    return path


def wilson_interval(share: float, count: int) -> tuple[float, float]:
    """Where the true share lies with 95 % when `share` of `count` were found (Wilson 1927)."""
    square = _INTERVAL**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = _INTERVAL / (1 + square / count) * np.sqrt(share * (1 - share) / count + square / (4 * count**2))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def _panel(figures: CalibrationFigures, first: bool) -> str:
    points = " ".join(place(one.stated, one.found) for one in figures.bins)
    marks = [
        f'<polyline points="{place(0, 0)} {place(1, 1)}" class="curve" {stroke(1)}/>',
        f'<polyline points="{points}" class="curve" {stroke(0)}/>',
        *(_point(one, one.count / figures.count) for one in figures.bins),
    ]
    title = f"{figures.dataset}: {figures.count} matches, ECE {figures.calibration_error:.3f}"
    return panel(title, "stated confidence", 1, 0.2, first, "".join(marks))


def _point(one: Bin, share: float) -> str:
    (x, y), (_, low), (_, high) = (
        place(one.stated, value).split(",") for value in (one.found, *wilson_interval(one.found, one.count))
    )
    radius = max(_LEAST_RADIUS, _RADIUS * share**0.5)
    title = f"<title>{one.count} matches: stated {one.stated:.3f}, found {one.found:.3f}</title>"
    return (
        f'<line x1="{x}" y1="{low}" x2="{x}" y2="{high}" {stroke(0)}/>'
        f'<circle cx="{x}" cy="{y}" r="{radius:.1f}" fill="#fff" {stroke(0)}>{title}</circle>'
    )
