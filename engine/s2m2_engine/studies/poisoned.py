"""Fine-tunes on scenes that are useless or misleading: fine-tuning should keep the original model and say why.

    python -m s2m2_engine.studies.poisoned SAR OPTICAL --model NAME|FILE --out DIR [--minutes 2] [--only NAME ...]

SAR and OPTICAL are an aligned pair on the same grid. Each case replaces or changes its pixels, and a model is
fine-tuned on the result. The command prints a Markdown table.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..arrays import Float32Array
from ..errors import InputError
from ..simulation.landscape import CELL_M, smooth_noise
from ..terminal import TerminalReporter, module_status
from .geotiff import write_bands

TINY_PX = 200


@dataclass(frozen=True)
class Images:
    """Two images (bands, rows, cols) on the same grid."""

    sar: Float32Array
    optical: Float32Array


def _unrelated(images: Images, random: np.random.Generator) -> Images:
    """Turn the optical image by 180°, so that it shows other ground of the same kind."""
    return Images(images.sar, np.ascontiguousarray(images.optical[:, ::-1, ::-1]))


def _half_unrelated(images: Images, random: np.random.Generator) -> Images:
    """Replace the left half of the optical image by pixels of the image turned by 180°."""
    optical = images.optical.copy()
    half = optical.shape[2] // 2
    optical[:, :, :half] = optical[:, ::-1, half - 1 :: -1]
    return Images(images.sar, optical)


def _clouds(images: Images, random: np.random.Generator) -> Images:
    """Cover the optical image with clouds, so that the ground is visible only in a few places."""
    shape = images.optical.shape[1], images.optical.shape[2]
    cover = np.clip(1.5 * smooth_noise(random, shape, 40 * CELL_M) + 2.0, 0, 1)
    white = 235 + 10 * smooth_noise(random, shape, 8 * CELL_M)
    return Images(images.sar, (images.optical * (1 - cover) + white * cover).astype(np.float32))


def _water(images: Images, random: np.random.Generator) -> Images:
    """Replace the images by water: pure speckle, and a dark sea with sensor noise."""
    sar = 20 * np.sqrt(random.gamma(4, 1 / 4, images.sar.shape))
    optical = 30 + random.normal(0, 1.5, images.optical.shape)
    return Images(sar.astype(np.float32), optical.astype(np.float32))


def _tiny(images: Images, random: np.random.Generator) -> Images:
    """Cut out a corner of the pair."""
    corner = np.s_[:, :TINY_PX, :TINY_PX]
    return Images(images.sar[corner].copy(), images.optical[corner].copy())


def _constant(images: Images, random: np.random.Generator) -> Images:
    """Set all pixels of the optical image to the same value."""
    return Images(images.sar, np.full_like(images.optical, 100))


CASES: dict[str, Callable[[Images, np.random.Generator], Images]] = {
    "unrelated": _unrelated,
    "half unrelated": _half_unrelated,
    "clouds": _clouds,
    "water": _water,
    "tiny": _tiny,
    "constant": _constant,
}


def write_case(name: str, sar: Path, optical: Path, out: Path) -> tuple[Path, Path]:
    """Write the pair of a case, and return the paths of its SAR and optical raster.

    Raises:
        InputError: a raster cannot be read, the two have different grids, or `out` cannot be written.
    """
    import rasterio

    try:
        with rasterio.open(sar) as first, rasterio.open(optical) as second:
            if (first.shape, first.transform, first.crs) != (second.shape, second.transform, second.crs):
                raise InputError(
                    "sizes_differ",
                    f"{sar} and {optical} are not on the same grid.",
                    "Give a pair that is aligned pixel by pixel.",
                )
            images = Images(first.read().astype(np.float32), second.read().astype(np.float32))
            crs, transform = first.crs, first.transform
        made = CASES[name](images, np.random.default_rng(0))
        out.mkdir(parents=True, exist_ok=True)
        paths = out / "sar.tif", out / "optical.tif"
        for path, bands in zip(paths, (made.sar, made.optical)):
            write_bands(path, bands, crs, transform)
    except (OSError, rasterio.errors.RasterioError) as error:
        raise InputError("unreadable", f"The case {name} cannot be made: {error}", "Check the files.") from error
    return paths


def main(arguments: Sequence[str] | None = None) -> int:
    """Fine-tune on each case, print the results, and return an exit status like those of `s2m2`."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.studies.poisoned", description="Fine-tune on useless scenes."
    )
    parser.add_argument("sar", type=Path, metavar="SAR")
    parser.add_argument("optical", type=Path, metavar="OPTICAL")
    parser.add_argument("--model", required=True, metavar="NAME|FILE", help="model to adapt")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder without earlier runs")
    parser.add_argument("--minutes", type=float, default=2.0, metavar="N", help="training time of each case (2)")
    parser.add_argument("--only", nargs="+", choices=list(CASES), metavar="NAME", help=", ".join(CASES))
    options = parser.parse_args(arguments)

    def work() -> None:
        from ..finetuning.settings import FineTuneSettings, ScenePaths
        from ..finetuning.start import tune

        print("| case | model | steps | reasons |\n|---|---|---:|---|", flush=True)
        for name in options.only or CASES:
            folder = options.out / name.replace(" ", "-")
            sar, optical = write_case(name, options.sar, options.optical, folder)
            settings = FineTuneSettings(
                (ScenePaths(str(sar), str(optical)),), folder / "run", model=options.model, minutes=options.minutes
            )
            result = tune(settings, TerminalReporter())
            reasons = " ".join([result.reason, *(reason for _, reason in result.refused)])
            outcome = "kept" if result.model is None else "replaced"
            print(f"| {name} | {outcome} | {result.steps} | {reasons} |", flush=True)

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
