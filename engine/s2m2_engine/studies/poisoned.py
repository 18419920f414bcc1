"""What fine-tuning makes of scenes that teach nothing, or the wrong: it should keep the model, and say why.

    python -m s2m2_engine.studies.poisoned SAR OPTICAL --model NAME|FILE --out DIR [--minutes 2] [--only NAME ...]

SAR and OPTICAL are an aligned pair of one grid; each case is made of its pixels, or without them, and tuned on. Prints
a Markdown table.
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
    """(bands, rows, cols) each, of one grid."""

    sar: Float32Array
    optical: Float32Array


def _unrelated(images: Images, random: np.random.Generator) -> Images:
    """The optical image turned by 180°: other ground, of the same kind."""
    return Images(images.sar, np.ascontiguousarray(images.optical[:, ::-1, ::-1]))


def _half_unrelated(images: Images, random: np.random.Generator) -> Images:
    """The left half of the optical image turned by 180°."""
    optical = images.optical.copy()
    half = optical.shape[2] // 2
    optical[:, :, :half] = optical[:, ::-1, half - 1 :: -1]
    return Images(images.sar, optical)


def _clouds(images: Images, random: np.random.Generator) -> Images:
    """The optical image behind clouds that let the ground be seen in few places."""
    shape = images.optical.shape[1], images.optical.shape[2]
    cover = np.clip(1.5 * smooth_noise(random, shape, 40 * CELL_M) + 2.0, 0, 1)
    white = 235 + 10 * smooth_noise(random, shape, 8 * CELL_M)
    return Images(images.sar, (images.optical * (1 - cover) + white * cover).astype(np.float32))


def _water(images: Images, random: np.random.Generator) -> Images:
    """Speckle, and a dark sea with sensor noise."""
    sar = 20 * np.sqrt(random.gamma(4, 1 / 4, images.sar.shape))
    optical = 30 + random.normal(0, 1.5, images.optical.shape)
    return Images(sar.astype(np.float32), optical.astype(np.float32))


def _tiny(images: Images, random: np.random.Generator) -> Images:
    """A corner of the pair."""
    corner = np.s_[:, :TINY_PX, :TINY_PX]
    return Images(images.sar[corner].copy(), images.optical[corner].copy())


def _constant(images: Images, random: np.random.Generator) -> Images:
    """An optical image of one value."""
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
    """Write the pair of one case; returns its SAR and optical raster.

    Raises:
        InputError: a raster cannot be read, the two are not of one grid, or `out` cannot be written.
    """
    import rasterio

    try:
        with rasterio.open(sar) as first, rasterio.open(optical) as second:
            if (first.shape, first.transform, first.crs) != (second.shape, second.transform, second.crs):
                raise InputError(
                    "sizes_differ",
                    f"{sar} and {optical} are not of one grid.",
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
    """Tune on each case and print what came of it; exit statuses as `s2m2`'s."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.studies.poisoned", description="Fine-tune on scenes that teach nothing."
    )
    parser.add_argument("sar", type=Path, metavar="SAR")
    parser.add_argument("optical", type=Path, metavar="OPTICAL")
    parser.add_argument("--model", required=True, metavar="NAME|FILE", help="to begin with")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="must not hold earlier runs")
    parser.add_argument("--minutes", type=float, default=2.0, metavar="N", help="of training (2)")
    parser.add_argument("--only", nargs="+", choices=list(CASES), metavar="NAME", help=", ".join(CASES))
    options = parser.parse_args(arguments)

    def work() -> None:
        from ..finetuning.settings import FineTuneSettings, ScenePaths
        from ..finetuning.start import tune

        print("| case | model | steps | what is said |\n|---|---|---:|---|", flush=True)
        for name in options.only or CASES:
            folder = options.out / name.replace(" ", "-")
            sar, optical = write_case(name, options.sar, options.optical, folder)
            settings = FineTuneSettings(
                (ScenePaths(str(sar), str(optical)),), folder / "run", model=options.model, minutes=options.minutes
            )
            result = tune(settings, TerminalReporter())
            said = " ".join([result.reason, *(reason for _, reason in result.refused)])
            kept = "kept" if result.model is None else "another is offered"
            print(f"| {name} | {kept} | {result.steps} | {said} |", flush=True)

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
