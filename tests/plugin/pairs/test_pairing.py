"""Many pairs at once: which rasters belong together, what is left over and why, and the list that they go into."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDialogButtonBox, QListWidget

from helpers.raster_files import write_raster
from helpers.ui_fakes import make_raster, process_events, wait_until
from s2m2_qgis import questions
from s2m2_qgis.pairs import add_many
from s2m2_qgis.pairs.folders import pairs_in, pairs_of
from s2m2_qgis.pairs.groups import pairs_among, raster_groups
from s2m2_qgis.pairs.pair_list import PairList
from s2m2_qgis.pairs.pairing import Candidate, ListedRaster, Pairing, pair_up
from s2m2_qgis.project.layer_choice import PAIR_PROPERTY
from s2m2_qgis.project.layer_files import LayerFile
from s2m2_qgis.project.layer_guess import without_sensor_words

UTM = QgsCoordinateReferenceSystem("EPSG:32633").toWkt()


def never() -> bool:
    return False


def ignore(_number: int, _count: int) -> None:
    pass


def found(folder: Path) -> Pairing:
    return pairs_in(str(folder), ignore, never)


def names(pairing: Pairing) -> list[tuple[str, str]]:
    return [(pair.sar.name.replace("\\", "/"), pair.optical.name.replace("\\", "/")) for pair in pairing.pairs]


def place(path: Path, east_m: float = 0.0, **options: Any) -> Path:
    """A raster, `east_m` from the others."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return make_raster(path, origin=(500_000.0 + east_m, 5_000_000.0), **options)


def candidate(name: str, role: str, box: tuple[float, float, float, float]) -> Candidate:
    return Candidate(ListedRaster(name, name), role, without_sensor_words(name), box)


# --- the rule -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Valais_SAR", "valais"),
        ("S1A_IW_GRDH_20200101", "20200101"),
        ("opt", ""),
        ("optics-3.rgb", "optics 3"),
        ("roi-12 s2", "roi 12"),
    ],
)
def test_names_without_their_sensor(name: str, key: str) -> None:
    assert without_sensor_words(name) == key


def test_names_go_before_ground() -> None:
    """The namesake is taken, though another one overlaps more."""
    here, near = (0.0, 0.0, 1.0, 1.0), (0.5, 0.0, 1.5, 1.0)
    pairing = pair_up(
        [candidate("a sar", "sar", here), candidate("b opt", "optical", here), candidate("a opt", "optical", near)]
    )
    assert names(pairing) == [("a sar", "a opt")]
    assert pairing.left_over == (("b opt", "what fits it belongs to another pair"),)


def test_namesakes_of_other_ground_are_no_pair() -> None:
    boxes = (0.0, 0.0, 1.0, 1.0), (5.0, 0.0, 6.0, 1.0)
    pairing = pair_up([candidate("a sar", "sar", boxes[0]), candidate("a opt", "optical", boxes[1])])
    assert pairing.pairs == ()
    assert dict(pairing.left_over) == {
        "a sar": "no optical raster shows its ground",
        "a opt": "no SAR raster shows its ground",
    }


def test_by_ground_the_best_overlap_comes_first_whatever_the_order() -> None:
    candidates = [
        candidate("one sar", "sar", (0.0, 0.0, 1.0, 1.0)),
        candidate("two sar", "sar", (0.2, 0.0, 1.2, 1.0)),
        candidate("three opt", "optical", (0.2, 0.0, 1.2, 1.0)),
        candidate("four opt", "optical", (-0.3, 0.0, 0.7, 1.0)),
        candidate("five opt", "optical", (0.9, 0.0, 1.9, 1.0)),
        candidate("six", "", (0.0, 0.0, 1.0, 1.0)),
    ]
    expected = [("one sar", "four opt"), ("two sar", "three opt")]
    assert names(pair_up(candidates)) == names(pair_up(candidates[::-1])) == expected
    assert dict(pair_up(candidates).left_over) == {
        "five opt": "what fits it belongs to another pair",
        "six": "neither its name nor its bands say whether it is SAR or optical",
    }


def test_a_strip_at_the_edge_is_no_pair() -> None:
    candidates = [candidate("x sar", "sar", (0.0, 0.0, 1.0, 1.0)), candidate("y opt", "optical", (0.9, 0.0, 1.9, 1.0))]
    assert pair_up(candidates).pairs == ()


