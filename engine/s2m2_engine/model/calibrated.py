"""Constants fitted to real data for the structure matcher, so that its probabilities mean what they say.

Repeat with `python -m s2m2_engine.evaluation.calibration DATA_DIR --write`, which rewrites this file.
"""

from __future__ import annotations

from .confidence import Calibration

STRUCTURE = Calibration(
    temperature_scale=1.0004,
    temperature_power=0.9968,
    covariance_gain=0.6261,
    covariance_floor=0.0156,
    confidence_bias=-1.6726,
    confidence_weights=(-0.0237, 0.2991, 0.7094, 2.5884, -1.5101, 0.3945, -0.0269),
)
