"""In which order cuts are shown, and to which device."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from helpers.folder_pairs import file_pairs, make_folders
from s2m2_engine.training.cutting.order import BatchPlan, Order


def test_order_shows_every_cut_once_an_epoch(tmp_path: Path) -> None:
    pairs = [replace(pair, cuts=cuts) for pair, cuts in zip(file_pairs(make_folders(tmp_path)), (1, 2, 3, 1))]
    order = Order(pairs, 0, 0)
    epochs = [[order.pair(number).images.key for number in range(7 * e, 7 * e + 7)] for e in (0, 1)]
    assert sorted(epochs[0]) == sorted(epochs[1])
    assert epochs[0] != epochs[1]
    again = Order(pairs, 0, 0)
    assert [again.pair(number).images.key for number in range(13, 6, -1)] == epochs[1][::-1]


def test_plan_deals_every_number_to_one_device() -> None:
    plans = [BatchPlan(2, 3, (32, 48), 0, 0, 5, rank, 2) for rank in (0, 1)]
    batches = [list(plan) for plan in plans]
    assert all(len({draw.template for draw in a + b}) == 1 for a, b in zip(*batches))
    for stream, count in ((0, 2), (1, 3)):
        numbers = [draw.number for device in batches for batch in device for draw in batch if draw.stream == stream]
        assert sorted(numbers) == list(range(count * 5 * 2))
    late = list(BatchPlan(2, 3, (32, 48), 0, 3, 5, 1, 2))
    assert late == batches[1][3:]
