"""Match many: with the real batch on small pairs, from each kind of input; watched, stopped and done again."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from helpers.paths import PROJECT_ROOT
from s2m2_qgis.jobs import batch as batch_job
from s2m2_qgis.jobs.batch import BatchInputs, Listener, run_batch
from s2m2_qgis.pairs.manifest import rows_of_pairs, rows_of_table
from s2m2_qgis.pairs.pairing import ListedPair, ListedRaster
from s2m2_qgis.processing.provider import S2M2Provider
from s2m2_qgis.project.batch_layer import batch_layer
from s2m2_qgis.worker import environment
from s2m2_qgis.worker.environment import PythonChoice
from s2m2_qgis.worker.failures import WorkerFailure

PYTHON = os.environ.get("S2M2_PYTHON", "")
QUICK = {"MODEL": "structure", "SEARCH_RADIUS": 300, "WORKERS": 1}
Folders = tuple[Path, Path]


class Feedback(QgsProcessingFeedback):
    """Keeps what it is told."""

    def __init__(self) -> None:
        super().__init__(False)
        self.warnings: list[str] = []
        self.lines: list[str] = []

    def setProgressText(self, text: str) -> None:  # noqa: N802 - its name
        self.lines.append(text)

    def pushWarning(self, warning: str) -> None:  # noqa: N802 - its name
        self.warnings.append(warning)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    """A folder of SAR rasters and one of optical ones: a good pair, and a SAR raster that is no raster."""
    if not PYTHON:
        pytest.skip("no engine environment: S2M2_PYTHON is not set")
    root = tmp_path_factory.mktemp("archive é")
    make = (
        "import pathlib, sys; from s2m2_engine.simulation.sample import make_sample;"
        "make_sample(pathlib.Path(sys.argv[1]), 192)"
    )
    engine = {**os.environ, "PYTHONPATH": str(PROJECT_ROOT / "engine")}
    subprocess.run([PYTHON, "-c", make, str(root)], check=True, env=engine)
    sar, optical = root / "sar", root / "optical"
    for folder, name in ((sar, "simulated_sar.tif"), (optical, "simulated_optical.tif")):
        folder.mkdir()
        (folder / f"place1_{folder.name}.tif").write_bytes((root / name).read_bytes())
    (sar / "place2.tif").write_text("This is no raster.", encoding="utf-8")
    return sar, optical


@pytest.fixture
def engine(provider: S2M2Provider, folders: Folders, monkeypatch: pytest.MonkeyPatch) -> Folders:
    monkeypatch.setenv("S2M2_PYTHON", PYTHON)
    return folders


def run(feedback: Feedback, **parameters: Any) -> tuple[dict[str, Any], QgsProcessingContext]:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    found: Any = QgsApplication.processingRegistry().algorithmById("s2m2:matchmany")
    outputs, ok = found.run(parameters, context, feedback, {}, False)
    assert ok
    return outputs, context


def value(layer: QgsVectorLayer, feature: QgsFeature, text: str) -> str:
    """What a text with expressions becomes for a feature."""
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    return str(QgsExpression.replaceExpressionText(text, context))


@pytest.mark.slow
def test_two_folders_become_a_layer_whose_pairs_open_their_reports(engine: Folders, tmp_path: Path) -> None:
    sar, optical = engine
    feedback, out = Feedback(), tmp_path / "Ergebnis ü"
    given = {**QUICK, "SAR_FOLDER": str(sar), "OPTICAL_FOLDER": str(optical), "OUTPUT": str(out)}
    outputs, context = run(feedback, **given)
    assert (outputs["PAIRS"], outputs["RELIABLE"], outputs["FAILED"]) == (1, 1, 0)
    assert feedback.warnings == ["place2.tif is left out: it cannot be read as a raster."]
    assert outputs["RESULTS"] == str(out / "results.gpkg")
    assert Path(outputs["REPORT"]).is_file()
    assert [line for line in feedback.lines if "1 of 1" in line and "a minute" in line and "shift" in line]
    loaded = context.layersToLoadOnCompletion()
    assert set(loaded) == {outputs["RESULTS"]}

    layer = batch_layer(outputs["RESULTS"])
    QgsProject.instance().addMapLayer(layer)
    features = {feature["id"]: feature for feature in layer.getFeatures()}
    assert set(features) == {"place1_sar"}
    one = features["place1_sar"]
    assert one["status"] == "reliable"
    assert not one.geometry().isEmpty()
    assert layer.renderer().categoryIndexForValue("reliable") == 0
    assert "place1_sar" in value(layer, one, layer.mapTipTemplate())
    assert "Shift: " in value(layer, one, layer.mapTipTemplate())
    (action,) = layer.actions().actions("Canvas")
    assert Path(value(layer, one, action.command())) == out / "pairs" / "place1_sar" / "report.html"
    one["folder"] = ""  # as a pair that failed has it
    assert Path(value(layer, one, action.command())) == out / "report.html"

    again = Feedback()
    assert run(again, **given)[0]["RELIABLE"] == 1
    assert not [line for line in again.lines if "of 1" in line and "shift" in line], "nothing is matched twice"


@pytest.mark.slow
def test_a_running_batch_is_watched_and_stopped(engine: Folders, tmp_path: Path, qtbot: Any) -> None:
    sar, optical = engine
    fields = "&".join(f"field={name}:string" for name in ("id", "sar", "optical", "note"))
    table = QgsVectorLayer(f"None?{fields}", "t", "memory")
    for number in range(40):
        feature = QgsFeature(table.fields())
        # The first SAR raster is none.
        raster = str(sar / "place1_sar.tif") if number else __file__
        feature.setAttributes([f"p{number}", raster, str(optical / "place1_optical.tif"), "x"])
        table.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(table)
    context, feedback, out = QgsProcessingContext(), Feedback(), tmp_path / "out"
    context.setProject(QgsProject.instance())
    found: Any = QgsApplication.processingRegistry().algorithmById("s2m2:matchmany")
    parameters = {**QUICK, "TABLE": table.id(), "OUTPUT": str(out)}
    task = QgsProcessingAlgRunnerTask(found, parameters, context, feedback)
    ended: list[Any] = []
    task.executed.connect(lambda ok, results: ended.append((ok, results)))
    QgsApplication.taskManager().addTask(task)

    def live() -> list[QgsVectorLayer]:
        return [one for one in QgsProject.instance().mapLayers().values() if one.source().startswith(str(tmp_path))]

    qtbot.waitUntil(lambda: bool(live() or ended), timeout=20_000)
    assert not ended, "the layer is there before the batch ends"
    qtbot.waitUntil(lambda: bool(ended or any("2 of 40," in line for line in feedback.lines)), timeout=20_000)
    asked = time.monotonic()
    feedback.cancel()
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    assert time.monotonic() - asked < 7
    assert not (out / "batch.lock").exists(), "it ended by itself"
    done = [json.loads(line)["status"] for line in (out / "journal.jsonl").read_text(encoding="utf-8").splitlines()]
    assert (done[0], done[1]) == ("failed", "reliable")
    assert len(done) < 6
    qtbot.waitUntil(lambda: live()[0].featureCount() == len(done), timeout=5_000)
    assert len(live()) == 1


@pytest.mark.parametrize(
    "given",
    [{}, {"MANIFEST": "m.csv", "SAR_FOLDER": "a", "OPTICAL_FOLDER": "b"}, {"SAR_FOLDER": "a"}],
    ids=["nothing", "two", "half"],
)
def test_pairs_come_from_one_source(provider: S2M2Provider, given: dict[str, str], tmp_path: Path) -> None:
    found: Any = QgsApplication.processingRegistry().algorithmById("s2m2:matchmany")
    fine, text = found.checkParameterValues({**given, "OUTPUT": str(tmp_path)}, QgsProcessingContext())
    assert not fine
    assert "two folders" in text


def test_nothing_is_written_into_the_folder_of_something_else(provider: S2M2Provider, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    given = {"SAR_FOLDER": str(tmp_path), "OPTICAL_FOLDER": str(tmp_path), "OUTPUT": str(tmp_path)}
    with pytest.raises(QgsProcessingException, match="no batch wrote it"):
        run(Feedback(), **given)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_without_dask_the_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    failure = {"status": "error", "code": "no_dask", "message": "s2m2 batch needs dask.", "hint": "Install it."}

    def command(_python: str, _arguments: Any, on_line: Callable[[str], None], _is_cancelled: Any) -> int:
        on_line(json.dumps(failure))
        on_line("s2m2: s2m2 batch needs dask. Install it.")
        return 4

    monkeypatch.setattr(batch_job, "run_command", command)
    for kind, word in (("profile", "settings"), ("user", "Install it.")):
        monkeypatch.setattr(environment, "find_python", lambda kind=kind: PythonChoice("/p", kind, ""))
        with pytest.raises(WorkerFailure, match="needs Dask") as caught:
            run_batch(BatchInputs(tmp_path, tmp_path), Listener(lambda *_: None, print), lambda: False)
        assert word in caught.value.hint


def test_a_table_becomes_a_manifest_with_paths_relative_to_it(tmp_path: Path) -> None:
    columns = ["fid", "id", "sar", "optical", "also", "correct", "search_radius"]
    record = [1, "a", "s.tif", "/vsizip/o.zip/o.tif", "x.tif; https://h/y.tif", True, 300.0]
    assert list(rows_of_table(columns, [record], tmp_path)) == [
        {
            "id": "a",
            "sar": str(tmp_path / "s.tif"),
            "optical": "/vsizip/o.zip/o.tif",
            "also": f"{tmp_path / 'x.tif'};https://h/y.tif",
            "correct": "yes",
            "search_radius": "300.0",
        }
    ]
    with pytest.raises(WorkerFailure, match="no column optical"):
        list(rows_of_table(["id", "sar"], [], tmp_path))


def test_pairs_of_files_get_ids_that_differ() -> None:
    optical = ListedRaster("/o.tif", "o.tif")
    names = ("a/b.tif", "a_b.tif", "A_B.jp2")
    rows = rows_of_pairs(ListedPair(ListedRaster(f"/{name}", name), optical) for name in names)
    assert [row["id"] for row in rows] == ["a_b", "a_b_2", "A_B_3"]
