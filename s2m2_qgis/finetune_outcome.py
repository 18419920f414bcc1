"""How a fine-tuning ended, in words and in a small table."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from qgis.PyQt.QtWidgets import QFrame, QTextBrowser, QWidget

from .i18n import tr

_LINES = 13


class FineTuneOutcome(QTextBrowser):
    """Better or not, why, and the rates before and after."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumHeight(_LINES * self.fontMetrics().height())
        self.setAccessibleName(tr("How the fine-tuning ended"))

    def show_outcome(self, outcome: dict[str, Any]) -> None:
        """Show what finetune.json holds."""
        title = tr("The new model is better.") if outcome["better"] else tr("The new model is not better.")
        if outcome["verdict"] is None:
            title = tr("There is no new model.")
        refused = "".join(
            f"<p>{escape(tr('Nothing was learned from {pair}: {reason}').format(**one))}</p>"
            for one in outcome["refused"]
        )
        self.setHtml(
            f"<h3>{escape(title)}</h3><p>{escape(outcome['reason'])}</p>{verdict_html(outcome['verdict'])}{refused}"
        )


def verdict_html(verdict: Mapping[str, Any] | None) -> str:
    """Rates before and after, as finetune.json and a model's history have them."""
    if verdict is None:
        return ""
    rows = (
        (tr("Correct within 3 px, on ground kept apart"), "blunders", True),
        (tr("Correct within 3 px, on simulated landscapes"), "check_blunders", True),
        (tr("Neighbours that contradict each other"), "contradictions", False),
    )
    head = "".join(f"<th align='right'>&nbsp;&nbsp;{escape(text)}</th>" for text in (tr("Before"), tr("After")))
    body = "".join(
        f"<tr><td>{escape(label)}</td>{_cell(verdict['base'][key], share)}{_cell(verdict['tuned'][key], share)}</tr>"
        for label, key, share in rows
    )
    text = tr("Measured with {windows} templates in {blocks} places.")
    measured = escape(text.format(windows=verdict["windows"], blocks=verdict["blocks"]))
    return f"<table cellpadding='2'><tr><td></td>{head}</tr>{body}</table><p>{measured}</p>"


def _cell(rate: float | None, is_complement: bool) -> str:
    """A rate as a table cell; `is_complement`: the share that is not wrong."""
    if rate is None:
        return "<td align='right'>&ndash;</td>"
    return f"<td align='right'>{1 - rate if is_complement else rate:.1%}</td>".replace("%<", " %<")
