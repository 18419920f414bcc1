"""A match as the dock shows it, read from its folder, with the layers of the project that it is about."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsRasterLayer

from ..engine_files import names, protocol
from ..i18n import tr
from ..json_files import Either, read_json
from ..qt_compat import is_raster
from .layer_files import gdal_name
from .match_group import MOVING_PROPERTY, REFERENCE_PROPERTY, folder_of_group, input_infos, match_groups, when_and_how

_NUMBER = Either(float, None)
# What the dock needs of result.json, which may come from another computer.
_RESULT = {
    "status": str,
    "reasons": [str],
    "warnings": [str],
    "crs": str,
    "created?": str,
    "moving": str,
    "shift": {name: _NUMBER for name in ("dx", "dy", "dx_m", "dy_m", "dx_px", "dy_px")},
    "transform": {"kind": str, "matrix?": [[float]], "control_points?": [[float]]},
    "displacement?": Either({"least_m": float, "most_m": float, "error_m": _NUMBER}, None),
    "accuracy": {name: _NUMBER for name in ("rmse_m", "ce90_m", "rmse_px", "ce90_px")},
    "candidates?": [
        {"kind": str, "ce90_m": _NUMBER, "ce90_px": _NUMBER, "within_1_px": _NUMBER, "chosen": bool, "why": str}
    ],
    "requirements?": [{"name": str, "figure": str, "limit_m": float, "value_m?": _NUMBER, "met": Either(bool, None)}],
    "terrain?": {"east_m": _NUMBER, "north_m": _NUMBER, "found": Either(bool, None)},
    "settings": {},
    "tie_points": {"total": int, "inliers": int},
    "model": {"name": str},
    "inputs": [{"role": str, "path": str, "name": str, "width": int, "height": int}],
    "grid": {"bbox": (float, float, float, float), "pixel_m": (float, float)},
}


@dataclass(frozen=True)
class Match:
    """A match, its folder, and the ids of its layers, which may be removed at any time; "" for an unknown layer."""

    result: protocol.MatchJson
    out_dir: str
    moving_id: str
    reference_id: str

    @property
    def reliable(self) -> bool:
        return self.result["status"] == "reliable"

    @property
    def title(self) -> str:
        """What the match is of: "radar → photo, 2026-03-01 14:05, default"."""
        moving, reference = input_infos(self.result)
        return f"{moving['name']} → {reference['name']}, {when_and_how(self.result, Path(self.out_dir))}"

    def is_of(self, *layer_ids: str) -> bool:
        """Whether these are the ids of the two layers, in any order."""
        return {self.moving_id, self.reference_id} == set(layer_ids)


def read_match(folder: Path, project: QgsProject, known: tuple[str, str] = ("", "")) -> Match:
    """Read the match in a folder, and find its layers in the project.

    Args:
        known: ids of the moving and the reference layer, which are tried first.

    Raises:
        ValueError: there is no match; the text says what to do.
    """
    try:
        result = cast("protocol.MatchJson", read_json(folder / names.RESULT_FILE, _RESULT))
        infos = input_infos(result)
    except FileNotFoundError:
        text = tr("“{folder}” holds no match. Choose a folder that a match wrote its results to.")
        raise ValueError(text.format(folder=folder)) from None
    except (OSError, ValueError, KeyError) as error:
        text = tr("“{file}” cannot be read as the result of a match: {reason}.")
        reason = str(getattr(error, "strerror", None) or error).rstrip(".")
        raise ValueError(text.format(file=folder / names.RESULT_FILE, reason=reason)) from None
    moving, reference = (_find(info, layer_id, project) for info, layer_id in zip(infos, known))
    return Match(result, str(folder), moving, reference)


def match_of_group(group: QgsLayerTreeGroup, project: QgsProject) -> Match:
    """Read the match of a group.

    Raises:
        ValueError: its folder cannot be found or read; the text says what to do.
    """
    folder = folder_of_group(group, project)
    if folder is None:
        raise ValueError(tr("“{name}” has no tie points any more.").format(name=group.name()))
    known = (str(group.customProperty(name) or "") for name in (MOVING_PROPERTY, REFERENCE_PROPERTY))
    return read_match(folder, project, (next(known), next(known)))


def matches_in(project: QgsProject) -> Iterator[Match]:
    """Yield the matches in the project that can be read, from the top: those that are shown before the hidden ones."""
    for group in sorted(match_groups(project), key=lambda group: not group.isVisible()):
        try:
            yield match_of_group(group, project)
        except ValueError:
            continue  # its files are gone


def load_inputs(match: Match, project: QgsProject) -> Match:
    """Add the matched rasters that are not in the project, where their files are found; returns the match with them."""
    ids = []
    for info, layer_id in zip(input_infos(match.result), (match.moving_id, match.reference_id)):
        file = None if layer_id else _file_of(info, Path(match.out_dir))
        layer = QgsRasterLayer(str(file), info["name"], "gdal") if file is not None else None
        if layer is not None and layer.isValid():
            project.addMapLayer(layer)
            layer_id = layer.id()
        ids.append(layer_id)
    return Match(match.result, match.out_dir, *ids)


def _find(info: protocol.InputInfo, known: str, project: QgsProject) -> str:
    """Return the id of the layer of an input; "" if the project has none."""
    if project.mapLayer(known) is not None:
        return known
    rasters = {layer.id(): gdal_name(layer) for layer in project.mapLayers().values() if is_raster(layer)}
    same = [layer_id for layer_id, path in rasters.items() if path == info["path"]]
    if not same:  # the project or the results were copied from elsewhere
        same = [
            layer_id
            for layer_id, path in rasters.items()
            if _file_name(path) == _file_name(info["path"]) and _has_size(project.mapLayer(layer_id), info)
        ]
    return same[0] if same else ""


def _has_size(layer: QgsRasterLayer, info: protocol.InputInfo) -> bool:
    return bool((layer.width(), layer.height()) == (info["width"], info["height"]))


def _file_of(info: protocol.InputInfo, folder: Path) -> Path | None:
    """Return the file of an input: where it was, or else near the results, which may have been copied with it."""
    name = _file_name(info["path"])
    places = [Path(info["path"]), *(parent / name for parent in list(folder.parents)[:2])]
    return next((place for place in places if name and os.path.isfile(place)), None)


def _file_name(path: str) -> str:
    return re.split(r"[\\/]", path)[-1]
