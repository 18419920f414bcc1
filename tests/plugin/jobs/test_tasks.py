"""The tasks in QGIS's task manager: signals in the main thread, failures as sentences, cancel, nothing left behind."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer

from helpers.layers import virtual_layer
from helpers.raster_files import write_raster
from helpers.task_recorder import Recorder
from s2m2_qgis.engine_files import protocol
from s2m2_qgis.jobs import calls as jobs
from s2m2_qgis.jobs import tasks
from s2m2_qgis.jobs.calls import ALL_GROUND, CorrectInputs, MatchInputs
from s2m2_qgis.jobs.tasks import CorrectTask, EnvironmentTask, MatchTask
from s2m2_qgis.project.layer_files import LayerFile, layer_input
from s2m2_qgis.worker import making, pythons
from s2m2_qgis.worker.client import WorkerClient, new_id
from s2m2_qgis.worker.failures import WorkerFailure
from s2m2_qgis.worker.installer import PackageSource


def request(out: Path, model: str = "ok", **fields: Any) -> Any:
    return protocol.MatchRequest(new_id(), sar="", optical="", out=str(out), model=model, **fields)


def inputs(out: Path, model: str = "ok", **fields: Any) -> MatchInputs:
    sar, optical = LayerFile("/s.tif", "EPSG:1", "SÄR"), LayerFile("/o.tif", "", "Optik")
    return MatchInputs.of(request(out, model, **fields), sar, optical, ALL_GROUND)


def test_match(fake_client: WorkerClient, tmp_path: Path) -> None:
    sent = inputs(tmp_path, moving="optical", search_radius=300.0, spacing=32, bbox=(1.0, 2.0, 3.0, 4.0))
    recorder = Recorder(MatchTask(sent))
    assert "SÄR" in recorder.task.description()
    (result,) = recorder.run("succeeded")
    assert recorder.names == ["stage_changed", "tie_points_found", "warned", "succeeded"]
    assert recorder.events[0][1] == ("Schön: 50 %", 1.5)
    assert recorder.events[1][1] == ("EPSG:32633", [[1.0, 2.0, 3.0, 4.0, 0.9]])
    assert recorder.events[2][1] == ("Achtung, Straße", "small")
    asked = result["request"]
    assert (asked["sar"], asked["sar_crs"], asked["sar_name"]) == ("/s.tif", "EPSG:1", "SÄR")
    assert (asked["optical"], asked["optical_crs"], asked["optical_name"]) == ("/o.tif", "", "Optik")
    assert (asked["moving"], asked["search_radius"], asked["spacing"]) == ("optical", 300.0, 32)
    assert asked["bbox"] == [1.0, 2.0, 3.0, 4.0]


def test_correct(fake_client: WorkerClient, tmp_path: Path) -> None:
    raster = LayerFile("/s.tif", "EPSG:1", "SÄR")
    sent = protocol.CorrectRequest(new_id(), str(tmp_path), "", "/out.tif", method="shift", force=True)
    recorder = Recorder(CorrectTask(CorrectInputs.of(sent, raster)))
    (result,) = recorder.run("succeeded")
    assert recorder.events[0] == ("stage_changed", ("Correcting", -1.0))
    asked = result["request"]
    assert (asked["match_dir"], asked["raster"], asked["out"]) == (str(tmp_path), "/s.tif", "/out.tif")
    assert (asked["method"], asked["force"]) == ("shift", True)
    assert (asked["raster_crs"], asked["raster_name"]) == ("EPSG:1", "SÄR")


def test_a_failure_is_a_sentence(fake_client: WorkerClient, tmp_path: Path) -> None:
    recorder = Recorder(MatchTask(inputs(tmp_path, "error")))
    assert recorder.run("failed") == ("“a” and “b” do not overlap.", "Choose others.", "no_overlap")
    assert "succeeded" not in recorder.names


def test_a_bug_does_not_reach_the_task_manager(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail() -> WorkerClient:
        raise KeyError("surprise")

    monkeypatch.setattr(jobs, "get_client", fail)
    message, hint, code = Recorder(MatchTask(inputs(tmp_path))).run("failed")
    assert "KeyError: 'surprise'" in message
    assert (bool(hint), code) == (True, "unexpected")


@pytest.mark.parametrize("model", ["polite", "stubborn"])
def test_cancel(fake_client: WorkerClient, tmp_path: Path, model: str) -> None:
    recorder = Recorder(MatchTask(inputs(tmp_path / "out", model)))
    recorder.run("stage_changed")
    begun = time.monotonic()
    recorder.task.cancel()
    recorder.wait_for("was_cancelled")
    assert time.monotonic() - begun < 2.0
    assert "failed" not in recorder.names
    fake_client.close()
    assert list(tmp_path.iterdir()) == []


def test_cancel_before_it_began(fake_client: WorkerClient, tmp_path: Path) -> None:
    recorder = Recorder(MatchTask(inputs(tmp_path)))
    recorder.task.hold()
    QgsApplication.taskManager().addTask(recorder.task)
    recorder.task.cancel()
    recorder.wait_for("was_cancelled")
    assert recorder.names == ["was_cancelled"]


def test_layers_may_go_while_matching(fake_client: WorkerClient, tmp_path: Path) -> None:
    path = write_raster(tmp_path / "a.tif")
    layers = [QgsRasterLayer(path, "sar"), virtual_layer(path)]
    QgsProject.instance().addMapLayers(layers)
    sar, optical = (layer_input(layer) for layer in layers)
    recorder = Recorder(MatchTask(MatchInputs.of(request(tmp_path / "out", "copy"), sar, optical, ALL_GROUND)))
    del layers
    QgsProject.instance().clear()
    recorder.run("succeeded")
    assert (tmp_path / "out.optical.tif").stat().st_size > 0
    assert not Path(optical.path).parent.exists()
    assert Path(path).exists()


def test_the_export_goes_when_the_match_fails(fake_client: WorkerClient, tmp_path: Path) -> None:
    layer = virtual_layer(write_raster(tmp_path / "a.tif"))
    optical = layer_input(layer)
    recorder = Recorder(
        MatchTask(MatchInputs.of(request(tmp_path, "error"), LayerFile("/s", "", "s"), optical, ALL_GROUND))
    )
    recorder.run("failed")
    assert recorder.events[0] == ("stage_changed", ("Exporting “Zweifach” to a temporary file", -1.0))
    assert not Path(optical.path).parent.exists()


def test_environment(monkeypatch: pytest.MonkeyPatch, own_profile: Path) -> None:
    calls: list[Any] = []

    def create(
        folder: Path,
        source: Any,
        with_pytorch: bool,
        on_text: Callable[[str], None],
        is_cancelled: Callable[[], bool],
        release: Callable[[], None],
        base: str,
        anew: bool,
        with_dask: bool,
    ) -> str:
        release()
        calls.append((folder, source, with_pytorch, is_cancelled(), base, anew, with_dask))
        on_text("Installing…")
        return "There is no PyTorch."

    monkeypatch.setattr(making, "create_environment", create)
    source = PackageSource(Path("/wheels"))
    recorder = Recorder(EnvironmentTask(source, True, "/my/python", True, True))
    assert recorder.run("succeeded") == ("There is no PyTorch.",)
    assert calls == [(own_profile, source, True, False, "/my/python", True, True)]
    assert recorder.names == ["text", "succeeded"]


def test_environment_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def create(*_arguments: Any) -> None:
        raise WorkerFailure("environment_failed", "It failed.", "Do this.")

    monkeypatch.setattr(making, "create_environment", create)
    assert Recorder(EnvironmentTask(PackageSource())).run("failed") == ("It failed.", "Do this.")


def test_environment_that_is_cancelled(monkeypatch: pytest.MonkeyPatch, own_profile: Path, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho started\nexec sleep 60\n")
    python.chmod(0o755)
    monkeypatch.setattr(pythons, "bases", lambda chosen, on_text: [pythons.Base(str(python), True)])
    recorder = Recorder(EnvironmentTask(PackageSource()))
    recorder.run("text")
    recorder.task.cancel()
    recorder.wait_for("was_cancelled")
    assert "failed" not in recorder.names
    assert not own_profile.exists()


def test_no_engine_in_qgis() -> None:
    assert tasks.__name__ in sys.modules
    unwanted = ("s2m2_engine", "torch", "rasterio", "pyproj", "scipy", "skimage")
    assert [name for name in sys.modules if name.split(".")[0] in unwanted] == []
