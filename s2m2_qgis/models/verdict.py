"""How good a tuned model is against the one before, as a small table in rich text."""

from __future__ import annotations

from html import escape
from typing import Literal

from ..engine_files import protocol
from ..i18n import tr


def verdict_html(verdict: protocol.Verdict | None) -> str:
    """Rates before and after, as finetune.json and a model's history have them."""
    if verdict is None:
        return ""
    rows: tuple[tuple[str, Literal["blunders", "check_blunders", "contradictions"], bool], ...] = (
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
    familiar = verdict.get("familiar")  # models from before there was a gate have none
    if familiar is not None:
        text = tr("In {share:.0%} of them the ground looked to it like your scenes; elsewhere the base model answers.")
        measured += " " + escape(text.format(share=familiar)).replace("%", " %")
    return f"<table cellpadding='2'><tr><td></td>{head}</tr>{body}</table><p>{measured}</p>"


def _cell(rate: float | None, is_complement: bool) -> str:
    """A rate as a table cell; `is_complement`: the share that is not wrong."""
    if rate is None:
        return "<td align='right'>&ndash;</td>"
    return f"<td align='right'>{1 - rate if is_complement else rate:.1%}</td>".replace("%<", " %<")
