"""The `[windows]` table of a configuration: the size of the windows that training cuts out of pairs."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.network.configuration import DEEP_STRIDE
from ...toml import refuse


@dataclass(frozen=True)
class WindowSettings:
    """The windows to train on.

    Attributes:
        templates: sides in px; each batch draws one of them.
        shifts: px by which a search window is larger than its template.
        region: side in px. Each batch then contains regions of both images; features of a region are computed once,
            templates of every size are cut from them, and each template is searched for in the whole optical region.
            0: the network gets each template and search window separately, which is necessary for networks whose
            features depend on both images.
        places: number of templates of each size in a region.
        alone: template sides that are cut from the image of a region instead of its features, as when a template is
            matched without its surroundings.
    """

    templates: tuple[int, ...] = (64,)
    shifts: int = 64
    region: int = 0
    places: int = 8
    alone: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.templates or any(not 16 <= side <= 1024 for side in self.templates):
            raise refuse("windows.templates", list(self.templates), "a list of whole numbers from 16 to 1024")
        if not 8 <= self.shifts <= 1024:
            raise refuse("windows.shifts", self.shifts, "from 8 to 1024")
        if self.region:
            if self.region % DEEP_STRIDE or not max(self.templates) + 2 * DEEP_STRIDE <= self.region <= 2048:
                raise refuse("windows.region", self.region, "0, or a multiple of 8 well above the largest template")
            if any(side % DEEP_STRIDE for side in self.templates):
                raise refuse("windows.templates", list(self.templates), "multiples of 8 if windows.region is set")
        if self.places < 1:
            raise refuse("windows.places", self.places, "at least 1")
        if self.alone and not (self.region and set(self.alone) <= set(self.templates)):
            raise refuse(
                "windows.alone", list(self.alone), "some of windows.templates, and empty unless windows.region is set"
            )


DEFAULT_WINDOWS = WindowSettings()
