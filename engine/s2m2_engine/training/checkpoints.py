"""Checkpoints: all that a run needs to go on exactly, written whole or not at all, read without running any code."""

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
    """A run after `step` steps of the optimizer.

    Attributes:
        settings: `TrainingConfiguration.comparable()`; `data`: fingerprint of the training pairs.
        network, average, optimizer, scaler: state dicts; `average` is empty without a running average.
        random: states of torch's generators by device ("cpu", "cuda").
        best: step and score of the best validation so far, or None.
        seconds: of computing so far.
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
    """The checkpoints in a folder, oldest first."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if _NAME.fullmatch(path.name))


def save_checkpoint(folder: Path, checkpoint: Checkpoint, keep: int) -> Path:
    """Write a checkpoint, then remove all but the `keep` newest; if writing fails the earlier ones stay.

    Raises:
        EngineError: "disk_full". InputError: "unwritable_output".
    """
    path = folder / f"step-{checkpoint.step:09d}.ckpt"
    # Not dataclasses.asdict: it would copy every tensor.
    body = {"version": _VERSION, **{key: getattr(checkpoint, key) for key in Checkpoint.__dataclass_fields__}}
    with partial_file(path) as partial:
        torch.save(body, partial)
    for old in list_checkpoints(folder)[:-keep]:
        old.unlink(missing_ok=True)
    return path


def load_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint onto the CPU.

    Raises:
        InputError: "bad_checkpoint": damaged, malicious or of something else.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            body = torch.load(path, map_location="cpu", weights_only=True)
        if not isinstance(body, dict) or body.pop("version", None) != _VERSION:
            raise ValueError("it is of another program or version")
        return Checkpoint(**body)
    except Exception as error:
        why = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
        raise InputError(
            "bad_checkpoint",
            f"The checkpoint {path} cannot be used: {why}.",
            "Delete it, and training goes on from the one before it or starts anew.",
        ) from error


def refuse_other_run(
    path: Path, checkpoint: Checkpoint, settings: Mapping[str, Any], data: str, defaults: Mapping[str, Any]
) -> None:
    """A run may only go on with the settings and data that it began with.

    Args:
        defaults: of settings: what a checkpoint from before a setting existed has of it.

    Raises:
        InputError: "other_run", naming a setting that differs.
    """
    ours, theirs = {**defaults, **settings}, {**defaults, **checkpoint.settings}
    differing = [key for key in {**ours, **theirs} if ours.get(key) != theirs.get(key)]
    hint = "Choose another folder as out, delete this run's folder to start anew, or restore what has changed."
    if differing:
        key = differing[0]
        raise InputError(
            "other_run",
            f"{path.parent.parent} holds a run with {key} = {theirs.get(key)}, "
            f"but the configuration says {ours.get(key)}.",
            hint,
        )
    if checkpoint.data != data:
        raise InputError("other_run", f"The data have changed since the run in {path.parent.parent} began.", hint)
