"""Computes the scores of a table from single matches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..metrics import correct_match_rate, root_mean_square
from .evaluate import Evaluation, ScoredMatch
from .measure import Geometry

THRESHOLDS_PX = (1, 2, 3, 5)
ALL = "all"


@dataclass(frozen=True)
class Score:
    """One line of a table.

    Attributes:
        count: number of windows matched.
        rates: CMR at `THRESHOLDS_PX`, as shares; None where the truth is not known that accurately.
        mean_px: mean Euclidean error over all windows, wrong matches included (some papers publish it as "RMSE").
        rms_px: root mean square of the Euclidean error over all windows.
        ms: mean time of one match, milliseconds.
    """

    subset: str
    geometry: Geometry
    matcher: str
    count: int
    rates: tuple[float | None, ...]
    mean_px: float
    rms_px: float
    ms: float


def grouped(evaluation: Evaluation) -> dict[Geometry, dict[str, list[ScoredMatch]]]:
    """Group matches by geometry, smallest template first, then by matcher, in the order of `evaluation.matchers`."""
    found = {match.geometry for match in evaluation.matches}
    groups: dict[Geometry, dict[str, list[ScoredMatch]]] = {
        geometry: {matcher.label: [] for matcher in evaluation.matchers}
        for geometry in sorted(found, key=lambda geometry: (geometry.template, geometry.search))
    }
    for match in evaluation.matches:
        groups[match.geometry][match.matcher].append(match)
    return groups


def scores(evaluation: Evaluation) -> list[Score]:
    """Compute the scores by subset (`ALL` first, others only if there are several), template size and matcher."""
    names = sorted({match.subset for match in evaluation.matches})
    groups = grouped(evaluation)
    lines = []
    for subset in [ALL, *names] if len(names) > 1 else [ALL]:
        for by_matcher in groups.values():
            for matches in by_matcher.values():
                chosen = [match for match in matches if subset in (ALL, match.subset)]
                if chosen:
                    lines.append(_score(subset, chosen))
    return lines


def _score(subset: str, matches: Sequence[ScoredMatch]) -> Score:
    errors = np.array([match.error for match in matches])
    truth_px = max(match.truth_px for match in matches)
    return Score(
        subset=subset,
        geometry=matches[0].geometry,
        matcher=matches[0].matcher,
        count=len(matches),
        rates=tuple(correct_match_rate(errors, limit) if limit >= truth_px else None for limit in THRESHOLDS_PX),
        mean_px=float(errors.mean()),
        rms_px=root_mean_square(errors),
        ms=float(np.mean([match.ms for match in matches])),
    )
