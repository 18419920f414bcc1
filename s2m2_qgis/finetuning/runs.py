"""The fine-tuning run that is remembered: it outlives its window and QGIS, until it is used or discarded.

Its folder lies in the user's profile of QGIS, beside the plugin's environment; QGIS's settings name it.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

from qgis.PyQt.QtCore import QLockFile

from .. import settings
from ..engine_files import names, protocol
from ..i18n import tr
from ..jobs.finetune import FineTuneInputs, Scene
from ..project.layer_files import LayerFile
from ..worker import environment
from ..worker.client import new_id
from ..worker.failures import WorkerFailure
from ..worker.leftovers import remove

_RUN_FILE, _LOCK_FILE = "run.json", "run.lock"
_CURVES = ((names.TRAINING_FILE, names.LOSS), (names.VALIDATION_FILE, names.CMR_3))


@dataclass(frozen=True)
class FineTuneRun:
    """`pairs` are (SAR, optical) as the engine reads them, `titles` what the user calls them, `matches` the folders of
    their matches, "" where there is none; the rest is as the request has it."""

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
        """The run that `inputs` begin."""
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
        """What goes on with it; the layers need not be in the project any more."""
        pairs = tuple(
            (Scene(LayerFile(paths[0], "", titles[0])), Scene(LayerFile(paths[1], "", titles[1])))
            for paths, titles in zip(self.pairs, self.titles)
        )
        request = protocol.FineTuneRequest(
            new_id(), [], self.folder, self.name, self.model, self.minutes, self.search_radius, resume=True
        )
        return FineTuneInputs.of(request, pairs, self.matches, heed_warnings=True)

    @property
    def begun(self) -> bool:
        """Whether the engine has begun: what it has done since can be gone on with."""
        return (Path(self.folder) / names.FINETUNE_SETTINGS_FILE).is_file()

    def title_of(self, pair: str) -> str:
        """What the user calls a pair that finetune.json names."""
        titles = {f"{sar}, {optical}": title for (sar, optical), title in zip(self.pairs, self.titles)}
        return " + ".join(titles[pair]) if pair in titles else pair

    def outcome(self) -> protocol.FineTuneJson | None:
        """How it ended; None of a run that has not."""
        path = Path(self.folder) / names.FINETUNE_RESULT_FILE
        try:
            return cast("protocol.FineTuneJson", json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError):
            return None

    def curves(self) -> Iterator[tuple[str, int, float]]:
        """(name, step, value) of the metrics that have been reported so far."""
        for file, column in _CURVES:
            try:
                with (Path(self.folder) / names.TRAINING_FOLDER / file).open(newline="", encoding="utf-8") as stream:
                    for row in csv.DictReader(stream):
                        yield column, int(row[names.STEP]), float(row[column])
            except (OSError, ValueError, KeyError, TypeError):
                continue  # not written yet, or cut off: the curve lacks what cannot be read

    def lock(self) -> QLockFile | None:
        """Keeps other QGIS windows off the run as long as it is held; None while one of them holds it."""
        held = QLockFile(str(Path(self.folder) / _LOCK_FILE))
        held.setStaleLockTime(0)  # only the end of the process that holds it makes it void
        return held if held.tryLock(0) else None


def new_folder(name: str) -> str:
    """A folder for a run, that does not exist yet."""
    root = environment.profile_folder().parent / "finetuning"
    folder, number = root / name, 2
    while folder.exists():
        folder, number = root / f"{name}-{number}", number + 1
    return str(folder)


def remember(run: FineTuneRun) -> None:
    """Make the run's folder and write down what it takes to go on.

    Raises:
        WorkerFailure: unwritable_output.
    """
    folder = Path(run.folder)
    try:
        folder.mkdir(parents=True)
        (folder / _RUN_FILE).write_text(json.dumps(asdict(run), ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        remove(folder)
        message = tr("The folder “{folder}” cannot be written to: {reason}.")
        hint = tr("It lies in your QGIS profile: make room there, or let yourself write there.")
        raise WorkerFailure(
            "unwritable_output", message.format(folder=folder, reason=error.strerror or error), hint, 2
        ) from None
    settings.set_finetune_folder(run.folder)


def remembered() -> FineTuneRun | None:
    """The run that has neither been used nor discarded; None where there is none, or its folder has gone."""
    folder = settings.finetune_folder()
    if not folder:
        return None
    try:
        kept = json.loads((Path(folder) / _RUN_FILE).read_text(encoding="utf-8"))
        pairs, titles = (tuple((str(a), str(b)) for a, b in kept[key]) for key in ("pairs", "titles"))
        radius = kept["search_radius"]
        return FineTuneRun(
            folder,
            str(kept["name"]),
            str(kept["model"]),
            float(kept["minutes"]),
            None if radius is None else float(radius),
            pairs,
            titles,
            tuple(str(match) for match in kept.get("matches", ())),  # runs from before there were any have none
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def discard(run: FineTuneRun) -> None:
    """Delete the run's folder and forget it."""
    remove(Path(run.folder))
    settings.set_finetune_folder("")
