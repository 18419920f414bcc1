"""The messages between the QGIS plugin and the engine's worker: one JSON object a line, UTF-8.

The one definition for both sides. It imports the standard library only and runs on Python 3.9, because the
plugin loads this file into QGIS's own Python. Rasters never pass through the pipe, only their paths.

Plugin to worker: `Request`s, one at a time, and `cancel` at any moment. Worker to plugin: `Hello` once, then
for each request any number of `Progress`, `TiePoints`, `Metric`, `Warning`, and at last one `Result` or `Error`.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any, ClassVar, Union

PROTOCOL_VERSION = 1

# Stages of a match, in the order in which they come, of a correction, and of a training.
STAGES = ("starting", "reading", "coarse", "matching", "fitting", "writing", "correcting", "training")


class ProtocolError(ValueError):
    """A line that is not a message of this protocol version."""


@dataclass(frozen=True)
class Message:
    """Base: `type` names the class on the wire; `id` is that of the request it belongs to."""

    type: ClassVar[str] = ""


# --- plugin to worker -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class MatchRequest(Message):
    """Match two rasters and write result.json, tie_points.gpkg, heatmap.tif, gcps.points, report.html to `out`.

    `search_radius` is in metres on the ground, `spacing` in pixels of the common grid (None: chosen by the engine),
    `bbox` (xmin, ymin, xmax, ymax) in the moving layer's CRS. `sar_crs` and `optical_crs` (WKT or AUTH:CODE)
    override what the files say, for layers whose CRS the user set in QGIS. `sar_name`, `optical_name` are what the
    user calls the layers; messages and the report use them in place of file names.
    """

    type: ClassVar[str] = "match"
    id: str
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
class CorrectRequest(Message):
    """Apply the transform of the match in folder `match_dir` to `raster`, written to `out` (GeoTIFF)."""

    type: ClassVar[str] = "correct"
    id: str
    match_dir: str
    raster: str
    out: str
    method: str = "auto"
    force: bool = False
    raster_crs: str = ""
    raster_name: str = ""


@dataclass(frozen=True)
class ModelsRequest(Message):
    """List the models: the result's data is {"models": [MODEL], "damaged": [MODEL]}.

    MODEL is {"name", "description", "sha256", "note", "user_note", "created", "training", "own", "calibrated",
    "history"}. `note` says in a sentence what is used in the model's place, and why; it is empty where it is itself
    used. `user_note` is what the user has written about it. `created` is ISO 8601 in UTC, or empty. `own` is true of
    models that can be renamed, noted and removed. `history` is what the model's card holds of how it came about, or
    empty. The `damaged` ones cannot be matched with; their `description` says why.
    """

    type: ClassVar[str] = "models"
    id: str


@dataclass(frozen=True)
class ImportModelRequest(Message):
    """Add the model file or checkpoint `file` to the library, called `name` or, None, as the file.

    The result's data is {"name"}, what it is now called.
    """

    type: ClassVar[str] = "import_model"
    id: str
    file: str
    name: str | None = None


@dataclass(frozen=True)
class ExportModelRequest(Message):
    """Write the model `name` to the file `out`, which is replaced only by `force`. The result's data is {"name"}."""

    type: ClassVar[str] = "export_model"
    id: str
    name: str
    out: str
    force: bool = False


@dataclass(frozen=True)
class RenameModelRequest(Message):
    """Call the model `name` `new_name`. The result's data is {"name"}, what it is now called."""

    type: ClassVar[str] = "rename_model"
    id: str
    name: str
    new_name: str


@dataclass(frozen=True)
class NoteModelRequest(Message):
    """Set the user's note on the model `name`; an empty `text` removes it. The result's data is {"name"}."""

    type: ClassVar[str] = "note_model"
    id: str
    name: str
    text: str


@dataclass(frozen=True)
class RemoveModelRequest(Message):
    """Delete the model `name`. The result's data is {"name"}, what it was called."""

    type: ClassVar[str] = "remove_model"
    id: str
    name: str


