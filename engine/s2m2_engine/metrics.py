"""Metrics of the quality of matches and of their predicted probabilities. Errors are in px; arrays have shape (n,)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def correct_match_rate(errors: ArrayLike, threshold: float) -> float:
    """Correct match rate, CMR@threshold: share of radial errors (px) that are at most `threshold`; NaN if n is 0."""
    values = np.asarray(errors, dtype=np.float64)
    return float((values <= threshold).mean()) if values.size else float("nan")


def root_mean_square(errors: ArrayLike) -> float:
    """Root of the mean square of `errors`, in their unit; NaN if n is 0."""
    values = np.asarray(errors, dtype=np.float64)
    return float(np.sqrt((values**2).mean())) if values.size else float("nan")


def auroc(probability: ArrayLike, correct: ArrayLike) -> float:
    """Area under the ROC curve, from the Mann-Whitney U statistic; NaN unless there are correct and wrong matches.

    It is the probability that a correct match has a higher `probability` than a wrong one; ties count half.
    """
    from scipy.stats import rankdata

    truth = np.asarray(correct, dtype=bool)
    positives, negatives = int(truth.sum()), int((~truth).sum())
    if positives == 0 or negatives == 0:
        return float("nan")
    ranks = rankdata(np.asarray(probability, dtype=np.float64))
    return float((ranks[truth].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def expected_calibration_error(probability: ArrayLike, correct: ArrayLike, bins: int = 10) -> float:
    """Expected calibration error (ECE): mean difference between predicted probability and observed rate of correct
    matches, over bins of equal width weighted by their counts."""
    stated = np.asarray(probability, dtype=np.float64)
    truth = np.asarray(correct, dtype=np.float64)
    index = np.minimum((stated * bins).astype(int), bins - 1)
    error = 0.0
    for one in range(bins):
        inside = index == one
        if inside.any():
            error += inside.mean() * abs(stated[inside].mean() - truth[inside].mean())
    return float(error)


def kept_at_precision(probability: ArrayLike, correct: ArrayLike, precision: float = 0.99) -> float:
    """Largest share of the most confident matches of which at least `precision` are correct; 0 if there is none."""
    order = np.argsort(-np.asarray(probability, dtype=np.float64), kind="stable")
    truth = np.asarray(correct, dtype=np.float64)[order]
    good = np.cumsum(truth) / np.arange(1, len(truth) + 1) >= precision
    return float((np.flatnonzero(good).max() + 1) / len(truth)) if good.any() else 0.0
