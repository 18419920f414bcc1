"""Writes report.html, which tells an analyst what a match found and how far it can be trusted.

It is a single file: style and pictures are inside it, it loads nothing, and no script runs.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import numpy as np

from ..fitting.accuracy import CandidateAccuracy
from ..fitting.tie_points import TiePointSet
from ..fitting.transform import KIND_NAMES
from ..raster.geodesy import Points, displacement_m
from ..raster.raster import Raster
from .headline import headline
from .report_chips import chips_html
from .report_figures import Arrows, arrow_map, cumulative, histogram, length_text
from .result import InputInfo, MatchResult

STYLE = """
:root { color-scheme: light dark; --ink: #1c2733; --soft: #5c6b7a; --line: #d5dce3; --paper: #ffffff;
  --panel: #f5f7f9; --good: #1f7a4d; --bad: #b3261e; --in: #1d6fb8; --out: #b3560f; --bar: #4f87b8; }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e4e9ee; --soft: #a3b0bc; --line: #3c4853;
  --paper: #14191e; --panel: #1e262d; --good: #5cc48f; --bad: #ff8a80; --in: #6fb1ec; --out: #f0a060;
  --bar: #5b95c9; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px; max-width: 1020px; color: var(--ink); background: var(--paper);
  font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; }
h1 { font-size: 22px; margin: 0 0 4px; } h2 { font-size: 17px; margin: 30px 0 8px; }
.sub, figcaption, .note { color: var(--soft); font-size: 13px; } figcaption { margin-top: 4px; }
.verdict { border-left: 6px solid; padding: 12px 16px; margin: 18px 0; background: var(--panel); }
.verdict strong { font-size: 18px; }
.reliable { border-color: var(--good); } .unreliable { border-color: var(--bad); }
.reliable strong { color: var(--good); } .unreliable strong { color: var(--bad); }
.verdict p, .verdict ul { margin: 4px 0 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 5px 12px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top;
  overflow-wrap: anywhere; }
th { font-weight: 600; color: var(--soft); font-size: 13px; }
td.number, th.number { text-align: right; overflow-wrap: normal; } td.number { white-space: nowrap; }
.text { padding-left: 12px; }
tbody th { width: 30%; }
figure { margin: 8px 1% 0 0; display: inline-block; width: 48.5%; min-width: 300px; vertical-align: top; }
figure.chips { width: 31.5%; } .chips img { width: 49%; margin-right: 1%; height: auto; vertical-align: top; }
svg { width: 100%; height: auto; display: block; font-size: 11px; }
svg text { fill: var(--soft); } .end { text-anchor: end; } .middle { text-anchor: middle; }
.frame { fill: var(--panel); stroke: var(--line); } .axis { fill: none; stroke: var(--soft); }
path.in { fill: none; stroke: var(--in); stroke-width: 1.1; } circle.in { fill: var(--in); }
path.out { fill: none; stroke: var(--out); stroke-width: .9; } circle.out { fill: var(--out); }
.bar { fill: var(--bar); } .curve { fill: none; stroke: var(--in); stroke-width: 2; }
.mark { stroke: var(--bad); stroke-dasharray: 4 3; }
@media (max-width: 700px) { body { padding: 12px; } figure, figure.chips { width: 100%; min-width: 0; margin-right: 0; }
  th, td { padding-right: 6px; } table { display: block; overflow-x: auto; } td, th { overflow-wrap: break-word; }
  .reasons thead, .reasons tbody { display: block; } .reasons thead .text { display: none; }
  .reasons tr { display: grid; grid-template-columns: 1fr 4.5em 4.5em 4.5em; border-bottom: 1px solid var(--line); }
  .reasons th, .reasons td { border: 0; width: auto; } .reasons .text { grid-column: 1 / -1; padding: 0 0 5px; } }
@media print { body { padding: 0; } h2 { break-after: avoid; } figure, tr { break-inside: avoid; }
  figure { min-width: 0; } }
