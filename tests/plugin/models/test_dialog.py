"""The models dialog: what it shows, what it asks, and what it has the engine do."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QLabel, QPushButton

from helpers.fake_tasks import FakeModelsTask
from helpers.model_listings import BROKEN, DEFAULT, STRUCTURE, listing, model
from helpers.ui_fakes import process_events, wait_until
from s2m2_qgis.jobs import calls as jobs
from s2m2_qgis.models import dialog as models_dialog
from s2m2_qgis.models.card import card_html
from s2m2_qgis.models.dialog import ModelsDialog
from s2m2_qgis.worker.client import WorkerClient


class Questions:
    """Stands for the user: answers by the name of what is asked, and what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Any]] = {}
        self.asked: list[tuple[Any, ...]] = []

    def answer(self, name: str) -> Callable[..., Any]:
        def given(_parent: Any, *arguments: Any) -> Any:
            self.asked.append((name, *arguments))
            return self.answers[name].pop(0)

        return given


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> Questions:
    asked = Questions()
    for name in ("ask", "ask_line", "ask_text", "file_to_open", "file_to_save"):
        monkeypatch.setattr(models_dialog.questions, name, asked.answer(name))
    return asked


ALL = listing(DEFAULT, STRUCTURE, model("alps", user_note="mine"), model("hills"), damaged=(BROKEN,))


@pytest.fixture
def open_dialog(qgis_app: object) -> Iterator[Callable[..., ModelsDialog]]:
    """open_dialog(answers...) -> a dialog that has had the first of them."""
    opened = []

    def make(*answers: Any) -> ModelsDialog:
        FakeModelsTask.answers[:], FakeModelsTask.changes[:] = answers, []
        opened.append(ModelsDialog(make_task=FakeModelsTask))
        wait(opened[-1])
        return opened[-1]

    yield make
    for dialog in opened:
        dialog.reject()


def wait(dialog: ModelsDialog) -> None:
    """Until nothing is under way, nor about to be."""
    process_events()
    wait_until(lambda: not dialog._library.busy, seconds=30)
    process_events()
    wait_until(lambda: not dialog._library.busy, seconds=30)


def choose(dialog: ModelsDialog, name: str) -> None:
    dialog.list.setCurrentRow(list(dialog._models).index(name))


def change() -> Any:
    """The last request for a change."""
    return FakeModelsTask.changes[-1]


def enabled(dialog: ModelsDialog) -> list[str]:
    return [name for name in ("import_", "export", "rename", "note", "remove") if getattr(dialog, name).isEnabled()]


# --- what is shown --------------------------------------------------------------------------------------------


def test_models_are_listed_with_what_can_be_done(open_dialog: Callable[..., ModelsDialog]) -> None:
    dialog = open_dialog(ALL)
    titles = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert titles == ["Default (trained)", "Structure (untrained)", "alps", "hills", "broken"]
    assert dialog.chosen == "default"
    assert "ONNX Runtime is not installed." in dialog.card.toPlainText()
    assert enabled(dialog) == ["import_", "export"]
    choose(dialog, "structure")
    assert enabled(dialog) == ["import_"]
    choose(dialog, "alps")
    assert enabled(dialog) == ["import_", "export", "rename", "note", "remove"]
    assert "Trained on alps." in dialog.card.toPlainText()
    assert "mine" in dialog.card.toPlainText()
    choose(dialog, "broken")
    assert enabled(dialog) == ["import_", "rename", "remove"]
    assert "cut off" in dialog.card.toPlainText()
    assert not dialog.list.currentItem().icon().isNull()
    assert not dialog.changed


def test_without_an_engine_a_sentence_is_left(open_dialog: Callable[..., ModelsDialog]) -> None:
    dialog = open_dialog(("Matching needs a Python environment.", "Set it up.", "no_python"))
    assert dialog.status.text() == "Matching needs a Python environment. Set it up."
    assert dialog.list.count() == 0
    assert enabled(dialog) == []


