"""Matchers that are a trained network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ..arrays import Float32Array, Window, WindowPair
from ..errors import InputError
from .confidence import Calibration, chance, confidence
from .correlation import MINIMUM_OVERLAP, WORST_SIMILARITY
from .features import fill_nodata, standard_bands
from .gate import Gate
from .heatmap import local_covariance, peak_at_edge, peak_figures, refine_peak, to_probability
from .matcher import Match, Matcher, check_template_fits
from .model_file import load_networks
from .network.heatmaps import overlap_fraction
from .network.s2m2 import PAPER_FUSED_TEMPERATURE, Levels, S2M2Network
from .torch_support import choose_device

SMALLEST_TEMPLATE = 16
# Pixels around a window that its features are computed with; beyond, they hardly matter.
_CONTEXT = 32
_SCENE_TEMPLATE = 64
_PAPER_TEMPLATE = 192
# Best minus next best, in units of the temperature, below which the two are one within the noise.
_AMBIGUOUS_MARGIN = 0.3
_FLAT_DEVIATION = 1e-5
# Pairs of one size that go through the network together: enough to fill a graphics card, few enough for its memory.
_BATCH = {"cpu": 2}
_GPU_BATCH = 16


@dataclass(frozen=True)
class Predecessor:
    """The network that one was tuned from; it answers wherever the gate does not let the tuned one."""

    network: S2M2Network
    gate: Gate


@dataclass(frozen=True)
class _Image:
    """As the network takes it: float32 (3, rows, cols), nodata filled in, and bool (rows, cols)."""

    bands: Float32Array
    valid: NDArray[np.bool_]


class LearnedMatcher(Matcher):
    """A network as a matcher. The search window is the optical one, the template the SAR one.

    With a network of the `reference` kind, similarity is the authors' fused heatmap of the bands as they are given
    (0..255); others are blind to each band's mean and deviation. Of more than three bands the first three are used,
    of two their mean is the third.
    """

    def __init__(
        self,
        name: str,
        sha256: str,
        network: S2M2Network,
        calibration: Calibration | None,
        device: str = "cpu",
        before: Predecessor | None = None,
    ) -> None:
        self._device = choose_device(device)
        self._network = network.to(self._device).eval()
        self._before = before
        if before is not None:
            before.network.to(self._device).eval()
        self.name = name
        self.sha256 = sha256
        self.device = str(self._device)
        self.calibration = calibration or uncalibrated(network)
        shares = network.configuration.shares_features
        self.template_size = _SCENE_TEMPLATE if shares else _PAPER_TEMPLATE
        self.context = _CONTEXT * network.configuration.stride if shares else 0

    def match(self, search: NDArray[Any], template: NDArray[Any]) -> Match:
        return self.match_many([(search, template)])[0]

    def match_many(self, pairs: Iterable[tuple[NDArray[Any], NDArray[Any]]]) -> list[Match]:
        """`match` for each; pairs of one size that follow each other go through the network together."""
        results: list[Match] = []
        largest = _BATCH.get(self._device.type, _GPU_BATCH)
        for batch in _same_size_batches(pairs, largest):
            prepared = [(self._prepare(s), self._prepare(t)) for s, t in batch]
            familiar = [self._is_familiar(*pair) for pair in prepared]
            answers = {}
            for which in set(familiar):
                chosen = [pair for pair, one in zip(prepared, familiar) if one is which]
                answers[which] = iter(self._match_batch(chosen, which))
            results += [next(answers[which]) for which in familiar]
        return results

    def _is_familiar(self, search: _Image, template: _Image) -> bool:
        """Whether it is for the network itself to answer, and not for the one before."""
        if self._before is None:
            return True
        network = self._before.network
        with _inference(self._device):
            vector = network.appearance(
                self._tensor(search), self._tensor(template), self._mask(search), self._mask(template)
            )
        return self._before.gate.lets_in(vector[0].cpu().numpy())

    def _answering(self, familiar: bool) -> S2M2Network:
        return self._network if self._before is None or familiar else self._before.network

    def match_block(self, search: NDArray[Any], template: NDArray[Any], windows: Sequence[WindowPair]) -> list[Match]:
        if not self._network.configuration.shares_features or not windows:
            return super().match_block(search, template, windows)
        for pair in windows:
            _check_sizes((pair.search.height, pair.search.width), (pair.template.height, pair.template.width))
        search_image, template_image = self._prepare(search), self._prepare(template)
        familiar = self._is_familiar(search_image, template_image)
        network = self._answering(familiar)
        results = []
        with _inference(self._device):
            whole_search = network.describe(self._tensor(search_image), "optical", self._mask(search_image))
            whole_template = network.describe(self._tensor(template_image), "sar", self._mask(template_image))
            for pair in windows:
                cut_search = _cut(whole_search, pair.search, inside=False)
                cut_template = _cut(whole_template, pair.template, inside=True)
                size = (
                    pair.search.height - pair.template.height + 1,
                    pair.search.width - pair.template.width + 1,
                )
                side = float(pair.template.height * pair.template.width) ** 0.5
                output = network.compare(cut_search, cut_template, size, side)
                results.append(
                    self._answer(
                        output.fused[0].cpu().numpy(),
                        search_image.valid[pair.search.slices],
                        _Image(
                            template_image.bands[(slice(None), *pair.template.slices)],
                            template_image.valid[pair.template.slices],
                        ),
                        familiar,
                    )
                )
        return results

    def _match_batch(self, pairs: list[tuple[_Image, _Image]], familiar: bool) -> list[Match]:
        masked = not all(image.valid.all() for pair in pairs for image in pair)
        with _inference(self._device):
            search, template = (torch.cat([self._tensor(pair[side]) for pair in pairs]) for side in (0, 1))
            masks = [
                torch.from_numpy(np.stack([pair[side].valid for pair in pairs])).to(self._device) if masked else None
                for side in (0, 1)
            ]
            fused = self._answering(familiar)(search, template, *masks).fused.cpu().numpy()
        return [self._answer(one, pair[0].valid, pair[1], familiar) for one, pair in zip(fused, pairs)]

    def _answer(self, fused: Float32Array, search_valid: NDArray[np.bool_], template: _Image, familiar: bool) -> Match:
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
            # Without anything to compare, the peak is right by chance only.
            confidence=min(sure, chance(similarity.size)) if abstain in ("nodata", "flat") else sure,
            abstain=abstain,
            familiar=familiar,
        )

    def _prepare(self, image: NDArray[Any]) -> _Image:
        standard, valid = standard_bands(image)
        if self._network.configuration.standardise_input:
            return _Image(_three_bands(standard), valid)
        values = np.ma.getdata(image)
        bands = values.reshape((-1, *values.shape[-2:])).astype(np.float32)
        if not valid.all():
            # The bands that `standard_bands` kept: the others hold nothing, and so does an image without any.
            bands = bands[np.isfinite(np.where(valid, bands, np.nan)).any(axis=(1, 2))]
            bands = bands if len(bands) else np.zeros((1, *valid.shape), np.float32)
            for band in bands:
                middle = np.float32(band[valid].mean()) if valid.any() else np.float32(0)
                band -= middle
                fill_nodata(band, valid)
                band += middle
        return _Image(_three_bands(bands), valid)

    def _tensor(self, image: _Image) -> Tensor:
        return torch.from_numpy(image.bands)[None].to(self._device)

    def _mask(self, image: _Image) -> Tensor | None:
        return None if image.valid.all() else torch.from_numpy(image.valid)[None].to(self._device)


def load_learned(path: Path, name: str, device: str) -> LearnedMatcher:
    """The matcher in a model file.

    Raises:
        InputError: the file cannot be used, or the device.
    """
    card, networks, parts = load_networks(path)
    before = None if parts.before is None else Predecessor(networks[1], parts.before.gate)
    return LearnedMatcher(name, card.sha256, networks[0], card.calibration, device, before)


def uncalibrated(network: S2M2Network) -> Calibration:
    """What to assume of a network that nobody has calibrated: its own temperature, and a confidence that rises with
    the probability mass around the peak from 5 to 95 %."""
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
    """No gradients; on a graphics card no shortened multiplications, whose errors exceed what matches may differ by."""
    with torch.inference_mode():
        if device.type != "cuda":
            yield
            return
        with torch.backends.cudnn.flags(enabled=True, deterministic=True, allow_tf32=False):
            yield


def _same_size_batches(
    pairs: Iterable[tuple[NDArray[Any], NDArray[Any]]], largest: int
) -> Iterator[list[tuple[NDArray[Any], NDArray[Any]]]]:
    batch: list[tuple[NDArray[Any], NDArray[Any]]] = []
    for search, template in pairs:
        shapes = np.shape(search)[-2:], np.shape(template)[-2:]
        if all(len(shape) == 2 for shape in shapes):  # `standard_bands` speaks of other shapes
            _check_sizes(*shapes)
        if batch and (len(batch) == largest or shapes != tuple(np.shape(x)[-2:] for x in batch[0])):
            yield batch
            batch = []
        batch.append((search, template))
    if batch:
        yield batch


def _check_sizes(search: tuple[int, ...], template: tuple[int, ...]) -> None:
    check_template_fits(search, template)
    if min(template) < SMALLEST_TEMPLATE:
        raise InputError(
            "template_too_small",
            f"The template ({template[0]} x {template[1]} px) is too small for a network.",
            f"Give one of at least {SMALLEST_TEMPLATE} px in both directions.",
        )


def _three_bands(bands: Float32Array) -> Float32Array:
    if len(bands) == 1:
        return np.repeat(bands, 3, axis=0)
    if len(bands) == 2:
        return np.concatenate([bands, bands.mean(axis=0, keepdims=True)])
    return np.ascontiguousarray(bands[:3])


def _cut(whole: Levels, window: Window, inside: bool) -> Levels:
    """A window's part of an image's descriptors.

    A template takes the cells that lie inside it, a search window all that it touches, so that none of the shifts lies
    beyond a coarse heatmap.
    """
    return whole.each(lambda level: level.cut(window.row, window.col, window.height, window.width, inside))


def _judged(search_valid: NDArray[np.bool_], template_valid: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where enough of the template lies on valid pixels of both images."""
    shape = tuple(s - t + 1 for s, t in zip(search_valid.shape, template_valid.shape))
    if search_valid.all() and template_valid.all():
        return np.ones(shape, dtype=bool)
    share = overlap_fraction(torch.tensor(search_valid)[None], torch.tensor(template_valid)[None])[0].numpy()
    judged: NDArray[np.bool_] = share * template_valid.mean() >= MINIMUM_OVERLAP
    return judged


def _abstain(similarity: Float32Array, judged: NDArray[np.bool_], template: _Image, margin: float) -> str | None:
    if not judged.any() or float(template.valid.mean()) < MINIMUM_OVERLAP:
        return "nodata"
    values = template.bands[:, template.valid].astype(np.float64)
    if (values.std(axis=1) <= _FLAT_DEVIATION * (1 + np.abs(values.mean(axis=1)))).all():
        return "flat"
    if peak_at_edge(similarity):
        return "search edge"
    return "ambiguous" if margin < _AMBIGUOUS_MARGIN else None
