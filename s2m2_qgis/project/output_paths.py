"""Paths of results: the folder of a match, and the file of a corrected raster. Uses no QGIS objects."""

from __future__ import annotations

import os
import re
from pathlib import Path

from ..engine_files import names

RESULTS_FOLDER = "s2m2_results"

# Windows forbids these characters in file names. A name that is valid on Windows is valid everywhere.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def safe_name(name: str, longest: int = 50) -> str:
    """Convert a layer's name to a part of a file name: forbidden characters are replaced, all letters are kept."""
    return _FORBIDDEN.sub("_", name)[:longest].strip(" .") or "layer"


def results_root(setting: str, project_home: str, temporary: str) -> Path:
    """Return the folder for match folders: in the user's setting, in the project's folder, or in a temporary folder."""
    if setting:
        return Path(setting)
    return Path(project_home or temporary) / RESULTS_FOLDER


def match_folder(root: Path, moving_name: str, reference_name: str) -> Path:
    """Return a folder that does not exist yet. Every match gets its own, so that open files are never replaced."""
    stem = f"{safe_name(moving_name)} to {safe_name(reference_name)}"
    folder, number = root / stem, 2
    while folder.exists():
        folder, number = root / f"{stem} {number}", number + 1
    return folder


def corrected_file(raster: str, layer_name: str, match_dir: Path) -> Path:
    """Return the default target: next to the moving raster, or in the match's folder if that is not writable.

    Args:
        raster: the moving layer's local file; "" if it has none (a web layer, a file inside an archive).
        layer_name: name for the target if there is no local file.
        match_dir: folder of the match.
    """
    if raster:
        path = Path(raster)
        if os.access(path.parent, os.W_OK):
            return path.with_name(f"{path.stem}{names.CORRECTED_SUFFIX}.tif")
        return match_dir / f"{path.stem}{names.CORRECTED_SUFFIX}.tif"
    return match_dir / f"{safe_name(layer_name)}{names.CORRECTED_SUFFIX}.tif"


def with_tif_suffix(path: str) -> str:
    """Add the suffix of a GeoTIFF to a path if it is missing; an empty path stays empty."""
    if not path or path.lower().endswith((".tif", ".tiff")):
        return path
    return f"{path}.tif"