def test_two_candidates_are_decided_by_ground_then_name() -> None:
    box = (0.0, 0.0, 1.0, 1.0)
    same = [candidate("a vv", "sar", box), candidate("a vh", "sar", box), candidate("a rgb", "optical", box)]
    pairing = pair_up(same)
    assert names(pairing) == [("a vh", "a rgb")]
    assert pairing.left_over == (("a vv", "what fits it belongs to another pair"),)


def test_across_the_180th_meridian() -> None:
    boxes = (179.0, 0.0, 181.0, 1.0), (-180.9, 0.0, -179.0, 1.0)
    assert pair_up([candidate("p sar", "sar", boxes[0]), candidate("q opt", "optical", boxes[1])]).pairs


# --- folders --------------------------------------------------------------------------------------------------


def test_names_that_differ_by_the_sensor(qgis_app: object, tmp_path: Path) -> None:
    for number in range(3):
        place(tmp_path / f"Täler {number}_sar.tif")
        place(tmp_path / f"Täler {number}_opt.TIF", bands=3)
    pairing = found(tmp_path)
    assert names(pairing) == [(f"Täler {number}_sar.tif", f"Täler {number}_opt.TIF") for number in range(3)]
    assert pairing.left_over == ()
    assert pairing.pairs[0].sar.source == str(tmp_path / "Täler 0_sar.tif")
    assert pairing.pairs[0].sar.layer_id == ""


def test_names_that_are_the_same_in_folders_of_the_sensors(qgis_app: object, tmp_path: Path) -> None:
    for number in range(2):
        place(tmp_path / "SAR" / f"{number}.tif")
        place(tmp_path / "optical" / f"{number}.tif")
        place(tmp_path / f"roi{number}" / "s1.tif", 9000.0)
        place(tmp_path / f"roi{number}" / "s2.tif", 9000.0)
    assert names(found(tmp_path)) == [
        ("SAR/0.tif", "optical/0.tif"),
        ("SAR/1.tif", "optical/1.tif"),
        ("roi0/s1.tif", "roi0/s2.tif"),
        ("roi1/s1.tif", "roi1/s2.tif"),
    ]


def test_names_that_say_nothing_are_paired_by_bands_and_ground(qgis_app: object, tmp_path: Path) -> None:
    """In another CRS, too."""
    write_raster(tmp_path / "a.tif", dtype=gdal.GDT_Float32)
    write_raster(tmp_path / "b.tif", bands=3)
    write_raster(tmp_path / "c.tif", dtype=gdal.GDT_Float32, origin=(700_000.0, 5_000_000.0))
    far = write_raster(tmp_path / "far" / "d.tif", bands=3, origin=(700_000.0, 5_000_000.0))
    gdal.Warp(str(tmp_path / "e.tif"), far, dstSRS="EPSG:4326")
    Path(far).unlink()
    assert names(found(tmp_path)) == [("a.tif", "b.tif"), ("c.tif", "e.tif")]


def test_what_is_no_raster_to_learn_from_is_said(qgis_app: object, tmp_path: Path) -> None:
    place(tmp_path / "a_sar.tif")
    place(tmp_path / "a_opt.tif", bands=3)
    place(tmp_path / "nowhere_sar.tif", epsg=None)
    place(tmp_path / "grey.tif", 5000.0)
    place(tmp_path / "alone_s1.tif", 9000.0)
    (tmp_path / "damaged_opt.tif").write_bytes(b"II*\0 no image")
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("no raster", encoding="utf-8")
    for name, crs, lies_at in (("local", 'LOCAL_CS["x",UNIT["metre",1]]', 0.0), ("beyond", UTM, 9e12)):
        raster = gdal.GetDriverByName("GTiff").Create(str(tmp_path / f"{name}_sar.tif"), 8, 8, 1)
        raster.SetGeoTransform((lies_at, 1.0, 0.0, lies_at, 0.0, -1.0))
        raster.SetProjection(crs)
        del raster
    plain = gdal.GetDriverByName("MEM").Create("", 8, 8, 1)
    gdal.GetDriverByName("PNG").CreateCopy(str(tmp_path / "plain.png"), plain)
    pairing = found(tmp_path)
    assert names(pairing) == [("a_sar.tif", "a_opt.tif")]
    assert dict(pairing.left_over) == {
        "alone_s1.tif": "no optical raster shows its ground",
        "damaged_opt.tif": "it cannot be read as a raster",
        "empty.png": "it cannot be read as a raster",
        "beyond_sar.tif": "it does not say where it lies on the map",
        "local_sar.tif": "it does not say where it lies on the map",
        "grey.tif": "neither its name nor its bands say whether it is SAR or optical",
        "nowhere_sar.tif": "it has no coordinate reference system",
        "plain.png": "it has no coordinate reference system",
    }


