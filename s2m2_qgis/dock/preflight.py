"""What a match is about to do, in a line before it starts: where, in which pixels, for how long, in how much memory."""

from __future__ import annotations

import math

from qgis.core import QgsProject, QgsRasterLayer, QgsReferencedRectangle

from .. import settings
from ..engine_files import names
from ..i18n import tr, tr_count
from ..jobs.capture import in_crs
from ..project.export_grid import ground_pixel_m, metres_per_unit

# As the engine spaces tie points: about so many, but not nearer than a quarter of a template of 64 pixels.
_MOST_TIE_POINTS = 1200
_NEAREST_PX = 16
# Peak memory in GB as docs/benchmarks/speed.md has it: of the matcher without a network, and of networks.
_STRUCTURE_GB, _NETWORK_GB = 0.4, 0.8


def preflight_text(
    moving: QgsRasterLayer,
    reference: QgsRasterLayer,
    area: QgsReferencedRectangle | None,
    model: str,
    spacing: int | None,
    project: QgsProject,
) -> str:
    """Describe the match of two layers; "" if their overlap is not known.

    Args:
        area: the area to match; None for the whole overlap.
        spacing: pixels between tie points; None for the engine's choice.
    """
    crs = moving.crs()
    box = moving.extent()
    for other in (QgsReferencedRectangle(reference.extent(), reference.crs()), area):
        here = in_crs(other, crs, project) if other is not None else None
        if here is not None:
            box = box.intersect(here)
    pixels_m = [size for size in map(ground_pixel_m, (moving, reference)) if size]
    if box.isEmpty() or not pixels_m:
        return ""
    east, north = metres_per_unit(crs, box)
    width_m, height_m, pixel_m = box.width() * east, box.height() * north, max(pixels_m)
    memory = _STRUCTURE_GB if model == names.STRUCTURE else _NETWORK_GB
    parts = [
        crs.authid() or tr("a CRS of its own"),
        tr("{width} by {height} km").format(width=_kilometres(width_m), height=_kilometres(height_m)),
        tr("pixels of {size} m").format(size=f"{pixel_m:.3g}"),
        tr("about {memory} GB of memory").format(memory=f"{memory:.1f}"),
    ]
    pace = settings.pace_s(model)
    if pace is not None:
        parts.append(_duration(pace * tie_points(width_m * height_m / pixel_m**2, spacing)))
    return " · ".join(parts)


def tie_points(pixels: float, spacing: int | None) -> int:
    """About how many tie points a match of so many pixels makes."""
    step = spacing or max(_NEAREST_PX, math.sqrt(pixels / _MOST_TIE_POINTS))
    return max(1, round(pixels / step**2))


def _kilometres(metres: float) -> str:
    return f"{metres / 1000:.3g}"


def _duration(seconds: float) -> str:
    if seconds < 90:
        count = max(1, round(seconds))
        return tr_count("about {count} s", count).format(count=count)
    count = round(seconds / 60)
    return tr_count("about {count} min", count).format(count=count)
