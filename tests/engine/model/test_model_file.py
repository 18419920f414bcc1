"""Model files: what is written comes back, and what is not ours or not whole is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
safetensors_torch = pytest.importorskip("safetensors.torch")

from s2m2_engine.errors import InputError
from s2m2_engine.model import model_file
from s2m2_engine.model.confidence import Calibration
from s2m2_engine.model.model_file import (
    load_network,
    read_card,
    read_model,
    rewrite_calibration,
    rewrite_note,
    write_model,
)
from s2m2_engine.model.network.configuration import NetworkConfiguration, preset
from s2m2_engine.model.network.s2m2 import S2M2Network

SMALL = preset("s2m2-small")
CALIBRATION = Calibration(0.5, 0.9, 1.1, 0.01, -2.0, (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    path = tmp_path / "models with späce" / "alps.safetensors"
    write_model(path, SMALL, S2M2Network(SMALL).state_dict(), "alps", "Trained on hills.", CALIBRATION)
    return path


def test_what_is_written_comes_back(model: Path) -> None:
    card, network = load_network(model)
    torch.manual_seed(0)
    expected = S2M2Network(SMALL).state_dict()
    assert (card.name, card.training, card.configuration, card.calibration) == (
        "alps",
        "Trained on hills.",
        SMALL,
        CALIBRATION,
    )
    assert card == read_card(model)
    assert not network.training
    for key, tensor in network.state_dict().items():
        assert torch.equal(tensor, expected[key])
    assert [entry.name for entry in model.parent.iterdir()] == ["alps.safetensors"]


def test_the_hash_is_of_what_is_computed(tmp_path: Path) -> None:
    weights = S2M2Network(SMALL).state_dict()
    other = {key: tensor.clone() for key, tensor in weights.items()}
    other["backbone.c1.conv1.bias"][0] += 1e-3
    variants = [
        (SMALL, weights, "a", None),
        (replace(SMALL, name="renamed"), weights, "b", None),
        (SMALL, other, "a", None),
        (SMALL, weights, "a", CALIBRATION),
        (replace(SMALL, placement="stretched"), weights, "a", None),
    ]
    hashes = [
        write_model(tmp_path / "m.safetensors", configuration, tensors, name, "", calibration).sha256
        for configuration, tensors, name, calibration in variants
    ]
    assert hashes[0] == hashes[1]
    assert len(set(hashes[1:])) == 4


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _cut_in_header(data: bytes) -> bytes:
    return data[:100]


def _append(data: bytes) -> bytes:
    return data + b"x"


@pytest.mark.parametrize("harm", [_cut, _cut_in_header, _append])
def test_damage_is_seen_without_reading_the_weights(model: Path, harm: Callable[[bytes], bytes]) -> None:
    model.write_bytes(harm(model.read_bytes()))
    with pytest.raises(InputError, match=r"alps\.safetensors") as error:
        read_card(model)
    assert error.value.code == "damaged_model"


def test_a_changed_weight_is_seen(model: Path) -> None:
    data = bytearray(model.read_bytes())
    data[-5] ^= 1
    model.write_bytes(bytes(data))
    read_card(model)
    with pytest.raises(InputError) as error:
        read_model(model)
    assert error.value.code == "damaged_model"


def test_a_file_from_before_a_setting_existed_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, whole = tmp_path / "m.safetensors", NetworkConfiguration.to_dict
    with monkeypatch.context() as earlier:
        earlier.setattr(
            NetworkConfiguration, "to_dict", lambda self: {k: v for k, v in whole(self).items() if k != "prior"}
        )
        write_model(path, SMALL, S2M2Network(SMALL).state_dict(), "m", "")
    card, _ = load_network(path)
    assert card.configuration == SMALL


HISTORY = {"base": {"name": "default", "sha256": "ab"}, "scenes": ["Zürich"], "figures": {"rmse_px": 0.5, "n": None}}


def test_a_note_changes_nothing_else(model: Path) -> None:
    before, data = read_card(model), model.read_bytes()
    card = rewrite_note(model, "für die Alpen\nim Winter")
    assert card == replace(before, user_note="für die Alpen\nim Winter") == read_card(model) == read_model(model)[0]
    assert int.from_bytes(model.read_bytes()[:8], "little") % 8 == 0
    assert [entry.name for entry in model.parent.iterdir()] == ["alps.safetensors"]
    assert rewrite_note(model, "") == before
    assert read_model(model)[0] == before
    tensors = len(data) - 8 - int.from_bytes(data[:8], "little")
    assert model.read_bytes()[-tensors:] == data[-tensors:]


def test_history_comes_back_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    weights = S2M2Network(SMALL).state_dict()
    plain = write_model(path, SMALL, weights, "m", "")
    assert plain.history == {}
    card = write_model(path, SMALL, weights, "m", "", history={**HISTORY, "windows": (32, 64)})
    assert card == read_card(path)
    assert card.history == {**HISTORY, "windows": [32, 64]}
    assert card.sha256 == plain.sha256
    rewrite_note(path, "mine")
    rewrite_calibration(path, CALIBRATION)
    card, _ = read_model(path)
    assert (card.history, card.user_note, card.calibration) == (
        {**HISTORY, "windows": [32, 64]},
        "mine",
        CALIBRATION,
    )


@pytest.mark.parametrize("history", [{"rmse": float("nan")}, {"path": Path("a")}])
def test_history_that_json_cannot_hold(tmp_path: Path, history: dict[str, object]) -> None:
    with pytest.raises((TypeError, ValueError)):
        write_model(tmp_path / "m.safetensors", SMALL, S2M2Network(SMALL).state_dict(), "m", "", history=history)
    assert list(tmp_path.iterdir()) == []


def test_a_file_from_before_there_were_notes(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, later = model_file._to_json, ("user_note", "history")
    with monkeypatch.context() as earlier:
        earlier.setattr(model_file, "_to_json", lambda card: {k: v for k, v in whole(card).items() if k not in later})
        rewrite_calibration(model, CALIBRATION)
    assert b"history" not in model.read_bytes()
    card, _ = read_model(model)
    assert (card.user_note, card.history) == ("", {})
    rewrite_note(model, "mine")
    assert read_model(model)[0] == replace(card, user_note="mine")


def test_a_note_on_a_file_from_before_a_setting_existed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, whole = tmp_path / "m.safetensors", NetworkConfiguration.to_dict
    with monkeypatch.context() as earlier:
        earlier.setattr(
            NetworkConfiguration, "to_dict", lambda self: {k: v for k, v in whole(self).items() if k != "prior"}
        )
        card = write_model(path, SMALL, S2M2Network(SMALL).state_dict(), "m", "")
    rewrite_note(path, "old, but good")
    assert load_network(path)[0].sha256 == card.sha256


def test_half_letters_in_a_card_are_refused(model: Path) -> None:
    rewrite_note(model, "XXXXXXX")
    model.write_bytes(model.read_bytes().replace(b"XXXXXXX", rb"\\ud83d"))
    with pytest.raises(InputError) as error:
        read_card(model)
    assert error.value.code == "not_a_model"


@pytest.mark.parametrize("harm", [_cut, _append])
def test_no_note_on_a_damaged_file(model: Path, harm: Callable[[bytes], bytes]) -> None:
    data = harm(model.read_bytes())
    model.write_bytes(data)
    with pytest.raises(InputError) as error:
        rewrite_note(model, "mine")
    assert error.value.code == "damaged_model"
    assert model.read_bytes() == data


def test_weights_of_another_network_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.safetensors"
    write_model(path, SMALL, S2M2Network(replace(SMALL, enhancement="none")).state_dict(), "m", "")
    with pytest.raises(InputError) as error:
        load_network(path)
    assert error.value.code == "damaged_model"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"\xff" * 4000,
        safetensors_torch.save({"a": torch.zeros(2)}),
        safetensors_torch.save({"a": torch.zeros(2)}, {"s2m2": "{"}),
        safetensors_torch.save({"a": torch.zeros(2)}, {"s2m2": "[]"}),
        safetensors_torch.save({"a": torch.zeros(2)}, {"s2m2": json.dumps({"version": 99})}),
        (8).to_bytes(8, "little") + b"[1, 2,3]",
        (2).to_bytes(8, "little") + b"\xff\xfe",
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.safetensors"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"other\.safetensors") as error:
        read_card(path)
    assert error.value.code == "not_a_model"


def test_an_unknown_network_is_named(model: Path) -> None:
    model.write_bytes(model.read_bytes().replace(b'prototypes\\", \\"layers', b'perceiver_\\", \\"layers'))
    with pytest.raises(InputError, match="perceiver_") as error:
        read_card(model)
    assert error.value.code == "not_a_model"


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nothing") as error:
        read_card(tmp_path / "nothing.safetensors")
    assert error.value.code == "model_not_found"
