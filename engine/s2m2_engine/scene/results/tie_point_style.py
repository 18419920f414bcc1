"""What a file of tie points says of its columns, and how QGIS draws it.

QGIS takes the style that lies beside a file when it opens it. In the file itself, a style would be a layer of its own
for all other programs: GeoPandas warns of it, and ogr2ogr fails to convert it. Names and meanings of the columns are in
the file, in the schema extension of GeoPackages (OGC 12-128r14, F.9). QGIS with GDAL before 3.7 takes the names from
the style.
"""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass
from xml.etree import ElementTree

import numpy as np

from ...names import (
    ABSTAINED,
    CHECKED,
    CHECKED_DX,
    CHECKED_DY,
    CONFIDENCE,
    DX,
    DX_M,
    DY,
    DY_M,
    ID,
    INLIER,
    MOVING_X,
    MOVING_Y,
    RESIDUAL_DX,
    RESIDUAL_DY,
    TIE_POINTS_LAYER,
)
from ..fitting.tie_points import TiePointSet

# Each column's short name for people, and what it holds, with its unit.
COLUMN_TEXTS = {
    ID: ("Number", "number of the tie point"),
    MOVING_X: ("Moving x", "place in the moving layer, CRS units"),
    MOVING_Y: ("Moving y", "place in the moving layer, CRS units"),
    "reference_x": ("Reference x", "the same place in the reference, CRS units"),
    "reference_y": ("Reference y", "the same place in the reference, CRS units"),
    DX: ("Displacement x", "from the moving layer to the reference, CRS units"),
    DY: ("Displacement y", "from the moving layer to the reference, CRS units"),
    DX_M: ("To the east (m)", "displacement to the east, metres on the ground"),
    DY_M: ("To the north (m)", "displacement to the north, metres on the ground"),
    "dx_px": ("Columns (px)", "displacement in columns, pixels of the common grid"),
    "dy_px": ("Rows (px)", "displacement in rows, downwards, pixels of the common grid"),
    CONFIDENCE: ("Confidence", "probability that the tie point is right within 3 pixels"),
    ABSTAINED: ("No answer", "whether the matcher gave no usable answer"),
    INLIER: ("Inlier", "whether the tie point agrees with the transform"),
    "residual_px": ("Residual (px)", "distance from a transform fitted without the tie point, pixels"),
    "residual_m": ("Residual (m)", "distance from a transform fitted without the tie point, metres"),
    RESIDUAL_DX: ("Residual x", "measured minus predicted displacement, CRS units"),
    RESIDUAL_DY: ("Residual y", "measured minus predicted displacement, CRS units"),
    "cov_xx": ("Variance of columns (px²)", "covariance of the displacement, square pixels"),
    "cov_xy": ("Covariance (px²)", "covariance of the displacement, square pixels"),
    "cov_yy": ("Variance of rows (px²)", "covariance of the displacement, square pixels"),
    CHECKED: ("Checked", "what an analyst says: confirmed, moved, rejected, added, or nothing"),
    CHECKED_DX: ("Checked displacement x", "the analyst's displacement of a moved or added tie point, CRS units"),
    CHECKED_DY: ("Checked displacement y", "the analyst's displacement of a moved or added tie point, CRS units"),
}
_CHECK = f"coalesce(\"{CHECKED}\", '')"
# What stands for a tie point in lists, forms and the results of a click.
_LENGTH = f'round(sqrt("{DX_M}"^2 + "{DY_M}"^2), 1) || \' m\''
_DISPLAY = (
    f"\"{ID}\" || ': ' || CASE WHEN {_CHECK} <> '' THEN \"{CHECKED}\" WHEN \"{ABSTAINED}\" THEN 'no answer' "
    f"ELSE {_LENGTH} END"
)
_MAP_TIP = (
    f'<b>[% {_DISPLAY} %]</b><br>[% round("{DX_M}", 1) %] m east, [% round("{DY_M}", 1) %] m north<br>'
    f'confidence [% round("{CONFIDENCE}", 2) %]'
)
# Nine of ten arrows are at most as long as the tie points are apart.
_MOST = 90
# As the standard defines them.
_SCHEMA_TABLES = (
    "CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, "
    "description TEXT, mime_type TEXT, constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), "
    "CONSTRAINT gdc_tn UNIQUE (table_name, name))",
    "CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, "
    "value TEXT, min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT, "
    "CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value))",
)
_SCHEMA_EXTENSION = "http://www.geopackage.org/spec120/#extension_schema"


def describe_columns(database: sqlite3.Connection) -> None:
    """Store the names and meanings of the columns in a GeoPackage that has none yet."""
    for statement in _SCHEMA_TABLES:
        database.execute(statement)
    database.executemany(
        "INSERT INTO gpkg_data_columns (table_name, column_name, name, title, description) VALUES (?, ?, ?, ?, ?)",
        [(TIE_POINTS_LAYER, column, name, name, text) for column, (name, text) in COLUMN_TEXTS.items()],
    )
    database.executemany(
        "INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope) "
        "VALUES (?, NULL, 'gpkg_schema', ?, 'read-write')",
        [(table, _SCHEMA_EXTENSION) for table in ("gpkg_data_columns", "gpkg_data_column_constraints")],
    )


