"""The meaning of values stored in a raster: which are data, the colours of a palette, and their storage in a GeoTIFF.

A pixel is empty if the file declares it so (nodata value, mask, alpha), if its value is not a usable number (`absurd`),
or if it has a fill value that the file does not declare (`holds_fill`; `radiometry` finds such values). Matching and
correcting both use this module.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, MaskFlags

from ...arrays import Float32Array

# Some programs write the largest float for nodata without declaring it; larger numbers than this are nodata.
_ABSURD = np.float32(1e37)
_KEEPS_BITS = ("uint8", "uint16", "uint32")
# Drivers whose files really have NBITS bits per value; with other drivers NBITS is only a note.
_DRIVERS_WITH_BITS = ("GTiff", "COG", "JP2OpenJPEG", "JP2KAK", "JP2ECW", "JPEG2000", "NITF")
# Wider types for files in which every value of the type is data, so that a nodata value can be added.
_WIDER = {"uint8": "int16", "int8": "int16", "uint16": "int32", "int16": "int32"}
_COMPLEX_INT16_LIMITS = (-32768, 32767)


def numpy_dtype(name: str) -> str:
    """Return numpy's name of a GDAL dtype."""
    return "complex64" if name == "complex_int16" else name


def needs_mask(dataset: Any, bands: tuple[int, ...]) -> bool:
    """Return whether some pixels of `bands` may be invalid by a nodata value, a mask band or alpha."""
    return any(MaskFlags.all_valid not in dataset.mask_flag_enums[band - 1] for band in bands)


def validity(dataset: Any, bands: tuple[int, ...], area: Any, shape: tuple[int, int]) -> NDArray[np.bool_] | None:
    """Return the mask (bands or 1, rows, cols) of valid pixels, from nodata, masks and alpha; None if all are valid."""
    if not needs_mask(dataset, bands):
        return None
    shared = all(MaskFlags.per_dataset in dataset.mask_flag_enums[band - 1] for band in bands)
    indexes = [bands[0]] if shared else list(bands)
    masks = dataset.read_masks(indexes, window=area, out_shape=(len(indexes), *shape))
    result: NDArray[np.bool_] = masks > 0
    return result


def absurd(values: NDArray[Any]) -> NDArray[np.bool_]:
    """Return the mask of values that are not usable numbers: NaN, infinite, or so large that they must be nodata."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(~(np.abs(values) < _ABSURD))


def holds_fill(values: NDArray[Any], fills: tuple[float, ...]) -> NDArray[np.bool_]:
    """Return the mask (rows, cols) of pixels whose values in all bands (bands, rows, cols) are the same fill value."""
    result = np.zeros(values.shape[1:], dtype=bool)
    for fill in fills:
        result |= (values == fill).all(axis=0)
    return result


def read_bands(dataset: Any, bands: tuple[int, ...], **options: Any) -> NDArray[Any]:
    """Read stored values (bands, rows, cols). If types differ, the result has the narrowest type for all `bands`."""
    names = {dataset.dtypes[band - 1] for band in bands}
    if len(names) == 1:
        return np.asarray(dataset.read(list(bands), **options))
    if "out_shape" in options:
        options = {**options, "out_shape": options["out_shape"][1:]}
    planes = [dataset.read(band, **options) for band in bands]
    return np.stack([plane.astype(np.result_type(*planes)) for plane in planes])


def luminance_table(dataset: Any, bands: tuple[int, ...]) -> Float32Array | None:
    """Return the luminance (256,) of a palette's colours (ITU-R BT.601), NaN if transparent; None without a palette."""
    if len(bands) != 1 or dataset.colorinterp[bands[0] - 1] != ColorInterp.palette:
        return None
    if dataset.dtypes[bands[0] - 1] != "uint8":
        return None
    table = np.full(256, np.nan, dtype=np.float32)
    for index, (red, green, blue, alpha) in dataset.colormap(bands[0]).items():
        if index < 256 and alpha > 0:
            table[index] = 0.299 * red + 0.587 * green + 0.114 * blue
    return table


