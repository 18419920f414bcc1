"""The dock without a mouse: letters, the order of Tab, and what a screen reader says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from collections.abc import Iterator

import pytest
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QWidget

from helpers.dock_bench import Bench
from helpers.ui_fakes import process_events
from s2m2_qgis.dock.form import DockForm
from s2m2_qgis.engine_files import resource

_MNEMONIC = re.compile("&([^&])")
# Widgets on one line may differ in height by so many pixels.
_SAME_LINE_PX = 6


def texts_with_letters(form: DockForm) -> list[str]:
    labels = [label.text() for label in form.findChildren(QLabel) if label.buddy() is not None]
    buttons = [button.text() for button in form.findChildren(QAbstractButton)]
    return [text for text in (*labels, *buttons) if _MNEMONIC.search(text)]


def translations(language: str) -> dict[str, str]:
    messages = ElementTree.parse(resource(f"translations/s2m2_{language}.ts")).iter("message")
    return {one.findtext("source", ""): one.findtext("translation", "") for one in messages}


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
def test_no_letter_is_taken_twice(qgis_app: object, language: str) -> None:
    translated = translations(language)
    taken: dict[str, list[str]] = defaultdict(list)
    for text in texts_with_letters(DockForm()):
        shown = (language != "en" and translated.get(text)) or text
        found = _MNEMONIC.search(shown)
        assert found is not None, f"“{shown}” has no letter"
        taken[found.group(1).upper()].append(shown)
    assert {letter: texts for letter, texts in taken.items() if len(texts) > 1} == {}


@pytest.fixture
def shown(bench: Bench) -> Iterator[Bench]:
    """The dock with everything in it that can be shown at once."""
    bench.load_pair()
    bench.load("polarisation")
    bench.match()
    form = bench.form
    form.advanced.setCollapsed(False)
    form.where.choose("polygons")
    form.correct.grid.setCurrentIndex(form.correct.grid.findData("layer"))
    form.correct.offer_undo(True, enabled=True)
    window = bench.iface.window
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, bench.dock)
    window.resize(900, 2200)
    window.show()
    bench.dock.show()
    for one in (form.match, form.result.arrows):  # polygons without a layer, and tie points without residuals
        one.setEnabled(True)
    for _ in range(3):  # layouts in layouts
        process_events()
    yield bench
    window.hide()


def tab_stops(form: DockForm) -> list[QWidget]:
    """Where Tab stops, in its order."""
    stops, widget = [], form.nextInFocusChain()
    while widget is not form:
        takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        is_there = form.isAncestorOf(widget) and widget.isVisibleTo(form) and widget.isEnabled()
        if takes_tab and is_there and widget.focusProxy() is None:
            stops.append(widget)
        widget = widget.nextInFocusChain()
    return stops


def describe(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()}"


def test_tab_goes_down_the_dock(shown: Bench) -> None:
    stops = tab_stops(shown.form)
    middles = [widget.mapTo(shown.form.widget(), widget.rect().center()) for widget in stops]
    for (before, here), (after, there) in zip(zip(stops, middles), zip(stops[1:], middles[1:])):
        assert _comes_later(here, there), f"{describe(before)} at {here}, then {describe(after)} at {there}"


def _comes_later(here: QPoint, there: QPoint) -> bool:
    if abs(here.y() - there.y()) <= _SAME_LINE_PX:
        return there.x() > here.x()
    return there.y() > here.y()


def test_tab_reaches_every_control(shown: Bench) -> None:
    form, stops = shown.form, tab_stops(shown.form)
    controls = (
        *(form.sar, form.swap, form.optical, form.moving, form.radius, form.model, form.models, form.where.choice),
        *(
            form.where.polygons,
            form.advanced.mask,
            form.advanced.spacing,
            form.advanced.device,
            form.advanced.limit,
            form.advanced.errors,
        ),
        *(form.finetune, form.settings, form.match, form.open, form.result.arrows, form.result.check),
        *(form.result.table, form.result.refit.table, form.result.refit.button, form.result.links),
        *(*form.compare.buttons.values(), form.compare.subject, form.correct.method, form.correct.resampling),
        *(form.correct.grid, form.correct.grid_layer, form.correct.file_format, form.correct.further),
        *(form.correct.target.lineEdit(), form.correct.button, form.correct.undo),
    )
    assert [describe(one) for one in controls if one not in stops] == []


def test_a_screen_reader_has_a_name_for_every_stop(shown: Bench) -> None:
    nameless = []
    for widget in tab_stops(shown.form):
        text = widget.text() if isinstance(widget, (QAbstractButton, QLabel)) else ""
        if not (widget.accessibleName() or re.search(r"\w", text)):
            nameless.append(f"{describe(widget)} in {describe(widget.parentWidget())}")
    assert nameless == []
    assert shown.form.moving.accessibleName() == "Moves"
