"""Writes the files of a match into a folder. result.json is the last, so that a folder that has it is complete."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from ...names import GCPS_FILE, HEATMAP_FILE, REPORT_FILE, RESULT_FILE, TIE_POINTS_FILE, TIE_POINTS_STYLE_FILE
from ..fitting.tie_points import TiePointSet
from ..raster.grid import CommonGrid
from ..raster.raster import Raster
from .heatmap_file import HeatmapPatch, write_heatmap
from .report import report_html
from .result import MatchResult
from .tie_point_files import write_gcps, write_tie_points
from .tie_point_style import style_qml


def write_outputs(
    folder: Path,
    result: MatchResult,
    tie_points: TiePointSet,
    grid: CommonGrid,
    patches: Sequence[HeatmapPatch],
    opened: Sequence[Raster],
) -> None:
    """Write all files of `names.MATCH_FILES` but the error raster.

    Args:
        tie_points: those that the transform was fitted to.
        opened: both layers.

    Raises:
        OSError, rasterio.errors.RasterioError, EngineError: a file cannot be written.
    """
    write_heatmap(folder / HEATMAP_FILE, grid, patches)
    write_tie_points(folder / TIE_POINTS_FILE, tie_points, result.crs)
    (folder / TIE_POINTS_STYLE_FILE).write_text(style_qml(tie_points), encoding="utf-8")
    write_results(folder, result, tie_points, opened)


def write_results(folder: Path, result: MatchResult, tie_points: TiePointSet, opened: Sequence[Raster]) -> None:
    """Write the files that follow from the tie points: GCPs, report and result.json.

    Args:
        opened: those of the two layers that are open. The moving one may be missing if it has a geotransform.

    Raises:
        OSError: a file cannot be written.
    """
    moving = next((raster for raster in opened if raster.role == result.moving), None)
    write_gcps(folder / GCPS_FILE, tie_points, result.crs, moving)
    (folder / REPORT_FILE).write_text(report_html(result, tie_points, opened), encoding="utf-8")
    text = json.dumps(result.to_json(), indent=2, ensure_ascii=False, allow_nan=False)
    (folder / RESULT_FILE).write_text(text + "\n", encoding="utf-8")
