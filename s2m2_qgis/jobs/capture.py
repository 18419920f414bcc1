"""Captures what a match, a correction or a fine-tuning needs from layers and the map view, in the main thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Union

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
)
from qgis.gui import QgsMapCanvas

from ..engine_files import protocol
from ..project.export_grid import ground_pixel_m, metres_per_unit
from ..project.layer_files import LayerFile, layer_input
from ..project.output_paths import safe_name
from ..settings import AUTOMATIC_SEARCH_RADIUS_M
from ..worker.client import new_id
from .calls import ALL_GROUND, CorrectInputs, CorrectManyInputs, Ground, MatchInputs
from .finetune import FineTuneInputs, Scene

# A SAR and an optical raster to learn from: both are layers, or both are files without a layer.
ScenePair = Union[tuple[QgsRasterLayer, QgsRasterLayer], tuple[LayerFile, LayerFile]]


def view_of(canvas: QgsMapCanvas) -> QgsReferencedRectangle:
    """The extent that the map shows now, with its CRS."""
    return QgsReferencedRectangle(canvas.extent(), canvas.mapSettings().destinationCrs())


def in_crs(area: QgsReferencedRectangle, crs: QgsCoordinateReferenceSystem, project: QgsProject) -> QgsRectangle | None:
    """The bounding box of `area` in `crs`; None if it cannot be transformed to that CRS."""
    try:
        box = QgsCoordinateTransform(area.crs(), crs, project).transformBoundingBox(area)
    except QgsCsException:
        return None
    return box if box.isFinite() and not box.isEmpty() else None


def match_inputs(
    request: protocol.MatchRequest,
    sar: QgsRasterLayer,
    optical: QgsRasterLayer,
    view: QgsReferencedRectangle | None,
    project: QgsProject,
    ground: Ground = ALL_GROUND,
) -> MatchInputs:
    """The inputs of a match of two layers.

    Args:
        request: the user's settings; what the layers and the view determine is filled in here.
        view: the area to match; None: the whole overlap.
        ground: masks and cutline; what was exported for them is removed after the match.
    """
    moving_layer = sar if request.moving == "sar" else optical
    box = in_crs(view, moving_layer.crs(), project) if view is not None else None
    if box is not None:
        request = replace(request, bbox=(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()))
    radius_m = _search_radius_m(request)
    return MatchInputs.of(
        request,
        layer_input(sar, needed_extent(sar, optical, radius_m, view, project), ground_pixel_m(optical)),
        layer_input(optical, needed_extent(optical, sar, radius_m, view, project), ground_pixel_m(sar)),
        ground,
    )


def correct_inputs(
    request: protocol.CorrectRequest,
    moving: QgsRasterLayer,
    result: protocol.MatchJson,
    further: Sequence[QgsRasterLayer] = (),
) -> CorrectInputs:
    """The inputs of a correction. If the layer is not a file, only the matched area of it is corrected.

    Args:
        request: the user's settings; what the layer determines is filled in here.
        result: the content of the match's result.json.
        further: layers that are corrected by the same settings, into the same folder.
    """
    raster = _raster_to_correct(moving, result)
    if not further:
        return CorrectInputs.of(request, raster)
    many = protocol.CorrectManyRequest(
        new_id(),
        request.match_dir,
        rasters=[],
        out_dir=str(Path(request.out).parent),
        method=request.method,
        force=request.force,
        resampling=request.resampling,
        grid=request.grid,
        again=request.again,
        file_format=request.file_format,
    )
    return CorrectInputs.of(request, raster, correct_many_inputs(many, further, result))


def correct_many_inputs(
    request: protocol.CorrectManyRequest, layers: Sequence[QgsRasterLayer], result: protocol.MatchJson
) -> CorrectManyInputs:
    """The inputs of a correction of many layers; the arguments are those of `correct_inputs`."""
    rasters = []
    for layer in layers:
        captured = _raster_to_correct(layer, result)
        if captured.temporary:  # its name becomes that of the corrected file
            captured = replace(captured, path=str(Path(captured.path).with_name(f"{safe_name(layer.name())}.tif")))
        rasters.append(captured)
    return CorrectManyInputs.of(request, rasters)


def _raster_to_correct(layer: QgsRasterLayer, result: protocol.MatchJson) -> LayerFile:
    xmin, ymin, xmax, ymax = result["grid"]["bbox"]
    return layer_input(layer, QgsRectangle(xmin, ymin, xmax, ymax), max(result["grid"]["pixel_m"]))


def finetune_inputs(
    request: protocol.FineTuneRequest,
    pairs: Sequence[ScenePair],
    project: QgsProject,
    matches: Sequence[str] = (),
    heed_warnings: bool = False,
) -> FineTuneInputs:
    """The inputs of a fine-tuning on pairs of SAR and optical rasters.

    Args:
        request: the user's settings; the pairs are filled in here.
        matches, heed_warnings: see `FineTuneInputs`.
    """
    radius_m = _search_radius_m(request)

    def scene(layer: QgsRasterLayer | LayerFile, partner: QgsRasterLayer | LayerFile, folder: Path) -> Scene:
        if isinstance(layer, LayerFile):
            return Scene(layer)
        extent = needed_extent(layer, partner, radius_m, None, project)
        captured = layer_input(layer, extent, ground_pixel_m(partner))
        if captured.temporary:
            return Scene(replace(captured, path=str(folder / "layer.tif")))
        as_in_file = not captured.crs or layer.crs() == layer.dataProvider().crs()
        return Scene(captured, "" if as_in_file else str(folder / "layer.vrt"))

    folders = [Path(request.out) / "layers" / f"{number:03d}" for number in range(len(pairs))]
    scenes = tuple(
        (scene(sar, optical, folder / "sar"), scene(optical, sar, folder / "optical"))
        for (sar, optical), folder in zip(pairs, folders)
    )
    return FineTuneInputs.of(request, scenes, matches, heed_warnings)


def _search_radius_m(request: protocol.MatchRequest | protocol.FineTuneRequest) -> float:
    return AUTOMATIC_SEARCH_RADIUS_M if request.search_radius is None else request.search_radius


def needed_extent(
    layer: QgsRasterLayer,
    partner: QgsRasterLayer,
    search_radius_m: float,
    view: QgsReferencedRectangle | None,
    project: QgsProject,
) -> QgsRectangle:
    """The part of `layer`, in its CRS, that a match with `partner` reads: a web layer may cover the whole world."""
    extent = QgsRectangle(layer.extent())
    for area in (QgsReferencedRectangle(partner.extent(), partner.crs()), view):
        box = in_crs(area, layer.crs(), project) if area is not None else None
        if box is not None:
            extent = extent.intersect(_buffered(box, layer.crs(), search_radius_m))
    return extent


def _buffered(box: QgsRectangle, crs: QgsCoordinateReferenceSystem, metres: float) -> QgsRectangle:
    """`box`, extended by `metres` on the ground on every side."""
    east, north = metres_per_unit(crs, box)
    dx, dy = metres / east, metres / north
    return QgsRectangle(box.xMinimum() - dx, box.yMinimum() - dy, box.xMaximum() + dx, box.yMaximum() + dy)
