"""What the log says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsApplication

from helpers.dock_bench import Bench
from helpers.ui_fakes import wait_until
from s2m2_qgis import settings
from s2m2_qgis.engine_files import protocol
from s2m2_qgis.worker.client import WorkerClient


@pytest.fixture
def lines(qgis_app: object) -> Iterator[list[str]]:
    kept: list[str] = []
    log = QgsApplication.messageLog()

    def keep(text: str, tag: str, level: Qgis.MessageLevel) -> None:
        if tag == "S2M2":
            kept.append(text)

    log.messageReceived.connect(keep)
    yield kept
    log.messageReceived.disconnect(keep)


def test_a_match_and_its_warnings(lines: list[str], tmp_path: Path) -> None:
    settings.set_results_folder(str(tmp_path / "results"))
    bench = Bench(tmp_path)
    bench.load_pair()
    bench.form.match.click()
    bench.matches.last.warned.emit("The SAR layer has <no> nodata value.", "no_nodata")
    wait_until(lambda: len(lines) == 2)
    bench.form.cancel.click()
    wait_until(lambda: not bench.dock.runner.running)
    bench.match("unreliable")
    assert "“scene_sar” and “scene_optical”" in lines[0]
    assert "moving sar, model" in lines[0]
    assert str(tmp_path / "results") in lines[0]
    assert lines[1] == "The SAR layer has &lt;no&gt; nodata value.", "the tab shows rich text"
    assert "unreliable" in lines[-1]
    assert "5 of 40 tie points agree" in lines[-1]
    bench.dock.shut_down()
    bench.dock.deleteLater()


def test_the_workers_start_and_end(lines: list[str], make_client: Callable[..., WorkerClient], tmp_path: Path) -> None:
    client = make_client()
    client.run(
        protocol.CorrectRequest("1", str(tmp_path), "a.tif", str(tmp_path / "b.tif")), lambda event: None, lambda: False
    )
    pid = client.pid
    client.close()
    wait_until(lambda: len(lines) >= 2)
    assert f"The worker {pid} was started" in lines[0]
    assert lines[-1] == f"The worker {pid} has ended."
