"""Runs a whole fine-tuning, for `s2m2 finetune` and for the plugin."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..files import partial_file, refuse_replacing
from ..json_input import read_json
from ..model.library import find_model
from ..model.model_file import ModelCard, read_card, read_model, write_model
from ..model.registry import KeptMatcher, load_matcher
from ..model.structure import StructureMatcher
from ..model.torch_support import choose_device
from ..names import FINETUNE_RESULT_FILE, FINETUNE_SETTINGS_FILE, MODEL_SUFFIX, TRAINING_FOLDER
from ..pairs.training_pairs import TrainingPair, digest
from ..progress import Reporter
from ..scene.raster.raster import open_raster
from ..training.configuration import TrainingConfiguration
from ..training.loop import TrainingResult, train_on
from .alignment import Alignment, align
from .blocks import Block, cut_blocks, share_out
from .candidate import write_candidate
from .checked_points import EarlierMatch, read_earlier_match, write_earlier_match
from .examples import Example, write_examples
from .history import history
from .kept_lessons import KeptLessons
from .lessons_file import read_lessons, write_lessons
from .recipe import training_configuration
from .rehearsal import checked_pairs, rehearsed_pairs
from .resources import LOW_MEMORY, estimate, memory_warning, refuse_full_disk
from .settings import EXAMPLES_FOLDER, MATCHES_FOLDER, FineTuneSettings, ScenePaths
from .teaching import CHECKED, CONTRADICTED, UNSURE, Lesson, checked_lessons, taught, teach
from .timetable import Timetable
from .trial import Verdict, try_out

LESSONS_FILE = "lessons.json"
# Minimum numbers of blocks with a label in the training set and in the test set.
_LEAST_TAUGHT, _LEAST_TRIED = 2, 1
# If the two matchers contradict each other in a larger share of the blocks, the scenes probably do not show the same
# ground.
_MOST_CONTRADICTED = 0.5


@dataclass(frozen=True)
class FineTuneResult:
    """The result of a fine-tuning, as finetune.json holds it.

    Attributes:
        model: file of the new model; None if it is not better than the base model.
        reason: a sentence that says why the new model is offered or not.
        verdict: results of the trial; None if there was no trial.
        refused: (pair, reason) of each pair that was not used.
        steps: number of training steps.
        examples: pictures of the trial.
    """

    model: Path | None
    reason: str
    verdict: Verdict | None
    refused: tuple[tuple[str, str], ...]
    steps: int
    examples: tuple[Example, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the result as plain JSON values."""
        return {
            "better": self.model is not None,
            "model": None if self.model is None else str(self.model),
            "reason": self.reason,
            "verdict": None if self.verdict is None else self.verdict.to_json(),
            "refused": [{"pair": pair, "reason": reason} for pair, reason in self.refused],
            "steps": self.steps,
            "examples": [one.to_json() for one in self.examples],
        }


def finetune(settings: FineTuneSettings, reporter: Reporter, resume: bool = False) -> FineTuneResult:
    """Tune a model to scenes, compare it with the base model on held-out blocks, and write finetune.json.

    Args:
        settings: settings that pass their `check`.
        resume: resume an earlier call with the same settings that was stopped; `minutes` and `device` may differ.

    Raises:
        InputError: settings, rasters, the model or the folder cannot be used.
        EngineError: "disk_full" or "not_finite"; all files that were written before are whole.
        CancelledError: the user stopped the run, which `resume` can continue.
    """
    start, card = _base(settings.model)
    earlier = [read_earlier_match(settings, number) for number in range(len(settings.pairs))]
    for text in _examine(settings, start, card):
        reporter.warning(LOW_MEMORY, text)
    _refuse_missing(settings)
    _claim_folder(settings, card, resume)
    for number, match in enumerate(earlier):
        if match is not None:
            write_earlier_match(settings, number, match)
    table = Timetable(reporter, 60 * settings.minutes)
    alignments = _aligned(settings, earlier, table.aligning())
    refused = tuple((_named(one.paths), one.reason) for one in alignments if one.scene is None)
    for pair, reason in refused:
        reporter.warning("pair_refused", f"Nothing is learned from {pair}: {reason}")
    learn, watch, trial = _lessons(settings, alignments, earlier, table, card.sha256, reporter)
    why_not = _too_little(learn, trial)
    if why_not:
        return _finished(settings, FineTuneResult(None, why_not, None, refused, 0))
    trained = _train(settings, start, card, learn, watch, table.training())
    verdict, matches = try_out(
        load_matcher(str(start), settings.device),
        load_matcher(str(trained.model), settings.device),
        taught(trial),
        [lesson.block for lesson in trial if lesson.state == UNSURE],
        checked_pairs(),
        settings.seed,
        table.trial(),
    )
    if not card.configuration.knows_its_ground:
        verdict = replace(verdict, familiar=None)
    examples = write_examples(settings.out, matches, [_named(one) for one in settings.pairs], settings.seed, reporter)
    model = None
    if verdict.better:
        model = _offer(settings, card, trained, verdict)
    else:
        # A model that the run offered before it was resumed does not belong to the new finetune.json.
        _offered(settings).unlink(missing_ok=True)
    return _finished(settings, FineTuneResult(model, verdict.reason, verdict, refused, trained.steps, examples))


