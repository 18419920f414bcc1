"""Defines the messages between the QGIS plugin and the engine's worker: one JSON object on each line, UTF-8.

This is the only definition for both sides. It imports the standard library only and runs on Python 3.9, because the
plugin loads this file into QGIS's own Python. Rasters never pass through the pipe, only their paths.

The plugin sends `Request`s, one at a time, and can send `cancel` at any time. The worker sends `Hello` once, then for
each request any number of `Progress`, `TiePoints`, `Metric` and `Warning`, and at the end one `Result` or `Error`. The
data of a `Result` is a typed dictionary, which the class of its request names.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Generic, Literal, NoReturn, TypedDict, TypeVar

PROTOCOL_VERSION = 1

# Stages of a match in their order, then the stage of a correction and that of a training.
STAGES = ("starting", "reading", "coarse", "matching", "fitting", "writing", "correcting", "training")

Role = Literal["sar", "optical"]
TransformKind = Literal["shift", "similarity", "affine", "polynomial", "tps"]
Data = TypeVar("Data")


class ProtocolError(ValueError):
    """A line that is not a message of this protocol version."""


@dataclass(frozen=True)
class Message:
    """Base class of all messages. `type` names the class in JSON; the field `id` of a message names its request."""

    type: ClassVar[str] = ""


# --- what results hold ------------------------------------------------------------------------------------


class Shift(TypedDict):
    """The displacement at the centre of the overlap: in units of the CRS, in metres on the ground (east, north), and in
    pixels of the common grid (col, row)."""

    dx: float
    dy: float
    dx_m: float
    dy_m: float
    dx_px: float
    dy_px: float


class _TransformForms(TypedDict, total=False):
    matrix: list[list[float]]
    control_points: list[list[float]]


class Transform(_TransformForms):
    """The fitted transform, in units of the CRS.

    A shift, a similarity and an affine transform have a `matrix` of two rows; a row (a, b, c) gives one coordinate as
    a x + b y + c. A polynomial of second order and a thin-plate spline have `control_points` instead: rows (x, y, dx,
    dy) of a position and its displacement, through which the displacement of every other position is determined.
    """

    kind: TransformKind


class Candidate(TypedDict):
    """A kind of transform that was compared with the others.

    `ce90_m`, `ce90_px` and `within_1_px`, the share within a pixel, are those of held-out tie points; None where there
    were too few. `why` says in a sentence why the kind was `chosen`, or was not.
    """

    kind: TransformKind
    ce90_m: float | None
    ce90_px: float | None
    within_1_px: float | None
    chosen: bool
    why: str


class Accuracy(TypedDict):
    """RMSE and CE90 at `held_out` tie points that were not used in the fit; None where there were too few."""

    rmse_m: float | None
    ce90_m: float | None
    rmse_px: float | None
    ce90_px: float | None
    held_out: int


class Displacement(TypedDict):
    """The shortest and the longest displacement at the inliers, and the standard deviation of the transform along an
    axis in the middle of the tie points, metres on the ground; None where it could not be measured."""

    least_m: float
    most_m: float
    error_m: float | None


class TiePointCounts(TypedDict):
    """`total` is the number of places where the matcher gave an answer; `inliers` of these agree with the transform."""

    total: int
    inliers: int


class ModelInfo(TypedDict):
    """The model that matched."""

    name: str
    sha256: str


class Fingerprint(TypedDict):
    """What a raster is known by where its file was moved: its geotransform (a, b, c, d, e, f), None if only GCPs place
    it, and a hash of its size, type and values."""

    geotransform: list[float] | None
    content: str


class _InputFindings(TypedDict, total=False):
    fill: list[float] | None
    fingerprint: Fingerprint | None
    corrected: str
    rights: str


class InputInfo(_InputFindings):
    """An input raster; `name` is what the user calls it.

    `fill` is a value per matched band that both layers hold on the same ground, and that means empty though the file
    does not say so; None if there is none. `corrected` is the id of the match that had corrected the raster before, ""
    if none had. `rights` says who has rights in the raster. Results of earlier versions lack some of these.
    """

    role: Role
    path: str
    name: str
    crs: str
    width: int
    height: int


class GridInfo(TypedDict):
    """The common grid: the size of a pixel in metres (x, y), and its bounding box (xmin, ymin, xmax, ymax), which is
    the overlap of the layers and the search radius around it."""

    pixel_m: list[float]
    bbox: list[float]


class Chance(TypedDict):
    """How many tie points would agree by chance: (limit in pixels, share of them within it)."""

    shares: list[list[float]]


class ImageFindings(TypedDict):
    """Why the images themselves say that a match is not to be trusted: `reasons`, and a fill value that may be the
    cause of any failure ("" if there is none). `chance` is what a refit needs, None if nothing was fitted."""

    reasons: list[str]
    fill_note: str
    chance: Chance | None


class Footprint(TypedDict):
    """The ground that was compared, as a polygon of GeoJSON in the result's CRS."""

    type: Literal["Polygon"]
    coordinates: list[list[list[float]]]


