"""Writes GeoTIFFs with the metadata of a source raster, block by block, and checks them at the end."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import rasterio.windows
from affine import Affine
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, MaskFlags, Resampling
from rasterio.errors import RasterioError

from ...arrays import Window
from ...errors import EngineError
from ...progress import Reporter
from .raster import Raster
from .stored_values import numpy_dtype

TILE = 256
# Metadata that describe the encoding of the source file, or a georeference that is not written.
_LEFT_OUT = ("IMAGE_STRUCTURE", "DERIVED_SUBDATASETS", "SUBDATASETS", "GEOLOCATION", "RPC", "COLOR_PROFILE")
_STATISTICS = "STATISTICS_"


class CorrectedFile:
    """A GeoTIFF that is being written. `create_like` makes it.

    It stores checksums of all blocks: GDAL writes a large part of a file when it is closed, and may not report that the
    disk is full then. The lost tiles would be read as zeros.
    """

    def __init__(self, dataset: Any, mask: bool) -> None:
        self._dataset = dataset
        self._has_mask = mask
        self._checksums: list[tuple[Window, int]] = []

    def write(self, window: Window, values: NDArray[Any], mask: NDArray[np.bool_] | None = None) -> None:
        """Write (bands, rows, cols) of the file's dtype, and the mask (rows, cols) if the file has one."""
        area = as_rasterio(window)
        self._dataset.write(values, window=area)
        if self._has_mask and mask is not None:
            self._dataset.write_mask(mask, window=area)
        self._checksums.append((window, _checksum(values, mask if self._has_mask else None)))

    def check(self, path: Path, reporter: Reporter) -> None:
        """Read the file, which must be closed, and compare it with what was written.

        Raises:
            EngineError: "incomplete_output" if they differ.
        """
        try:
            with rasterio.open(path) as dataset:
                for window, expected in self._checksums:
                    reporter.raise_if_cancelled()
                    area = as_rasterio(window)
                    mask = dataset.read_masks(1, window=area) > 0 if self._has_mask else None
                    if _checksum(dataset.read(window=area), mask) != expected:
                        raise incomplete(path)
        except RasterioError as error:
            raise incomplete(path) from error


def _checksum(values: NDArray[Any], mask: NDArray[np.bool_] | None) -> int:
    checksum = zlib.crc32(np.ascontiguousarray(values).view(np.uint8).data)
    return checksum if mask is None else zlib.crc32(np.packbits(mask).data, checksum)


def incomplete(path: Path) -> EngineError:
    """Return the error for a file that does not contain what was written to it."""
    return EngineError(
        "incomplete_output",
        f"{path.name} could not be written completely.",
        "Check the disk, or choose an output on another disk.",
    )


def as_rasterio(window: Window) -> rasterio.windows.Window:
    """Convert a window to rasterio's type."""
    return rasterio.windows.Window(window.col, window.row, window.width, window.height)


def file_dtype(dataset: Any) -> str:
    """Return a dtype that can store the values of all bands, because a GeoTIFF has only one dtype."""
    dtypes = set(dataset.dtypes)
    if len(dtypes) == 1:
        return str(next(iter(dtypes)))
    return np.result_type(*(numpy_dtype(name) for name in dtypes)).name


def has_dataset_mask(dataset: Any) -> bool:
    """Return whether the raster has a mask band (neither an alpha band nor a nodata value)."""
    flags = dataset.mask_flag_enums[0]
    return MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags


def is_categorical(dataset: Any) -> bool:
    """Return whether values are classes, which must not be averaged: they have a colour table or a single bit."""
    bits = dataset.tags(1, ns="IMAGE_STRUCTURE").get("NBITS")
    return bits == "1" or any(kind == ColorInterp.palette for kind in dataset.colorinterp)


