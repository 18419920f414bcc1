"""Fine-tuning through a worker: a client of its own, patience when it is stopped, and a run of the real engine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer

from helpers.layers import virtual_layer
from helpers.paths import FAKE_WORKER
from helpers.raster_files import write_raster
from helpers.task_recorder import Recorder
from helpers.ui_fakes import process_events, wait_until
from s2m2_qgis import settings
from s2m2_qgis.engine_files import protocol
from s2m2_qgis.finetuning.window import FineTuneWindow
from s2m2_qgis.jobs import finetune as finetune_job
from s2m2_qgis.jobs.capture import finetune_inputs
from s2m2_qgis.jobs.finetune import FineTuneInputs, Scene
from s2m2_qgis.jobs.tasks import FineTuneTask
from s2m2_qgis.project.layer_files import LayerFile
from s2m2_qgis.worker import client as client_module
from s2m2_qgis.worker.client import TUNING, WorkerClient, close_client, get_client, new_id
from s2m2_qgis.worker.failures import WorkerFailure

# As the tests were started: the fixtures take the variable away.
PYTHON = os.environ.get("S2M2_PYTHON", "")

# Run by the engine's Python: a simulated pair, and a tiny network that nobody has trained, in the library.
_MAKE = """
import sys
from pathlib import Path
import lightning_fabric, torch
from s2m2_engine.simulation.sample import make_sample
from s2m2_engine.model.model_file import write_model
from s2m2_engine.model.network.configuration import NetworkConfiguration
from s2m2_engine.model.network.s2m2 import S2M2Network
make_sample(Path(sys.argv[1]) / "scenes", size=900, seed=3)
tiny = NetworkConfiguration(
    channels=(8, 8, 16, 16, 16), stride=2, enhancement="none", levels="shallow", prior="self_similarity"
)
torch.manual_seed(0)
(Path(sys.argv[1]) / "models").mkdir()
path = Path(sys.argv[1]) / "models" / "base.safetensors"
write_model(path, tiny, S2M2Network(tiny).state_dict(), "base", "Untrained.")
"""


@pytest.fixture
def tuner(monkeypatch: pytest.MonkeyPatch) -> Iterator[WorkerClient]:
    """The client for fine-tuning is one of the fake worker."""
    fake = WorkerClient(sys.executable, [str(FAKE_WORKER), "normally"], polite_s=30.0, keep_warm=False)
    monkeypatch.setattr(finetune_job, "get_client", lambda purpose: fake if purpose == TUNING else None)
    yield fake
    fake.close()


def request(out: Path, model: str, name: str = "alpen", minutes: float = 1.0) -> Any:
    return protocol.FineTuneRequest(new_id(), [], str(out), name, model, minutes, 300.0)


def inputs(out: Path, model: str) -> FineTuneInputs:
    pair = Scene(LayerFile("/s.tif", "", "SÄR")), Scene(LayerFile("/o.tif", "", "Optik"))
    return FineTuneInputs.of(request(out, model, minutes=0.5), (pair,))


def test_the_task(tuner: WorkerClient, tmp_path: Path) -> None:
    task = FineTuneTask(inputs(tmp_path / "läuft", "ok"))
    recorder = Recorder(task)
    task.metric_found.connect(recorder.slot("metric_found"))
    (result,) = recorder.run("succeeded")
    assert ("metric_found", ("cmr_3", 0, 0.25)) in recorder.events
    assert ("metric_found", ("loss", 1, 2.5)) in recorder.events
    assert ("stage_changed", ("Schritt 1", 60.0)) in recorder.events
    asked = result["request"]
    assert asked["pairs"] == [["/s.tif", "/o.tif"]]
    assert (asked["out"], asked["name"], asked["model"]) == (str(tmp_path / "läuft"), "alpen", "ok")
    assert (asked["minutes"], asked["search_radius"], asked["resume"]) == (0.5, 300.0, False)
    assert tuner.pid is None, "a worker that has done its work gives its memory back"


def test_the_folder_of_a_match_reaches_the_engine(tuner: WorkerClient, tmp_path: Path) -> None:
    given = inputs(tmp_path / "out", "ok")
    given = FineTuneInputs.of(given.request, given.pairs * 3, ("", "/matches/a, b"))
    (result,) = Recorder(FineTuneTask(given)).run("succeeded")
    pair = ["/s.tif", "/o.tif"]
    assert result["request"]["pairs"] == [pair, [*pair, "/matches/a, b"], pair]


def test_a_stopped_run_may_end_its_step(tuner: WorkerClient, tmp_path: Path) -> None:
    recorder = Recorder(FineTuneTask(inputs(tmp_path / "out", "polite")))
    recorder.run("warned")
    recorder.task.cancel()
    recorder.wait_for("was_cancelled")
    assert (tmp_path / "out" / "checkpoint").read_text(encoding="utf-8") == "learned"


def test_a_killed_worker_is_a_sentence(tuner: WorkerClient, tmp_path: Path) -> None:
    message, hint, code = Recorder(FineTuneTask(inputs(tmp_path / "out", "killed"))).run("failed")
    assert "was killed" in message
    assert (bool(hint), code) == (True, "worker_died")


def test_two_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    """Matching does not wait for a fine-tuning, and both end with the plugin."""
    settings.set_python_path(sys.executable)
    monkeypatch.setattr(client_module.pythons, "check_python", lambda path: "")
    matching, tuning = get_client(), get_client(TUNING)
    assert matching is not tuning
    assert (get_client(), get_client(TUNING)) == (matching, tuning)
    closed: list[WorkerClient] = []
    monkeypatch.setattr(WorkerClient, "close", lambda one: closed.append(one))
    close_client()
    assert closed == [matching, tuning]


def test_closing_ends_a_fine_tuning_at_once(tuner: WorkerClient, tmp_path: Path) -> None:
    recorder = Recorder(FineTuneTask(inputs(tmp_path / "out", "stubborn")))
    recorder.run("warned")
    pid = tuner.pid
    assert pid is not None
    tuner.close()
    recorder.wait_for("was_cancelled")
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_layers_that_are_no_files_are_exported_into_the_run(tuner: WorkerClient, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif")
    sar, optical = QgsRasterLayer(path, "sar"), virtual_layer(path)
    out = tmp_path / "out"
    given = finetune_inputs(request(out, "ok"), [(sar, optical)], QgsProject.instance())
    del sar, optical
    (result,) = Recorder(FineTuneTask(given)).run("succeeded")
    exported = out / "layers" / "000" / "optical" / "layer.tif"
    assert result["request"]["pairs"] == [[path, str(exported)]]
    assert exported.stat().st_size > 0
    # A run that goes on has the file, though not the layer.
    changed = exported.stat().st_mtime_ns
    Recorder(FineTuneTask(given)).run("succeeded")
    assert exported.stat().st_mtime_ns == changed


def test_what_the_engine_warns_of_is_heeded_before_layers_are_exported(tuner: WorkerClient, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif", size=(300, 200), bands=2)
    layers = QgsRasterLayer(path, "sar"), virtual_layer(path)
    pairs = [layers, (LayerFile(path, "", "file"), LayerFile(path, "", "file"))]
    asked = request(tmp_path / "out", "ok", name="eng")
    given = finetune_inputs(asked, pairs, QgsProject.instance(), heed_warnings=True)
    del layers, pairs
    export = given.pairs[0][1].layer.export
    assert export is not None
    assert export.size == 2 * 256 * 256 * 8, "two tiles; a virtual raster has numbers of 8 bytes"
    assert given.pairs[1][0] == Scene(LayerFile(path, "", "file"))
    message, _, code = Recorder(FineTuneTask(given)).run("failed")
    assert (message, code) == ("Es ist wenig Speicher frei.", finetune_job.ASK_FIRST)
    assert not (tmp_path / "out").exists()
    (result,) = Recorder(FineTuneTask(replace(given, heed_warnings=False))).run("succeeded")
    assert result["request"]["pairs"][1] == [path, path]
    exported = Path(result["request"]["pairs"][0][1]).stat().st_size
    assert export.size < exported < 1.01 * export.size


def test_a_crs_of_the_users_reaches_the_engine(tuner: WorkerClient, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "größe.tif")
    vrt = tmp_path / "out" / "layers" / "000" / "sar" / "layer.vrt"
    pair = Scene(LayerFile(path, "EPSG:32632", "s"), str(vrt)), Scene(LayerFile(path, "", "o"))
    (result,) = Recorder(FineTuneTask(FineTuneInputs.of(request(tmp_path / "out", "ok"), (pair,)))).run("succeeded")
    assert result["request"]["pairs"] == [[str(vrt), path]]
    layer = QgsRasterLayer(str(vrt), "vrt")
    assert layer.crs().authid() == "EPSG:32632"
    del layer
    lost = Scene(LayerFile(str(tmp_path / "gone.tif"), "EPSG:32632", "Fort"), str(vrt))
    failing = FineTuneInputs.of(request(tmp_path / "out", "ok"), ((lost, lost),))
    message, _, code = Recorder(FineTuneTask(failing)).run("failed")
    assert "“Fort” cannot be given its coordinate reference system" in message
    assert code == "export_failed"


def test_without_an_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module.environment, "find_python", lambda: None)
    with pytest.raises(WorkerFailure) as failure:
        finetune_job.run_finetune(inputs(tmp_path, "ok"), lambda _: None, lambda: False)
    assert failure.value.code == "no_python"


# --- with the engine ------------------------------------------------------------------------------------------


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with scenes, and the library of the real worker in it."""
    if not PYTHON:
        pytest.skip("no engine environment: S2M2_PYTHON is not set")
    folder = tmp_path / "Zoë"
    command = [PYTHON, "-c", _MAKE, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")
    if done.returncode and "No module named" in done.stderr:
        pytest.skip("the engine's environment has no PyTorch")
    assert done.returncode == 0, done.stderr
    monkeypatch.setenv("S2M2_MODELS", str(folder / "models"))
    monkeypatch.setenv("S2M2_PYTHON", PYTHON)
    return folder


def open_window(make_task: Callable[[FineTuneInputs], Any]) -> FineTuneWindow:
    project = QgsProject.instance()
    layers = list(project.mapLayersByName("sar")) + list(project.mapLayersByName("optical"))
    window = FineTuneWindow(None, make_task)
    window.show_with(*layers, 500.0, "base")
    return window


@pytest.mark.slow
def test_a_run_with_the_engine(made: Path) -> None:
    """Its worker is killed, it goes on, is paused by the end of QGIS, goes on, and is tried; Match works meanwhile."""
    for name in ("sar", "optical"):
        layer = QgsRasterLayer(str(made / "scenes" / f"simulated_{name}.tif"), name)
        QgsProject.instance().addMapLayer(layer)
    del layer
    minutes = [60.0, 60.0, 0.02]

    def make_task(given: FineTuneInputs) -> FineTuneTask:
        return FineTuneTask(replace(given, request=replace(given.request, minutes=minutes.pop(0))))

    window = open_window(make_task)
    wait_until(lambda: window.setup.model.currentData() == "base", 120)
    window.setup.pairs.add.click()
    window.setup.start.click()
    wait_until(lambda: bool(window.run_view.curves.curves["loss"].points), 300)
    window._library.request()
    wait_until(lambda: not window._library.busy, 60)
    assert window._task is not None
    pid = get_client(TUNING).pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    wait_until(lambda: window._task is None, 60)
    assert "What has been learned is kept" in window.run_view.stage.text()
    window.run_view.resume.click()
    curves = window.run_view.curves.curves
    wait_until(lambda: bool(curves["loss"].points), 300)
    window.run_view.pause.click()
    wait_until(lambda: window._task is None, 60)
    assert "Paused" in window.run_view.stage.text()
    learned = curves["loss"].points[-1][0]
    window.shut_down()
    close_client()
    assert not [one for one in threading.enumerate() if one.name.startswith("s2m2 worker")]

    window = open_window(make_task)
    assert window.run_view.curves.curves["loss"].points[-1][0] == learned
    window.run_view.resume.click()
    wait_until(lambda: window._task is None, 300)
    assert "better" in window.run_view.outcome.toPlainText()
    assert "Before" in window.run_view.outcome.toPlainText()
    window.shut_down()
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    process_events()
