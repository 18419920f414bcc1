"""Whether ground is a tuned network's own or is left to the one before."""

from __future__ import annotations

import numpy as np
import pytest

from s2m2_engine.model.gate import fit_gate

SIZE = 40


def windows(random: np.random.Generator, centre: np.ndarray, blocks: int, each: int = 8) -> np.ndarray:
    """Windows of blocks: those of one block are alike."""
    places = centre + 0.3 * random.normal(size=(blocks, 1, SIZE))
    return (places + 0.1 * random.normal(size=(blocks, each, SIZE))).reshape(-1, SIZE).astype(np.float32)


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(5)


@pytest.fixture
def looks(random: np.random.Generator) -> np.ndarray:
    return random.normal(size=(3, SIZE))


@pytest.mark.parametrize("remembered", [True, False])
def test_ground_is_told_apart(random: np.random.Generator, looks: np.ndarray, remembered: bool) -> None:
    own = windows(random, looks[0], 20)
    known = np.zeros(SIZE)  # what batch norms remember is the origin
    before = windows(random, known, 20) if remembered else None
    gate = fit_gate(own, np.arange(160) // 8, before)
    assert gate.weight.shape == (len(gate.bias), SIZE)
    assert (gate.scores(windows(random, looks[0], 20)) >= 0).mean() > 0.9
    assert (gate.scores(windows(random, known, 20)) < 0).mean() > 0.95
    assert gate.lets_in(own[0])
    assert not gate.lets_in(np.zeros(SIZE))


def test_each_ground_that_was_known_counts(random: np.random.Generator, looks: np.ndarray) -> None:
    """Two grounds on either side of the own one, whose mean is the own one's."""
    own = windows(random, np.zeros(SIZE), 20)
    before = np.concatenate([windows(random, looks[0], 10), windows(random, -looks[0], 10)])
    gate = fit_gate(own, np.arange(160) // 8, before)
    for sign in (1, -1):
        assert (gate.scores(windows(random, sign * looks[0], 20)) < 0).all()
    assert (gate.scores(windows(random, np.zeros(SIZE), 20)) >= 0).mean() > 0.9


def test_own_scenes_come_first(random: np.random.Generator, looks: np.ndarray) -> None:
    """What was tuned to is a part of what was known: most of it is let in all the same."""
    own = windows(random, looks[0], 20)
    before = np.concatenate([windows(random, look, 10) for look in looks])
    gate = fit_gate(own, np.arange(160) // 8, before)
    assert (gate.scores(windows(random, looks[0], 20)) >= 0).mean() > 0.85
    assert (gate.scores(windows(random, looks[1], 20)) < 0).all()


@pytest.mark.parametrize("remembered", [True, False])
def test_a_strange_block_does_not_open_the_gate_to_all(
    random: np.random.Generator, looks: np.ndarray, remembered: bool
) -> None:
    """Of six blocks one looks unlike the others: to let its like in, all would have to be let in."""
    known = np.zeros(SIZE)
    own = np.concatenate([windows(random, 2 * looks[0], 5), windows(random, 3 * looks[1] - looks[0], 1)])
    before = windows(random, known, 20) if remembered else None
    gate = fit_gate(own, np.arange(48) // 8, before)
    assert (gate.scores(windows(random, known, 20)) < 0).mean() > 0.9


@pytest.mark.parametrize(("blocks", "each"), [(1, 8), (2, 1), (2, 8)])
def test_few_windows_are_enough(random: np.random.Generator, looks: np.ndarray, blocks: int, each: int) -> None:
    own = windows(random, 3 * looks[0], blocks, each)
    gate = fit_gate(own, np.arange(len(own)) // each, None)
    assert np.isfinite(gate.weight).all()
    assert np.isfinite(gate.bias).all()
    assert all(gate.lets_in(one) for one in own)
    assert not gate.lets_in(np.zeros(SIZE))
