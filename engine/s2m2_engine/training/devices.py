"""Devices, processes and precision of a run, by Lightning Fabric; several processes come from torchrun."""

from __future__ import annotations

import importlib
import logging
import os
import sys
from typing import TYPE_CHECKING, Any

import torch
import torch.utils.deterministic

from ..errors import InputError
from ..model.torch_support import choose_device
from .configuration import TrainingConfiguration

if TYPE_CHECKING:
    from lightning_fabric import Fabric

_PRECISION: dict[str, Any] = {"float32": "32-true", "bfloat16": "bf16-mixed", "float16": "16-mixed"}


def require_fabric() -> None:
    """Make sure that Lightning Fabric can be imported.

    Raises:
        InputError: "no_fabric".
    """
    try:
        importlib.import_module("lightning_fabric")
    except ImportError as error:
        raise InputError(
            "no_fabric",
            f"Training needs Lightning Fabric, which {sys.executable} cannot load ({error}).",
            "Add it: in QGIS by making the environment anew in the S2M2 settings, elsewhere with "
            "pip install s2m2-engine[network].",
        ) from error


def start_fabric(configuration: TrainingConfiguration) -> Fabric:
    """Fabric for the configuration's device and precision, its processes joined.

    Raises:
        InputError: no Lightning Fabric, no such device, or a precision that it lacks.
    """
    require_fabric()
    from lightning_fabric import Fabric
    from lightning_fabric.strategies.ddp import DDPStrategy

    # Its hints are for programmers: to shorten multiplications on a graphics card, for one.
    logging.getLogger("lightning_fabric").setLevel(logging.WARNING)
    device = choose_device(configuration.device)
    if configuration.precision == "float16" and device.type != "cuda":
        raise InputError(
            "bad_configuration",
            f'precision cannot be "float16" on the device {device}.',
            "Use bfloat16 or float32 there.",
        )
    processes = int(os.environ.get("WORLD_SIZE", "1"))
    here = int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
    if configuration.deterministic:
        # cuBLAS reads it when it first starts; without it its sums change from run to run.
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch.use_deterministic_algorithms(configuration.deterministic, warn_only=True)
    # Or each tensor would first be filled, and then overwritten: thousands of calls in a step.
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]
    fabric = Fabric(
        accelerator=device.type,
        devices=here,
        num_nodes=processes // here,
        # Which heads have a gradient depends on the losses that are switched on.
        strategy=DDPStrategy(find_unused_parameters=True) if processes > 1 else "auto",
        precision=_PRECISION[configuration.precision],
    )
    fabric.launch()
    return fabric


def random_state() -> dict[str, Any]:
    """States of torch's generators; nothing else draws random numbers while training."""
    cuda = torch.cuda.get_rng_state_all() if torch.cuda.is_available() else []
    return {"cpu": torch.get_rng_state(), "cuda": cuda}


def restore_random_state(state: dict[str, Any]) -> None:
    """The inverse, as far as this machine has as many devices."""
    torch.set_rng_state(state["cpu"])
    if torch.cuda.is_available() and len(state["cuda"]) == torch.cuda.device_count():
        torch.cuda.set_rng_state_all(state["cuda"])
