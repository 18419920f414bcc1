"""Checkpoints: all that a run needs to resume exactly. They are written atomically, and reading runs no code."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from ..errors import InputError
from ..files import partial_file

_NAME = re.compile(r"step-(\d{9})\.ckpt")
_VERSION = 1


@dataclass(frozen=True)
class Checkpoint:
    """The state of a run after `step` steps of the optimizer.

    Attributes:
        settings: `TrainingConfiguration.comparable()`.
        data: fingerprint of the training pairs.
        network, average, optimizer, scaler: state dicts; `average` is empty without a running average.
        random: states of torch's random generators by device ("cpu", "cuda").
        best: step and results of the best validation so far, or None.
        seconds: computing time so far.
    """

    step: int
    settings: dict[str, Any]
    data: str
    network: dict[str, Any]
    average: dict[str, Any]
    optimizer: dict[str, Any]
    scaler: dict[str, Any]
    random: dict[str, Any]
    best: tuple[int, dict[str, float]] | None
    seconds: float = 0.0


def list_checkpoints(folder: Path) -> list[Path]:
    """List the checkpoints in a folder, oldest first."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if _NAME.fullmatch(path.name))


def save_checkpoint(folder: Path, checkpoint: Checkpoint, keep: int) -> Path:
    """Write a checkpoint, then delete all but the `keep` newest. If writing fails, the earlier checkpoints remain.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    path = folder / f"step-{checkpoint.step:09d}.ckpt"
    # dataclasses.asdict would copy every tensor.
    body = {"version": _VERSION, **{key: getattr(checkpoint, key) for key in Checkpoint.__dataclass_fields__}}
    with partial_file(path) as partial:
        torch.save(body, partial)
    for old in list_checkpoints(folder)[:-keep]:
        old.unlink(missing_ok=True)
    return path


def load_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint onto the CPU.

    Raises:
        InputError: "bad_checkpoint" if the file is damaged, contains code or is not such a checkpoint.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = torch.load(path, map_location="cpu", weights_only=True)
        if not isinstance(body, dict) or body.pop("version", None) != _VERSION:
            raise ValueError("it was written by another program or version")
        return Checkpoint(**body)
    except Exception as error:
        why = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
        raise InputError(
            "bad_checkpoint",
            f"The checkpoint {path} cannot be used: {why}.",
            "Delete it; then training resumes from the previous checkpoint or starts again.",
        ) from error


def refuse_other_run(
    path: Path, checkpoint: Checkpoint, settings: Mapping[str, Any], data: str, defaults: Mapping[str, Any]
) -> None:
    """Refuse to resume a run with other settings or data.

    Args:
        defaults: default settings, which older checkpoints are assumed to have where they lack a setting.

    Raises:
        InputError: "other_run", naming a setting that differs.
    """
    ours, theirs = {**defaults, **settings}, {**defaults, **checkpoint.settings}
    differing = [key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)]
    hint = "Choose another folder as out, delete this run's folder to start again, or undo the change."
    if differing:
        key = differing[0]
        raise InputError(
            "other_run",
            f"{path.parent.parent} contains a run with {key} = {theirs.get(key)}, "
            f"but the configuration says {ours.get(key)}.",
            hint,
        )
    if checkpoint.data != data:
        raise InputError("other_run", f"The data have changed since the run in {path.parent.parent} started.", hint)
