"""The outcome of a fine-tuning run: in words, in a small table, and in pictures of a few templates."""

from __future__ import annotations

from html import escape
from pathlib import Path

from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QImage, QTextDocument
from qgis.PyQt.QtWidgets import QFrame, QTextBrowser, QWidget

from ..engine_files import protocol
from ..i18n import tr
from ..models.verdict import verdict_html
from .runs import FineTuneRun

_LINES = 13
_PICTURE_WIDTH = 280
# Colours of the frames that the engine draws.
_CORRECT, _BEFORE, _NOW = "#f0e442", "#d55e00", "#56b4e9"


class FineTuneOutcome(QTextBrowser):
    """Shows whether the new model is better, why, the rates before and after, and examples."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(_LINES * self.fontMetrics().height())
        self.setAccessibleName(tr("Outcome of the fine-tuning"))

    def show_outcome(self, outcome: protocol.FineTuneJson, run: FineTuneRun) -> None:
        """Show the content of finetune.json, and the pictures in the run's folder."""
        title = tr("The new model is better.") if outcome["better"] else tr("The new model is not better.")
        if outcome["verdict"] is None:
            title = tr("There is no new model.")
        refused = ""
        for refusal in outcome["refused"]:
            text = tr("Nothing was learned from {pair}: {reason}")
            refused += f"<p>{escape(text.format(pair=run.title_of(refusal['pair']), reason=refusal['reason']))}</p>"
        self.setHtml(
            f"<h3>{escape(title)}</h3><p>{escape(outcome['reason'])}</p>{verdict_html(outcome['verdict'])}"
            f"{self._examples_html(outcome, run)}{refused}"
        )

    def _examples_html(self, outcome: protocol.FineTuneJson, run: FineTuneRun) -> str:
        """Return the pictures with their captions; "" without pictures, as in files of older versions."""
        rows = []
        for number, example in enumerate(outcome.get("examples", ())):
            picture = _picture(Path(run.folder), example["file"])
            if picture.isNull() or example["kind"] not in _kinds():
                continue
            # Pictures are resources of the document, so paths need not become URLs; they are sharp on any screen.
            ratio = self.devicePixelRatioF()
            picture = picture.scaledToWidth(round(_PICTURE_WIDTH * ratio), Qt.TransformationMode.SmoothTransformation)
            picture.setDevicePixelRatio(ratio)
            name = f"example:{number}"
            self.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), picture)
            rows.append(
                f"<tr><td><img src='{name}' width='{_PICTURE_WIDTH}'></td>"
                f"<td valign='middle'>{_caption(example, run)}</td></tr>"
            )
        return f"<p>{_legend()}</p><table cellpadding='2'>{''.join(rows)}</table>" if rows else ""


def _picture(folder: Path, file: str) -> QImage:
    """Return the picture in a run's folder; a null image if it is no file of that folder."""
    try:
        path = (folder / file).resolve()
        is_own = path.is_file() and folder.resolve() in path.parents
    except (OSError, ValueError):
        return QImage()
    return QImage(str(path)) if is_own else QImage()


def _kinds() -> dict[str, str]:
    return {
        "mended": tr("It was wrong and is now correct."),
        "broken": tr("It was correct and is now wrong."),
        "both_right": tr("It was correct and still is."),
        "both_wrong": tr("It was wrong and still is."),
    }


def _caption(example: protocol.Example, run: FineTuneRun) -> str:
    """Return what has changed for a template, its errors, and its pair if there are several pairs."""
    errors = tr("Error before: {base:.1f} px. Error now: {tuned:.1f} px.")
    lines = [
        f"<b>{escape(_kinds()[example['kind']])}</b>",
        escape(errors.format(base=example["base_error_px"], tuned=example["tuned_error_px"])),
    ]
    if len(run.pairs) > 1:
        lines.append(escape(run.title_of(example["pair"])))
    return "<br>".join(lines)


def _legend() -> str:
    """Explain the frames in the pictures in a line."""
    frames = (
        (_CORRECT, tr("its correct place")),
        (_BEFORE, tr("where it was found before (dashed)")),
        (_NOW, tr("where it is found now")),
    )
    marks = ", ".join(
        f"<span style='background-color: {colour}'>&nbsp;&nbsp;&nbsp;</span>&nbsp;{escape(text)}"
        for colour, text in frames
    )
    intro = tr(
        "Examples (templates whose result changed come first; the table shows how often it changes): a template of the "
        "SAR layer and, on the optical layer,"
    )
    return f"{escape(intro)} {marks}."
