"""What a match, a correction or a fine-tuning needs, captured from layers and the map view in the main thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Union

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

from ..project.layer_files import LayerFile, ground_pixel_m, layer_input, metres_per_unit
from .calls import CorrectInputs, MatchInputs
from .finetune import FineTuneInputs, Scene

# A SAR and an optical raster to learn from: layers, or files that need no layer.
ScenePair = Union[tuple[QgsRasterLayer, QgsRasterLayer], tuple[LayerFile, LayerFile]]


def view_of(canvas: QgsMapCanvas) -> QgsReferencedRectangle:
    """What the map shows now."""
    return QgsReferencedRectangle(canvas.extent(), canvas.mapSettings().destinationCrs())


def in_crs(area: QgsReferencedRectangle, crs: QgsCoordinateReferenceSystem, project: QgsProject) -> QgsRectangle | None:
    """The bounding box of `area` in `crs`; None where it cannot be expressed there."""
    try:
        box = QgsCoordinateTransform(area.crs(), crs, project).transformBoundingBox(area)
    except QgsCsException:
        return None
    return box if box.isFinite() and not box.isEmpty() else None


def match_inputs(
    sar: QgsRasterLayer,
    optical: QgsRasterLayer,
    *,
    moving: str,
    search_radius_m: float,
    model: str,
    out: Path,
    view: QgsReferencedRectangle | None,
    project: QgsProject,
) -> MatchInputs:
    """The inputs of a match of two layers; `moving` is "sar" or "optical", `view` limits the area matched."""
    moving_layer = sar if moving == "sar" else optical
    box = in_crs(view, moving_layer.crs(), project) if view is not None else None
    return MatchInputs(
        sar=layer_input(sar, needed_extent(sar, optical, search_radius_m, view, project), ground_pixel_m(optical)),
        optical=layer_input(optical, needed_extent(optical, sar, search_radius_m, view, project), ground_pixel_m(sar)),
        out=str(out),
        moving=moving,
        search_radius=search_radius_m,
        model=model,
        bbox=(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()) if box is not None else None,
    )


def correct_inputs(
    moving: QgsRasterLayer, result: dict[str, Any], match_dir: str, target: str, method: str, force: bool
) -> CorrectInputs:
    """The inputs of a correction. A layer that is not a file is corrected where it was matched."""
    xmin, ymin, xmax, ymax = result["grid"]["bbox"]
    raster = layer_input(moving, QgsRectangle(xmin, ymin, xmax, ymax), max(result["grid"]["pixel_m"]))
    return CorrectInputs(match_dir, raster, target, method, force)


def finetune_inputs(
    pairs: Sequence[ScenePair],
    *,
    out: str,
    name: str,
    model: str,
    minutes: float,
    search_radius_m: float,
    project: QgsProject,
    resume: bool = False,
    heed_warnings: bool = False,
    matches: Sequence[str] = (),
) -> FineTuneInputs:
    """The inputs of a fine-tuning by pairs of SAR and optical rasters; `matches` as `FineTuneInputs` has them."""

    def scene(layer: QgsRasterLayer | LayerFile, partner: QgsRasterLayer | LayerFile, folder: Path) -> Scene:
        if isinstance(layer, LayerFile):
            return Scene(layer)
        extent = needed_extent(layer, partner, search_radius_m, None, project)
        captured = layer_input(layer, extent, ground_pixel_m(partner))
        if captured.temporary:
            return Scene(replace(captured, path=str(folder / "layer.tif")))
        as_in_file = not captured.crs or layer.crs() == layer.dataProvider().crs()
        return Scene(captured, "" if as_in_file else str(folder / "layer.vrt"))

    folders = [Path(out) / "layers" / f"{number:03d}" for number in range(len(pairs))]
    scenes = tuple(
        (scene(sar, optical, folder / "sar"), scene(optical, sar, folder / "optical"))
        for (sar, optical), folder in zip(pairs, folders)
    )
    return FineTuneInputs(scenes, out, name, model, minutes, search_radius_m, resume, heed_warnings, tuple(matches))


def needed_extent(
    layer: QgsRasterLayer,
    partner: QgsRasterLayer,
    search_radius_m: float,
    view: QgsReferencedRectangle | None,
    project: QgsProject,
) -> QgsRectangle:
    """The part of `layer`, in its CRS, that a match with `partner` reads: a web layer has no end otherwise."""
    extent = QgsRectangle(layer.extent())
    for area in (QgsReferencedRectangle(partner.extent(), partner.crs()), view):
        box = in_crs(area, layer.crs(), project) if area is not None else None
        if box is not None:
            extent = extent.intersect(_buffered(box, layer.crs(), search_radius_m))
    return extent


def _buffered(box: QgsRectangle, crs: QgsCoordinateReferenceSystem, metres: float) -> QgsRectangle:
    """`box` larger by `metres` on the ground on every side."""
    east, north = metres_per_unit(crs, box)
    dx, dy = metres / east, metres / north
    return QgsRectangle(box.xMinimum() - dx, box.yMinimum() - dy, box.xMaximum() + dx, box.yMaximum() + dy)
