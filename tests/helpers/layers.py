"""Layers of QGIS that are no files; for QGIS's interpreter."""

from __future__ import annotations

from qgis.core import QgsRasterDataProvider, QgsRasterLayer


def virtual_layer(path: str) -> QgsRasterLayer:
    """A layer that is no file: the provider of QGIS's on-the-fly raster calculator, here twice the first band."""
    source = QgsRasterLayer(path, "source")
    parameters = QgsRasterDataProvider.VirtualRasterParameters()
    parameters.crs, parameters.extent = source.crs(), source.extent()
    parameters.width, parameters.height = source.width(), source.height()
    parameters.formula = '"a@1" * 2'
    inputs = QgsRasterDataProvider.VirtualRasterInputLayers()
    inputs.name, inputs.uri, inputs.provider = "a", path, "gdal"
    parameters.rInputLayers = [inputs]
    uri = QgsRasterDataProvider.encodeVirtualRasterProviderUri(parameters)
    return QgsRasterLayer(uri, "Zweifach", "virtualraster")
