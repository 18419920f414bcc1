"""Whether Match can start, and if not, why: one sentence for the dock's readiness line.

`assess` is a pure function of a `Situation`; the rest reads what that needs from QGIS layers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsDistanceArea,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
)

from ..i18n import tr

# What the readiness line's link offers to do.
LINK_NONE = ""
LINK_SETUP = "setup"
LINK_PYTORCH = "pytorch"
LINK_SAVE = "save"


@dataclass(frozen=True)
class LayerFacts:
    """What readiness needs to know of a layer. `source` names the data, so that a duplicate is recognised."""

    layer_id: str
    name: str
    source: str
    valid: bool
    has_crs: bool


@dataclass(frozen=True)
class Situation:
    """All that decides whether Match can start.

    Attributes:
        gap_m: metres on the ground between the two layers' extents, 0 where they overlap, None where unknown.
        view_overlaps: whether the map view shows ground of both layers; None where Match isn't limited to it.
        checking_environment: the environment has not been looked at yet.
        environment_problem: one sentence, empty when the environment works.
        running: "match", "correct" or empty.
        looks_swapped: the guess says that the SAR box holds an optical layer and the other way round.
        trained_model_missing: structure would be used in place of the chosen model, for want of PyTorch.
        temporary_results: results go to a temporary folder because the project is not saved.
    """

    sar: LayerFacts | None
    optical: LayerFacts | None
    gap_m: float | None = 0.0
    search_radius_m: float = 500.0
    view_overlaps: bool | None = None
    checking_environment: bool = False
    environment_problem: str = ""
    running: str = ""
    looks_swapped: bool = False
    trained_model_missing: bool = False
    temporary_results: bool = False


@dataclass(frozen=True)
class Readiness:
    """`ready`: Match may start. `text`: one or two sentences. `link`: what to offer beside it. `state`: its look."""

    ready: bool
    text: str
    state: str = "blocked"
    link: str = LINK_NONE


def assess(situation: Situation) -> Readiness:
    """Say whether Match can start; the first obstacle found is the one that is named."""
    if situation.running == "match":
        return Readiness(False, tr("A match is running."), "busy")
    if situation.running == "correct":
        return Readiness(False, tr("A correction is running."), "busy")
    obstacle = _layer_obstacle(situation) or _ground_obstacle(situation)
    if obstacle:
        return Readiness(False, obstacle)
    if situation.checking_environment:
        return Readiness(False, tr("Looking for the Python environment that does the matching…"), "busy")
    if situation.environment_problem:
        return Readiness(False, situation.environment_problem, link=LINK_SETUP)
    if situation.looks_swapped:
        return Readiness(
            True, tr("Ready, but the two layers look swapped: the SAR box seems to hold an optical layer."), "note"
        )
    if situation.trained_model_missing:
        return Readiness(
            True,
            tr("Ready, but PyTorch is missing: “structure” is used instead of the trained model."),
            "note",
            LINK_PYTORCH,
        )
    if situation.temporary_results:
        return Readiness(
            True,
            tr("Ready. The project is not saved, so results go to a temporary folder."),
            "note",
            LINK_SAVE,
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
        return tr("The search radius is 0. Give the largest misalignment to look for, in metres.")
    gap = situation.gap_m
    if gap is not None and gap > 0 and gap >= situation.search_radius_m:
        return tr(
            "The layers do not overlap: {gap} lie between them. Choose layers of the same ground, "
            "or enlarge the search radius."
        ).format(gap=distance_text(gap))
    if situation.view_overlaps is False:
        return tr("The map view shows no ground that both layers cover. Zoom to it, or untick “Limit to map view”.")
    return ""


def distance_text(metres: float) -> str:
    """A rough distance for a sentence: "350 m", "2.4 km", "1,200 km"."""
    if metres < 1000:
        return f"{metres:.0f} m"
    return f"{metres / 1000:.1f} km" if metres < 100_000 else f"{metres / 1000:,.0f} km"


# --- from QGIS layers -------------------------------------------------------------------------------------


def layer_facts(layer: QgsRasterLayer | None) -> LayerFacts | None:
    """The facts of a layer; None for no layer."""
    if layer is None:
        return None
    return LayerFacts(
        layer.id(),
        layer.name(),
        f"{layer.providerType()}:{layer.source()}",
        layer.isValid(),
        layer.crs().isValid(),
    )


def extent_gap_m(one: QgsRasterLayer, two: QgsRasterLayer, project: QgsProject) -> float | None:
    """Ground distance in metres between two layers' extents, 0 where they overlap, None where PROJ cannot say.

    Both directions are tried: a world-wide layer's extent often cannot be expressed in a local CRS, while the
    local layer's can be in the world's.
    """
    gaps = [
        _gap_m(first.extent(), first.crs(), second.extent(), second.crs(), project)
        for first, second in ((one, two), (two, one))
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
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, project.transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")
    try:
        return float(measure.measureLine(start, end))
    except QgsCsException:
        return None


def _nearest_points(a: QgsRectangle, b: QgsRectangle) -> tuple[QgsPointXY, QgsPointXY]:
    ax, bx = _nearest(a.xMinimum(), a.xMaximum(), b.xMinimum(), b.xMaximum())
    ay, by = _nearest(a.yMinimum(), a.yMaximum(), b.yMinimum(), b.yMaximum())
    return QgsPointXY(ax, ay), QgsPointXY(bx, by)


def _nearest(a_low: float, a_high: float, b_low: float, b_high: float) -> tuple[float, float]:
    """The nearest coordinates of two intervals; the same one twice where they overlap."""
    if a_high < b_low:
        return a_high, b_low
    if b_high < a_low:
        return a_low, b_high
    middle = (max(a_low, b_low) + min(a_high, b_high)) / 2
    return middle, middle


def view_shows(view: QgsReferencedRectangle, layers: Iterable[QgsRasterLayer], project: QgsProject) -> bool:
    """Whether the map view shows ground of every one of the layers; where PROJ cannot say, it is taken to."""
    gaps = [_gap_m(view, view.crs(), layer.extent(), layer.crs(), project) for layer in layers]
    return not any(gaps)
