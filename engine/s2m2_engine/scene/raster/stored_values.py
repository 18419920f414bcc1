"""What the values stored in a raster stand for: which are data, which colours a palette's indices mean, and how a
GeoTIFF holds them.

A pixel is empty where the file says so (nodata value, mask, alpha), where it holds no usable number (`absurd`), and
where it holds a fill value that the file does not declare (`holds_fill`; `radiometry` finds such values). Matching and
correcting both ask here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, MaskFlags

from ...arrays import Float32Array

# Beyond this a number is what some programs write for nodata without saying so: the largest float.
_ABSURD = np.float32(1e37)
_KEEPS_BITS = ("uint8", "uint16", "uint32")
# The drivers whose files hold just so many bits; elsewhere NBITS is only a note.
_DRIVERS_WITH_BITS = ("GTiff", "COG", "JP2OpenJPEG", "JP2KAK", "JP2ECW", "JPEG2000", "NITF")
# For a file in which every value of the type is data: a type that holds one value more.
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
    """Where floating-point values are not usable numbers: NaN, infinite, or as large as only nodata values are."""
    with np.errstate(over="ignore", invalid="ignore"):
        return np.asarray(~(np.abs(values) < _ABSURD))


def holds_fill(values: NDArray[Any], fills: tuple[float, ...]) -> NDArray[np.bool_]:
    """(rows, cols) bool: where all bands of `values` (bands, rows, cols) hold one and the same of `fills`."""
    result = np.zeros(values.shape[1:], dtype=bool)
    for fill in fills:
        result |= (values == fill).all(axis=0)
    return result


def read_bands(dataset: Any, bands: tuple[int, ...], **options: Any) -> NDArray[Any]:
    """Stored values (bands, rows, cols), in the narrowest type that holds all of `bands` where they differ."""
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
    """How a GeoTIFF holds values: one data type and one nodata value for all bands.

    Attributes:
        dtype: rasterio's name.
        nodata: None if there is none.
        bits: of an integer, where fewer than its type has.
    """

    dtype: str
    nodata: float | None
    bits: int | None = None

    @property
    def numpy_dtype(self) -> np.dtype[Any]:
        return np.dtype(numpy_dtype(self.dtype))

    @property
    def limits(self) -> tuple[int, int]:
        """The least and the largest value of an integer type."""
        info = np.iinfo(self.numpy_dtype)
        return int(info.min), int(info.max) if self.bits is None else 2**self.bits - 1

    def encode(self, values: NDArray[Any]) -> NDArray[Any]:
        """Computed values as the file can hold them: rounded and clipped, NaN as nodata (0 where there is none).

        No valid value becomes nodata.
        """
        empty = np.isnan(values)
        dtype = self.numpy_dtype
        if dtype.kind in "fc":
            result = np.where(empty, 0 if self.nodata is None else self.nodata, values)
            if self.dtype == "complex_int16":
                real, imaginary = (np.clip(np.rint(v), *_COMPLEX_INT16_LIMITS) for v in (result.real, result.imag))
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
        """Stored values in the file's type, and its nodata value where they are not valid."""
        result = values.astype(self.numpy_dtype, copy=False)
        if valid is not None and self.nodata is not None:
            result = np.where(np.broadcast_to(valid, result.shape), result, self.numpy_dtype.type(self.nodata))
        return result


def storage_like(dataset: Any) -> Storage | None:
    """How a GeoTIFF holds all that `dataset` does; None if its bands' nodata values differ (see `storage_for_all`)."""
    dtype = _common_dtype(dataset)
    declared = [value if _is_held(dtype, value) else None for value in dataset.nodatavals]
    if any(not _same(value, declared[0]) for value in declared):
        return None
    return Storage(dtype, declared[0], _bits(dataset, dtype))


def nodata_candidates(dataset: Any) -> list[float]:
    """Values that could be the one nodata value of bands that declare different ones, the best first."""
    dtype = _common_dtype(dataset)
    if np.dtype(numpy_dtype(dtype)).kind not in "iu":
        return [math.nan]
    limits = np.iinfo(dtype)
    declared = [value for value in dataset.nodatavals if _is_held(dtype, value)]
    return list(dict.fromkeys([*declared, float(limits.min), float(limits.max)]))


def storage_for_all(dataset: Any, free: list[float]) -> Storage:
    """How a GeoTIFF holds bands whose nodata values differ; `free`: candidates that none of them holds as data."""
    dtype = _common_dtype(dataset)
    if free:
        return Storage(dtype, free[0])
    wider = _WIDER.get(dtype)
    return Storage("float64", math.nan) if wider is None else Storage(wider, float(np.iinfo(wider).min))


def _common_dtype(dataset: Any) -> str:
    """The one dtype that holds all bands' values: a GeoTIFF has only one."""
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
    """NBITS that the raster's own file holds, where the file to write can hold them, too."""
    if dtype not in _KEEPS_BITS or dataset.driver not in _DRIVERS_WITH_BITS:
        return None
    bits = {dataset.tags(band, ns="IMAGE_STRUCTURE").get("NBITS") for band in range(1, dataset.count + 1)}
    text = bits.pop() if len(bits) == 1 else None
    if text is None or not text.isdigit() or not 0 < int(text) < 8 * np.dtype(dtype).itemsize:
        return None
    return int(text)
