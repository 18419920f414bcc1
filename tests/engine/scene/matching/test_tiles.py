"""Templates are grouped into blocks so that as little ground as possible is read."""

from __future__ import annotations

import numpy as np
import pytest

from s2m2_engine.scene.matching.tiles import Level, _blocks

MARGIN = 32
LEVEL = Level(factor=1, template=64, radius=12)


def lattice(spacing: int, count: int) -> np.ndarray:
    """The corners (count², 2) of templates, `spacing` apart along both axes."""
    steps = spacing * np.arange(count)
    return np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)


def described_px(blocks: list[np.ndarray], level: Level) -> int:
    """The pixels of the level that are read for the templates of all blocks."""
    sides = [np.ptp(block, axis=0) // level.factor + level.template + 2 * MARGIN for block in blocks]
    return int(sum(width * height for width, height in sides))


@pytest.mark.parametrize("factor", [1, 4])
@pytest.mark.parametrize("spacing", [20, 60, 100, 127, 129, 200, 300, 570])
def test_blocks_read_no_more_ground_than_templates_one_by_one(spacing: int, factor: int) -> None:
    level = Level(factor=factor, template=64, radius=12)
    corners = factor * lattice(spacing, 12)
    assert described_px(_blocks(corners, level, MARGIN), level) <= len(corners) * (64 + 2 * MARGIN) ** 2


@pytest.mark.parametrize("spacing", [30, 60, 200, 570])
def test_each_template_is_in_one_block(spacing: int) -> None:
    corners = lattice(spacing, 9)[::-1]
    grouped = np.concatenate(_blocks(corners, LEVEL, MARGIN))
    assert sorted(map(tuple, grouped)) == sorted(map(tuple, corners))


def test_near_templates_share_a_block_and_far_ones_stay_alone() -> None:
    # 2048² with the default spacing: 4 x 4 blocks; far templates: one block each.
    assert len(_blocks(lattice(60, 33), LEVEL, MARGIN)) == 16
    assert len(_blocks(lattice(200, 9), LEVEL, MARGIN)) == 81


def test_no_templates_make_no_blocks() -> None:
    assert _blocks(np.zeros((0, 2), dtype=np.int64), LEVEL, MARGIN) == []
