"""The figures of a batch's report, as inline SVG: a map of footprints, and shifts over time."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timezone
from html import escape

import numpy as np

from ..scene.results.report_figures import length_text
from .record import RELIABLE, PairRecord

_WIDTH = 960
_TALLEST = 640
_MARGIN = 12
_MOST_FOOTPRINTS = 5000
# From small to large: yellow, green, violet, which get darker steadily, so that grey and colour-blind eyes see it, too.
_COLOURS = np.array([(253.0, 231.0, 37.0), (33.0, 145.0, 140.0), (68.0, 1.0, 84.0)])
_CHART_WIDTH, _CHART_HEIGHT = 460, 210
_FEWEST_DATES = 2


def footprint_map(records: Sequence[PairRecord]) -> str:
    """The outlines of all pairs, north up, filled by the length of the shift and outlined by the verdict."""
    placed = [record for record in records if record.footprint][:_MOST_FOOTPRINTS]
    if not placed:
        return ""
    rings = [np.array(record.footprint) for record in placed]
    points = np.concatenate(rings)
    low, high = points.min(axis=0), points.max(axis=0)
    # Degrees of longitude are shorter than those of latitude.
    flat = np.array([max(math.cos(math.radians(float((low[1] + high[1]) / 2))), 0.05), 1.0])
    extent = np.maximum((high - low) * flat, 1e-9)
    scale = min((_WIDTH - 2 * _MARGIN) / extent[0], (_TALLEST - 2 * _MARGIN) / extent[1])
    height = round(float(extent[1] * scale)) + 2 * _MARGIN
    top = _longest(placed)
    polygons = []
    for record, ring in zip(placed, rings):
        x, y = ((ring - low) * flat * scale + _MARGIN).T
        corners = " ".join(f"{col:.1f},{height - row:.1f}" for col, row in zip(x, y))
        polygons.append(_polygon(record, corners, top))
    # Those that ask for attention are drawn last, above the others.
    polygons.sort(key=lambda text: 'class="reliable"' not in text)
    legend = (
        f'<i class="swatch" style="background:{_colour(0.0)};border-color:transparent"></i>no shift'
        f'<i class="swatch" style="background:{_colour(0.5)};border-color:transparent"></i>{length_text(top / 2)}'
        f'<i class="swatch" style="background:{_colour(1.0)};border-color:transparent"></i>{length_text(top)} or more'
        '<i class="swatch" style="border-color:var(--good)"></i>reliable'
        '<i class="swatch" style="border-color:var(--bad)"></i>not reliable'
        '<i class="swatch" style="border-color:var(--soft)"></i>failed'
    )
    return (
        f'<h2>Map</h2><figure class="wide"><svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="Footprints">'
        f'<rect x="0.5" y="0.5" width="{_WIDTH - 1}" height="{height - 1}" class="frame"/>{"".join(polygons)}</svg>'
        f"<figcaption>Moving layers: {legend}</figcaption></figure>"
    )


def _longest(records: Sequence[PairRecord]) -> float:
    """The shift from which on the colour no longer changes: 95 % of the reliable pairs have a shorter one."""
    lengths = [record.shift_m for record in records if record.status == RELIABLE and record.shift_m is not None]
    return float(np.quantile(lengths, 0.95)) if lengths and max(lengths) > 0 else 1.0


def _polygon(record: PairRecord, corners: str, top: float) -> str:
    shift = record.shift_m if record.status == RELIABLE else None
    fill = "none" if shift is None else _colour(min(shift / top, 1.0) if top > 0 else 0.0)
    return (
        f'<polygon points="{corners}" class="{record.status}" style="fill:{fill};fill-opacity:.7">'
        f"<title>{escape(record.line)}</title></polygon>"
    )


def _colour(share: float) -> str:
    steps = np.linspace(0, 1, len(_COLOURS))
    red, green, blue = (round(float(np.interp(share, steps, part))) for part in _COLOURS.T)
    return f"rgb({red},{green},{blue})"


def drift_charts(records: Sequence[PairRecord]) -> str:
    """Shifts to the east and north over time, a chart for each sensor and orbit; nothing if no dates are known."""
    groups: dict[str, list[tuple[datetime, PairRecord]]] = defaultdict(list)
    for record in records:
        time = _time(record.datetime)
        if time is not None and record.dx_m is not None:
            groups[" ".join(filter(None, (record.sensor, record.orbit and f"orbit {record.orbit}")))].append(
                (time, record)
            )
    charts = [_drift_chart(name, dated) for name, dated in sorted(groups.items()) if len(dated) >= _FEWEST_DATES]
    return f"<h2>Shift over time</h2><div>{''.join(charts)}</div>" if charts else ""


def _time(text: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=timezone.utc)


def _title(record: PairRecord) -> str:
    return f"<title>{escape(record.id)}</title>"


def _drift_chart(name: str, dated: Sequence[tuple[datetime, PairRecord]]) -> str:
    times = np.array([time.timestamp() for time, _ in dated])
    shifts = np.array([(record.dx_m, record.dy_m) for _, record in dated], dtype=np.float64)
    most = max(float(np.abs(shifts).max()), 1e-3)
    span = max(float(np.ptp(times)), 1.0)
    x = 50 + (_CHART_WIDTH - 64) * (times - times.min()) / span
    y = 95 - 80 * shifts / most
    dots = "".join(
        f'<circle cx="{x[at]:.1f}" cy="{y[at, axis]:.1f}" r="3" class="{kind}">{_title(record)}</circle>'
        for at, (_, record) in enumerate(dated)
        for axis, kind in ((0, "in"), (1, "out"))
    )
    first, last = (min(times), max(times))
    dates = [datetime.fromtimestamp(float(one), timezone.utc).date().isoformat() for one in (first, last)]
    title = escape(name) or "All pairs with a date"
    return (
        f'<figure><svg viewBox="0 0 {_CHART_WIDTH} {_CHART_HEIGHT}" role="img" aria-label="{title}">'
        f'<path class="axis" d="M50 15V175M50 95H{_CHART_WIDTH - 10}"/>{dots}'
        f'<text x="46" y="19" class="end">{length_text(most)}</text><text x="46" y="99" class="end">0</text>'
        f'<text x="46" y="179" class="end">-{length_text(most)}</text><text x="50" y="196">{dates[0]}</text>'
        f'<text x="{_CHART_WIDTH - 10}" y="196" class="end">{dates[1]}</text></svg>'
        f"<figcaption>{title}: to the east (blue) and to the north (orange)</figcaption></figure>"
    )
