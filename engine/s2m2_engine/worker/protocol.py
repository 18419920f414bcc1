"""The messages between the QGIS plugin and the engine's worker: one JSON object a line, UTF-8.

The one definition for both sides. It imports the standard library only and runs on Python 3.9, because the
plugin loads this file into QGIS's own Python. Rasters never pass through the pipe, only their paths.

Plugin to worker: `Request`s, one at a time, and `cancel` at any moment. Worker to plugin: `Hello` once, then
for each request any number of `Progress`, `TiePoints`, `Metric`, `Warning`, and at last one `Result` or `Error`.
What a `Result` holds is a typed dictionary, which the class of its request names.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Generic, Literal, NoReturn, TypedDict, TypeVar

PROTOCOL_VERSION = 1

# Stages of a match, in the order in which they come, of a correction, and of a training.
STAGES = ("starting", "reading", "coarse", "matching", "fitting", "writing", "correcting", "training")

Role = Literal["sar", "optical"]
Data = TypeVar("Data")


class ProtocolError(ValueError):
    """A line that is not a message of this protocol version."""


@dataclass(frozen=True)
class Message:
    """Base: `type` names the class on the wire; `id` is that of the request it belongs to."""

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


class Transform(TypedDict):
    """`matrix` has two rows (a, b, c): x' = a x + b y + c in units of the CRS."""

    kind: Literal["shift", "affine"]
    matrix: list[list[float]]


class Accuracy(TypedDict):
    """From `held_out` tie points that took no part in the fit; None where there were too few."""

    rmse_m: float | None
    ce90_m: float | None
    rmse_px: float | None
    ce90_px: float | None
    held_out: int


class TiePointCounts(TypedDict):
    """`total` places where the matcher gave an answer; `inliers` of them agree with the transform."""

    total: int
    inliers: int


class ModelInfo(TypedDict):
    """The model that matched."""

    name: str
    sha256: str


class InputInfo(TypedDict):
    """An input raster; `name` is what the user calls it."""

    role: Role
    path: str
    name: str
    crs: str
    width: int
    height: int


class GridInfo(TypedDict):
    """The common grid: the size of a pixel in metres (x, y) and the area matched (xmin, ymin, xmax, ymax)."""

    pixel_m: list[float]
    bbox: list[float]


class MatchJson(TypedDict):
    """What result.json holds; `crs` is the moving layer's, which displacements and areas are given in."""

    status: Literal["reliable", "unreliable"]
    reasons: list[str]
    crs: str
    moving: Role
    shift: Shift
    transform: Transform
    accuracy: Accuracy
    tie_points: TiePointCounts
    model: ModelInfo
    device: str
    seconds: float
    inputs: list[InputInfo]
    grid: GridInfo
    settings: dict[str, Any]
    version: str
    warnings: list[str]


class MatchData(MatchJson):
    """What result.json holds, and the folder of the match."""

    out: str


class CorrectData(TypedDict):
    """The file that was written, the transform's kind, and whether pixels were resampled."""

    path: str
    method: str
    resampled: bool


class ModelDescription(TypedDict):
    """A model as it is listed.

    `note` says in a sentence what is used in the model's place, and why; it is empty where it is itself used.
    `user_note` is what the user has written about it. `created` is ISO 8601 in UTC, or empty. `own` is true of models
    that can be renamed, noted and removed. `history` is what the model's card holds of how it came about, or empty.
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
    """What the model is called afterwards, or was called before it was removed."""

    name: str


class Rates(TypedDict):
    """Shares in [0, 1] of matches: wrong on ground kept apart, contradicting their neighbours, and wrong on simulated
    landscapes; None where there was nothing to count."""

    blunders: float | None
    contradictions: float | None
    check_blunders: float


class _Familiarity(TypedDict, total=False):
    familiar: float | None


class Verdict(_Familiarity):
    """How the tuned model did against the one before, in `windows` templates of `blocks` pieces of ground.

    `fewer_blunders` are 5 and 95 % bounds of how much lower the rate of wrong matches is; None where there are none.
    `familiar` is the share of templates on ground that the tuned model took for its own; None of a model that answers
    everywhere. Verdicts from before there was a gate lack it.
    """

    better: bool
    reason: str
    base: Rates
    tuned: Rates
    blocks: int
    windows: int
    fewer_blunders: list[float] | None


class Example(TypedDict):
    """A picture of one template of the trial: its file, from the run's folder on, and how far off either model was."""

    file: str
    kind: Literal["mended", "broken", "both_right", "both_wrong"]
    base_error_px: float
    tuned_error_px: float
    pair: str


class Refusal(TypedDict):
    """A pair that was not learned from, and why."""

    pair: str
    reason: str


class _Examples(TypedDict, total=False):
    examples: list[Example]


class FineTuneJson(_Examples):
    """What finetune.json holds; files from before there were any `examples` lack them.

    `model` is the new model's file, None where it is not `better`; `verdict` is None where it did not come to a trial.
    """

    better: bool
    model: str | None
    reason: str
    verdict: Verdict | None
    refused: list[Refusal]
    steps: int


class FineTuneData(FineTuneJson):
    """What finetune.json holds, and the folder of the run."""

    out: str


class CheckFineTuneData(TypedDict):
    """Sentences that the user may want to heed before a fine-tuning begins."""

    warnings: list[str]


