"""Fine-tunes a model in a synchronous call for any thread: both its QgsTask and Processing use it.

The layers are captured in the main thread first; nothing here touches a layer or a widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain, repeat
from pathlib import Path

from osgeo import gdal

from ..engine_files import protocol
from ..i18n import tr
from ..project.layer_files import LayerFile
from ..worker.client import TUNING, IsCancelled, OnEvent, get_client, new_id
from ..worker.failures import WorkerFailure
from .calls import prepare

# The code of the failure of a run that did not begin, since the user should be asked first.
ASK_FIRST = "ask_first"


@dataclass(frozen=True)
class Scene:
    """A layer to learn from. The engine takes only paths, so a CRS that the user set or changed in QGIS is passed on by
    a virtual raster that is written to `vrt`; `vrt` is "" if the CRS in the file is right."""

    layer: LayerFile
    vrt: str = ""

    @property
    def path(self) -> str:
        """The path that the engine reads."""
        return self.vrt or self.layer.path


@dataclass(frozen=True)
class FineTuneInputs:
    """One fine-tuning: the request to the engine, and the captured SAR and optical layers that it is about.

    Exported layers are written to the request's folder, too: they stay there for a run that is continued later.
    `heed_warnings`: whether a warning of the engine before it begins ends the run with the code ASK_FIRST.
    """

    request: protocol.FineTuneRequest
    pairs: tuple[tuple[Scene, Scene], ...]
    heed_warnings: bool = False

    @classmethod
    def of(
        cls,
        request: protocol.FineTuneRequest,
        pairs: tuple[tuple[Scene, Scene], ...],
        matches: Sequence[str] = (),
        heed_warnings: bool = False,
    ) -> FineTuneInputs:
        """Complete `request`, which has the user's settings, with the pairs.

        Args:
            matches: the folder of each pair's match, "" if there is none. If there are fewer folders than pairs, the
                last pairs have no match.
        """
        rows = [
            [sar.path, optical.path, match] if match else [sar.path, optical.path]
            for (sar, optical), match in zip(pairs, chain(matches, repeat("")))
        ]
        return cls(replace(request, pairs=rows), pairs, heed_warnings)


def run_finetune(inputs: FineTuneInputs, on_event: OnEvent, is_cancelled: IsCancelled) -> protocol.FineTuneData:
    """Export the layers that are not files, and fine-tune.

    Raises:
        WorkerFailure: the call failed; its code is "cancelled" if `is_cancelled` became true. A run that has begun can
            be continued in both cases.
    """
    scenes = [scene for pair in inputs.pairs for scene in pair]
    # An earlier call may have exported some layers already.
    to_export = [scene.layer for scene in scenes if not Path(scene.layer.path).exists()]
    _check(inputs, to_export, on_event, is_cancelled)
    for layer in to_export:
        prepare(layer, inputs.request.id, on_event, is_cancelled)
    for scene in scenes:
        if scene.vrt:
            _write_vrt(scene.layer, Path(scene.vrt))
    return get_client(TUNING).run(inputs.request, on_event, is_cancelled).data


def _check(
    inputs: FineTuneInputs, to_export: Sequence[LayerFile], on_event: OnEvent, is_cancelled: IsCancelled
) -> None:
    """Ask the engine whether there is enough disk space and memory, before layers are exported for it.

    Raises:
        WorkerFailure: there is not enough; its code is ASK_FIRST if there are only warnings and they are heeded.
    """
    size = sum(layer.export.size for layer in to_export if layer.export is not None)
    request = protocol.CheckFineTuneRequest.of(inputs.request, new_id(), size)
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
    except (OSError, RuntimeError) as error:  # GDAL raises exceptions in some versions of QGIS only
        reason = str(error)
    if written is None:
        message = tr("“{name}” cannot be given its coordinate reference system: {reason}.")
        hint = tr("Export the layer to a file with that coordinate reference system.")
        raise WorkerFailure("export_failed", message.format(name=layer.name, reason=reason.rstrip(".")), hint, 2)