class Requirement(TypedDict):
    """A limit of accuracy: "CE90 limit" (the user's, on CE90) or "CEOS-ARD" (on RMSE), and whether it is met.

    `value_m` and `met` are None where nothing was measured.
    """

    name: str
    figure: Literal["ce90", "rmse"]
    limit_m: float
    value_m: float | None
    met: bool | None


class Terrain(TypedDict):
    """How the residuals depend on height, if there was a DEM: metres for each 100 m; None if it could not be tested."""

    dem: str
    points: int
    lowest_m: float | None
    highest_m: float | None
    east_m: float | None
    north_m: float | None
    error_m: float | None
    slope_px: float | None
    found: bool | None


class _LaterEntries(TypedDict, total=False):
    id: str
    epsg: int | None
    created: str
    footprint: Footprint | None
    requirements: list[Requirement]
    terrain: Terrain


class MatchJson(_LaterEntries):
    """The content of result.json. `crs` is the moving layer's CRS; displacements and areas are given in it.

    `id` names what was measured, and stands in the metadata of every corrected file. `epsg` is the code of `crs`, None
    if it has none. `created` is when the layers were matched, ISO 8601 in UTC. Results of earlier versions lack these,
    `footprint` and `requirements`. `seconds` is None where SOURCE_DATE_EPOCH asks for equal results of equal runs.
    """

    status: Literal["reliable", "unreliable"]
    reasons: list[str]
    crs: str
    moving: Role
    shift: Shift
    transform: Transform
    accuracy: Accuracy
    candidates: list[Candidate]
    images: ImageFindings | None
    displacement: Displacement | None
    tie_points: TiePointCounts
    model: ModelInfo
    device: str
    seconds: float | None
    inputs: list[InputInfo]
    grid: GridInfo
    settings: dict[str, Any]
    version: str
    warnings: list[str]


class MatchData(MatchJson):
    """The content of result.json, and the folder of the match."""

    out: str


class CorrectData(TypedDict):
    """The file that was written, the transform's kind, and whether pixels were resampled.

    `grid_offset_px` is how far (columns, rows) its pixels lie off those of the reference, None if the two cannot be
    compared; `note` says it in a sentence.
    """

    path: str
    method: str
    resampled: bool
    grid_offset_px: list[float] | None
    note: str


class TransformData(TypedDict):
    """The transform that rasters are corrected by."""

    transform: Transform


class CorrectManyData(TypedDict):
    """What was written, in the order of the rasters that were asked for."""

    corrections: list[CorrectData]


class ModelDescription(TypedDict):
    """A model in the list of models.

    `note` is a sentence that says which model is used instead of this one, and why; it is empty if this one is used.
    `user_note` is what the user has written about it. `created` is ISO 8601 in UTC, or empty. `own` is true for models
    that the user can rename, note and remove. `history` is the record of a training in the model's card, or empty.
    """

    name: str
    description: str
    sha256: str
    note: str
    user_note: str
    created: str
    training: str
    own: bool
    calibrated: bool
    history: dict[str, Any]


class ModelsData(TypedDict):
    """All models. The `damaged` ones cannot be matched with; their `description` says why."""

    models: list[ModelDescription]
    damaged: list[ModelDescription]


class ModelNameData(TypedDict):
    """The model's name after the change, or before it was removed."""

    name: str


class Rates(TypedDict):
    """Shares of matches in [0, 1] that are wrong on held-out blocks, contradict their neighbours, and are wrong on
    simulated landscapes; None where nothing could be counted."""

    blunders: float | None
    contradictions: float | None
    check_blunders: float


class _Familiarity(TypedDict, total=False):
    familiar: float | None


class Verdict(_Familiarity):
    """The comparison of the tuned model with its base model, in `windows` templates of `blocks` held-out blocks.

    `fewer_blunders` are 5 and 95 % bounds of the base model's rate of wrong matches minus the tuned model's; None where
    nothing could be counted. `familiar` is the share of templates on ground that the gate takes as familiar; None for a
    model without a gate. Verdicts that were written before models had gates lack it.
    """

    better: bool
    reason: str
    base: Rates
    tuned: Rates
    blocks: int
    windows: int
    fewer_blunders: list[float] | None


