"""Shifts among many images of one place are made consistent, and a wrong one shows by its closure."""

from __future__ import annotations

import numpy as np
import pytest

from s2m2_engine.batch.network import Adjustment, ImageCorrection, adjusted
from s2m2_engine.batch.record import RELIABLE, UNRELIABLE, PairRecord

NOISE_M = 0.5


def pair(sar: str, optical: str, shift: np.ndarray, **more: object) -> PairRecord:
    figures = {"dx_m": float(shift[0]), "dy_m": float(shift[1]), "ce90_m": 2.0, "datetime": f"2024-05-{sar[1:]}"}
    values = {"status": RELIABLE, "moving": "sar", **figures, **more}
    return PairRecord(id=f"{sar}-{optical}", key="", sar=sar, optical=optical, **values)  # type: ignore[arg-type]


def stack(random: np.random.Generator) -> tuple[list[PairRecord], dict[str, np.ndarray]]:
    """Every SAR image with every optical one, and what each image is off; optical images are off by 0 on average."""
    truth = {f"s{number:02}": random.normal(0, 30, 2) for number in range(1, 6)}
    off = random.normal(0, 5, (3, 2))
    truth |= {f"o{number:02}": row for number, row in enumerate(off - off.mean(axis=0), start=1)}
    records = [
        pair(sar, optical, truth[sar] - truth[optical] + random.normal(0, NOISE_M, 2))
        for sar in truth if sar[0] == "s" for optical in truth if optical[0] == "o"
    ]  # fmt: skip
    return records, truth


def by_name(adjustment: Adjustment) -> dict[str, ImageCorrection]:
    return {image.image: image for image in adjustment.images}


def errors(adjustment: Adjustment, truth: dict[str, np.ndarray]) -> np.ndarray:
    found = by_name(adjustment)
    return np.array([np.array((found[name].dx_m, found[name].dy_m)) - true for name, true in truth.items()])


def test_a_stack_becomes_consistent() -> None:
    records, truth = stack(np.random.default_rng(1))
    adjustment = adjusted(records)
    # Each SAR image is measured three times, with the mean of three optical ones at 0.
    assert np.sqrt((errors(adjustment, truth) ** 2).mean()) < NOISE_M
    stated = [image.error_m for image in adjustment.images]
    assert all(one is not None and 0.3 * NOISE_M < one < NOISE_M for one in stated)
    assert not any(closure.contradicts for closure in adjustment.closures)
    assert max(closure.length_m or 0 for closure in adjustment.closures) < 5 * NOISE_M
    assert [image.image for image in adjustment.images if image.datetime] == [f"s{day:02}" for day in range(1, 6)]


@pytest.mark.parametrize("seed", range(5))
def test_a_wrong_pair_shows_and_harms_nobody(seed: int) -> None:
    random = np.random.default_rng(seed)
    records, truth = stack(random)
    wrong = int(random.integers(len(records)))
    one = records[wrong]
    records[wrong] = pair(one.sar, one.optical, np.add([one.dx_m, one.dy_m], [60.0, -80.0]))
    adjustment = adjusted(records)
    assert np.sqrt((errors(adjustment, truth) ** 2).mean()) < NOISE_M
    assert [closure.id for closure in adjustment.closures if closure.contradicts] == [one.id]
    first = adjustment.closures[0]
    assert (first.dx_m, first.dy_m) == (pytest.approx(60, abs=4 * NOISE_M), pytest.approx(-80, abs=4 * NOISE_M))


def test_pairs_that_nothing_checks_have_no_closure() -> None:
    shift = np.array([3.0, 4.0])
    records = [pair("s01", "o01", shift), pair("s02", "o01", 2 * shift), pair("s03", "o02", shift)]
    adjustment = adjusted(records)
    assert [closure.length_m for closure in adjustment.closures] == [None] * 3
    found = by_name(adjustment)
    assert {name: (one.dx_m, one.error_m, one.pairs) for name, one in found.items()} == {
        "o01": (pytest.approx(0, abs=1e-9), None, 2),
        "s01": (pytest.approx(3), None, 1),
        "s02": (pytest.approx(6), None, 1),
        "o02": (pytest.approx(0, abs=1e-9), None, 1),
        "s03": (pytest.approx(3), None, 1),
    }
    assert found["s01"].part == found["s02"].part != found["s03"].part


def test_the_direction_of_a_pair_counts() -> None:
    shift = np.array([3.0, 4.0])
    records = [pair("s01", "o01", shift), pair("s01", "o02", -shift, moving="optical")]
    found = by_name(adjusted(records))
    # s01 has to move by the shift onto o01, and o02 by its opposite onto s01.
    difference = found["o02"].dx_m - found["o01"].dx_m
    assert difference == pytest.approx(0, abs=1e-9)


def test_only_reliable_pairs_count() -> None:
    shift = np.array([3.0, 4.0])
    doubtful = pair("s09", "o01", shift, status=UNRELIABLE)
    assert by_name(adjusted([pair("s01", "o01", shift), doubtful])).keys() == {"s01", "o01"}
    assert adjusted([]).to_json() == {"images": [], "pairs": []}
