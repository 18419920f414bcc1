"""Constants fitted to real data for the structure matcher, so that its probabilities mean what they say.

Repeat with `python -m s2m2_engine.evaluation.calibration DATA_DIR --write`, which rewrites this file.
"""

from __future__ import annotations

from .confidence import Calibration

STRUCTURE = Calibration(
    temperature_scale=1.0004,
    temperature_power=0.9968,
    covariance_gain=0.5844,
    covariance_floor=0.0749,
    confidence_bias=-1.5329,
    confidence_weights=(-0.0164, 0.3188, 0.653, 2.4907, -1.6388, 0.4269, -0.0011),
)
