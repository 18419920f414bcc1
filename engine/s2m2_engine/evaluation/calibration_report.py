"""How well a calibration holds on outcomes not fitted to: figures by data set and subset, as text and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float64Array
from ..files import partial_file
from ..metrics import auroc, correct_match_rate, expected_calibration_error, kept_at_precision
from ..model.confidence import Calibration, confidence
from ..model.matcher import Matcher
from .calibration_fit import CORRECT_PX, figures_of, scatter_of, stated_covariances
from .measure import Outcome

CALIBRATION_FILE = "calibration.json"
ALL = "all"
BINS = 10
PRECISION = 0.99
_RATES_PX = (1, 2, 3)
# Squared radius, in deviations, of the ellipse that holds this share of a normal distribution in the plane.
_ELLIPSES = {0.5: 1.386, 0.9: 4.605}


@dataclass(frozen=True)
class Bin:
    """Matches whose stated confidence lies in [low, high): how many, what they state, how many are right (shares)."""

    low: float
    high: float
    count: int
    stated: float
    found: float


@dataclass(frozen=True)
class Ellipses:
    """How right matches scatter about their pair's median, per axis, and what their covariances say.

    Attributes:
        inside_50, inside_90: shares inside the ellipses that should hold 50 and 90 %.
    """

    count: int
    scatter_px: float
    stated_px: float
    inside_50: float
    inside_90: float


@dataclass(frozen=True)
class CalibrationFigures:
    """Of one group of outcomes.

    Attributes:
        dataset, subset, geometry: which; `ALL` where it is not divided by that.
        rates: CMR@1, 2, 3, shares; None where the truth is not known that well.
        confidence: mean; `calibration_error`: expected; `auroc`: None unless some are right and some wrong.
        kept: share that can be kept with 99 % of them right.
        bins: those with any match; `ellipses`: None without enough right matches.
    """

    dataset: str
    subset: str
    geometry: str
    count: int
    rates: tuple[float | None, ...]
    confidence: float
    calibration_error: float
    auroc: float | None
    kept: float
    bins: tuple[Bin, ...]
    ellipses: Ellipses | None


def calibration_figures(outcomes: Sequence[Outcome], calibration: Calibration) -> list[CalibrationFigures]:
    """Of all outcomes first, then of each data set and its subsets where it has several."""
    stated = stated_confidences(outcomes, calibration)
    datasets, subsets = (np.array(names) for names in ([o.dataset for o in outcomes], [o.subset for o in outcomes]))
    figures = [_figures(outcomes, stated, np.ones(len(outcomes), bool), calibration, ALL, ALL, ALL)]
    for dataset in np.unique(datasets).tolist():
        own = datasets == dataset
        figures.append(_figures(outcomes, stated, own, calibration, dataset, ALL, ALL))
        names = np.unique(subsets[own]).tolist()
        for subset in names if len(names) > 1 else []:
            figures.append(_figures(outcomes, stated, own & (subsets == subset), calibration, dataset, subset, ALL))
    return figures


def geometry_figures(outcomes: Sequence[Outcome], calibration: Calibration) -> list[CalibrationFigures]:
    """Of each template size and number of shifts, by data set and for all of them."""
    stated = stated_confidences(outcomes, calibration)
    datasets = np.array([o.dataset for o in outcomes])
    figures = []
    for geometry in sorted({o.geometry for o in outcomes}, key=lambda one: (one.template, one.search)):
        same = np.array([o.geometry == geometry for o in outcomes])
        title = f"{geometry.template} / {geometry.search}"
        for dataset in np.unique(datasets[same]).tolist():
            figures.append(_figures(outcomes, stated, same & (datasets == dataset), calibration, dataset, ALL, title))
        figures.append(_figures(outcomes, stated, same, calibration, ALL, ALL, title))
    return figures


def stated_confidences(outcomes: Sequence[Outcome], calibration: Calibration) -> Float64Array:
    """(n,): what matches claim under `calibration`."""
    return np.array(
        [
            confidence(figures_of(o, calibration), o.geometry.template, o.match.similarity.size, calibration)
            for o in outcomes
        ]
    )


def _figures(
    outcomes: Sequence[Outcome],
    stated: Float64Array,
    inside: NDArray[np.bool_],
    calibration: Calibration,
    dataset: str,
    subset: str,
    geometry: str,
) -> CalibrationFigures:
    chosen = [o for o, one in zip(outcomes, inside) if one]
    errors, claimed = np.array([o.error for o in chosen]), stated[inside]
    correct = errors <= CORRECT_PX
    known_px = max(o.truth_px for o in chosen)
    return CalibrationFigures(
        dataset=dataset,
        subset=subset,
        geometry=geometry,
        count=len(chosen),
        rates=tuple(correct_match_rate(errors, limit) if limit >= known_px else None for limit in _RATES_PX),
        confidence=float(claimed.mean()),
        calibration_error=expected_calibration_error(claimed, correct, BINS),
        auroc=auroc(claimed, correct) if 0 < correct.sum() < len(correct) else None,
        kept=kept_at_precision(claimed, correct, PRECISION),
        bins=reliability(claimed, correct),
        ellipses=_ellipses(chosen, calibration) if geometry == ALL else None,
    )


def reliability(stated: Float64Array, correct: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """Stated against found probability in bins of equal width, empty ones left out."""
    index = np.minimum((stated * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(
            one / BINS,
            (one + 1) / BINS,
            int((index == one).sum()),
            float(stated[index == one].mean()),
            float(correct[index == one].mean()),
        )
        for one in range(BINS)
        if (index == one).any()
    )


def _ellipses(outcomes: Sequence[Outcome], calibration: Calibration) -> Ellipses | None:
    scatter = scatter_of(outcomes, calibration)
    if not scatter.outcomes:
        return None
    distances = scatter.squared_distances(calibration)
    variances = stated_covariances(scatter, calibration)[:, [0, 1], [0, 1]]
    return Ellipses(
        count=len(distances),
        scatter_px=float(np.sqrt((scatter.residuals**2).mean())),
        stated_px=float(np.sqrt(variances.mean())),
        inside_50=float((distances <= _ELLIPSES[0.5]).mean()),
        inside_90=float((distances <= _ELLIPSES[0.9]).mean()),
    )


def report_text(outcomes: Sequence[Outcome], calibration: Calibration) -> str:
    """The tables, columns aligned: by geometry, then by data set and subset."""
    head = (
        f"{'data set':15s} {'subset':16s} {'template / shifts':>17s}     n  CMR@1 CMR@2 CMR@3  confidence   ECE  AUROC"
        "  kept at 99 %  right, of pairs with eight: scatter  stated px  in 50 %  90 % ellipse"
    )
    lines = [head, *map(_line, geometry_figures(outcomes, calibration)), ""]
    return "\n".join([*lines, *map(_line, calibration_figures(outcomes, calibration))])


def _line(one: CalibrationFigures) -> str:
    rates = " ".join("    -" if rate is None else f"{100 * rate:5.1f}" for rate in one.rates)
    ranked = "    -" if one.auroc is None else f"{one.auroc:5.3f}"
    subset = one.subset or "-"
    text = (
        f"{one.dataset:15s} {subset:16s} {one.geometry:>17s} {one.count:5d}  {rates}  {one.confidence:10.3f} "
        f"{one.calibration_error:5.3f}  {ranked}  {one.kept:12.2f}"
    )
    if one.ellipses is not None:
        e = one.ellipses
        text += f"  {e.count:27d} {e.scatter_px:8.3f} {e.stated_px:10.3f} {e.inside_50:8.2f} {e.inside_90:13.2f}"
    return text


def write_json(
    folder: Path, matcher: Matcher, calibration: Calibration, fitted_to: int, figures: Sequence[CalibrationFigures]
) -> Path:
    """Write `CALIBRATION_FILE` into `folder` and return its path.

    "matched_with" is the hash of the matcher before it got these constants, which it does not match otherwise for.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    content = {
        "model": matcher.name,
        "matched_with": matcher.sha256,
        "correct_px": CORRECT_PX,
        "precision": PRECISION,
        "fitted_to": fitted_to,
        "calibration": asdict(calibration),
        "groups": [asdict(one) for one in figures],
    }
    path = folder / CALIBRATION_FILE
    with partial_file(path) as partial:
        partial.write_text(json.dumps(content, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    return path
