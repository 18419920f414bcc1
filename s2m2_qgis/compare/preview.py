"""The moving layer as a correction would place it, without a file: a virtual raster in memory that GDAL warps."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from osgeo import gdal, osr
from qgis.core import QgsMapLayerStyle, QgsRasterLayer
from qgis.PyQt import sip

from ..engine_files import protocol
from ..i18n import tr
from ..project.layer_files import crs_text, gdal_name

# How exactly GDAL follows the transform, in pixels.
_EXACT_PX = 0.1
# Places along each axis at which an affine transform is evaluated; three places would do.
_PLACES = (0.0, 0.5, 1.0)
_names = itertools.count(1)


class Preview:
    """A layer that shows `layer` corrected by a transform; `close` removes it from the memory.

    Raises:
        ValueError: the layer cannot be shown so; the text says why.
    """

    def __init__(self, layer: QgsRasterLayer, transform: protocol.Transform, crs: str) -> None:
        """
        Args:
            transform: in units of `crs`, the CRS of the match (AUTHORITY:CODE or WKT).
        """
        if layer.providerType() != "gdal":
            text = tr("“{name}” is not a file, so it cannot be shown corrected before it is written.")
            raise ValueError(text.format(name=layer.name()))
        self.layer: QgsRasterLayer | None = None
        number = next(_names)
        self._paths = [f"/vsimem/s2m2-preview-{number}-{one}.vrt" for one in ("points", "warped")]
        placed, warped = self._paths
        try:
            with _exceptions():
                source = gdal.Open(gdal_name(layer))
                reference = osr.SpatialReference()
                reference.SetFromUserInput(crs)
                reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
                wkt = reference.ExportToWkt()
                points = _control_points(source, transform, wkt, _other_crs(layer))
                gdal.Translate(placed, source, format="VRT", GCPs=points, outputSRS=wkt)
                options = gdal.WarpOptions(
                    format="VRT",
                    dstSRS=wkt,
                    tps=transform["kind"] == "tps",
                    polynomialOrder={"polynomial": 2, "tps": None}.get(transform["kind"], 1),
                    resampleAlg="near" if source.GetRasterBand(1).GetColorTable() else "bilinear",
                    errorThreshold=_EXACT_PX,
                    dstAlpha=True,
                )
                gdal.Warp(warped, placed, options=options)
        except RuntimeError as error:
            self.close()
            text = tr("“{name}” cannot be shown corrected: {reason}.")
            raise ValueError(text.format(name=layer.name(), reason=str(error).rstrip("."))) from error
        self.layer = QgsRasterLayer(warped, tr("{name} (preview)").format(name=layer.name()), "gdal")
        style = QgsMapLayerStyle()
        style.readFromLayer(layer)
        style.writeToLayer(self.layer)
        renderer = self.layer.renderer()
        if renderer is not None:
            renderer.setAlphaBand(self.layer.bandCount())  # GDAL made it, also of one that the raster had

    def close(self) -> None:
        """Delete the layer, which must not be drawn any more, and forget the virtual raster."""
        layer, self.layer = self.layer, None
        if layer is not None:
            sip.delete(layer)  # GDAL may write statistics into the virtual raster when it is closed
        for path in self._paths:
            gdal.Unlink(path)


def _other_crs(layer: QgsRasterLayer) -> str:
    """The CRS that the user has given to a layer; "" if it is that of the file."""
    return "" if layer.crs() == layer.dataProvider().crs() else crs_text(layer.crs())


def _control_points(source: gdal.Dataset, transform: protocol.Transform, wkt: str, source_crs: str) -> list[gdal.GCP]:
    """GCPs of a raster that place its pixels where the transform moves them; `source_crs` replaces the file's CRS."""
    sources = [f"SRC_SRS={source_crs}"] if source_crs else []
    to_map = gdal.Transformer(source, None, [f"DST_SRS={wkt}", *sources])
    if "control_points" in transform:
        places = [(x, y) for x, y, _, _ in transform["control_points"]]
        moved = [(x + dx, y + dy) for x, y, dx, dy in transform["control_points"]]
        pixels = _transformed(to_map, places, True)
    else:
        width, height = source.RasterXSize, source.RasterYSize
        pixels = [(col * width, row * height) for row in _PLACES for col in _PLACES]
        matrix = np.array(transform["matrix"])
        known = np.array(_transformed(to_map, pixels, False))
        moved = [tuple(place) for place in known @ matrix[:, :2].T + matrix[:, 2]]
    return [gdal.GCP(float(x), float(y), 0.0, float(col), float(row)) for (x, y), (col, row) in zip(moved, pixels)]


def _transformed(
    transformer: gdal.Transformer, places: Sequence[tuple[float, float]], backwards: bool
) -> list[tuple[float, float]]:
    points, good = transformer.TransformPoints(int(backwards), [(x, y, 0.0) for x, y in places])
    if not all(good):
        raise RuntimeError(tr("a part of it lies outside the domain of the match's CRS"))
    return [(x, y) for x, y, _ in points]


@contextmanager
def _exceptions() -> Iterator[None]:
    """Let GDAL raise exceptions for a while, whatever other plugins have chosen."""
    before = gdal.GetUseExceptions()
    gdal.UseExceptions()
    try:
        yield
    finally:
        if not before:
            gdal.DontUseExceptions()
