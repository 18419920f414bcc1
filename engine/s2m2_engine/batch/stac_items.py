"""Writes a STAC Item beside a corrected raster: where it lies now, and what it was corrected by."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np
import rasterio

from ..files import partial_file
from ..scene.raster.geodesy import point_transformer
from ..scene.raster.raster import apply_affine
from ..scene.results.result import MatchResult
from ..version import __version__
from .pair import Pair

_EXTENSIONS = [
    "https://stac-extensions.github.io/projection/v2.0.0/schema.json",
    "https://stac-extensions.github.io/processing/v1.2.0/schema.json",
]


def write_item(raster: Path, source: str, pair: Pair, result: MatchResult) -> Path | None:
    """Write NAME.json beside the corrected raster NAME.tif, and return its path.

    A pair without a date gets no item, since STAC demands one: None.

    Args:
        source: the raster that was corrected.
    """
    if not pair.datetime:
        return None
    path = raster.with_suffix(".json")
    with partial_file(path) as partial:
        partial.write_text(json.dumps(_item(raster, source, pair, result), indent=2) + "\n", encoding="utf-8")
    return path


def _item(raster: Path, source: str, pair: Pair, result: MatchResult) -> dict[str, Any]:
    with rasterio.open(raster) as dataset:
        transform, shape, crs = dataset.transform, dataset.shape, dataset.crs
        corners = np.array([(0, dataset.height), (dataset.width, dataset.height), (dataset.width, 0), (0, 0)])
    on_map = apply_affine(transform, np.vstack([corners, corners[:1]]).astype(np.float64))
    ring = point_transformer(crs, "OGC:CRS84")(on_map)
    authority = crs.to_authority()
    code = {"proj:code": ":".join(authority)} if authority else {"proj:code": None, "proj:wkt2": crs.to_wkt()}
    return {
        "type": "Feature",
        "stac_version": "1.1.0",
        "stac_extensions": _EXTENSIONS,
        "id": raster.stem,
        "geometry": {"type": "Polygon", "coordinates": [ring.tolist()]},
        "bbox": [*ring.min(axis=0).tolist(), *ring.max(axis=0).tolist()],
        "properties": {
            "datetime": pair.datetime,
            **code,
            "proj:shape": list(shape),
            "proj:transform": list(transform)[:6],
            "processing:software": {"s2m2-engine": __version__},
            "s2m2:match": result.id,
            "s2m2:reference": result.reference.path,
            "s2m2:transform": result.transform.kind,
            "s2m2:shift_m": [round(result.shift.dx_m, 3), round(result.shift.dy_m, 3)],
            "s2m2:ce90_m": round(result.accuracy.ce90_m, 3) if np.isfinite(result.accuracy.ce90_m) else None,
            "s2m2:model": result.model.name,
            "s2m2:model_sha256": result.model.sha256,
        },
        "links": [{"rel": "derived_from", "href": _href(source, raster.parent)}],
        "assets": {
            "data": {
                "href": f"./{raster.name}",
                "type": "image/tiff; application=geotiff",
                "roles": ["data"],
            }
        },
    }


def _href(source: str, folder: Path) -> str:
    """A local file as a relative path, if it lies on the same disk; another name as it is."""
    try:
        return Path(os.path.relpath(source, folder)).as_posix() if os.path.exists(source) else source
    except ValueError:
        return source
