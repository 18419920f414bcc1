"""Matches, refits, corrects and manages models in synchronous calls for any thread: QgsTask and Processing use them.
Fine-tuning is in `finetune`.

The inputs are captured from layers in the main thread first; nothing here touches a layer or a widget.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ..engine_files import protocol
from ..i18n import tr
from ..project.layer_files import LayerFile
from ..project.mask_files import MaskFile
from ..worker.client import IsCancelled, OnEvent, get_client, new_id

Data = TypeVar("Data")
# A request that changes or exports a model.
ModelChange = protocol.Request[protocol.ModelNameData]


@dataclass(frozen=True)
class Ground:
    """On which ground layers are matched: outside `masks`, and inside `cutline` if there is one."""

    masks: tuple[MaskFile, ...] = ()
    cutline: MaskFile | None = None

    def remove(self) -> None:
        """Remove what was exported."""
        for mask in (*self.masks, *(() if self.cutline is None else (self.cutline,))):
            mask.remove()


# All of the ground.
ALL_GROUND = Ground()


@dataclass(frozen=True)
class MatchInputs:
    """One match: the request to the engine, and the captured layers that it is about."""

    request: protocol.MatchRequest
    sar: LayerFile
    optical: LayerFile
    ground: Ground = ALL_GROUND

    @classmethod
    def of(cls, request: protocol.MatchRequest, sar: LayerFile, optical: LayerFile, ground: Ground) -> MatchInputs:
        """Complete `request`, which has the user's settings, with what is known about the layers and the ground."""
        request = replace(
            request,
            sar=sar.path,
            optical=optical.path,
            sar_crs=sar.crs,
            optical_crs=optical.crs,
            sar_name=sar.name,
            optical_name=optical.name,
            masks=tuple(mask.path for mask in ground.masks),
            cutline="" if ground.cutline is None else ground.cutline.path,
        )
        return cls(request, sar, optical, ground)


@dataclass(frozen=True)
class CorrectManyInputs:
    """One correction of many layers: the request to the engine, and the captured layers that it is about."""

    request: protocol.CorrectManyRequest
    rasters: tuple[LayerFile, ...]

    @classmethod
    def of(cls, request: protocol.CorrectManyRequest, rasters: Sequence[LayerFile]) -> CorrectManyInputs:
        """Complete `request`, which has the user's settings, with what is known about the layers."""
        rows = [[raster.path, raster.crs, raster.name] for raster in rasters]
        return cls(replace(request, rasters=rows), tuple(rasters))


@dataclass(frozen=True)
class CorrectInputs:
    """One correction: the request to the engine, and the captured layer that it is about.

    `further` are layers that are corrected by the same match; None if there are none.
    """

    request: protocol.CorrectRequest
    raster: LayerFile
    further: CorrectManyInputs | None = None

    @classmethod
    def of(
        cls, request: protocol.CorrectRequest, raster: LayerFile, further: CorrectManyInputs | None = None
    ) -> CorrectInputs:
        """Complete `request`, which has the user's settings, with what is known about the layer."""
        request = replace(request, raster=raster.path, raster_crs=raster.crs, raster_name=raster.name)
        return cls(request, raster, further)


class Corrected(protocol.CorrectData):
    """What was written, and what was written of the further layers, in their order."""

    further: list[protocol.CorrectData]


class ModelsListed(protocol.ModelsData):
    """All models, and the new name of the model that was changed; "" if none was."""

    name: str


def run_match(inputs: MatchInputs, on_event: OnEvent, is_cancelled: IsCancelled) -> protocol.MatchData:
    """Export the layers that are not files, and match; the exported files are removed afterwards.

    Raises:
        WorkerFailure: the call failed; its code is "cancelled" if `is_cancelled` became true.
    """
    try:
        for layer in (inputs.sar, inputs.optical):
            prepare(layer, inputs.request.id, on_event, is_cancelled)
        return get_client().run(inputs.request, on_event, is_cancelled).data
    finally:
        inputs.sar.remove()
        inputs.optical.remove()
        inputs.ground.remove()


def run_correct(inputs: CorrectInputs, on_event: OnEvent, is_cancelled: IsCancelled) -> Corrected:
    """Export the layer if it is not a file, and write the corrected raster, after those of the further layers.

    Raises:
        WorkerFailure: the call failed; its code is "cancelled" if `is_cancelled` became true.
    """
    further = [] if inputs.further is None else run_correct_many(inputs.further, on_event, is_cancelled)["corrections"]
    try:
        prepare(inputs.raster, inputs.request.id, on_event, is_cancelled)
        return {**get_client().run(inputs.request, on_event, is_cancelled).data, "further": further}
    finally:
        inputs.raster.remove()


def run_correct_many(
    inputs: CorrectManyInputs, on_event: OnEvent, is_cancelled: IsCancelled
) -> protocol.CorrectManyData:
    """Export the layers that are not files, and write the corrected rasters.

    Raises:
        WorkerFailure: the call failed; its code is "cancelled" if `is_cancelled` became true.
    """
    try:
        for raster in inputs.rasters:
            prepare(raster, inputs.request.id, on_event, is_cancelled)
        return get_client().run(inputs.request, on_event, is_cancelled).data
    finally:
        for raster in inputs.rasters:
            raster.remove()


def run_request(request: protocol.Request[Data], on_event: OnEvent, is_cancelled: IsCancelled) -> Data:
    """Let the worker do what a request asks for that needs no layer.

    Raises:
        WorkerFailure: the call failed; its code is "cancelled" if `is_cancelled` became true.
    """
    return get_client().run(request, on_event, is_cancelled).data


def run_models(change: ModelChange | None, on_event: OnEvent, is_cancelled: IsCancelled) -> ModelsListed:
    """Carry out `change`, if there is one, and list the models.

    Raises:
        WorkerFailure: the call failed; its code is "cancelled" if `is_cancelled` became true.
    """
    client = get_client()
    name = "" if change is None else client.run(change, on_event, is_cancelled).data["name"]
    listing = client.run(protocol.ModelsRequest(new_id()), on_event, is_cancelled).data
    return {**listing, "name": name}


def prepare(layer: LayerFile, request_id: str, on_event: OnEvent, is_cancelled: IsCancelled) -> None:
    """Export `layer` to a file if it is not a file yet, and report that.

    Raises:
        WorkerFailure: the layer cannot be exported, or the work was cancelled.
    """
    if layer.temporary:
        text = tr("Exporting “{name}” to a temporary file").format(name=layer.name)
        on_event(protocol.Progress(request_id, "reading", 0.0, text))
        if layer.note:
            on_event(protocol.Warning(request_id, "export_resolution", layer.note))
    missing = layer.prepare(is_cancelled)
    if missing:
        on_event(protocol.Warning(request_id, "export_gaps", missing))
