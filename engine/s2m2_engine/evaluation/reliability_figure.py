"""Reliability diagram as an SVG file: found against stated confidence, a panel for each data set."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .calibration_report import ALL, CalibrationFigures
from .drawing import row_of_panels, write_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

RELIABILITY_FILE = "calibration.svg"
# Standard deviations on either side that hold 95 %.
_INTERVAL = 1.96
# Of the points, in square points of print: the least, and that of all matches.
_LEAST_AREA, _AREA = 5.0, 180.0


def reliability_figure(model: str, figures: Sequence[CalibrationFigures]) -> Figure:
    """All outcomes first, then each data set; subsets are left to the tables."""
    panels = [
        (f"{one.dataset}\n{one.count} matches, ECE {one.calibration_error:.3f}", partial(_draw, one))
        for one in figures
        if one.subset == ALL
    ]
    return row_of_panels(
        f"{model}: share of matches that are right within 3 px, by the confidence that they state",
        "stated confidence",
        1,
        panels,
        "Area of the points: share of the matches. Bars: 95 % interval.",
    )


def write_reliability(folder: Path, model: str, figures: Sequence[CalibrationFigures]) -> Path:
    """Write the diagram into `folder` and return its path.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    path = folder / RELIABILITY_FILE
    write_svg(reliability_figure(model, figures), path)
    return path


def wilson_interval(share: float, count: int) -> tuple[float, float]:
    """Where the true share lies with 95 % when `share` of `count` were found (Wilson 1927)."""
    square = _INTERVAL**2
    middle = (share + square / (2 * count)) / (1 + square / count)
    half = _INTERVAL / (1 + square / count) * np.sqrt(share * (1 - share) / count + square / (4 * count**2))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


def _draw(figures: CalibrationFigures, axes: Axes) -> None:
    stated, found = ([getattr(one, name) for one in figures.bins] for name in ("stated", "found"))
    low, high = zip(*(wilson_interval(one.found, one.count) for one in figures.bins))
    axes.plot(stated, found, label="found", linewidth=1.5)
    axes.plot((0, 1), (0, 1), label="as stated", linewidth=1.5, zorder=1)
    axes.vlines(stated, low, high, colors="C0", linewidth=1)
    areas = [max(_LEAST_AREA, _AREA * one.count / figures.count) for one in figures.bins]
    axes.scatter(stated, found, s=areas, facecolor="white", edgecolor="C0", zorder=3, clip_on=False)
