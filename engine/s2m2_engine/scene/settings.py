"""The settings of a match, and those of their checks that need no raster."""

from __future__ import annotations

import math
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from ..files import check_name, check_output, refuse_replacing
from ..json_input import holds_keys
from ..names import MATCH_FILES, RESULT_FILE, TIE_POINTS_FILE
from .raster.polygons import file_of
from .raster.raster import Layer
from .raster.sources import file_name, refuse_overwriting, same_file
from .results.tie_point_files import read_checks

if TYPE_CHECKING:
    from .raster.sources import RasterFile

# Metres on the ground. Most products have a much smaller error; a larger radius costs time and reliability.
DEFAULT_SEARCH_RADIUS_M = 500.0
MINIMUM_SPACING_PX = 4
# What the result of a match holds, also of another version.
_OF_ANY_VERSION = ("status", "shift", "tie_points", "version")
# No raster has more pixels on a side: GDAL counts them in 32 bits.
_MAXIMUM_SPACING_PX = 2**31 - 1


@dataclass(frozen=True)
class MatchSettings:
    """One match, as the command line, the worker and Python callers describe it.

    Attributes:
        sar, optical: paths (or GDAL names) of the two rasters; see `RasterFile`.
        out: the folder to which the results are written.
        moving: which of the two will be corrected, "sar" or "optical"; the other is the reference.
        search_radius: metres on the ground; None: DEFAULT_SEARCH_RADIUS_M, or less if the overlap is small.
        spacing: pixels of the common grid between tie points; None: chosen from the size of the overlap.
        bbox: the area to match, (xmin, ymin, xmax, ymax) in the moving layer's CRS; None: the whole overlap.
        sar_crs, optical_crs: WKT or AUTHORITY:CODE that replaces the CRS in the file; "" keeps that of the file.
        sar_name, optical_name: the layers' names in messages and the report; "" for the file names.
        error_raster: whether the displacement and its standard deviation are written as a raster, too.
        overwrite: whether a match in `out` may be replaced although its tie points were checked.
        masks: rasters (what is not zero) and layers of polygons (`FILE|layername=NAME` names one of several) on which
            no ground is matched, in either layer.
        mask_classes: the values of raster masks that are left out; empty: all but zero, or the clouds of a scene
            classification of Sentinel-2.
        cutline: a raster or layer of polygons; only this ground of the moving layer is matched. "": all of it.
        dem: a raster of heights in metres, with which the residuals are compared; "" for none.
        ce90_limit: the largest CE90 that the user accepts, metres; a larger one is no reason against a match, but said.
    """

    sar: str
    optical: str
    out: Path
    moving: str = "sar"
    search_radius: float | None = None
    spacing: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    sar_crs: str = ""
    optical_crs: str = ""
    sar_name: str = ""
    optical_name: str = ""
    error_raster: bool = False
    overwrite: bool = False
    masks: tuple[str, ...] = ()
    mask_classes: tuple[int, ...] = ()
    cutline: str = ""
    ce90_limit: float | None = None
    dem: str = ""

    if TYPE_CHECKING:
        # More may be given for the first three than they hold.
        def __init__(
            self,
            sar: RasterFile,
            optical: RasterFile,
            out: str | os.PathLike[str],
            moving: str = ...,
            search_radius: float | None = ...,
            spacing: int | None = ...,
            bbox: tuple[float, float, float, float] | None = ...,
            sar_crs: str = ...,
            optical_crs: str = ...,
            sar_name: str = ...,
            optical_name: str = ...,
            error_raster: bool = ...,
            overwrite: bool = ...,
            masks: tuple[str, ...] = ...,
            mask_classes: tuple[int, ...] = ...,
            cutline: str = ...,
            ce90_limit: float | None = ...,
            dem: str = ...,
        ) -> None: ...

    def __post_init__(self) -> None:
        """Raises InputError "no_file_name": a raster was given that is in memory only."""
        for name, value in (
            ("sar", file_name(self.sar)),
            ("optical", file_name(self.optical)),
            ("out", Path(self.out)),
        ):
            object.__setattr__(self, name, value)

    def check(self) -> None:
        """Refuse settings that can never work.

        Raises:
            InputError: "bad_name", "unwritable_output", "same_raster", "output_is_input", "folder_in_use",
                "checked_tie_points", "bad_moving", "bad_spacing", "mask_is_input", "bad_mask_classes",
                "bad_ce90_limit".
        """
        read = (self.sar, self.optical, *self._mask_files, *((self.dem,) if self.dem else ()))
        for name in read:
            check_name(name)
        check_output(self.out)
        if self.moving not in ("sar", "optical"):
            raise InputError("bad_moving", f"The moving layer cannot be {self.moving!r}.", "Say sar or optical.")
        if same_file(self.sar, self.optical):
            name = self.sar_name or Path(self.sar).name
            raise InputError(
                "same_raster",
                f"{name} is given both as the SAR and as the optical layer.",
                "Choose two different layers.",
            )
        self._check_masks()
        refuse_overwriting((self.out / name for name in MATCH_FILES), read)
        refuse_replacing(
            (self.out / name for name in MATCH_FILES),
            lambda path: holds_keys(path.with_name(RESULT_FILE), _OF_ANY_VERSION),
            "match",
        )
        self._refuse_losing_checks()
        if self.spacing is not None and self.spacing < MINIMUM_SPACING_PX:
            raise InputError(
                "bad_spacing",
                f"A spacing of {self.spacing} pixels is too dense.",
                f"Give at least {MINIMUM_SPACING_PX} pixels, or leave it out.",
            )
        if self.spacing is not None and self.spacing > _MAXIMUM_SPACING_PX:
            raise InputError("bad_spacing", "That spacing is wider than any raster.", "Give less, or leave it out.")
        if self.ce90_limit is not None and not 0 < self.ce90_limit < math.inf:
            raise InputError(
                "bad_ce90_limit", f"CE90 cannot be {self.ce90_limit:g} m.", "Give a limit above 0, or leave it out."
            )

    @property
    def _mask_files(self) -> tuple[str, ...]:
        return tuple(file_of(path) for path in (*self.masks, self.cutline) if path)

    def _check_masks(self) -> None:
        for path in self._mask_files:
            if same_file(path, self.sar) or same_file(path, self.optical):
                raise InputError(
                    "mask_is_input",
                    f"{Path(path).name} is given as a mask, but it is one of the layers to match.",
                    "Give a raster or a layer of polygons that says which ground is meant.",
                )
        if self.mask_classes and not self.masks:
            raise InputError(
                "bad_mask_classes",
                "Classes of a mask are given, but no mask.",
                "Give the classified raster as a mask, too.",
            )

    def _refuse_losing_checks(self) -> None:
        """Refuse to replace tie points that somebody has checked: the match would make others, unchecked."""
        if self.overwrite:
            return
        try:
            count = int((read_checks(self.out / TIE_POINTS_FILE).word != "").sum())
        except InputError:
            # There is no such file, or none that anybody could still read.
            return
        if count:
            points = "1 tie point was" if count == 1 else f"{count} tie points were"
            raise InputError(
                "checked_tie_points",
                f"In {self.out}, {points} checked, and a new match would delete that.",
                "Choose another folder, use the checks (s2m2 refit), or allow that they are deleted (--overwrite).",
            )

    @property
    def moving_layer(self) -> Layer:
        return "sar" if self.moving == "sar" else "optical"

    def to_json(self) -> dict[str, Any]:
        """What result.json records under `settings`: what the measurement depends on, without the inputs."""
        body = asdict(self)
        inputs = ("sar", "optical", "sar_name", "optical_name", "sar_crs", "optical_crs")
        for name in (*inputs, "out", "error_raster", "overwrite", "ce90_limit", "dem"):
            del body[name]
        body["masks"], body["mask_classes"] = list(self.masks), list(self.mask_classes)
        return body
