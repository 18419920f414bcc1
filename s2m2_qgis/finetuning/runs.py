"""The current fine-tuning run, which is kept until its model is used or discarded, even when QGIS is closed.

Its folder is in the user's QGIS profile, next to the plugin's environment. QGIS's settings contain its path.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from qgis.PyQt.QtCore import QLockFile

from .. import settings
from ..engine_files import names, protocol
from ..i18n import tr
from ..jobs.finetune import FineTuneInputs, Scene
from ..json_files import Either, read_json
from ..project.layer_files import LayerFile
from ..worker import environment
from ..worker.client import new_id
from ..worker.failures import WorkerFailure
from ..worker.leftovers import remove

_MOST_STEPS = 2**31  # Qt counts in 32 bits
_RUN_FILE, _LOCK_FILE = "run.json", "run.lock"
_RUN = {
    "name": str, "model": str, "minutes": float, "search_radius": Either(float, None),
    "pairs": [(str, str)], "titles": [(str, str)], "matches?": [str],  # runs of older versions have no matches
}  # fmt: skip
_RATE = Either(float, None)
_RATES = {"blunders": _RATE, "contradictions": _RATE, "check_blunders": float}
_VERDICT = {"base": _RATES, "tuned": _RATES, "blocks": int, "windows": int, "familiar?": _RATE}
_EXAMPLE = {"file": str, "kind": str, "base_error_px": float, "tuned_error_px": float, "pair": str}
_OUTCOME = {
    "better": bool, "model": Either(str, None), "reason": str, "verdict": Either(_VERDICT, None),
    "refused": [{"pair": str, "reason": str}], "examples?": [_EXAMPLE],
}  # fmt: skip
_CURVES = ((names.TRAINING_FILE, names.LOSS), (names.VALIDATION_FILE, names.CMR_3))


@dataclass(frozen=True)
class FineTuneRun:
    """A fine-tuning run. Other attributes are as in the request.

    Attributes:
        pairs: (SAR, optical) paths that the engine reads.
        titles: (SAR, optical) names that the user knows.
        matches: folders of the pairs' matches; "" for a pair without match.
    """

    folder: str
    name: str
    model: str
    minutes: float
    search_radius: float | None
    pairs: tuple[tuple[str, str], ...]
    titles: tuple[tuple[str, str], ...]
    matches: tuple[str, ...] = ()

    @classmethod
    def of(cls, inputs: FineTuneInputs) -> FineTuneRun:
        """Describe the run that `inputs` start."""
        request = inputs.request
        return cls(
            request.out,
            request.name,
            request.model,
            request.minutes,
            request.search_radius,
            tuple((sar.path, optical.path) for sar, optical in inputs.pairs),
            tuple((sar.layer.name, optical.layer.name) for sar, optical in inputs.pairs),
            tuple("".join(row[2:]) for row in request.pairs),
        )

    def inputs(self) -> FineTuneInputs:
        """Return the inputs that resume the run. Its layers need not be in the project any more."""
        pairs = tuple(
            (Scene(LayerFile(paths[0], "", titles[0])), Scene(LayerFile(paths[1], "", titles[1])))
            for paths, titles in zip(self.pairs, self.titles)
        )
        request = protocol.FineTuneRequest(
            new_id(),
            [],
            self.folder,
            self.name,
            self.model,
            self.minutes,
            self.search_radius,
            resume=True,
            lessons=lessons_folder(),
        )
        return FineTuneInputs.of(request, pairs, self.matches, heed_warnings=True)

    @property
    def has_started(self) -> bool:
        """Whether the engine has started the run, so that it can be resumed."""
        return (Path(self.folder) / names.FINETUNE_SETTINGS_FILE).is_file()

    def title_of(self, pair: str) -> str:
        """Return the user's names for a pair in finetune.json."""
        titles = {f"{sar}, {optical}": title for (sar, optical), title in zip(self.pairs, self.titles)}
        return " + ".join(titles[pair]) if pair in titles else pair

    def outcome(self) -> protocol.FineTuneJson | None:
        """Return the outcome; None if the run has not ended, or its file is damaged, so that it has to be resumed."""
        path = Path(self.folder) / names.FINETUNE_RESULT_FILE
        try:
            return cast("protocol.FineTuneJson", read_json(path, _OUTCOME))
        except (OSError, ValueError):
            return None

    def curves(self) -> Iterator[tuple[str, int, float]]:
        """Yield (name, step, value) of the metrics that have been reported so far."""
        for file, column in _CURVES:
            path = Path(self.folder) / names.TRAINING_FOLDER / file
            try:
                if not path.is_file():  # a pipe would block its reader for ever
                    continue
                with path.open(newline="", encoding="utf-8") as stream:
                    for row in csv.DictReader(stream):
                        step, value = int(row[names.STEP]), float(row[column])
                        if math.isfinite(value) and 0 <= step < _MOST_STEPS:
                            yield column, step, value
            except (OSError, ValueError, KeyError, TypeError, csv.Error):
                continue  # the file is missing or incomplete: the curve lacks what cannot be read

    def lock(self) -> QLockFile | None:
        """Lock the run against other QGIS windows; returns None if another window has locked it."""
        lock = QLockFile(str(Path(self.folder) / _LOCK_FILE))
        lock.setStaleLockTime(0)  # a lock is valid until its process ends
        return lock if lock.tryLock(0) else None


def new_folder(name: str) -> str:
    """Return a folder for a run that does not exist yet."""
    root = environment.profile_folder().parent / "finetuning"
    folder, number = root / name, 2
    while folder.exists():
        folder, number = root / f"{name}-{number}", number + 1
    return str(folder)


def lessons_folder() -> str:
    """Return the folder in which lessons are kept for later runs on the same scenes."""
    return str(environment.profile_folder().parent / "lessons")


def remember(run: FineTuneRun) -> None:
    """Create the run's folder, and write what is needed to resume the run.

    Raises:
        WorkerFailure: "unwritable_output".
    """
    folder = Path(run.folder)
    try:
        folder.mkdir(parents=True)
        (folder / _RUN_FILE).write_text(json.dumps(asdict(run), ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        remove(folder)
        message = tr("The folder “{folder}” cannot be written to: {reason}.")
        hint = tr("It is in your QGIS profile. Check that the disk is not full and that you have write permission.")
        raise WorkerFailure(
            "unwritable_output", message.format(folder=folder, reason=error.strerror or error), hint, 2
        ) from None
    settings.set_finetune_folder(run.folder)


def remembered() -> FineTuneRun | None:
    """Return the run that has been neither used nor discarded; None if there is none or its folder is missing."""
    folder = settings.finetune_folder()
    if not folder:
        return None
    try:
        body = read_json(Path(folder) / _RUN_FILE, _RUN)
    except (OSError, ValueError):
        return None
    pairs, titles = (tuple((sar, optical) for sar, optical in body[key]) for key in ("pairs", "titles"))
    matches = tuple(body.get("matches", ()))
    if len(titles) != len(pairs) or (matches and len(matches) != len(pairs)):
        return None
    radius = body["search_radius"]
    return FineTuneRun(
        folder,
        body["name"],
        body["model"],
        float(body["minutes"]),
        None if radius is None else float(radius),
        pairs,
        titles,
        matches,
    )


def discard(run: FineTuneRun) -> None:
    """Delete the run's folder and forget it."""
    remove(Path(run.folder))
    settings.set_finetune_folder("")