class Example(TypedDict):
    """A picture of one template of the trial: its path relative to the run's folder, and the errors of both models."""

    file: str
    kind: Literal["mended", "broken", "both_right", "both_wrong"]
    base_error_px: float
    tuned_error_px: float
    pair: str


class Refusal(TypedDict):
    """A pair that was not used in training, and the reason."""

    pair: str
    reason: str


class _Examples(TypedDict, total=False):
    examples: list[Example]


class FineTuneJson(_Examples):
    """The content of finetune.json; files that were written by earlier versions lack `examples`.

    `model` is the new model's file, None if it is not `better`; `verdict` is None if there was no trial.
    """

    better: bool
    model: str | None
    reason: str
    verdict: Verdict | None
    refused: list[Refusal]
    steps: int


class FineTuneData(FineTuneJson):
    """The content of finetune.json, and the folder of the run."""

    out: str


class CheckFineTuneData(TypedDict):
    """Warnings that the user should read before a fine-tuning begins, in sentences."""

    warnings: list[str]


class Finding(TypedDict):
    """One check of the environment: its name, whether it passed, and a sentence about it."""

    name: str
    ok: bool
    text: str


class DoctorData(TypedDict):
    """All checks of the environment, and whether all of them passed."""

    checks: list[Finding]
    ok: bool


# --- plugin to worker -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Request(Message, Generic[Data]):
    """Base class of all requests. `Data` is the type of its Result's data; each request has a new `id`."""

    id: str


@dataclass(frozen=True)
class MatchRequest(Request[MatchData]):
    """Match two rasters and write result.json, tie_points.gpkg, heatmap.tif, gcps.points, report.html to `out`.

    `search_radius` is in metres on the ground, `spacing` in pixels of the common grid (None: chosen by the engine),
    `bbox` (xmin, ymin, xmax, ymax) in the moving layer's CRS. `sar_crs` and `optical_crs` (WKT or AUTH:CODE)
    override what the files say, for layers whose CRS the user set in QGIS. `sar_name`, `optical_name` are what the
    user calls the layers; messages and the report use them in place of file names. With `error_raster`, error.tif is
    written, too. `overwrite` replaces a match in `out` even if its tie points were checked. `masks` are rasters and
    layers of polygons (FILE or FILE|layername=NAME) whose ground is left out, of rasters that of `mask_classes` if
    there are any; outside `cutline`, a raster or layer of polygons, the moving layer is not matched. `ce90_limit`
    is the largest CE90 that the user accepts, metres. With heights of `dem`, the residuals are compared.
    """

    type: ClassVar[str] = "match"
    sar: str
    optical: str
    out: str
    moving: str = "sar"
    search_radius: float | None = None
    spacing: int | None = None
    model: str = "default"
    device: str = "auto"
    bbox: tuple[float, float, float, float] | None = None
    sar_crs: str = ""
    optical_crs: str = ""
    sar_name: str = ""
    optical_name: str = ""
    error_raster: bool = False
    overwrite: bool = False
    masks: tuple[str, ...] = ()
    mask_classes: tuple[int, ...] = ()
    cutline: str = ""
    ce90_limit: float | None = None
    dem: str = ""


@dataclass(frozen=True)
class CorrectRequest(Request[CorrectData]):
    """Apply the transform of the match in folder `match_dir` to `raster`, written to `out` (GeoTIFF).

    `grid` is "own", "reference" or a raster file, whose pixels the output gets. `again` corrects even a raster that was
    corrected before. `file_format` is "gtiff" or "cog".
    """

    type: ClassVar[str] = "correct"
    match_dir: str
    raster: str
    out: str
    method: str = "auto"
    force: bool = False
    raster_crs: str = ""
    raster_name: str = ""
    resampling: str = "auto"
    grid: str = "own"
    again: bool = False
    file_format: str = "gtiff"


@dataclass(frozen=True)
class CorrectManyRequest(Request[CorrectManyData]):
    """Apply the transform of the match in folder `match_dir` to every raster, each written to `out_dir`.

    `rasters` are rows (path, CRS or "", the user's name of the layer). All of them must share the geometry of the
    moving layer. The other fields are those of a `CorrectRequest`.
    """

    type: ClassVar[str] = "correct_many"
    match_dir: str
    rasters: list[list[str]]
    out_dir: str
    method: str = "auto"
    force: bool = False
    resampling: str = "auto"
    grid: str = "own"
    again: bool = False
    file_format: str = "gtiff"


