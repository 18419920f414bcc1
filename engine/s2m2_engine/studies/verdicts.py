"""How often the verdict is right: every Los Angeles tile with its own optical image, and with one of other ground.

The other image is georeferenced onto the same spot, so that nothing but its content tells that it does not belong.

    python -m s2m2_engine.studies.verdicts DATA_DIR [--limit N] [--model NAME|PATH]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model.registry import load_matcher
from ..progress import Reporter
from ..scene.match import match_scene
from ..scene.results.result import MatchResult
from ..scene.settings import MatchSettings
from ..terminal import module_status

_FOLDER = "sentinel_la"


@dataclass(frozen=True)
class Verdict:
    """One tile: is its match with its own, and with another place's optical image reliable, and what share of the
    tie points agrees in either."""

    tile: str
    own: bool
    own_share: float
    other: bool
    other_share: float


def measure_verdicts(data: Path, limit: int | None = None, model: str = "structure") -> Iterator[Verdict]:
    """Yield a verdict of `model` for each georeferenced tile of `data`/sentinel_la, or for the first `limit`."""
    import rasterio
    import rasterio.shutil

    tiles = []
    for path in sorted((data / _FOLDER / "sar").glob("*.tif")):
        with rasterio.open(path) as raster:
            if raster.crs is not None:
                tiles.append(path)
    with tempfile.TemporaryDirectory() as name:
        for number, sar in enumerate(tiles[:limit]):
            own = _match(sar, data / _FOLDER / "opt" / sar.name, Path(name) / "own", model)
            # Tiles whose numbers are near each other may share ground; half the list further on they do not.
            stranger = tiles[(number + len(tiles) // 2) % len(tiles)]
            moved = Path(name) / f"{number}.vrt"
            rasterio.shutil.copy(data / _FOLDER / "opt" / stranger.name, moved, driver="VRT")
            with rasterio.open(sar) as place, rasterio.open(moved, "r+") as raster:
                raster.crs, raster.transform = place.crs, place.transform
            other = _match(sar, moved, Path(name) / "other", model)
            yield Verdict(sar.stem, own.reliable, _share(own), other.reliable, _share(other))


def _match(sar: Path, optical: Path, out: Path, model: str) -> MatchResult:
    return match_scene(MatchSettings(str(sar), str(optical), out), load_matcher(model), Reporter())


def _share(result: MatchResult) -> float:
    return result.tie_points.inliers / max(1, result.tie_points.total)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line a tile, and the sum."""
    parser = argparse.ArgumentParser(description="Count right and wrong verdicts on the Los Angeles tiles.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--model", default="structure", metavar="NAME|PATH")
    options = parser.parse_args(arguments)

    def work() -> None:
        verdicts = []
        for one in measure_verdicts(options.data, options.limit, options.model):
            verdicts.append(one)
            shares = f"own {one.own_share:.0%}, other {one.other_share:.0%}"
            print(f"{one.tile}: own {'reliable' if one.own else 'unreliable'}, "
                  f"other {'RELIABLE' if one.other else 'unreliable'} ({shares} agree)", flush=True)  # fmt: skip
        if verdicts:
            print(
                f"{sum(v.own for v in verdicts)} of {len(verdicts)} own pairs reliable (least share "
                f"{min(v.own_share for v in verdicts):.0%}); {sum(v.other for v in verdicts)} of {len(verdicts)} "
                f"other pairs reliable (largest share {max(v.other_share for v in verdicts):.0%})"
            )

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