class Finding(TypedDict):
    """One thing that was looked at, and a sentence about it."""

    name: str
    ok: bool
    text: str


class DoctorData(TypedDict):
    """What was found, and whether all of it is well."""

    checks: list[Finding]
    ok: bool


# --- plugin to worker -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Request(Message, Generic[Data]):
    """Base of what the plugin asks for. `Data` is the type of its Result's data; `id` is used once."""

    id: str


@dataclass(frozen=True)
class MatchRequest(Request[MatchData]):
    """Match two rasters and write result.json, tie_points.gpkg, heatmap.tif, gcps.points, report.html to `out`.

    `search_radius` is in metres on the ground, `spacing` in pixels of the common grid (None: chosen by the engine),
    `bbox` (xmin, ymin, xmax, ymax) in the moving layer's CRS. `sar_crs` and `optical_crs` (WKT or AUTH:CODE)
    override what the files say, for layers whose CRS the user set in QGIS. `sar_name`, `optical_name` are what the
    user calls the layers; messages and the report use them in place of file names.
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


@dataclass(frozen=True)
class CorrectRequest(Request[CorrectData]):
    """Apply the transform of the match in folder `match_dir` to `raster`, written to `out` (GeoTIFF)."""

    type: ClassVar[str] = "correct"
    match_dir: str
    raster: str
    out: str
    method: str = "auto"
    force: bool = False
    raster_crs: str = ""
    raster_name: str = ""
    resampling: str = "auto"


@dataclass(frozen=True)
class ModelsRequest(Request[ModelsData]):
    """List the models."""

    type: ClassVar[str] = "models"


@dataclass(frozen=True)
class ImportModelRequest(Request[ModelNameData]):
    """Add the model file or checkpoint `file` to the library, called `name` or, None, as the file."""

    type: ClassVar[str] = "import_model"
    file: str
    name: str | None = None


@dataclass(frozen=True)
class ExportModelRequest(Request[ModelNameData]):
    """Write the model `name` to the file `out`, which is replaced only by `force`."""

    type: ClassVar[str] = "export_model"
    name: str
    out: str
    force: bool = False


@dataclass(frozen=True)
class RenameModelRequest(Request[ModelNameData]):
    """Call the model `name` `new_name`."""

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
    """Tune `model`, a trained one, to `pairs` of scenes, and try the result.

    Pairs are rows of paths: (SAR, optical), or (SAR, optical, folder of a match of the two).

    Everything is written to the folder `out`, which `resume` goes on in after the same request was stopped; `minutes`
    may be another then. `name` is that of the new model, `search_radius` in metres on the ground (None: chosen by the
    engine). `Metric`s are "loss" after each step and "cmr_3", the share of matches that are right within 3 pixels, at
    each validation; that of step 0 is `model`'s.
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


@dataclass(frozen=True)
class CheckFineTuneRequest(Request[CheckFineTuneData]):
    """Say what a `FineTuneRequest` of the same fields would be refused for at once, before anything is written.

    `to_export` are bytes of layers that the plugin is going to write into `out`.
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
        """What asks about `request`."""
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
    """`fraction` of the whole request in [0, 1]; `eta_s` seconds left, None while unknown; `text` for the user."""

    type: ClassVar[str] = "progress"
    id: str
    stage: str
    fraction: float
    text: str = ""
    eta_s: float | None = None


@dataclass(frozen=True)
class TiePoints(Message):
    """Tie points found since the last such message: rows (x, y, dx, dy, confidence) in units of `crs`."""

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
    """Something the user should know that does not stop the work."""

    type: ClassVar[str] = "warning"
    id: str
    code: str
    text: str


@dataclass(frozen=True)
class Result(Message, Generic[Data]):
    """The request succeeded; `data` is of the type that its class names."""

    type: ClassVar[str] = "result"
    id: str
    data: Data


@dataclass(frozen=True)
class Error(Message):
    """The request failed. `exit_status` is what the command line would have ended with."""

    type: ClassVar[str] = "error"
    id: str
    code: str
    message: str
    hint: str = ""
    exit_status: int = 4


_CLASSES: dict[str, type[Message]] = {
    cls.type: cls
    for cls in (
        MatchRequest, CorrectRequest, ModelsRequest, ImportModelRequest, ExportModelRequest, RenameModelRequest,
        NoteModelRequest, RemoveModelRequest, FineTuneRequest, CheckFineTuneRequest, DoctorRequest, CancelRequest,
        Hello, Progress, TiePoints, Metric, Warning, Result, Error,
    )
}  # fmt: skip


def encode(message: Message) -> str:
    """One line of JSON, without its newline. NaN and infinity are refused: JSON has none.

    The line is ASCII, with all else escaped: names of files that are no UTF-8 have no other way to the other side.
    """
    body = {"v": PROTOCOL_VERSION, "type": message.type, **asdict(message)}
    return json.dumps(body, allow_nan=False, separators=(",", ":"))


def decode(line: str) -> Message:
    """The message of one line.

    Raises:
        ProtocolError: not JSON, another protocol version, an unknown type, a missing or an unknown field, or one that
            holds something else than it should.
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
    """Whether a field of that annotation can hold `value`; of lists and tables only that they are some.

    The annotations are text: Python 3.9 cannot evaluate them.
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
    except OverflowError:  # a whole number beyond all floats
        return False
