"""The commands in QGIS's search box."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import QgsFeedback, QgsLocatorContext, QgsLocatorResult
from qgis.PyQt.QtGui import QIcon

from helpers.dock_bench import Bench
from s2m2_qgis import settings
from s2m2_qgis.dock.commands import dock_commands
from s2m2_qgis.locator import CommandFilter


@pytest.fixture
def bench(qgis_app: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    settings.set_results_folder(str(tmp_path_factory.mktemp("results")))
    made = Bench(tmp_path_factory.mktemp("bench"))
    yield made
    made.dock.shut_down()
    made.dock.deleteLater()
    made.project.clear()
    settings.set_results_folder("")


def search(bench: Bench, text: str, prefix: bool = False) -> list[QgsLocatorResult]:
    found: list[QgsLocatorResult] = []
    original = CommandFilter(lambda: dock_commands(bench.dock), QIcon())
    copy = original.clone()
    copy.resultFetched.connect(found.append)
    context = QgsLocatorContext()
    context.usingPrefix = prefix
    copy.fetchResults(text, context, QgsFeedback())
    return found


def titles(bench: Bench, text: str, prefix: bool = False) -> list[str]:
    return [result.displayString for result in search(bench, text, prefix)]


def do(bench: Bench, text: str) -> None:
    (result,) = search(bench, text)
    CommandFilter(lambda: dock_commands(bench.dock), QIcon()).triggerResult(result)


def test_what_can_be_done_is_found(bench: Bench) -> None:
    bench.load_pair()
    assert titles(bench, "m") == []
    assert titles(bench, "", prefix=True)[:2] == ["Match…", "Open match…"]
    assert titles(bench, "MATCH") == ["Match…", "Open match…"]
    assert titles(bench, "correct") == []
    bench.match()
    assert titles(bench, "correct") == ["Correct"]
    assert titles(bench, "tie check") == ["Check tie points"]
    do(bench, "correct")
    assert len(bench.corrections.tasks) == 1
    assert titles(bench, "open match") == []


def test_a_layer_is_chosen_and_stays(bench: Bench) -> None:
    bench.load_pair()
    other = bench.load("another")
    assert titles(bench, "another") == ["another as SAR", "another as optical"]
    do(bench, "another as opt")
    bench.load("later_optical", bands=3)
    assert bench.dock.layers.optical == other
