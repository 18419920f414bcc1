"""Carries out one request of the plugin; the same functions that the command line calls."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union, get_args

from ..progress import Reporter
from .protocol import (
    CheckFineTuneRequest,
    CorrectRequest,
    DoctorRequest,
    ExportModelRequest,
    FineTuneRequest,
    ImportModelRequest,
    MatchRequest,
    Message,
    ModelsRequest,
    NoteModelRequest,
    RemoveModelRequest,
    RenameModelRequest,
)

if TYPE_CHECKING:
    from ..finetuning.settings import FineTuneSettings
    from ..model.registry import KeptMatcher

ModelChange = Union[ImportModelRequest, ExportModelRequest, RenameModelRequest, NoteModelRequest, RemoveModelRequest]


def run_request(request: Message, reporter: Reporter, kept: KeptMatcher) -> dict[str, Any]:
    """Do what `request` asks and return the data of its Result.

    Args:
        kept: the matcher of the match before, so that the next match with it starts at once.

    Raises:
        S2M2Error: whatever went wrong, in a sentence.
    """
    if isinstance(request, MatchRequest):
        return _match(request, reporter, kept)
    if isinstance(request, CorrectRequest):
        return _correct(request, reporter)
    if isinstance(request, ModelsRequest):
        from ..model.registry import list_damaged, list_models

        return {
            "models": [asdict(model) for model in list_models()],
            "damaged": [asdict(model) for model in list_damaged()],
        }
    if isinstance(request, get_args(ModelChange)):
        return {"name": _change_models(request)}
    if isinstance(request, FineTuneRequest):
        return _finetune(request, reporter)
    if isinstance(request, CheckFineTuneRequest):
        return {"warnings": _check_finetune(request)}
    if isinstance(request, DoctorRequest):
        from ..commands.doctor import examine

        checks = examine()
        return {"checks": [asdict(check) for check in checks], "ok": all(check.ok for check in checks)}
    raise TypeError(f"not a request: {request.type}")


def _match(request: MatchRequest, reporter: Reporter, kept: KeptMatcher) -> dict[str, Any]:
    from ..scene.match import match_scene
    from ..scene.settings import MatchSettings

    settings = MatchSettings(
        sar=request.sar,
        optical=request.optical,
        out=Path(request.out),
        moving=request.moving,
        search_radius=request.search_radius,
        spacing=request.spacing,
        bbox=request.bbox,
        sar_crs=request.sar_crs,
        optical_crs=request.optical_crs,
        sar_name=request.sar_name,
        optical_name=request.optical_name,
    )
    return {
        **match_scene(settings, kept.load(request.model, request.device), reporter).to_json(),
        "out": str(settings.out),
    }


def _correct(request: CorrectRequest, reporter: Reporter) -> dict[str, Any]:
    from ..scene.correct import correct_raster

    correction = correct_raster(
        Path(request.match_dir),
        request.raster,
        Path(request.out),
        request.method,
        request.force,
        request.raster_crs,
        request.raster_name,
        reporter,
    )
    return {"path": str(correction.path), "method": correction.method, "resampled": correction.resampled}


def _change_models(request: ModelChange) -> str:
    """What the model is called afterwards, or was."""
    from ..model import library

    if isinstance(request, ImportModelRequest):
        return library.import_model(Path(request.file), request.name).name
    if isinstance(request, ExportModelRequest):
        library.export_model(request.name, Path(request.out), request.force)
    elif isinstance(request, RenameModelRequest):
        return library.rename_model(request.name, request.new_name).stem
    elif isinstance(request, NoteModelRequest):
        library.set_note(request.name, request.text)
    else:
        library.remove_model(request.name)
    return request.name


def _finetune(request: FineTuneRequest, reporter: Reporter) -> dict[str, Any]:
    from ..finetuning.start import tune

    settings = replace(_finetune_settings(request), search_radius=request.search_radius, seed=request.seed)
    return {**tune(settings, reporter, request.resume).to_json(), "out": str(settings.out)}


def _check_finetune(request: CheckFineTuneRequest) -> list[str]:
    from ..finetuning.start import check

    return check(_finetune_settings(request), request.to_export)


def _finetune_settings(request: FineTuneRequest | CheckFineTuneRequest) -> FineTuneSettings:
    from ..finetuning.settings import FineTuneSettings, ScenePaths

    return FineTuneSettings(
        pairs=tuple(ScenePaths(*pair) for pair in request.pairs),
        out=Path(request.out),
        name=request.name,
        model=request.model,
        minutes=request.minutes,
        device=request.device,
    )
