"""The cost model of a match: how its processor time grows with the ground that is described and with the templates.

Simulated pairs of several sizes are matched, and the processor time of each block of ground is measured. A block takes

    seconds = pixel x (pixels described, in both images) + template x (templates)

whose two constants are fitted to all blocks. Beside them stand the arithmetic that a pixel needs and the speed of a
plain matrix product, measured in the same run: no network of this kind can be described faster than that.

    python -m s2m2_engine.studies.cost [--model NAME] [--sizes 512 1024 2048 4096]
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import WindowPair
from ..evaluation.benchmark import write_pair
from ..model.features import MIND
from ..model.library import find_model
from ..model.matcher import Match, Matcher
from ..model.model_file import read_model
from ..model.network.configuration import NetworkConfiguration
from ..model.network.prior_kernels import COARSE, FINE, KERNEL_REACH, ORIENTATIONS
from ..model.registry import load_matcher
from ..names import DEFAULT_MODEL
from ..scene.match import match_scene
from ..scene.settings import MatchSettings
from ..simulation.sample import OPTICAL_FILE, SAR_FILE
from ..terminal import module_status

_SIZES = (512, 1024, 2048, 4096)
_MATRIX = 2000  # side of the matrices whose product is timed
_STAGE = re.compile(r"backbone\.(?:c|layer)(\d)")


@dataclass(frozen=True)
class Block:
    """What a block of ground cost.

    Attributes:
        pixels: described, in both images together.
        templates: matched in it.
        seconds: of processor time.
    """

    pixels: int
    templates: int
    seconds: float


@dataclass(frozen=True)
class Run:
    """One match: the side of its scenes in pixels, its blocks, and its processor seconds with all besides blocks."""

    size: int
    blocks: tuple[Block, ...]
    seconds: float


class MeteredMatcher(Matcher):
    """Another matcher whose blocks are timed."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self.name, self.sha256, self.device = matcher.name, matcher.sha256, matcher.device
        self.template_size, self.context, self.calibration = matcher.template_size, matcher.context, matcher.calibration
        self.blocks: list[Block] = []

    def match(self, search: NDArray[Any], template: NDArray[Any]) -> Match:
        return self._matcher.match(search, template)

    def match_block(self, search: NDArray[Any], template: NDArray[Any], windows: Sequence[WindowPair]) -> list[Match]:
        started = time.thread_time()
        matches = self._matcher.match_block(search, template, windows)
        pixels = sum(rows * cols for rows, cols in (search.shape[-2:], template.shape[-2:]))
        self.blocks.append(Block(pixels, len(windows), time.thread_time() - started))
        return matches


def measure(model: str, size: int) -> Run:
    """Match a simulated pair of size x size pixels."""
    with tempfile.TemporaryDirectory(prefix="s2m2-cost-") as name:
        folder = Path(name)
        write_pair(folder, size)
        matcher = MeteredMatcher(load_matcher(model, "cpu"))
        settings = MatchSettings(str(folder / SAR_FILE), str(folder / OPTICAL_FILE), folder / "result")
        started = time.process_time()
        match_scene(settings, matcher)
        return Run(size, tuple(matcher.blocks), time.process_time() - started)


def fitted(blocks: Sequence[Block]) -> tuple[float, float]:
    """The seconds that one pixel and one template cost, neither of them negative, by least squares over the blocks."""
    from scipy.optimize import nnls

    terms = np.array([(block.pixels, block.templates) for block in blocks], dtype=np.float64)
    scale = terms.max(axis=0)
    solution, _ = nnls(terms / scale, np.array([block.seconds for block in blocks]))
    pixel, template = solution / scale
    return float(pixel), float(template)


def operations_per_pixel(model: str) -> float | None:
    """Floating-point operations to describe a pixel, the mean of both images; None if the model is no network of one
    image at a time."""
    path = find_model(model)
    if path is None:
        return None
    card, tensors = read_model(path)
    configuration = card.configuration
    if not configuration.knows_its_ground:
        return None
    count = _of_prior(configuration)
    for name, weight in tensors.items():
        stage = _STAGE.search(name)
        if stage is None or weight.ndim != 4:
            continue
        # What is carried down a level is reduced before it is enlarged.
        level = int(stage[1]) + ("_reduce" in name)
        # A stem of its own computes one of the two images.
        share = 0.5 if configuration.separate_stem and ".c1" in name else 1.0
        count += share * 2 * weight.size / (configuration.stride * 2 ** (level - 1)) ** 2
    return count


def _of_prior(configuration: NetworkConfiguration) -> float:
    if configuration.prior == "none":
        return 0.0
    similarity = 2 * MIND.neighbours * 2 * (2 * MIND.patch_reach + 1)
    if configuration.prior != "structure":
        return similarity
    kernel = 2 * 2 * ORIENTATIONS * (2 * KERNEL_REACH + 1) ** 2
    return similarity + kernel * (FINE.scales + COARSE.scales / 4)


def matrix_product_speed() -> float:
    """Floating-point operations per processor second of a product of two large float32 matrices."""
    matrix = np.random.default_rng(0).normal(size=(_MATRIX, _MATRIX)).astype(np.float32)
    matrix @ matrix
    started = time.process_time()
    matrix @ matrix
    return 2 * _MATRIX**3 / (time.process_time() - started)


def report(model: str, runs: Sequence[Run], speed: float) -> str:
    """The cost model and how well it describes each run."""
    pixel, template = fitted([block for run in runs for block in run.blocks])
    lines = [f"pixel     {1e9 * pixel:.0f} ns", f"template  {1e3 * template:.2f} ms"]
    operations = operations_per_pixel(model)
    if operations is not None:
        bound = operations / speed
        lines += [
            f"A pixel needs {operations:.0f} operations.",
            f"A matrix product makes {speed / 1e9:.0f} of them a ns and would need {1e9 * bound:.0f} ns, "
            f"{bound / pixel:.0%} of what is measured.",
        ]
    lines += ["", "| size | described Mpx | templates | predicted, s | measured, s | the rest of the match, s |"]
    lines += ["|---|---|---|---|---|---|"]
    for run in runs:
        pixels, templates, seconds = (
            sum(getattr(block, name) for block in run.blocks) for name in ("pixels", "templates", "seconds")
        )
        predicted = pixel * pixels + template * templates
        lines.append(
            f"| {run.size} | {pixels / 1e6:.1f} | {templates} | {predicted:.1f} | {seconds:.1f} | "
            f"{run.seconds - seconds:.1f} |"
        )
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the cost model and a Markdown table of what it predicts."""
    parser = argparse.ArgumentParser(description="Fit the cost model of a match to simulated pairs.")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES)
    options = parser.parse_args(arguments)

    def work() -> None:
        speed = matrix_product_speed()
        runs = [measure(options.model, size) for size in options.sizes]
        print(report(options.model, runs, max(speed, matrix_product_speed())))

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
