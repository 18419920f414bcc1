"""Opens any raster that GDAL reads, and reads windows of it as float32 with NaN for nodata.

Images are (bands, rows, cols). Pixel coordinates are (col, row), with pixel centres at +0.5. `to_pixel` and `to_map`
work for rasters with an affine geotransform (north-up or not) and for rasters with only ground control points (GCPs).
"""

from __future__ import annotations

import math
import os
import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import numpy as np
import rasterio
import rasterio.windows
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.errors import CRSError, NotGeoreferencedWarning, RasterioError

from ...arrays import Float32Array, Window, lattice
from ...errors import InputError
from ...progress import Reporter
from .gcp_map import GcpMap, cleaned, determine_georeference
from .geodesy import Points, crs_to_text, displacement_m, unusable
from .radiometry import Radiometry, choose_bands, estimate_radiometry
from .sources import is_on_network, missing_sources, refuse_hidden_network, refuse_special_files
from .stored_values import absurd, holds_fill, luminance_table, needs_mask, numpy_dtype, read_bands, validity

# The role of a raster in a pair.
Layer = Literal["sar", "optical"]

MINIMUM_SIDE = 32
_PICTURE_SIDE = 512
_PICTURE_PARTS = 24
_WHOLE_PICTURE_PIXELS = 2**25
# The world at 3 m is 13 million pixels wide. A block is always read completely.
_LARGEST_SIDE = 20_000_000
_LARGEST_BLOCK = 2**31  # bytes
_SCAN_PIXELS = 4_000_000
_FEWEST_NEIGHBOURS = 2
# What GDAL says about servers.
_HTTP_STATUS = re.compile(r"HTTP (?:response|error) code ?: ?(\d{3})")
_NO_ANSWER = re.compile(r"CURL error|timed? ?out|could not connect", re.IGNORECASE)
_NO_FILE, _NO_ACCESS = (404, 410), (401, 403, 407)
_CORRUPT_HINT = "Copy or download the file again, then check that gdalinfo -checksum reads it."