@dataclass(frozen=True)
class Storage:
    """The storage of values in a GeoTIFF, which has one data type and one nodata value for all bands.

    Attributes:
        dtype: rasterio's name of the data type.
        nodata: nodata value, or None.
        bits: number of bits of an integer, if it is smaller than that of its type.
    """

    dtype: str
    nodata: float | None
    bits: int | None = None

    @property
    def numpy_dtype(self) -> np.dtype[Any]:
        """The data type in numpy."""
        return np.dtype(numpy_dtype(self.dtype))

    @property
    def limits(self) -> tuple[int, int]:
        """The smallest and the largest value of an integer type."""
        info = np.iinfo(self.numpy_dtype)
        return int(info.min), int(info.max) if self.bits is None else 2**self.bits - 1

    def encode(self, values: NDArray[Any]) -> NDArray[Any]:
        """Convert computed values to the file's type: round and clip them, and replace NaN by nodata (or else by 0).

        A valid value that would be equal to nodata is changed to the next value.
        """
        empty = np.isnan(values)
        dtype = self.numpy_dtype
        if dtype.kind in "fc":
            result = np.where(empty, 0 if self.nodata is None else self.nodata, values)
            if self.dtype == "complex_int16":
                real, imaginary = (
                    np.clip(np.rint(part), *_COMPLEX_INT16_LIMITS) for part in (result.real, result.imag)
                )
                result = real + 1j * imaginary + 0  # integers have no negative zero
            return result.astype(dtype)
        low, high = self.limits
        whole = np.clip(np.rint(np.where(empty, 0, values)), low, high).astype(dtype)
        if self.nodata is not None:
            value = int(self.nodata)
            whole[~empty & (whole == value)] = value + 1 if value < high else value - 1
            whole[empty] = value
        return whole

    def copied(self, values: NDArray[Any], valid: NDArray[np.bool_] | None) -> NDArray[Any]:
        """Convert stored values to the file's type, and replace invalid values by its nodata value."""
        result = values.astype(self.numpy_dtype, copy=False)
        if valid is not None and self.nodata is not None:
            result = np.where(np.broadcast_to(valid, result.shape), result, self.numpy_dtype.type(self.nodata))
        return result


def storage_like(dataset: Any) -> Storage | None:
    """Return a storage for all values of `dataset`; None if its bands' nodata values differ (see `storage_for_all`)."""
    dtype = _common_dtype(dataset)
    declared = [value if _is_held(dtype, value) else None for value in dataset.nodatavals]
    if any(not _same(value, declared[0]) for value in declared):
        return None
    return Storage(dtype, declared[0], _bits(dataset, dtype))


def nodata_candidates(dataset: Any) -> list[float]:
    """Return candidates for a common nodata value of bands with different nodata values, the best first."""
    dtype = _common_dtype(dataset)
    if np.dtype(numpy_dtype(dtype)).kind not in "iu":
        return [math.nan]
    limits = np.iinfo(dtype)
    declared = [value for value in dataset.nodatavals if _is_held(dtype, value)]
    return list(dict.fromkeys([*declared, float(limits.min), float(limits.max)]))


def storage_for_all(dataset: Any, free: list[float]) -> Storage:
    """Return a storage for bands whose nodata values differ; `free` are candidates that do not occur as data."""
    dtype = _common_dtype(dataset)
    if free:
        return Storage(dtype, free[0])
    wider = _WIDER.get(dtype)
    return Storage("float64", math.nan) if wider is None else Storage(wider, float(np.iinfo(wider).min))


def _common_dtype(dataset: Any) -> str:
    """Return a dtype that can store the values of all bands, because a GeoTIFF has only one dtype."""
    dtypes = set(dataset.dtypes)
    if len(dtypes) == 1:
        return str(next(iter(dtypes)))
    return np.result_type(*(numpy_dtype(name) for name in dtypes)).name


def _is_held(dtype: str, value: float | None) -> bool:
    kind = np.dtype(numpy_dtype(dtype))
    if value is None or kind.kind not in "iu":
        return value is not None
    limits = np.iinfo(kind)
    return math.isfinite(value) and float(value).is_integer() and limits.min <= value <= limits.max


def _same(a: float | None, b: float | None) -> bool:
    return a == b or (a is not None and b is not None and math.isnan(a) and math.isnan(b))


def _bits(dataset: Any, dtype: str) -> int | None:
    """Return NBITS of the raster's file if the new file can have the same number of bits, else None."""
    if dtype not in _KEEPS_BITS or dataset.driver not in _DRIVERS_WITH_BITS:
        return None
    bits = {dataset.tags(band, ns="IMAGE_STRUCTURE").get("NBITS") for band in range(1, dataset.count + 1)}
    text = bits.pop() if len(bits) == 1 else None
    if text is None or not text.isdigit() or not 0 < int(text) < 8 * np.dtype(dtype).itemsize:
        return None
    return int(text)
