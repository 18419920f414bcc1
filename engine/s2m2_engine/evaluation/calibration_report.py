"""Reports how well a calibration holds on held-out outcomes, by data set and subset, as text and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float64Array
from ..files import partial_file, refuse_replacing
from ..json_input import holds_keys
from ..metrics import auroc, correct_match_rate, expected_calibration_error, kept_at_precision
from ..model.confidence import Calibration, confidence
from ..model.matcher import Matcher
from .calibration_fit import CORRECT_PX, figures_of, scatter_of, stated_covariances
from .measure import Outcome

CALIBRATION_FILE = "calibration.json"
_OF_A_REPORT = ("matched_with", "calibration", "groups")
ALL = "all"
BINS = 10
PRECISION = 0.99
_RATES_PX = (1, 2, 3)
# Squared Mahalanobis radius of the ellipse that contains this share of a two-dimensional normal distribution.
_ELLIPSES = {0.5: 1.386, 0.9: 4.605}


@dataclass(frozen=True)
class Bin:
    """Matches with a confidence in [low, high): their count, mean confidence (`stated`) and correct share (`found`)."""

    low: float
    high: float
    count: int
    stated: float
    found: float


@dataclass(frozen=True)
class Ellipses:
    """Scatter of correct matches compared with their covariances.

    Attributes:
        count: number of correct matches.
        scatter_px: RMS per axis of their residuals from the pair's median.
        stated_px: RMS per axis by their covariances.
        inside_50, inside_90: shares inside the ellipses that should contain 50 and 90 %.
    """

    count: int
    scatter_px: float
    stated_px: float
    inside_50: float
    inside_90: float


@dataclass(frozen=True)
class CalibrationFigures:
    """Results for one group of outcomes.

    Attributes:
        dataset, subset, geometry: which group; `ALL` where outcomes are not divided by that.
        count: number of outcomes.
        rates: CMR at 1, 2 and 3 px, as shares; None where the truth is not known that accurately.
        confidence: mean confidence.
        calibration_error: expected calibration error (ECE).
        auroc: area under the ROC curve of the confidence; None unless there are correct and wrong matches.
        kept: largest share of the most confident matches of which 99 % are correct.
        bins: reliability diagram, without empty bins.
        ellipses: None without enough correct matches.
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
    """Compute the results for all outcomes, then for each data set and for its subsets if it has several."""
    stated = stated_confidences(outcomes, calibration)
    datasets = np.array([outcome.dataset for outcome in outcomes])
    subsets = np.array([outcome.subset for outcome in outcomes])
    figures = [_figures(outcomes, stated, np.ones(len(outcomes), bool), calibration, ALL, ALL, ALL)]
    for dataset in np.unique(datasets).tolist():
        own = datasets == dataset
        figures.append(_figures(outcomes, stated, own, calibration, dataset, ALL, ALL))
        names = np.unique(subsets[own]).tolist()
        for subset in names if len(names) > 1 else []:
            figures.append(_figures(outcomes, stated, own & (subsets == subset), calibration, dataset, subset, ALL))
    return figures


def geometry_figures(outcomes: Sequence[Outcome], calibration: Calibration) -> list[CalibrationFigures]:
    """Compute the results for each template size and number of shifts, by data set and for all data sets together."""
    stated = stated_confidences(outcomes, calibration)
    datasets = np.array([outcome.dataset for outcome in outcomes])
    geometries = {outcome.geometry for outcome in outcomes}
    figures = []
    for geometry in sorted(geometries, key=lambda geometry: (geometry.template, geometry.search)):
        same = np.array([outcome.geometry == geometry for outcome in outcomes])
        title = f"{geometry.template} / {geometry.search}"
        for dataset in np.unique(datasets[same]).tolist():
            figures.append(_figures(outcomes, stated, same & (datasets == dataset), calibration, dataset, ALL, title))
        figures.append(_figures(outcomes, stated, same, calibration, ALL, ALL, title))
    return figures


