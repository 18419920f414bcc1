"""The comparison of a tuned model with its base model, as a small table in rich text."""

from __future__ import annotations

from html import escape
from typing import Literal

from ..engine_files import protocol
from ..i18n import tr


def verdict_html(verdict: protocol.Verdict | None) -> str:
    """Format the rates before and after, from finetune.json or a model's history."""
    if verdict is None:
        return ""
    rows: tuple[tuple[str, Literal["blunders", "check_blunders", "contradictions"], bool], ...] = (
        (tr("Correct within 3 px, on held-out ground"), "blunders", True),
        (tr("Correct within 3 px, on simulated landscapes"), "check_blunders", True),
        (tr("Neighbouring templates that contradict each other"), "contradictions", False),
    )
    head = "".join(f"<th align='right'>&nbsp;&nbsp;{escape(text)}</th>" for text in (tr("Before"), tr("After")))
    body = "".join(
        f"<tr><td>{escape(label)}</td>{_cell(verdict['base'][key], share)}{_cell(verdict['tuned'][key], share)}</tr>"
        for label, key, share in rows
    )
    text = tr("Measured with {windows} templates in {blocks} places.")
    measured = escape(text.format(windows=verdict["windows"], blocks=verdict["blocks"]))
    familiar = verdict.get("familiar")  # models of older versions have none
    if familiar is not None:
        text = tr("In {share:.0%} of them the ground looks like your scenes; elsewhere the base model is used.")
        measured += " " + escape(text.format(share=familiar)).replace("%", " %")
    return f"<table cellpadding='2'><tr><td></td>{head}</tr>{body}</table><p>{measured}</p>"


def _cell(rate: float | None, is_complement: bool) -> str:
    """Format a rate as a table cell; `is_complement`: show 1 - rate."""
    if rate is None:
        return "<td align='right'>&ndash;</td>"
    return f"<td align='right'>{1 - rate if is_complement else rate:.1%}</td>".replace("%<", " %<")
