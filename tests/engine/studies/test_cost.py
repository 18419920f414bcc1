"""The cost model of a match: its fit, and the operations that it counts."""

from __future__ import annotations

import numpy as np
import pytest

from s2m2_engine.arrays import Window, WindowPair
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.studies.cost import Block, MeteredMatcher, Run, fitted, operations_per_pixel, report


def blocks(pixel: float, template: float) -> tuple[Block, ...]:
    sizes = ((100_000, 9), (400_000, 80), (30_000, 1), (250_000, 100))
    return tuple(Block(pixels, count, pixel * pixels + template * count) for pixels, count in sizes)


def test_the_fit_finds_what_blocks_cost() -> None:
    assert fitted(blocks(8e-7, 2e-3)) == pytest.approx((8e-7, 2e-3))


def test_no_cost_is_negative() -> None:
    pixel, template = fitted([Block(100_000, 50, 0.1), Block(100_000, 100, 0.05)])
    assert pixel > 0
    assert template == 0


def test_the_report_predicts_what_was_measured() -> None:
    text = report("structure", [Run(2048, blocks(8e-7, 2e-3), 1.5)], 1e11)
    assert "pixel     800 ns" in text
    assert "template  2.00 ms" in text
    assert "| 2048 | 0.8 | 190 | 1.0 | 1.0 | 0.5 |" in text


def test_operations_of_the_default_model() -> None:
    # About 50 thousand for the network, and 13.9 thousand for its prior by hand:
    # MIND blurs 8 channels along both axes with 11 taps; 24 kernels of 15² at each pixel, 24 at each fourth.
    prior = 2 * 8 * 2 * 11 + 2 * 24 * 225 * 1.25
    operations = operations_per_pixel("default")
    assert operations is not None
    assert 45_000 < operations - prior < 55_000


def test_structure_has_no_network() -> None:
    assert operations_per_pixel("structure") is None


def test_blocks_are_metered_and_answered_alike() -> None:
    rng = np.random.default_rng(0)
    image = rng.normal(size=(1, 96, 96)).astype(np.float32)
    windows = [WindowPair(Window(8, 8, 64, 64), Window(20, 20, 40, 40))] * 2
    matcher = StructureMatcher()
    metered = MeteredMatcher(matcher)
    found = metered.match_block(image, image, windows)
    assert [match.offset for match in found] == [match.offset for match in matcher.match_block(image, image, windows)]
    (block,) = metered.blocks
    assert (block.pixels, block.templates) == (2 * 96 * 96, 2)
    assert block.seconds > 0
