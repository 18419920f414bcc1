"""Writes the report of a whole batch: where its pairs lie, how far they are off, and which of them to look at first.

It is a single file, as the report of a match: nothing is loaded and no script runs.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

import numpy as np

from ..files import partial_file
from ..names import REPORT_FILE
from ..scene.results.report import STYLE
from ..scene.results.report_figures import histogram, length_text
from .network import Adjustment
from .record import FAILED, RELIABLE, UNRELIABLE, PairRecord
from .report_maps import drift_charts, footprint_map

_MOST_ROWS = 2000
_WORDS = {RELIABLE: "reliable", UNRELIABLE: "not reliable", FAILED: "failed"}
# As a standard deviation, the median of absolute deviations is this much larger (normal distribution).
_DEVIATION = 1.4826

_OWN_STYLE = """
.swatch { display: inline-block; width: 12px; height: 12px; border: 2px solid; margin: 0 4px 0 12px; }
figure.wide { width: 100%; } td.reliable { color: var(--good); } td.unreliable, td.failed { color: var(--bad); }
polygon { stroke-width: 1.4; vector-effect: non-scaling-stroke; } polygon.reliable { stroke: var(--good); }
polygon.unreliable { stroke: var(--bad); } polygon.failed { stroke: var(--soft); stroke-dasharray: 4 3; fill: none; }
tbody th { width: auto; }
"""


def write_report(path: Path, records: Sequence[PairRecord], count: int, adjustment: Adjustment | None = None) -> None:
    """Write the report of `records`, of a manifest with `count` pairs, whole or not at all.

    Args:
        adjustment: of all pairs together; None if it was not asked for.

    Raises:
        InputError: "unwritable_output".
        EngineError: "disk_full".
    """
    with partial_file(path) as partial:
        partial.write_text(_html(records, count, adjustment), encoding="utf-8")


def _html(records: Sequence[PairRecord], count: int, adjustment: Adjustment | None) -> str:
    reliable = [record for record in records if record.status == RELIABLE]
    shift = np.array([record.shift_m for record in reliable], dtype=np.float64)
    ce90 = np.array([record.ce90_m for record in reliable], dtype=np.float64)
    sections = [
        _headline(records, reliable, count),
        footprint_map(records),
        f"<div>{histogram(shift, 'Reliable pairs by shift', 'shift')}"
        f"{histogram(ce90, 'Reliable pairs by CE90', 'CE90')}</div>",
        drift_charts(reliable),
        "" if adjustment is None else _network(adjustment),
        _rows(records),
    ]
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>S2M2: batch</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}{_OWN_STYLE}</style></head><body>\n{chr(10).join(filter(None, sections))}\n</body></html>\n"
    )


def _headline(records: Sequence[PairRecord], reliable: Sequence[PairRecord], count: int) -> str:
    found = Counter(record.status for record in records)
    parts = [f"{found[status]} {word}" for status, word in _WORDS.items()]
    waiting = f" {count - len(records)} pairs wait." if count > len(records) else ""
    lengths = [record.shift_m for record in reliable if record.shift_m is not None]
    errors = [record.ce90_m for record in reliable if record.ce90_m is not None]
    middle = ""
    if lengths and errors:
        middle = (
            f"<p>Of the reliable pairs, the median shift is {length_text(float(np.median(lengths)))}, and the median "
            f"CE90 {length_text(float(np.median(errors)))}.</p>"
        )
    kind = "reliable" if found[RELIABLE] == len(records) else "unreliable"
    return (
        f"<h1>Batch of {count} pairs</h1><section class='verdict {kind}'><strong>{', '.join(parts)}</strong>"
        f"<p>{waiting}</p>{middle}</section>"
    )


def _network(adjustment: Adjustment) -> str:
    """The corrections of all images, and the pairs that contradict the others."""
    images = "".join(
        f"<tr><th>{escape(one.image)}</th><td>{escape(one.datetime)}</td>"
        + "".join(f'<td class="number">{_number(value)}</td>' for value in (one.dx_m, one.dy_m, one.error_m))
        + f'<td class="number">{one.pairs}</td><td class="number">{one.part}</td></tr>'
        for one in adjustment.images[:_MOST_ROWS]
    )
    head = "".join(
        f'<th class="{kind}">{name}</th>'
        for name, kind in (
            ("Image", ""), ("Date", ""), ("East (m)", "number"), ("North (m)", "number"), ("Error (m)", "number"),
            ("Pairs", "number"), ("Part", "number"),
        )
    )  # fmt: skip
    wrong = [one for one in adjustment.closures if one.contradicts]
    listed = "".join(
        f"<li>{escape(one.id)}: {length_text(one.length_m)} from what the others say</li>"
        for one in wrong
        if one.length_m is not None
    )
    found = (
        f"<p>Pairs that contradict the others:</p><ul>{listed}</ul>" if listed else "<p>No pair contradicts others.</p>"
    )
    return (
        f"<h2>Images, adjusted together</h2>{found}<table><thead><tr>{head}</tr></thead><tbody>{images}</tbody></table>"
        '<p class="note">What must be added to the positions of each image so that all are consistent. In each '
        "connected part, the images that are never moved stay where they are on average.</p>"
    )


def outliers_first(records: Sequence[PairRecord]) -> list[PairRecord]:
    """The records in the order in which they deserve to be looked at.

    Failed ones come first, then unreliable ones, then the reliable ones, those first whose shift is most unlike that of
    the others: its distance from their median, in robust standard deviations.
    """
    reliable = [record for record in records if record.status == RELIABLE]
    far = dict(zip((record.id for record in reliable), _strangeness(reliable).tolist()))
    order = {FAILED: 0, UNRELIABLE: 1, RELIABLE: 2}
    return sorted(records, key=lambda record: (order[record.status], -far.get(record.id, 0.0), record.id))


def _strangeness(records: Sequence[PairRecord]) -> np.ndarray:
    shifts = np.array([(record.dx_m or 0.0, record.dy_m or 0.0) for record in records]).reshape(-1, 2)
    if len(shifts) == 0:
        return np.zeros(0)
    distance = np.linalg.norm(shifts - np.median(shifts, axis=0), axis=1)
    spread = _DEVIATION * float(np.median(distance))
    return np.asarray(distance / spread if spread > 0 else distance)


def _rows(records: Sequence[PairRecord]) -> str:
    ordered = outliers_first(records)
    body = "".join(_row(record) for record in ordered[:_MOST_ROWS])
    head = "".join(
        f'<th class="{kind}">{name}</th>'
        for name, kind in (
            ("Pair", ""), ("Verdict", ""), ("East (m)", "number"), ("North (m)", "number"), ("CE90 (m)", "number"),
            ("Transform", ""), ("Why", ""),
        )
    )  # fmt: skip
    left = len(ordered) - _MOST_ROWS
    more = f'<p class="note">{left} more pairs are in the table only.</p>' if left > 0 else ""
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<h2>Pairs, those to look at first</h2>{table}{more}"


def _row(record: PairRecord) -> str:
    name = escape(record.id)
    if record.folder:
        name = f'<a href="{quote(record.folder)}/{REPORT_FILE}">{name}</a>'
    why = record.error or " ".join(record.reasons)
    kind = str((record.transform or {}).get("kind", ""))
    numbers = "".join(f'<td class="number">{_number(one)}</td>' for one in (record.dx_m, record.dy_m, record.ce90_m))
    return (
        f'<tr><th>{name}</th><td class="{record.status}">{_WORDS[record.status]}</td>{numbers}'
        f"<td>{escape(kind)}</td><td>{escape(why)}</td></tr>"
    )


def _number(value: float | None) -> str:
    return "" if value is None or not math.isfinite(value) else f"{value:.1f}"
