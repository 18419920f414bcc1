"""Reading images of a data set. A file that is missing, damaged or incomplete is refused with an `InputError`."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError

_CLIP_PERCENT = (0.5, 99.5)


def read_image(path: Path, nodata: float | None = None) -> NDArray[np.generic]:
    """Read an image (bands, rows, cols). With `nodata`, it is float32 and pixels of that value become NaN.

    Raises:
        InputError: "missing_image"; "unreadable_image" for a file that is damaged, truncated or not an image.
    """
    with _opened(path) as source:
        image = cast(NDArray[np.generic], source.read())
    return _with_nan(image, nodata)


def read_shown(path: Path, nodata: float | None = None) -> NDArray[np.generic]:
    """Read an image (bands, rows, cols) with values in 0..255.

    Bytes stay as they are. Other types are stretched linearly from their 0.5 % to their 99.5 % quantile.

    Raises:
        InputError: as `read_image`; "no_valid_pixels".
    """
    image = read_image(path)
    values = _with_nan(image, nodata)
    if image.dtype == np.uint8:
        return values
    values = values.astype(np.float32)
    finite = values[np.isfinite(values)]
    if finite.size == 0:
        raise InputError("no_valid_pixels", f"{path} holds no valid pixel.", "Leave this pair out.")
    low, high = np.percentile(finite, _CLIP_PERCENT)
    stretched: NDArray[np.float32] = np.clip((values - low) * (255 / max(high - low, 1e-6)), 0, 255).astype(np.float32)
    return stretched


def _with_nan(image: NDArray[np.generic], nodata: float | None) -> NDArray[np.generic]:
    if nodata is None:
        return image
    values = image.astype(np.float32)
    values[image == nodata] = np.nan
    return values


def image_size(path: Path) -> tuple[int, int]:
    """Return the image's size (rows, cols), read from the file's header.

    Raises:
        InputError: as `read_image`.
    """
    with _opened(path) as source:
        return int(source.height), int(source.width)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning, RasterioError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        try:
            _refuse_truncated(path)
            with rasterio.open(path) as source:
                yield source
        except (RasterioError, OSError, ValueError) as error:
            raise _unreadable(path, error.__cause__ or error) from error


def _refuse_truncated(path: Path) -> None:
    """Require the last chunk of a PNG file: where a file is truncated, GDAL returns noise without any error."""
    if path.suffix.lower() != ".png":
        return
    with path.open("rb") as file:
        file.seek(-min(12, path.stat().st_size), os.SEEK_END)
        if b"IEND" not in file.read():
            raise ValueError("it is truncated")


def _unreadable(path: Path, error: BaseException) -> InputError:
    if not path.exists():
        return InputError(
            "missing_image", f"There is no file {path}.", "Complete the data set, or leave this pair out."
        )
    reason = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
    return InputError(
        "unreadable_image",
        f"{path} cannot be read as an image: {reason}.",
        "Copy or download the file again, or leave this pair out.",
    )
