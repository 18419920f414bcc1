"""The default model: the trained one that comes with the engine, or `structure`, and who is told which."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from helpers.paths import PROJECT_ROOT
from helpers.reporters import RecordingReporter
from s2m2_engine import load_matcher
from s2m2_engine.cli import main
from s2m2_engine.commands import doctor
from s2m2_engine.commands.doctor import Check, examine
from s2m2_engine.errors import EngineError, InputError
from s2m2_engine.evaluation.plan import _load
from s2m2_engine.model import library, onnx_support
from s2m2_engine.model.library import find_model, import_model, list_installed, remove_model
from s2m2_engine.model.model_file import ModelCard, read_model, write_model
from s2m2_engine.model.network.configuration import NetworkConfiguration
from s2m2_engine.model.network.s2m2 import S2M2Network
from s2m2_engine.model.registry import SUBSTITUTE, KeptMatcher, list_models, substitute_note
from s2m2_engine.model.torch_support import choose_device
from s2m2_engine.names import MODEL_SUFFIX
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.match import match_scene
from s2m2_engine.scene.results.result import read_result
from s2m2_engine.scene.settings import MatchSettings
from s2m2_engine.simulation.sample import Sample, make_sample
from s2m2_engine.worker.protocol import ModelsRequest
from s2m2_engine.worker.requests import run_request


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sample"), size=384)


@pytest.fixture(autouse=True)
def bundled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the default model's file would be; it is not there yet, and the user has no models."""
    folder = tmp_path / "weights é"
    folder.mkdir()
    monkeypatch.setattr(library, "BUNDLED", folder)
    monkeypatch.setenv(library.FOLDER_VARIABLE, str(tmp_path / "installed"))
    return folder / "default.safetensors"


@pytest.fixture
def trained(bundled: Path) -> ModelCard:
    """The default model's file is there: a network that nobody has trained, but that begins with structure features."""
    configuration = NetworkConfiguration(prior="self_similarity", enhancement="none", levels="shallow")
    weights = S2M2Network(configuration).state_dict()
    weights["backbone.layer1_outconv2.3.weight"].zero_()  # what training would add to those features
    return write_model(bundled, configuration, weights, "hills", "Trained on hills.")


