"""Installed models: import, list, info, remove; and what is not taken in."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from s2m2_engine import load_matcher
from s2m2_engine.errors import InputError
from s2m2_engine.model import library
from s2m2_engine.model.library import (
    FOLDER_VARIABLE,
    import_model,
    list_installed,
    model_info,
    models_folder,
    remove_model,
)
from s2m2_engine.model.model_file import write_model
from s2m2_engine.model.network.configuration import preset
from s2m2_engine.model.network.s2m2 import S2M2Network
from s2m2_engine.model.registry import list_damaged, list_models

SMALL = preset("s2m2-small")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "installed modèles"
    monkeypatch.setattr(library, "BUNDLED", tmp_path / "bundled")
    monkeypatch.setenv(FOLDER_VARIABLE, str(path))
    return path


@pytest.fixture(scope="module")
def reference_weights() -> dict[str, Any]:
    torch.manual_seed(0)
    return S2M2Network(preset("reference")).state_dict()


@pytest.fixture
def small_model(tmp_path: Path) -> Path:
    path = tmp_path / "hills (v2).safetensors"
    write_model(path, SMALL, S2M2Network(SMALL).state_dict(), "hills", "Trained on hills.")
    return path


def with_card(model: Path, change: str) -> bytes:
    """A model file whose card holds what `change` makes of it: code on `card`."""
    data = model.read_bytes()
    size = int.from_bytes(data[:8], "little")
    header = json.loads(data[8 : 8 + size])
    card = json.loads(header["__metadata__"]["s2m2"])
    exec(change, {"card": card, "header": header, "nested": nested})
    header["__metadata__"]["s2m2"] = json.dumps(card)
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data[8 + size :]


def nested(depth: int) -> Any:
    value: Any = 1
    for _ in range(depth):
        value = [value]
    return value


def header(text: bytes) -> bytes:
    return len(text).to_bytes(8, "little") + text


FITTED = (
    "card['calibration'] = {'temperature_scale': 4.8, 'temperature_power': 1.5, 'covariance_gain': 0.5, "
    "'covariance_floor': 0.07, 'confidence_bias': -3.2, 'confidence_weights': [0.1] * 7}; "
)
BAD_FILES = {
    "empty": lambda model: b"",
    "deep-header": lambda model: header(b'{"a":' * 50_000 + b"}" * 50_000),
    "deep-list": lambda model: header(b"[" * 500_000),
    "huge-length": lambda model: (2**63).to_bytes(8, "little") + b"{}",
    "infinite-offset": lambda model: with_card(
        model, "next(v for k, v in header.items() if k[0] != '_')['data_offsets'][1] = float('inf')"
    ),
    "offset-beyond-floats": lambda model: header(
        b'{"__metadata__":{"s2m2":"{}"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,1e999]}}'
    ),
    "deep-history": lambda model: with_card(model, "card['history'] = {'a': nested(300)}"),
    "infinite-history": lambda model: with_card(model, "card['history'] = {'a': float('inf')}"),
    "deep-configuration": lambda model: with_card(model, "card['configuration'] = nested(300)"),
    "huge-temperature": lambda model: with_card(model, FITTED + "card['calibration']['temperature_scale'] = 1e300"),
    "no-temperature": lambda model: with_card(model, FITTED + "card['calibration']['temperature_scale'] = 0.0"),
    "text-for-a-number": lambda model: with_card(model, FITTED + "card['calibration']['covariance_gain'] = 'nan'"),
    "negative-covariance": lambda model: with_card(model, FITTED + "card['calibration']['covariance_gain'] = -1.0"),
    "absurd-confidence": lambda model: with_card(
        model, FITTED + "card['calibration']['confidence_weights'] = [1e200] * 7"
    ),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_listed_as_damaged_and_the_others_stay(name: str, folder: Path, small_model: Path) -> None:
    import_model(small_model, "hills")
    (folder / f"{name}.safetensors").write_bytes(BAD_FILES[name](small_model))
    found = {model.name: model for model in list_installed()}
    assert found["hills"].card is not None
    assert found[name].card is None
    assert found[name].problem
    assert [model.name for model in list_damaged()] == [name]
    bad = small_model.with_name("bad.safetensors")
    bad.write_bytes(BAD_FILES[name](small_model))
    with pytest.raises(InputError):
        import_model(bad, "other")
    assert not (folder / "other.safetensors").exists()


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_only_regular_files_are_opened(folder: Path, small_model: Path, tmp_path: Path) -> None:
    import_model(small_model, "hills")
    os.mkfifo(folder / "pipe.safetensors")
    (folder / "folder.safetensors").mkdir()
    (folder / "device.safetensors").symlink_to("/dev/zero")
    (folder / "nowhere.safetensors").symlink_to("/does/not/exist")
    damaged = {model.name: model.description for model in list_damaged()}
    assert damaged.keys() == {"pipe", "folder", "device", "nowhere"}
    assert "no regular file" in damaged["pipe"]
    with pytest.raises(InputError):
        import_model(folder / "pipe.safetensors", "other")


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_weights_that_are_no_numbers_are_not_imported(value: float, tmp_path: Path, folder: Path) -> None:
    weights = {key: tensor.clone() for key, tensor in S2M2Network(SMALL).state_dict().items()}
    weights["backbone.c1.conv1.bias"][0] = value
    write_model(tmp_path / "bad.safetensors", SMALL, weights, "bad", "")
    with pytest.raises(InputError) as caught:
        import_model(tmp_path / "bad.safetensors", "bad")
    assert caught.value.code == "damaged_model"
    assert "not finite, in backbone.c1.conv1.bias" in caught.value.message
    assert not folder.exists() or not list(folder.iterdir())


@pytest.mark.slow
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_checkpoint_of_the_authors_becomes_a_matcher(
    tmp_path: Path, reference_weights: dict[str, Any], wrapped: bool
) -> None:
    file = tmp_path / "sar_opt_matcher.pth"
    state = {"epoch": 3, "model_state_dict": reference_weights, "optimizer_state_dict": {"lr": 1e-5}}
    torch.save(state if wrapped else reference_weights, file)
    installed = import_model(file)
    assert installed.name == "sar_opt_matcher"
    assert [model.name for model in list_models()] == ["structure", "sar_opt_matcher"]
    matcher = load_matcher("sar_opt_matcher", "cpu")
    assert installed.card is not None
    assert matcher.sha256 == installed.card.sha256 == list_models()[1].sha256
    random = np.random.default_rng(0)
    optical, sar = random.integers(0, 256, (3, 64, 48)), random.integers(0, 256, (1, 32, 32))
    network = S2M2Network(preset("reference")).eval()
    network.load_state_dict(reference_weights)
    with torch.inference_mode():
        expected = network(torch.tensor(optical)[None].float(), torch.tensor(sar).repeat(1, 3, 1, 1).float()).fused[0]
    match = matcher.match(optical, sar)
    np.testing.assert_allclose(match.similarity, expected.numpy(), atol=1e-6)


@pytest.mark.slow
def test_other_checkpoint_forms_are_understood(tmp_path: Path, reference_weights: dict[str, Any]) -> None:
    file = tmp_path / "m.pth"
    torch.save({f"module.{key}": tensor.half() for key, tensor in reference_weights.items()}, file)
    assert import_model(file, "parallel").card is not None
    torch.save(reference_weights, file, _use_new_zipfile_serialization=False)
    assert import_model(file, "old-format").card is not None


@pytest.mark.slow
def test_more_enhancement_layers_are_understood(tmp_path: Path, reference_weights: dict[str, Any]) -> None:
    more = dict(reference_weights)
    for key, tensor in reference_weights.items():
        more[key.replace("layers.0.", "layers.1.")] = tensor
    torch.save(more, tmp_path / "two.pth")
    card = import_model(tmp_path / "two.pth").card
    assert card is not None
    assert card.configuration.layers == 2


class _Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, ("ran-code",)


def _without_a_key(weights: dict[str, Any]) -> object:
    return {key: tensor for key, tensor in weights.items() if key != "backbone.c3.gn1.weight"}


def _with_a_key(weights: dict[str, Any]) -> object:
    return {**weights, "head.weight": torch.zeros(3)}


def _other_shape(weights: dict[str, Any]) -> object:
    return {**weights, "backbone.c1.conv1.weight": torch.zeros(16, 3, 3, 3)}


def _not_finite(weights: dict[str, Any]) -> object:
    return {**weights, "backbone.c1.conv1.bias": torch.full((32,), float("nan"))}


def _whole_numbers(weights: dict[str, Any]) -> object:
    return {**weights, "backbone.c1.conv1.bias": torch.zeros(32, dtype=torch.int32)}


def _text_for_weights(weights: dict[str, Any]) -> object:
    return {**weights, "backbone.c1.conv1.bias": "zero"}


@pytest.mark.parametrize(
    ("make", "code", "named"),
    [
        (_without_a_key, "other_network", r"lacks backbone\.c3\.gn1\.weight"),
        (_with_a_key, "other_network", r"head\.weight"),
        (_other_shape, "other_network", r"\(16, 3, 3, 3\)"),
        (_not_finite, "damaged_model", r"backbone\.c1\.conv1\.bias"),
        (_whole_numbers, "other_network", r"backbone\.c1\.conv1\.bias"),
        (_text_for_weights, "other_network", r"backbone\.c1\.conv1\.bias"),
        (lambda _: torch.zeros(3), "other_network", "no weights by name"),
        (lambda _: {}, "other_network", "no weights by name"),
        (lambda _: {"model_state_dict": {"a": torch.zeros(1)}}, "other_network", "lacks"),
        (lambda weights: {**weights, "x": _Evil()}, "unsafe_model", "could run as a program"),
    ],
)
def test_checkpoints_that_are_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    reference_weights: dict[str, Any],
    make: Any,
    code: str,
    named: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "strange.pth"
    torch.save(make(reference_weights), file)
    with pytest.raises(InputError, match=named) as error:
        import_model(file)
    assert error.value.code == code
    assert "strange.pth" in error.value.message
    assert not folder.exists() or not list(folder.iterdir())
    assert not (tmp_path / "ran-code").exists()


@pytest.mark.parametrize(
    ("kind", "code"),
    [("cut", "damaged_model"), ("text", "damaged_model"), ("empty", "damaged_model"), ("pickle", "unsafe_model")],
)
def test_files_that_are_no_checkpoints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reference_weights: dict[str, Any], kind: str, code: str
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "strange.pth"
    torch.save(reference_weights, file)
    content = {
        "cut": file.read_bytes()[: file.stat().st_size // 3],
        "text": b"<html>Not found</html>",
        "empty": b"",
        "pickle": pickle.dumps(_Evil(), protocol=2),
    }
    file.write_bytes(content[kind])
    with pytest.raises(InputError, match=r"strange\.pth") as error:
        import_model(file)
    assert error.value.code == code
    assert not (tmp_path / "ran-code").exists()


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        import_model(tmp_path / "nothing.pth")
    assert error.value.code == "model_not_found"


def test_model_files_come_and_go(small_model: Path, folder: Path) -> None:
    installed = import_model(small_model)
    assert installed.name == "hills-v2"
    assert installed.path == folder / "hills-v2.safetensors"
    assert model_info("hills-v2").card == installed.card == model_info(str(small_model)).card
    with pytest.raises(InputError) as error:
        import_model(small_model, "hills-v2")
    assert error.value.code == "model_exists"
    import_model(small_model, "copy")
    assert [model.name for model in list_installed()] == ["copy", "hills-v2"]
    assert remove_model("hills-v2") == installed.path
    assert [model.name for model in list_installed()] == ["copy"]
    with pytest.raises(InputError, match="hills-v2"):
        remove_model("hills-v2")
    with pytest.raises(InputError, match="hills-v2"):
        load_matcher("hills-v2")


def test_a_damaged_model_file_is_not_installed(small_model: Path, folder: Path) -> None:
    data = bytearray(small_model.read_bytes())
    data[-5] ^= 1
    small_model.write_bytes(bytes(data))
    with pytest.raises(InputError) as error:
        import_model(small_model)
    assert error.value.code == "damaged_model"
    assert not folder.exists() or not list(folder.iterdir())


@pytest.mark.parametrize("name", ["structure", "default", "", "a/b", "..", ".x", "con", "NUL.1", "ü", "a" * 65, "x."])
def test_bad_names_are_refused(small_model: Path, name: str) -> None:
    with pytest.raises(InputError) as error:
        import_model(small_model, name)
    assert error.value.code == "bad_model_name"


@pytest.mark.parametrize("name", ["", "..", "../x", "structure"])
def test_only_what_is_installed_can_be_removed(folder: Path, name: str) -> None:
    folder.mkdir()
    (folder.parent / "x.safetensors").write_bytes(b"mine")
    with pytest.raises(InputError):
        remove_model(name)
    assert (folder.parent / "x.safetensors").exists()


def test_a_broken_file_in_the_folder_is_listed_with_its_problem(small_model: Path, folder: Path) -> None:
    import_model(small_model, "good")
    (folder / "bad.safetensors").write_bytes(b"nonsense")
    bad, good = list_installed()
    assert (bad.name, bad.card) == ("bad", None)
    assert "bad.safetensors" in bad.problem
    assert good.problem == ""
    assert [model.name for model in list_models()][-2:] == ["structure", "good"]
    with pytest.raises(InputError, match=r"bad\.safetensors"):
        load_matcher("bad")


def test_models_that_come_with_the_engine(small_model: Path, folder: Path) -> None:
    library.BUNDLED.mkdir()
    (library.BUNDLED / "ours.safetensors").write_bytes(small_model.read_bytes())
    import_model(small_model, "mine")
    assert [model.name for model in list_models()] == ["structure", "ours", "mine"]
    assert load_matcher("ours").name == "ours"
    assert load_matcher("ours").sha256 == model_info("ours").card.sha256  # type: ignore[union-attr]
    with pytest.raises(InputError) as error:
        remove_model("ours")
    assert error.value.code == "cannot_remove"
    with pytest.raises(InputError) as error:
        import_model(small_model, "ours")
    assert error.value.code == "bad_model_name"


def test_a_path_is_a_model_too(small_model: Path) -> None:
    matcher = load_matcher(str(small_model), "cpu")
    assert matcher.name == "hills (v2)"


def test_the_folder_without_the_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER_VARIABLE)
    assert models_folder().parts[-2:] == ("s2m2", "models")
    assert models_folder().is_absolute()


_WITHOUT_TORCH = """
import sys
sys.modules["torch"] = None
from pathlib import Path
import numpy as np
from s2m2_engine import load_matcher
from s2m2_engine.errors import InputError
from s2m2_engine.model.library import import_model
from s2m2_engine.model.registry import list_models
descriptions = {model.name: model.description for model in list_models()}
assert [name for name, text in descriptions.items() if "Needs PyTorch" in text] == ["reference"], descriptions
import_model(Path(sys.argv[1]), "other")
image = np.random.default_rng(0).normal(size=(3, 64, 64))
assert load_matcher("other").match(image, image[:, 8:56, 8:56]).heatmap.shape == (17, 17)
for action in (lambda: load_matcher("reference"), lambda: import_model(Path(sys.argv[2]), "authors")):
    try:
        action()
    except InputError as error:
        assert error.code == "no_torch" and "pip install torch" in error.hint, error
    else:
        raise AssertionError("no error")
"""


@pytest.mark.slow
def test_without_torch_models_match_and_are_imported_and_what_needs_it_says_so(
    small_model: Path, tmp_path: Path
) -> None:
    import_model(small_model, "good")
    small = preset("reference-small")
    write_model(models_folder() / "reference.safetensors", small, S2M2Network(small).state_dict(), "reference", "")
    checkpoint = tmp_path / "authors.pth"
    checkpoint.write_bytes(b"PK")
    subprocess.run([sys.executable, "-c", _WITHOUT_TORCH, str(small_model), str(checkpoint)], check=True)
