"""How far a match is to be trusted: temperature, covariance and confidence as calibrated functions of its heatmap."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ..arrays import Float64Array
from .heatmap import PeakFigures

REGRESSORS = ("value", "margin", "sidelobe", "mass", "entropy", "log_template", "log_shifts")


@dataclass(frozen=True)
class Calibration:
    """Constants fitted to matches whose truth is known; `side` is the template's side in pixels.

    Attributes:
        temperature_scale, temperature_power: the similarity's noise falls with the template's size, so the softmax's
            temperature is scale * side ** -power.
        covariance_gain, covariance_floor: gain * (spread of the local probability mass) + floor, px².
        confidence_bias, confidence_weights: logistic model over `REGRESSORS`.
    """

    temperature_scale: float
    temperature_power: float
    covariance_gain: float
    covariance_floor: float
    confidence_bias: float
    confidence_weights: tuple[float, ...]

    def temperature(self, side: float) -> float:
        """Of the softmax that turns similarities into probabilities."""
        return float(self.temperature_scale * side**-self.temperature_power)

    def covariance(self, spread: Float64Array) -> Float64Array:
        """2x2 of the offset's error, from that of the local probability mass."""
        return self.covariance_gain * spread + self.covariance_floor * np.eye(2)


def regressors(figures: PeakFigures, side: float, shifts: int) -> tuple[float, ...]:
    """The logistic model's inputs, in the order of `REGRESSORS`, each of about unit size."""
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
    """Probability in (0, 1) that the peak is right within 3 px; `shifts` is how many cells the heatmap has."""
    score = calibration.confidence_bias
    for weight, value in zip(calibration.confidence_weights, regressors(figures, side, shifts)):
        score += weight * value
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def chance(shifts: int) -> float:
    """Probability that a shift drawn blindly from `shifts` cells lies within 3 px of the truth."""
    return min(1.0, math.pi * 3.0**2 / shifts)
