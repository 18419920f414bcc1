"""The Processing algorithms: run as Processing runs them, in a model, cancelled, and with what they cannot use."""

from __future__ import annotations

import gc
import json
import re
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelParameter,
    QgsProcessingParameterRasterLayer,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterFileWriter,
    QgsRasterLayer,
    QgsSettings,
    QgsVectorLayer,
)

from helpers.raster_files import write_raster
from helpers.ui_fakes import make_raster
from s2m2_qgis import settings
from s2m2_qgis.jobs import finetune as finetune_job
from s2m2_qgis.processing import finetune
from s2m2_qgis.processing.model_choice import chosen_model
from s2m2_qgis.processing.provider import S2M2Provider
from s2m2_qgis.worker.client import WorkerClient


class Feedback(QgsProcessingFeedback):
    """Keeps warnings and errors."""

    def __init__(self) -> None:
        super().__init__(False)
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self.notes: list[str] = []

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N802, N803 - its names
        self.errors.append(error)

    def pushInfo(self, info: str) -> None:  # noqa: N802 - its name
        self.notes.append(info)

    def pushWarning(self, warning: str) -> None:  # noqa: N802 - its name
        self.warnings.append(warning)


@pytest.fixture
def pair(tmp_path: Path) -> dict[str, str]:
    return {
        "SAR": write_raster(tmp_path / "Ein SAR.tif"),
        "OPTICAL": write_raster(tmp_path / "Übersicht.tif", bands=3),
        "OUTPUT": str(tmp_path / "Ergebnis"),
    }


def algorithm(name: str) -> QgsProcessingAlgorithm:
    found = QgsApplication.processingRegistry().algorithmById(f"s2m2:{name}")
    assert found is not None
    return found


