"""Tests whether the tuned model is better than its base model, on held-out blocks of the user's scenes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float64Array, Window, WindowPair
from ..model.matcher import Matcher
from ..pairs.training_pairs import PairImages, digest
from ..progress import Reporter
from ..training.cutting.patches import TEMPLATE_VALID
from .blocks import MARGIN, Block

# Side length of the templates, px. Simulated images are easier to match than real ones, so their templates are smaller.
TEMPLATE, CHECK_TEMPLATE = 64, 32
# A match with a larger error is a blunder; neighbours whose displacements differ by more contradict each other, px.
BLUNDER_PX, _CONTRADICTION_PX = 3.0, 3.0
_WINDOWS = 24
# Minimum distance of the true position from the edge of the range of shifts that is searched, px.
_EDGE = 8
# Distance between neighbouring templates, px.
_STEP = 24
_RESAMPLES = 2000
# Confidence of each bound of an interval; and the increase of the blunder rate on the check set that is tolerated.
_CERTAINTY, _TOLERATED_LOSS = 0.95, 0.02


@dataclass(frozen=True)
class Rates:
    """Rates of one model in the trial, in [0, 1].

    Attributes:
        blunders: share of matches whose error against the block's label exceeds 3 px; None if no block has a label.
        contradictions: share of pairs of neighbouring templates whose displacements differ by more than 3 px; None if
            no block could be matched.
        check_blunders: share of matches on the check set whose error against the known truth exceeds 3 px.
    """

    blunders: float | None
    contradictions: float | None
    check_blunders: float


@dataclass(frozen=True)
class Verdict:
    """The result of the trial.

    Attributes:
        better: whether the tuned model is offered.
        reason: a sentence that says why it is offered or not.
        base, tuned: rates of the base model and of the tuned model.
        blocks, windows: numbers of blocks and templates in which blunders were counted.
        fewer_blunders: 5 and 95 % bounds of the base model's rate of blunders minus the tuned model's; None if no block
            has a label.
        familiar: share of these templates on ground that the gate takes as familiar to the tuned model; None if no
            block has a label, or if the model has no gate.
    """

    better: bool
    reason: str
    base: Rates
    tuned: Rates
    blocks: int
    windows: int
    fewer_blunders: tuple[float, float] | None
    familiar: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the verdict as plain JSON values."""
        return asdict(self)


@dataclass(frozen=True)
class TrialMatch:
    """The matches of both models for one template of a block with a label.

    Attributes:
        windows: search window and template in the pair's coordinates, px.
        found: (2, 2), displacements (dx, dy) that the base model and the tuned model found, px.
        truth: (2,), the displacement (dx, dy) of the label, px.
    """

    block: Block
    windows: WindowPair
    found: Float64Array
    truth: Float64Array

    @property
    def errors(self) -> tuple[float, float]:
        """Errors of the base model and of the tuned model, px."""
        base, tuned = np.linalg.norm(self.found - self.truth, axis=1)
        return float(base), float(tuned)


def try_out(
    base: Matcher,
    tuned: Matcher,
    labelled: Sequence[Block],
    unlabelled: Sequence[PairImages],
    check: Sequence[PairImages],
    seed: int,
    reporter: Reporter,
) -> tuple[Verdict, list[TrialMatch]]:
    """Match the same templates with both models; returns the verdict, and the matches in which blunders were counted.

    Args:
        labelled: blocks with a label.
        unlabelled: blocks without a label, in which only contradictions are counted.
        check: simulated pairs with known truth (the check set).
        seed: decides where templates are cut.

    Raises:
        InputError: an image cannot be read.
        CancelledError: the user stopped the run.
    """
    # For each block bool (2, n): which of its templates the base model and the tuned model match wrongly.
    blunders: list[NDArray[np.bool_]] = []
    contradictions: list[NDArray[np.bool_]] = []
    checked: list[NDArray[np.bool_]] = []
    matches: list[TrialMatch] = []
    familiar: list[bool] = []
    every: list[PairImages] = [*labelled, *unlabelled]
    total = len(every) + len(check)
    for number, block in enumerate(every):
        reporter.raise_if_cancelled()
        reporter.progress("matching", number / total, "Comparing with the model before")
        found = _matched(block, (base, tuned), TEMPLATE, seed)
        if found is None:
            continue
        contradictions.append(_contradictions(found))
        if number < len(labelled):
            blunders.append(_blunders(found))
            matches += _trial_matches(labelled[number], found)
            familiar += found.familiar
    for number, pair in enumerate(check, start=len(every)):
        reporter.raise_if_cancelled()
        reporter.progress("matching", number / total, "Comparing on simulated landscapes")
        found = _matched(pair, (base, tuned), CHECK_TEMPLATE, seed)
        if found is not None:
            checked.append(_blunders(found))
    rates = [
        Rates(_rate(blunders, which), _rate(contradictions, which), _rate(checked, which) or 0.0) for which in (0, 1)
    ]
    bounds = fewer_wrong(blunders, seed)
    better, reason = judge(rates[0], rates[1], bounds, fewer_wrong(contradictions, seed), fewer_wrong(checked, seed))
    windows = sum(one.shape[1] for one in blunders)
    share = sum(familiar) / len(familiar) if familiar else None
    return Verdict(better, reason, rates[0], rates[1], len(blunders), windows, bounds, share), matches


