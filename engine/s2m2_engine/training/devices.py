"""Devices, processes and precision of a run, by Lightning Fabric. Torchrun starts several processes if wanted."""

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
            "Install it: in QGIS, create the environment again in the S2M2 settings; elsewhere, run "
            "pip install lightning-fabric tensorboard.",
        ) from error


def start_fabric(configuration: TrainingConfiguration) -> Fabric:
    """Start Lightning Fabric with the configuration's device and precision, and connect its processes.

    Raises:
        InputError: "no_fabric"; there is no such device, or it does not support the precision.
    """
    require_fabric()
    from lightning_fabric import Fabric
    from lightning_fabric.strategies.ddp import DDPStrategy

    # Its hints are for programmers, not for users.
    logging.getLogger("lightning_fabric").setLevel(logging.WARNING)
    device = choose_device(configuration.device)
    if configuration.precision == "float16" and device.type != "cuda":
        raise InputError(
            "bad_configuration",
            f'precision cannot be "float16" on the device {device}.',
            "Use bfloat16 or float32 on this device.",
        )
    processes = int(os.environ.get("WORLD_SIZE", "1"))
    here = int(os.environ.get("LOCAL_WORLD_SIZE", "1"))
    if configuration.deterministic:
        # cuBLAS reads this variable when it first starts. Without it, its sums change from run to run.
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    torch.use_deterministic_algorithms(configuration.deterministic, warn_only=True)
    # Otherwise every new tensor would be filled before it is overwritten, which takes thousands of calls per step.
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]
    fabric = Fabric(
        accelerator=device.type,
        devices=here,
        num_nodes=processes // here,
        # Some heads have no gradient, depending on the losses that are used.
        strategy=DDPStrategy(find_unused_parameters=True) if processes > 1 else "auto",
        precision=_PRECISION[configuration.precision],
    )
    fabric.launch()
    return fabric


def random_state() -> dict[str, Any]:
    """Return the states of torch's random generators, the only generators whose state changes during training."""
    cuda = torch.cuda.get_rng_state_all() if torch.cuda.is_available() else []
    return {"cpu": torch.get_rng_state(), "cuda": cuda}


def restore_random_state(state: dict[str, Any]) -> None:
    """Restore a `random_state`; CUDA states are restored only if the number of CUDA devices is the same."""
    torch.set_rng_state(state["cpu"])
    if torch.cuda.is_available() and len(state["cuda"]) == torch.cuda.device_count():
        torch.cuda.set_rng_state_all(state["cuda"])
