"""Translation of the plugin's texts: one context for all of them.

`tools/translations.py` finds the texts by the calls of `tr` and `tr_count`, so both are given literals.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

_CONTEXT = "S2M2"


def tr(text: str) -> str:
    """`text` in the user's language; plain English where there is no translation."""
    return str(QCoreApplication.translate(_CONTEXT, text))


def tr_count(text: str, count: int, one: str = "") -> str:
    """`text`, whose placeholder {count} is yet to be filled in, in the form that the user's language has for `count`.

    Args:
        one: the English text for 1, where it is another one.
    """
    translated = str(QCoreApplication.translate(_CONTEXT, text, None, count))
    return one if one and count == 1 and translated == text else translated


def install_translator(folder: Path) -> QTranslator | None:
    """Let `tr` speak the language of QGIS; None where `folder` has no translation into it.

    Qt looks for s2m2_pt_BR.qm first and s2m2_pt.qm then. The translator lasts as long as it is referenced.
    """
    translator = QTranslator()
    if not translator.load(f"s2m2_{_locale()}", str(folder), "_-"):
        return None
    QCoreApplication.installTranslator(translator)
    return translator


def remove_translator(translator: QTranslator) -> None:
    """Let `tr` speak English again."""
    QCoreApplication.removeTranslator(translator)


def _locale() -> str:
    """The locale whose language QGIS shows: "de", "pt_BR"."""
    shown = QgsApplication.instance().translation()
    if shown:
        return str(shown)
    # Some versions of qgis_process do not say it, nor do scripts.
    settings = QgsSettings()
    if settings.value("locale/overrideFlag", False, type=bool):
        return str(settings.value("locale/userLocale", ""))
    return str(QLocale().name())
