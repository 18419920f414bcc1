"""Choices that several commands share, and the type of the object that commands add their parsers to."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Any]

# Those of `scene.fitting.transform.METHODS`, which would take time to import.
METHODS = ("auto", "shift", "similarity", "affine", "polynomial", "tps")
DEVICES = ("auto", "cpu", "cuda", "mps")
