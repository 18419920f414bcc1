"""Decides whether Match can start, and why not: a sentence for the dock's readiness line.

`assess` is a pure function of a `Situation`. The other functions read its facts from QGIS layers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
)

from ..i18n import tr
from ..project.ground import distance_area

# Targets of the readiness line's link.
LINK_NONE = ""
LINK_SETUP = "setup"


@dataclass(frozen=True)
class LayerFacts:
    """The facts about a layer that readiness depends on. `source` identifies its data, to recognise duplicates."""

    layer_id: str
    name: str
    source: str
    valid: bool
    has_crs: bool


@dataclass(frozen=True)
class Situation:
    """Everything that readiness depends on.

    Attributes:
        gap_m: distance between the two layers' extents, metres on the ground; 0: they overlap; None: unknown.
        search_radius_m: search radius, metres on the ground.
        area_overlaps: whether the area to match shows ground of both layers; None for the whole overlap.
        ground_problem: what is missing in the choice of the area, a sentence; "" if nothing is.
        checking_environment: whether the check of the environment is still running.
        environment_problem: a sentence; "" if the environment works.
        running: "match", "correct", "refit" or "".
        looks_swapped: whether the SAR box seems to contain an optical layer and the optical box a SAR layer.
        trained_model_missing: whether structure would be used instead of the chosen model, because ONNX
            Runtime cannot be loaded.
        environment_outdated: whether the plugin's environment is that of another version of the plugin.
        environment_is_own: whether it is the environment that the plugin has made.
        ailment: a sentence on a package of that environment that is damaged; "" if none is known.
    """

    sar: LayerFacts | None
    optical: LayerFacts | None
    gap_m: float | None = 0.0
    search_radius_m: float = 500.0
    area_overlaps: bool | None = None
    ground_problem: str = ""
    checking_environment: bool = False
    environment_problem: str = ""
    running: str = ""
    looks_swapped: bool = False
    trained_model_missing: bool = False
    environment_outdated: bool = False
    environment_is_own: bool = False
    ailment: str = ""


@dataclass(frozen=True)
class Readiness:
    """The readiness line: whether Match may start, one or two sentences, and the line's icon (`state`) and link.

    `setup` is the text of the button for the obstacle that a set-up removes; "" if there is none.
    """

    ready: bool
    text: str
    state: str = "blocked"
    link: str = LINK_NONE
    setup: str = ""


def assess(situation: Situation) -> Readiness:
    """Decide whether Match can start; the text names the first obstacle found."""
    if situation.running == "match":
        return Readiness(False, tr("A match is running."), "busy")
    if situation.running == "correct":
        return Readiness(False, tr("A correction is running."), "busy")
    if situation.running == "refit":
        return Readiness(False, tr("A refit is running."), "busy")
    if situation.environment_problem:
        # It goes before the layers: whoever has no Python should not look for layers first.
        setup = tr("Repair Python…") if situation.environment_is_own else tr("Set up Python…")
        return Readiness(False, situation.environment_problem, setup=setup)
    obstacle = _layer_obstacle(situation) or _ground_obstacle(situation)
    if obstacle:
        return Readiness(False, obstacle)
    if situation.checking_environment:
        return Readiness(False, tr("Looking for the Python environment for matching…"), "busy")
    if situation.ailment:
        text = tr("Ready, but the environment is damaged. {ailment} Repair it.").format(ailment=situation.ailment)
        return Readiness(True, text, "note", LINK_SETUP)
    if situation.looks_swapped:
        return Readiness(
            True, tr("Ready, but the two layers look swapped: the SAR layer seems to be an optical layer."), "note"
        )
    if situation.trained_model_missing:
        return Readiness(
            True,
            tr("Ready, but ONNX Runtime cannot be loaded: the model “structure” is used instead of the trained model."),
            "note",
            LINK_SETUP,
        )
    if situation.environment_outdated:
        return Readiness(
            True, tr("Ready, but the environment is that of another version of S2M2. Update it."), "note", LINK_SETUP
        )
    return Readiness(True, tr("Ready to match."), "ready")


def _layer_obstacle(situation: Situation) -> str:
    sar, optical = situation.sar, situation.optical
    if sar is None and optical is None:
        return tr("Add a SAR and an optical raster layer to the project.")
    if sar is None:
        return tr("Choose the SAR layer.")
    if optical is None:
        return tr("Choose the optical layer.")
    for facts in (sar, optical):
        if not facts.valid:
            return tr("The data of “{name}” cannot be found. Repair the layer's data source.").format(name=facts.name)
    if sar.layer_id == optical.layer_id or sar.source == optical.source:
        return tr("“{name}” is chosen twice. Choose two different layers.").format(name=sar.name)
    for facts in (sar, optical):
        if not facts.has_crs:
            return tr("“{name}” has no coordinate reference system. Set the layer's CRS first.").format(name=facts.name)
    return ""


def _ground_obstacle(situation: Situation) -> str:
    if situation.search_radius_m <= 0:
        return tr("The search radius is 0. Set it to the largest possible misalignment, in metres.")
    gap = situation.gap_m
    if gap is not None and gap > 0 and gap >= situation.search_radius_m:
        return tr(
            "The layers do not overlap: they are {gap} apart. Choose layers that show the same ground, or increase the "
            "search radius."
        ).format(gap=distance_text(gap))
    if situation.ground_problem:
        return situation.ground_problem
    if situation.area_overlaps is False:
        return tr("The area under “Limit to” shows no ground that both layers cover. Choose another one.")
    return ""


def distance_text(metres: float) -> str:
    """Format a rough distance: "350 m", "2.4 km", "1,200 km"."""
    if metres < 1000:
        return f"{metres:.0f} m"
    return f"{metres / 1000:.1f} km" if metres < 100_000 else f"{metres / 1000:,.0f} km"


# --- from QGIS layers -------------------------------------------------------------------------------------


def layer_facts(layer: QgsRasterLayer | None) -> LayerFacts | None:
    """Return the facts about a layer; None for no layer."""
    if layer is None:
        return None
    return LayerFacts(
        layer.id(),
        layer.name(),
        f"{layer.providerType()}:{layer.source()}",
        layer.isValid(),
        layer.crs().isValid(),
    )


def extent_gap_m(first: QgsRasterLayer, second: QgsRasterLayer, project: QgsProject) -> float | None:
    """Return the distance between two layers' extents, metres on the ground; 0: they overlap; None: PROJ fails.

    Both directions are tried: the extent of a world-wide layer often cannot be transformed to a local CRS, but the
    local extent can be transformed to the other CRS.
    """
    gaps = [
        _gap_m(layer.extent(), layer.crs(), other.extent(), other.crs(), project)
        for layer, other in ((first, second), (second, first))
    ]
    known = [gap for gap in gaps if gap is not None]
    return min(known) if known else None


def _gap_m(
    extent: QgsRectangle,
    crs: QgsCoordinateReferenceSystem,
    other: QgsRectangle,
    other_crs: QgsCoordinateReferenceSystem,
    project: QgsProject,
) -> float | None:
    try:
        other_here = QgsCoordinateTransform(other_crs, crs, project).transformBoundingBox(other)
    except QgsCsException:
        return None
    if not other_here.isFinite():
        return None
    if extent.intersects(other_here):
        return 0.0
    start, end = _nearest_points(extent, other_here)
    try:
        return float(distance_area(crs, project).measureLine(start, end))
    except QgsCsException:
        return None


def _nearest_points(a: QgsRectangle, b: QgsRectangle) -> tuple[QgsPointXY, QgsPointXY]:
    ax, bx = _nearest(a.xMinimum(), a.xMaximum(), b.xMinimum(), b.xMaximum())
    ay, by = _nearest(a.yMinimum(), a.yMaximum(), b.yMinimum(), b.yMaximum())
    return QgsPointXY(ax, ay), QgsPointXY(bx, by)


def _nearest(a_low: float, a_high: float, b_low: float, b_high: float) -> tuple[float, float]:
    """Return the nearest coordinates of two intervals, which are the same if the intervals overlap."""
    if a_high < b_low:
        return a_high, b_low
    if b_high < a_low:
        return a_low, b_high
    middle = (max(a_low, b_low) + min(a_high, b_high)) / 2
    return middle, middle


def area_shows(area: QgsReferencedRectangle, layers: Iterable[QgsRasterLayer], project: QgsProject) -> bool:
    """Return whether an area shows ground of every layer; a layer for which PROJ fails counts as shown."""
    gaps = [_gap_m(area, area.crs(), layer.extent(), layer.crs(), project) for layer in layers]
    return not any(gaps)
