"""Where command line and worker begin: what is missing is said before anything that needs PyTorch is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.torch_support import require_torch
from ...progress import Reporter
from .settings import FineTuneSettings

if TYPE_CHECKING:
    from .finetune import FineTuneResult


def tune(settings: FineTuneSettings, reporter: Reporter, resume: bool = False) -> FineTuneResult:
    """`finetune`, with settings that nobody has checked yet.

    Raises:
        InputError: settings that can never work, no PyTorch, no Lightning Fabric; and what `finetune` raises.
    """
    settings.check()
    require_torch("Fine-tuning")
    from ..devices import require_fabric
    from .finetune import finetune

    require_fabric()
    return finetune(settings, reporter, resume)