@pytest.mark.parametrize("folder", ["nothing in it", "not there"])
def test_an_empty_folder(qgis_app: object, tmp_path: Path, folder: str) -> None:
    (tmp_path / "nothing in it").mkdir()
    assert found(tmp_path / folder) == Pairing((), ())


def test_two_folders_say_what_is_sar(qgis_app: object, tmp_path: Path) -> None:
    for number in range(2):
        place(tmp_path / "x" / f"{number}.tif", 3000.0 * number)
        place(tmp_path / "y" / f"{number}.tif", 3000.0 * number)
    pairing = pairs_of(str(tmp_path / "x"), str(tmp_path / "y"), ignore, never)
    assert [(Path(one.sar.source).parent.name, one.sar.name) for one in pairing.pairs] == [
        ("x", "0.tif"),
        ("x", "1.tif"),
    ]
    assert [(Path(one.optical.source).parent.name, one.optical.name) for one in pairing.pairs] == [
        ("y", "0.tif"),
        ("y", "1.tif"),
    ]


def test_a_folder_within_the_other(qgis_app: object, tmp_path: Path) -> None:
    place(tmp_path / "0.tif")
    place(tmp_path / "inner" / "0.tif")
    for folders, sar in ((("", "inner"), "0.tif"), (("inner", ""), str(Path("inner", "0.tif")))):
        pairing = pairs_of(*(str(tmp_path / folder) for folder in folders), ignore, never)
        assert [pair.sar.source for pair in pairing.pairs] == [str(tmp_path / sar)]
        assert pairing.left_over == ()
    assert pairs_of(str(tmp_path), str(tmp_path), ignore, never).pairs == (), "nothing is its own partner"


# --- layer groups ---------------------------------------------------------------------------------------------


@pytest.fixture
def project(qgis_app: object) -> Iterator[QgsProject]:
    yield QgsProject.instance()
    QgsProject.instance().clear()


def load(path: Path, group: Any, east_m: float = 0.0, **options: Any) -> QgsRasterLayer:
    layer = QgsRasterLayer(str(place(path, east_m, **options)), path.stem)
    QgsProject.instance().addMapLayer(layer, False)
    group.addLayer(layer)
    return layer


def test_groups_are_paired(project: QgsProject, tmp_path: Path) -> None:
    root = project.layerTreeRoot()
    radar, outer = root.addGroup("Radar"), root.addGroup("2023")
    photos = outer.addGroup("photos")
    root.addGroup("empty")
    sars = [load(tmp_path / f"vv_{number}.tif", radar, 3000.0 * number) for number in range(3)]
    opticals = [load(tmp_path / f"photo_{number}x.tif", photos, 3000.0 * number, bands=3) for number in (1, 2)]
    heatmap = load(tmp_path / "heat.tif", radar, bands=2)
    heatmap.setCustomProperty(PAIR_PROPERTY, "some")
    lost = load(tmp_path / "lost_sar.tif", outer, epsg=None)
    groups = raster_groups(project)
    assert list(groups) == ["All layers of the project", "Radar", "2023", "2023 / photos"]
    assert len(groups["All layers of the project"]) == 6
    pairing = pairs_among((*groups["Radar"], *groups["2023"], *groups["2023 / photos"]), project)
    assert [(one.sar.layer_id, one.optical.layer_id) for one in pairing.pairs] == [
        (sar.id(), optical.id()) for sar, optical in zip(sars[1:], opticals)
    ]
    assert dict(pairing.left_over) == {
        "vv_0": "no optical raster shows its ground",
        "lost_sar": "it has no coordinate reference system",
    }
    project.removeMapLayer(opticals.pop().id())
    assert len(pairs_among(groups["All layers of the project"], project).pairs) == 1, "a layer has gone meanwhile"
    del lost, heatmap


def test_a_project_without_rasters(project: QgsProject) -> None:
    project.layerTreeRoot().addGroup("empty")
    assert raster_groups(project) == {}


# --- the list -------------------------------------------------------------------------------------------------


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
    sar, optical = load(folder / "a_sar.tif", root), load(folder / "a_opt.tif", root, bands=3)
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
    wait_until(lambda: pair_list.many.text.text() == "Looking at the rasters: 3 of 400")
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
    load(tmp_path / "a_sar.tif", project.layerTreeRoot())
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
    layers = [load(tmp_path / "a_sar.tif", group), load(tmp_path / "a_opt.tif", group, bands=3)]
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
