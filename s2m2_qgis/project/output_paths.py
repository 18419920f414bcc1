"""Paths of results: the folder of a match, and the file of a corrected raster. Uses no QGIS objects."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from ..engine_files import names

RESULTS_FOLDER = "s2m2_results"

# Windows forbids these characters in file names. A name that is valid on Windows is valid everywhere.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def safe_name(name: str, longest: int = 50) -> str:
    """Convert a layer's name to a part of a file name: forbidden characters are replaced, all letters are kept."""
    return _FORBIDDEN.sub("_", name)[:longest].strip(" .") or "layer"


def results_root(setting: str, raster: str, profile: Path) -> Path:
    """Return the folder for match folders: the user's choice, or else one beside the moving raster.

    Args:
        setting: the folder of the user's choice; "" for none.
        raster: the moving layer's local file; "" if it has none (a web layer, a file inside an archive).
        profile: the plugin's folder in the QGIS profile, which is used where nothing can be written beside the raster.
    """
    if setting:
        return Path(setting)
    beside = Path(raster).parent if raster else None
    if beside is not None and beside.name != RESULTS_FOLDER:  # a mosaic lies in it already
        beside = beside / RESULTS_FOLDER
    return beside if beside is not None and _is_writable(beside) else profile / RESULTS_FOLDER


def _is_writable(folder: Path) -> bool:
    """Whether files can be written into a folder or, if it does not exist, into the folder that it will lie in."""
    try:
        with tempfile.TemporaryFile(dir=folder if folder.exists() else folder.parent):
            return True
    except OSError:  # asking for permissions is not enough: they do not know of read-only disks and shared folders
        return False


def match_folder(root: Path, moving_name: str, reference_name: str) -> Path:
    """Return a folder that does not exist yet. Every match gets its own, so that open files are never replaced."""
    return free_path(root / f"{safe_name(moving_name)} to {safe_name(reference_name)}")


def free_path(wanted: Path, suffix: str = "") -> Path:
    """Return `wanted` with a suffix, or with the first number before it that makes it a path that does not exist."""
    path, number = wanted.with_name(f"{wanted.name}{suffix}"), 2
    while path.exists():
        path, number = wanted.with_name(f"{wanted.name} {number}{suffix}"), number + 1
    return path


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
