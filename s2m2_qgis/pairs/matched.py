"""Pairs of layers that were matched in the project, with the number of tie points that were checked."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject

from ..engine_files import names
from ..json_files import read_json
from ..project.layer_files import gdal_name
from ..project.match_group import match_folder_of, tie_point_layers
from ..qt_compat import is_raster
from ..tie_points.checked_points import count_checks
from .groups import listed_layer
from .pairing import ListedPair


def matched_pairs(project: QgsProject) -> list[ListedPair]:
    """List the pairs whose tie points and layers are in the project, each with its topmost match."""
    rasters = {gdal_name(layer): layer for layer in project.mapLayers().values() if is_raster(layer)}
    rasters.pop("", None)  # layers without a file were exported for their match
    pairs: dict[ListedPair, ListedPair] = {}
    for tie_points in tie_point_layers(project):
        folder = match_folder_of(tie_points)
        sar, optical = (rasters.get(path) for path in _inputs(folder) or ("", ""))
        if sar is not None and optical is not None:
            checks = count_checks(tie_points)
            checked = checks[names.CONFIRMED] + checks[names.MOVED] + checks[names.ADDED]
            pair = ListedPair(listed_layer(sar), listed_layer(optical), str(folder), checked)
            pairs.setdefault(pair, pair)
    return list(pairs.values())


def _inputs(folder: Path) -> tuple[str, str] | None:
    """Return the paths of the SAR and the optical raster of a match; None if its result is missing or damaged."""
    try:
        inputs = read_json(folder / names.RESULT_FILE, {"inputs": [{"role": str, "path": str}]})["inputs"]
    except (OSError, ValueError):
        return None
    paths = {info["role"]: info["path"] for info in inputs}
    return (paths["sar"], paths["optical"]) if {"sar", "optical"} <= set(paths) else None
