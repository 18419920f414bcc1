"""The plugin in another language: a made-up one, in which each text stands in brackets, loaded by Qt itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProject, QgsSettings
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAction,
    QComboBox,
    QDialogButtonBox,
    QDoubleSpinBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

import translations
from helpers.paths import PROJECT_ROOT
from helpers.ui_fakes import FakeIface, process_events
from qm_file import plural_forms, qm_bytes
from s2m2_qgis import plugin as plugin_module
from s2m2_qgis.dock.form import DockForm
from s2m2_qgis.dock.settings_dialog import SettingsDialog
from s2m2_qgis.engine_files import resource
from s2m2_qgis.finetuning.form import RunView, SetupView
from s2m2_qgis.i18n import install_translator, remove_translator, tr, tr_count
from s2m2_qgis.plugin import S2M2Plugin

LANGUAGE = "eo"
MATCH = "&Match"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of translations with one into the made-up language."""
    texts = translations.texts_of_plugin(PROJECT_ROOT)
    assert texts.faults == []
    messages = translations.updated([], texts.messages.values(), LANGUAGE)
    content = {message.source: [f"[{message.source}]"] * len(message.forms) for message in messages}
    (tmp_path / f"s2m2_{LANGUAGE}.qm").write_bytes(qm_bytes(LANGUAGE, "S2M2", content))
    return tmp_path


@pytest.fixture(autouse=True)
def speak(qgis_app: object) -> Iterator[None]:
    """QGIS is told to show the made-up language."""
    set_language(LANGUAGE)
    yield
    QgsSettings().remove("locale")
    QgsApplication.setTranslation("")


def set_language(language: str, override: bool = True) -> None:
    QgsSettings().setValue("locale/overrideFlag", override)
    QgsSettings().setValue("locale/userLocale", language)


@pytest.fixture
def plugin(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[S2M2Plugin]:
    monkeypatch.setattr(plugin_module, "resource", lambda name: folder if name == "translations" else resource(name))
    QgsProject.instance().clear()
    made = S2M2Plugin(FakeIface())
    yield made
    made.unload()
    process_events()


def seen(widget: QWidget) -> Iterator[str]:
    """What the user reads or hears of a widget."""
    yield from (widget.toolTip(), widget.windowTitle(), widget.accessibleName())
    if isinstance(widget, (QAbstractButton, QLabel)):
        yield widget.text()
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QDoubleSpinBox):
        yield widget.specialValueText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(number) for number in range(widget.count()))
    elif isinstance(widget, QMenu):
        yield from (action.text() for action in widget.actions())


def english(top: QWidget) -> set[str]:
    """The texts in a window that are not translated, but for those of Qt and QGIS."""
    texts = set()
    for widget in (top, *top.findChildren(QWidget)):
        of_qt = widget.objectName().startswith("qt_") or isinstance(widget.parent(), (QDialogButtonBox, QgsFileWidget))
        if not of_qt:
            texts.update(seen(widget))
    return {text for text in texts if any(map(str.isalpha, text)) and "[" not in text}


def test_dock_and_menu_come_out_translated_and_unload_ends_it(plugin: S2M2Plugin) -> None:
    plugin.initGui()
    assert plugin.dock is not None
    assert plugin.dock.form.match.text() == f"[{MATCH}]"
    assert english(plugin.dock) == set()
    actions = [action.text() for action in plugin._iface.window.findChildren(QAction) if "S2M2" in action.objectName()]
    assert len(actions) == 4
    assert all(text.startswith("[") for text in actions)
    plugin.unload()
    assert tr(MATCH) == MATCH


def test_windows_come_out_translated(plugin: S2M2Plugin) -> None:
    plugin.initGui()
    for window in (SettingsDialog(), SetupView(QgsProject.instance()), RunView()):
        assert english(window) == set()


def test_placeholders_are_filled_in(plugin: S2M2Plugin) -> None:
    plugin.initGui()
    dialog = SettingsDialog()
    assert dialog.panel.radius.specialValueText() == "[Automatic (500 m)]"


def test_processing_without_a_window_is_translated(plugin: S2M2Plugin) -> None:
    """As qgis_process loads it."""
    plugin.initProcessing()
    provider = QgsApplication.processingRegistry().providerById("s2m2")
    assert provider.longName() == "[S2M2: SAR and optical]"
    for algorithm in provider.algorithms():
        texts = [algorithm.displayName(), algorithm.shortHelpString()]
        texts += [one.description() for one in algorithm.parameterDefinitions()]
        texts += [one.description() for one in algorithm.outputDefinitions()]
        assert [text for text in texts if not text.startswith("[")] == []


