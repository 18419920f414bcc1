"""The loop on tiny networks and pictures: it learns, resumes exactly, stops cleanly, and says what is wrong."""

from __future__ import annotations

import csv
import errno
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("lightning_fabric")

from helpers.pair_files import write_negatives
from helpers.reporters import RecordingReporter
from s2m2_engine.errors import CancelledError, EngineError, InputError
from s2m2_engine.model.model_file import load_network, load_networks, read_card, read_model
from s2m2_engine.pairs.refined_labels import RefinedLabel, write_refined
from s2m2_engine.training import appearance, checkpoints, run
from s2m2_engine.training.checkpoints import list_checkpoints, load_checkpoint
from s2m2_engine.training.configuration import TrainingConfiguration, read_configuration
from s2m2_engine.training.loop import train

RECIPE = """
name = "tiny"
out = "run"
device = "cpu"
[network]
preset = "s2m2-small"
changes = { channels = [4, 4, 8, 8, 8], heads = 2, prototypes = 4 }
[windows]
templates = [16, 24]
shifts = 16
[[data]]
kind = "folders"
name = "made"
sar = "sar"
optical = "opt"
without_scenes = ["03"]
labels = 0.5
[validation]
templates = [24]
[[validation.data]]
kind = "folders"
name = "made"
sar = "sar"
optical = "opt"
scenes = ["03"]
cuts = 4
[augmentation]
turns = true
speckle = 0.2
[losses]
fused = 1.0
[optimizer]
learning_rate = 3e-3
average = 0.9
[schedule]
steps = 6
labelled = 2
unlabelled = 2
accumulate = 2
validate_every = 3
checkpoint_every = 2
"""


ALL_WINDOWS = appearance._STORED_WINDOWS


@pytest.fixture(autouse=True)
def _few_appearances(monkeypatch: pytest.MonkeyPatch) -> None:
    """Model files remember few windows of their ground: to describe many takes half of these trainings' time."""
    monkeypatch.setattr(appearance, "_STORED_WINDOWS", 16)


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    """A folder of four pairs, optical inverted, and a configuration in it."""
    write_negatives(tmp_path)
    path = tmp_path / "recipe.toml"
    path.write_text(RECIPE, encoding="utf-8")
    return path


def with_regions(configuration: TrainingConfiguration) -> TrainingConfiguration:
    """The same, but for many templates from one pass."""
    return replace(configuration, windows=replace(configuration.windows, region=48, places=3, alone=(16,)))


@pytest.fixture
def configuration(recipe: Path) -> TrainingConfiguration:
    return read_configuration(recipe)


def weights(out: Path) -> dict[str, torch.Tensor]:
    return load_checkpoint(list_checkpoints(out / run.CHECKPOINTS)[-1]).network


def assert_same(first: dict[str, torch.Tensor], second: dict[str, torch.Tensor]) -> None:
    assert first.keys() == second.keys()
    for key, value in first.items():
        assert torch.equal(value, second[key]), key


@pytest.mark.slow
def test_a_run_leaves_model_checkpoints_and_curves(configuration: TrainingConfiguration) -> None:
    result = train(configuration)
    assert result.steps == 6
    assert result.best is not None
    assert result.best[0] in (3, 6)
    card, network = load_network(result.model)
    assert card.name == "tiny"
    assert "made: 2 labelled and 1 unlabelled" in card.training
    with torch.no_grad():
        fused = network(torch.rand(1, 3, 40, 40) * 255, torch.rand(1, 3, 24, 24) * 255).fused
    assert torch.isfinite(fused).all()
    assert [path.name for path in list_checkpoints(configuration.out / run.CHECKPOINTS)] == [
        "step-000000004.ckpt",
        "step-000000006.ckpt",
    ]
    rows = read_rows(configuration.out / "training.csv")
    assert [row["step"] for row in rows] == [str(n) for n in range(1, 7)]
    assert all(float(rows[0][key]) > 0 for key in ("loss", "deep", "shallow", "fused", "pseudo", "gradient_norm"))
    scores = read_rows(configuration.out / "validation.csv")
    assert [row["step"] for row in scores] == ["3", "6"]
    assert 0 <= float(scores[0]["cmr_1"]) <= float(scores[0]["cmr_5"]) <= 1
    assert not list(configuration.out.rglob("*partial*"))


