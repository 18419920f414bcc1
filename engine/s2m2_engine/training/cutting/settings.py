"""How large the windows are that training cuts out of pairs: the `[windows]` table of a configuration."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.network.configuration import DEEP_STRIDE
from ...toml import refuse


@dataclass(frozen=True)
class WindowSettings:
    """Attributes:
    templates: sides in px; each batch draws one of them.
    shifts: px that a search window is larger than its template.
    region: side in px; each batch then holds regions of both images, from whose features, computed once, templates
        of every size are cut, and each is looked for in the whole optical region. 0: each template and search window
        goes through the network by itself, as networks need whose features depend on both images.
    places: templates of each size in a region.
    alone: sides of which templates are cut out of a region's image instead of its features, as whoever matches a
        template sees nothing around it.
    """

    templates: tuple[int, ...] = (64,)
    shifts: int = 64
    region: int = 0
    places: int = 8
    alone: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.templates or any(not 16 <= one <= 1024 for one in self.templates):
            raise refuse("windows.templates", list(self.templates), "a list of whole numbers from 16 to 1024")
        if not 8 <= self.shifts <= 1024:
            raise refuse("windows.shifts", self.shifts, "from 8 to 1024")
        if self.region:
            if self.region % DEEP_STRIDE or not max(self.templates) + 2 * DEEP_STRIDE <= self.region <= 2048:
                raise refuse("windows.region", self.region, "0, or a multiple of 8 well above the largest template")
            if any(one % DEEP_STRIDE for one in self.templates):
                raise refuse("windows.templates", list(self.templates), "multiples of 8 where there are regions")
        if self.places < 1:
            raise refuse("windows.places", self.places, "at least 1")
        if self.alone and not (self.region and set(self.alone) <= set(self.templates)):
            raise refuse("windows.alone", list(self.alone), "some of windows.templates, where there are regions")


DEFAULT_WINDOWS = WindowSettings()
