"""A network that is trained and asked in no time, and that knows nothing; for the engine's interpreter with PyTorch."""

from __future__ import annotations

from pathlib import Path

import torch

from s2m2_engine.model.confidence import Calibration
from s2m2_engine.model.model_file import write_model
from s2m2_engine.model.network.configuration import NetworkConfiguration
from s2m2_engine.model.network.s2m2 import S2M2Network

TINY = NetworkConfiguration(
    channels=(8, 8, 16, 16, 16), stride=2, enhancement="none", levels="shallow", prior="self_similarity"
)


def write_tiny_model(path: Path, calibration: Calibration | None = None) -> Path:
    """The same weights every time."""
    torch.manual_seed(0)
    write_model(path, TINY, S2M2Network(TINY).state_dict(), "base", "Untrained.", calibration)
    return path
