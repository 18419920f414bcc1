"""Whether the tuned model is better than the one that it began with, on ground that neither learned from."""

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

# Side of the templates, px. Simulated landscapes have no sensor's surprises: only small ones are hard to find there.
TEMPLATE, CHECK_TEMPLATE = 64, 32
# A match further off is a blunder; neighbours further apart contradict each other, px.
BLUNDER_PX, _CONTRADICTION_PX = 3.0, 3.0
_WINDOWS = 24
# The right place is at least so far from the search window's edge, px.
_EDGE = 8
# Neighbouring templates share this much of their ground, px.
_STEP = 24
_RESAMPLES = 2000
# Of resamples, those that must show an improvement; and the loss on the check set that may be chance.
_CERTAINTY, _TOLERATED_LOSS = 0.95, 0.02


@dataclass(frozen=True)
class Rates:
    """Shares in [0, 1] of matches.

    Attributes:
        blunders: further than 3 px from where most of the block's matches belong; None where no block is taught.
        contradictions: of neighbouring templates, whose displacements differ by more than 3 px.
        check_blunders: on the check set, whose truth is known.
    """

    blunders: float | None
    contradictions: float | None
    check_blunders: float


@dataclass(frozen=True)
class Verdict:
    """Attributes:
    better: whether the tuned model is offered; `reason`: why, or why not, in a sentence.
    base, tuned: what either did.
    blocks, windows: how much ground and how many templates that rests on.
    fewer_blunders: 5 and 95 % bounds of how much lower the tuned model's rate of blunders is; None as `Rates`.
    familiar: share of the templates in which the tuned model took the ground for its own; None as `Rates`, and of a
        model that answers everywhere.
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
        """As plain JSON values."""
        return asdict(self)


@dataclass(frozen=True)
class TrialMatch:
    """One template of a block whose displacement is known, as both models matched it.

    Attributes:
        windows: in the pair's coordinates.
        found: (2, 2) px, displacements (dx, dy) that the base and the tuned model found; `truth`: (2,), the known one.
    """

    block: Block
    windows: WindowPair
    found: Float64Array
    truth: Float64Array

    @property
    def errors(self) -> tuple[float, float]:
        """Distance from the truth, px: base, tuned."""
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
    """Match the same templates with both models; the verdict, and the templates that its blunders are counted in.

    Args:
        labelled: blocks whose displacement is known; unlabelled: others, which tell contradictions only.
        check: pairs with known truth that are carried with the model.

    Raises:
        InputError: an image cannot be read. CancelledError.
    """
    # Of each block bool (2, n): which of its templates are wrong, by the base and by the tuned model.
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
    """Whether the tuned model is offered, and a sentence that says why.

    Args:
        blunders, contradictions, check: bounds of how much lower the tuned model's rates are.
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
    """Displacements of n templates and of their n neighbours, (2 models, n, 2) px; of the former `windows`, `truth`,
    (n, 2), and whether the ground is `familiar` to the tuned model."""

    windows: list[WindowPair]
    first: Float64Array
    second: Float64Array
    truth: Float64Array
    familiar: list[bool]


def _matched(block: PairImages, models: tuple[Matcher, Matcher], side: int, seed: int) -> _Found | None:
    """What both models find in one block; None where it has no room or holds too few data."""
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
    """A template and a neighbour of it, each somewhere in a search window of its own; None where there is no room."""
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
    """5 and 95 % bounds of how much lower the tuned model's rate of wrong templates is; None without blocks.

    The wider ones of a bootstrap of whole blocks (Efron 1979), since the templates of one block are no independent
    trials, and of the exact interval for the templates that changed (McNemar 1947; Clopper and Pearson 1934), since few
    blocks, or a single one, cannot tell how much is chance: three mended and none broken happen one time in eight to a
    model that is not better.

    Args:
        blocks: of each bool (2, n), which templates the base and the tuned model have wrong.
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
    """Exact bounds, each of `_CERTAINTY`, of the chance that a template which changes is mended, not broken."""
    from scipy.special import betaincinv

    lowest = float(betaincinv(mended, broken + 1, 1 - _CERTAINTY)) if mended else 0.0
    highest = float(betaincinv(mended + 1, broken, _CERTAINTY)) if broken else 1.0
    return lowest, highest