def run(name: str, parameters: dict[str, Any], feedback: Feedback | None = None) -> tuple[dict[str, Any], Any]:
    """The outputs, and the context they were made in. Raises as the algorithm does."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    outputs, ok = algorithm(name).run(parameters, context, feedback or Feedback(), {}, False)
    assert ok
    return outputs, context


def test_the_provider(provider: S2M2Provider) -> None:
    assert {one.id() for one in provider.algorithms()} == {
        "s2m2:match",
        "s2m2:matchmany",
        "s2m2:refit",
        "s2m2:correct",
        "s2m2:correctmany",
        "s2m2:finetune",
    }
    for one in provider.algorithms():
        assert one.shortHelpString()
        assert not one.icon().isNull()
        assert one.flags() & QgsProcessingAlgorithm.FlagSupportsBatch
        assert one.flags() & QgsProcessingAlgorithm.FlagCanCancel
        assert not one.flags() & QgsProcessingAlgorithm.FlagNoThreading


def test_every_parameter_explains_itself(provider: S2M2Provider) -> None:
    parameters = [(one.id(), item) for one in provider.algorithms() for item in one.parameterDefinitions()]
    assert len(parameters) > 30
    assert [(name, item.name()) for name, item in parameters if not item.help()] == []


CHOICES = [
    ("match", "MOVING", ["sar", "optical"]),
    ("matchmany", "MOVING", ["sar", "optical"]),
    ("refit", "METHOD", ["auto", "shift", "affine", "polynomial", "tps", "similarity"]),
    ("correct", "METHOD", ["auto", "shift", "affine", "polynomial", "tps", "similarity"]),
    ("correct", "RESAMPLING", ["auto", "nearest", "bilinear", "cubic"]),
    ("correctmany", "GRID", ["own", "reference"]),
    ("correctmany", "FORMAT", ["gtiff", "cog"]),
]


@pytest.mark.parametrize(("name", "choice", "values"), CHOICES)
def test_choices_are_names_and_the_numbers_of_earlier_versions(
    provider: S2M2Provider, name: str, choice: str, values: list[str], pair: dict[str, str]
) -> None:
    made: Any = algorithm(name).create()
    context = QgsProcessingContext()
    needed = {
        **pair,
        "INPUT": pair["SAR"],
        "INPUTS": [pair["SAR"]],
        "MATCH_FOLDER": ".",
        "CORRECTED": "c.tif",
        "MANIFEST": "m.csv",
    }
    assert made.parameterDefinition(choice).options() == values
    assert made.chosen({}, choice, context) == values[0]
    for number, value in enumerate(values):
        for given in (value, number, str(number)):
            assert made.checkParameterValues({**needed, choice: given}, context)[0]
            assert made.chosen({choice: given}, choice, context) == value
    for wrong in ("bend", len(values), -1):
        assert not made.checkParameterValues({**needed, choice: wrong}, context)[0]
        with pytest.raises(QgsProcessingException, match=values[-1]):
            made.chosen({choice: wrong}, choice, context)


def test_only_geotiffs_are_offered_and_are_the_default(
    provider: S2M2Provider, asked: list[Any], pair: dict[str, str], tmp_path: Path
) -> None:
    """Also where QGIS writes temporary rasters in another format."""
    key = "Processing/Configuration/DefaultOutputRasterLayerExt"
    QgsSettings().setValue(key, _number_of_format("img"))
    try:
        if Qgis.QGIS_VERSION_INT < 33000:  # later versions read the setting once, when they start
            assert QgsProcessingUtils.defaultRasterExtension() == "img"
        assert set(provider.supportedOutputRasterLayerExtensions()) == {"tif", "tiff"}
        given = {"MATCH_FOLDER": str(write_match(tmp_path / "match")), "INPUT": pair["SAR"]}
        for target in (QgsProcessing.TEMPORARY_OUTPUT, str(tmp_path / "korrigiert"), str(tmp_path / "k.tiff")):
            run("correct", {**given, "CORRECTED": target})
    finally:
        QgsSettings().remove(key)
    assert asked[0].out.endswith(".tif")
    assert [one.out for one in asked[1:]] == [str(tmp_path / "korrigiert.tif"), str(tmp_path / "k.tiff")]
    corrected = algorithm("correct").parameterDefinition("CORRECTED")
    for target, is_good in (("a.img", False), ("a.vrt", False), ("a.tif", True)):
        assert provider.isSupportedOutputValue(target, corrected, QgsProcessingContext())[0] == is_good


def _number_of_format(extension: str) -> int:
    return QgsRasterFileWriter.supportedFormatExtensions().index(extension)


def test_match(provider: S2M2Provider, fake_client: WorkerClient, pair: dict[str, str]) -> None:
    parameters = {**pair, "MODEL": "ok", "MOVING": 1, "SEARCH_RADIUS": 250, "SPACING": 16, "LOAD": True}
    outputs, context = run("match", {**parameters, "EXTENT": "500100,500200,4999800,4999900 [EPSG:32633]"})
    folder = Path(pair["OUTPUT"])
    assert outputs == {
        "OUTPUT": str(folder),
        "TIE_POINTS": str(folder / "tie_points.gpkg"),
        "HEATMAP": str(folder / "heatmap.tif"),
        "ERROR_RASTER": None,
        "REPORT": str(folder / "report.html"),
        "DX_M": 9.5,
        "DY_M": -4.75,
        "CE90_M": 6.5,
        "RMSE_M": 4.0,
        "INLIERS": 40,
        "TRANSFORM": "shift",
        "STATUS": "reliable",
        "REASONS": "",
    }
    gc.collect()  # Python must not forget what styles the layers
    loaded = context.layersToLoadOnCompletion()
    assert set(loaded) == {outputs["TIE_POINTS"], outputs["HEATMAP"]}
    heatmap = QgsRasterLayer(str(make_raster(Path(pair["SAR"]).with_name("two bands.tif"), bands=2)), "heatmap")
    points = QgsVectorLayer("Point?crs=EPSG:32633&field=dx:double&field=dy:double&field=inlier:bool", "p", "memory")
    for name, layer in (("HEATMAP", heatmap), ("TIE_POINTS", points)):
        loaded[outputs[name]].postProcessor().postProcessLayer(layer, context, Feedback())
    assert heatmap.renderer().usesBands() == [2]
    assert points.renderer().rootRule().children()[-1].label() == "Displacement, true length"


def test_the_dialog_suggests_what_the_dock_would(provider: S2M2Provider, pair: dict[str, str]) -> None:
    assert algorithm("match").parameterDefinition("SAR").guiDefaultValueOverride() is None
    optical, sar = QgsRasterLayer(pair["OPTICAL"], "a photo"), QgsRasterLayer(pair["SAR"], "radar")
    QgsProject.instance().addMapLayers([optical, sar])
    made = algorithm("match").create()
    suggested = [made.parameterDefinition(name).guiDefaultValueOverride() for name in ("SAR", "OPTICAL")]
    assert suggested == [sar.id(), optical.id()]
    assert made.parameterDefinition("SAR").defaultValue() is None, "scripts must name their layers"


def test_models_are_a_list_and_files_still_possible(
    provider: S2M2Provider, fake_client: WorkerClient, pair: dict[str, str], tmp_path: Path
) -> None:
    settings.set_known_models(["default", "structure", "alps"])
    made = algorithm("match").create()
    assert made.parameterDefinition("MODEL").options() == ["default", "structure", "alps"]
    assert made.parameterDefinition("MODEL").usesStaticStrings()
    tuning = algorithm("finetune").create()
    assert tuning.parameterDefinition("BASE_MODEL").options() == ["default", "alps"]
    context = QgsProcessingContext()
    file = tmp_path / "mine.safetensors"
    for given, wanted in (
        ({}, "default"),
        ({"MODEL": "alps"}, "alps"),
        ({"MODEL": str(file)}, str(file)),
        ({"MODEL": "alps", "MODEL_FILE": str(file)}, str(file)),
    ):
        parameters = {"SAR": pair["SAR"], "OPTICAL": pair["OPTICAL"], "OUTPUT": pair["OUTPUT"], **given}
        assert made.checkParameterValues(parameters, context)[0], given
        assert chosen_model(made, parameters, "MODEL", context) == wanted


def test_what_the_worker_is_asked(provider: S2M2Provider, asked: list[Any], pair: dict[str, str]) -> None:
    said = Feedback()
    run("match", {**pair, "MODEL": "ok"}, said)
    assert "“Ein SAR” has to move 10.6 m to the south-east (bearing 117°)." in said.notes
    extent = "500100,500200,4999800,4999900 [EPSG:32633]"
    settings = {"MOVING": 1, "SEARCH_RADIUS": 250, "SPACING": 16, "EXTENT": extent, "OVERWRITE": True}
    settings["WRITE_ERROR_RASTER"] = True
    run("match", {**pair, "MODEL": "ok", **settings})
    first, second = asked
    assert (first.sar, first.optical, first.out) == (pair["SAR"], pair["OPTICAL"], pair["OUTPUT"])
    assert (first.sar_crs, first.sar_name) == ("EPSG:32633", "Ein SAR")
    assert (first.moving, first.search_radius, first.spacing, first.bbox) == ("sar", 500.0, None, None)
    assert (first.overwrite, second.overwrite) == (False, True)
    assert (first.error_raster, second.error_raster) == (False, True)
    assert (second.moving, second.search_radius, second.spacing) == ("optical", 250.0, 16)
    assert second.bbox == pytest.approx((500_100.0, 4_999_800.0, 500_200.0, 4_999_900.0))


def test_an_unreliable_match_warns_and_goes_on(
    provider: S2M2Provider, fake_client: WorkerClient, pair: dict[str, str]
) -> None:
    feedback = Feedback()
    outputs, _ = run("match", {**pair, "MODEL": "unreliable"}, feedback)
    assert (outputs["STATUS"], outputs["REASONS"]) == ("unreliable", "Too few tie points.")
    assert outputs["ERROR_RASTER"] is None
    assert feedback.warnings == ["This match is not reliable. Too few tie points."]


def test_nothing_is_loaded_unless_wanted(
    provider: S2M2Provider, fake_client: WorkerClient, pair: dict[str, str]
) -> None:
    _, context = run("match", {**pair, "MODEL": "ok", "LOAD": False})
    assert context.layersToLoadOnCompletion() == {}


def test_a_failure_is_the_engines_sentence(
    provider: S2M2Provider, fake_client: WorkerClient, pair: dict[str, str]
) -> None:
    with pytest.raises(QgsProcessingException, match=r"“a” and “b” do not overlap\. Choose others\."):
        algorithm("match").run({**pair, "MODEL": "error"}, QgsProcessingContext(), Feedback(), {}, False)


def test_a_raster_that_is_not_there(provider: S2M2Provider, pair: dict[str, str], tmp_path: Path) -> None:
    feedback = Feedback()
    parameters = {**pair, "SAR": str(tmp_path / "gone.tif")}
    _, ok = algorithm("match").run(parameters, QgsProcessingContext(), feedback, {}, False)
    assert not ok
    assert "gone.tif" in feedback.errors[0]
    assert "Check that the file exists" in feedback.errors[0]


def test_cancel_in_a_thread(
    provider: S2M2Provider, fake_client: WorkerClient, pair: dict[str, str], qtbot: Any
) -> None:
    feedback = Feedback()
    context = QgsProcessingContext()
    task = QgsProcessingAlgRunnerTask(algorithm("match"), {**pair, "MODEL": "polite"}, context, feedback)
    ended: list[bool] = []
    task.executed.connect(lambda ok, _results: ended.append(ok))
    QgsApplication.taskManager().addTask(task)
    qtbot.waitUntil(lambda: feedback.progress() > 0, timeout=20_000)
    feedback.cancel()
    qtbot.waitUntil(lambda: bool(ended), timeout=3_000)
    assert fake_client.pid is not None


def test_refit(provider: S2M2Provider, asked: list[Any], tmp_path: Path) -> None:
    folder = tmp_path / "Paß"
    folder.mkdir()
    feedback = Feedback()
    points = str(tmp_path / "Straße.points")
    outputs, _ = run("refit", {"MATCH_FOLDER": str(folder), "METHOD": 2, "POINTS": points}, feedback)
    assert [(one.match_dir, one.method, one.points) for one in asked] == [(str(folder), "affine", points)]
    assert outputs == {
        "TIE_POINTS": str(folder / "tie_points.gpkg"),
        "REPORT": str(folder / "report.html"),
        "DX_M": 9.5,
        "DY_M": -4.75,
        "CE90_M": 6.5,
        "INLIERS": 40,
        "TRANSFORM": "affine",
        "STATUS": "reliable",
        "REASONS": "",
    }
    assert feedback.warnings == []
    assert all(one.help() for one in algorithm("refit").parameterDefinitions())


def test_a_refit_that_is_not_reliable_warns_and_goes_on(
    provider: S2M2Provider, fake_client: WorkerClient, tmp_path: Path
) -> None:
    folder = tmp_path / "unreliable"
    folder.mkdir()
    feedback = Feedback()
    outputs, _ = run("refit", {"MATCH_FOLDER": str(folder)}, feedback)
    assert (outputs["STATUS"], outputs["TRANSFORM"]) == ("unreliable", "tps")
    assert outputs["REASONS"] == "Few tie points. They may agree by chance."
    assert feedback.warnings == ["This match is not reliable. Few tie points. They may agree by chance."]


def test_a_refit_without_a_match(provider: S2M2Provider, fake_client: WorkerClient, tmp_path: Path) -> None:
    parameters = {"MATCH_FOLDER": str(tmp_path / "nothing")}
    with pytest.raises(QgsProcessingException, match=r"nothing holds no result\.json\. Give another\."):
        algorithm("refit").run(parameters, QgsProcessingContext(), Feedback(), {}, False)


def write_match(folder: Path) -> Path:
    folder.mkdir()
    grid = {"pixel_m": [10.0, 10.0], "bbox": [500_000.0, 4_999_600.0, 500_600.0, 5_000_000.0]}
    (folder / "result.json").write_text(json.dumps({"grid": grid}), encoding="utf-8")
    return folder


def test_correct(
    provider: S2M2Provider,
    asked: list[Any],
    pair: dict[str, str],
    tmp_path: Path,
) -> None:
    folder, target = write_match(tmp_path / "Paß"), str(tmp_path / "korrigiert.tif")
    outputs, _ = run(
        "correct",
        {
            "MATCH_FOLDER": str(folder),
            "INPUT": pair["SAR"],
            "METHOD": 2,
            "RESAMPLING": 1,
            "FORCE": True,
            "CORRECTED": target,
        },
    )
    assert outputs == {"CORRECTED": target}
    (request,) = asked
    assert (request.match_dir, request.raster, request.out) == (str(folder), pair["SAR"], target)
    assert (request.method, request.force, request.raster_crs) == ("affine", True, "EPSG:32633")
    assert request.resampling == "nearest"
    assert (request.grid, request.file_format, request.again) == ("own", "gtiff", False)


def test_correct_onto_a_grid(
    provider: S2M2Provider,
    asked: list[Any],
    pair: dict[str, str],
    tmp_path: Path,
) -> None:
    folder = write_match(tmp_path / "match")
    given = {"MATCH_FOLDER": str(folder), "INPUT": pair["SAR"], "CORRECTED": str(tmp_path / "c.tif")}
    feedback = Feedback()
    run("correct", {**given, "GRID": "reference", "FORMAT": "cog", "AGAIN": True}, feedback)
    run("correct", {**given, "GRID_LAYER": pair["OPTICAL"]})
    assert [request.grid for request in asked] == ["reference", pair["OPTICAL"]]
    assert [request.file_format for request in asked] == ["cog", "gtiff"]
    assert [request.again for request in asked] == [True, False]
    assert feedback.notes == ["Daneben."]


def test_correct_many(
    provider: S2M2Provider,
    asked: list[Any],
    pair: dict[str, str],
    tmp_path: Path,
) -> None:
    folder, out = write_match(tmp_path / "match"), str(tmp_path / "korrigiert")
    given = {"MATCH_FOLDER": str(folder), "INPUTS": [pair["SAR"], pair["OPTICAL"]], "OUTPUT": out}
    feedback = Feedback()
    outputs, _ = run("correctmany", {**given, "METHOD": 1, "GRID": "reference"}, feedback)
    assert outputs == {"OUTPUT": out, "CORRECTED": [f"{out}/0.tif", f"{out}/1.tif"]}
    assert feedback.notes == ["0.tif: Daneben.", "1.tif: Daneben."]
    (request,) = asked
    assert (request.match_dir, request.out_dir) == (str(folder), out)
    assert (request.method, request.grid) == ("shift", "reference")
    assert request.rasters == [
        [pair["SAR"], "EPSG:32633", "Ein SAR"],
        [pair["OPTICAL"], "EPSG:32633", "Übersicht"],
    ]


def test_correct_many_without_one(provider: S2M2Provider, pair: dict[str, str], tmp_path: Path) -> None:
    inputs = [pair["SAR"], str(tmp_path / "gone.tif")]
    parameters = {"MATCH_FOLDER": str(write_match(tmp_path / "m")), "INPUTS": inputs, "OUTPUT": str(tmp_path / "o")}
    feedback = Feedback()
    _, ok = algorithm("correctmany").run(parameters, QgsProcessingContext(), feedback, {}, False)
    assert not ok
    assert "gone.tif" in feedback.errors[0]


def test_correct_without_a_match(provider: S2M2Provider, pair: dict[str, str], tmp_path: Path) -> None:
    parameters = {"MATCH_FOLDER": str(tmp_path), "INPUT": pair["SAR"], "CORRECTED": str(tmp_path / "c.tif")}
    feedback = Feedback()
    _, ok = algorithm("correct").run(parameters, QgsProcessingContext(), feedback, {}, False)
    assert not ok
    assert "holds no match" in feedback.errors[0]


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{}", '{"grid": {"bbox": [0, 0, 1], "pixel_m": [1, 1]}}', '{"grid": {"bbox": [NaN, 0, 1, 1]}}'],
)
def test_correct_by_a_damaged_match(provider: S2M2Provider, pair: dict[str, str], tmp_path: Path, text: str) -> None:
    (tmp_path / "result.json").write_text(text, encoding="utf-8")
    parameters = {"MATCH_FOLDER": str(tmp_path), "INPUT": pair["SAR"], "CORRECTED": str(tmp_path / "c.tif")}
    feedback = Feedback()
    _, ok = algorithm("correct").run(parameters, QgsProcessingContext(), feedback, {}, False)
    assert not ok
    assert "cannot be read as the result of a match" in feedback.errors[0]


@pytest.fixture
def tuning(pair: dict[str, str], make_client: Any, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Parameters of a fine-tuning, which the fake worker does."""
    client = make_client()
    monkeypatch.setattr(finetune_job, "get_client", lambda purpose: client)
    given = {"SAR": [pair["SAR"]], "OPTICAL": [pair["OPTICAL"]], "BASE_MODEL": "ok", "NAME": "alpen"}
    return {**given, "MINUTES": 0.5, "OUTPUT": pair["OUTPUT"]}


