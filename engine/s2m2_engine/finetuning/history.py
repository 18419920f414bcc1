"""Makes the record of a fine-tuning that the model card of the tuned model holds."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

from ..model.model_file import ModelCard
from ..version import __version__
from .settings import FineTuneSettings
from .trial import Verdict

# Scenes can be gigabytes large; their first and last MiB and their size are enough to tell them apart.
_END = 2**20


def history(settings: FineTuneSettings, base: ModelCard, verdict: Verdict, steps: int) -> dict[str, Any]:
    """Return the record as plain JSON values: base model, scenes by name and fingerprint, settings, trial results.

    Args:
        base: model card of the base model.
        steps: number of training steps.
    """
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
    """SHA-256 of a file's first MiB, last MiB and size; "" if `path` cannot be read as a file."""
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
