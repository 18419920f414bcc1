"""Constants fitted to real data for the structure matcher, so that its probabilities mean what they say.

Repeat with `python -m s2m2_engine.evaluation.calibration DATA_DIR --write`, which rewrites this file.
"""

from __future__ import annotations

from .confidence import Calibration

STRUCTURE = Calibration(
    temperature_scale=2.8993,
    temperature_power=1.2626,
    covariance_gain=0.44187,
    covariance_floor=0.046641,
    confidence_bias=-1.4905,
    confidence_weights=(-0.10123, 0.19489, 0.93423, 3.0711, -2.3138, -0.34466, -0.039371),
)