def test_finetune(provider: S2M2Provider, tuning: dict[str, Any], pair: dict[str, str]) -> None:
    feedback = Feedback()
    outputs, _ = run("finetune", tuning, feedback)
    folder = Path(pair["OUTPUT"])
    assert outputs == {
        "OUTPUT": str(folder),
        "MODEL": str(folder / "alpen.safetensors"),
        "BETTER": True,
        "REASON": "Weil.",
    }
    request = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    assert request["pairs"] == [[pair["SAR"], pair["OPTICAL"]]]
    assert (request["minutes"], request["search_radius"], request["resume"]) == (0.5, 500.0, True)


@pytest.mark.parametrize("separator", ["\n", "; "])
def test_matches_of_the_pairs_are_learned_from(
    provider: S2M2Provider, tuning: dict[str, Any], pair: dict[str, str], separator: str
) -> None:
    """The first of three pairs has none."""
    layers = {name: 3 * tuning[name] for name in ("SAR", "OPTICAL")}
    run("finetune", {**tuning, **layers, "MATCHES": separator.join(["", "/matches/a, b", ""])}, Feedback())
    request = json.loads((Path(pair["OUTPUT"]) / "settings.json").read_text(encoding="utf-8"))
    both = [pair["SAR"], pair["OPTICAL"]]
    assert request["pairs"] == [both, [*both, "/matches/a, b"], both]


