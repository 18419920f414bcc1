"""Where command line and worker begin: what is missing is said before anything that needs PyTorch is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model.torch_support import require_torch
from ..progress import Reporter
from .settings import FineTuneSettings

if TYPE_CHECKING:
    from .finetune import FineTuneResult


def tune(settings: FineTuneSettings, reporter: Reporter, resume: bool = False) -> FineTuneResult:
    """`finetune`, with settings that nobody has checked yet.

    Raises:
        InputError: settings that can never work, no PyTorch, no Lightning Fabric; and what `finetune` raises.
    """
    _require(settings)
    from .finetune import finetune

    return finetune(settings, reporter, resume)


def check(settings: FineTuneSettings, to_export: int = 0) -> list[str]:
    """What `tune` would refuse at once, before layers are exported for it; and `examine`'s warnings.

    Args:
        to_export: bytes that are to be written into the run's folder.

    Raises:
        InputError, EngineError: as `tune`, of settings, packages, model and disk.
    """
    _require(settings)
    from .finetune import examine

    return examine(settings, to_export)


def _require(settings: FineTuneSettings) -> None:
    settings.check()
    require_torch("Fine-tuning")
    from ..training.devices import require_fabric

    require_fabric()