def test_without_a_translation_all_is_english(plugin: S2M2Plugin) -> None:
    set_language("de")
    plugin.initGui()
    assert plugin.dock is not None
    assert plugin.dock.form.match.text() == MATCH


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("pt_BR", "Brazil"),
        ("pt_PT", "Portuguese"),
        ("pt", "Portuguese"),
        ("zh-Hans", "simplified"),
        ("zh-Hant", "Chinese"),
        ("de", MATCH),
        ("en_US", MATCH),
        ("", MATCH),
    ],
)
def test_locale_then_language_is_looked_for(tmp_path: Path, language: str, expected: str) -> None:
    files = {"pt_BR": "Brazil", "pt": "Portuguese", "zh-Hans": "simplified", "zh": "Chinese"}
    for name, text in files.items():
        (tmp_path / f"s2m2_{name}.qm").write_bytes(qm_bytes(name, "S2M2", {MATCH: [text]}))
    set_language(language)
    assert matched_with(tmp_path) == expected


def test_setting_counts_only_while_it_is_switched_on(folder: Path) -> None:
    set_language(LANGUAGE, override=False)
    assert matched_with(folder) == MATCH


def test_language_that_qgis_shows_goes_before_the_setting(folder: Path) -> None:
    """QGIS may have been started with --lang."""
    set_language("de")
    QgsApplication.setTranslation(LANGUAGE)
    assert matched_with(folder) == f"[{MATCH}]"


def matched_with(folder: Path) -> str:
    """What "&Match" is called with the translations in a folder."""
    translator = install_translator(folder)
    text = tr(MATCH)
    if translator is not None:
        remove_translator(translator)
    assert tr(MATCH) == MATCH
    return text


# One number for each form that the language has, in Qt's order of the forms.
@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("ja", [[0, 1, 2, 21]]),
        ("de", [[1], [0, 2, 21]]),
        ("fr", [[0, 1], [2, 21]]),
        ("ru", [[1, 21, 101], [2, 3, 34], [0, 5, 11, 12, 100]]),
        ("pl", [[1], [2, 3, 34], [0, 5, 12, 21]]),
        ("sl", [[1, 101], [2, 102], [3, 4, 103], [0, 5, 11]]),
        ("lv", [[1, 21], [2, 10, 11], [0]]),
        ("ar", [[0], [1], [2], [3, 10, 103], [11, 99], [100, 102]]),
    ],
)
def test_number_takes_the_plural_form_of_the_language(tmp_path: Path, language: str, numbers: list[list[int]]) -> None:
    assert plural_forms(language) == len(numbers)
    text = "Added {count} pairs."
    forms = [f"form {number}: {{count}}" for number in range(len(numbers))]
    (tmp_path / f"s2m2_{language}.qm").write_bytes(qm_bytes(language, "S2M2", {text: forms}))
    set_language(language)
    translator = install_translator(tmp_path)
    assert translator is not None
    for form, counts in zip(forms, numbers):
        for count in counts:
            assert tr_count(text, count, one="Added one pair.") == form, count
    remove_translator(translator)


@pytest.mark.parametrize(("count", "expected"), [(0, "0 pairs"), (1, "one pair"), (2, "2 pairs"), (21, "21 pairs")])
def test_english_number_takes_its_form_without_a_translation(count: int, expected: str) -> None:
    assert tr_count("{count} pairs", count, one="one pair").format(count=count) == expected


@pytest.mark.parametrize("file", ["s2m2_de.qm", "s2m2_es.qm", "s2m2_fr.qm"])
def test_the_dock_fits_320_pixels_in_every_language(qgis_app: object, tmp_path: Path, file: str) -> None:
    (tmp_path / file).write_bytes(translations.qm_files(PROJECT_ROOT)[file])
    translator = QTranslator()
    assert translator.load(str(tmp_path / file))
    QCoreApplication.installTranslator(translator)
    try:
        form = DockForm()
        assert form.match.text() != MATCH
        form.show_running(False, "")
        form.show_outcome(True)
        form.resize(320, 600)
        form.show()
        for _ in range(3):
            process_events()
        assert form.widget().width() <= form.viewport().width()
    finally:
        QCoreApplication.removeTranslator(translator)
