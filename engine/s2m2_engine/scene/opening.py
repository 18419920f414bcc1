"""Opens the two rasters of a match, and finds out what ground they have in common and where both hold data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import numpy as np
from rasterio.enums import ColorInterp

from .. import sensors
from ..errors import InputError
from ..progress import Reporter
from .fitting.transform import AffineTransform
from .matching.deformed import DeformedReader
from .matching.placement import Coverage
from .matching.tiles import PixelReader
from .raster.clouds import find_clouds
from .raster.common_fill import leave_out_common_fill
from .raster.geodesy import directions_turn
from .raster.grid import CommonGrid, common_grid
from .raster.ground_masks import box_of_area, masked_ground
from .raster.raster import Layer, Raster, check_content, open_raster
from .raster.reader import GridReader
from .settings import DEFAULT_SEARCH_RADIUS_M, MatchSettings

# The largest search radius that is chosen automatically, as a share of the overlap's shorter side: with a larger one,
# too little ground would be left at the largest shifts to judge them by.
_LARGEST_RADIUS = 1 / 3
# The overview of valid data has at most this many pixels on each side.
_COVERAGE_SIDE = 1024
# The codes of warnings: a value of one raster was taken for nodata, a fill which nobody declared was, directions are
# those of the CRS's axes, bright areas without texture were left out, each raster looks like the other sensor's, and
# what a mask was taken for.
UNDECLARED_FILL = "undeclared_fill"
COMMON_FILL = "common_fill"
POLE = "pole"
CLOUDS = "clouds"
SWAPPED = "sensors_swapped"
MASK = "mask"


@dataclass(frozen=True)
class OpenScenes:
    """The two rasters of a match on their common grid.

    Attributes:
        sar, optical: the rasters; `moving` is one of them.
        radius_m: search radius: the one that the user set, or one that fits the overlap.
        sar_reader, optical_reader: they read the rasters on the grid, without fills and clouds.
        coverage: where each layer holds data; the moving layer only within the area that is to be matched.
        fill_note: a warning about a fill that both layers share and that was left out; "" if there is none.
        hidden: the share of the ground that clouds hide.
        along: the transform, SAR to optical, along which `optical_reader` and `coverage` show the optical layer; None:
            they show it as it is.
    """

    sar: Raster
    optical: Raster
    moving: Raster
    grid: CommonGrid
    radius_m: float
    sar_reader: GridReader
    optical_reader: PixelReader
    coverage: Coverage
    fill_note: str
    hidden: float
    along: AffineTransform | None = None

    def straightened(self, along: AffineTransform) -> OpenScenes:
        """The same with the optical layer resampled along a transform, SAR to optical, in pixels of the grid."""
        return replace(
            self,
            optical_reader=DeformedReader(self.optical_reader, along),
            coverage=self.coverage.straightened(along),
            along=along,
        )

    @property
    def radius_px(self) -> float:
        """The search radius in pixels of the common grid."""
        return self.radius_m / min(self.grid.pixel_m)


@contextmanager
def open_scenes(settings: MatchSettings, warn: Callable[[str, str], None], reporter: Reporter) -> Iterator[OpenScenes]:
    """Open the rasters, and leave out what is no ground.

    Args:
        warn: is told a code and a text ("" if there is nothing to say).

    Raises:
        InputError: a raster cannot be used, or the two do not belong together.
        CancelledError: the reporter wants to stop.
    """
    with (
        open_raster(settings.sar, "sar", settings.sar_name, settings.sar_crs) as sar,
        open_raster(settings.optical, "optical", settings.optical_name, settings.optical_crs) as optical,
    ):
        for index, raster in enumerate((sar, optical)):
            reporter.raise_if_cancelled()
            check_content(raster, reporter.part(index / 2, (index + 1) / 2))
            warn(UNDECLARED_FILL, _undeclared_fill(raster))
        warn(SWAPPED, _swapped(sar, optical))
        moving, reference = (sar, optical) if settings.moving_layer == "sar" else (optical, sar)
        grid, radius_m = scene_grid(moving, reference, _within_cutline(settings, moving, reporter))
        fill_note = _mask_common_fill(sar, optical, grid)
        warn(COMMON_FILL, fill_note)
        with GridReader(sar, grid) as sar_reader, GridReader(optical, grid) as optical_reader:
            readers = (sar_reader, optical_reader) if settings.moving_layer == "sar" else (optical_reader, sar_reader)
            _hide_masked(settings, *readers, warn, reporter)
            clouds, hidden = _hide_clouds(optical_reader)
            warn(CLOUDS, clouds)
            coverage = _coverage(grid, sar_reader, optical_reader, settings.moving_layer)
            _check_something_left(settings, coverage)
            warn(POLE, _turning_directions(grid))
            yield OpenScenes(
                sar, optical, moving, grid, radius_m, sar_reader, optical_reader, coverage, fill_note, hidden
            )


def _within_cutline(settings: MatchSettings, moving: Raster, reporter: Reporter) -> MatchSettings:
    """The same settings, with the cutline's bounding box as the area to match if the user has given none."""
    if not settings.cutline or settings.bbox is not None:
        return settings
    return replace(settings, bbox=box_of_area(settings.cutline, moving, reporter))


