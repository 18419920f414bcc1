"""Carries out one request of the plugin, by the same functions that the command line calls."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args

from ..progress import Reporter
from ..toml import build, refuse
from .protocol import (
    CheckFineTuneData,
    CheckFineTuneRequest,
    CorrectData,
    CorrectManyData,
    CorrectManyRequest,
    CorrectRequest,
    DoctorData,
    DoctorRequest,
    ExportModelRequest,
    Finding,
    FineTuneData,
    FineTuneRequest,
    ImportModelRequest,
    MatchData,
    MatchRequest,
    Message,
    ModelNameData,
    ModelsData,
    ModelsRequest,
    NoteModelRequest,
    RefitRequest,
    RemoveModelRequest,
    RenameModelRequest,
    Transform,
    TransformData,
    TransformRequest,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from ..finetuning.settings import FineTuneSettings
    from ..model.registry import KeptMatcher

Settings = TypeVar("Settings", bound="DataclassInstance")
ModelChange = Union[ImportModelRequest, ExportModelRequest, RenameModelRequest, NoteModelRequest, RemoveModelRequest]


def run_request(request: Message, reporter: Reporter, kept: KeptMatcher) -> Mapping[str, object]:
    """Do what `request` asks and return the data of its Result.

    Args:
        kept: the matcher of the previous match; a next match with the same model need not load it again.

    Raises:
        S2M2Error: the request failed; the message says why.
    """
    if isinstance(request, MatchRequest):
        return _match(request, reporter, kept)
    if isinstance(request, CorrectRequest):
        return _correct(request, reporter)
    if isinstance(request, CorrectManyRequest):
        return _correct_many(request, reporter)
    if isinstance(request, RefitRequest):
        return _refit(request, reporter)
    if isinstance(request, TransformRequest):
        return _transform(request)
    if isinstance(request, ModelsRequest):
        return _list_models()
    if isinstance(request, get_args(ModelChange)):
        return ModelNameData(name=_change_models(request))
    if isinstance(request, FineTuneRequest):
        return _finetune(request, reporter)
    if isinstance(request, CheckFineTuneRequest):
        return _check_finetune(request)
    if isinstance(request, DoctorRequest):
        return _examine()
    raise TypeError(f"not a request: {request.type}")


def _match(request: MatchRequest, reporter: Reporter, kept: KeptMatcher) -> MatchData:
    from ..scene.match import match_scene
    from ..scene.settings import MatchSettings

    settings = _settings(MatchSettings, request)
    result = match_scene(settings, kept.load(request.model, request.device), reporter)
    return cast(MatchData, {**result.to_json(), "out": str(settings.out)})


def _correct(request: CorrectRequest, reporter: Reporter) -> CorrectData:
    from ..scene.correct import correct_raster

    correction = correct_raster(
        Path(request.match_dir),
        request.raster,
        Path(request.out),
        request.method,
        request.resampling,
        request.force,
        request.raster_crs,
        request.raster_name,
        request.grid,
        request.again,
        request.file_format,
        reporter,
    )
    return cast(CorrectData, asdict(correction))


def _correct_many(request: CorrectManyRequest, reporter: Reporter) -> CorrectManyData:
    from ..scene.correct import RasterToCorrect, correct_rasters

    for number, row in enumerate(request.rasters):
        if not isinstance(row, list) or len(row) != 3 or not all(isinstance(text, str) for text in row):
            raise refuse(f"rasters[{number}]", row, "a path, a CRS and a name")
    corrections = correct_rasters(
        Path(request.match_dir),
        [RasterToCorrect(*row) for row in request.rasters],
        Path(request.out_dir),
        request.method,
        request.resampling,
        request.force,
        request.grid,
        request.again,
        request.file_format,
        reporter,
    )
    return CorrectManyData(corrections=[cast(CorrectData, asdict(one)) for one in corrections])


def _refit(request: RefitRequest, reporter: Reporter) -> MatchData:
    from ..scene.refit import refit_match

    folder = Path(request.match_dir)
    result = refit_match(folder, request.method, request.points, reporter)
    return cast(MatchData, {**result.to_json(), "out": str(folder)})


def _transform(request: TransformRequest) -> TransformData:
    from ..scene.correct import transform_of
    from ..scene.fitting.transform import transform_to_json

    transform = transform_to_json(transform_of(Path(request.match_dir), request.method))
    return TransformData(transform=cast(Transform, transform))


def _list_models() -> ModelsData:
    from ..model.registry import list_damaged, list_models

    models, damaged = ([asdict(model) for model in listed] for listed in (list_models(), list_damaged()))
    return cast(ModelsData, {"models": models, "damaged": damaged})


def _change_models(request: ModelChange) -> str:
    """Carry out a change of the library; returns the model's name after it, or before it was removed."""
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


def _finetune(request: FineTuneRequest, reporter: Reporter) -> FineTuneData:
    from ..finetuning.start import tune

    settings = _finetune_settings(request)
    return cast(FineTuneData, {**tune(settings, reporter, request.resume).to_json(), "out": str(settings.out)})


def _check_finetune(request: CheckFineTuneRequest) -> CheckFineTuneData:
    from ..finetuning.start import check

    return CheckFineTuneData(warnings=check(_finetune_settings(request), request.to_export))


def _finetune_settings(request: FineTuneRequest | CheckFineTuneRequest) -> FineTuneSettings:
    from ..finetuning.settings import FineTuneSettings, ScenePaths

    for number, pair in enumerate(request.pairs):
        if not isinstance(pair, list) or len(pair) not in (2, 3):
            raise refuse(f"pairs[{number}]", pair, "a SAR raster, an optical raster and perhaps the folder of a match")
    return _settings(FineTuneSettings, request, pairs=[asdict(ScenePaths(*pair)) for pair in request.pairs])


def _examine() -> DoctorData:
    from ..commands.doctor import examine

    checks = [Finding(name=check.name, ok=check.ok, text=check.text) for check in examine()]
    return DoctorData(checks=checks, ok=all(check["ok"] for check in checks))


def _settings(kind: type[Settings], request: Message, **changed: Any) -> Settings:
    """Make settings of class `kind` from the fields of `request` that have the same names.

    Args:
        changed: values that replace those of the request.

    Raises:
        InputError: a value is of another type than the field.
    """
    asked = {**asdict(request), **changed}
    table = {field.name: asked[field.name] for field in fields(kind) if field.name in asked}
    return build(kind, table, "", Path())
