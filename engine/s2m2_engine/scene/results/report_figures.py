"""The figures of the match report, as inline SVG: maps of arrows, a histogram, and a cumulative curve.

All functions take arrays in metres on the ground, and return markup that needs no network, no script and no style sheet
except the report's own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...arrays import Float64Array

MAXIMUM_ARROWS = 1200
_WIDTH = 420
_MARGIN = 14


@dataclass(frozen=True)
class Arrows:
    """n arrows on the ground.

    Attributes:
        position, vector: (n, 2) where each arrow begins, and its displacement; metres to the right and up.
        good: (n,) bool, whether it is drawn as an inlier or as an outlier.
    """

    position: Float64Array
    vector: Float64Array
    good: NDArray[np.bool_]


def arrow_map(arrows: Arrows, title: str) -> str:
    """A north-up map of arrows, exaggerated so that they can be seen, with a scale for the map and for the arrows."""
    finite = np.isfinite(arrows.position).all(axis=1) & np.isfinite(arrows.vector).all(axis=1)
    chosen = np.flatnonzero(finite)
    if len(chosen) == 0:
        return ""
    if len(chosen) > MAXIMUM_ARROWS:
        chosen = chosen[np.linspace(0, len(chosen) - 1, MAXIMUM_ARROWS).round().astype(int)]
    position, vector, good = arrows.position[chosen], arrows.vector[chosen], arrows.good[chosen]

    low, high = position.min(axis=0), position.max(axis=0)
    extent = np.maximum(high - low, max(float((high - low).max()) / 8, 1.0))
    centre = (low + high) / 2
    # An arrow of typical length reaches about to the next tie point, but at most over a ninth of the map.
    typical = float(np.quantile(np.linalg.norm(vector[good] if good.any() else vector, axis=1), 0.9))
    room = (_WIDTH - 2 * _MARGIN) / (1.12 * float(extent[0]))
    room = min(room, 480 / (1.12 * float(extent[1])))
    reach = min(0.9 * float(np.sqrt(extent.prod() / len(chosen))) * room, _WIDTH / 9)
    stretch = max(reach, 7.0) / max(typical, 1e-6)
    # Mismatches may have any length; they are drawn at most twice as long as a typical arrow.
    longest = 2 * max(typical, 1e-6)
    height = round(1.12 * float(extent[1]) * room) + 2 * _MARGIN

    lines = []
    for (east, north), (de, dn), is_good in zip(position - centre, vector, good):
        length = math.hypot(de, dn)
        factor = stretch * min(1.0, longest / length) if length > 0 else 0.0
        x, y = _WIDTH / 2 + east * room, height / 2 - north * room
        lines.append(_arrow(x, y, de * factor, -dn * factor, "in" if is_good else "out"))
    lines.sort(key=lambda line: 'class="in"' in line)
    ground = _round_length(75 / room)
    arrow = _round_length(50 / stretch)
    legend_y = height + 16
    return (
        f'<figure><svg viewBox="0 0 {_WIDTH} {height + 34}" role="img" aria-label="{title}">'
        f'<rect x="0.5" y="0.5" width="{_WIDTH - 1}" height="{height - 1}" class="frame"/>{"".join(lines)}'
        f"{_bar(_MARGIN, legend_y, ground * room)}"
        f'<text x="{_MARGIN}" y="{legend_y + 15}">{length_text(ground)} on the map</text>'
        f"{_arrow(130, legend_y, arrow * stretch, 0, 'in')}"
        f'<text x="130" y="{legend_y + 15}">arrow: {length_text(arrow)} '
        f"(drawn {factor_text(stretch / room)})</text>"
        f'<circle cx="312" cy="{legend_y}" r="4" class="in"/><text x="319" y="{legend_y + 4}">inlier</text>'
        f'<circle cx="362" cy="{legend_y}" r="4" class="out"/><text x="369" y="{legend_y + 4}">outlier</text>'
        f"</svg><figcaption>{title}</figcaption></figure>"
    )


def histogram(lengths_m: Float64Array, title: str, axis: str = "residual") -> str:
    """A histogram of lengths (n,) in metres, by default of residuals; NaN are left out."""
    values = lengths_m[np.isfinite(lengths_m)]
    if len(values) == 0:
        return ""
    top = float(values.max()) or 1.0
    bins = int(np.clip(round(2 * math.sqrt(len(values))), 5, 24))
    counts, edges = np.histogram(values, bins=bins, range=(0, top))
    tallest = max(int(counts.max()), 1)
    bars = []
    for count, left, right in zip(counts, edges[:-1], edges[1:]):
        x0, x1 = _chart_x(float(left), top), _chart_x(float(right), top)
        tall = 150 * int(count) / tallest
        bars.append(
            f'<rect class="bar" x="{x0 + 0.5:.1f}" y="{170 - tall:.1f}" '
            f'width="{x1 - x0 - 1:.1f}" height="{tall:.1f}">'
            f"<title>{length_text(float(left))} to {length_text(float(right))}: {int(count)}</title></rect>"
        )
    return _chart("".join(bars), top, [(20.0, str(tallest)), (170.0, "0")], title, axis)


def cumulative(residual_m: Float64Array, ce90_m: float, title: str) -> str:
    """A curve of the share of tie points up to each residual in metres (n,), with CE90 marked; NaN are left out."""
    values = np.sort(residual_m[np.isfinite(residual_m)])
    if len(values) == 0:
        return ""
    top = float(values[-1]) or 1.0
    share = np.arange(1, len(values) + 1) / len(values)
    if len(values) > 400:
        keep = np.linspace(0, len(values) - 1, 400).round().astype(int)
        values, share = values[keep], share[keep]
    points = [f"{_chart_x(0, top):.1f},170"]
    points += [f"{_chart_x(float(v), top):.1f},{170 - 150 * float(s):.1f}" for v, s in zip(values, share)]
    body = f'<polyline points="{" ".join(points)}" class="curve"/>'
    if math.isfinite(ce90_m) and ce90_m <= top:
        x = _chart_x(ce90_m, top)
        # On the side of the line that has room for it.
        side, anchor = (4, "start") if x < 210 else (-4, "end")
        body += (
            f'<line x1="{x:.1f}" y1="170" x2="{x:.1f}" y2="35" class="mark"/>'
            f'<line x1="40" y1="35" x2="{x:.1f}" y2="35" class="mark"/>'
            f'<text x="{x + side:.1f}" y="162" class="{anchor}">CE90 {length_text(ce90_m)}</text>'
        )
    return _chart(body, top, [(20.0, "100 %"), (35.0, "90 %"), (95.0, "50 %"), (170.0, "0")], title)


def length_text(metres: float) -> str:
    """A length in metres or kilometres, with three significant figures: "4.57 m", "1.2 km"."""
    if not math.isfinite(metres):
        return "not measured"
    if abs(metres) >= 1000:
        return f"{metres / 1000:.3g} km"
    return f"{metres:.3g} m" if abs(metres) < 100 else f"{metres:.0f} m"


def factor_text(factor: float) -> str:
    """An exaggeration: "12 times as long" or, for a large shift on a small map, "0.5 times as long"."""
    return f"{factor:.0f} times as long" if factor >= 9.5 else f"{factor:.2g} times as long"


def _round_length(length: float) -> float:
    """The largest number of the form 1, 2 or 5 times a power of ten that is not above `length`."""
    power = 10.0 ** math.floor(math.log10(length))
    return max(step * power for step in (1, 2, 5) if step * power <= length * 1.0000001)


def _arrow(x: float, y: float, dx: float, dy: float, kind: str) -> str:
    length = math.hypot(dx, dy)
    if length < 1.0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.2" class="{kind}"/>'
    head = min(4.0, 0.45 * length)
    ux, uy = dx / length, dy / length
    tip_x, tip_y = x + dx, y + dy
    left = (tip_x - head * (ux - 0.5 * uy), tip_y - head * (uy + 0.5 * ux))
    right = (tip_x - head * (ux + 0.5 * uy), tip_y - head * (uy - 0.5 * ux))
    return (
        f'<path class="{kind}" d="M{x:.1f} {y:.1f}L{tip_x:.1f} {tip_y:.1f}'
        f'M{left[0]:.1f} {left[1]:.1f}L{tip_x:.1f} {tip_y:.1f}L{right[0]:.1f} {right[1]:.1f}"/>'
    )


def _bar(x: float, y: float, length: float) -> str:
    end = f"{x + length:.1f}"
    return f'<path class="axis" d="M{x} {y - 4}V{y + 4}M{x} {y}H{end}M{end} {y - 4}V{y + 4}"/>'


def _chart_x(value: float, top: float) -> float:
    return 40 + 260 * value / top


def _chart(body: str, top: float, marks: list[tuple[float, str]], title: str, axis: str = "residual") -> str:
    labels = "".join(f'<text x="36" y="{y + 4:.1f}" class="end">{text}</text>' for y, text in marks)
    return (
        f'<figure><svg viewBox="0 0 320 205" role="img" aria-label="{title}">{body}'
        f'<path class="axis" d="M40 20V170H300"/>{labels}<text x="40" y="186">0</text>'
        f'<text x="300" y="186" class="end">{length_text(top)}</text>'
        f'<text x="170" y="200" class="middle">{axis}</text></svg><figcaption>{title}</figcaption></figure>'
    )
