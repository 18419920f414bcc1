"""The history of a fine-tuned model as rich text: base model, scenes, time, and rates before and after."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from ..i18n import tr, tr_count
from .verdict import verdict_html

_NAMED_SCENES = 20
_HASH_DIGITS = 8


def history_html(history: Mapping[str, Any]) -> str:
    """Format the history in a model's card; "" if it has another form, because a model's file may contain anything."""
    if history.get("kind") != "fine-tuned":
        return ""
    try:
        return _html(history)
    except (KeyError, TypeError, ValueError, AttributeError):
        return ""


def _html(history: Mapping[str, Any]) -> str:
    base, scenes = history["base"], history["scenes"]
    time = tr("{minutes:g} min, {steps} steps").format(minutes=history["minutes"], steps=history["steps"])
    listed = [f"{_file(pair['sar'])} + {_file(pair['optical'])}" for pair in scenes[:_NAMED_SCENES]]
    if len(scenes) > _NAMED_SCENES:
        count = len(scenes) - _NAMED_SCENES
        listed.append(escape(tr_count("and {count} more", count).format(count=count)))
    rows = ((tr("Base model"), _named(base["name"], base["sha256"])), (tr("Training"), escape(time)))
    table = "".join(
        f'<tr><td style="padding-right: 12px"><b>{escape(label)}</b></td><td>{text}</td></tr>' for label, text in rows
    )
    title, scenes_title = escape(tr("Fine-tuned")), escape(tr("Scenes that it learned from"))
    return (
        f"<h4>{title}</h4><table>{table}</table>{verdict_html(history['verdict'])}"
        f"<h4>{scenes_title}</h4><p>{'<br>'.join(listed)}</p>"
    )


def _file(scene: Mapping[str, Any]) -> str:
    return _named(scene["name"], scene["fingerprint"])


def _named(name: str, digest: str) -> str:
    """Format a name with the first digits of its hash, if there is one."""
    return f"{escape(name)} <code>{escape(digest[:_HASH_DIGITS])}</code>" if digest else escape(name)