@dataclass(frozen=True)
class RefitRequest(Request[MatchData]):
    """Make the results of the match in folder `match_dir` anew from its tie points, as the user has checked them.

    `method` is "auto", or the kind of transform to take instead of the one that the tie points support best. `points`
    is a .points file of QGIS's Georeferencer, whose control points are kept as checks; "" for none.
    """

    type: ClassVar[str] = "refit"
    match_dir: str
    method: str = "auto"
    points: str = ""


@dataclass(frozen=True)
class TransformRequest(Request[TransformData]):
    """Ask for the transform that rasters are corrected by: that of the match in folder `match_dir`, or another kind.

    `method` is as in CorrectRequest. Nothing is written.
    """

    type: ClassVar[str] = "transform"
    match_dir: str
    method: str = "auto"


@dataclass(frozen=True)
class ModelsRequest(Request[ModelsData]):
    """List the models."""

    type: ClassVar[str] = "models"


@dataclass(frozen=True)
class ImportModelRequest(Request[ModelNameData]):
    """Add the model file or checkpoint `file` to the library under `name`; None takes the name of the file."""

    type: ClassVar[str] = "import_model"
    file: str
    name: str | None = None


@dataclass(frozen=True)
class ExportModelRequest(Request[ModelNameData]):
    """Write the model `name` to the file `out`; an existing file is replaced only with `force`."""

    type: ClassVar[str] = "export_model"
    name: str
    out: str
    force: bool = False


@dataclass(frozen=True)
class RenameModelRequest(Request[ModelNameData]):
    """Rename the model `name` to `new_name`."""

    type: ClassVar[str] = "rename_model"
    name: str
    new_name: str


@dataclass(frozen=True)
class NoteModelRequest(Request[ModelNameData]):
    """Set the user's note on the model `name`; an empty `text` removes it."""

    type: ClassVar[str] = "note_model"
    name: str
    text: str


@dataclass(frozen=True)
class RemoveModelRequest(Request[ModelNameData]):
    """Delete the model `name`."""

    type: ClassVar[str] = "remove_model"
    name: str


@dataclass(frozen=True)
class FineTuneRequest(Request[FineTuneData]):
    """Tune `model`, a trained network, to `pairs` of scenes, and compare the result with it.

    Pairs are rows of paths: (SAR, optical), or (SAR, optical, folder of a match of the two).

    All files are written to the folder `out`. `resume` continues the same request after it was stopped; `minutes` may
    differ then. `name` is the name of the new model; `search_radius` is in metres on the ground (None: chosen by the
    engine). `Metric`s are "loss" after each step and "cmr_3", the share of matches that are right within 3 pixels, at
    each validation; "cmr_3" of step 0 is that of `model`. If a folder `lessons` is given, lessons are kept there for
    later runs on the same scenes.
    """

    type: ClassVar[str] = "finetune"
    pairs: list[list[str]]
    out: str
    name: str
    model: str = "default"
    minutes: float = 30.0
    search_radius: float | None = None
    device: str = "auto"
    seed: int = 0
    resume: bool = False
    lessons: str = ""


@dataclass(frozen=True)
class CheckFineTuneRequest(Request[CheckFineTuneData]):
    """Check whether a `FineTuneRequest` with the same fields would be refused at its start; nothing is written.

    `to_export` is the number of bytes of layers that the plugin is going to write into `out`.
    """

    type: ClassVar[str] = "check_finetune"
    pairs: list[list[str]]
    out: str
    name: str
    model: str = "default"
    minutes: float = 30.0
    device: str = "auto"
    to_export: int = 0

    @classmethod
    def of(cls, request: FineTuneRequest, request_id: str, to_export: int) -> CheckFineTuneRequest:
        """Make the request that checks `request`."""
        same = {one.name: getattr(request, one.name) for one in fields(cls) if one.name not in ("id", "to_export")}
        return cls(id=request_id, to_export=to_export, **same)


@dataclass(frozen=True)
class DoctorRequest(Request[DoctorData]):
    """Check the environment."""

    type: ClassVar[str] = "doctor"


@dataclass(frozen=True)
class CancelRequest(Message):
    """Stop the request `id`; it then ends with an Error of code "cancelled"."""

    type: ClassVar[str] = "cancel"
    id: str


# --- worker to plugin -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Hello(Message):
    """The worker is ready. The plugin refuses a `protocol` other than its own."""

    type: ClassVar[str] = "hello"
    protocol: int
    engine_version: str
    python: str
    pid: int


