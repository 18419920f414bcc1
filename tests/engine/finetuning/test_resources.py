"""Disk and memory are looked at before a fine-tuning begins: too small a disk is refused, too little memory said."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("lightning_fabric")

from helpers.tiny_network import TINY
from s2m2_engine import machine
from s2m2_engine.cli import main
from s2m2_engine.errors import EngineError, InputError
from s2m2_engine.finetuning import resources as room
from s2m2_engine.finetuning.finetune import finetune
from s2m2_engine.finetuning.resources import estimate, memory_warning, refuse_full_disk
from s2m2_engine.finetuning.settings import FineTuneSettings, ScenePaths
from s2m2_engine.finetuning.start import check
from s2m2_engine.model.network.configuration import PRESETS, NetworkConfiguration
from s2m2_engine.model.registry import KeptMatcher
from s2m2_engine.progress import Reporter
from s2m2_engine.worker.protocol import CheckFineTuneRequest, FineTuneRequest, decode, encode
from s2m2_engine.worker.requests import run_request

MB = 2**20


@pytest.fixture
def settings(model: Path, tmp_path: Path) -> FineTuneSettings:
    """Of rasters that do not exist: what is looked at first must not need them."""
    return FineTuneSettings((ScenePaths("s.tif", "o.tif"),), tmp_path / "läuft" / "out", model=str(model), device="cpu")


def free_disk(monkeypatch: pytest.MonkeyPatch, size: int) -> list[Path]:
    """The disk has so many bytes free; returns where that is asked."""
    asked: list[Path] = []

    def usage(path: Path) -> Any:
        asked.append(path)
        return SimpleNamespace(free=size)

    monkeypatch.setattr(room.shutil, "disk_usage", usage)
    return asked


# --- disk -----------------------------------------------------------------------------------------------------


def test_a_full_disk_is_said_before_any_work(settings: FineTuneSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = free_disk(monkeypatch, 99 * MB)
    with pytest.raises(EngineError, match=r"needs \d+ MB in .*; 99 MB are free") as error:
        finetune(settings, Reporter())
    assert error.value.code == "disk_full"
    assert asked == [settings.out.parent.parent], "nothing has been made yet"


def test_layers_that_are_to_be_exported_count(settings: FineTuneSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    free_disk(monkeypatch, 1000 * MB)
    assert check(settings) == check(settings, 700 * MB)
    with pytest.raises(EngineError) as error:
        check(settings, 950 * MB)
    assert error.value.code == "disk_full"


def test_what_a_run_has_written_is_not_asked_for_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free_disk(monkeypatch, 10 * MB)
    with pytest.raises(EngineError):
        refuse_full_disk(tmp_path, 12 * MB)
    checkpoint = tmp_path / "training" / "checkpoints" / "step-000000050.ckpt"
    checkpoint.parent.mkdir(parents=True)
    checkpoint.write_bytes(bytes(3 * MB))
    refuse_full_disk(tmp_path, 12 * MB)
    refuse_full_disk(tmp_path, MB)


def test_larger_models_and_more_pairs_need_more_disk() -> None:
    small, many, large = (estimate(TINY, size * MB, pairs, "cpu").disk for size, pairs in ((1, 1), (1, 9), (50, 1)))
    assert small < many
    # Two checkpoints and one that is being written, each four times the model.
    assert large - small >= 12 * 49 * MB


# --- memory ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "model_mb", "measured_mb"),
    # Peaks of resident memory, by docs/fine-tuning.md; the last one of the training alone.
    [("default", 6.8, 1657), ("s2m2", 1.9, 1608), ("reference", 59.1, 2871)],
)
def test_the_estimate_is_near_what_was_measured(name: str, model_mb: float, measured_mb: int) -> None:
    default = NetworkConfiguration(
        channels=(32, 64, 96, 128, 192),
        stride=2,
        enhancement="none",
        levels="shallow",
        prior="structure",
        weighting="learned",
    )
    network = default if name == "default" else PRESETS[name]
    needs = estimate(network, round(model_mb * MB), 1, "cpu")
    assert 0.9 * measured_mb * MB < needs.memory < 1.35 * measured_mb * MB
    assert needs.card == 0
    # One of nine on a card, 1448 MB; about 500 MB are CUDA's own, which is there before the free memory is asked for.
    if name == "default":
        assert 0.8 * 948 * MB < estimate(network, round(model_mb * MB), 1, "cuda").card < 1.35 * 948 * MB


def test_little_memory_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    needs = estimate(PRESETS["reference"], 59 * MB, 1, "cpu")
    monkeypatch.setattr(room, "free_memory", lambda: needs.memory)
    assert memory_warning(needs, "cpu") == ""
    monkeypatch.setattr(room, "free_memory", lambda: 800_000_000)
    assert "; 0.8 GB are free" in memory_warning(needs, "cpu")
    monkeypatch.setattr(room, "free_memory", lambda: None)
    assert memory_warning(needs, "cpu") == "", "nobody knows"


def test_a_cards_memory_is_looked_at_where_it_trains(monkeypatch: pytest.MonkeyPatch) -> None:
    network = PRESETS["reference"]
    needs = estimate(network, 59 * MB, 1, "cuda:0")
    assert needs.memory < estimate(network, 59 * MB, 1, "cpu").memory
    monkeypatch.setattr(room, "free_memory", lambda: needs.memory)
    for free, said in ((needs.card, ""), (None, ""), (500_000_000, "graphics card's memory; 0.5 GB are free")):
        monkeypatch.setattr(room, "free_cuda_memory", lambda device, free=free: free)
        warning = memory_warning(needs, "cuda:0")
        assert said in warning
        assert bool(said) == bool(warning)


def test_the_command_line_warns_and_goes_on(
    settings: FineTuneSettings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(room, "free_memory", lambda: MB)
    command = ["finetune", "s.tif,o.tif", "--out", str(settings.out), "--model", settings.model, "--device", "cpu"]
    assert main(command) == 2, "the rasters do not exist"
    told = capsys.readouterr().err
    assert "warning: Fine-tuning this model takes about" in told
    assert "s.tif" in told


def test_free_memory() -> None:
    free = machine.free_memory()
    assert free is not None
    assert 50 * MB < free < psutil.virtual_memory().total


@pytest.mark.parametrize("error", [OSError("no /proc"), RuntimeError("host_statistics64() failed")])
def test_a_system_that_does_not_tell(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Any:
        raise error

    monkeypatch.setattr(psutil, "virtual_memory", refuse)
    assert machine.free_memory() is None


def test_a_driver_that_does_not_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_device: Any) -> Any:
        raise RuntimeError("no driver")

    monkeypatch.setattr(torch.cuda, "mem_get_info", refuse)
    assert machine.free_cuda_memory("cuda") is None
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda device: (7, 9))
    assert machine.free_cuda_memory("cuda:0") == 7


# --- asked by the plugin --------------------------------------------------------------------------------------


def test_the_check_says_what_the_run_would(
    settings: FineTuneSettings, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields: dict[str, Any] = {"id": "1", "pairs": [["s.tif", "o.tif"]], "out": str(settings.out), "name": "alps"}
    request = CheckFineTuneRequest(**fields, model=str(model), device="cpu")
    assert decode(encode(request)) == request
    monkeypatch.setattr(room, "free_memory", lambda: None)
    assert run_request(request, Reporter(), KeptMatcher()) == {"warnings": []}
    monkeypatch.setattr(room, "free_memory", lambda: MB)
    (warning,) = run_request(request, Reporter(), KeptMatcher())["warnings"]
    assert json.dumps(warning)
    assert "0.0 GB are free" in warning
    assert not settings.out.parent.exists()
    with pytest.raises(InputError) as error:
        run_request(CheckFineTuneRequest(**fields, model="structure"), Reporter(), KeptMatcher())
    assert error.value.code == "not_trainable"
    free_disk(monkeypatch, MB)
    for refused in (request, FineTuneRequest(**fields, model=str(model), device="cpu")):
        with pytest.raises(EngineError) as full:
            run_request(refused, Reporter(), KeptMatcher())
        assert full.value.code == "disk_full"
