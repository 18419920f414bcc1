"""Names that look like rich text are shown as they are, wherever Qt and QGIS show text."""

from __future__ import annotations

from typing import Any

import pytest
from qgis.core import Qgis
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QTextDocument
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QMessageBox, QTextBrowser

from helpers.paths import PROJECT_ROOT
from s2m2_qgis import questions
from s2m2_qgis.dock.form import DockForm
from s2m2_qgis.dock.result_panel import ResultPanel
from s2m2_qgis.plain import LONGEST_LINE, as_plain, shortened, show_message

NAME = "<h1>R & D</h1><img src=http://example.org/a.png>.tif"


def shown(text: str) -> str:
    """What a widget that guesses whether text is rich shows of `text`."""
    if not Qt.mightBeRichText(text):
        return text
    document = QTextDocument()
    document.setHtml(text)
    return str(document.toPlainText()).replace("\xa0", " ")


@pytest.mark.parametrize("text", [NAME, "a < b", "Größe & mehr", f"one\n{NAME}"])
def test_a_tooltip_shows_the_name(text: str) -> None:
    assert shown(as_plain(text)) == text


def test_the_message_bar_shows_the_name(qgis_app: object) -> None:
    class Iface:
        bar = QgsMessageBar()

        def messageBar(self) -> QgsMessageBar:  # noqa: N802 - QGIS's name
            return self.bar

    iface = Iface()
    show_message(iface, "S2M2", NAME, Qgis.MessageLevel.Warning)
    texts = [browser.toPlainText() for browser in iface.bar.findChildren(QTextBrowser)]
    assert any(NAME in text for text in texts), texts


LONG = "“a very long name of a layer” was removed, so the match was stopped. Add it again, and press Match once more."


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("It is done.", "It is done."),
        (LONG, "“a very long name of a layer” was removed, so the match was stopped."),
        ("word " * 30, ("word " * 20).strip() + "…"),
        ("/a/path/" * 20, "…"),
    ],
)
def test_long_messages_are_shortened_between_words(text: str, short: str) -> None:
    assert shortened(text) == short
    assert len(short) <= LONGEST_LINE


def test_all_of_a_long_message_is_behind_a_button(qgis_app: object) -> None:
    bar = QgsMessageBar()

    class Iface:
        def messageBar(self) -> QgsMessageBar:  # noqa: N802 - QGIS's name
            return bar

    show_message(Iface(), "S2M2", LONG, Qgis.MessageLevel.Warning)
    (item,) = bar.items()
    assert item.text() == shortened(LONG)
    assert "Show more" in [button.text() for button in item.findChildren(QAbstractButton)]


def test_a_question_shows_the_name(monkeypatch: pytest.MonkeyPatch, qgis_app: object) -> None:
    asked: list[tuple[str, str]] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append((box.text(), box.informativeText())))
    questions.ask(None, NAME, NAME, "Yes")
    assert [shown(text) for text in asked[0]] == [NAME, NAME]


@pytest.mark.parametrize("make", [DockForm, ResultPanel])
def test_labels_are_rich_only_where_they_hold_links_or_colours(make: Any, qgis_app: object) -> None:
    widget = make()
    rich = {
        label
        for label in widget.findChildren(QLabel)
        if label.wordWrap() and label.textFormat() != Qt.TextFormat.PlainText
    }
    result = widget if isinstance(widget, ResultPanel) else widget.result
    meant = {result.verdict, result.links} | ({widget.readiness} if isinstance(widget, DockForm) else set())
    notes = {widget.correct.note} if isinstance(widget, DockForm) else set()  # texts of the plugin alone
    assert rich - notes == meant


def test_messages_go_one_way() -> None:
    sources = (PROJECT_ROOT / "s2m2_qgis").rglob("*.py")
    users = [path.name for path in sources if ".pushMessage(" in path.read_text(encoding="utf-8")]
    assert users == ["plain.py"]
