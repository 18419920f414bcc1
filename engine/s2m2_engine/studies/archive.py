"""Makes an archive of pairs for `s2m2 batch`, cut from real scenes, with known kinds of trouble in it.

    python -m s2m2_engine.studies.archive SCENES FOLDER [--pairs 100] [--side 256] [--seed 1]

SCENES holds folders `opt` and `sar` with tiles of equal names on one grid. FOLDER gets the rasters, `manifest.csv`, and
`truth.csv` with the kind of each pair and how far its SAR raster was moved on the map.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from numpy.random import Generator
from rasterio.windows import Window

from ..errors import InputError
from ..files import partial_file
from ..terminal import module_status

MANIFEST, TRUTH = "manifest.csv", "truth.csv"
# Shares of the pairs that show other ground, whose SAR file is cut off, and whose SAR file is missing.
UNRELATED, BROKEN, MISSING = 0.10, 0.05, 0.02
_LARGEST_SHIFT_PX = 12
_SEARCH_RADIUS_M = 200
# A broken file keeps its header, so that it opens, and loses so much of its pixels.
_KEPT = 0.6


@dataclass(frozen=True)
class Cut:
    """One pair of the archive.

    Attributes:
        kind: "good", "unrelated", "broken" or "missing".
        moved_px: (cols, rows), by which the SAR raster is displaced on the map.
    """

    id: str
    kind: str
    moved_px: tuple[int, int]


def make_archive(scenes: Path, folder: Path, pairs: int, side: int, seed: int) -> list[Cut]:
    """Write the archive, and return its pairs.

    Raises:
        InputError: "no_data": there are no georeferenced tiles that are large enough.
    """
    random = np.random.default_rng(seed)
    tiles = _tiles(scenes, side)
    kinds = _kinds(pairs, random)
    cuts = []
    for number, kind in enumerate(kinds):
        tile = tiles[number % len(tiles)]
        other = tiles[(number + len(tiles) // 2) % len(tiles)] if kind == "unrelated" else tile
        col, row = random.integers(-_LARGEST_SHIFT_PX, _LARGEST_SHIFT_PX + 1, 2)
        cut = Cut(f"{number:05}", kind, (int(col), int(row)))
        _write(tile, other, folder, cut, side, random)
        cuts.append(cut)
    _write_lists(folder, cuts)
    return cuts


def _tiles(scenes: Path, side: int) -> list[tuple[Path, Path]]:
    found = []
    for sar in sorted((scenes / "sar").glob("*.tif")):
        optical = scenes / "opt" / sar.name
        if not optical.exists():
            continue
        with rasterio.open(sar) as dataset:
            if dataset.crs is not None and min(dataset.shape) >= side:
                found.append((sar, optical))
    if len(found) < 2:
        raise InputError("no_data", f"{scenes} has no georeferenced tiles of {side} pixels.", "Give another folder.")
    return found


def _kinds(pairs: int, random: Generator) -> list[str]:
    counts = {name: round(share * pairs) for name, share in _SHARES.items()}
    kinds = [name for name, count in counts.items() for _ in range(count)]
    kinds += ["good"] * (pairs - len(kinds))
    return [str(kind) for kind in random.permutation(kinds)]


_SHARES = {"unrelated": UNRELATED, "broken": BROKEN, "missing": MISSING}


def _write(
    tile: tuple[Path, Path], other: tuple[Path, Path], folder: Path, cut: Cut, side: int, random: Generator
) -> None:
    """Write both rasters of a pair. The optical one shows the ground of `other`, and lies where the tile does."""
    with rasterio.open(tile[0]) as sar:
        left, top = (int(random.integers(0, size - side + 1)) for size in (sar.width, sar.height))
        window = Window(left, top, side, side)
        place = sar.window_transform(window)
        sar_pixels, crs = sar.read(window=window), sar.crs
    with rasterio.open(other[1]) as optical:
        optical_pixels = optical.read(window=window)
    cols, rows = cut.moved_px
    moved = Affine(place.a, place.b, place.c + cols * place.a, place.d, place.e, place.f + rows * place.e)
    _write_raster(folder / "opt" / f"{cut.id}.tif", optical_pixels, crs, place)
    path = folder / "sar" / f"{cut.id}.tif"
    if cut.kind != "missing":
        _write_raster(path, sar_pixels, crs, moved)
    if cut.kind == "broken":
        body = path.read_bytes()
        path.write_bytes(body[: int(_KEPT * len(body))])


def _write_raster(path: Path, pixels: np.ndarray, crs: rasterio.crs.CRS, transform: Affine) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    count, height, width = pixels.shape
    profile = {"driver": "GTiff", "dtype": pixels.dtype, "count": count, "height": height, "width": width}
    with rasterio.open(path, "w", crs=crs, transform=transform, **profile) as dataset:
        dataset.write(pixels)


def _write_lists(folder: Path, cuts: Sequence[Cut]) -> None:
    manifest = [
        (cut.id, f"sar/{cut.id}.tif", f"opt/{cut.id}.tif", "structure", _SEARCH_RADIUS_M) for cut in cuts
    ]  # fmt: skip
    _write_csv(folder / MANIFEST, ("id", "sar", "optical", "model", "search_radius"), manifest)
    truth = [(cut.id, cut.kind, *cut.moved_px) for cut in cuts]
    _write_csv(folder / TRUTH, ("id", "kind", "moved_cols", "moved_rows"), truth)


def _write_csv(path: Path, head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    with partial_file(path) as partial, partial.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, *rows])


def main(arguments: Sequence[str] | None = None) -> int:
    """Make an archive and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.studies.archive", description="Make an archive of pairs for `s2m2 batch`."
    )
    parser.add_argument("scenes", type=Path, metavar="SCENES", help="folder with the folders opt and sar")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="folder for the archive")
    parser.add_argument("--pairs", type=int, default=100, metavar="N", help="number of pairs (100)")
    parser.add_argument("--side", type=int, default=256, metavar="PIXELS", help="side of the rasters (256)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="seed of all random choices (1)")
    options = parser.parse_args(arguments)

    def make() -> None:
        cuts = make_archive(options.scenes, options.folder, options.pairs, options.side, options.seed)
        counts = {kind: sum(cut.kind == kind for cut in cuts) for kind in ("good", *_SHARES)}
        print(", ".join(f"{count} {kind}" for kind, count in counts.items()))

    return module_status(make)


if __name__ == "__main__":
    sys.exit(main())