@dataclass(frozen=True)
class FineTuneRequest(Message):
    """Tune `model`, a trained one, to `pairs` of scenes, and try the result.

    Pairs are rows of paths: (SAR, optical), or (SAR, optical, folder of a match of the two).

    Everything is written to the folder `out`, which `resume` goes on in after the same request was stopped; `minutes`
    may be another then. `name` is that of the new model, `search_radius` in metres on the ground (None: chosen by the
    engine). `Metric`s are "loss" after each step and "cmr_3", the share of matches that are right within 3 pixels, at
    each validation; that of step 0 is `model`'s. The result's data is what finetune.json holds, and "out".
    """

    type: ClassVar[str] = "finetune"
    id: str
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
class CheckFineTuneRequest(Message):
    """Say what a `FineTuneRequest` of the same fields would be refused for at once, before anything is written.

    `to_export` are bytes of layers that the plugin is going to write into `out`. The result's data is {"warnings":
    [text]}: what the user may want to heed before it begins.
    """

    type: ClassVar[str] = "check_finetune"
    id: str
    pairs: list[list[str]]
    out: str
    name: str
    model: str = "default"
    minutes: float = 30.0
    device: str = "auto"
    to_export: int = 0


@dataclass(frozen=True)
class DoctorRequest(Message):
    """Check the environment: the result's data is {"checks": [{"name", "ok", "text"}], "ok": bool}."""

    type: ClassVar[str] = "doctor"
    id: str


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
class Result(Message):
    """The request succeeded. For a match `data` is what result.json holds, and "out", the folder.

    For a correction: {"path", "method", "resampled"}. Other requests say what theirs is.
    """

    type: ClassVar[str] = "result"
    id: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Error(Message):
    """The request failed. `exit_status` is what the command line would have ended with."""

    type: ClassVar[str] = "error"
    id: str
    code: str
    message: str
    hint: str = ""
    exit_status: int = 4


Request = Union[
    MatchRequest,
    CorrectRequest,
    ModelsRequest,
    ImportModelRequest,
    ExportModelRequest,
    RenameModelRequest,
    NoteModelRequest,
    RemoveModelRequest,
    FineTuneRequest,
    CheckFineTuneRequest,
    DoctorRequest,
]
Event = Union[Hello, Progress, TiePoints, Metric, Warning, Result, Error]

_CLASSES: dict[str, type[Message]] = {
    cls.type: cls
    for cls in (
        MatchRequest, CorrectRequest, ModelsRequest, ImportModelRequest, ExportModelRequest, RenameModelRequest,
        NoteModelRequest, RemoveModelRequest, FineTuneRequest, CheckFineTuneRequest, DoctorRequest, CancelRequest,
        Hello, Progress, TiePoints, Metric, Warning, Result, Error,
    )
}  # fmt: skip


def encode(message: Message) -> str:
    """One line of JSON, without its newline. NaN and infinity are refused: JSON has none."""
    body = {"v": PROTOCOL_VERSION, "type": message.type, **asdict(message)}
    return json.dumps(body, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def decode(line: str) -> Message:
    """The message of one line.

    Raises:
        ProtocolError: not JSON, another protocol version, an unknown type, a missing or an unknown field.
    """
    try:
        body = json.loads(line)
    except ValueError as error:
        raise ProtocolError(f"not a JSON line: {line[:200]!r}") from error
    if not isinstance(body, dict):
        raise ProtocolError(f"not a JSON object: {line[:200]!r}")
    version = body.pop("v", None)
    if version != PROTOCOL_VERSION:
        raise ProtocolError(f"protocol version {version!r}, expected {PROTOCOL_VERSION}")
    cls = _CLASSES.get(body.pop("type", None))
    if cls is None:
        raise ProtocolError(f"unknown message type: {line[:200]!r}")
    unknown = set(body) - {f.name for f in fields(cls)}
    if unknown:
        raise ProtocolError(f"{cls.type}: unknown fields {sorted(unknown)}")
    try:
        return cls(**body)
    except TypeError as error:
        raise ProtocolError(f"{cls.type}: {error}") from error