def examine(settings: FineTuneSettings, to_export: int = 0) -> list[str]:
    """Check the model, the disk and the memory before a run; return warnings for the user.

    Args:
        to_export: bytes of layers that will also be written into the folder.

    Raises:
        InputError: the model cannot be used.
        EngineError: "disk_full".
    """
    return _examine(settings, *_base(settings.model), to_export)


def _examine(settings: FineTuneSettings, start: Path, card: ModelCard, to_export: int = 0) -> list[str]:
    device = str(choose_device(settings.device))
    needs = estimate(card.configuration, start.stat().st_size, len(settings.pairs), device)
    refuse_full_disk(settings.out, needs.disk, to_export)
    warning = memory_warning(needs, device)
    return [warning] if warning else []


def _base(name: str) -> tuple[Path, ModelCard]:
    path = find_model(name)
    if path is None:
        raise InputError(
            "not_trainable",
            f"{name!r} is no trained network: there is nothing to fine-tune.",
            "Choose a trained model (s2m2 models list), or the path of a model file.",
        )
    return path, read_card(path)


def _refuse_missing(settings: FineTuneSettings) -> None:
    """Refuse rasters that are not there (InputError "raster_not_found") before the folder belongs to this run."""
    for pair in settings.pairs:
        for path in (pair.sar, pair.optical):
            try:
                open_raster(path, "sar").close()
            except InputError as error:
                if error.code == "raster_not_found":
                    raise


def _named(pair: ScenePaths) -> str:
    """The name of a pair in finetune.json."""
    return f"{pair.sar}, {pair.optical}"


def _claim_folder(settings: FineTuneSettings, card: ModelCard, resume: bool) -> None:
    """Write the settings into the folder, or check that they equal those of the run that is already in it.

    Raises:
        InputError: "folder_in_use" or "unwritable_output".
        EngineError: "disk_full".
    """
    identity = {key: value for key, value in settings.to_json().items() if key not in ("minutes", "device")}
    identity["model_sha256"] = card.sha256
    path = settings.out / FINETUNE_SETTINGS_FILE
    if path.exists():
        try:
            before = read_json(path)
        except (OSError, ValueError):
            before = None
        if not resume or before != identity:
            why = "other settings" if resume else "a fine-tuning"
            raise InputError(
                "folder_in_use",
                f"{settings.out} holds {why} already.",
                "Go on with it by --resume and the same settings, or choose another folder.",
            )
        return
    written = (FINETUNE_RESULT_FILE, LESSONS_FILE, MATCHES_FOLDER, TRAINING_FOLDER, EXAMPLES_FOLDER)
    outputs = (_offered(settings), *(settings.out / name for name in written))
    refuse_replacing(outputs, lambda _: False, "fine-tuning")
    try:
        settings.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            "unwritable_output",
            f"The folder {settings.out} cannot be made: {error.strerror or error}.",
            "Choose a folder that you may write to.",
        ) from error
    with partial_file(path) as partial:
        partial.write_text(json.dumps(identity, indent=2), encoding="utf-8")


def _aligned(settings: FineTuneSettings, earlier: Sequence[EarlierMatch | None], reporter: Reporter) -> list[Alignment]:
    count = len(settings.pairs)
    kept = KeptMatcher()
    return [
        align(
            settings,
            number,
            kept,
            reporter.part(number / count, (number + 1) / count),
            match,
        )
        for number, match in enumerate(earlier)
    ]


def _lessons(
    settings: FineTuneSettings,
    alignments: Sequence[Alignment],
    earlier: Sequence[EarlierMatch | None],
    table: Timetable,
    model_sha256: str,
    reporter: Reporter,
) -> tuple[list[Lesson], list[Lesson], list[Lesson]]:
    """Find the labels of the training, validation and test blocks; those of an earlier call are read again."""
    blocks: list[Block] = []
    checked: list[Lesson] = []
    for number, (one, match) in enumerate(zip(alignments, earlier)):
        if one.scene is not None:
            cut = cut_blocks(one.scene, number)
            blocks += cut
            checked += checked_lessons(cut, one.scene, match) if match is not None else []
    path = settings.out / LESSONS_FILE
    lessons = (read_lessons(path, blocks) if path.exists() else None) or checked
    kept = KeptLessons(Path(settings.lessons) if settings.lessons else None, model_sha256, blocks)
    lessons = [*lessons, *kept.known(_without(blocks, lessons))]
    others = _without(blocks, lessons)
    shares = share_out(blocks, settings.seed)
    if others:
        found, before = table.lessons(len(others), len(shares.trial) + len(checked_pairs())), lessons

        def keep(some: Sequence[Lesson]) -> None:
            # They take long to find. A run that is paused meanwhile must not lose them.
            write_lessons(path, [*before, *some])
            kept.keep(some[-1])

        taught_now = teach(
            others,
            load_matcher(settings.model, settings.device),
            StructureMatcher(),
            found,
            keep,
        )
        lessons = [*before, *taught_now]
    else:
        write_lessons(path, lessons)
    of = {lesson.block.key: lesson for lesson in lessons}
    learn, watch, trial = ([of[block.key] for block in part] for part in (shares.learn, shares.watch, shares.trial))
    points = sum(len(match.position) for match in earlier if match is not None)
    if points:
        count = sum(lesson.state == CHECKED for lesson in learn)
        where = f"{count} of {len(learn)} blocks to learn from take their lesson from them."
        reporter.warning("checked_points", f"Checked tie points: {points}. {where}")
    return learn, watch, trial


