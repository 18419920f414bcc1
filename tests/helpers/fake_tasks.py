"""Tasks of the plugin that end as a test tells them to; for QGIS's interpreter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from helpers.ui_fakes import FakeTask

VERDICT = {
    "better": True,
    "reason": "Because.",
    "base": {"blunders": 0.4, "contradictions": 0.3, "check_blunders": 0.05},
    "tuned": {"blunders": 0.1, "contradictions": None, "check_blunders": 0.05},
    "blocks": 3,
    "windows": 36,
    "fewer_blunders": [0.1, 0.4],
}


class FakeModelsTask(QgsTask):
    """Ends with what `answers` has next: a listing, or (message, hint, code). `changes` are the requests."""

    stage_changed = pyqtSignal(str, float)
    succeeded = pyqtSignal(dict)
    failed = pyqtSignal(str, str, str)
    was_cancelled = pyqtSignal()
    answers: ClassVar[list[Any]] = []
    changes: ClassVar[list[Any]] = []

    def __init__(self, change: Any) -> None:
        super().__init__("fake", QgsTask.Flag.CanCancel)
        self.changes.append(change)

    def run(self) -> bool:
        return True

    def finished(self, result: bool) -> None:
        answer = self.answers.pop(0)
        if isinstance(answer, dict):
            self.succeeded.emit(answer)
        else:
            self.failed.emit(*answer)


class FakeTuning(FakeTask):
    """Stands for a fine-tuning; as the engine would, it begins by writing its settings."""

    metric_found = pyqtSignal(str, int, float)

    def begin(self) -> None:
        (Path(self.inputs.request.out) / "settings.json").write_text("{}", encoding="utf-8")

    def succeed(self, better: bool = True, verdict: Any = VERDICT, examples: Any = None, refused: str = "a, b") -> None:
        """`examples`: None as in files from before there were any."""
        out = Path(self.inputs.request.out)
        path = str(out / f"{self.inputs.request.name}.safetensors") if better else None
        outcome = {"better": better, "model": path, "reason": "Because <b>.", "verdict": verdict, "steps": 9}
        outcome["refused"] = [{"pair": refused, "reason": "Too far apart."}]
        if examples is not None:
            outcome["examples"] = examples
        (out / "finetune.json").write_text(json.dumps(outcome), encoding="utf-8")
        self.end("succeeded", outcome)
