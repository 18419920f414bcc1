"""Renaming, noting and exporting installed models: in the library, on the command line and through the worker."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from s2m2_engine.cli import main
from s2m2_engine.errors import InputError
from s2m2_engine.model import library
from s2m2_engine.model.library import (
    LONGEST_NOTE,
    export_model,
    import_model,
    list_installed,
    model_info,
    remove_model,
    rename_model,
    set_note,
)
from s2m2_engine.model.model_file import ModelCard, read_card, read_model, write_model
from s2m2_engine.model.network.configuration import preset
from s2m2_engine.model.network.s2m2 import S2M2Network
from s2m2_engine.model.registry import KeptMatcher
from s2m2_engine.progress import Reporter
from s2m2_engine.worker import protocol
from s2m2_engine.worker.requests import run_request

HISTORY = {
    "base": {"name": "default", "sha256": "ab" * 32},
    "scenes": [{"name": "Zürich", "sha256": "cd"}, {"name": "Genève", "sha256": "ef"}],
    "settings": {"minutes": 20, "templates": [32, 64], "seed": None},
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The library, without models."""
    path = tmp_path / "installed modèles"
    monkeypatch.setattr(library, "BUNDLED", tmp_path / "bundled")
    monkeypatch.setenv(library.FOLDER_VARIABLE, str(path))
    return path


@pytest.fixture
def hills(tmp_path: Path) -> ModelCard:
    """The card of an installed model called hills."""
    file, small = tmp_path / "made elsewhere.safetensors", preset("s2m2-small")
    write_model(file, small, S2M2Network(small).state_dict(), "made", "Trained on hills.", history=HISTORY)
    card = import_model(file, "hills").card
    assert card is not None
    return card


@pytest.fixture
def bundled(hills: ModelCard) -> str:
    """The name of a model that comes with the engine."""
    library.BUNDLED.mkdir()
    (library.BUNDLED / "ours.safetensors").write_bytes(model_info("hills").path.read_bytes())
    return "ours"


def names() -> list[str]:
    return [model.name for model in list_installed()]


def ask(request: protocol.Message) -> dict[str, Any]:
    return run_request(request, Reporter(), KeptMatcher())


def cut_off(name: str) -> None:
    path = library.models_folder() / f"{name}.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


# --- rename -----------------------------------------------------------------------------------------------


def test_a_renamed_model_is_the_same_model(hills: ModelCard, folder: Path) -> None:
    assert rename_model("hills", "alps.2") == folder / "alps.2.safetensors"
    assert names() == ["alps.2"]
    assert model_info("alps.2").card == hills
    assert rename_model("alps.2", "alps.2").stem == "alps.2"


@pytest.mark.parametrize("new", ["structure", "default", "", "a/b", "..", ".x", "con", "NUL.1", "ü", "a" * 65, "x."])
@pytest.mark.usefixtures("hills")
def test_new_names_follow_the_rules_of_import(new: str) -> None:
    with pytest.raises(InputError) as error:
        rename_model("hills", new)
    assert error.value.code == "bad_model_name"
    assert names() == ["hills"]


def test_a_taken_name_is_refused(hills: ModelCard, tmp_path: Path, bundled: str) -> None:
    import_model(tmp_path / "made elsewhere.safetensors", "alps")
    with pytest.raises(InputError, match="alps") as error:
        rename_model("hills", "alps")
    assert error.value.code == "model_exists"
    with pytest.raises(InputError) as error:
        rename_model("hills", bundled)
    assert error.value.code == "bad_model_name"
    assert names() == ["alps", "hills"]


@pytest.mark.usefixtures("hills")
def test_a_damaged_model_can_be_renamed_and_removed() -> None:
    cut_off("hills")
    rename_model("hills", "broken")
    remove_model("broken")
    assert names() == []


@pytest.mark.usefixtures("hills")
def test_a_refusal_of_the_system_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(InputError, match="Permission denied") as error:
        rename_model("hills", "alps")
    assert error.value.code == "cannot_rename"


@pytest.mark.parametrize("name", ["nothing", "", "..", "../hills", "a b"])
@pytest.mark.usefixtures("hills")
def test_models_that_are_not_there(name: str, tmp_path: Path) -> None:
    for action in (
        lambda: rename_model(name, "alps"),
        lambda: set_note(name, "mine"),
        lambda: export_model(name, tmp_path / "out.safetensors"),
        lambda: remove_model(name),
    ):
        with pytest.raises(InputError) as error:
            action()
        assert error.value.code == "no_such_model"
    assert names() == ["hills"]


@pytest.mark.parametrize("name", ["ours", "structure", "default"])
@pytest.mark.usefixtures("bundled")
def test_what_comes_with_the_engine_stays_as_it_is(name: str) -> None:
    before = model_info("ours").path.read_bytes()
    for code, action in (
        ("cannot_rename", lambda: rename_model(name, "alps")),
        ("cannot_note", lambda: set_note(name, "mine")),
        ("cannot_remove", lambda: remove_model(name)),
    ):
        with pytest.raises(InputError, match=f"{name} comes with S2M2") as error:
            action()
        assert error.value.code == code
    assert model_info("ours").path.read_bytes() == before