def test_cards_show_text_as_it_is_written() -> None:
    html = card_html(model("a", user_note="<b>für</b>\n& mehr", description="1 < 2"), damaged=False)
    assert "&lt;b&gt;für&lt;/b&gt;<br>&amp; mehr" in html
    assert "1 &lt; 2" in html
    assert "not calibrated" in html
    assert "This model comes with S2M2" in card_html(DEFAULT, damaged=False)
    assert "sometime" in card_html(model("a", created="sometime"), damaged=False)


HISTORY = {
    "kind": "fine-tuned",
    "base": {"name": "hills<>", "sha256": "cd" * 32},
    "scenes": [
        {
            "sar": {"name": f"S1_{number}.tif", "fingerprint": "0a1b2c3d" * 8},
            "optical": {"name": f"S2_{number}.tif", "fingerprint": ""},
        }
        for number in range(25)
    ],
    "minutes": 30.0,
    "steps": 912,
    "verdict": {
        "base": {"blunders": 0.4, "contradictions": 0.3, "check_blunders": 0.05},
        "tuned": {"blunders": 0.1, "contradictions": None, "check_blunders": 0.05},
        "blocks": 3,
        "windows": 36,
    },
}


def test_a_fine_tuned_models_history_is_shown(open_dialog: Callable[..., ModelsDialog]) -> None:
    dialog = open_dialog(listing(STRUCTURE, model("alps", history=HISTORY)))
    choose(dialog, "alps")
    text = dialog.card.toPlainText()
    for said in (
        "hills<> cdcdcdcd",
        "30 min, 912 steps",
        "S1_0.tif 0a1b2c3d + S2_0.tif",
        "60.0 %",
        "90.0 %",
        "36 templates",
    ):
        assert said in text
    assert "S1_19.tif" in text
    assert "S1_20.tif" not in text
    assert "and 5 more" in text
    dialog.show()
    process_events()
    assert dialog.height() <= 680, "a screen of 1280 x 720 has room for it"
    assert dialog.card.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(
    "history",
    [
        {},
        {"kind": "pruned", "by": 0.5},
        {"kind": "fine-tuned"},
        {**HISTORY, "scenes": None},
        {**HISTORY, "minutes": "long"},
        {**HISTORY, "base": ["hills"]},
        {**HISTORY, "verdict": {"base": 1}},
    ],
)
def test_a_history_of_something_else_is_left_out(history: dict[str, Any]) -> None:
    html = card_html(model("a", history=history), damaged=False)
    assert "Fine-tuned" not in html
    assert "Trained on a." in html


@pytest.mark.parametrize("first", [ALL, ("Matching needs a Python environment, not there. " * 3, "Set it up.", "x")])
def test_nothing_is_cut_off(open_dialog: Callable[..., ModelsDialog], first: Any) -> None:
    dialog = open_dialog(first)
    dialog.show()
    process_events()
    for label in dialog.findChildren(QLabel):
        assert label.height() >= label.heightForWidth(label.width())
    for button in dialog.findChildren(QPushButton):
        assert button.width() >= button.sizeHint().width()


# --- what is done ---------------------------------------------------------------------------------------------


def test_rename(open_dialog: Callable[..., ModelsDialog], questions: Questions) -> None:
    after = listing(STRUCTURE, model("hills"), model("zoo"), name="zoo")
    dialog = open_dialog(ALL, after)
    choose(dialog, "alps")
    questions.answers["ask_line"] = ["", "alps", "zoo"]
    dialog.rename.click()
    dialog.rename.click()
    assert FakeModelsTask.changes == [None], "cancelled, or as it was"
    dialog.rename.click()
    assert enabled(dialog) == [], "one thing at a time"
    wait(dialog)
    assert (change().name, change().new_name) == ("alps", "zoo")
    assert dialog.chosen == "zoo"
    assert dialog.status.text() == "“alps” is now called “zoo”."
    assert dialog.changed


