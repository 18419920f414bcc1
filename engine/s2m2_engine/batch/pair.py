"""One pair of a manifest, and the check of a name that becomes the name of a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from ..names import DEFAULT_MODEL
from ..scene.raster.grid import BBox
from ..scene.settings import MatchSettings

# Letters that names of folders cannot have everywhere.
_NO_FOLDER_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST_ID = 120
# Names of devices on Windows, of which no folder can be made there.
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True)
class Pair:
    """One row of a manifest.

    Attributes:
        id: names the pair and its folder of results.
        place: where the manifest says so ("row 7"), for messages.
        sar, optical: paths or GDAL names.
        moving: the layer to correct, "sar" or "optical".
        search_radius: metres; None: chosen by the match.
        model: as `s2m2 match --model`.
        masks: as `MatchSettings.masks`.
        bbox: as `MatchSettings.bbox`.
        correct: whether the moving layer is corrected if the match is reliable.
        also: further rasters with the geometry of the moving layer, which get the same correction.
        datetime, sensor, orbit: of the moving layer, for the table and for drifts over time; "" if nobody says so.
    """

    id: str
    place: str
    sar: str
    optical: str
    moving: str = "sar"
    search_radius: float | None = None
    model: str = DEFAULT_MODEL
    masks: tuple[str, ...] = ()
    bbox: BBox | None = None
    correct: bool = False
    also: tuple[str, ...] = ()
    datetime: str = ""
    sensor: str = ""
    orbit: str = ""

    def settings(self, out: Path) -> MatchSettings:
        """The match of this pair, with its results in `out`."""
        return MatchSettings(
            sar=self.sar,
            optical=self.optical,
            out=out,
            moving=self.moving,
            search_radius=self.search_radius,
            bbox=self.bbox,
            masks=self.masks,
        )

    @property
    def inputs(self) -> tuple[str, ...]:
        """All rasters and masks that the results depend on."""
        return (self.sar, self.optical, *self.masks, *self.also)

    @property
    def to_correct(self) -> tuple[str, ...]:
        """The rasters that are corrected if the match is reliable."""
        own = (self.sar if self.moving == "sar" else self.optical,) if self.correct else ()
        return (*own, *self.also)


def problem_of_id(text: str) -> str:
    """Why no folder can be called `text` on all systems; "" if one can."""
    if not text:
        return "it has no id"
    if _NO_FOLDER_NAME.search(text) or text[-1] in ". " or text[0] == " " or _DEVICE.fullmatch(text):
        return f"no folder can be called {text!a}, its id"
    return f"its id has more than {_LONGEST_ID} letters" if len(text) > _LONGEST_ID else ""