def style_qml(tie_points: TiePointSet) -> str:
    """The style as a QML document: arrows for displacements, all equally lengthened; dots where there is no answer."""
    times = _lengthening(tie_points)
    length = "true length" if times == 1 else f"drawn {times:,.0f} times as long"
    unchecked = f"{_CHECK} = '' AND NOT \"{ABSTAINED}\""
    rules = (
        _Rule(f"Inlier (arrows: displacement, {length})", f'{unchecked} AND "{INLIER}"', "29,111,184"),
        _Rule("Outlier", f'{unchecked} AND NOT "{INLIER}"', "179,86,15"),
        _Rule("No answer", f"{_CHECK} = '' AND \"{ABSTAINED}\"", "120,120,120", "circle"),
        _Rule("Confirmed", f"{_CHECK} = 'confirmed'", "31,122,77"),
        _Rule("Moved", f"{_CHECK} = 'moved'", "106,61,154"),
        _Rule("Added", f"{_CHECK} = 'added'", "0,121,121"),
        _Rule("Rejected", f"{_CHECK} = 'rejected'", "120,120,120", "cross2"),
    )
    root = ElementTree.Element("qgis", styleCategories="Symbology|Fields|Forms|MapTips", version="3.22")
    renderer = ElementTree.SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0", enableorderby="0")
    children = ElementTree.SubElement(renderer, "rules", key="s2m2")
    symbols = ElementTree.SubElement(renderer, "symbols")
    for number, rule in enumerate(rules):
        ElementTree.SubElement(
            children, "rule", key=f"s2m2-{number}", symbol=str(number), label=rule.label, filter=rule.filter
        )
        symbol = ElementTree.SubElement(symbols, "symbol", type="marker", name=str(number), alpha="1")
        if not rule.dot:
            _arrow(symbol, rule.colour, times, f"@{number}@0")
        # Arrows have one, too: legends draw no arrow.
        _dot(symbol, rule.dot or "circle", rule.colour)
    aliases = ElementTree.SubElement(root, "aliases")
    for column, (name, _) in COLUMN_TEXTS.items():
        ElementTree.SubElement(aliases, "alias", field=column, name=name)
    ElementTree.SubElement(root, "previewExpression").text = _DISPLAY
    ElementTree.SubElement(root, "mapTip").text = _MAP_TIP
    ElementTree.SubElement(root, "layerGeometryType").text = "0"
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode") + "\n"


@dataclass(frozen=True)
class _Rule:
    """Tie points that are drawn alike: as an arrow, or as a `dot` of a form that QGIS knows."""

    label: str
    filter: str
    colour: str
    dot: str = ""


def _dot(symbol: ElementTree.Element, form: str, colour: str) -> None:
    _layer(symbol, "SimpleMarker", {"name": form, "color": colour, "outline_color": colour, "size": "1.2"})


def _arrow(symbol: ElementTree.Element, colour: str, times: float, name: str) -> None:
    vector = ", ".join(
        f'{times:g} * coalesce("{given}", "{found}")' for given, found in ((CHECKED_DX, DX), (CHECKED_DY, DY))
    )
    options = {"SymbolType": "Line", "geometryModifier": f"make_line($geometry, translate($geometry, {vector}))"}
    line = ElementTree.SubElement(_layer(symbol, "GeometryGenerator", options), "symbol", type="line", name=name)
    width, head = "0.6", "1.6"
    options = {
        "arrow_width": width, "arrow_start_width": width, "head_length": head, "head_thickness": head, "is_curved": "0",
        "is_repeated": "0",
    }  # fmt: skip
    fill = ElementTree.SubElement(_layer(line, "ArrowLine", options), "symbol", type="fill", name=f"@{name}@0")
    _layer(fill, "SimpleFill", {"color": colour, "outline_color": "255,255,255", "outline_width": "0.15"})


def _layer(symbol: ElementTree.Element, kind: str, options: dict[str, str]) -> ElementTree.Element:
    layer = ElementTree.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "pass": "0", "locked": "0"})
    table = ElementTree.SubElement(layer, "Option", type="Map")
    for name, value in options.items():
        ElementTree.SubElement(table, "Option", name=name, value=value, type="QString")
    return layer


def _lengthening(tie_points: TiePointSet) -> float:
    """The factor (1, 2, 5, 10, …) that makes nearly all arrows about as long as tie points are apart, or a bit less."""
    lengths = np.linalg.norm(tie_points.displacement_xy[tie_points.inlier], axis=1)
    if not len(lengths):
        return 1.0
    typical = float(np.percentile(lengths, _MOST))
    width, height = np.ptp(tie_points.moving_xy, axis=0)
    apart = math.sqrt(float(width * height) / len(tie_points))
    if not (typical > 0 and apart >= 2 * typical):
        return 1.0
    power = 10.0 ** math.floor(math.log10(apart / typical))
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= apart / typical)
