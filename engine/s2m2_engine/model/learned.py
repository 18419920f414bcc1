"""A trained network as a matcher."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array, WindowPair
from .comparison import overlap_share
from .confidence import Calibration, chance, confidence
from .correlation import MINIMUM_OVERLAP, WORST_SIMILARITY
from .heatmap import local_covariance, peak_at_edge, peak_figures, refine_peak, to_probability
from .heatmap_network import HeatmapNetwork
from .matcher import Match, Matcher
from .network.configuration import PAPER_FUSED_TEMPERATURE
from .network_input import NetworkImage, NetworkPair, Pair, batches_of_one_size, check_windows, prepare_image

# Pixels around a window that its features are computed with; pixels farther away hardly matter.
_CONTEXT = 32
_SCENE_TEMPLATE = 64
_PAPER_TEMPLATE = 192
# The margin between the best and the second-best peak, in units of the temperature, below which noise could have
# exchanged the two.
_AMBIGUOUS_MARGIN = 0.3
_FLAT_DEVIATION = 1e-5


class LearnedMatcher(Matcher):
    """A network as a matcher. The search window is optical, the template is SAR.

    With a network of the `reference` kind, the similarity is the authors' fused heatmap, computed from the bands as
    they are given (0..255). All other networks ignore the mean and the deviation of each band.

    A match has two steps: the images are prepared, then the prepared images are matched. They can be called
    separately, so that a `GatedMatcher` prepares images once for two networks.
    """

    def __init__(self, name: str, sha256: str, network: HeatmapNetwork, calibration: Calibration | None) -> None:
        self._network = network
        self.name = name
        self.sha256 = sha256
        self.device = network.device
        self.calibration = calibration or uncalibrated(network.scale)
        shares = network.configuration.shares_features
        self.template_size = _SCENE_TEMPLATE if shares else _PAPER_TEMPLATE
        self.context = _CONTEXT if shares else 0

    def match(self, search: NDArray[Any], template: NDArray[Any]) -> Match:
        return self.match_many([(search, template)])[0]

    def match_many(self, pairs: Iterable[Pair]) -> list[Match]:
        """Match each pair; pairs of one size that follow each other go through the network together."""
        return self.match_batches(pairs, self.match_prepared)

    def match_block(self, search: NDArray[Any], template: NDArray[Any], windows: Sequence[WindowPair]) -> list[Match]:
        if not self._network.configuration.shares_features or not windows:
            return super().match_block(search, template, windows)
        check_windows(windows)
        return self.match_windows(self.prepare(search, template), windows)

    def prepare(self, search: NDArray[Any], template: NDArray[Any]) -> NetworkPair:
        """Both images, in the form that the network takes.

        Raises:
            InputError: "bad_shape", "bad_dtype".
        """
        standardise = self._network.configuration.standardise_input
        return NetworkPair(prepare_image(search, standardise), prepare_image(template, standardise))

    def match_batches(self, pairs: Iterable[Pair], match: Callable[[list[NetworkPair]], list[Match]]) -> list[Match]:
        """Prepare pairs of windows, batch by batch, and call `match` with each batch, in several threads if the network
        computes in several; the order of the pairs is kept.

        Raises:
            InputError: a template is too large or too small, or an image has no rows and columns.
        """

        def prepare_and_match(batch: list[Pair]) -> list[Match]:
            return match([self.prepare(*pair) for pair in batch])

        results: list[Match] = []
        waiting: deque[Future[list[Match]]] = deque()
        with ThreadPoolExecutor(self._network.threads, thread_name_prefix="match") as pool:
            for batch in batches_of_one_size(pairs, self._network.batch):
                waiting.append(pool.submit(prepare_and_match, batch))
                # Only as many batches are prepared as threads can use, so that images do not accumulate in memory.
                if len(waiting) > self._network.threads:
                    results += waiting.popleft().result()
            for future in waiting:
                results += future.result()
        return results

    def appearance(self, images: NetworkPair) -> Float32Array:
        """The appearance (n,) of the two images to the network; see `S2M2Network.appearance`."""
        return self._network.appearance(images)

    def match_prepared(self, pairs: Sequence[NetworkPair]) -> list[Match]:
        """Match one batch of pairs of windows, all of one size."""
        if not pairs:
            return []
        found = self._network.match_pairs(pairs)
        return [self._answer(one, pair.search.valid, pair.template) for one, pair in zip(found, pairs, strict=True)]

    def match_windows(self, images: NetworkPair, windows: Sequence[WindowPair]) -> list[Match]:
        """Match windows of two images, whose features are computed once.

        The network's configuration must have `shares_features`.
        """
        found = self._network.match_windows(images, windows)
        return [
            self._answer(one, images.search.valid[pair.search.slices], images.template.cut(pair.template))
            for one, pair in zip(found, windows, strict=True)
        ]

    def _answer(self, fused: Float32Array, search_valid: NDArray[np.bool_], template: NetworkImage) -> Match:
        judged = _judged(search_valid, template.valid)
        similarity = np.where(judged, fused, np.float32(WORST_SIMILARITY)).astype(np.float32)
        side = float(np.sqrt(template.valid.size))
        temperature = self.calibration.temperature(side)
        heatmap = to_probability(similarity, judged, temperature)
        figures = peak_figures(similarity, heatmap, judged)
        abstain = _abstain(similarity, judged, template, figures.margin / temperature)
        sure = confidence(figures, side, similarity.size, self.calibration)
        return Match(
            heatmap=heatmap,
            similarity=similarity,
            offset=refine_peak(similarity, judged),
            covariance=self.calibration.covariance(local_covariance(similarity, judged, temperature)),
            # If there is nothing to compare, the peak can be right by chance only.
            confidence=min(sure, chance(similarity.size)) if abstain in ("nodata", "flat") else sure,
            abstain=abstain,
        )


def uncalibrated(learned_scale: float | None) -> Calibration:
    """The constants assumed for a network that was not calibrated: its own temperature, and a confidence that rises
    from 5 to 95 % with the probability mass around the peak.

    Args:
        learned_scale: `HeatmapNetwork.scale`.
    """
    return Calibration(
        temperature_scale=PAPER_FUSED_TEMPERATURE if learned_scale is None else 1 / learned_scale,
        temperature_power=0.0 if learned_scale is None else 1.0,
        covariance_gain=1.0,
        covariance_floor=0.05,
        confidence_bias=-3.0,
        confidence_weights=(0.0, 0.0, 0.0, 6.0, 0.0, 0.0, 0.0),
    )


def _judged(search_valid: NDArray[np.bool_], template_valid: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The shifts, bool (H-h+1, W-w+1), at which enough of the template lies on valid pixels of both images."""
    shape = tuple(s - t + 1 for s, t in zip(search_valid.shape, template_valid.shape))
    if search_valid.all() and template_valid.all():
        return np.ones(shape, dtype=bool)
    judged: NDArray[np.bool_] = overlap_share(search_valid, template_valid) * template_valid.mean() >= MINIMUM_OVERLAP
    return judged


def _abstain(similarity: Float32Array, judged: NDArray[np.bool_], template: NetworkImage, margin: float) -> str | None:
    if not judged.any() or float(template.valid.mean()) < MINIMUM_OVERLAP:
        return "nodata"
    values = template.bands[:, template.valid].astype(np.float64)
    if (values.std(axis=1) <= _FLAT_DEVIATION * (1 + np.abs(values.mean(axis=1)))).all():
        return "flat"
    if peak_at_edge(similarity):
        return "search edge"
    return "ambiguous" if margin < _AMBIGUOUS_MARGIN else None
