"""Measures how often verdicts are correct: each Los Angeles tile is matched to its own and to a wrong optical image.

The wrong image shows other ground but is georeferenced to the same place, so only its content shows that it is wrong.

    python -m s2m2_engine.studies.verdicts DATA_DIR [--limit N] [--model NAME|PATH]
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
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
    """The verdicts for a tile.

    Attributes:
        own, other: whether the match to its own optical image, and to that of another place, is called reliable.
        own_share, other_share: shares of inliers among the tie points of these matches.
    """

    tile: str
    own: bool
    own_share: float
    other: bool
    other_share: float


def measure_verdicts(data: Path, limit: int | None = None, model: str = "structure") -> Iterator[Verdict]:
    """Match the georeferenced tiles of `data`/sentinel_la, or the first `limit` of them, with `model`."""
    import rasterio
    import rasterio.shutil

    tiles = [path for path in sorted((data / _FOLDER / "sar").glob("*.tif")) if _is_georeferenced(path)]
    with tempfile.TemporaryDirectory() as name:
        for number, sar in enumerate(tiles[:limit]):
            own = _match(sar, data / _FOLDER / "opt" / sar.name, Path(name) / "own", model)
            # Tiles with similar numbers may share ground, but tiles half the list apart do not.
            wrong = tiles[(number + len(tiles) // 2) % len(tiles)]
            moved = Path(name) / f"{number}.vrt"
            rasterio.shutil.copy(data / _FOLDER / "opt" / wrong.name, moved, driver="VRT")
            with rasterio.open(sar) as place, rasterio.open(moved, "r+") as raster:
                raster.crs, raster.transform = place.crs, place.transform
            other = _match(sar, moved, Path(name) / "other", model)
            yield Verdict(sar.stem, own.reliable, _share(own), other.reliable, _share(other))


def _is_georeferenced(path: Path) -> bool:
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning

    with warnings.catch_warnings():
        # rasterio warns of the very tiles that are looked for here.
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(path) as raster:
            return raster.crs is not None


def _match(sar: Path, optical: Path, out: Path, model: str) -> MatchResult:
    return match_scene(MatchSettings(str(sar), str(optical), out), load_matcher(model), Reporter())


def _share(result: MatchResult) -> float:
    return result.tie_points.inliers / max(1, result.tie_points.total)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a line for each tile and a summary."""
    parser = argparse.ArgumentParser(description="Count correct and wrong verdicts on the Los Angeles tiles.")
    parser.add_argument("data", type=Path, help="folder of the data sets")
    parser.add_argument("--limit", type=int, help="largest number of tiles")
    parser.add_argument("--model", default="structure", metavar="NAME|PATH", help="model (structure)")
    options = parser.parse_args(arguments)

    def work() -> None:
        verdicts = []
        for verdict in measure_verdicts(options.data, options.limit, options.model):
            verdicts.append(verdict)
            shares = f"inliers: own {verdict.own_share:.0%}, other {verdict.other_share:.0%}"
            print(f"{verdict.tile}: own {'reliable' if verdict.own else 'unreliable'}, "
                  f"other {'RELIABLE' if verdict.other else 'unreliable'} ({shares})", flush=True)  # fmt: skip
        if verdicts:
            own, other = sum(verdict.own for verdict in verdicts), sum(verdict.other for verdict in verdicts)
            print(
                f"{own} of {len(verdicts)} own pairs are called reliable (smallest share of inliers "
                f"{min(verdict.own_share for verdict in verdicts):.0%}), and {other} of {len(verdicts)} other pairs "
                f"(largest share {max(verdict.other_share for verdict in verdicts):.0%})."
            )

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