def test_no_better_model_warns_and_goes_on(
    provider: S2M2Provider, tuning: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    result = {"out": "o", "better": False, "model": None, "reason": "By chance."}
    monkeypatch.setattr(finetune, "run_finetune", lambda *_: result)
    feedback = Feedback()
    outputs, _ = run("finetune", tuning, feedback)
    assert (outputs["MODEL"], outputs["BETTER"]) == ("", False)
    assert feedback.warnings == ["There is no better model. By chance."]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"OPTICAL": []}, "SAR and 0 optical layers|Optical"),
        ({"SAR": ["/gone/away.tif"]}, "/gone/away.tif"),
        ({"BASE_MODEL": "refused"}, "needs PyTorch"),
        ({"MATCHES": "/a;/b"}, "2 match folders are given for 1 pairs"),
    ],
)
def test_a_fine_tuning_that_cannot_be(
    provider: S2M2Provider, tuning: dict[str, Any], changes: dict[str, Any], said: str
) -> None:
    feedback = Feedback()
    try:
        _, ok = algorithm("finetune").run({**tuning, **changes}, QgsProcessingContext(), feedback, {}, False)
    except QgsProcessingException as error:
        ok, feedback.errors = False, [str(error)]
    assert not ok
    assert re.search(said, feedback.errors[0])