@pytest.mark.slow
def test_a_model_remembers_how_its_ground_looks(
    configuration: TrainingConfiguration, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Models that are tuned from it tell their ground from that."""
    monkeypatch.setattr(appearance, "_STORED_WINDOWS", ALL_WINDOWS)
    seen = load_networks(train(configuration).model)[2].seen
    assert seen is not None
    assert seen.dtype == np.float16
    assert len(seen) == 256
    assert seen.shape[1] == 2 * 3 * configuration.network.configuration().channels[1]
    assert np.isfinite(seen).all()


@pytest.mark.slow
def test_two_runs_with_one_seed_are_equal_and_other_seeds_differ(configuration: TrainingConfiguration) -> None:
    runs = [
        replace(configuration, out=configuration.out / str(number), seed=seed) for number, seed in enumerate((0, 0, 1))
    ]
    for one in runs:
        train(one)
    assert_same(weights(runs[0].out), weights(runs[1].out))
    for name in ("training.csv", "validation.csv"):
        assert (runs[0].out / name).read_bytes() == (runs[1].out / name).read_bytes()
    assert read_card(runs[0].out / "tiny.safetensors").sha256 == read_card(runs[1].out / "tiny.safetensors").sha256
    assert not all(torch.equal(a, b) for a, b in zip(weights(runs[0].out).values(), weights(runs[2].out).values()))


@pytest.mark.slow
@pytest.mark.parametrize(("workers", "regions"), [(0, False), (1, False), (0, True), (1, True)])
def test_a_stopped_run_goes_on_exactly(configuration: TrainingConfiguration, workers: int, regions: bool) -> None:
    if regions:
        configuration = with_regions(configuration)
    whole = replace(configuration, out=configuration.out / "whole")
    train(whole)
    broken = replace(configuration, out=configuration.out / "broken", workers=workers)
    with pytest.raises(CancelledError, match="after step 3"):
        train(broken, RecordingReporter(lambda told: told.stages.count("training") >= 3))
    assert list_checkpoints(broken.out / run.CHECKPOINTS)[-1].name == "step-000000003.ckpt"
    result = train(broken)
    assert result.steps == 6
    assert_same(weights(whole.out), weights(broken.out))
    last = [load_checkpoint(list_checkpoints(one.out / run.CHECKPOINTS)[-1]) for one in (whole, broken)]
    assert_same(last[0].average, last[1].average)
    for mine, theirs in zip(last[0].optimizer["state"].values(), last[1].optimizer["state"].values()):
        assert_same(mine, theirs)
    for name in ("training.csv", "validation.csv"):
        assert (whole.out / name).read_bytes() == (broken.out / name).read_bytes()
    # Finished: nothing more is done.
    before = (broken.out / "training.csv").stat().st_mtime_ns
    assert train(broken).steps == 6
    assert (broken.out / "training.csv").stat().st_mtime_ns == before


@pytest.mark.slow
def test_steps_lost_with_a_crash_are_made_again(configuration: TrainingConfiguration) -> None:
    train(configuration)
    curve = (configuration.out / "training.csv").read_bytes()
    finished = weights(configuration.out)
    list_checkpoints(configuration.out / run.CHECKPOINTS)[-1].unlink()
    train(configuration)
    assert_same(weights(configuration.out), finished)
    assert (configuration.out / "training.csv").read_bytes() == curve


@pytest.mark.slow
@pytest.mark.parametrize("choose", ["best", "last"])
def test_which_weights_the_model_file_holds(
    configuration: TrainingConfiguration, monkeypatch: pytest.MonkeyPatch, choose: str
) -> None:
    # Whatever is learned: the first validation is the best one, and both are of other weights than the last step's.
    monkeypatch.setattr(run, "is_better", lambda new, old: False)
    configuration = replace(configuration, validation=replace(configuration.validation, choose=choose))
    configuration = replace(configuration, optimizer=replace(configuration.optimizer, average=0.0, schedule="constant"))
    result = train(configuration)
    assert result.best is not None
    assert result.best[0] == 3
    last, held = weights(configuration.out), read_model(result.model)[1]
    assert all(np.array_equal(held[key], last[key]) for key in last) == (choose == "last")
    # A run that is gone on with ends with the weights that are last then.
    train(replace(configuration, schedule=replace(configuration.schedule, steps=8)))
    last, held = weights(configuration.out), read_model(result.model)[1]
    assert all(np.array_equal(held[key], last[key]) for key in last) == (choose == "last")


@pytest.mark.slow
@pytest.mark.parametrize("regions", [False, True])
def test_training_learns(configuration: TrainingConfiguration, regions: bool) -> None:
    """Optical is the negative of SAR, noise-free: a tiny network learns that in seconds."""
    if regions:
        configuration = with_regions(configuration)
    schedule = replace(
        configuration.schedule,
        steps=120,
        labelled=2 if regions else 8,
        unlabelled=0,
        accumulate=1,
        validate_every=120,
        checkpoint_every=120,
    )
    losses = replace(configuration.losses, pseudo=0.0, independence=0.0)
    optimizer = replace(configuration.optimizer, learning_rate=1e-2, average=0.0)
    result = train(replace(configuration, schedule=schedule, losses=losses, optimizer=optimizer))
    rows = read_rows(configuration.out / "training.csv")
    first, last = (np.mean([float(row["shallow"]) for row in part]) for part in (rows[:10], rows[-10:]))
    assert last < 0.8 * first
    assert result.best is not None


@pytest.mark.slow
def test_fine_tuning_starts_with_the_models_weights(configuration: TrainingConfiguration) -> None:
    start = train(configuration).model
    network = replace(configuration.network, start=start)
    optimizer = replace(configuration.optimizer, learning_rate=1e-9, average=0.0, weight_decay=0.0)
    tuned = replace(configuration, name="tuned", out=configuration.out / "tuned", network=network, optimizer=optimizer)
    result = train(tuned)
    _, before = load_network(start)
    _, after = load_network(result.model)
    # Not the batch norms' statistics, which follow the data whatever the rate.
    found = dict(after.named_parameters())
    for key, value in before.named_parameters():
        torch.testing.assert_close(found[key], value, atol=1e-6, rtol=0)
    assert "starting from tiny" in read_card(result.model).training
    assert [row["step"] for row in read_rows(tuned.out / "validation.csv")] == ["0", "3", "6"]
    other = replace(network, changes={**network.changes, "prototypes": 8})
    with pytest.raises(InputError, match="prototypes = 4"):
        train(replace(tuned, out=configuration.out / "other", network=other))


@pytest.mark.slow
@pytest.mark.parametrize("average", [0.0, 0.9])
def test_fixed_norms_keep_their_statistics(configuration: TrainingConfiguration, average: float) -> None:
    """While the weights learn, validation between the steps or not."""
    start = train(configuration).model
    network = replace(configuration.network, start=start, fixed_norms=True)
    tuned = replace(
        configuration,
        out=configuration.out / "tuned",
        network=network,
        optimizer=replace(configuration.optimizer, average=average),
    )
    train(tuned)
    _, before = load_network(start)
    after, statistics = weights(tuned.out), dict(before.named_buffers())
    assert any("running_mean" in key for key in statistics)
    for key, value in statistics.items():
        assert torch.equal(after[key], value), key
    assert any(not torch.equal(after[key], value) for key, value in before.named_parameters())


@pytest.mark.parametrize("name", ["tiny.safetensors", "training.csv", "validation.csv"])
def test_files_that_no_training_wrote_are_not_replaced(name: str, configuration: TrainingConfiguration) -> None:
    configuration.out.mkdir(parents=True)
    (configuration.out / name).write_text("mine")
    with pytest.raises(InputError) as error:
        train(configuration)
    assert error.value.code == "folder_in_use"
    assert [(path.name, path.read_text()) for path in configuration.out.iterdir()] == [(name, "mine")]


def test_a_training_that_was_killed_before_its_first_checkpoint_starts_again(
    configuration: TrainingConfiguration,
) -> None:
    done = train(configuration)
    shutil.rmtree(done.checkpoint.parent)
    assert train(configuration).steps == done.steps


def test_the_model_that_a_training_starts_from_is_not_replaced(configuration: TrainingConfiguration) -> None:
    start = configuration.out / f"{configuration.name}.safetensors"
    start.parent.mkdir(parents=True)
    start.write_bytes(b"weights")
    with pytest.raises(InputError) as error:
        train(replace(configuration, network=replace(configuration.network, start=start)))
    assert error.value.code == "output_is_input"
    with pytest.raises(InputError) as error:
        train(replace(configuration, out=Path("/vsimem/out")))
    assert error.value.code == "unwritable_output"


@pytest.mark.slow
def test_another_configuration_does_not_go_on(configuration: TrainingConfiguration) -> None:
    train(configuration)
    kept = weights(configuration.out)
    faster = replace(configuration, optimizer=replace(configuration.optimizer, learning_rate=0.5))
    with pytest.raises(InputError, match=r"optimizer.learning_rate = 0.003.* 0.5") as caught:
        train(faster)
    assert caught.value.code == "other_run"
    assert_same(weights(configuration.out), kept)


@pytest.mark.slow
def test_refined_labels_are_trained_on_and_must_stay(configuration: TrainingConfiguration, tmp_path: Path) -> None:
    plain = train(replace(configuration, out=tmp_path / "plain"))
    labels = {
        f"made:sar/{number:02}.png": RefinedLabel(
            f"made:sar/{number:02}.png", ((4.0, 0, 0), (0.0, 0, 0)), 9, 9, 0.1, "refined"
        )
        for number in range(4)
    }
    first, moved = tmp_path / "refined.json", tmp_path / "elsewhere.json"
    write_refined(first, "m", "0", list(labels.values()))
    refined = replace(configuration, refined_labels=first)
    result = train(refined)
    assert result.last != plain.last
    # Validation pairs keep their truth: the same network scores as it did.
    scored = train(replace(configuration, out=tmp_path / "scored", network=replace(refined.network, start=plain.model)))
    again = train(replace(refined, out=tmp_path / "again", network=replace(refined.network, start=plain.model)))
    rows = [read_rows(tmp_path / one / "validation.csv")[0] for one in ("scored", "again")]
    assert rows[0] == rows[1]
    assert scored.last != again.last
    first.rename(moved)
    assert train(replace(refined, refined_labels=moved)).steps == 6
    write_refined(moved, "m", "0", [*list(labels.values())[1:], replace(labels["made:sar/00.png"], matches=8)])
    with pytest.raises(InputError, match="data have changed") as caught:
        train(replace(refined, refined_labels=moved))
    assert caught.value.code == "other_run"
    with pytest.raises(InputError, match="cannot be used: No such file"):
        train(refined)


@pytest.mark.slow
def test_nan_stops_with_a_sentence_and_keeps_the_checkpoint(
    configuration: TrainingConfiguration, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = run.loss_terms
    calls = []

    def spoilt(*arguments: object, **options: object) -> dict[str, torch.Tensor]:
        terms = real(*arguments, **options)  # type: ignore[arg-type]
        calls.append(1)
        return {**terms, "deep": terms["deep"] * float("nan")} if len(calls) > 7 else terms

    monkeypatch.setattr(run, "loss_terms", spoilt)
    with pytest.raises(EngineError, match=r"step 4: .*\(loss, deep; pairs made:sar/") as caught:
        train(configuration)
    assert caught.value.code == "not_finite"
    assert [path.name for path in list_checkpoints(configuration.out / run.CHECKPOINTS)] == ["step-000000002.ckpt"]
    assert all(torch.isfinite(value).all() for value in weights(configuration.out).values())


@pytest.mark.slow
def test_full_disk_keeps_earlier_checkpoints(
    configuration: TrainingConfiguration, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = torch.save
    saved = []

    def save(body: object, path: Path) -> None:
        saved.append(path)
        if len(saved) == 2:
            path.write_bytes(b"half")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(body, path)

    monkeypatch.setattr(checkpoints.torch, "save", save)
    with pytest.raises(EngineError, match="disk is full") as caught:
        train(configuration)
    assert caught.value.code == "disk_full"
    assert [path.name for path in (configuration.out / run.CHECKPOINTS).iterdir()] == ["step-000000002.ckpt"]
    monkeypatch.undo()
    assert train(configuration).steps == 6


class Malicious:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("s2m2-was-here",)


@pytest.mark.parametrize("damage", ["truncated", "foreign", "malicious"])
def test_bad_checkpoints_are_refused(
    configuration: TrainingConfiguration, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(configuration.out.parent)
    folder = configuration.out / run.CHECKPOINTS
    folder.mkdir(parents=True)
    path = folder / "step-000000002.ckpt"
    if damage == "truncated":
        torch.save({"version": 1, "network": {"a": torch.rand(1000)}}, path)
        path.write_bytes(path.read_bytes()[:1500])
    else:
        torch.save({"model": torch.rand(3)} if damage == "foreign" else {"version": 1, "step": Malicious()}, path)
    with pytest.raises(InputError, match=r"step-000000002\.ckpt cannot be used") as caught:
        train(configuration)
    assert caught.value.code == "bad_checkpoint"
    assert not Path("s2m2-was-here").exists()


@pytest.mark.slow
def test_a_checkpoint_from_before_a_setting_existed_goes_on(
    configuration: TrainingConfiguration, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = TrainingConfiguration.comparable
    configuration = replace(configuration, optimizer=replace(configuration.optimizer, schedule="constant"))
    with monkeypatch.context() as earlier:
        earlier.setattr(
            TrainingConfiguration,
            "comparable",
            lambda self: {key: value for key, value in whole(self).items() if key != "optimizer.anchor"},
        )
        train(replace(configuration, schedule=replace(configuration.schedule, steps=2)))
    assert train(replace(configuration, schedule=replace(configuration.schedule, steps=4))).steps == 4
    pulled = replace(configuration, optimizer=replace(configuration.optimizer, anchor=1.0))
    with pytest.raises(InputError, match=r"optimizer\.anchor = 0\.0, but the configuration says 1\.0"):
        train(pulled)


def test_labels_that_are_not_there_are_asked_for(configuration: TrainingConfiguration) -> None:
    unlabelled = replace(configuration, data=(replace(configuration.data[0], labels=0.0),))
    with pytest.raises(InputError, match="no labelled pair"):
        train(unlabelled)
    labelled = replace(configuration, data=(replace(configuration.data[0], labels=1.0),))
    with pytest.raises(InputError, match="no unlabelled pair"):
        train(labelled)


@pytest.mark.slow
def test_half_precision_of_the_cpu(configuration: TrainingConfiguration) -> None:
    assert train(replace(configuration, precision="bfloat16")).steps == 6
    with pytest.raises(InputError, match='precision cannot be "float16"'):
        train(replace(configuration, precision="float16", out=configuration.out / "half"))


@pytest.mark.slow
def test_average_as_teacher(configuration: TrainingConfiguration) -> None:
    taught = replace(configuration, losses=replace(configuration.losses, pseudo_teacher="average"))
    assert train(taught).steps == 6


CHILD = """
import sys
from pathlib import Path
from s2m2_engine.training.configuration import read_configuration
from s2m2_engine.training.loop import train
train(read_configuration(Path(sys.argv[1])))
"""


def environment() -> dict[str, str]:
    return {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
def test_ctrl_c_leaves_a_checkpoint(recipe: Path) -> None:
    import signal
    import time

    recipe.write_text(RECIPE.replace("steps = 6", "steps = 100000"), encoding="utf-8")
    script = recipe.with_name("child.py")
    script.write_text(CHILD, encoding="utf-8")
    curve = recipe.parent / "run" / "training.csv"
    command = [sys.executable, str(script), str(recipe)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=environment()) as child:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not (curve.exists() and len(curve.read_text().splitlines()) > 3):
            time.sleep(0.1)
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=60)
    assert b"Stopped after step" in said
    found = list_checkpoints(recipe.parent / "run" / run.CHECKPOINTS)
    assert load_checkpoint(found[-1]).step == len(curve.read_text().splitlines()) - 1


@pytest.mark.slow
@pytest.mark.parametrize("regions", [False, True])
def test_two_processes_train_one_network(recipe: Path, regions: bool) -> None:
    """torchrun with gloo on the CPU: both get the same weights, which with group norms are those of one process with
    twice the batch. Batch norms take their statistics from each process's own part."""
    script = recipe.with_name("child.py")
    script.write_text(CHILD, encoding="utf-8")
    single = RECIPE.replace("[losses]", "[losses]\nindependence = 0.0\npseudo = 0.0")
    single = single.replace("unlabelled = 2", "unlabelled = 0").replace("accumulate = 2", "accumulate = 1")
    if regions:
        single = single.replace("shifts = 16", "shifts = 16\nregion = 48\nplaces = 3")
    else:
        single = single.replace("templates = [16, 24]", "templates = [24]").replace(
            "heads = 2", "heads = 2, groups = 1"
        )
    recipe.write_text(single, encoding="utf-8")
    launched = subprocess.run(
        [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2", str(script), str(recipe)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert launched.returncode == 0, launched.stderr[-3000:]
    curve = (recipe.parent / "run" / "training.csv").read_text().splitlines()
    assert len(curve) == 7
    if regions:
        return
    two = weights(recipe.parent / "run")
    one = replace(read_configuration(recipe), out=recipe.parent / "one")
    train(replace(one, schedule=replace(one.schedule, labelled=4)))
    for key, value in weights(recipe.parent / "one").items():
        torch.testing.assert_close(two[key], value, atol=2e-4, rtol=1e-3)