def stated_confidences(outcomes: Sequence[Outcome], calibration: Calibration) -> Float64Array:
    """Return the confidences (n,) of the outcomes under `calibration`."""
    return np.array(
        [
            confidence(
                figures_of(outcome, calibration),
                outcome.geometry.template,
                outcome.match.similarity.size,
                calibration,
            )
            for outcome in outcomes
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
    chosen = [outcome for outcome, is_inside in zip(outcomes, inside) if is_inside]
    errors, claimed = np.array([outcome.error for outcome in chosen]), stated[inside]
    correct = errors <= CORRECT_PX
    truth_px = max(outcome.truth_px for outcome in chosen)
    return CalibrationFigures(
        dataset=dataset,
        subset=subset,
        geometry=geometry,
        count=len(chosen),
        rates=tuple(correct_match_rate(errors, limit) if limit >= truth_px else None for limit in _RATES_PX),
        confidence=float(claimed.mean()),
        calibration_error=expected_calibration_error(claimed, correct, BINS),
        auroc=auroc(claimed, correct) if 0 < correct.sum() < len(correct) else None,
        kept=kept_at_precision(claimed, correct, PRECISION),
        bins=reliability(claimed, correct),
        ellipses=_ellipses(chosen, calibration) if geometry == ALL else None,
    )


def reliability(stated: Float64Array, correct: NDArray[np.bool_]) -> tuple[Bin, ...]:
    """Compare confidences with the shares of correct matches, in bins of equal width without the empty bins."""
    index = np.minimum((stated * BINS).astype(int), BINS - 1)
    return tuple(
        Bin(
            number / BINS,
            (number + 1) / BINS,
            int((index == number).sum()),
            float(stated[index == number].mean()),
            float(correct[index == number].mean()),
        )
        for number in range(BINS)
        if (index == number).any()
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
    """Format the results as aligned tables: by geometry, then by data set and subset."""
    head = (
        f"{'data set':15s} {'subset':16s} {'template / shifts':>17s}     n  CMR@1 CMR@2 CMR@3  confidence   ECE  AUROC"
        "  kept at 99 %  correct, pairs with >= 8: scatter  stated px  in 50 %  90 % ellipse"
    )
    lines = [head, *map(_line, geometry_figures(outcomes, calibration)), ""]
    return "\n".join([*lines, *map(_line, calibration_figures(outcomes, calibration))])


def _line(group: CalibrationFigures) -> str:
    rates = " ".join("    -" if rate is None else f"{100 * rate:5.1f}" for rate in group.rates)
    ranked = "    -" if group.auroc is None else f"{group.auroc:5.3f}"
    subset = group.subset or "-"
    text = (
        f"{group.dataset:15s} {subset:16s} {group.geometry:>17s} {group.count:5d}  {rates}  {group.confidence:10.3f} "
        f"{group.calibration_error:5.3f}  {ranked}  {group.kept:12.2f}"
    )
    if group.ellipses is not None:
        found = group.ellipses
        text += (
            f"  {found.count:25d} {found.scatter_px:8.3f} {found.stated_px:10.3f} {found.inside_50:8.2f} "
            f"{found.inside_90:13.2f}"
        )
    return text


def write_json(
    folder: Path, matcher: Matcher, calibration: Calibration, fitted_to: int, figures: Sequence[CalibrationFigures]
) -> Path:
    """Write `CALIBRATION_FILE` into `folder` and return its path.

    "matched_with" is the hash of the matcher without these constants, which do not change the offsets that it finds.

    Raises:
        InputError: "unwritable_output" or "folder_in_use".
        EngineError: "disk_full".
    """
    content = {
        "model": matcher.name,
        "matched_with": matcher.sha256,
        "correct_px": CORRECT_PX,
        "precision": PRECISION,
        "fitted_to": fitted_to,
        "calibration": asdict(calibration),
        "groups": [asdict(group) for group in figures],
    }
    refuse_other_report(folder)
    path = folder / CALIBRATION_FILE
    with partial_file(path) as partial:
        partial.write_text(json.dumps(content, indent=1, allow_nan=False) + "\n", encoding="utf-8")
    return path


def refuse_other_report(folder: Path) -> None:
    """Refuse a folder in which `write_json` would replace a file that it did not write.

    Raises:
        InputError: "folder_in_use".
    """
    refuse_replacing([folder / CALIBRATION_FILE], lambda path: holds_keys(path, _OF_A_REPORT), "calibration")
