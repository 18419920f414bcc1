"""A trained network as a matcher."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from ..arrays import Float32Array, Window, WindowPair
from .confidence import Calibration, chance, confidence
from .correlation import MINIMUM_OVERLAP, WORST_SIMILARITY
from .heatmap import local_covariance, peak_at_edge, peak_figures, refine_peak, to_probability
from .matcher import Match, Matcher
from .network.configuration import Modality
from .network.heatmaps import overlap_fraction
from .network.levels import Levels
from .network.paper import PAPER_FUSED_TEMPERATURE
from .network.s2m2 import S2M2Network
from .network_input import NetworkImage, NetworkPair, Pair, batches_of_one_size, check_windows, prepare_image
from .torch_support import choose_device

# Pixels around a window that its features are computed with; pixels farther away hardly matter.
_CONTEXT = 32
_SCENE_TEMPLATE = 64
_PAPER_TEMPLATE = 192
# The margin between the best and the second-best peak, in units of the temperature, below which noise could have
# exchanged the two.
_AMBIGUOUS_MARGIN = 0.3
_FLAT_DEVIATION = 1e-5
# How many pairs of one size go through the network together: enough to fill a graphics card, few enough for its memory.
_BATCH = {"cpu": 2}
_GPU_BATCH = 16


class LearnedMatcher(Matcher):
    """A network as a matcher. The search window is optical, the template is SAR.

    With a network of the `reference` kind, the similarity is the authors' fused heatmap, computed from the bands as
    they are given (0..255). All other networks ignore the mean and the deviation of each band.

    A match has two steps: the images are prepared, then the prepared images are matched. They can be called
    separately, so that a `GatedMatcher` prepares images once for two networks.
    """

    def __init__(
        self, name: str, sha256: str, network: S2M2Network, calibration: Calibration | None, device: str = "cpu"
    ) -> None:
        self._device = choose_device(device)
        self._network = network.to(self._device).eval()
        self.name = name
        self.sha256 = sha256
        self.device = str(self._device)
        self.calibration = calibration or uncalibrated(network)
        shares = network.configuration.shares_features
        self.template_size = _SCENE_TEMPLATE if shares else _PAPER_TEMPLATE
        self.context = _CONTEXT * network.configuration.stride if shares else 0

    def match(self, search: NDArray[Any], template: NDArray[Any]) -> Match:
        return self.match_many([(search, template)])[0]

    def match_many(self, pairs: Iterable[Pair]) -> list[Match]:
        """Match each pair; pairs of one size that follow each other go through the network together."""
        return [match for batch in self.prepared_batches(pairs) for match in self.match_prepared(batch)]

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

    def prepared_batches(self, pairs: Iterable[Pair]) -> Iterator[list[NetworkPair]]:
        """Prepared pairs of windows, in batches for `match_prepared`; the order stays the same.

        Raises:
            InputError: a template is too large or too small, or an image has no rows and columns.
        """
        for batch in batches_of_one_size(pairs, _BATCH.get(self._device.type, _GPU_BATCH)):
            yield [self.prepare(*pair) for pair in batch]

    def appearance(self, images: NetworkPair) -> Float32Array:
        """The appearance (n,) of the two images to the network; see `S2M2Network.appearance`."""
        with _inference(self._device):
            vector = self._network.appearance(
                images.search.tensor(self._device),
                images.template.tensor(self._device),
                images.search.mask(self._device),
                images.template.mask(self._device),
            )
        appearance: Float32Array = vector[0].cpu().numpy()
        return appearance

    def match_prepared(self, pairs: Sequence[NetworkPair]) -> list[Match]:
        """Match one batch of pairs of windows, all of one size."""
        if not pairs:
            return []
        searches, templates = [pair.search for pair in pairs], [pair.template for pair in pairs]
        masked = not all(image.valid.all() for image in (*searches, *templates))
        with _inference(self._device):
            inputs = [torch.cat([image.tensor(self._device) for image in side]) for side in (searches, templates)]
            masks = [
                torch.from_numpy(np.stack([image.valid for image in side])).to(self._device) if masked else None
                for side in (searches, templates)
            ]
            fused = self._network(*inputs, *masks).fused.cpu().numpy()
        return [self._answer(one, pair.search.valid, pair.template) for one, pair in zip(fused, pairs)]

    def match_windows(self, images: NetworkPair, windows: Sequence[WindowPair]) -> list[Match]:
        """Match windows of two images, whose features are computed once.

        The network's configuration must have `shares_features`.
        """
        results = []
        with _inference(self._device):
            search = self._describe(images.search, "optical")
            template = self._describe(images.template, "sar")
            for pair in windows:
                cut_search = _cut(search, pair.search, inside=False)
                cut_template = _cut(template, pair.template, inside=True)
                size = (
                    pair.search.height - pair.template.height + 1,
                    pair.search.width - pair.template.width + 1,
                )
                side = float(pair.template.height * pair.template.width) ** 0.5
                fused = self._network.compare(cut_search, cut_template, size, side).fused[0].cpu().numpy()
                valid = images.search.valid[pair.search.slices]
                results.append(self._answer(fused, valid, images.template.cut(pair.template)))
        return results

    def _describe(self, image: NetworkImage, modality: Modality) -> Levels:
        return self._network.describe(image.tensor(self._device), modality, image.mask(self._device))

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


def uncalibrated(network: S2M2Network) -> Calibration:
    """The constants assumed for a network that was not calibrated: its own temperature, and a confidence that rises
    from 5 to 95 % with the probability mass around the peak."""
    scale, power = PAPER_FUSED_TEMPERATURE, 0.0
    if network.configuration.correlation == "unit":
        scales = (network.deep_log_scale, network.shallow_log_scale, network.prior_log_scale)
        scale, power = 1 / sum(float(s.detach().exp()) for s in scales if s is not None), 1.0
    return Calibration(
        temperature_scale=scale,
        temperature_power=power,
        covariance_gain=1.0,
        covariance_floor=0.05,
        confidence_bias=-3.0,
        confidence_weights=(0.0, 0.0, 0.0, 6.0, 0.0, 0.0, 0.0),
    )


@contextmanager
def _inference(device: torch.device) -> Iterator[None]:
    """Switch off gradients and, on a graphics card, TF32: its rounding errors exceed what matches may differ by."""
    with torch.inference_mode():
        if device.type != "cuda":
            yield
            return
        with torch.backends.cudnn.flags(enabled=True, deterministic=True, allow_tf32=False):
            yield


def _cut(whole: Levels, window: Window, inside: bool) -> Levels:
    """The part of an image's descriptors that belongs to a window.

    A template takes the cells that lie inside it (`inside`), and a search window takes all cells that it touches, so
    that no shift lies beyond a coarse heatmap.
    """
    return whole.each(lambda level: level.cut(window.row, window.col, window.height, window.width, inside))


def _judged(search_valid: NDArray[np.bool_], template_valid: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The shifts, bool (H-h+1, W-w+1), at which enough of the template lies on valid pixels of both images."""
    shape = tuple(s - t + 1 for s, t in zip(search_valid.shape, template_valid.shape))
    if search_valid.all() and template_valid.all():
        return np.ones(shape, dtype=bool)
    share = overlap_fraction(torch.tensor(search_valid)[None], torch.tensor(template_valid)[None])[0].numpy()
    judged: NDArray[np.bool_] = share * template_valid.mean() >= MINIMUM_OVERLAP
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
