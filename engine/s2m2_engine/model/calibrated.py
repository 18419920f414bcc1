"""Constants fitted to real data for the structure matcher, so that its probabilities mean what they say.

Repeat with `python -m s2m2_engine.evaluation.calibration DATA_DIR --write`, which rewrites this file.
"""

from __future__ import annotations

from .confidence import Calibration

STRUCTURE = Calibration(
    temperature_scale=3.27,
    temperature_power=1.2957,
    covariance_gain=0.44262,
    covariance_floor=0.052652,
    confidence_bias=-0.63761,
    confidence_weights=(-0.15351, 0.19847, 0.82976, 2.6467, -3.1475, -0.38581, -0.090733),
)