@pytest.mark.parametrize("code", ["bad_model_name", "model_exists"])
def test_another_name_is_asked_for(open_dialog: Callable[..., ModelsDialog], questions: Questions, code: str) -> None:
    dialog = open_dialog(ALL, ("There is one.", "Choose another name.", code), listing(model("b"), name="b"))
    choose(dialog, "alps")
    questions.answers["ask_line"] = ["hills", "b"]
    dialog.rename.click()
    wait_until(lambda: len(FakeModelsTask.changes) == 3)
    wait(dialog)
    assert questions.asked[1] == ("ask_line", "Rename", "There is one.\nChoose another name.", "hills")
    assert (change().name, change().new_name) == ("alps", "b")


def test_note(open_dialog: Callable[..., ModelsDialog], questions: Questions) -> None:
    dialog = open_dialog(ALL, {**ALL, "name": "alps"}, {**ALL, "name": "alps"})
    choose(dialog, "alps")
    questions.answers["ask_text"] = [None, "mine", "für die Alpen\nim Winter", ""]
    dialog.note.click()
    dialog.note.click()
    assert FakeModelsTask.changes == [None]
    dialog.note.click()
    wait(dialog)
    assert (change().name, change().text) == ("alps", "für die Alpen\nim Winter")
    dialog.note.click()
    wait(dialog)
    assert change().text == ""
    assert questions.asked[0][-1] == "mine"


def test_remove_asks_first(open_dialog: Callable[..., ModelsDialog], questions: Questions) -> None:
    dialog = open_dialog(ALL, listing(DEFAULT, STRUCTURE, model("hills"), name="alps"))
    choose(dialog, "alps")
    questions.answers["ask"] = [False, True]
    dialog.remove.click()
    assert FakeModelsTask.changes == [None]
    dialog.remove.click()
    wait(dialog)
    assert change().name == "alps"
    assert dialog.status.text() == "Removed “alps”."
    assert dialog.chosen == "hills", "its neighbour"


def test_import(open_dialog: Callable[..., ModelsDialog], questions: Questions, tmp_path: Path) -> None:
    path = str(tmp_path / "Hügel (v2).safetensors")
    dialog = open_dialog(ALL, ("It is damaged.", "Get it anew.", "damaged_model"), {**ALL, "name": "hills"})
    questions.answers["file_to_open"] = ["", path, path]
    dialog.import_.click()
    assert FakeModelsTask.changes == [None]
    dialog.import_.click()
    wait(dialog)
    assert (change().file, change().name) == (path, None)
    assert dialog.status.text() == "It is damaged. Get it anew."
    dialog.import_.click()
    wait(dialog)
    assert dialog.status.text() == "Imported as “hills”."
    assert dialog.chosen == "hills"


def test_import_under_another_name(open_dialog: Callable[..., ModelsDialog], questions: Questions) -> None:
    dialog = open_dialog(ALL, ("There is one.", "", "model_exists"), {**ALL, "name": "alps"})
    questions.answers["file_to_open"] = ["/models/hills.pth"]
    questions.answers["ask_line"] = ["alps"]
    dialog.import_.click()
    wait_until(lambda: len(FakeModelsTask.changes) == 3)
    wait(dialog)
    assert questions.asked[-1] == ("ask_line", "Import a model", "There is one.", "hills")
    assert (change().file, change().name) == ("/models/hills.pth", "alps")


def test_export(open_dialog: Callable[..., ModelsDialog], questions: Questions, tmp_path: Path) -> None:
    path = tmp_path / "{x} é.safetensors"
    dialog = open_dialog(ALL, {**ALL, "name": "alps"}, {**ALL, "name": "alps"})
    choose(dialog, "alps")
    questions.answers["file_to_save"] = ["", str(path), str(path), str(path)]
    questions.answers["ask"] = [False, True]
    dialog.export.click()
    assert FakeModelsTask.changes == [None]
    dialog.export.click()
    wait(dialog)
    assert (change().name, change().out, change().force) == ("alps", str(path), False)
    assert dialog.status.text() == f"Written: {path}"
    path.write_bytes(b"")
    dialog.export.click()
    assert len(FakeModelsTask.changes) == 2, "it was not to be replaced"
    dialog.export.click()
    wait(dialog)
    assert change().force


