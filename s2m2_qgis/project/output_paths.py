"""Where results go: the folder of a match, and the file of a corrected raster. No QGIS objects here."""

from __future__ import annotations

import os
import re
from pathlib import Path

RESULTS_FOLDER = "s2m2_results"
CORRECTED_SUFFIX = "_s2m2"

# Windows forbids these in file names; a name that works there works everywhere.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def safe_name(name: str, longest: int = 50) -> str:
    """A layer's name as part of a file name: letters of any script stay, what a file system forbids goes."""
    return _FORBIDDEN.sub("_", name)[:longest].strip(" .") or "layer"


def results_root(setting: str, project_home: str, temporary: str) -> Path:
    """The folder that match folders are made in: the user's setting, else the project's, else a temporary one."""
    if setting:
        return Path(setting)
    return Path(project_home or temporary) / RESULTS_FOLDER


def match_folder(root: Path, moving_name: str, reference_name: str) -> Path:
    """A folder that does not exist yet. Every match gets its own, so that no open file is ever replaced."""
    stem = f"{safe_name(moving_name)} to {safe_name(reference_name)}"
    folder, number = root / stem, 2
    while folder.exists():
        folder, number = root / f"{stem} {number}", number + 1
    return folder


def corrected_file(raster: str, layer_name: str, match_dir: Path) -> Path:
    """The default target: beside the moving raster, or in the match's folder where that is not writable.

    Args:
        raster: the moving layer's local file, empty where it has none (a web layer, a file inside an archive).
        layer_name: names the target where there is no file.
    """
    if raster:
        path = Path(raster)
        if os.access(path.parent, os.W_OK):
            return path.with_name(f"{path.stem}{CORRECTED_SUFFIX}.tif")
        return match_dir / f"{path.stem}{CORRECTED_SUFFIX}.tif"
    return match_dir / f"{safe_name(layer_name)}{CORRECTED_SUFFIX}.tif"


def with_tif_suffix(path: str) -> str:
    """`path` as a GeoTIFF's: the suffix is added where it is missing; nothing stays nothing."""
    if not path or path.lower().endswith((".tif", ".tiff")):
        return path
    return f"{path}.tif"