# --- note -------------------------------------------------------------------------------------------------


def test_a_note_comes_and_goes(hills: ModelCard) -> None:
    noted = set_note("hills", "  für die Alpen,\nim Winter \n")
    assert noted.card == model_info("hills").card == replace(hills, user_note="für die Alpen,\nim Winter")
    assert read_model(noted.path)[0].sha256 == hills.sha256
    assert set_note("hills", "").card == hills


def test_notes_that_are_not_taken(hills: ModelCard) -> None:
    assert set_note("hills", "x" * LONGEST_NOTE).card is not None
    with pytest.raises(InputError) as error:
        set_note("hills", "x" * (LONGEST_NOTE + 1))
    assert error.value.code == "note_too_long"
    cut_off("hills")
    with pytest.raises(InputError) as error:
        set_note("hills", "mine")
    assert error.value.code == "damaged_model"


def test_half_characters_do_not_reach_the_file(hills: ModelCard) -> None:
    assert set_note("hills", "a\udc80b").card == replace(hills, user_note="a?b")


# --- export -----------------------------------------------------------------------------------------------


def test_an_exported_file_comes_back_with_card_and_note(hills: ModelCard, tmp_path: Path) -> None:
    set_note("hills", "für die Alpen")
    file = tmp_path / "Für Zoë" / "Hügel (v2).safetensors"
    assert export_model("hills", file) == file
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]
    remove_model("hills")
    back = import_model(file)
    assert back.name == "H-gel-v2"
    assert back.card == replace(hills, user_note="für die Alpen")


def test_what_is_there_is_replaced_only_on_request(hills: ModelCard, tmp_path: Path) -> None:
    file = tmp_path / "mine.safetensors"
    file.write_bytes(b"mine")
    with pytest.raises(InputError, match="exists already") as error:
        export_model("hills", file)
    assert error.value.code == "file_exists"
    assert file.read_bytes() == b"mine"
    export_model("hills", file, overwrite=True)
    assert read_card(file) == hills
    own = model_info("hills").path
    export_model("hills", own, overwrite=True)
    assert read_model(own)[0] == hills


@pytest.mark.usefixtures("hills")
def test_targets_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder.safetensors").mkdir()
    for out, code, overwrite in (
        (tmp_path / "file" / "x.safetensors", "unwritable_output", False),
        (tmp_path / "folder.safetensors", "file_exists", False),
        (tmp_path / "folder.safetensors", "unwritable_output", True),
        (tmp_path / "hills.pth", "bad_model_file", False),
        (Path("/vsimem/hills.safetensors"), "unwritable_output", True),
        (tmp_path / "a\nhills.safetensors", "bad_name", True),
    ):
        with pytest.raises(InputError, match=out.name.replace("\n", r"\\n")) as error:
            export_model("hills", out, overwrite)
        assert error.value.code == code


@pytest.mark.usefixtures("hills")
def test_a_failed_export_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "out" / "mine.safetensors"
    export_model("hills", file)
    before = file.read_bytes()

    def fail(source: Path, target: Path) -> None:
        Path(target).write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(library.shutil, "copyfile", fail)
    with pytest.raises(Exception, match="full"):
        export_model("hills", file, overwrite=True)
    assert file.read_bytes() == before
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


@pytest.mark.usefixtures("hills")
def test_a_damaged_model_is_not_exported(tmp_path: Path) -> None:
    cut_off("hills")
    with pytest.raises(InputError) as error:
        export_model("hills", tmp_path / "x.safetensors")
    assert error.value.code == "damaged_model"
    assert not (tmp_path / "x.safetensors").exists()


def test_what_comes_with_the_engine_is_exported_if_it_is_a_file(hills: ModelCard, bundled: str, tmp_path: Path) -> None:
    export_model(bundled, tmp_path / "x.safetensors")
    assert read_card(tmp_path / "x.safetensors") == hills
    for name in ("structure", "default"):
        with pytest.raises(InputError) as error:
            export_model(name, tmp_path / "y.safetensors")
        assert error.value.code == "no_model_file"


def test_half_written_files_are_no_models(hills: ModelCard, folder: Path) -> None:
    (folder / "alps.s2m2-partial-00ab12cd-77.safetensors").write_bytes(model_info("hills").path.read_bytes())
    assert names() == ["hills"]
    with pytest.raises(InputError) as error:
        rename_model("hills", "alps.s2m2-partial")
    assert error.value.code == "bad_model_name"


