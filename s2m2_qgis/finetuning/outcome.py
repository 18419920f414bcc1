"""How a fine-tuning ended: in words, in a small table, and in pictures of a few templates."""

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
# The frames' colours, as the engine draws them.
_BELONGS, _BEFORE, _NOW = "#f0e442", "#d55e00", "#56b4e9"


class FineTuneOutcome(QTextBrowser):
    """Better or not, why, the rates before and after, and examples."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(_LINES * self.fontMetrics().height())
        self.setAccessibleName(tr("How the fine-tuning ended"))

    def show_outcome(self, outcome: protocol.FineTuneJson, run: FineTuneRun) -> None:
        """Show what finetune.json holds, and the pictures that lie with it in the run's folder."""
        title = tr("The new model is better.") if outcome["better"] else tr("The new model is not better.")
        if outcome["verdict"] is None:
            title = tr("There is no new model.")
        refused = ""
        for one in outcome["refused"]:
            text = tr("Nothing was learned from {pair}: {reason}")
            refused += f"<p>{escape(text.format(pair=run.title_of(one['pair']), reason=one['reason']))}</p>"
        self.setHtml(
            f"<h3>{escape(title)}</h3><p>{escape(outcome['reason'])}</p>{verdict_html(outcome['verdict'])}"
            f"{self._examples_html(outcome, run)}{refused}"
        )

    def _examples_html(self, outcome: protocol.FineTuneJson, run: FineTuneRun) -> str:
        """The pictures with their captions; "" where there are none, as in files from before there were any."""
        rows = []
        for number, example in enumerate(outcome.get("examples", ())):
            picture = QImage(str(Path(run.folder) / example["file"]))
            if picture.isNull():
                continue
            # As a resource of the document: no path has to become an address, and a sharp one on any screen.
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


def _caption(example: protocol.Example, run: FineTuneRun) -> str:
    """What became of one template, how far off it was found, and of several pairs which one it is from."""
    kinds = {
        "mended": tr("Was wrong, is right now."),
        "broken": tr("Was right, is wrong now."),
        "both_right": tr("Right before and now."),
        "both_wrong": tr("Wrong before and now."),
    }
    off = tr("Before: {base:.1f} px off. Now: {tuned:.1f} px off.")
    lines = [
        f"<b>{escape(kinds[example['kind']])}</b>",
        escape(off.format(base=example["base_error_px"], tuned=example["tuned_error_px"])),
    ]
    if len(run.pairs) > 1:
        lines.append(escape(run.title_of(example["pair"])))
    return "<br>".join(lines)


def _legend() -> str:
    """One line: what the frames in the pictures mean."""
    frames = (
        (_BELONGS, tr("it belongs")),
        (_BEFORE, tr("it was found before (dashed)")),
        (_NOW, tr("it is found now")),
    )
    marks = ", ".join(
        f"<span style='background-color: {colour}'>&nbsp;&nbsp;&nbsp;</span>&nbsp;{escape(text)}"
        for colour, text in frames
    )
    intro = tr(
        "Examples (what changed comes first; how often it does, the table says): a piece of the SAR layer, and where "
        "on the optical one"
    )
    return f"{escape(intro)} {marks}."