def test_as_many_of_the_one_as_of_the_other(provider: S2M2Provider, tuning: dict[str, Any]) -> None:
    feedback = Feedback()
    parameters = {**tuning, "SAR": tuning["SAR"] * 2}
    _, ok = algorithm("finetune").run(parameters, QgsProcessingContext(), feedback, {}, False)
    assert not ok
    assert "2 SAR and 1 optical layers" in feedback.errors[0]


def test_in_a_model(provider: S2M2Provider, fake_client: WorkerClient, pair: dict[str, str]) -> None:
    model = QgsProcessingModelAlgorithm("Match", "tests")
    child = QgsProcessingModelChildAlgorithm("s2m2:match")
    for name in ("SAR", "OPTICAL"):
        component = QgsProcessingModelParameter(name)
        component.setParameterName(name)
        model.addModelParameter(QgsProcessingParameterRasterLayer(name, name), component)
        child.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromModelParameter(name)])
    for name, value in (("MODEL", "unreliable"), ("OUTPUT", pair["OUTPUT"]), ("LOAD", False)):
        child.addParameterSources(name, [QgsProcessingModelChildParameterSource.fromStaticValue(value)])
    child.setChildId("match")
    model.addChildAlgorithm(child)
    context, feedback = QgsProcessingContext(), Feedback()
    outputs, ok = model.run({"SAR": pair["SAR"], "OPTICAL": pair["OPTICAL"]}, context, feedback, {}, False)
    assert ok
    assert outputs["CHILD_RESULTS"]["match"]["STATUS"] == "unreliable"


def test_a_layer_of_the_project(
    provider: S2M2Provider, fake_client: WorkerClient, pair: dict[str, str], tmp_path: Path
) -> None:
    layer = QgsRasterLayer(pair["SAR"], "Mein SAR")
    QgsProject.instance().addMapLayer(layer)
    outputs, _ = run("match", {**pair, "SAR": layer.id(), "MODEL": "ok"})
    assert outputs["STATUS"] == "reliable"