# --- command line -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("hills")
def test_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "rename", "hills", "alps"]) == 0
    assert main(["models", "note", "alps", "für die\nAlpen"]) == 0
    assert capsys.readouterr().out == "hills is now called alps.\nNote on alps: für die\nAlpen\n"
    assert main(["models", "list"]) == 0
    assert "Trained on hills. [für die Alpen]" in capsys.readouterr().out
    file = tmp_path / "my model ü.safetensors"
    assert main(["models", "export", "alps", str(file)]) == 0
    assert main(["models", "export", "alps", str(file)]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["models", "export", "alps", str(file), "--force", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"exported": str(file)}
    assert main(["models", "note", "alps", "", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"name": "alps", "user_note": ""}
    assert main(["models", "note", "alps", ""]) == 0
    assert capsys.readouterr().out == "alps now has no note.\n"
    for command in (["rename", "alps", "structure"], ["rename", "hills", "x"], ["note", "structure", "x"]):
        assert main(["models", *command]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_info_shows_note_and_history(hills: ModelCard, capsys: pytest.CaptureFixture[str]) -> None:
    set_note("hills", "first line\nsecond line")
    assert main(["models", "info", "hills"]) == 0
    text = capsys.readouterr().out
    assert "name: hills\n" in text
    assert "user_note: first line\n  second line\n" in text
    assert "history:\n  base:\n    name: default\n" in text
    assert "  scenes 2:\n    name: Genève\n    sha256: ef\n" in text
    assert "    templates: 32, 64\n    seed: none\n" in text
    assert main(["models", "info", "hills", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["name"], facts["history"]) == ("hills", HISTORY)
    assert main(["models", "list", "--json"]) == 0
    listed = {model["name"]: model["history"] for model in json.loads(capsys.readouterr().out)["models"]}
    assert (listed["hills"], listed["structure"]) == (HISTORY, {})
    assert (facts["user_note"], facts["sha256"]) == ("first line\nsecond line", hills.sha256)
    set_note("hills", "")
    assert main(["models", "info", "hills"]) == 0
    assert "user_note" not in capsys.readouterr().out


@pytest.mark.usefixtures("hills")
def test_the_list_names_damaged_models(capsys: pytest.CaptureFixture[str]) -> None:
    cut_off("hills")
    assert main(["models", "list"]) == 0
    assert "hills  damaged       The model file hills.safetensors is damaged" in capsys.readouterr().out
    assert main(["models", "list", "--json"]) == 0
    lists = json.loads(capsys.readouterr().out)
    assert ([model["name"] for model in lists["models"]], lists["damaged"][0]["own"]) == (["structure"], True)


# --- worker -----------------------------------------------------------------------------------------------


def test_the_worker_lists_what_a_manager_shows(hills: ModelCard, bundled: str) -> None:
    set_note("hills", "mine")
    listing = ask(protocol.ModelsRequest("1"))
    assert listing["damaged"] == []
    assert [(model["name"], model["own"], model["calibrated"]) for model in listing["models"]] == [
        ("structure", False, True),
        ("ours", False, False),
        ("hills", True, False),
    ]
    assert listing["models"][2] == {
        "name": "hills",
        "description": "Trained on hills.",
        "sha256": hills.sha256,
        "note": "",
        "user_note": "mine",
        "created": hills.created,
        "training": "Trained on hills.",
        "own": True,
        "calibrated": False,
        "history": HISTORY,
    }


def test_requests_change_the_library(hills: ModelCard, tmp_path: Path) -> None:
    file = tmp_path / "Hügel 2.safetensors"
    assert ask(protocol.RenameModelRequest("1", "hills", "alps")) == {"name": "alps"}
    assert ask(protocol.NoteModelRequest("2", "alps", "mine")) == {"name": "alps"}
    assert ask(protocol.ExportModelRequest("3", "alps", str(file))) == {"name": "alps"}
    assert ask(protocol.RemoveModelRequest("4", "alps")) == {"name": "alps"}
    assert ask(protocol.ImportModelRequest("5", str(file))) == {"name": "H-gel-2"}
    assert ask(protocol.ImportModelRequest("6", str(file), "hills")) == {"name": "hills"}
    assert model_info("hills").card == replace(hills, user_note="mine")
    cut_off("hills")
    assert [model["name"] for model in ask(protocol.ModelsRequest("7"))["damaged"]] == ["hills"]
    with pytest.raises(InputError) as error:
        ask(protocol.ExportModelRequest("8", "H-gel-2", str(file)))
    assert error.value.code == "file_exists"
    assert ask(protocol.ExportModelRequest("9", "H-gel-2", str(file), force=True)) == {"name": "H-gel-2"}


_WITHOUT_TORCH = """
import sys
sys.modules["torch"] = None
from pathlib import Path
from s2m2_engine.model.library import export_model, remove_model, rename_model, set_note
set_note("hills", "mine")
rename_model("hills", "alps")
export_model("alps", Path(sys.argv[1]))
remove_model("alps")
"""


def test_changes_work_without_torch(hills: ModelCard, tmp_path: Path) -> None:
    file = tmp_path / "x.safetensors"
    subprocess.run([sys.executable, "-c", _WITHOUT_TORCH, str(file)], check=True, env=dict(os.environ))
    assert read_model(file)[0] == replace(hills, user_note="mine")
