"""Writes GeoTIFFs with the metadata of a source raster, block by block, and checks them at the end."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import rasterio.windows
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.errors import RasterioError

from ...arrays import Window
from ...errors import EngineError
from ...machine import correcting_threads
from ...progress import Reporter
from .raster import Raster, as_rasterio
from .side_file import KEYWORDS, is_left_out
from .stored_values import Storage

TILE = 256
_STATISTICS = "STATISTICS_"


class CorrectedFile:
    """A GeoTIFF that is being written. `create_like` makes it.

    It stores checksums of all blocks: GDAL writes a large part of a file when it is closed, and may not report that the
    disk is full then. The lost tiles would be read as zeros.
    """

    def __init__(self, dataset: Any, mask: bool) -> None:
        self._dataset = dataset
        self.has_mask = mask
        self._checksums: list[tuple[Window, tuple[int, ...], int]] = []
        self._mask_checksums: list[tuple[Window, int]] = []

    def write(self, window: Window, bands: tuple[int, ...], values: NDArray[Any]) -> None:
        """Write values (bands, rows, cols), which must be converted to the file's `Storage`, to `bands`."""
        self._dataset.write(values, indexes=list(bands), window=as_rasterio(window))
        self._checksums.append((window, bands, _checksum(values)))

    def write_mask(self, window: Window, mask: NDArray[np.bool_]) -> None:
        """Write the mask (rows, cols), if the file has one."""
        if self.has_mask:
            self._dataset.write_mask(mask, window=as_rasterio(window))
            self._mask_checksums.append((window, _checksum(np.packbits(mask))))

    def check(self, path: Path, reporter: Reporter) -> None:
        """Read the file, which must be closed, and compare it with what was written.

        Raises:
            EngineError: "incomplete_output" if it was not written completely; "wrong_output" if it is complete but
                has other values.
        """
        try:
            with rasterio.open(path, num_threads=str(correcting_threads())) as dataset:
                same = self._is_same(dataset, reporter)
        except RasterioError as error:
            raise incomplete(path) from error
        if not same:
            check_tiles(path)
            raise EngineError(
                "wrong_output",
                f"{path.name} is complete but does not contain the values that were written to it.",
                "The disk is not the cause. Please report this error with the output of gdalinfo for the raster.",
            )

    def _is_same(self, dataset: Any, reporter: Reporter) -> bool:
        for window, bands, expected in self._checksums:
            reporter.raise_if_cancelled()
            if _checksum(dataset.read(list(bands), window=as_rasterio(window))) != expected:
                return False
        for window, expected in self._mask_checksums:
            reporter.raise_if_cancelled()
            if _checksum(np.packbits(dataset.read_masks(1, window=as_rasterio(window)) > 0)) != expected:
                return False
        return True


def _checksum(values: NDArray[Any]) -> int:
    return zlib.crc32(np.ascontiguousarray(values).view(np.uint8).data)


def incomplete(path: Path) -> EngineError:
    """Return the error for a file that does not contain what was written to it."""
    return EngineError(
        "incomplete_output",
        f"{path.name} could not be written completely.",
        "Check the disk, or choose an output on another disk.",
    )


def has_dataset_mask(dataset: Any) -> bool:
    """Return whether the raster has a mask band (neither an alpha band nor a nodata value)."""
    flags = dataset.mask_flag_enums[0]
    return MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags


@dataclass(frozen=True)
class Placement:
    """Where the pixels of a file lie: its CRS, its size (width, height), and a geotransform or else GCPs."""

    crs: CRS
    size: tuple[int, int]
    transform: Affine | None
    gcps: list[Any] | None = None


@contextmanager
def create_like(
    raster: Raster,
    path: Path,
    placement: Placement,
    storage: Storage,
    mask: bool,
    tags: dict[str, str],
    resampled: bool,
) -> Iterator[CorrectedFile]:
    """Create a tiled, deflated GeoTIFF at `path` with the metadata of `raster` and a new georeference.

    It keeps band descriptions, units, scales, offsets, colour interpretation, colour table, tags of
    data set and bands. `finishing.finish` adds what lies beside a GeoTIFF.

    Args:
        storage: data type, nodata value and bits.
        mask: whether the file has a mask band.
        tags: metadata items that are added, in the default domain.
        resampled: whether values differ from those of the source, so that its statistics are left out.
    """
    source = raster.dataset
    profile: dict[str, Any] = {
        "driver": "GTiff", "width": placement.size[0], "height": placement.size[1], "count": source.count,
        "dtype": storage.dtype, "crs": placement.crs, "nodata": storage.nodata,
        "tiled": True, "blockxsize": TILE, "blockysize": TILE, "compress": "deflate", "bigtiff": "IF_SAFER",
        "interleave": "band" if source.count > 4 else "pixel", "num_threads": str(correcting_threads()),
    }  # fmt: skip
    if storage.bits:
        profile["nbits"] = storage.bits
    georeference = {"transform": placement.transform} if placement.gcps is None else {"gcps": placement.gcps}
    profile.update(georeference)
    with (
        rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True),
        rasterio.open(path, "w", **profile) as dataset,
    ):
        _describe(source, dataset, resampled)
        dataset.update_tags(**tags)
        yield CorrectedFile(dataset, mask)


def _describe(source: Any, target: Any, resampled: bool) -> None:
    # This must happen before any pixel is written: a GeoTIFF's colour interpretation is in its first directory.
    target.colorinterp = source.colorinterp
    if set(source.scales) != {1.0} or set(source.offsets) != {0.0}:
        target.scales, target.offsets = source.scales, source.offsets
    if any(source.units):
        target.units = tuple(unit or "" for unit in source.units)
    for namespace in (None, *source.tag_namespaces()):
        if not is_left_out(namespace):
            target.update_tags(ns=namespace, **_passable(source.tags(ns=namespace)))
    for band in range(1, source.count + 1):
        if source.descriptions[band - 1]:
            target.set_band_description(band, source.descriptions[band - 1])
        for namespace in (None, *source.tag_namespaces(band)):
            tags = _passable(source.tags(band, ns=namespace))
            if resampled:
                tags = {key: value for key, value in tags.items() if not key.startswith(_STATISTICS)}
            if tags and not is_left_out(namespace):
                target.update_tags(band, ns=namespace, **tags)
        if source.colorinterp[band - 1] == ColorInterp.palette:
            target.write_colormap(band, source.colormap(band))


def _passable(tags: dict[str, str]) -> dict[str, str]:
    """The tags that rasterio can be given; the others go to the side file."""
    return {key: value for key, value in tags.items() if key not in KEYWORDS}


def output_blocks(width: int, height: int, side: int = 2 * TILE) -> list[Window]:
    """Return windows of whole tiles that cover a file, row by row."""
    return [
        Window(col, row, min(side, width - col), min(side, height - row))
        for row in range(0, height, side)
        for col in range(0, width, side)
    ]


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