@dataclass(frozen=True)
class Progress(Message):
    """`fraction` in [0, 1] of the whole request is done; `eta_s` is the remaining time in seconds, None while it is
    unknown; `text` is for the user."""

    type: ClassVar[str] = "progress"
    id: str
    stage: str
    fraction: float
    text: str = ""
    eta_s: float | None = None


@dataclass(frozen=True)
class TiePoints(Message):
    """Tie points that were found since the last such message: rows (x, y, dx, dy, confidence), in units of `crs`."""

    type: ClassVar[str] = "tie_points"
    id: str
    crs: str
    points: list[list[float]]


@dataclass(frozen=True)
class Metric(Message):
    """One value of a training curve."""

    type: ClassVar[str] = "metric"
    id: str
    name: str
    step: int
    value: float


@dataclass(frozen=True)
class Warning(Message):
    """A fact that the user should know, but that does not stop the work."""

    type: ClassVar[str] = "warning"
    id: str
    code: str
    text: str


@dataclass(frozen=True)
class Result(Message, Generic[Data]):
    """The request succeeded; `data` has the type that the class of the request names."""

    type: ClassVar[str] = "result"
    id: str
    data: Data


@dataclass(frozen=True)
class Error(Message):
    """The request failed. `exit_status` is the exit status that the command line would have returned."""

    type: ClassVar[str] = "error"
    id: str
    code: str
    message: str
    hint: str = ""
    exit_status: int = 4


_CLASSES: dict[str, type[Message]] = {
    cls.type: cls
    for cls in (
        MatchRequest, CorrectRequest, CorrectManyRequest, RefitRequest, TransformRequest, ModelsRequest,
        ImportModelRequest, ExportModelRequest, RenameModelRequest, NoteModelRequest, RemoveModelRequest,
        FineTuneRequest, CheckFineTuneRequest, DoctorRequest, CancelRequest, Hello, Progress, TiePoints, Metric,
        Warning, Result, Error,
    )
}  # fmt: skip


def encode(message: Message) -> str:
    """Convert a message to one line of JSON, without a newline.

    The line is ASCII and escapes all other characters, since file names that are not UTF-8 could not be sent otherwise.

    Raises:
        ValueError: a number is NaN or infinite, which JSON does not have.
    """
    body = {"v": PROTOCOL_VERSION, "type": message.type, **asdict(message)}
    return json.dumps(body, allow_nan=False, separators=(",", ":"))


def decode(line: str) -> Message:
    """Read the message of one line.

    Raises:
        ProtocolError: the line is not JSON, or has another protocol version, an unknown type, a missing or an unknown
            field, or a field with a value of the wrong type.
    """
    try:
        body = json.loads(line, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(f"not a JSON line: {line[:200]!r}") from error
    if not isinstance(body, dict):
        raise ProtocolError(f"not a JSON object: {line[:200]!r}")
    version = body.pop("v", None)
    if version != PROTOCOL_VERSION:
        raise ProtocolError(f"protocol version {version!r}, expected {PROTOCOL_VERSION}")
    kind = body.pop("type", None)
    cls = _CLASSES.get(kind) if isinstance(kind, str) else None
    if cls is None:
        raise ProtocolError(f"unknown message type: {line[:200]!r}")
    unknown = set(body) - {f.name for f in fields(cls)}
    if unknown:
        raise ProtocolError(f"{cls.type}: unknown fields {sorted(unknown)}")
    for field in fields(cls):
        if field.name in body and not _fits(str(field.type), body[field.name]):
            raise ProtocolError(f"{cls.type}: {field.name} cannot be {repr(body[field.name])[:200]}")
    try:
        return cls(**body)
    except TypeError as error:
        raise ProtocolError(f"{cls.type}: {error}") from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number of JSON")


def _fits(annotation: str, value: object) -> bool:
    """Whether a field with this annotation can hold `value`; elements of lists and tables are not checked.

    The annotations stay text, since Python 3.9 cannot evaluate them.
    """
    kind, _, optional = annotation.partition(" | ")
    if value is None or optional not in ("", "None"):
        return bool(optional)
    if kind == "float":
        return _is_finite(value)
    if kind in ("str", "int", "bool"):
        return type(value).__name__ == kind
    return not kind.startswith(("list[", "tuple[")) or isinstance(value, list)


def _is_finite(value: object) -> bool:
    try:
        return type(value) in (int, float) and math.isfinite(value)  # type: ignore[arg-type]
    except OverflowError:  # an integer that is too large for a float
        return False
