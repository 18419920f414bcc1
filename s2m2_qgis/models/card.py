"""The title of a model, and its card as rich text."""

from __future__ import annotations

from html import escape

from qgis.PyQt.QtCore import QDateTime, QLocale, Qt

from ..engine_files import protocol
from ..i18n import tr
from .history import history_html


def model_title(name: str) -> str:
    """Return the title of a model. S2M2's own models have titles; others have their name as the title."""
    titles = {"default": tr("Default (trained)"), "structure": tr("Structure (untrained)")}
    return titles.get(name, name)


def card_html(model: protocol.ModelDescription, damaged: bool) -> str:
    """Format all information about a model."""
    texts = [model["description"], model["note"]]
    if damaged:
        texts.append(tr("It can only be removed or renamed."))
    elif not model["own"]:
        texts.append(tr("This model comes with S2M2 and cannot be renamed or removed."))
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
    calibrated = tr("calibrated") if model["calibrated"] else tr("not calibrated")
    rows = (
        (tr("Your note"), escape(model["user_note"]).replace("\n", "<br>")),
        (tr("Created"), escape(_local_time(model["created"]))),
        (tr("Confidences"), "" if damaged else escape(calibrated)),
        (tr("SHA-256"), f"<code>{escape(model['sha256'])}</code>" if model["sha256"] else ""),
    )
    table = "".join(
        f'<tr><td style="padding-right: 12px"><b>{escape(label)}</b></td><td>{text}</td></tr>'
        for label, text in rows
        if text
    )
    title = escape(model_title(model["name"]))
    card = f'<h3>{title}</h3>{paragraphs}<table style="margin-top: 8px">{table}</table>'
    return card + history_html(model["history"])


def _local_time(created: str) -> str:
    moment = QDateTime.fromString(created, Qt.DateFormat.ISODate)
    return QLocale().toString(moment.toLocalTime(), QLocale.FormatType.ShortFormat) if moment.isValid() else created