def _hide_masked(
    settings: MatchSettings,
    moving: GridReader,
    reference: GridReader,
    warn: Callable[[str, str], None],
    reporter: Reporter,
) -> None:
    """Treat as nodata what masks cover, and in the moving layer what lies outside the cutline.

    The reference is not cut: ground at the edge of the area may lie a search radius away in it.
    """

    def note(text: str) -> None:
        warn(MASK, text)

    if settings.masks:
        mask, factor = masked_ground(settings.masks, settings.mask_classes, moving.grid, note, reporter)
        for reader in (moving, reference):
            reader.hide(mask, factor)
    if settings.cutline:
        mask, factor = masked_ground((settings.cutline,), (), moving.grid, note, reporter)
        moving.hide(~mask, factor)


def _check_something_left(settings: MatchSettings, coverage: Coverage) -> None:
    if not (settings.masks or settings.cutline) or (coverage.sar & coverage.optical).any():
        return
    raise InputError(
        "masks_leave_nothing",
        "The masks and nodata leave no ground to match.",
        "A mask is the ground that is left out (with --mask-classes, some of its values), and a cutline is the ground "
        "that is matched.",
    )


def scene_grid(moving: Raster, reference: Raster, settings: MatchSettings) -> tuple[CommonGrid, float]:
    """The common grid and the search radius in metres: the one that the user set, or one that fits the overlap.

    Raises:
        InputError: as `common_grid`.
    """
    if settings.search_radius is not None:
        return common_grid(moving, reference, settings.search_radius, settings.bbox), settings.search_radius
    radius = DEFAULT_SEARCH_RADIUS_M
    while True:
        try:
            return common_grid(moving, reference, radius, settings.bbox, _LARGEST_RADIUS), radius
        except InputError as error:
            if error.code != "search_radius":
                raise
            radius /= 2


def _undeclared_fill(raster: Raster) -> str:
    """A warning that names values that are taken for nodata; "" if there are none, or only zeros."""
    values = " and ".join(f"{fill:g}" for fill in raster.radiometry.fills if fill)
    if not values:
        return ""
    return (
        f"{raster.name} has {values} in solid areas, as a fill has. It was taken for nodata; declare it as "
        f"nodata in Layer Properties > Transparency or with gdal_edit.py -a_nodata."
    )


def _swapped(sar: Raster, optical: Raster) -> str:
    """A warning if both rasters look like one of the other sensor, else ""."""
    if (_looks_like(sar), _looks_like(optical)) != (sensors.OPTICAL, sensors.SAR):
        return ""
    return (
        f"The two rasters look swapped: {sar.name}, given as the SAR raster, seems to be optical, and {optical.name}, "
        "given as the optical one, seems to be SAR. If so, exchange them and match again."
    )


def _looks_like(raster: Raster) -> str:
    dataset = raster.dataset
    names = (raster.name, sensors.file_name(raster.path))
    score = sensors.sensor_score(names, [text or "" for text in dataset.descriptions])
    is_float = dataset.dtypes[0].startswith(("float", "complex"))
    return sensors.role_of(
        score + sensors.look_score(raster.bands, dataset.colorinterp[0] == ColorInterp.red, is_float)
    )


def _mask_common_fill(sar: Raster, optical: Raster, grid: CommonGrid) -> str:
    """Treat a fill or marks that both layers share as nodata, and return a warning about it; "" if there are none."""
    fill = leave_out_common_fill(sar, optical, grid)
    if fill is None:
        return ""
    named = []
    for raster, value in ((sar, fill.sar), (optical, fill.optical)):
        if value is None:
            named.append(f"nodata in {raster.name}")
        else:
            named.append(f"{', '.join(f'{band:g}' for band in dict.fromkeys(value))} in {raster.name}")
    if fill.displaced:
        return (
            f"The same thin marks are drawn into both layers ({' and '.join(named)}). These pixels were left out: the "
            "marks would have been matched instead of the ground."
        )
    return (
        f"Both layers are empty on the same ground ({' and '.join(named)}), though not both files declare it as "
        "nodata. These pixels were left out: their outline would have been matched instead of the ground."
    )


def _hide_clouds(optical: GridReader) -> tuple[str, float]:
    """Treat clouds as nodata, and return a warning about them ("" if there are none) and their share of the ground."""
    found = find_clouds(optical)
    if found is None:
        return "", 0.0
    optical.hide(found.mask, found.factor)
    return (
        f"{found.share:.0%} of the ground is bright and without texture in {optical.raster.name}, as clouds and snow "
        "are. It was left out."
    ), found.share


def _turning_directions(grid: CommonGrid) -> str:
    """A warning that directions are those of the CRS's axes; "" if east and north mean the same all over the scene."""
    if not directions_turn(grid.crs, grid.bbox):
        return ""
    return f"A pole is in the scene or near it: east and north are the x and y axes of {grid.crs_text[:60]}."


def _coverage(grid: CommonGrid, sar: GridReader, optical: GridReader, moving: Layer) -> Coverage:
    """Where each layer holds data; the moving layer only within the area that is to be matched."""
    factor = max(4, -(-max(grid.width, grid.height) // _COVERAGE_SIDE))
    masks = {"sar": sar.valid_mask(factor), "optical": optical.valid_mask(factor)}
    core = np.zeros_like(masks[moving])
    first, end = (grid.core.row, grid.core.col), (grid.core.row + grid.core.height, grid.core.col + grid.core.width)
    core[first[0] // factor : -(-end[0] // factor), first[1] // factor : -(-end[1] // factor)] = True
    masks[moving] = masks[moving] & core
    return Coverage(masks["sar"], masks["optical"], factor)
