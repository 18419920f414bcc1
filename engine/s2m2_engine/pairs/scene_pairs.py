"""Pairs of georeferenced rasters. Windows are read when they are needed, resampled to the grid that matching uses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..arrays import Float32Array, Window
from .folders import ALIGNED, Displacement
from .training_pairs import PairImages

if TYPE_CHECKING:
    from ..scene.raster.grid import CommonGrid
    from ..scene.raster.reader import GridReader


class ScenePair(PairImages):
    """A pair of two rasters. Pair coordinates are pixels of the common grid (the SAR layer is the moving layer)."""

    def __init__(self, sar: Path, optical: Path, displacement: Displacement = ALIGNED, reach_m: float = 0.0) -> None:
        """Describe a pair without opening its files.

        Args:
            displacement: in grid pixels, about the centre of the grid's core (where the SAR layer lies).
            reach_m: how far beyond the layers' overlap the grid extends, in metres on the ground.
        """
        self._files = sar, optical
        self._displacement = displacement
        self._reach_m = reach_m
        self.key = f"scenes:{sar.name}|{optical.name}"
        self.scene = self.key
        self._opened: _Opened | None = None

    def __getstate__(self) -> dict[str, Any]:
        # Open files cannot be sent to other processes.
        return {**self.__dict__, "_opened": None}

    def _open(self) -> _Opened:
        if self._opened is None:
            self._opened = _Opened(*self._files, self._reach_m)
        return self._opened

    @property
    def files(self) -> tuple[Path, Path]:
        return self._files

    @property
    def grid(self) -> CommonGrid:
        """The common grid, whose pixels are the pair coordinates."""
        return self._open().grid

    def core(self) -> Window:
        return self.grid.core

    def bounds(self) -> Window:
        return Window(0, 0, self.grid.width, self.grid.height)

    @property
    def displacement(self) -> Displacement:
        return self._displacement

    def with_displacement(self, displacement: Displacement) -> ScenePair:
        return ScenePair(*self._files, displacement, self._reach_m)

    def read_optical(self, window: Window) -> Float32Array:
        return self._open().optical.read(window)

    def read_sar(self, window: Window) -> Float32Array:
        return self._open().sar.read(window)

    def check(self, decode: bool) -> None:
        from ..scene.raster.raster import check_content

        opened = self._open()
        if decode:
            for reader in (opened.sar, opened.optical):
                check_content(reader.raster)


class _Opened:
    """The common grid of a pair and the readers of its two rasters."""

    grid: CommonGrid
    sar: GridReader
    optical: GridReader

    def __init__(self, sar: Path, optical: Path, reach_m: float) -> None:
        from ..scene.raster.common_fill import leave_out_common_fill
        from ..scene.raster.grid import common_grid
        from ..scene.raster.raster import open_raster
        from ..scene.raster.reader import GridReader

        moving, reference = open_raster(sar, "sar"), open_raster(optical, "optical")
        # The radius does not limit where templates lie (only the core does), so any positive radius will do.
        radius = max(reach_m, 2 * max(*moving.ground_pixel_m, *reference.ground_pixel_m))
        self.grid = common_grid(moving, reference, radius)
        leave_out_common_fill(moving, reference, self.grid)
        self.sar = GridReader(moving, self.grid)
        self.optical = GridReader(reference, self.grid)
