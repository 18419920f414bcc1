"""What a match of two scenes gives: tie points, shift, transform, accuracy; and its form in result.json.

Displacements are what must be added to a moving-layer position to bring it onto the reference: in units of the
result's CRS (the moving layer's), in metres on the ground (east, north), and in pixels of the common grid
(col, row; so positive is down).
"""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from ...errors import InputError
from ...json_input import read_json
from ...names import RESULT_FILE, TIE_POINTS_FILE
from ...toml import build
from ..fitting.accuracy import Accuracy
from ..fitting.transform import Transform, transform_from_json, transform_to_json
from ..raster.raster import Layer, Raster
from .plausible import implausible
from .tie_point_files import read_tie_point_table

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Table = TypeVar("Table", bound="DataclassInstance")


@dataclass(frozen=True)
class Shift:
    """The displacement at the centre of the overlap."""

    dx: float
    dy: float
    dx_m: float
    dy_m: float
    dx_px: float
    dy_px: float


@dataclass(frozen=True)
class TiePointCounts:
    """`total` places where the matcher gave an answer; `inliers` of them agree with the transform."""

    total: int
    inliers: int


@dataclass(frozen=True)
class ModelInfo:
    name: str
    sha256: str


@dataclass(frozen=True)
class InputInfo:
    """One input raster: `role` sar or optical, `path` absolute, `name` what the user calls it."""

    role: Layer
    path: str
    name: str
    crs: str
    width: int
    height: int

    @classmethod
    def of(cls, raster: Raster) -> InputInfo:
        """What is recorded of an open raster."""
        return cls(
            role=raster.role,
            # A correction from another folder must find the reference again; names for GDAL stay as they are.
            path=os.path.abspath(raster.path) if os.path.exists(raster.path) else raster.path,
            name=raster.name,
            crs=raster.crs_text,
            width=raster.width,
            height=raster.height,
        )


@dataclass(frozen=True)
class GridInfo:
    """The common grid: one pixel's ground size in metres (x, y) and the area matched, in the result's CRS."""

    pixel_m: tuple[float, float]
    bbox: tuple[float, float, float, float]


@dataclass(frozen=True)
class MatchResult:
    """result.json. `status` reliable or unreliable, with `reasons` in sentences; `crs` is the moving layer's."""

    status: Literal["reliable", "unreliable"]
    reasons: tuple[str, ...]
    crs: str
    moving: Layer
    shift: Shift
    transform: Transform
    accuracy: Accuracy
    tie_points: TiePointCounts
    model: ModelInfo
    device: str
    seconds: float
    inputs: tuple[InputInfo, ...]
    grid: GridInfo
    settings: dict[str, Any]
    version: str
    warnings: tuple[str, ...] = field(default=())
    folder: Path | None = field(default=None, compare=False)

    @property
    def reliable(self) -> bool:
        return self.status == "reliable"

    def input(self, role: Layer) -> InputInfo:
        """The input of that role."""
        return next(i for i in self.inputs if i.role == role)

    def tie_point_table(self) -> dict[str, NDArray[Any]]:
        """The tie points as columns of equal length, by the names that tie_points.gpkg gives them.

        pandas, GeoPandas and polars take it as it is: `GeoDataFrame(table, geometry=points_from_xy(table["moving_x"],
        table["moving_y"]), crs=result.crs)`.

        Raises:
            InputError: "bad_tie_points": the folder of the match is gone, or its file is damaged.
        """
        return read_tie_point_table((self.folder or Path()) / TIE_POINTS_FILE)

    def to_json(self) -> dict[str, Any]:
        """As result.json holds it: plain JSON values, NaN as null; all but `folder`, where it lies."""
        body = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "folder"}
        body["transform"] = transform_to_json(self.transform)
        for name in ("shift", "accuracy", "tie_points", "model", "grid"):
            body[name] = asdict(body[name])
        body["inputs"] = [asdict(item) for item in self.inputs]
        plain: dict[str, Any] = _without_nan(body)
        return plain


def _without_nan(value: Any) -> Any:
    """JSON has no NaN: null takes its place. Tuples become lists, numpy scalars Python's."""
    if isinstance(value, dict):
        return {key: _without_nan(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_nan(item) for item in value]
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value


@dataclass(frozen=True)
class _Rest:
    """What result.json holds besides its tables."""

    status: Literal["reliable", "unreliable"]
    reasons: tuple[str, ...]
    crs: str
    moving: Layer
    device: str
    seconds: float
    inputs: tuple[InputInfo, ...]
    settings: dict[str, Any]
    version: str
    warnings: tuple[str, ...]


def read_result(match_dir: Path) -> MatchResult:
    """Read result.json of a match folder, and check that it can be the result of a match.

    Raises:
        InputError: no such file, not a result.json, one of a later version, or one that somebody has changed.
    """
    path = match_dir / RESULT_FILE
    hint = "Give the folder that a match wrote its results to."
    try:
        body = read_json(path)
    except FileNotFoundError:
        raise InputError("no_match", f"{match_dir} holds no {RESULT_FILE}.", hint) from None
    except (OSError, ValueError) as error:
        raise InputError("bad_match", f"{path} cannot be read: {error}.", hint) from error
    try:
        result = _result_of(body, match_dir)
        why = implausible(result)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        why = f"{type(error).__name__}: {error}"
    except InputError as error:
        why = error.message.rstrip(".")
    if why:
        raise InputError("bad_match", f"{path} is not a result of this version: {why}.", hint)
    return result


def _result_of(body: Any, folder: Path) -> MatchResult:
    """Raises KeyError, TypeError, ValueError, OverflowError or InputError where `body` is not of a result.json."""
    transform = transform_from_json(body["transform"])
    if transform_to_json(transform) != body["transform"]:
        raise ValueError("its transform is none")
    rest = build(_Rest, {item.name: body[item.name] for item in fields(_Rest)}, "", folder)
    return MatchResult(
        **{item.name: getattr(rest, item.name) for item in fields(_Rest)},
        shift=_with_nan(Shift, body["shift"], "shift"),
        transform=transform,
        accuracy=_with_nan(Accuracy, body["accuracy"], "accuracy"),
        tie_points=build(TiePointCounts, body["tie_points"], "tie_points", folder),
        model=build(ModelInfo, body["model"], "model", folder),
        grid=build(GridInfo, body["grid"], "grid", folder),
        folder=folder,
    )


def _with_nan(cls: type[Table], body: Any, name: str) -> Table:
    """`body` as an instance of `cls`, with NaN where it has null."""
    if not isinstance(body, dict):
        raise TypeError(f"{name} is no table")
    nan = {key: float("nan") for key, value in body.items() if value is None}
    return replace(build(cls, {**body, **dict.fromkeys(nan, 0.0)}, name, Path()), **nan)
