"""Measures the error of matches of a scene with unknown true displacement, by injecting known shifts.

The moving layer's geotransform is moved by a known shift, the pair is matched, and the result is compared with the
result for the unmoved pair. Then the moved layer is corrected and matched again: the remaining shift should be zero.

    python -m s2m2_engine.studies.injections SAR OPTICAL [--moving sar|optical]
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model.structure import StructureMatcher
from ..progress import Reporter
from ..scene.correct import correct_raster
from ..scene.match import match_scene
from ..scene.results.result import MatchResult
from ..scene.settings import MatchSettings
from ..terminal import module_status

# (east, north) in CRS units, up to the default search radius of 500 m on the ground at middle latitudes.
INJECTIONS_M = ((137.4, -83.9), (-251.3, 312.7), (480.0, -470.0), (33.3, -4.4), (-497.0, 60.0), (5.0, 5.0))


@dataclass(frozen=True)
class Injection:
    """An injected shift and what matching and correction made of it. Pixels are those of the common grid.

    Attributes:
        east, north: injected shift, in CRS units of the moving layer.
        error_px: distance between the injected shift and the difference of the two results.
        ce90_px: CE90 of the match of the moved pair.
        reliable: verdict of that match.
        left_px: displacement that a second match finds after correction.
    """

    east: float
    north: float
    error_px: float
    ce90_px: float
    reliable: bool
    left_px: float


def measure_injections(
    sar: Path, optical: Path, moving: str, injections: Sequence[tuple[float, float]] = INJECTIONS_M
) -> Iterator[Injection]:
    """Measure each of `injections` (east, north), which are in CRS units of the moving layer."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unmoved = _match(sar, optical, moving, folder / "unmoved")
        for number, (east, north) in enumerate(injections):
            moved = move_geotransform(sar if moving == "sar" else optical, folder / f"{number}.vrt", east, north)
            pair = (moved, optical) if moving == "sar" else (sar, moved)
            found = _match(*pair, moving, folder / f"{number}")
            corrected = folder / f"{number}.tif"
            correct_raster(folder / f"{number}", moved, corrected, force=True)
            pair = (corrected, optical) if moving == "sar" else (sar, corrected)
            again = _match(*pair, moving, folder / f"{number} again")
            yield Injection(
                east,
                north,
                _distance_px(found, unmoved, east, north),
                found.accuracy.ce90_px,
                found.reliable,
                math.hypot(again.shift.dx_px, again.shift.dy_px),
            )


def move_geotransform(source: Path, target: Path, east: float, north: float) -> Path:
    """Write `target`, a VRT that shows `source` moved by (east, north) CRS units, and return it."""
    import rasterio
    import rasterio.shutil
    from affine import Affine

    rasterio.shutil.copy(source, target, driver="VRT")
    with rasterio.open(target, "r+") as raster:
        a, b, c, d, e, f = raster.transform[:6]
        raster.transform = Affine(a, b, c + east, d, e, f + north)
    return target


def _match(sar: Path, optical: Path, moving: str, out: Path) -> MatchResult:
    return match_scene(MatchSettings(str(sar), str(optical), out, moving=moving), StructureMatcher(), Reporter())


def _distance_px(found: MatchResult, unmoved: MatchResult, east: float, north: float) -> float:
    """Return the distance, in pixels, of (found - unmoved) from the shift that reverses the injection."""
    pixel_x = abs(found.shift.dx / found.shift.dx_px)
    pixel_y = abs(found.shift.dy / found.shift.dy_px)
    return math.hypot(
        (found.shift.dx - unmoved.shift.dx + east) / pixel_x, (found.shift.dy - unmoved.shift.dy + north) / pixel_y
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measurements as a Markdown table."""
    parser = argparse.ArgumentParser(
        description="Inject known shifts into a scene and measure how well they are found."
    )
    parser.add_argument("sar", type=Path)
    parser.add_argument("optical", type=Path)
    parser.add_argument("--moving", choices=["sar", "optical"], default="sar")
    options = parser.parse_args(arguments)

    def work() -> None:
        print("| injected east, north (CRS units) | error (px) | CE90 (px) | verdict | left after correct (px) |")
        print("|---|---|---|---|---|")
        for injection in measure_injections(options.sar, options.optical, options.moving):
            verdict = "reliable" if injection.reliable else "unreliable"
            print(
                f"| {injection.east:+.1f}, {injection.north:+.1f} | {injection.error_px:.3f} "
                f"| {injection.ce90_px:.2f} | {verdict} | {injection.left_px:.3f} |",
                flush=True,
            )

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