@pytest.fixture
def without_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyTorch is not installed."""
    find = importlib.util.find_spec

    def find_others(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name.partition(".")[0] == "torch" else find(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find_others)
    monkeypatch.setitem(sys.modules, "torch", None)


@pytest.fixture
def without_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    """ONNX Runtime is not installed."""
    monkeypatch.setitem(sys.modules, "onnxruntime", None)


def named(name: str) -> dict[str, Any]:
    return next(asdict(model) for model in list_models() if model.name == name)


def check(name: str) -> Check:
    return next(one for one in examine() if one.name == name)


def matched(sample: Sample, out: Path, model: str = "default") -> tuple[Any, list[tuple[str, str]]]:
    reporter = RecordingReporter()
    settings = MatchSettings(str(sample.sar), str(sample.optical), out, search_radius=300, spacing=64)
    return match_scene(settings, load_matcher(model), reporter), reporter.warnings


@pytest.mark.slow
def test_without_a_file_it_is_structure_and_nothing_is_said(sample: Sample, tmp_path: Path) -> None:
    assert load_matcher("default", "cpu").name == load_matcher().name == "structure"
    assert [model.name for model in list_models()] == ["structure"]
    assert substitute_note("default") == ""
    result, warnings = matched(sample, tmp_path / "out")
    assert (result.model.name, result.warnings, warnings) == ("structure", (), [])


def test_with_file_and_torch_it_is_the_file(trained: ModelCard) -> None:
    matcher = load_matcher()
    assert (matcher.name, matcher.sha256) == ("default", trained.sha256)
    assert load_matcher("structure").name == "structure"
    assert [model.name for model in list_models()] == ["default", "structure"]
    assert named("default") == {
        "name": "default",
        "description": "Trained on hills.",
        "sha256": trained.sha256,
        "note": "",
        "user_note": "",
        "created": trained.created,
        "training": "Trained on hills.",
        "own": False,
        "calibrated": False,
        "history": {},
    }


@pytest.mark.slow
def test_results_name_it_by_its_hash(trained: ModelCard, sample: Sample, tmp_path: Path) -> None:
    result, warnings = matched(sample, tmp_path / "out")
    assert (result.model.name, result.model.sha256) == ("default", trained.sha256)
    assert (result.warnings, warnings) == ((), [])


@pytest.mark.slow
@pytest.mark.usefixtures("without_torch")
def test_it_needs_no_pytorch(trained: ModelCard, sample: Sample, tmp_path: Path) -> None:
    result, warnings = matched(sample, tmp_path / "out")
    assert (result.model.name, result.model.sha256, result.device) == ("default", trained.sha256, "cpu")
    assert (result.warnings, warnings) == ((), [])
    assert (named("default")["note"], substitute_note("default")) == ("", "")


@pytest.mark.slow
@pytest.mark.usefixtures("trained", "without_runtime")
def test_without_the_runtime_it_is_structure_and_that_is_said_once(sample: Sample, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result, warnings = matched(sample, out)
    assert result.model.name == "structure"
    ((code, text),) = warnings
    assert code == SUBSTITUTE == "structure_instead"
    assert "need ONNX Runtime" in text
    assert "structure is used instead of the trained model" in text
    assert "S2M2 settings" in text
    assert read_result(out).warnings == result.warnings == (text,)
    assert "need ONNX Runtime" in (out / "report.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("trained")
def test_a_runtime_that_windows_cannot_load_names_the_download(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> Any:
        if name == "onnxruntime":
            raise ImportError("DLL load failed while importing onnxruntime_pybind11_state:\nnot found")
        return import_module(name)

    import_module = importlib.import_module
    monkeypatch.setattr(importlib, "import_module", broken)
    monkeypatch.setattr(onnx_support.sys, "platform", "win32")
    matcher = load_matcher()
    assert matcher.name == "structure"
    assert "(DLL load failed while importing onnxruntime_pybind11_state:)" in matcher.note
    assert "https://aka.ms/vs/17/release/vc_redist.x64.exe" in matcher.note
    assert "\n" not in matcher.note


@pytest.mark.usefixtures("without_runtime")
def test_other_models_have_no_substitute(trained: ModelCard, bundled: Path, tmp_path: Path) -> None:
    file = shutil.copy(bundled, tmp_path / "mine.safetensors")
    with pytest.raises(EngineError, match="ONNX Runtime") as error:
        load_matcher(str(file))
    assert error.value.code == "no_onnx_runtime"


@pytest.mark.slow
@pytest.mark.usefixtures("trained", "without_runtime")
def test_who_asks_for_structure_hears_nothing_of_the_default(sample: Sample, tmp_path: Path) -> None:
    result, warnings = matched(sample, tmp_path / "out", "structure")
    assert (result.model.name, result.warnings, warnings) == ("structure", (), [])


@pytest.mark.slow
@pytest.mark.usefixtures("trained", "without_runtime")
def test_the_command_line_says_it_on_stderr(sample: Sample, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["match", str(sample.sar), str(sample.optical), "--out", str(tmp_path / "out"), "--search-radius", "300"]
    assert main([*command, "--spacing", "64", "--json"]) in (0, 3)
    captured = capsys.readouterr()
    assert captured.err.count("warning: ") == captured.err.count("need ONNX Runtime") == 1
    assert json.loads(captured.out)["model"]["name"] == "structure"


@pytest.mark.usefixtures("without_runtime")
def test_without_the_runtime_the_list_says_so(trained: ModelCard, capsys: pytest.CaptureFixture[str]) -> None:
    assert named("default")["sha256"] == trained.sha256
    assert named("default")["note"] == substitute_note("default") != ""
    assert named("structure")["note"] == ""
    (first, second) = run_request(ModelsRequest("1"), Reporter(), KeptMatcher())["models"]
    assert (first["note"], second["note"]) == (substitute_note("default"), "")
    assert main(["models", "list"]) == 0
    first_line = capsys.readouterr().out.splitlines()[0]
    assert first_line.startswith("default ")
    assert "need ONNX Runtime" in first_line
    assert main(["models", "info", "default"]) == 0
    facts = capsys.readouterr().out
    assert "training: Trained on hills." in facts
    assert "note: The model structure is used instead" in facts


def test_info_of_what_is_used(trained: ModelCard, bundled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "info", "default", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["sha256"], facts["path"]) == (trained.sha256, str(bundled))
    assert "note" not in facts
    assert main(["models", "info", "structure", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "structure"
    bundled.unlink()
    assert main(["models", "info", "default", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "structure"


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-100])


def change_a_weight(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[-5] ^= 1
    file.write_bytes(bytes(data))


@pytest.mark.usefixtures("trained")
@pytest.mark.parametrize("spoil", [cut_off, change_a_weight])
def test_a_damaged_file_is_said_to_be_one(spoil: Callable[[Path], None], bundled: Path) -> None:
    spoil(bundled)
    with pytest.raises(InputError, match="damaged") as error:
        load_matcher()
    assert error.value.code == "damaged_model"
    assert list_models()[0].name == "default", "left out, it would be replaced by another unnoticed"
    assert not check("default model").ok


@pytest.mark.usefixtures("trained", "without_runtime")
def test_a_damaged_file_is_said_to_be_one_without_the_runtime(bundled: Path) -> None:
    cut_off(bundled)
    with pytest.raises(InputError, match="damaged"):
        load_matcher()
    assert "damaged" in named("default")["description"]


@pytest.mark.usefixtures("trained", "without_torch")
def test_without_torch_there_is_no_graphics_card() -> None:
    with pytest.raises(InputError, match="on the device cuda needs PyTorch") as error:
        load_matcher("default", "cuda")
    assert error.value.code == "no_torch"
    assert load_matcher("default", "auto").device == "cpu"


def test_a_file_of_the_users_is_not_the_default(trained: ModelCard, bundled: Path) -> None:
    library.models_folder().mkdir()
    for name in ("default", "structure"):
        shutil.copy(bundled, library.models_folder() / f"{name}.safetensors")
    bundled.unlink()
    assert find_model("default") is find_model("structure") is None
    assert load_matcher().name == "structure"
    assert list_installed() == []
    assert [model.name for model in list_models()] == ["structure"]


def test_the_name_stays_taken(bundled: Path, trained: ModelCard, tmp_path: Path) -> None:
    file = shutil.copy(bundled, tmp_path / "mine.safetensors")
    for name in ("default", "structure"):
        with pytest.raises(InputError) as error:
            import_model(Path(file), name)
        assert error.value.code == "bad_model_name"
    with pytest.raises(InputError) as error:
        remove_model("default")
    assert error.value.code == "cannot_remove"
    assert bundled.is_file()


def test_evaluation_is_labelled_by_what_it_was(trained: ModelCard, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(_load(["default", "structure"], "cpu", load_matcher)) == ["default", "structure"]
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert list(_load(["default"], "cpu", load_matcher)) == ["structure"]


# --- doctor -----------------------------------------------------------------------------------------------


def test_doctor_without_a_file() -> None:
    assert torch.__version__ in check("pytorch").text
    assert check("default model") == Check(
        "default model", True, "This engine contains no trained model, so the default model is structure."
    )


@pytest.mark.slow
@pytest.mark.usefixtures("trained", "without_torch")
def test_doctor_without_torch_is_content() -> None:
    checks = examine()
    assert all(one.ok for one in checks)
    assert check("default model").text.endswith("finds a known template on cpu.")
    assert "not installed" in check("pytorch").text
    assert "not possible: they need PyTorch" in check("training").text


@pytest.mark.usefixtures("trained", "without_runtime")
def test_doctor_sees_that_the_runtime_is_missing() -> None:
    assert not check("onnxruntime").ok
    assert not check("default model").ok
    assert "structure is used instead" in check("default model").text


def test_doctor_says_whether_a_model_can_be_trained(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("lightning_fabric")
    found = check("training")
    assert found.ok
    assert "fine-tuning are possible" in found.text
    find_spec, import_module = importlib.util.find_spec, doctor.importlib.import_module

    def broken(name: str) -> Any:
        if name == "lightning_fabric":
            raise ImportError("cannot import name 'x'")
        return import_module(name)

    with monkeypatch.context() as patched:
        patched.setattr(importlib, "import_module", broken)
        found = check("training")
    assert not found.ok
    assert "cannot import name 'x'" in found.text
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if "fabric" in name else find_spec(name))
    found = check("training")
    assert found.ok, "matching does without"
    assert "not possible: they need Lightning Fabric" in found.text


def test_doctor_says_where_the_default_model_runs(trained: ModelCard) -> None:
    found = check("default model")
    assert found.ok, found.text
    assert trained.sha256[:12] in found.text
    assert f"finds a known template on {choose_device('auto')}" in found.text


@pytest.mark.usefixtures("trained")
def test_doctor_sees_that_a_model_does_not_match(monkeypatch: pytest.MonkeyPatch) -> None:
    class Astray:
        template_size, sha256, device = 64, "", "cpu"
        offset = (3.0, 30.0)

        def match(self, search: np.ndarray, template: np.ndarray) -> Astray:
            return self

    monkeypatch.setattr("s2m2_engine.model.registry.load_matcher", lambda name: Astray())
    found = check("default model")
    assert not found.ok
    assert "(21, 9) was found at (3.0, 30.0)" in found.text


def test_doctor_sees_a_pytorch_that_cannot_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> Any:
        if name == "torch":
            raise OSError("c10.dll cannot be loaded")
        return importlib_import(name)

    importlib_import = doctor.importlib.import_module
    monkeypatch.setattr(importlib, "import_module", broken)
    found = check("pytorch")
    assert not found.ok
    assert "c10.dll" in found.text


def test_what_comes_with_the_engine_is_whole_calibrated_and_carries_its_card() -> None:
    path = Path(library.__file__).with_name("weights") / f"default{MODEL_SUFFIX}"
    card, _ = read_model(path)
    assert path.stat().st_size <= 12 * 2**20
    assert card.calibration is not None
    described = PROJECT_ROOT / "docs" / "models" / "default.md"
    assert card.history["card"] == described.read_text(encoding="utf-8")
