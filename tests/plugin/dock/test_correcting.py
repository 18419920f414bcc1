"""Taking a correction back in the dock, and correcting again."""

from __future__ import annotations

import shutil
from pathlib import Path

from qgis.PyQt.QtCore import Qt

from helpers.dock_bench import Bench
from helpers.ui_fakes import wait_until


def correct(bench: Bench, *further: str) -> list[Path]:
    """Press Correct and let it succeed; returns the files, that of the moving layer first."""
    panel = bench.form.correct
    for row in range(panel.further.count()):
        item = panel.further.item(row)
        item.setCheckState(Qt.CheckState.Checked if item.text() in further else Qt.CheckState.Unchecked)
    paths = [Path(panel.target.filePath()), *(bench.folder / f"{name}_s2m2.tif" for name in further)]
    panel.button.click()
    for path in paths:
        shutil.copyfile(bench.folder / "scene_sar.tif", path)
    more = [{"path": str(path)} for path in paths[1:]]
    bench.corrections.last.end("succeeded", {"path": str(paths[0]), "further": more, "note": ""})
    wait_until(lambda: not bench.dock.runner.running)
    return paths


def test_one_click_takes_all_layers_back_and_correct_works_again(bench: Bench) -> None:
    bench.load_pair()
    bench.load("polarisation")
    bench.match()
    undo, names = bench.form.correct.undo, sorted(bench.layer_names())
    assert undo.isHidden()
    for _ in range(2):
        paths = correct(bench, "polarisation")
        assert not undo.isHidden()
        assert len(bench.layer_names()) == len(names) + 2
        undo.click()
        assert sorted(bench.layer_names()) == names
        assert not any(path.exists() for path in paths)
        assert bench.iface.bar.last == "The correction was taken back."
        assert undo.isHidden()
    assert bench.questions == []


def test_several_corrections_are_taken_back_one_after_the_other(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    panel = bench.form.correct
    (first,) = correct(bench)
    panel.set_target(bench.folder / "other.tif")
    (second,) = correct(bench)
    panel.undo.click()
    assert (first.exists(), second.exists()) == (True, False)
    panel.undo.click()
    assert not first.exists()
    assert panel.undo.isHidden()


def test_what_stays_is_said(bench: Bench) -> None:
    bench.load_pair()
    bench.match()
    (path,) = correct(bench)
    bench.project.write(str(bench.folder / "project.qgs"))
    bench.form.correct.undo.click()
    assert path.exists()
    assert "because the project was saved with it" in bench.iface.bar.last
    assert "because the project was saved with it" in bench.form.correct.note.text()


def test_only_what_was_corrected_by_the_shown_match_is_taken_back(bench: Bench) -> None:
    bench.load_pair()
    first = bench.match()
    correct(bench)
    bench.match()
    assert bench.form.correct.undo.isHidden()
    bench.dock.shown.open_folder(Path(first["out"]))
    assert not bench.form.correct.undo.isHidden()
    bench.form.match.click()
    assert not bench.form.correct.undo.isEnabled()
    bench.form.cancel.click()
    wait_until(lambda: not bench.dock.runner.running)
    assert bench.form.correct.undo.isEnabled()
    bench.project.clear()
    assert bench.form.correct.undo.isHidden()
