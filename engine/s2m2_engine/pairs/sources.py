"""Lists the pairs that the `[[data]]` tables of a configuration describe."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path

from ..errors import InputError
from .file_pairs import FilePair
from .folders import ALIGNED, list_folders, read_offsets
from .image_pairs import ImagePair, dataset
from .manifests import LABELLED, UNLABELLED, Manifest, read_manifest
from .qxs import qxs_manifest
from .scene_pairs import ScenePair
from .sen12 import sen12_manifest
from .settings import DataSettings
from .training_pairs import PairImages, TrainingPair, label_share


def training_pairs(sets: Sequence[DataSettings], seed: int) -> list[TrainingPair]:
    """List all pairs of several data sets, including unlabelled pairs.

    Raises:
        InputError: a data set is missing, does not have the expected layout, or has no pair left.
    """
    pairs: list[TrainingPair] = []
    for settings in sets:
        found = [pair for pair in _list(settings) if _wanted(pair.images.scene, settings)]
        if not found:
            raise InputError(
                "no_data",
                f"The keys scenes and without_scenes leave no pair of the data set {_title(settings)}.",
                f"Its scenes have names like {_example(settings)}.",
            )
        pairs.extend(label_share(found, settings.labels, seed) if settings.labels < 1 else found)
    return pairs


def _list(settings: DataSettings) -> list[TrainingPair]:
    root = settings.root or Path()
    if settings.kind == "scenes":
        return _scene_pairs(settings)
    if settings.kind in ("sen12", "qxs", "manifest"):
        return _from_manifest(_manifest(settings, root), settings, root)
    if settings.kind == "shared":
        return _labelled(dataset(settings.name, root), root, settings)
    assert settings.sar is not None
    assert settings.optical is not None
    name = settings.name or settings.sar.parent.name
    pairs = list_folders(
        settings.sar,
        settings.optical,
        name,
        settings.block,
        settings.offsets,
        settings.agreement,
        settings.sar_nodata,
    )
    return _labelled(pairs, settings.sar.parent, settings)


def _labelled(pairs: Iterable[ImagePair], root: Path, settings: DataSettings) -> list[TrainingPair]:
    return [TrainingPair(FilePair(pair, root), True, settings.cuts) for pair in pairs]


def _manifest(settings: DataSettings, root: Path) -> Manifest:
    if settings.kind == "sen12":
        return sen12_manifest(root, settings.split)
    if settings.kind == "qxs":
        return qxs_manifest(root, settings.split)
    return read_manifest(root / settings.name, root, settings.sar_nodata)


def _from_manifest(manifest: Manifest, settings: DataSettings, root: Path) -> list[TrainingPair]:
    parts = [settings.part] if settings.part else [part for part in (LABELLED, UNLABELLED) if manifest.parts.get(part)]
    return [
        TrainingPair(FilePair(pair, root), part != UNLABELLED, settings.cuts)
        for part in parts
        for pair in manifest.part(part)
    ]


def _scene_pairs(settings: DataSettings) -> list[TrainingPair]:
    displacements = None if settings.offsets is None else read_offsets(settings.offsets, settings.agreement)
    pairs = []
    for sar, optical in settings.pairs:
        displacement = ALIGNED if displacements is None else displacements.get(sar.stem)
        # A pair without a known displacement is still useful as an unlabelled pair.
        images: PairImages = ScenePair(sar, optical, displacement or ALIGNED)
        pairs.append(TrainingPair(images, displacement is not None, settings.cuts))
    return pairs


def _wanted(scene: str, settings: DataSettings) -> bool:
    name = scene.partition(":")[2]
    kept = not settings.scenes or any(fnmatchcase(name, pattern) for pattern in settings.scenes)
    return kept and not any(fnmatchcase(name, pattern) for pattern in settings.without_scenes)


def _title(settings: DataSettings) -> str:
    return f"{settings.kind} ({settings.name or settings.root or settings.sar})"


def _example(settings: DataSettings) -> str:
    names = sorted({pair.images.scene.partition(":")[2] for pair in _list(settings)})
    return ", ".join(names[:5])
