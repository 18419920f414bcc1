"""Match, correct and the care of models as synchronous calls for any thread: QgsTask and Processing both end here.
Fine-tuning is in `finetune_job`.

Inputs are captured from layers beforehand, in the main thread; nothing here touches a layer or a widget.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, Callable

from ..engine_files import protocol
from ..i18n import tr
from ..project.layer_files import LayerFile
from ..settings import DEFAULT_MODEL
from ..worker.client import get_client

OnEvent = Callable[[Any], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True)
class MatchInputs:
    """One match: captured layers, the folder for the results, and what the user set.

    `moving` is "sar" or "optical"; `search_radius` metres on the ground and `spacing` pixels of the common grid (None:
    automatic); `bbox` (xmin, ymin, xmax, ymax) in the moving layer's CRS.
    """

    sar: LayerFile
    optical: LayerFile
    out: str
    moving: str = "sar"
    search_radius: float | None = None
    spacing: int | None = None
    model: str = DEFAULT_MODEL
    bbox: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class CorrectInputs:
    """One correction: the folder of a match, the captured raster, and the GeoTIFF to write."""

    match_dir: str
    raster: LayerFile
    out: str
    method: str = "auto"
    force: bool = False


def run_match(inputs: MatchInputs, on_event: OnEvent, is_cancelled: IsCancelled) -> dict[str, Any]:
    """Export the layers that are not files, match, and return what result.json holds, and "out".

    Raises:
        WorkerFailure: what went wrong; code "cancelled" when `is_cancelled` became true.
    """
    request_id = uuid.uuid4().hex
    try:
        for layer in (inputs.sar, inputs.optical):
            prepare(layer, request_id, on_event, is_cancelled)
        request = protocol.MatchRequest(
            id=request_id,
            sar=inputs.sar.path,
            optical=inputs.optical.path,
            out=inputs.out,
            moving=inputs.moving,
            search_radius=inputs.search_radius,
            spacing=inputs.spacing,
            model=inputs.model,
            bbox=inputs.bbox,
            sar_crs=inputs.sar.crs,
            optical_crs=inputs.optical.crs,
            sar_name=inputs.sar.name,
            optical_name=inputs.optical.name,
        )
        return get_client().run(request, on_event, is_cancelled).data
    finally:
        inputs.sar.remove()
        inputs.optical.remove()


def run_correct(inputs: CorrectInputs, on_event: OnEvent, is_cancelled: IsCancelled) -> dict[str, Any]:
    """Write the corrected raster and return {"path", "method", "resampled"}.

    Raises:
        WorkerFailure: what went wrong; code "cancelled" when `is_cancelled` became true.
    """
    request_id = uuid.uuid4().hex
    try:
        prepare(inputs.raster, request_id, on_event, is_cancelled)
        request = protocol.CorrectRequest(
            id=request_id,
            match_dir=inputs.match_dir,
            raster=inputs.raster.path,
            out=inputs.out,
            method=inputs.method,
            force=inputs.force,
            raster_crs=inputs.raster.crs,
            raster_name=inputs.raster.name,
        )
        return get_client().run(request, on_event, is_cancelled).data
    finally:
        inputs.raster.remove()


def run_models(change: Any | None, on_event: OnEvent, is_cancelled: IsCancelled) -> dict[str, Any]:
    """Carry out `change`, a request that changes or exports a model, and list the models.

    Returns:
        {"models", "damaged"} as the protocol's ModelsRequest has it, and "name", what the changed model is now called.

    Raises:
        WorkerFailure: what went wrong; code "cancelled" when `is_cancelled` became true.
    """
    client = get_client()
    name = "" if change is None else client.run(change, on_event, is_cancelled).data["name"]
    listing = client.run(protocol.ModelsRequest(id=uuid.uuid4().hex), on_event, is_cancelled).data
    return {**listing, "name": name}


def prepare(layer: LayerFile, request_id: str, on_event: OnEvent, is_cancelled: IsCancelled) -> None:
    """Export `layer` to its file if it is none, and say so.

    Raises:
        WorkerFailure: it cannot be exported, or the work was cancelled.
    """
    if layer.temporary:
        text = tr("Exporting “{name}” to a temporary file").format(name=layer.name)
        on_event(protocol.Progress(request_id, "reading", 0.0, text))
        if layer.note:
            on_event(protocol.Warning(request_id, "export_resolution", layer.note))
    layer.prepare(is_cancelled)
