"""Keeps results where a project that is saved finds them again: out of temporary folders, by relative paths."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    QgsDataProvider,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProcessingUtils,
    QgsProject,
    QgsProviderRegistry,
)

from ..i18n import tr
from .match_group import PAIR_PROPERTY, folder_of_group, match_groups, remember_folder
from .matches import match_of_group
from .output_paths import free_path


def keep_results(project: QgsProject, root_of: Callable[[str], Path]) -> dict[str, str]:
    """Move results out of temporary folders, and note all folders anew, because the project will lie elsewhere.

    Call this when the project has its file name and before its layers are written.

    Args:
        root_of: the folder for match folders, from the path of the moving raster.

    Returns:
        The new folders by the old ones.

    Raises:
        ValueError: results could not be moved; the text says which and why. They stay where they are.
    """
    moved: dict[str, str] = {}
    for group in match_groups(project):
        folder = folder_of_group(group, project)
        if folder is None:
            continue
        if _is_temporary(folder) and folder.is_dir():
            new = _move(group, folder, project, root_of)
            moved[str(folder)] = str(new)
            folder = new
        remember_folder(group, folder, project)
    return moved


def _is_temporary(folder: Path) -> bool:
    return Path(QgsProcessingUtils.tempFolder()).resolve() in folder.resolve().parents


def _move(group: QgsLayerTreeGroup, folder: Path, project: QgsProject, root_of: Callable[[str], Path]) -> Path:
    match = match_of_group(group, project)
    moving = next(info for info in match.result["inputs"] if info["role"] == match.result["moving"])
    new = free_path(root_of(moving["path"]) / folder.name)
    layers = [node.layer() for node in group.findLayers()]
    sources = {layer: layer.source() for layer in layers if layer is not None and layer.customProperty(PAIR_PROPERTY)}
    for layer in sources:
        _set_source(layer, "")  # an open GeoPackage may keep changes in a file beside it
    try:
        shutil.copytree(folder, new)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        new = folder
        text = tr("The results in “{folder}” could not be moved and will be lost when QGIS is closed: {reason}.")
        raise ValueError(text.format(folder=folder, reason=error.strerror or error)) from None
    finally:
        for layer, source in sources.items():
            path = QgsProviderRegistry.instance().decodeUri(layer.providerType(), source)["path"]
            _set_source(layer, source.replace(path, str(new / Path(path).name), 1))
    shutil.rmtree(folder, ignore_errors=True)
    return new


def _set_source(layer: QgsMapLayer, source: str) -> None:
    layer.setDataSource(source, layer.name(), layer.providerType(), QgsDataProvider.ProviderOptions(), False)
