"""What the SVG figures of this package have in common: a row of panels with grid and ticks, curves, a legend."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

PANEL_WIDTH, PANEL_HEIGHT = 250, 230
# Colours that people with any colour vision tell apart (Okabe and Ito 2008); dashes where there are more curves.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
_DASHES = ("", "7 3", "2 3")
_LEFT, _TOP, _BELOW, _GAP = 52, 34, 66, 22
_LEGEND_ROW = 18
# Room for the title where there is one panel.
_LEAST_WIDTH = 560
_STYLE = (
    "text{font:12px sans-serif;fill:#222}.title{font-weight:bold}.grid{stroke:#ddd}"
    ".frame{fill:none;stroke:#666}.curve{fill:none;stroke-width:2;stroke-linejoin:round}.unknown{fill:#eee}"
)


def row_of_panels(title: str, labels: Sequence[str], panels: Sequence[str], note: str = "") -> str:
    """A whole SVG file.

    Args:
        labels: of the curves, in the order of `stroke`'s indices.
        panels: markup made with `panel`.
        note: a line below the panels.
    """
    width = max(_LEFT + len(panels) * (PANEL_WIDTH + _GAP), _LEAST_WIDTH)
    legend, rows = _legend(labels, width)
    top = _TOP + rows * _LEGEND_ROW + 24
    height = top + PANEL_HEIGHT + _BELOW
    body = [f'<text x="{_LEFT}" y="20" class="title">{escape(title)}</text>', legend]
    if note:
        body.append(f'<text x="{_LEFT}" y="{height - 8}">{escape(note)}</text>')
    for number, marks in enumerate(panels):
        body.append(f'<g transform="translate({_LEFT + number * (PANEL_WIDTH + _GAP)} {top})">{marks}</g>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<style>{_STYLE}</style><rect width="{width}" height="{height}" fill="#fff"/>{"".join(body)}</svg>\n'
    )


def panel(title: str, axis: str, largest: float, step: float, first: bool, marks: str, below: str = "") -> str:
    """A panel whose y axis goes from 0 to 100 %.

    Args:
        axis: what x is; from 0 to `largest` with a tick each `step`.
        first: whether it stands at the left, with the labels of the y axis.
        marks: what is drawn over the grid; `below`: under it.
    """
    parts = [below]
    for percent in range(0, 101, 20):
        y = (1 - percent / 100) * PANEL_HEIGHT
        parts.append(f'<line x1="0" y1="{y:.1f}" x2="{PANEL_WIDTH}" y2="{y:.1f}" class="grid"/>')
        if first:
            parts.append(f'<text x="-8" y="{y + 4:.1f}" text-anchor="end">{percent} %</text>')
    for number in range(round(largest / step) + 1):
        x = number * step / largest * PANEL_WIDTH
        parts.append(f'<text x="{x:.1f}" y="{PANEL_HEIGHT + 17}" text-anchor="middle">{number * step:g}</text>')
    centre = PANEL_WIDTH / 2
    parts.append(f'<text x="{centre}" y="{PANEL_HEIGHT + 35}" text-anchor="middle">{escape(axis)}</text>')
    parts.append(f'<text x="{centre}" y="-8" text-anchor="middle">{escape(title)}</text>')
    parts.append(marks)
    parts.append(f'<rect width="{PANEL_WIDTH}" height="{PANEL_HEIGHT}" class="frame"/>')
    return "".join(parts)


def place(x: float, y: float) -> str:
    """A point of a panel, both axes from 0 to 1, as SVG's "x,y"."""
    return f"{x * PANEL_WIDTH:.1f},{(1 - y) * PANEL_HEIGHT:.1f}"


def stroke(index: int) -> str:
    """Attributes of the curve number `index`."""
    dash = _DASHES[index // len(_COLOURS) % len(_DASHES)]
    return f'stroke="{_COLOURS[index % len(_COLOURS)]}"' + (f' stroke-dasharray="{dash}"' if dash else "")


def _legend(labels: Sequence[str], width: int) -> tuple[str, int]:
    """The legend's markup and its number of rows."""
    x, row, marks = _LEFT, 0, []
    for index, label in enumerate(labels):
        needed = 46 + 7 * len(label)
        if x > _LEFT and x + needed > width:
            x, row = _LEFT, row + 1
        y = _TOP + 6 + row * _LEGEND_ROW
        marks.append(f'<line x1="{x}" y1="{y}" x2="{x + 24}" y2="{y}" class="curve" {stroke(index)}/>')
        marks.append(f'<text x="{x + 30}" y="{y + 4}">{escape(label)}</text>')
        x += needed
    return "".join(marks), row + 1
