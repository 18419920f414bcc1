"""The meaning of values stored in a raster: which are valid data, and the luminance of a palette's colours."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, MaskFlags

from ...arrays import Float32Array


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