def judge(
    base: Rates,
    tuned: Rates,
    blunders: tuple[float, float] | None,
    contradictions: tuple[float, float] | None,
    check: tuple[float, float] | None,
) -> tuple[bool, str]:
    """Decide whether the tuned model is offered; returns the decision and a sentence that says why.

    Args:
        blunders, contradictions, check: bounds of the base model's rate minus the tuned model's, as of `fewer_wrong`.
    """
    if blunders is None or base.blunders is None or tuned.blunders is None:
        return False, "No ground was left to compare the models on."
    if check is not None and check[0] < 0 and tuned.check_blunders > base.check_blunders + _TOLERATED_LOSS:
        return False, (
            f"On simulated landscapes the new model goes wrong in {tuned.check_blunders:.0%} of matches, the one "
            f"before in {base.check_blunders:.0%}: it has forgotten something."
        )
    change = f"wrong matches on ground that it did not learn from: {base.blunders:.1%} before, {tuned.blunders:.1%} now"
    if blunders[1] < 0:
        return False, f"The new model is worse; {change}."
    if blunders[0] <= 0:
        return False, f"The difference is no more than chance; {change}."
    if contradictions is not None and contradictions[1] < 0:
        return False, f"Neighbouring matches of the new model contradict each other more often; {change}."
    return True, f"Fewer {change}."


@dataclass(frozen=True)
class _Found:
    """Matches of n templates and of one neighbour of each, by both models.

    `first` and `second` are (2 models, n, 2), the displacements of the templates and of their neighbours, px.
    `windows`, `truth` (n, 2) and `familiar` (whether the gate takes the ground as familiar) are of the templates only.
    """

    windows: list[WindowPair]
    first: Float64Array
    second: Float64Array
    truth: Float64Array
    familiar: list[bool]


def _matched(block: PairImages, models: tuple[Matcher, Matcher], side: int, seed: int) -> _Found | None:
    """Match templates of one block with both models; None if the block is too small or has too few valid pixels."""
    core, bounds = block.core(), block.bounds()
    sar, optical = block.read_sar(core), block.read_optical(bounds)
    valid = np.asarray(np.isfinite(sar).all(axis=0))
    random = np.random.default_rng([seed, int(digest([block.key])[:8], 16)])
    places = [_place(block, side, random) for _ in range(_WINDOWS)]
    kept = [
        pair
        for pair in places
        if pair is not None and min(valid[one.template.within(core).slices].mean() for one in pair) >= TEMPLATE_VALID
    ]
    if not kept:
        return None
    windows = [
        WindowPair(one.search.within(bounds), one.template.within(core)) for neighbours in kept for one in neighbours
    ]
    corners = np.array([[one.search.col, one.search.row] for pair in kept for one in pair], dtype=np.float64)
    corners -= [[one.template.col, one.template.row] for pair in kept for one in pair]
    matches = [model.match_block(optical, sar, windows) for model in models]
    found = np.stack([corners + [match.offset for match in one] for one in matches])
    truth = [block.shift_at(pair[0].template.col + side / 2, pair[0].template.row + side / 2) for pair in kept]
    familiar = [match.familiar for match in matches[1][::2]]
    return _Found([pair[0] for pair in kept], found[:, ::2], found[:, 1::2], np.array(truth), familiar)


