"""The matcher that needs no model: structure features and pooled normalised cross-correlation."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import WindowPair
from ..names import STRUCTURE as STRUCTURE_NAME
from .confidence import Calibration, chance, confidence
from .correlation import MINIMUM_OVERLAP, pooled_ncc
from .features import MIND, FeatureMap, MindSettings, mind_features
from .heatmap import local_covariance, peak_at_edge, peak_figures, refine_peak, to_probability
from .matcher import Match, Matcher, check_template_fits
from .structure_constants import STRUCTURE

# The margin between the best and the second-best peak, times the template's side (the noise of the similarity falls
# with it), below which the noise could have exchanged the two.
_AMBIGUOUS_MARGIN = 0.3
# Mean variance of the features below which a template has no texture: a thousandth of a typical value.
_FLAT_ENERGY = 1e-5


class FeatureMatcher(Matcher):
    """Correlates dense features of both images by pooled NCC. Subclasses say which features.

    Features are computed once per image and then cut into windows, so that a block of many windows costs little more
    than their correlations.
    """

    def __init__(self, name: str, context: int, parameters: str, calibration: Calibration = STRUCTURE) -> None:
        self.name = name
        self.device = "cpu"
        self.template_size = 64
        self.context = context
        self.calibration = calibration
        self.sha256 = hashlib.sha256(f"{name} {parameters} {calibration}".encode()).hexdigest()

    @abstractmethod
    def features(self, image: NDArray[Any]) -> FeatureMap:
        """The features of one image, with its rows and cols; `standard_bands` says which images are accepted."""

    def match(self, search: NDArray[Any], template: NDArray[Any]) -> Match:
        check_template_fits(np.shape(search), np.shape(template))
        return match_features(self.features(search), self.features(template), self.calibration)

    def match_block(self, search: NDArray[Any], template: NDArray[Any], windows: Sequence[WindowPair]) -> list[Match]:
        search_map, template_map = self.features(search), self.features(template)
        return [
            match_features(
                _cut(search_map, pair.search.slices), _cut(template_map, pair.template.slices), self.calibration
            )
            for pair in windows
        ]


class StructureMatcher(FeatureMatcher):
    """Matches by MIND descriptors. Any template of at least 16 x 16 px works; 64 x 64 suits most scenes."""

    def __init__(self, settings: MindSettings = MIND) -> None:
        super().__init__(STRUCTURE_NAME, settings.context, repr(settings))
        self._settings = settings

    def features(self, image: NDArray[Any]) -> FeatureMap:
        return mind_features(image, self._settings)


def _cut(features: FeatureMap, window: tuple[slice, slice]) -> FeatureMap:
    return FeatureMap(features.channels[(slice(None), *window)], features.valid[window])


def match_features(search: FeatureMap, template: FeatureMap, calibration: Calibration) -> Match:
    """Match the features of a template within those of a search window.

    Raises:
        InputError: the template is larger than the search window.
    """
    check_template_fits(search.valid.shape, template.valid.shape)
    similarity, judged = pooled_ncc(search.channels, template.channels, search.valid, template.valid)
    side = float(np.sqrt(template.valid.size))
    temperature = calibration.temperature(side)
    heatmap = to_probability(similarity, judged, temperature)
    figures = peak_figures(similarity, heatmap, judged)
    abstain = _abstain(similarity, judged, template, figures.margin * side)
    sure = confidence(figures, side, similarity.size, calibration)
    return Match(
        heatmap=heatmap,
        similarity=similarity,
        offset=refine_peak(similarity, judged),
        covariance=calibration.covariance(local_covariance(similarity, judged, temperature)),
        # If there is nothing to compare, the peak can be right by chance only.
        confidence=min(sure, chance(similarity.size)) if abstain in ("nodata", "flat") else sure,
        abstain=abstain,
    )


def _abstain(
    similarity: NDArray[np.float32], judged: NDArray[np.bool_], template: FeatureMap, margin: float
) -> str | None:
    if not judged.any() or float(template.valid.mean()) < MINIMUM_OVERLAP:
        return "nodata"
    if _energy(template) < _FLAT_ENERGY or float(similarity.max()) <= 0.0:
        return "flat"
    if peak_at_edge(similarity):
        return "search edge"
    if margin < _AMBIGUOUS_MARGIN:
        return "ambiguous"
    return None


def _energy(features: FeatureMap) -> float:
    """The mean variance of the channels over the valid pixels."""
    return float(features.channels[:, features.valid].var(axis=1, dtype=np.float64).mean())
