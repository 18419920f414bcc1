"""What a tuned model's card records of how it came about."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from ..model.model_file import ModelCard
from ..version import __version__
from .settings import FineTuneSettings
from .trial import Verdict

# Scenes are gigabytes; their ends, with their size, tell them apart.
_END = 2**20


def history(settings: FineTuneSettings, base: ModelCard, verdict: Verdict, steps: int) -> dict[str, Any]:
    """In values that JSON has: base model, scenes by name and fingerprint, settings, figures."""
    return {
        "kind": "fine-tuned",
        "engine": __version__,
        "base": {"name": base.name, "sha256": base.sha256},
        "scenes": [
            {role: {"name": Path(path).name, "fingerprint": fingerprint(path)} for role, path in pair}
            for pair in ((("sar", one.sar), ("optical", one.optical)) for one in settings.pairs)
        ],
        "minutes": settings.minutes,
        "steps": steps,
        "seed": settings.seed,
        "verdict": verdict.to_json(),
    }


def fingerprint(path: str) -> str:
    """SHA-256 of a file's size, first and last MiB; "" of what is no file."""
    try:
        with open(path, "rb") as file:
            digest = hashlib.sha256(file.read(_END))
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - _END))
            digest.update(file.read(_END))
    except OSError:
        return ""
    digest.update(str(size).encode())
    return digest.hexdigest()
