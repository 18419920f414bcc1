"""The entry points for command line and worker: they report missing packages before PyTorch is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.torch_support import require_torch
from ..progress import Reporter
from .settings import FineTuneSettings

if TYPE_CHECKING:
    from .finetune import FineTuneResult


def tune(settings: FineTuneSettings, reporter: Reporter, resume: bool = False) -> FineTuneResult:
    """Check the settings and the installed packages, then call `finetune`.

    Raises:
        InputError: settings that can never work; PyTorch or Lightning Fabric is not installed.
        S2M2Error: any error of `finetune`.
    """
    _require(settings)
    from .finetune import finetune

    return finetune(settings, reporter, resume)


def check(settings: FineTuneSettings, to_export: int = 0) -> list[str]:
    """Raise the errors that `tune` would raise at its start, before layers are exported; return `examine`'s warnings.

    Args:
        to_export: bytes of layers that will be written into the run's folder.

    Raises:
        InputError: settings, installed packages or the model cannot be used.
        EngineError: "disk_full".
    """
    _require(settings)
    from .finetune import examine

    return examine(settings, to_export)


def _require(settings: FineTuneSettings) -> None:
    settings.check()
    require_torch("Fine-tuning")
    from ..training.devices import require_fabric

    require_fabric()
