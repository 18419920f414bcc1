"""The list of pairs, and what adds many at once to it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDialogButtonBox, QListWidget

from helpers.layers import load_into, place
from helpers.ui_fakes import process_events, wait_until
from s2m2_qgis import questions
from s2m2_qgis.pairs import add_many
from s2m2_qgis.pairs.pair_list import PairList
from s2m2_qgis.pairs.pairing import Pairing
from s2m2_qgis.project.layer_files import LayerFile


@pytest.fixture
def pair_list(project: QgsProject) -> Iterator[PairList]:
    widget = PairList(project)
    yield widget
    widget.shut_down()
    QgsApplication.taskManager().cancelAll()
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    widget.deleteLater()
    process_events()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the user chooses, whenever asked."""
    monkeypatch.setattr(add_many.questions, "folder_to_read", lambda *_: str(tmp_path))
    return tmp_path


def wait(pair_list: PairList) -> str:
    """What is said when the task has ended."""
    wait_until(lambda: pair_list.many._task is None, 30)
    return str(pair_list.many.text.text())


def test_a_folders_pairs_are_listed(pair_list: PairList, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        place(folder / f"{number}_sar.tif", 3000.0 * number)
    for number in range(2):
        place(folder / f"{number}_opt.tif", 3000.0 * number, bands=3)
    changes: list[int] = []
    pair_list.changed.connect(lambda: changes.append(pair_list.list.count()))
    pair_list.many.add_folder()
    assert not pair_list.many.button.isEnabled(), "one at a time"
    assert wait(pair_list) == "Added 2 pairs. 1 left over: no optical raster shows its ground (1)."
    assert changes == [2]
    assert pair_list.many.button.isEnabled()
    sar = pair_list.pairs[0][0]
    assert isinstance(sar, LayerFile)
    assert (sar.path, sar.crs, sar.name) == (str(folder / "0_sar.tif"), "", "0_sar.tif")
    assert pair_list.list.item(0).text() == "0_sar.tif  +  0_opt.tif"
    assert str(folder) in pair_list.list.item(0).toolTip()
    shown: list[str] = []
    monkeypatch.setattr(add_many.questions, "show_text", lambda _parent, _title, text: shown.append(text))
    pair_list.many.left_over.click()
    assert shown == ["2_sar.tif: no optical raster shows its ground"]
    pair_list.many.add_folder()
    assert wait(pair_list).startswith("Added 0 pairs. 2 were in the list.")
    assert changes == [2]


def test_a_layers_pair_is_not_listed_again_as_files(pair_list: PairList, folder: Path, project: QgsProject) -> None:
    root = project.layerTreeRoot()
    sar, optical = load_into(root, folder / "a_sar.tif"), load_into(root, folder / "a_opt.tif", bands=3)
    pair_list.layers.choose(sar, optical)
    pair_list.add.click()
    pair_list.many.add_folder()
    assert "1 were in the list" in wait(pair_list)
    assert pair_list.pairs == [(sar, optical)]


@pytest.mark.parametrize("file", ["", "alone_sar.tif"])
def test_nothing_found_is_said(pair_list: PairList, folder: Path, file: str) -> None:
    if file:
        place(folder / file)
    pair_list.many.add_two_folders()
    text = wait(pair_list)
    assert ("No rasters were found." in text, "No pairs were found." in text) == (not file, bool(file))
    assert pair_list.pairs == []
    assert pair_list.many.left_over.isHidden() == (not file)


def test_looking_can_be_stopped(pair_list: PairList, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def look(_folder: str, on_progress: Any, is_cancelled: Any) -> Pairing:
        on_progress(3, 400)
        while not is_cancelled():
            time.sleep(0.005)
        return Pairing((), ())

    monkeypatch.setattr("s2m2_qgis.pairs.folders.pairs_in", look)
    pair_list.many.add_folder()
    wait_until(lambda: pair_list.many.text.text() == "Opening rasters: 3 of 400")
    assert not pair_list.many.stop.isHidden()
    pair_list.many.stop.click()
    assert wait(pair_list) == "Stopped. No pairs were added."
    assert pair_list.many.stop.isHidden()


def test_the_window_may_go_while_it_looks(project: QgsProject, folder: Path) -> None:
    for number in range(20):
        place(folder / f"{number}_sar.tif")
    widget = PairList(project)
    widget.many.add_folder()
    widget.shut_down()
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    assert widget.list.count() == 0


def test_a_user_who_cancels_changes_nothing(
    pair_list: PairList, tmp_path: Path, project: QgsProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_into(project.layerTreeRoot(), tmp_path / "a_sar.tif")
    monkeypatch.setattr(add_many.questions, "folder_to_read", lambda *_: "")
    monkeypatch.setattr(add_many.questions, "choose_several", lambda *_: [])
    for add in (pair_list.many.add_folder, pair_list.many.add_two_folders, pair_list.many.add_groups):
        add()
    assert pair_list.many._task is None
    assert pair_list.many.isHidden()


def test_groups_are_asked_for_and_listed(
    pair_list: PairList, tmp_path: Path, project: QgsProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = project.layerTreeRoot().addGroup("Valais")
    layers = [load_into(group, tmp_path / "a_sar.tif"), load_into(group, tmp_path / "a_opt.tif", bands=3)]
    monkeypatch.setattr(add_many.questions, "choose_several", lambda *_: ["Valais"])
    pair_list.many.add_groups()
    assert pair_list.many.text.text() == "Added one pair."
    assert pair_list.pairs == [tuple(layers)]
    project.removeMapLayer(layers.pop().id())
    assert pair_list.pairs == []


def test_several_pairs_are_removed_at_once(pair_list: PairList, folder: Path) -> None:
    for number in range(3):
        place(folder / f"{number}_sar.tif")
        place(folder / f"{number}_opt.tif", bands=3)
    pair_list.many.add_folder()
    wait(pair_list)
    for row in (0, 2):
        pair_list.list.item(row).setSelected(True)
    pair_list.remove.click()
    assert [sar.name for sar, _ in pair_list.pairs] == ["1_sar.tif"]
    assert not pair_list.remove.isEnabled()


@pytest.mark.parametrize(("button", "chosen"), [("Ok", ["b"]), ("Cancel", [])])
def test_several_names_are_chosen(qgis_app: object, button: str, chosen: list[str]) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        rows = dialog.findChild(QListWidget)
        rows.item(1).setCheckState(Qt.CheckState.Checked)
        dialog.findChild(QDialogButtonBox).button(getattr(QDialogButtonBox.StandardButton, button)).click()

    QTimer.singleShot(0, answer)
    assert questions.choose_several(None, "Groups", "Which?", ["a", "b", "c"]) == chosen
