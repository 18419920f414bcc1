"""Fine-tuning as a synchronous call for any thread: its QgsTask and Processing both end here.

Layers are captured beforehand, in the main thread; nothing here touches a layer or a widget.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from osgeo import gdal

from ..engine_files import protocol
from ..i18n import tr
from ..project.layer_files import LayerFile
from ..worker.client import TUNING, get_client
from ..worker.failures import WorkerFailure
from .calls import IsCancelled, OnEvent, prepare

# The code of a failure of a run that did not begin, since the user had better be asked first.
ASK_FIRST = "ask_first"


@dataclass(frozen=True)
class Scene:
    """A layer to learn from. The engine takes paths alone, so that a CRS that the user set, or changed, in QGIS is
    given by a virtual raster that is written to `vrt`; "" where the file's own is right."""

    layer: LayerFile
    vrt: str = ""

    @property
    def path(self) -> str:
        """What the engine reads."""
        return self.vrt or self.layer.path


@dataclass(frozen=True)
class FineTuneInputs:
    """One fine-tuning: pairs of captured SAR and optical layers, and what the user set.

    Everything is written to the folder `out`, exported layers, too: they stay there for a run that goes on later.
    `resume` goes on in it. `name` is that of the new model, `minutes` those of training, `search_radius` metres on the
    ground. `heed_warnings`: what the engine has to say before it begins ends the run, with the code ASK_FIRST.
    `matches`: the folders of the pairs' matches, "" where there is none; empty if there are none at all.
    """

    pairs: tuple[tuple[Scene, Scene], ...]
    out: str
    name: str
    model: str
    minutes: float
    search_radius: float | None = None
    resume: bool = False
    heed_warnings: bool = False
    matches: tuple[str, ...] = ()


def run_finetune(inputs: FineTuneInputs, on_event: OnEvent, is_cancelled: IsCancelled) -> dict[str, Any]:
    """Export what is no file, tune, and return what finetune.json holds, and "out".

    Raises:
        WorkerFailure: what went wrong; code "cancelled" when `is_cancelled` became true. A run that has begun can go
            on either way.
    """
    request_id = uuid.uuid4().hex
    scenes = [scene for pair in inputs.pairs for scene in pair]
    to_export = [scene.layer for scene in scenes if not Path(scene.layer.path).exists()]  # else by an earlier call
    _check(inputs, to_export, on_event, is_cancelled)
    for layer in to_export:
        prepare(layer, request_id, on_event, is_cancelled)
    for scene in scenes:
        if scene.vrt:
            _write_vrt(scene.layer, Path(scene.vrt))
    request = protocol.FineTuneRequest(
        id=request_id,
        pairs=[
            [sar.path, optical.path, match] if match else [sar.path, optical.path]
            for (sar, optical), match in zip_longest(inputs.pairs, inputs.matches, fillvalue="")
        ],
        out=inputs.out,
        name=inputs.name,
        model=inputs.model,
        minutes=inputs.minutes,
        search_radius=inputs.search_radius,
        resume=inputs.resume,
    )
    data: dict[str, Any] = get_client(TUNING).run(request, on_event, is_cancelled).data
    return data


def _check(
    inputs: FineTuneInputs, to_export: Sequence[LayerFile], on_event: OnEvent, is_cancelled: IsCancelled
) -> None:
    """Ask the engine whether disk and memory will do, before layers are exported for it.

    Raises:
        WorkerFailure: they will not; ASK_FIRST if they may, and warnings are to be heeded.
    """
    request = protocol.CheckFineTuneRequest(
        id=uuid.uuid4().hex,
        pairs=[[sar.path, optical.path] for sar, optical in inputs.pairs],
        out=inputs.out,
        name=inputs.name,
        model=inputs.model,
        minutes=inputs.minutes,
        to_export=sum(layer.export.size for layer in to_export if layer.export is not None),
    )
    on_event(protocol.Progress(request.id, "starting", 0.0, tr("Looking at disk and memory")))
    warnings = get_client(TUNING).run(request, on_event, is_cancelled).data["warnings"]
    if warnings and inputs.heed_warnings:
        raise WorkerFailure(ASK_FIRST, " ".join(warnings))


def _write_vrt(layer: LayerFile, path: Path) -> None:
    written, reason = None, ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        source = gdal.Open(layer.path)
        if source is not None:
            written = gdal.Translate(str(path), source, format="VRT", outputSRS=layer.crs)
        reason = gdal.GetLastErrorMsg()
    except (OSError, RuntimeError) as error:  # GDAL's exceptions are on in some versions of QGIS, off in others
        reason = str(error)
    if written is None:
        message = tr("“{name}” cannot be given its coordinate reference system: {reason}.")
        hint = tr("Export the layer to a file with that coordinate reference system.")
        raise WorkerFailure("export_failed", message.format(name=layer.name, reason=reason.rstrip(".")), hint, 2)
