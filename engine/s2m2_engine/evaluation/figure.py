"""CMR against threshold as an SVG file: a panel for each template size, a curve for each matcher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from .drawing import row_of_panels, write_svg
from .evaluate import Evaluation, ScoredMatch
from .scores import grouped

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FIGURE_FILE = "evaluation.svg"
LARGEST_THRESHOLD_PX = 10.0


def evaluation_figure(evaluation: Evaluation) -> Figure:
    """The figure over all subsets. Thresholds that the truth is not good enough for are shaded."""
    known_px = max(match.truth_px for match in evaluation.matches)
    panels = [
        (f"template {geometry.template} in {geometry.template + geometry.search} px", partial(_draw, matches, known_px))
        for geometry, matches in grouped(evaluation).items()
    ]
    return row_of_panels(
        f"{evaluation.dataset}: correct match rate within T px, {evaluation.pairs} pairs",
        "threshold T (px)",
        LARGEST_THRESHOLD_PX,
        panels,
        "Grey: the truth is not known that well." if known_px > 1 else "",
    )


def write_figures(evaluations: Sequence[Evaluation], folder: Path) -> list[Path]:
    """Write a figure for each data set into `folder` and return the paths; where there are several, their names say
    which.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    paths = figure_files(folder, [evaluation.dataset for evaluation in evaluations])
    for evaluation, path in zip(evaluations, paths, strict=True):
        write_svg(evaluation_figure(evaluation), path)
    return paths


def figure_files(folder: Path, datasets: Sequence[str]) -> list[Path]:
    """Return the path of each data set's figure."""
    if len(datasets) == 1:
        return [folder / FIGURE_FILE]
    named = Path(FIGURE_FILE)
    return [folder / f"{named.stem}_{dataset}{named.suffix}" for dataset in datasets]


def _draw(matches: Mapping[str, Sequence[ScoredMatch]], known_px: float, axes: Axes) -> None:
    if known_px > 1:
        axes.axvspan(0, min(known_px, LARGEST_THRESHOLD_PX), color="#eeeeee", linewidth=0, zorder=0)
    thresholds = np.linspace(0, LARGEST_THRESHOLD_PX, 101)
    for label, found in matches.items():
        errors = np.sort([match.error for match in found])
        # Without matches the line shows nothing, but every panel gives a matcher the same colour.
        rates = np.searchsorted(errors, thresholds, side="right") / (errors.size or np.nan)
        axes.plot(thresholds, rates, label=label, linewidth=1.5, clip_on=False)
