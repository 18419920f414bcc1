"""Estimates before a run begins whether disk space and memory are enough. docs/fine-tuning.md has the measurements."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from ..errors import EngineError
from ..machine import free_cuda_memory, free_memory
from ..model.network.configuration import NetworkConfiguration
from ..names import TRAINING_FOLDER
from .recipe import CHECKPOINTS_KEPT, LABELLED, UNLABELLED, windows
from .settings import MATCHES_FOLDER

LOW_MEMORY = "low_memory"  # the code of the warning whose text `memory_warning` returns

_MB = 2**20
# A checkpoint holds the weights, their average and two moments of the optimizer; one more exists while it is written.
# There are also the best model, the candidate and the offered model, the last two with the weights of the base model,
# and a second copy of one of these while it is written.
_MODELS_ON_DISK = 4 * (CHECKPOINTS_KEPT + 1) + 7
# Training curves, labels of the blocks, and space that should stay free.
_DISK = 100 * _MB
# Files of the matches of one pair, with the model and with structure features: mostly the heatmaps.
_DISK_PER_PAIR = 20 * _MB

# Weights, their average and origin, gradients, and two moments of the optimizer.
_MODELS_IN_MEMORY = 6
# Memory of Python with PyTorch and GDAL, and the minimum that matching whole scenes needs in addition.
_PROCESS, _MATCHING = 650 * _MB, 1050 * _MB
# Memory that matching leaves in PyTorch's cache on a graphics card; it was measured, see the documentation.
_CARD = 250 * _MB
# How many 4-byte numbers a step keeps for each feature of an image; it was measured, see the documentation.
_KEPT_PER_FEATURE = 54


@dataclass(frozen=True)
class Needs:
    """Bytes that a run needs: `disk` in its folder, `memory` of the machine, `card` on an NVIDIA graphics card."""

    disk: int
    memory: int
    card: int


def estimate(network: NetworkConfiguration, model_bytes: int, pairs: int, device: str) -> Needs:
    """Estimate what a run needs.

    Args:
        model_bytes: size of the model's file.
        pairs: number of pairs of scenes.
        device: the device of the training, as PyTorch names it ("cpu", "cuda:1", "mps").
    """
    training = _MODELS_IN_MEMORY * model_bytes + 4 * _KEPT_PER_FEATURE * _features(network)
    on_card = device.startswith("cuda")
    card = training + _CARD if on_card else 0
    disk = _DISK + _MODELS_ON_DISK * model_bytes + _DISK_PER_PAIR * pairs
    return Needs(disk, _PROCESS + max(_MATCHING, 0 if on_card else training), card)


def _features(network: NetworkConfiguration) -> int:
    """Number of features in all stages of the backbone, for all images of a training step."""
    shown = windows(network)
    template = shown.region or max(shown.templates)
    search = shown.region or template + shown.shifts
    alone = shown.places * sum(side**2 for side in shown.alone)
    pixels = (LABELLED + UNLABELLED) * (template**2 + search**2 + alone)
    channels = [float(one) for one in network.channels]
    if network.pyramid == "wide":  # on the way up, each stage has as many channels as the deeper one
        channels = [(one + deeper) / 2 for one, deeper in zip(channels, (*channels[1:], channels[-1]))]
    return round(pixels * sum(one * 0.25**stage for stage, one in enumerate(channels)) / network.stride**2)


def refuse_full_disk(out: Path, needed: int, to_export: int = 0) -> None:
    """Refuse a run for which the disk has too little space. Files that an earlier call of the run wrote are deducted.

    Args:
        out: the run's folder, which need not exist yet.
        needed: `Needs.disk`, bytes.
        to_export: bytes of layers that will also be written into the folder.

    Raises:
        EngineError: "disk_full".
    """
    written = sum(_size(out / folder) for folder in (MATCHES_FOLDER, TRAINING_FOLDER))
    lacking = max(0, needed - written) + to_export
    existing = next((one for one in (out.absolute(), *out.absolute().parents) if one.is_dir()), None)
    if existing is None:
        return  # the error is raised where the folder is made
    free = shutil.disk_usage(existing).free
    if free < lacking:
        raise EngineError(
            "disk_full",
            f"Fine-tuning needs {lacking / _MB:.0f} MB in {out}; {free / _MB:.0f} MB are free.",
            "Make room, or choose a folder on another disk.",
        )


def _size(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def memory_warning(needs: Needs, device: str) -> str:
    """Say in one or two sentences why memory may be too small; "" if it is enough or the free memory is unknown.

    Args:
        device: as in `estimate`.
    """
    free = free_memory()
    if free is not None and free < needs.memory:
        return (
            f"Fine-tuning this model takes about {needs.memory / 1e9:.1f} GB of memory; {free / 1e9:.1f} GB are free. "
            "It may become very slow, or be stopped by the system. Close other programs, or choose a smaller model."
        )
    free = free_cuda_memory(device) if needs.card else None
    if free is not None and free < needs.card:
        return (
            f"Fine-tuning this model takes about {needs.card / 1e9:.1f} GB of the graphics card's memory; "
            f"{free / 1e9:.1f} GB are free. Close other programs that use it, or choose the device cpu."
        )
    return ""