@contextmanager
def create_like(
    raster: Raster,
    path: Path,
    transform: Affine | None,
    gcps: list[Any] | None,
    size: tuple[int, int],
    nodata: float | None,
    mask: bool,
    resampled: bool,
) -> Iterator[CorrectedFile]:
    """Create a tiled, deflated GeoTIFF at `path` with the metadata of `raster` and a new georeference.

    It keeps dtype, CRS, band descriptions, units, scales, offsets, colour interpretation, colour table, and tags of
    data set and bands. It loses category names and attribute tables, which rasterio cannot read.

    Args:
        transform, gcps: the new georeference; one of them is None.
        size: (width, height).
        nodata: nodata value, or None.
        mask: whether the file has a mask band.
        resampled: whether values differ from those of the source, so that its statistics are left out.
    """
    source = raster.dataset
    dtype = file_dtype(source)
    profile: dict[str, Any] = {
        "driver": "GTiff", "width": size[0], "height": size[1], "count": source.count, "dtype": dtype,
        "crs": raster.crs, "nodata": nodata, "tiled": True, "blockxsize": TILE, "blockysize": TILE,
        "compress": "deflate", "bigtiff": "IF_SAFER", "interleave": "band" if source.count > 4 else "pixel",
    }  # fmt: skip
    bits = source.tags(1, ns="IMAGE_STRUCTURE").get("NBITS")
    if bits and dtype in ("uint8", "uint16", "uint32"):
        profile["nbits"] = bits
    profile.update({"transform": transform} if gcps is None else {"gcps": gcps})
    with (
        rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True),
        rasterio.open(path, "w", **profile) as dataset,
    ):
        _describe(source, dataset, resampled)
        yield CorrectedFile(dataset, mask)


def _describe(source: Any, target: Any, resampled: bool) -> None:
    # This must happen before any pixel is written: a GeoTIFF's colour interpretation is in its first directory.
    target.colorinterp = source.colorinterp
    if set(source.scales) != {1.0} or set(source.offsets) != {0.0}:
        target.scales, target.offsets = source.scales, source.offsets
    if any(source.units):
        target.units = tuple(unit or "" for unit in source.units)
    for namespace in (None, *source.tag_namespaces()):
        if not _is_left_out(namespace):
            target.update_tags(ns=namespace, **source.tags(ns=namespace))
    for band in range(1, source.count + 1):
        if source.descriptions[band - 1]:
            target.set_band_description(band, source.descriptions[band - 1])
        for namespace in (None, *source.tag_namespaces(band)):
            tags = source.tags(band, ns=namespace)
            if resampled:
                tags = {key: value for key, value in tags.items() if not key.startswith(_STATISTICS)}
            if tags and not _is_left_out(namespace):
                target.update_tags(band, ns=namespace, **tags)
        if source.colorinterp[band - 1] == ColorInterp.palette:
            target.write_colormap(band, source.colormap(band))


def _is_left_out(namespace: str | None) -> bool:
    # Namespaces such as xml:XMP contain a document instead of keys and values.
    return namespace is not None and (namespace in _LEFT_OUT or ":" in namespace)


def output_blocks(width: int, height: int, side: int = 2 * TILE) -> list[Window]:
    """Return windows of whole tiles that cover a file, row by row."""
    return [
        Window(col, row, min(side, width - col), min(side, height - row))
        for row in range(0, height, side)
        for col in range(0, width, side)
    ]


def build_overviews(path: Path, source: Any) -> None:
    """Give the file at `path` the overview levels that `source` has.

    Raises:
        EngineError: "incomplete_output".
    """
    factors = [factor for factor in source.overviews(1) if factor > 1]
    if not factors:
        return
    with rasterio.open(path, "r+") as dataset:
        method = Resampling.nearest if is_categorical(source) else Resampling.average
        dataset.build_overviews(factors, method)
    for level in range(len(factors)):
        check_tiles(path, overview_level=level)


def check_tiles(path: Path, sparse: bool = False, **options: Any) -> None:
    """Check that every tile of a GeoTIFF exists (unless it is sparse) and lies inside the file.

    Raises:
        EngineError: "incomplete_output".
    """
    size = path.stat().st_size
    try:
        with rasterio.open(path, **options) as dataset:
            for band in (1, dataset.count):
                for (row, col), _ in dataset.block_windows(band):
                    offset = dataset.get_tag_item(f"BLOCK_OFFSET_{col}_{row}", "TIFF", bidx=band)
                    length = dataset.get_tag_item(f"BLOCK_SIZE_{col}_{row}", "TIFF", bidx=band)
                    if offset is None and sparse:
                        continue
                    if offset is None or length is None or int(offset) + int(length) > size:
                        raise incomplete(path)
    except RasterioError as error:
        raise incomplete(path) from error
