"""What a correction has added to the project and to the disk, so that one click takes all of it back.

A file is removed only if this correction made it and nothing else needs it: the user had no file of that name before,
it is unchanged, no other layer reads it, and the saved project does not show it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import unquote

from osgeo import gdal
from qgis.core import QgsLayerTreeNode, QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.PyQt import sip

from ..i18n import tr
from .corrected_layer import layers_of_file, local_file
from .match_group import MOVING_PROPERTY, REFERENCE_PROPERTY, match_groups

# What GDAL and QGIS write beside a raster; without the raster it is of no use.
_COMPANIONS = (".aux.xml", ".ovr", ".msk")


@dataclass(frozen=True)
class WrittenFile:
    """A file that a correction has written.

    Attributes:
        layer_id: the layer that was added for it; "" if a layer of the user's showed a file of that name already.
        was_there: whether the user had a file of that name before.
        state: what tells whether the file has changed since.
        companions: files beside it that were there before.
        saved: whether a project that shows it was saved.
    """

    path: str
    layer_id: str
    was_there: bool
    state: tuple[int, int]
    companions: frozenset[str] = frozenset()
    saved: bool = False

    @property
    def is_unchanged(self) -> bool:
        return _state(self.path) == self.state


@dataclass
class Correction:
    """A correction by the match in `match_dir`: its files, and what its layers have switched (in exclusive groups)."""

    match_dir: str
    files: list[WrittenFile] = field(default_factory=list)
    switched: list[tuple[QgsLayerTreeNode, bool]] = field(default_factory=list)  # with how it was before


class Before:
    """The project and the files `paths` before a correction writes them; `earlier` are the corrections so far."""

    def __init__(self, paths: Iterable[str], project: QgsProject, earlier: Iterable[Correction] = ()) -> None:
        self._earlier = list(earlier)
        paths = [os.path.abspath(path) for path in paths]
        made = {file.path: file for one in self._earlier for file in one.files if file.is_unchanged}
        self._made = {path: made[path] for path in paths if path in made}
        self._missing = {path for path in paths if not os.path.lexists(path)}
        self._companions = {path: frozenset(one for one in _beside(path) if os.path.exists(one)) for path in paths}
        self._nodes = [(node, node.itemVisibilityChecked()) for node in _nodes(project)]

    def correction(self, match_dir: str, paths: Sequence[str], layer_ids: Sequence[str]) -> Correction:
        """What was done: the files that were written, with the layers that were added for them or "".

        Files of earlier corrections that it has replaced are no longer theirs.
        """
        files = []
        for path, layer_id in zip(map(os.path.abspath, paths), layer_ids):
            new = WrittenFile(
                path, layer_id, path not in self._missing, (0, 0), self._companions.get(path, frozenset())
            )
            made = self._made.get(path, new)
            files.append(replace(made, layer_id=layer_id or made.layer_id, state=_state(path)))
        for one in self._earlier:
            one.files = [file for file in one.files if file.path not in {new.path for new in files}]
        switched = [
            (node, was) for node, was in self._nodes if not sip.isdeleted(node) and node.itemVisibilityChecked() != was
        ]
        return Correction(match_dir, files, switched)


def note_saved(corrections: Iterable[Correction], project: QgsProject) -> None:
    """Note that the project was saved: from now on it needs the files that it shows."""
    for one in corrections:
        one.files = [replace(file, saved=file.saved or bool(layers_of_file(file.path, project))) for file in one.files]


def take_back(correction: Correction, project: QgsProject) -> list[str]:
    """Remove the layers and the files of a correction; returns a sentence on everything that had to stay."""
    kept = []
    for file in correction.files:
        for layer in layers_of_file(file.path, project):
            if layer.id() == file.layer_id and not _is_matched(file.layer_id, project):
                project.removeMapLayer(file.layer_id)
        name, why = Path(file.path).name, _why_kept(file, project)
        if why:
            kept.append(why.format(file=name))
            continue
        try:
            _remove(file)
        except OSError as error:  # on Windows another program may have it open
            text = tr("“{file}” could not be removed: {reason}.")
            kept.append(text.format(file=name, reason=error.strerror or error))
    for node, was in correction.switched:
        if not sip.isdeleted(node) and node.itemVisibilityChecked() != was:
            node.setItemVisibilityChecked(was)
    return kept


def _why_kept(file: WrittenFile, project: QgsProject) -> str:
    """A sentence on why a file stays, "" if it need not."""
    if not os.path.exists(file.path):
        return ""
    if file.was_there:
        return tr("“{file}” stays: there was a file of that name before, whose content was replaced.")
    if not file.is_unchanged:
        return tr("“{file}” stays, because it was changed after it was written.")
    if _is_matched(file.layer_id, project):
        return tr("“{file}” stays with its layer, because a later match is of it.")
    if layers_of_file(file.path, project) or any(_reads(layer, file.path) for layer in project.mapLayers().values()):
        return tr("“{file}” stays, because another layer reads it.")
    if file.saved:
        return tr("“{file}” stays, because the project was saved with it.")
    return ""


def _remove(file: WrittenFile) -> None:
    """Remove a file and what was written beside it.

    Raises:
        OSError: the file could not be removed.
    """
    Path(file.path).unlink(missing_ok=True)
    for path in _beside(file.path):
        if path not in file.companions:
            with suppress(OSError):
                Path(path).unlink(missing_ok=True)


def _is_matched(layer_id: str, project: QgsProject) -> bool:
    properties = (MOVING_PROPERTY, REFERENCE_PROPERTY)
    return any(group.customProperty(name) == layer_id for group in match_groups(project) for name in properties)


def _reads(layer: QgsMapLayer, path: str) -> bool:
    """Whether a layer that is made of other files, such as a VRT or a raster calculation, reads the file `path`."""
    file = local_file(layer) if isinstance(layer, QgsRasterLayer) else ""
    if not file.lower().endswith(".vrt"):
        return path in unquote(unquote(layer.source()))  # calculations encode their layers twice
    try:
        dataset = gdal.OpenEx(file, gdal.OF_RASTER)
    except RuntimeError:  # GDAL raises exceptions if another plugin wants it
        return False
    parts = (dataset.GetFileList() or []) if dataset is not None else []
    return any(os.path.exists(part) and os.path.samefile(part, path) for part in parts)


def _beside(path: str) -> list[str]:
    return [path + suffix for suffix in _COMPANIONS]


def _state(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def _nodes(project: QgsProject) -> list[QgsLayerTreeNode]:
    root = project.layerTreeRoot()
    return [*root.findLayers(), *root.findGroups(True)]
