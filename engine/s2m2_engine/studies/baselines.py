"""Classical features to compare matchers with. All of them use the correlation of the structure matcher.

For evaluation only. CFOG in particular must not be offered to users: a patent application (US20200226413A1) may
cover it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array
from ..model.features import FeatureMap, MindSettings, masked_features, mind_features, standard_bands
from ..model.log_gabor import LOG_GABOR, log_gabor_responses
from ..model.matcher import Matcher
from ..model.registry import load_matcher
from ..model.structure import FeatureMatcher

FeatureFunction = Callable[[NDArray[Any]], FeatureMap]
_CONTEXT = 48  # larger than the support of any of these features


class BaselineMatcher(FeatureMatcher):
    """A matcher that uses a feature function. Its confidence has the structure matcher's constants: not calibrated."""

    def __init__(self, name: str, function: FeatureFunction) -> None:
        super().__init__(name, _CONTEXT, function.__name__)
        self._function = function

    def features(self, image: NDArray[Any]) -> FeatureMap:
        return self._function(image)


def _smooth(channels: NDArray[Any], sigma: float) -> Float32Array:
    from scipy.ndimage import gaussian_filter

    smoothed: Float32Array = gaussian_filter(channels.astype(np.float32), (0, sigma, sigma), mode="nearest")
    return smoothed


def _grey(image: NDArray[Any]) -> tuple[Float32Array, NDArray[np.bool_]]:
    bands, valid = standard_bands(image)
    return bands.mean(axis=0), valid


def _gradient(grey: Float32Array) -> tuple[Float32Array, Float32Array]:
    from scipy.ndimage import sobel

    return sobel(grey, axis=1, mode="nearest"), sobel(grey, axis=0, mode="nearest")


def intensity(image: NDArray[Any]) -> FeatureMap:
    """Return the grey values themselves, for classical normalised cross-correlation (NCC)."""
    grey, valid = _grey(image)
    return masked_features(grey[None], valid)


def gradient_magnitude(image: NDArray[Any]) -> FeatureMap:
    """Return the magnitude of the Sobel gradient."""
    grey, valid = _grey(image)
    return masked_features(np.hypot(*_gradient(grey))[None], valid)


def mind(image: NDArray[Any]) -> FeatureMap:
    """Return MIND features with the nearest eight neighbours and patches of 1 px (Heinrich et al. 2012)."""
    return mind_features(image, MindSettings(radius=1, patch_sigma=1.0))


def log_gabor(image: NDArray[Any]) -> FeatureMap:
    """Return the log-Gabor amplitude per orientation, summed over scales and divided by the local total amplitude."""
    from scipy.ndimage import gaussian_filter

    grey, valid = _grey(image)
    amplitude = np.abs(log_gabor_responses(grey)).sum(axis=1)
    total = np.sqrt((amplitude**2).sum(axis=0))
    level = gaussian_filter(total, 8.0, mode="nearest", truncate=2.0)
    return masked_features(_smooth(amplitude / (total + level + 1e-3), 0.8), valid)


def phase_congruency(image: NDArray[Any]) -> FeatureMap:
    """Return the phase congruency per orientation o and scale s (Kovesi 1999, eq. 11 and 14).

    It is blur(max(0, E_o - T_o) / (sum_s A_so + eps)) with energy E, noise threshold T and amplitude A.
    """
    settings = LOG_GABOR
    grey, valid = _grey(image)
    responses = log_gabor_responses(grey, settings)
    energy = np.abs(responses.sum(axis=1))
    # The smallest scale holds mostly noise; its median amplitude gives the Rayleigh parameter of the noise energy.
    tau = np.median(np.abs(responses[:, 0]), axis=(1, 2)) / np.sqrt(np.log(4))
    tau *= (1 - settings.factor**-settings.scales) / (1 - 1 / settings.factor)
    threshold = tau * (np.sqrt(np.pi / 2) + 2.0 * np.sqrt((4 - np.pi) / 2))
    congruency = np.maximum(energy - threshold[:, None, None], 0) / (np.abs(responses).sum(axis=1) + 0.01)
    return masked_features(_smooth(congruency, 0.8), valid)


def cfog(image: NDArray[Any]) -> FeatureMap:
    """Return CFOG (channel features of orientated gradients), 9 orientations, sigma 0.8 (Ye et al. 2019).

    For evaluation only.
    """
    grey, valid = _grey(image)
    gx, gy = _gradient(grey)
    angles = np.arange(9) * np.pi / 9
    channels = _smooth(np.stack([np.abs(np.cos(angle) * gx + np.sin(angle) * gy) for angle in angles]), 0.8)
    channels = np.roll(channels, 1, axis=0) + 2 * channels + np.roll(channels, -1, axis=0)
    norm = np.sqrt((channels**2).sum(axis=0))
    return masked_features(channels / (norm + 1e-3 * norm.mean() + 1e-9), valid)


BASELINES: dict[str, FeatureFunction] = {
    "intensity": intensity,
    "gradient": gradient_magnitude,
    "mind": mind,
    "log-gabor": log_gabor,
    "phase-congruency": phase_congruency,
    "cfog": cfog,
}


def load_baseline(name: str, device: str = "auto") -> Matcher:
    """Return the baseline called `name`, or else the model that `load_matcher` loads.

    Raises:
        InputError: there is no such baseline or model.
    """
    if name in BASELINES:
        return BaselineMatcher(name, BASELINES[name])
    return load_matcher(name, device)