class Raster:
    """An open raster; a context manager. `open_raster` makes it.

    Attributes:
        path: path or GDAL name, as given.
        name: the user's name for the raster, for messages.
        role: "sar" or "optical".
        crs: rasterio CRS.
        crs_text: AUTHORITY:CODE or WKT of the CRS.
        width, height, bands: size in pixels, and number of bands in the file.
        transform: geotransform from pixels to the map; for a raster with only GCPs, its linearisation at the centre.
        gcps: GCPs of a raster that has no geotransform, else empty.
        selected_bands: indices, starting at 1, of the bands that matching reads.
    """

    def __init__(self, path: str, name: str, role: Layer, dataset: Any, crs: CRS, gcps: tuple[Any, ...]) -> None:
        self.path = path
        self.name = name
        self.role: Layer = role
        self.dataset = dataset
        self.crs = crs
        self.crs_text = crs_to_text(crs)
        self.width = int(dataset.width)
        self.height = int(dataset.height)
        self.bands = int(dataset.count)
        self.selected_bands = choose_bands(dataset, role)
        self.gcps = gcps
        self._gcp_map = GcpMap(gcps) if gcps else None
        self.transform: Affine = dataset.transform if not gcps else self._linearised()
        self._lock = threading.Lock()
        self._idle: list[Any] = [dataset]
        self._radiometry: Radiometry | None = None
        self._pictures: dict[tuple[int, ...], Float32Array] = {}
        self._fill: tuple[float, ...] | None = None

    def __enter__(self) -> Raster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every handle on the file."""
        with self._lock:
            for handle in self._idle:
                handle.close()
            self._idle.clear()

    # --- where it lies ------------------------------------------------------------------------------------

    def to_pixel(self, xy: Points) -> Points:
        """Return the pixel coordinates (n, 2), (col, row), of map positions (n, 2) in the raster's CRS."""
        if self._gcp_map is not None:
            return self._gcp_map.to_pixel(xy)
        return apply_affine(~self.transform, xy)

    def to_map(self, colrow: Points) -> Points:
        """Return the map positions (n, 2), in the raster's CRS, of pixel coordinates (n, 2), (col, row)."""
        if self._gcp_map is not None:
            return self._gcp_map.to_map(colrow)
        return apply_affine(self.transform, colrow)

    def outline(self, steps: int = 33) -> Points:
        """Return the map positions (steps², 2) of a lattice over the whole raster, including its edges."""
        return self.to_map(lattice((0, 0), (self.width, self.height), steps))

    @property
    def centre(self) -> tuple[float, float]:
        """Map position of the raster's centre."""
        x, y = self.to_map(np.array([[self.width / 2, self.height / 2]]))[0]
        return float(x), float(y)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Bounding box (xmin, ymin, xmax, ymax) in CRS units."""
        points = self.outline()
        (xmin, ymin), (xmax, ymax) = points.min(axis=0), points.max(axis=0)
        return float(xmin), float(ymin), float(xmax), float(ymax)

    @property
    def ground_pixel_m(self) -> tuple[float, float]:
        """GSD at the centre (along columns, along rows), metres."""
        a, b, _, d, e, _ = self.transform[:6]
        steps = np.array([[a, d], [b, e]])
        start = np.array([self.centre] * 2) - steps / 2
        x, y = np.hypot(*displacement_m(self.crs_text, start, steps).T)
        return float(x), float(y)

    def _linearised(self) -> Affine:
        """Return the affine transform that agrees to first order with the GCPs' spline at the centre."""
        col, row = self.width / 2, self.height / 2
        half = max(1.0, min(col, row) / 8)
        probe = np.array([[col, row], [col - half, row], [col + half, row], [col, row - half], [col, row + half]])
        centre, left, right, up, down = self.to_map(probe)
        (a, d), (b, e) = (right - left) / (2 * half), (down - up) / (2 * half)
        return Affine(a, b, centre[0] - a * col - b * row, d, e, centre[1] - d * col - e * row)

    # --- what is in it ------------------------------------------------------------------------------------

    @property
    def radiometry(self) -> Radiometry:
        """The conversion of values to 0..255, which is estimated at first use."""
        if self._radiometry is None:
            self._radiometry = estimate_radiometry(self)
        return self._radiometry

    @property
    def fill(self) -> tuple[float, ...] | None:
        """What `set_fill` set: a value per selected band; None if nothing was set."""
        return self._fill

    def set_fill(self, value: tuple[float, ...]) -> None:
        """From now on, pixels that have `value` in the selected bands hold no data.

        Raises:
            ValueError: there are not as many values as selected bands.
        """
        if len(value) != len(self.selected_bands):
            raise ValueError(f"{len(value)} values cannot fill {len(self.selected_bands)} bands")
        self._fill = value
        self._radiometry = None
        self._pictures.clear()

    @property
    def undeclared_fills(self) -> tuple[float, ...]:
        """All values of fills that the file does not declare: those found in it alone, and that of `set_fill`."""
        return (*self.radiometry.fills, *(self._fill or ()))

    def undeclared_fill(self, window: Window) -> NDArray[np.bool_] | None:
        """Return where (rows, cols) all selected bands hold such a fill; None if no fill is known.

        The values of `set_fill` may lie among the data: a few pixels that have them alone are data.
        """
        if not self.undeclared_fills:
            return None
        values = self._read(self.selected_bands, window, (window.height, window.width))
        return holds_fill(values, self.radiometry.fills) | _without_scattered(self._holds_set_fill(values))

    def picture(self, bands: tuple[int, ...]) -> Float32Array:
        """Read raw values subsampled (not averaged) to at most 512 pixels per side, with NaN for nodata.

        Only evenly spaced strips are read of a large raster without overviews, which would have to be decoded entirely.
        """
        if bands not in self._pictures:
            step = max(1, -(-max(self.width, self.height) // _PICTURE_SIDE))
            rows, cols = -(-self.height // step), -(-self.width // step)
            if self.width * self.height <= _WHOLE_PICTURE_PIXELS or self.dataset.overviews(bands[0]):
                parts = [self.read(bands, Window(0, 0, self.width, self.height), (rows, cols))]
            else:
                span = min(self.height // _PICTURE_PARTS, self.dataset.block_shapes[bands[0] - 1][0])
                starts = np.linspace(0, self.height - span, _PICTURE_PARTS).astype(int) // span * span
                shape = min(span, _PICTURE_SIDE // _PICTURE_PARTS), cols
                parts = [self.read(bands, Window(0, int(start), self.width, span), shape) for start in starts]
            self._pictures[bands] = np.concatenate(parts, axis=1)
        return self._pictures[bands].copy()

    def read(self, bands: tuple[int, ...], window: Window, shape: tuple[int, int] | None = None) -> Float32Array:
        """Read raw values (bands, rows, cols) of a window inside the raster, with NaN for nodata.

        Complex values are converted to magnitudes, and indices of an 8-bit palette to the luminance of their colours.

        Args:
            bands: indices of bands, starting at 1.
            shape: (rows, cols) that the window is subsampled to; None: every pixel.

        Raises:
            InputError: "corrupt_raster" if the file cannot be read there.
        """
        values = self._read(bands, window, shape or (window.height, window.width))
        if bands == self.selected_bands:
            values[:, self._holds_set_fill(values)] = np.nan
        return values

    def stored(self, bands: tuple[int, ...], window: Window) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
        """Read the values (bands, rows, cols) of a window as the file holds them.

        Returns:
            The values, and where the file says that they hold data; None if they do everywhere.

        Raises:
            InputError: "corrupt_raster" if the file cannot be read there.
        """
        area = as_rasterio(window)
        with self._handle() as handle:
            try:
                values = read_bands(handle, bands, window=area)
                return values, validity(handle, bands, area, values.shape[1:])
            except (RasterioError, OSError) as error:
                raise corrupt(self.name, self.path, error) from error

    def stored_mask(self, window: Window) -> NDArray[np.bool_]:
        """Read the mask (rows, cols) of the first band in a window; True where it holds data.

        Raises:
            InputError: "corrupt_raster" if the file cannot be read there.
        """
        with self._handle() as handle:
            try:
                return np.asarray(handle.read_masks(1, window=as_rasterio(window)) > 0)
            except (RasterioError, OSError) as error:
                raise corrupt(self.name, self.path, error) from error

    def _holds_set_fill(self, values: Float32Array) -> NDArray[np.bool_]:
        """Where (rows, cols) the selected bands (bands, rows, cols) have the values of `set_fill`."""
        if self._fill is None:
            return np.zeros(values.shape[1:], dtype=bool)
        fill = np.array(self._fill, dtype=np.float32)[:, None, None]
        return np.asarray((values == fill).all(axis=0))

    def _read(self, bands: tuple[int, ...], window: Window, shape: tuple[int, int]) -> Float32Array:
        """Read as `read`, without regard to fills that the file does not declare."""
        area = as_rasterio(window)
        rows, cols = shape
        with self._handle() as handle:
            try:
                raw = read_bands(handle, bands, window=area, out_shape=(len(bands), rows, cols))
                valid = validity(handle, bands, area, (rows, cols))
            except (RasterioError, OSError) as error:
                raise corrupt(self.name, self.path, error) from error
            table = luminance_table(handle, bands)
        if np.iscomplexobj(raw):
            raw = np.abs(raw)
        with np.errstate(over="ignore"):
            values: Float32Array = raw.astype(np.float32) if table is None else table[raw]
        values[absurd(values)] = np.nan
        if valid is not None:
            values[~np.broadcast_to(valid, values.shape)] = np.nan
        return values

    def always_valid(self, bands: tuple[int, ...]) -> bool:
        """Return whether the file declares all pixels of `bands` valid (integers without nodata value or mask)."""
        dataset = self.dataset
        are_integers = all(np.dtype(numpy_dtype(dataset.dtypes[band - 1])).kind in "iu" for band in bands)
        plain = are_integers and not needs_mask(dataset, bands) and luminance_table(dataset, bands) is None
        return plain and self._fill is None

    def blocks(self) -> Iterator[Window]:
        """Yield windows of at most about 4 million pixels that cover the raster, in the file's order.

        Windows of a sparse GeoTIFF that are not stored in the file are left out.
        """
        block_rows, block_cols = self.dataset.block_shapes[0]
        cols = min(self.width, max(block_cols, _SCAN_PIXELS // block_rows // block_cols * block_cols))
        rows = min(self.height, max(block_rows, _SCAN_PIXELS // cols // block_rows * block_rows))
        for row in range(0, self.height, rows):
            for col in range(0, self.width, cols):
                window = Window(col, row, min(cols, self.width - col), min(rows, self.height - row))
                if self._is_stored(window):
                    yield window

    def _is_stored(self, window: Window) -> bool:
        """Return False only for a GeoTIFF that stores none of the window's blocks."""
        dataset = self.dataset
        if dataset.driver != "GTiff" or len(set(dataset.block_shapes)) > 1:
            return True
        block_rows, block_cols = dataset.block_shapes[0]
        return any(
            dataset.get_tag_item(f"BLOCK_OFFSET_{col}_{row}", "TIFF", bidx=band) is not None
            for row in range(window.row // block_rows, -(-(window.row + window.height) // block_rows))
            for col in range(window.col // block_cols, -(-(window.col + window.width) // block_cols))
            for band in self.selected_bands
        )

    @contextmanager
    def _handle(self) -> Iterator[Any]:
        """Lend a dataset handle that no other thread uses meanwhile, because GDAL's datasets are not thread-safe."""
        with self._lock:
            handle = self._idle.pop() if self._idle else None
        if handle is None:
            try:
                handle = rasterio.open(self.path)
            except (RasterioError, OSError) as error:
                raise corrupt(self.name, self.path, error) from error
        try:
            yield handle
        finally:
            with self._lock:
                self._idle.append(handle)


def as_rasterio(window: Window) -> rasterio.windows.Window:
    """Convert a window to rasterio's type."""
    return rasterio.windows.Window(window.col, window.row, window.width, window.height)


def _without_scattered(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Keep the pixels of a mask (rows, cols) that have at least two of their eight neighbours in it, as lines have."""
    from scipy import ndimage

    count = ndimage.convolve(mask.astype(np.uint8), np.ones((3, 3), dtype=np.uint8), mode="nearest")
    return np.asarray(mask & (count > _FEWEST_NEIGHBOURS))


def apply_affine(transform: Affine, points: Points) -> Points:
    """The positions (n, 2) to which a geotransform maps `points` (n, 2)."""
    a, b, c, d, e, f = transform[:6]
    x, y = points[:, 0], points[:, 1]
    return np.column_stack([a * x + b * y + c, d * x + e * y + f])


def corrupt(name: str, path: str, error: BaseException) -> InputError:
    """Return the error for a file that can be opened but not read completely."""
    missing = missing_sources(path)
    if missing:
        return InputError(
            "source_missing",
            f"{name} ({path}) is a VRT that refers to {missing[0]}, but this file does not exist.",
            "Restore the file, or create the VRT again.",
        )
    return InputError(
        "corrupt_raster", f"{name} ({path}) is damaged or incomplete: {_first_line(error)}.", _CORRUPT_HINT
    )


def _first_line(error: BaseException) -> str:
    text = str(error.__cause__ or error).strip().splitlines()
    return (text[0] if text else type(error).__name__).rstrip(".")


def open_raster(path: Path | str, role: Layer, name: str = "", crs: str = "", least_side: int = MINIMUM_SIDE) -> Raster:
    """Open a raster for matching.

    Args:
        path: a file, or any name that GDAL opens (/vsi..., subdatasets).
        role: "sar" or "optical".
        name: the user's name for the raster; default: the file name.
        crs: AUTHORITY:CODE or WKT that replaces the CRS in the file.
        least_side: a raster whose shorter side has fewer pixels is refused.

    Raises:
        InputError: "raster_not_found", "corrupt_raster" (not a raster, damaged), "bad_crs", "no_crs",
            "not_georeferenced", "raster_too_small", "raster_too_large", "bad_gcps",
            "remote_source".
    """
    text = os.fspath(path)
    if text.startswith("\\vsi"):
        # Windows paths replace the slashes of GDAL's virtual file names by backslashes.
        text = text.replace("\\", "/")
    label = name or Path(text).name
    refuse_hidden_network(text, label)
    refuse_special_files(text, label)
    try:
        with warnings.catch_warnings():
            # A missing georeference is reported below, with an InputError.
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            dataset = rasterio.open(text)
    except (RasterioError, OSError) as error:
        raise _cannot_open(label, text, error) from error
    try:
        gcps, file_crs = _placement(dataset, label, least_side)
        chosen = _chosen_crs(crs, file_crs, label)
        _check_crs(chosen, label)
        return Raster(text, label, role, dataset, chosen, cleaned(gcps, chosen) if gcps else ())
    except BaseException:
        dataset.close()
        raise


def _cannot_open(label: str, path: str, error: BaseException) -> InputError:
    if not path.startswith("/vsi") and ":" not in path[2:] and not os.path.exists(path):
        return InputError(
            "raster_not_found", f"There is no file {path}.", "Check the path, and that the drive is connected."
        )
    if os.path.isfile(path) and not os.access(path, os.R_OK):
        return InputError(
            "raster_not_readable",
            f"You do not have permission to read {label} ({path}).",
            "Ask its owner for read permission.",
        )
    failure = _server_failure(label, path, error)
    if failure is not None:
        return failure
    return InputError(
        "corrupt_raster",
        f"{label} ({path}) is not a raster that GDAL can read: {_first_line(error)}.",
        "Give a raster file such as a GeoTIFF. If this file should be a raster, copy or download it again.",
    )


def _server_failure(label: str, path: str, error: BaseException) -> InputError | None:
    """What a server or the way to it has refused; None if that is not what is wrong."""
    text = _first_line(error)
    found = _HTTP_STATUS.search(text)
    if not is_on_network(path) or not (found or _NO_ANSWER.search(text) or "credentials" in text):
        return None
    status = int(found[1]) if found else 0
    if status in _NO_FILE:
        return InputError("raster_not_found", f"The server has no file {path}.", "Check the address.")
    if status in _NO_ACCESS or "credentials" in text:
        return InputError(
            "access_denied",
            f"The server does not let you read {label} ({path}): {text}.",
            "Give GDAL a key or a password for it in the environment, such as AWS_ACCESS_KEY_ID or GDAL_HTTP_USERPWD.",
        )
    return InputError(
        "no_answer",
        f"The server of {label} ({path}) gave no good answer: {text}.",
        "Try again later; if it is slow, set GDAL_HTTP_TIMEOUT to more seconds.",
    )


def _placement(dataset: Any, label: str, least_side: int) -> tuple[tuple[Any, ...], CRS | None]:
    """Check size and georeference; returns the GCPs (empty if there is a geotransform) and the CRS."""
    if dataset.count == 0:
        raise InputError(
            "no_bands",
            f"{label} contains no image itself, only subdatasets.",
            "Open one of its subdatasets in QGIS and use that layer.",
        )
    if max(dataset.width, dataset.height) > _LARGEST_SIDE or _block_bytes(dataset) > _LARGEST_BLOCK:
        raise InputError(
            "raster_too_large",
            f"{label} has {dataset.width} x {dataset.height} pixels in blocks of "
            f"{dataset.block_shapes[0][1]} x {dataset.block_shapes[0][0]}, which is too large.",
            "Check the file. If it is correct, cut out the part to match with GDAL or in QGIS.",
        )
    if min(dataset.width, dataset.height) < least_side:
        raise InputError(
            "raster_too_small",
            f"{label} has only {dataset.width} x {dataset.height} pixels; matching needs at least "
            f"{least_side} x {least_side}.",
            "Use a larger raster.",
        )
    points, gcp_crs = dataset.gcps
    transform = dataset.transform
    if transform.is_identity:
        if determine_georeference([gcp for gcp in points if math.isfinite(gcp.x + gcp.y + gcp.row + gcp.col)]):
            return tuple(points), gcp_crs or dataset.crs
        if dataset.rpcs is not None:
            raise InputError(
                "not_georeferenced",
                f"{label} is georeferenced only by rational polynomial coefficients (RPC), which need a terrain model.",
                "Orthorectify it first, for example with gdalwarp -rpc -to RPC_DEM=..., and use the result.",
            )
        raise InputError(
            "not_georeferenced",
            f"{label} is not georeferenced: it has neither a geotransform nor enough ground control points.",
            "Georeference it roughly with the QGIS Georeferencer (Layer > Georeferencer), then match the result.",
        )
    if abs(transform.determinant) == 0:
        raise InputError(
            "not_georeferenced",
            f"{label} has a geotransform that places all pixels on one line.",
            "Georeference it again with the QGIS Georeferencer.",
        )
    return (), dataset.crs


def _block_bytes(dataset: Any) -> int:
    sizes = (np.dtype(numpy_dtype(dtype)).itemsize for dtype in dataset.dtypes)
    return max(int(math.prod(shape)) * size for shape, size in zip(dataset.block_shapes, sizes, strict=True))


def _chosen_crs(override: str, file_crs: CRS | None, label: str) -> CRS:
    if override:
        try:
            if is_on_network(override):
                raise ValueError("a CRS is not fetched from the network")
            return CRS.from_user_input(override)
        except (CRSError, ValueError) as error:
            raise InputError(
                "bad_crs",
                f"The CRS given for {label} is not understood: {override[:80]}.",
                "Give it as AUTHORITY:CODE, for example EPSG:32614, or as WKT.",
            ) from error
    if not file_crs:
        raise InputError(
            "no_crs",
            f"{label} has no coordinate reference system.",
            "Assign one in QGIS (Layer Properties > Source) or with gdal_edit.py -a_srs EPSG:CODE.",
        )
    return file_crs


def _check_crs(crs: CRS, label: str) -> None:
    """Refuse a CRS in which nothing can be measured (InputError "bad_crs")."""
    try:
        why = unusable(crs)
    except CRSError:
        why = "PROJ does not know it"
    if why:
        raise InputError(
            "bad_crs",
            f"The CRS of {label} cannot be used: {why}.",
            "Set the right one in QGIS (Layer Properties > Source), or project the raster again. If it is right, "
            "PROJ's data are damaged: install S2M2's Python packages again.",
        )


def check_content(raster: Raster, reporter: Reporter | None = None) -> None:
    """Refuse a raster that contains nothing to match.

    Args:
        reporter: gets the progress while all pixels are read, and can cancel this.

    Raises:
        InputError: "all_nodata", "constant_image", "corrupt_raster".
        CancelledError: the reporter wants to stop.
    """
    reporter = reporter or Reporter()
    picture = raster.picture(raster.selected_bands)
    if _varies(picture):
        return
    # The picture is subsampled, so all pixels must be read before the raster is refused.
    low, high = _range(picture)
    for window in raster.blocks():
        reporter.raise_if_cancelled()
        reporter.progress("reading", window.row / raster.height, f"Looking for content in {raster.name}")
        block_low, block_high = _range(raster.read(raster.selected_bands, window))
        low, high = np.fmin(low, block_low), np.fmax(high, block_high)
        if bool((high > low).any()):
            return
    if np.isnan(low).all():
        raise InputError(
            "all_nodata",
            f"{raster.name} contains no data: every pixel is nodata.",
            "Check its nodata value in Layer Properties > Transparency, or use another raster.",
        )
    raise InputError(
        "constant_image",
        f"{raster.name} has the same value in every pixel, so there is nothing to match.",
        "Check that the right band and file are used.",
    )


def _range(values: Float32Array) -> tuple[Float32Array, Float32Array]:
    """Return the smallest and the largest value of every band; NaN for a band without values."""
    flat = values.reshape(len(values), -1)
    return np.fmin.reduce(flat, axis=1), np.fmax.reduce(flat, axis=1)


def _varies(picture: Float32Array) -> bool:
    flat = picture.reshape(len(picture), -1)
    finite = flat[:, np.isfinite(flat).all(axis=0)]
    return bool(finite.shape[1]) and bool((finite.max(axis=1) > finite.min(axis=1)).any())