def _without(blocks: Sequence[Block], lessons: Sequence[Lesson]) -> list[Block]:
    """The blocks that have no lesson."""
    settled = {lesson.block.key for lesson in lessons}
    return [block for block in blocks if block.key not in settled]


def _too_little(learn: Sequence[Lesson], trial: Sequence[Lesson]) -> str:
    """Say in a sentence why there are too few labels to train or to test a model; "" if there are enough."""
    every = [*learn, *trial]
    if not every:
        return "No pair of scenes could be aligned well enough, or was large enough, to learn from."
    contradicted = sum(one.state == CONTRADICTED for one in every)
    if contradicted > _MOST_CONTRADICTED * len(every):
        return "In most places the model and structure features contradict each other: there is nothing to rely on."
    if len(taught(learn)) < _LEAST_TAUGHT:
        return "Too few places were matched surely enough to learn from them."
    if len(taught(trial)) < _LEAST_TRIED:
        return "There is too little ground to try a new model on: give larger scenes, or more of them."
    return ""


def _train(
    settings: FineTuneSettings,
    start: Path,
    card: ModelCard,
    learn: Sequence[Lesson],
    watch: Sequence[Lesson],
    reporter: Reporter,
) -> TrainingResult:
    """Train the network. The model of the result is the candidate for the trial."""
    unsure = [TrainingPair(lesson.block, labelled=False) for lesson in learn if lesson.state == UNSURE]
    labelled = [TrainingPair(block, cuts=4) for block in taught(learn)]
    # One quarter of the labelled training pairs are rehearsal.
    rehearsed = rehearsed_pairs()
    cuts = max(1, round(len(labelled) * 4 / 3 / len(rehearsed)))
    labels = digest(f"{block.key} {block.displacement}" for block in taught(learn))
    pairs = [
        *labelled,
        *unsure,
        *(TrainingPair(one, cuts=cuts) for one in rehearsed),
    ]
    pairs = [TrainingPair(one.images, one.labelled, one.cuts, labels) for one in pairs]
    held_out = [TrainingPair(block, cuts=6) for block in taught(watch)]

    def data(_: TrainingConfiguration, teller: Reporter) -> tuple[list[TrainingPair], list[TrainingPair]]:
        return pairs, held_out

    _leave_a_core_free()
    configuration = training_configuration(
        settings, start, card.configuration, bool(unsure), learned=len(labelled), watched=len(held_out)
    )
    done = train_on(configuration, data, reporter)
    if done.steps >= configuration.schedule.steps:
        reporter.warning(
            "learned_enough",
            f"Training ended after {done.steps} steps: with more, {len(labelled)} blocks of ground would be learned by "
            "heart. More scenes allow more steps.",
        )
    reporter.progress("training", 1.0, "Looking at what was learned from")
    seen = [TrainingPair(lesson.block) for lesson in (*learn, *watch) if lesson.state != CONTRADICTED]
    return replace(done, model=write_candidate(start, done.model, configuration, seen))


def _offer(settings: FineTuneSettings, base: ModelCard, trained: TrainingResult, verdict: Verdict) -> Path:
    """Write the new model, with the record of the fine-tuning in its card, into the run's folder; returns its path."""
    card, weights = read_model(trained.model)
    path = _offered(settings)
    count = len(settings.pairs)
    write_model(
        path,
        card.configuration,
        weights,
        settings.name,
        f"Fine-tuned from {base.name} for {trained.steps} steps on {count} pair{'' if count == 1 else 's'} of scenes.",
        card.calibration,
        history(settings, base, verdict, trained.steps),
    )
    return path


def _offered(settings: FineTuneSettings) -> Path:
    return settings.out / f"{settings.name}{MODEL_SUFFIX}"


def _leave_a_core_free() -> None:
    """Use one core less than there are, so that the user can work on the computer during the training."""
    import torch

    torch.set_num_threads(max(1, min(torch.get_num_threads(), (os.cpu_count() or 2) - 1)))


def _finished(settings: FineTuneSettings, result: FineTuneResult) -> FineTuneResult:
    with partial_file(settings.out / FINETUNE_RESULT_FILE) as partial:
        partial.write_text(json.dumps(result.to_json(), indent=2, ensure_ascii=False), encoding="utf-8")
    return result