"""

_SETTING_NAMES = {
    "search_radius": "Search radius (m)",
    "spacing": "Spacing of tie points (pixels)",
    "model": "Model asked for",
    "device": "Device asked for",
    "moving": "Moving layer",
    "bbox": "Area asked for",
    "template": "Side of the templates (pixels)",
    "method": "Transform asked for",
    "masks": "Ground left out",
    "mask_classes": "Classes left out",
    "cutline": "Ground asked for",
}
# Settings that limit the ground: without them it is all of it.
_ALL_GROUND = ("bbox", "cutline")


def report_html(result: MatchResult, tie_points: TiePointSet, opened: Sequence[Raster] = ()) -> str:
    """The report as one HTML document, UTF-8.

    Args:
        result: the result of the match.
        tie_points: all tie points, with held-out residuals; there may be none.
        opened: those of the two layers that are open; the others are opened for the pictures.
    """
    moving = result.input(result.moving)
    reference = next(item for item in result.inputs if item.role != result.moving)
    sections = [
        _headline(result, moving, reference),
        _list("Warnings", result.warnings),
        _shift(result, moving),
        _accuracy(result),
        _candidates(result),
        chips_html(result, tie_points, opened),
        _tie_points(result, tie_points),
        _inputs(result, moving, reference),
        _how(result),
    ]
    title = f"{escape(moving.name)} on {escape(reference.name)}"
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>S2M2: {title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{STYLE}</style></head><body>\n{chr(10).join(filter(None, sections))}\n</body></html>\n"
    )


def _headline(result: MatchResult, moving: InputInfo, reference: InputInfo) -> str:
    found, ce90 = escape(headline(result)), result.accuracy.ce90_m
    if found and math.isfinite(ce90):
        found += f" CE90 {length_text(ce90)}."
    if result.reliable:
        verdict = f"<strong>Reliable</strong>{_paragraph(found)}{_items(result.reasons)}"
    else:
        verdict = (
            f"<strong>Not reliable: do not correct by this match</strong>{_items(result.reasons)}{_paragraph(found)}"
        )
    return (
        f"<h1>Match of {escape(moving.name)} with {escape(reference.name)}</h1>"
        f'<p class="sub">S2M2 {escape(result.version)}, model {escape(result.model.name)}</p>'
        f'<section class="verdict {"reliable" if result.reliable else "unreliable"}">{verdict}</section>'
    )


def _paragraph(text: str) -> str:
    return f"<p>{text}</p>" if text else ""


def _shift(result: MatchResult, moving: InputInfo) -> str:
    shift = result.shift
    measures = [
        ("East, north on the ground (m)", shift.dx_m, shift.dy_m, 4),
        ("Column, row of the common grid (pixels)", shift.dx_px, shift.dy_px, 4),
        ("x, y of the CRS (its units)", shift.dx, shift.dy, 6),
    ]
    rows = [
        (name, _number(x, digits), _number(y, digits), _number(math.hypot(x, y), digits))
        for name, x, y, digits in measures
    ]
    width, height = result.grid.pixel_m
    found = f" {escape(result.prior.sentence)}" if result.prior else ""
    return (
        f"<h2>Shift</h2>{_number_table(('', 'x', 'y', 'Length'), rows)}"
        f'<p class="note">What must be added to positions of {escape(moving.name)}, at the centre of the '
        "overlap; rows of pixels count downwards. One pixel of the common grid measures "
        f"{_number(width)} by {_number(height)} m on the ground. "
        f"Transform: {escape(result.transform.kind)}.{found}</p>"
    )


def _accuracy(result: MatchResult) -> str:
    accuracy = result.accuracy
    if not math.isfinite(accuracy.rmse_m):
        return "<h2>Accuracy</h2><p>Not measured: too few tie points agree to hold any of them back.</p>"
    rows = [
        ("CE90", _number(accuracy.ce90_m), _number(accuracy.ce90_px)),
        ("RMSE", _number(accuracy.rmse_m), _number(accuracy.rmse_px)),
    ]
    return (
        f"<h2>Accuracy</h2>{_number_table(('', 'Metres', 'Pixels'), rows)}"
        f'<p class="note">From {accuracy.held_out} tie points, each held out of the fit that predicted it: '
        "the ground was split into blocks, and the transform fitted without a block was compared with the tie "
        "points in it. CE90 is the distance that 90 % of them stay within; RMSE is radial. Tie points that "
        "disagree grossly (outliers) are left out. Both figures contain the tie points' own scatter, so the "
        "transform is as a rule better than they say. An error that all tie points share they cannot show: it "
        f"takes independent ground control to find it.</p>{_requirements(result)}"
    )


def _requirements(result: MatchResult) -> str:
    """The limits of accuracy, and whether they are met; and whether the residuals depend on height."""
    sentences = [one.sentence for one in (*result.requirements, *((result.terrain,) if result.terrain else ()))]
    lines = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f"<ul>{lines}</ul>" if lines else ""


def _kind(one: CandidateAccuracy) -> str:
    name = KIND_NAMES[one.kind].capitalize()
    return f"<strong>{name}</strong> (taken)" if one.chosen else name


def _candidates(result: MatchResult) -> str:
    """The kinds of transforms that were compared; nothing for a match that compared none."""
    if not result.candidates:
        return ""
    rows = [
        (
            _kind(one),
            _number(one.ce90_m),
            _number(one.ce90_px),
            f"{one.within_1_px:.0%}" if math.isfinite(one.within_1_px) else "not measured",
            escape(one.why),
        )
        for one in result.candidates
    ]
    head = ("", "CE90, metres", "CE90, pixels", "Within 1 pixel", "Why")
    return (
        f"<h2>Transforms compared</h2>{_number_table(head, rows, with_text=True)}"
        '<p class="note">All kinds are measured on the same held-out tie points: those that agree with the transform '
        "taken.</p>"
    )


def _tie_points(result: MatchResult, tie_points: TiePointSet) -> str:
    counts = result.tie_points
    if len(tie_points) == 0:
        return "<h2>Tie points</h2><p>None.</p>"
    usable = ~tie_points.abstained
    outliers = int((usable & ~tie_points.inlier).sum())
    summary = (
        f"<p>{counts.total} places were compared: {counts.inliers} inliers agree with the transform, {outliers} "
        f"outliers do not, and at {int(tie_points.abstained.sum())} the matcher gave no answer worth using "
        "(too little texture, an ambiguous answer, nodata, or the edge of the search window).</p>"
    )
    xy = tie_points.moving_xy
    centre = np.broadcast_to((xy.min(axis=0) + xy.max(axis=0)) / 2, xy.shape)

    def metres(start: Points, vector: Points) -> Points:
        # Along the axes, since north may differ from place to place, and the arrows lie on one map.
        return displacement_m(result.crs, start, vector, along_axes=True)

    position = metres(centre, xy - centre)
    left = metres(xy, tie_points.displacement_xy - result.transform.displacement(xy))
    displacement = metres(xy, tie_points.displacement_xy)
    good = tie_points.inlier[usable]
    found = Arrows(position[usable], displacement[usable], good)
    remaining = Arrows(position[usable], left[usable], good)
    residual = tie_points.residual_m[tie_points.inlier]
    maps = arrow_map(found, "Displacements found (the y axis of the CRS is up)") + arrow_map(
        remaining, "What the transform leaves over: a trend across the map would be distortion that it cannot follow"
    )
    charts = histogram(residual, "Inliers by held-out residual") + cumulative(
        residual, result.accuracy.ce90_m, "Share of inliers within a held-out residual"
    )
    return f"<h2>Tie points</h2>{summary}<div>{maps}</div><div>{charts}</div>"


def _inputs(result: MatchResult, moving: InputInfo, reference: InputInfo) -> str:
    rows = "".join(
        f"<tr><td>{part}</td><td>{'SAR' if item.role == 'sar' else 'optical'}</td>"
        f'<td>{escape(item.name)}<br><span class="note">{escape(item.path)}{_rights(item)}</span></td>'
        f"<td>{escape(_short_crs(item.crs))}</td><td>{item.width} x {item.height}</td></tr>"
        for part, item in (("moving", moving), ("reference", reference))
    )
    head = "".join(f"<th>{name}</th>" for name in ("Part", "Sensor", "Layer", "CRS", "Pixels"))
    return (
        f"<h2>Inputs</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="note">Coordinates of the result are in {escape(_short_crs(result.crs))}.{_area(result)}</p>'
    )


def _rights(item: InputInfo) -> str:
    return f"<br>{escape(item.rights)}" if item.rights else ""


def _area(result: MatchResult) -> str:
    """The bounding box of the ground that was compared; nothing for results that did not record it."""
    if result.footprint is None:
        return ""
    corners = ", ".join(_number(value, 9) for value in result.footprint.bbox)
    return f" The ground compared lies within {corners} (xmin, ymin, xmax, ymax)."


def _how(result: MatchResult) -> str:
    rows: list[tuple[str, Any]] = [
        ("Model", result.model.name),
        ("Model SHA-256", result.model.sha256),
        ("Computed on", result.device),
        ("Made", _time(result.created)),
        ("Seconds", "not recorded" if result.seconds is None else f"{result.seconds:.1f}"),
        ("S2M2 version", result.version),
    ]
    for name, value in result.settings.items():
        rows.append((_SETTING_NAMES.get(name, name), "all" if name in _ALL_GROUND and not value else value))
    body = "".join(f"<tr><th>{escape(name)}</th><td>{escape(_setting(value))}</td></tr>" for name, value in rows)
    return f"<h2>How it was made</h2><table><tbody>{body}</tbody></table>"


def _number_table(head: Sequence[str], rows: Iterable[Sequence[str]], with_text: bool = False) -> str:
    """A table whose first column names the numbers in the other columns; `with_text`: the last one holds sentences."""
    kinds = ["number"] * (len(head) - 1)
    if with_text:
        kinds[-1] = "text"

    def cells(tag: str, values: Sequence[str]) -> str:
        return "".join(f'<{tag} class="{kind}">{value}</{tag}>' for kind, value in zip(kinds, values, strict=True))

    body = "".join(f"<tr><th>{name}</th>{cells('td', values)}</tr>" for name, *values in rows)
    opening = '<table class="reasons">' if with_text else "<table>"
    top = f"<thead><tr><th>{head[0]}</th>{cells('th', head[1:])}</tr></thead>"
    return f"{opening}{top}<tbody>{body}</tbody></table>"


def _list(title: str, texts: Sequence[str]) -> str:
    return f"<h2>{title}</h2>{_items(texts)}" if texts else ""


def _items(texts: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<ul>{items}</ul>" if items else ""


def _time(text: str) -> str:
    """A time in ISO 8601 and UTC, for people."""
    return f"{text[:19].replace('T', ' ')} UTC" if text else "not recorded"


def _setting(value: Any) -> str:
    if value is None:
        return "automatic"
    if isinstance(value, (list, tuple)):
        return ", ".join(_setting(item) for item in value) or "none"
    return f"{value:g}" if isinstance(value, float) else str(value) or "none"


def _number(value: float, figures: int = 4) -> str:
    return f"{value:.{figures}g}" if math.isfinite(value) else "not measured"


def _short_crs(crs: str) -> str:
    """A short name of a CRS: AUTHORITY:CODE does not change, WKT gives the name in its first pair of quotes."""
    parts = crs.split('"')
    return parts[1] if "[" in crs and len(parts) > 2 else crs
