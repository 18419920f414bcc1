"""Arguments that several commands share, and the type of what they are added to."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # Each command adds its own parser to this.
    Commands = argparse._SubParsersAction[Any]

DEVICES = ("auto", "cpu", "cuda", "mps")
