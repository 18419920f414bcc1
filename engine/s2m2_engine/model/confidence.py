"""How far a match can be trusted: temperature, covariance and confidence are calibrated functions of its heatmap."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..arrays import Float64Array
from .heatmap import PeakFigures

REGRESSORS = ("value", "margin", "sidelobe", "mass", "entropy", "log_template", "log_shifts")


@dataclass(frozen=True)
class Calibration:
    """Constants that were fitted to matches whose true offset is known; `side` is the template's side in pixels.

    Attributes:
        temperature_scale, temperature_power: the noise of the similarity falls as the template grows, so the
            temperature of the softmax is scale * side ** -power.
        covariance_gain, covariance_floor: gain * (spread of the local probability mass) + floor, px².
        confidence_bias, confidence_weights: of a logistic model over `REGRESSORS`.
    """

    temperature_scale: float
    temperature_power: float
    covariance_gain: float
    covariance_floor: float
    confidence_bias: float
    confidence_weights: tuple[float, ...]

    def temperature(self, side: float) -> float:
        """The temperature of the softmax that turns similarities into probabilities."""
        return float(self.temperature_scale * side**-self.temperature_power)

    def covariance(self, spread: Float64Array) -> Float64Array:
        """The 2x2 covariance of the offset's error, px², from that of the local probability mass (`spread`)."""
        return self.covariance_gain * spread + self.covariance_floor * np.eye(2)


def regressors(figures: PeakFigures, side: float, shifts: int) -> tuple[float, ...]:
    """The inputs of the logistic model, in the order of `REGRESSORS`, each scaled to a size of about 1."""
    return (
        figures.value * side / 10,
        figures.margin * side,
        figures.sidelobe / 3,
        figures.mass,
        figures.entropy,
        math.log(side / 64),
        math.log(shifts / 65**2),
    )


def confidence(figures: PeakFigures, side: float, shifts: int, calibration: Calibration) -> float:
    """The probability in (0, 1) that the peak is right within 3 px; `shifts` is the heatmap's number of cells."""
    score = calibration.confidence_bias
    for weight, value in zip(calibration.confidence_weights, regressors(figures, side, shifts)):
        score += weight * value
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def chance(shifts: int) -> float:
    """The probability that a shift drawn at random from `shifts` cells lies within 3 px of the true one."""
    return min(1.0, math.pi * 3.0**2 / shifts)