def _place(block: PairImages, side: int, random: np.random.Generator) -> tuple[WindowPair, WindowPair] | None:
    """Choose a template and a neighbour, each at a random place in its own search window; None if the block is too
    small."""
    core, bounds = block.core(), block.bounds()
    room = np.array([core.width, core.height]) - side - _STEP
    if room.min() < 0 or min(bounds.width, bounds.height) < side + 2 * MARGIN:
        return None
    step = random.permutation([_STEP, 0])
    first = np.array([core.col, core.row]) + random.integers(0, room + 1)
    return _window(block, first, side, random), _window(block, first + step, side, random)


def _window(block: PairImages, corner: NDArray[np.int64], side: int, random: np.random.Generator) -> WindowPair:
    bounds, reach = block.bounds(), side + 2 * MARGIN
    shift = block.shift_at(corner[0] + side / 2, corner[1] + side / 2)
    at = corner + np.rint(shift).astype(np.int64) - random.integers(_EDGE, 2 * MARGIN - _EDGE + 1, size=2)
    col = int(np.clip(at[0], bounds.col, bounds.col + bounds.width - reach))
    row = int(np.clip(at[1], bounds.row, bounds.row + bounds.height - reach))
    return WindowPair(Window(col, row, reach, reach), Window(int(corner[0]), int(corner[1]), side, side))


def _blunders(found: _Found) -> NDArray[np.bool_]:
    error = np.linalg.norm(found.first - found.truth, axis=2)
    return np.asarray(error > BLUNDER_PX)


def _trial_matches(block: Block, found: _Found) -> list[TrialMatch]:
    return [
        TrialMatch(block, windows, displacements, truth)
        for windows, displacements, truth in zip(found.windows, found.first.swapaxes(0, 1), found.truth)
    ]


def _contradictions(found: _Found) -> NDArray[np.bool_]:
    apart = np.linalg.norm(found.first - found.second, axis=2)
    return np.asarray(apart > _CONTRADICTION_PX)


def _rate(blocks: Sequence[NDArray[np.bool_]], model: int) -> float | None:
    return float(np.concatenate(blocks, axis=1)[model].mean()) if blocks else None


def fewer_wrong(blocks: Sequence[NDArray[np.bool_]], seed: int) -> tuple[float, float] | None:
    """5 and 95 % bounds of the base model's rate of wrong templates minus the tuned model's; None without blocks.

    Two intervals are computed, and each bound is the wider of the two. One is a bootstrap of whole blocks (Efron 1979),
    since the templates of one block are not independent. The other is the exact interval for the templates that changed
    (McNemar 1947; Clopper and Pearson 1934), since few blocks cannot show how much is chance: if three templates
    change, all three are mended with a probability of one in eight for a model that is not better.

    Args:
        blocks: for each block bool (2, n), which templates the base model and the tuned model match wrongly.
    """
    if not blocks:
        return None
    random = np.random.default_rng(seed)
    number = np.array([one.shape[1] for one in blocks])
    fewer = np.array([int(one[0].sum()) - int(one[1].sum()) for one in blocks])
    drawn = random.integers(0, len(blocks), (_RESAMPLES, len(blocks)))
    by_blocks = fewer[drawn].sum(axis=1) / number[drawn].sum(axis=1)
    each = np.concatenate(blocks, axis=1)
    mended, broken = int((each[0] & ~each[1]).sum()), int((each[1] & ~each[0]).sum())
    lowest, highest = _share_mended(mended, broken)
    changed = (mended + broken) / each.shape[1]
    least, most = np.quantile(by_blocks, [1 - _CERTAINTY, _CERTAINTY])
    return min(float(least), (2 * lowest - 1) * changed), max(float(most), (2 * highest - 1) * changed)


def _share_mended(mended: int, broken: int) -> tuple[float, float]:
    """Exact bounds, each with confidence `_CERTAINTY`, of the probability that a changed template is mended."""
    from scipy.special import betaincinv

    lowest = float(betaincinv(mended, broken + 1, 1 - _CERTAINTY)) if mended else 0.0
    highest = float(betaincinv(mended + 1, broken, _CERTAINTY)) if broken else 1.0
    return lowest, highest
