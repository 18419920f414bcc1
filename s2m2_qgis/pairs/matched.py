"""Pairs of layers that were matched in the project, with the number of tie points that were checked."""

from __future__ import annotations

import json
from pathlib import Path

from qgis.core import QgsProject

from ..engine_files import names
from ..project.checked_points import count_checks
from ..project.layer_files import gdal_name
from ..project.match_group import match_folder_of, tie_point_layers
from ..qt_compat import is_raster
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
            checked = checks[names.CONFIRMED] + checks[names.MOVED]
            pair = ListedPair(listed_layer(sar), listed_layer(optical), str(folder), checked)
            pairs.setdefault(pair, pair)
    return list(pairs.values())


def _inputs(folder: Path) -> tuple[str, str] | None:
    """Return the paths of the SAR and the optical raster of a match; None if its result is missing."""
    try:
        inputs = json.loads((folder / names.RESULT_FILE).read_text(encoding="utf-8"))["inputs"]
        paths = {str(info["role"]): str(info["path"]) for info in inputs}
        return paths["sar"], paths["optical"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