def test_a_saved_file_has_its_extension(monkeypatch: pytest.MonkeyPatch) -> None:
    from s2m2_qgis import questions

    for given, path in (("", ""), ("/a/b.c", "/a/b.c.x"), ("/a/b.x", "/a/b.x")):
        monkeypatch.setattr(questions.QFileDialog, "getSaveFileName", lambda *_, given=given, **__: (given, ""))
        assert questions.file_to_save(None, "", "", ".x", "") == path


def test_a_closed_dialog_hears_nothing_more(open_dialog: Callable[..., ModelsDialog], questions: Questions) -> None:
    dialog = open_dialog(ALL, listing(STRUCTURE, name="alps"))
    choose(dialog, "alps")
    questions.answers["ask"] = [True]
    dialog.remove.click()
    dialog.reject()
    wait_until(lambda: QgsApplication.taskManager().count() == 0)
    assert dialog.list.count() == 5
    assert dialog.changed, "the engine may have removed it"


# --- with the engine ------------------------------------------------------------------------------------------


def write_model(path: Path) -> None:
    """A model file, of no more than a card and one weight, made by hand: PyTorch does not belong to these tests."""
    card = {
        "version": 1,
        "name": "made",
        "configuration": {},
        "created": "2025-11-23T16:14:00+00:00",
        "training": "Trained on hills.",
        "calibration": None,
        "sha256": "ab" * 32,
    }
    header = {
        "__metadata__": {"s2m2": json.dumps(card)},
        "weight": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]},
    }
    text = json.dumps(header).encode()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(len(text).to_bytes(8, "little") + text + bytes(4))


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """The real worker, with the model hills and the damaged model broken in its library; returns the library."""
    folder = tmp_path / "modèles de Zoë"
    monkeypatch.setenv("S2M2_MODELS", str(folder))
    write_model(folder / "hills.safetensors")
    (folder / "broken.safetensors").write_bytes(b"nonsense")
    client = WorkerClient(sys.executable)
    monkeypatch.setattr(jobs, "get_client", lambda: client)
    yield folder
    client.close()


def test_all_of_it_with_the_engine(engine: Path, questions: Questions, tmp_path: Path) -> None:
    dialog = ModelsDialog()
    wait(dialog)
    assert "structure" in dialog._models
    choose(dialog, "hills")
    assert "Trained on hills." in dialog.card.toPlainText()
    questions.answers["ask_line"] = ["structure", "alps"]
    dialog.rename.click()
    wait_until(lambda: dialog.chosen == "alps", seconds=30)
    assert "The name structure is taken by S2M2 itself." in questions.asked[1][2]
    questions.answers["ask_text"] = ["für die Alpen\nim Winter"]
    dialog.note.click()
    wait(dialog)
    assert "für die Alpen\nim Winter" in dialog.card.toPlainText().replace("\u2028", "\n")
    out = tmp_path / "Für Zoë" / "alps (v2).safetensors"
    questions.answers["file_to_save"] = [str(out), str(engine / "broken.safetensors" / "x.safetensors")]
    dialog.export.click()
    wait(dialog)
    assert out.read_bytes() == (engine / "alps.safetensors").read_bytes()
    dialog.export.click()
    wait(dialog)
    assert "cannot be written" in dialog.status.text()
    questions.answers["file_to_open"] = [str(tmp_path / "nothing é.pth")]
    dialog.import_.click()
    wait(dialog)
    assert "nothing é.pth cannot be read" in dialog.status.text()
    questions.answers["ask"] = [True, True]
    for name in ("alps", "broken"):
        choose(dialog, name)
        dialog.remove.click()
        wait(dialog)
    assert list(engine.iterdir()) == []
    assert not {"alps", "broken"} & dialog._models.keys()
    dialog.reject()


def test_a_model_that_has_gone_meanwhile(engine: Path, questions: Questions) -> None:
    dialog = ModelsDialog()
    wait(dialog)
    choose(dialog, "hills")
    (engine / "hills.safetensors").unlink()
    questions.answers["ask_text"] = ["mine"]
    dialog.note.click()
    wait(dialog)
    assert "There is no installed model called 'hills'." in dialog.status.text()
    dialog.reject()
