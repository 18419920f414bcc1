"""Finds pairs of rasters in folders. Files are opened but not read. Runs in a task's thread."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from osgeo import gdal, osr

from ..engine_files import sensors
from ..i18n import tr
from .pairing import Box, Candidate, ListedRaster, Pairing, pair_up

SUFFIXES = (".tif", ".tiff", ".jp2", ".img", ".vrt", ".ntf", ".png", ".jpg", ".jpeg")
# Number of steps along each edge of a raster; the points are transformed to get its extent on the ground.
_EDGE_STEPS = 8

IsCancelled = Callable[[], bool]


class _RefusedError(Exception):
    """A file cannot be used as a raster to learn from; the text says why."""


def pairs_in(folder: str, on_progress: Callable[[int, int], None], is_cancelled: IsCancelled) -> Pairing:
    """Find pairs among the rasters in a folder and in its subfolders.

    Words in the file name, else in the names of its folders (the nearest first), else the bands tell which rasters are
    SAR.

    Args:
        on_progress: called with the number of files opened so far and the number of all files.
        is_cancelled: called before each file; if it returns true, the pairs found so far are returned.
    """
    root = Path(folder)
    files = [(root, path, "") for path in _rasters(root, is_cancelled)]
    return _pairing(files, on_progress, is_cancelled)


def pairs_of(
    sar_folder: str, optical_folder: str, on_progress: Callable[[int, int], None], is_cancelled: IsCancelled
) -> Pairing:
    """Find pairs as `pairs_in`, between a folder of SAR rasters and a folder of optical rasters, whatever their names.

    If one folder is inside the other, rasters in the inner folder do not belong to the outer folder.
    """
    folders = {Path(os.path.abspath(sar_folder)): sensors.SAR, Path(os.path.abspath(optical_folder)): sensors.OPTICAL}
    files = [
        (folder, path, role)
        for folder, role in folders.items()
        for path in _rasters(folder, is_cancelled)
        if not any(folder in other.parents and other in path.parents for other in folders)
    ]
    return _pairing(files, on_progress, is_cancelled)


def _rasters(folder: Path, is_cancelled: IsCancelled) -> Iterator[Path]:
    """Yield files with the suffix of a raster, sorted by name."""
    for parent, folders, files in os.walk(folder):
        if is_cancelled():
            return
        folders.sort()
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES) and not name.startswith("."):
                yield Path(parent) / name


def _pairing(
    files: Sequence[tuple[Path, Path, str]], on_progress: Callable[[int, int], None], is_cancelled: IsCancelled
) -> Pairing:
    """Find pairs among files, given as (chosen folder, file, role or "")."""
    candidates, refused, ground = [], [], _Ground()
    for number, (root, path, role) in enumerate(files):
        if is_cancelled():
            break
        on_progress(number, len(files))
        try:
            candidates.append(_candidate(root, path, role, ground))
        except _RefusedError as error:
            refused.append((str(path.relative_to(root)), str(error)))
    return pair_up(candidates, refused, is_cancelled)


def _candidate(root: Path, path: Path, role: str, ground: _Ground) -> Candidate:
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        # GDAL's exceptions are on in some versions of QGIS, off in others.
        dataset = gdal.Open(str(path))
        if dataset is None or not dataset.RasterCount:
            raise _RefusedError(tr("it cannot be read as a raster"))
        box = ground.box(dataset)
    except RuntimeError:
        raise _RefusedError(tr("it cannot be read as a raster")) from None
    finally:
        gdal.PopErrorHandler()
    inside = path.relative_to(root).with_suffix("")
    key = "/".join(filter(None, map(sensors.without_sensor_words, inside.parts)))
    raster = ListedRaster(os.path.abspath(path), str(path.relative_to(root)))
    return Candidate(raster, role or _role(inside, dataset), key, box)


def _role(inside: Path, dataset: gdal.Dataset) -> str:
    evidence = next(filter(None, map(sensors.sensor_words, reversed(inside.parts))), 0)
    if evidence:
        return sensors.SAR if evidence > 0 else sensors.OPTICAL
    band = dataset.GetRasterBand(1)
    is_red = band.GetColorInterpretation() == gdal.GCI_RedBand
    is_float = band.DataType in (gdal.GDT_Float32, gdal.GDT_Float64)
    return sensors.role_of(sensors.look_score(dataset.RasterCount, is_red, is_float))


class _Ground:
    """Computes the ground extents of rasters. It keeps transformations, because making them is slow."""

    def __init__(self) -> None:
        self._to_degrees: dict[str, osr.CoordinateTransformation] = {}

    def box(self, dataset: gdal.Dataset) -> Box:
        """Return the bounding box of a raster in degrees.

        Raises:
            _RefusedError: the raster is not georeferenced.
        """
        wkt, transform = dataset.GetProjection(), dataset.GetGeoTransform(can_return_null=True)
        if not wkt:
            raise _RefusedError(tr("it has no coordinate reference system"))
        if transform is None:
            raise _RefusedError(tr("it is not georeferenced"))
        steps = [step / _EDGE_STEPS for step in range(_EDGE_STEPS + 1)]
        edge = [place for t in steps for place in ((t, 0.0), (t, 1.0), (0.0, t), (1.0, t))]
        columns, rows = dataset.RasterXSize, dataset.RasterYSize
        places = [gdal.ApplyGeoTransform(transform, x * columns, y * rows) for x, y in edge]
        try:
            points = self._transformation(wkt).TransformPoints(places)
        except (RuntimeError, TypeError):  # TypeError: there is no transformation, and GDAL's exceptions are off
            points = []
        east, north = [point[0] for point in points], [point[1] for point in points]
        if not points or not all(abs(value) <= 360 for value in (*east, *north)):
            raise _RefusedError(tr("it is not georeferenced"))
        if max(east) - min(east) > 180:
            east = [value + 360 if value < 0 else value for value in east]
        return min(east), min(north), max(east), max(north)

    def _transformation(self, wkt: str) -> osr.CoordinateTransformation:
        if wkt not in self._to_degrees:
            crs, degrees = osr.SpatialReference(), osr.SpatialReference()
            crs.ImportFromWkt(wkt)
            degrees.ImportFromEPSG(4326)
            for reference in (crs, degrees):
                reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
            self._to_degrees[wkt] = osr.CoordinateTransformation(crs, degrees)
        return self._to_degrees[wkt]
