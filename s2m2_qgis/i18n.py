"""Translates the plugin's texts, all in one context.

`tools/translations.py` finds the texts by the calls of `tr` and `tr_count`, so the arguments must be literals.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

_CONTEXT = "S2M2"


def tr(text: str) -> str:
    """`text` in the user's language, or `text` itself if there is no translation."""
    return str(QCoreApplication.translate(_CONTEXT, text))


def tr_count(text: str, count: int, one: str = "") -> str:
    """`text` in the user's language, in its plural form for `count`; the caller fills in the placeholder {count}.

    Args:
        one: the English text for 1, if it differs from `text`.
    """
    translated = str(QCoreApplication.translate(_CONTEXT, text, None, count))
    return one if one and count == 1 and translated == text else translated


def install_translator(folder: Path) -> QTranslator | None:
    """Make `tr` translate into the language of QGIS; None if `folder` has no translation into it.

    Qt first looks for s2m2_pt_BR.qm, for example, then for s2m2_pt.qm. The translator works while it is referenced.
    """
    translator = QTranslator()
    if not translator.load(f"s2m2_{_locale()}", str(folder), "_-"):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def remove_translator(translator: QTranslator) -> None:
    """Make `tr` return English again."""
    QCoreApplication.removeTranslator(translator)


def _locale() -> str:
    """The locale of QGIS's user interface: "de", "pt_BR"."""
    shown = QgsApplication.instance().translation()
    if shown:
        return str(shown)
    # In scripts and in some versions of qgis_process it is empty.
    settings = QgsSettings()
    if settings.value("locale/overrideFlag", False, type=bool):
        return str(settings.value("locale/userLocale", ""))
    return str(QLocale().name())
