"""The result of a match of two scenes (tie points, shift, transform, accuracy), and its form in result.json.

A displacement is what must be added to a position in the moving layer to bring it onto the reference. It is given in
units of the result's CRS (that of the moving layer), in metres on the ground (east, north), or in pixels of the common
grid (col, row; positive rows are down). If a pole is in the scene or near it, east and north are the axes of the CRS.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.errors import CRSError

from ...errors import InputError
from ...json_input import read_json
from ...names import MOVING_X, MOVING_Y, RESULT_FILE, TIE_POINTS_FILE
from ...toml import build
from ..fitting.accuracy import Accuracy, CandidateAccuracy
from ..fitting.reliability import Chance
from ..fitting.terrain import TerrainEffect
from ..fitting.transform import AffineTransform, Transform, transform_from_json, transform_to_json
from ..raster.fingerprint import Fingerprint, raster_fingerprint
from ..raster.provenance import match_that_corrected, rights_in
from ..raster.raster import Layer, Raster
from ..raster.sources import same_file
from .plausible import implausible
from .requirements import Requirement
from .tie_point_files import read_tie_point_table

if TYPE_CHECKING:
    import geopandas
    from _typeshed import DataclassInstance

Table = TypeVar("Table", bound="DataclassInstance")

_ID_LETTERS = 16
# The side in pixels of the templates of matches that did not record it.
_USUAL_TEMPLATE = 64


@dataclass(frozen=True)
class Shift:
    """The displacement at the centre of the overlap, in units of the CRS, metres and pixels of the common grid."""

    dx: float
    dy: float
    dx_m: float
    dy_m: float
    dx_px: float
    dy_px: float


@dataclass(frozen=True)
class TiePointCounts:
    """The matcher gave an answer for `total` templates; `inliers` of them agree with the transform."""

    total: int
    inliers: int


@dataclass(frozen=True)
class ModelInfo:
    name: str
    sha256: str


@dataclass(frozen=True)
class InputInfo:
    """One input raster.

    Attributes:
        role: "sar" or "optical".
        path: absolute.
        name: the user's name of the layer.
        fill: a value per band that was matched, which both layers hold on the same ground; a pixel with these values
            is empty, though the file does not say so. None: there is no such fill.
        fingerprint: what the raster is known by where its file was moved; None in results of earlier versions.
        corrected: the id of the match that had corrected the raster before; "" if none had.
        rights: who has rights in the raster, as its file says it.
    """

    role: Layer
    path: str
    name: str
    crs: str
    width: int
    height: int
    fill: tuple[float, ...] | None = None
    fingerprint: Fingerprint | None = None
    corrected: str = ""
    rights: str = ""

    @classmethod
    def of(cls, raster: Raster) -> InputInfo:
        """The record of an open raster."""
        return cls(
            role=raster.role,
            # A correction that runs in another folder must find the reference again; GDAL names do not change.
            path=os.path.abspath(raster.path) if os.path.exists(raster.path) else raster.path,
            name=raster.name,
            crs=raster.crs_text,
            width=raster.width,
            height=raster.height,
            fill=raster.fill,
            fingerprint=raster_fingerprint(raster),
            corrected=match_that_corrected(raster.dataset),
            rights=rights_in(raster.dataset),
        )

    def is_raster(self, raster: Raster) -> bool:
        """Whether an open raster is the input: the same file, or a copy of it."""
        return same_file(self.path, raster.path) or raster_fingerprint(raster).is_same(self.fingerprint)


@dataclass(frozen=True)
class Displacement:
    """How much the transform's displacement varies, and how surely it is known, metres on the ground.

    Attributes:
        least_m, most_m: the shortest and the longest displacement at the inliers.
        error_m: standard deviation of the transform along an axis, in the middle of the tie points.
    """

    least_m: float
    most_m: float
    error_m: float


@dataclass(frozen=True)
class GridInfo:
    """The common grid, on which both layers were read.

    Attributes:
        pixel_m: the size of a pixel on the ground in metres (x, y).
        bbox: the grid's bounding box (xmin, ymin, xmax, ymax) in the result's CRS: the overlap of both layers, and the
            search radius around it. What was compared is `MatchResult.footprint`.
    """

    pixel_m: tuple[float, float]
    bbox: tuple[float, float, float, float]


@dataclass(frozen=True)
class Footprint:
    """The ground that was compared, as a polygon of GeoJSON in the result's CRS.

    It is the smallest convex polygon around all templates, where the moving layer's file places them, before the
    correction. `coordinates` has one ring, counter-clockwise, whose last position is its first.
    """

    type: Literal["Polygon"]
    coordinates: tuple[tuple[tuple[float, float], ...], ...]

    @property
    def bbox(self) -> tuple[float, float, float, float]:
        """Its bounding box (xmin, ymin, xmax, ymax)."""
        xs, ys = zip(*self.coordinates[0], strict=True)
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True)
class FoundPrior:
    """Rotation and scales of the moving layer that were searched for, because the layers did not match without.

    The transform of the match contains them.

    Attributes:
        matrix: the affine transform that was found, moving layer to reference, in the result's CRS.
        rotation_deg: by how much the layer must be turned counter-clockwise, after mirroring and scaling, degrees.
        scales: factors by which its width and its height must be multiplied.
        mirrored: whether it must be mirrored first, left to right.
        hypotheses: how many rotations and scales were compared.
    """

    matrix: tuple[tuple[float, float, float], tuple[float, float, float]]
    rotation_deg: float
    scales: tuple[float, float]
    mirrored: bool
    hypotheses: int

    @classmethod
    def of(cls, transform: AffineTransform, linear_m: NDArray[np.float64], hypotheses: int) -> FoundPrior:
        """The record of a transform in the CRS, whose linear part (2, 2) in metres is `linear_m`."""
        mirrored = bool(np.linalg.det(linear_m) < 0)
        upright = linear_m @ np.diag([-1.0 if mirrored else 1.0, 1.0])
        width, height = np.linalg.norm(upright, axis=0)
        # The mean direction of both axes, since the scales differ and a little shear may be left.
        axes = upright / (width, height)
        angle = math.degrees(math.atan2(axes[1, 0] - axes[0, 1], axes[0, 0] + axes[1, 1]))
        return cls(
            transform.matrix, round(angle, 2), (round(float(width), 4), round(float(height), 4)), mirrored, hypotheses
        )

    @property
    def transform(self) -> AffineTransform:
        return AffineTransform(self.matrix)

    @property
    def sentence(self) -> str:
        """What was found, for an analyst."""
        turned = f"{abs(self.rotation_deg):.1f}° {'counter-clockwise' if self.rotation_deg >= 0 else 'clockwise'}"
        mirrored = "mirrored left to right, " if self.mirrored else ""
        return (
            f"A search over rotations and scales was needed: the moving layer must be {mirrored}scaled by "
            f"{self.scales[0]:.3f} in width and {self.scales[1]:.3f} in height, and turned by {turned}."
        )


@dataclass(frozen=True)
class ImageFindings:
    """Why the images themselves say that a match is not to be trusted.

    Attributes:
        reasons: sentences; empty if there is no reason.
        fill_note: a fill value that may be the cause of any failure; "" if there is none.
        chance: how many tie points would agree by chance, which depends on the shifts that the images allow to judge;
            None if there was no fit.
    """

    reasons: tuple[str, ...]
    fill_note: str
    chance: Chance | None = None

    def added_to(self, reasons: tuple[str, ...]) -> tuple[str, ...]:
        """All reasons why a match is not reliable whose tie points give `reasons`; empty if there is none."""
        both = reasons + self.reasons
        return (*both, self.fill_note) if both and self.fill_note else both


@dataclass(frozen=True)
class MatchResult:
    """The content of result.json.

    Attributes:
        status: "reliable" or "unreliable"; `reasons` are the sentences that explain it.
        crs: the moving layer's CRS, in which `shift` (dx, dy), `transform` and `grid.bbox` are given.
        moving: which layer is corrected.
        candidates: the kinds of transforms that were compared, the simplest first; results that were written before
            kinds were compared have none.
        displacement: how much the displacement varies; None in results that were written before it was recorded.
        images: what a refit cannot find out again; None in results that were written before it was recorded.
        prior: rotation and scales that were searched for; None if the layers matched without.
        device: where the model computed.
        created: when the layers were matched, ISO 8601 in UTC; "" in results that were written before it was recorded.
        seconds: how long the match took; None where SOURCE_DATE_EPOCH asks for equal results of equal runs.
        footprint: the ground that was compared; None if no template was, and in results that were written before it
            was recorded.
        requirements: limits of accuracy, and whether they are met; results that were written before have none.
        terrain: how the residuals depend on height; None without a DEM.
        settings: as `MatchSettings.to_json` returns them, with the radius and spacing that were used, and `template`,
            the side of the templates in pixels of the common grid; `method` is the kind of transform that a refit was
            asked for, if it was.
        folder: where the result lies; None if it has no folder.
    """

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
    seconds: float | None
    inputs: tuple[InputInfo, ...]
    grid: GridInfo
    settings: dict[str, Any]
    version: str
    warnings: tuple[str, ...] = field(default=())
    candidates: tuple[CandidateAccuracy, ...] = field(default=())
    images: ImageFindings | None = field(default=None)
    displacement: Displacement | None = field(default=None)
    prior: FoundPrior | None = field(default=None)
    created: str = field(default="")
    footprint: Footprint | None = field(default=None)
    requirements: tuple[Requirement, ...] = field(default=())
    terrain: TerrainEffect | None = field(default=None)
    folder: Path | None = field(default=None, compare=False)

    @property
    def id(self) -> str:
        """A name for what was measured: equal for equal measurements of equal inputs, whenever and wherever made."""
        measured = {
            "inputs": [[one.role, one.crs, one.width, one.height, _known_by(one)] for one in self.inputs],
            "settings": self.settings,
            "transform": transform_to_json(self.transform),
            "model": asdict(self.model),
            "version": self.version,
            **{name: getattr(self, name) for name in ("crs", "moving", "status")},
        }
        text = json.dumps(_without_nan(measured), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:_ID_LETTERS]

    @property
    def epsg(self) -> int | None:
        """The EPSG code of `crs`; None if EPSG has none for it."""
        try:
            code: int | None = CRS.from_user_input(self.crs).to_epsg()
        except CRSError:
            return None
        return code

    @property
    def reference(self) -> InputInfo:
        """The input raster that stays where it is."""
        return next(i for i in self.inputs if i.role != self.moving)

    @property
    def reliable(self) -> bool:
        return self.status == "reliable"

    @property
    def template_px(self) -> float:
        """Side of the templates, pixels of the common grid."""
        return float(self.settings.get("template", _USUAL_TEMPLATE))

    def input(self, role: Layer) -> InputInfo:
        """The input raster with this role."""
        return next(i for i in self.inputs if i.role == role)

    def tie_point_table(self) -> dict[str, NDArray[Any]]:
        """The tie points as columns of equal length; the keys are the column names of tie_points.gpkg.

        pandas and polars accept the table, and xarray its columns.

        Raises:
            InputError: "bad_tie_points": the folder of the match no longer exists, or its file is damaged.
        """
        return read_tie_point_table((self.folder or Path()) / TIE_POINTS_FILE)

    def tie_point_frame(self) -> geopandas.GeoDataFrame:
        """The tie points as a GeoDataFrame: the same table, with points at their positions in the moving layer.

        Raises:
            InputError: "no_geopandas": GeoPandas is not installed; and as `tie_point_table`.
        """
        try:
            from geopandas import GeoDataFrame, points_from_xy
        except ImportError as error:
            raise InputError(
                "no_geopandas",
                "A GeoDataFrame needs GeoPandas, which is not installed.",
                "Install it (pip install geopandas), or use tie_point_table().",
            ) from error
        table = self.tie_point_table()
        return GeoDataFrame(table, geometry=points_from_xy(table[MOVING_X], table[MOVING_Y]), crs=self.crs)

    def to_json(self) -> dict[str, Any]:
        """The JSON values of result.json: `id` and `epsg` are added, NaN is null, and `folder` is left out."""
        body = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "folder"}
        body = {"id": self.id, **body, "epsg": self.epsg, "transform": transform_to_json(self.transform)}
        for name in ("shift", "accuracy", "tie_points", "model", "grid"):
            body[name] = asdict(body[name])
        for name in ("images", "displacement", "footprint"):
            body[name] = None if body[name] is None else asdict(body[name])
        for name in ("prior", "terrain"):
            value = body.pop(name)
            if value is not None:
                body[name] = asdict(value)
        for name in ("inputs", "candidates", "requirements"):
            body[name] = [asdict(item) for item in getattr(self, name)]
        plain: dict[str, Any] = _without_nan(body)
        return plain


def _known_by(info: InputInfo) -> str:
    return info.fingerprint.content if info.fingerprint is not None else info.path


def _without_nan(value: Any) -> Any:
    """Replace NaN and infinity by null, which JSON lacks; tuples become lists, numpy scalars become Python values."""
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
    """The entries of result.json that are not tables of their own."""

    status: Literal["reliable", "unreliable"]
    reasons: tuple[str, ...]
    crs: str
    moving: Layer
    device: str
    seconds: float | None
    inputs: tuple[InputInfo, ...]
    settings: dict[str, Any]
    version: str
    warnings: tuple[str, ...]
    created: str = ""


def read_result(match_dir: Path) -> MatchResult:
    """Read result.json of a match folder, and check that it can be the result of a match.

    Raises:
        InputError: "no_match": there is no such file; "bad_match": it is no result.json, one of a later version, or one
            that somebody has changed.
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
    """The result in the JSON value `body`.

    Raises:
        KeyError, TypeError, ValueError, OverflowError, InputError: `body` is not that of a result.json.
    """
    transform = transform_from_json(body["transform"])
    if transform_to_json(transform) != body["transform"]:
        raise ValueError("its transform is none")
    rest = build(_Rest, {item.name: body[item.name] for item in fields(_Rest) if item.name in body}, "", folder)
    return MatchResult(
        **{item.name: getattr(rest, item.name) for item in fields(_Rest)},
        shift=_with_nan(Shift, body["shift"], "shift"),
        transform=transform,
        accuracy=_with_nan(Accuracy, body["accuracy"], "accuracy"),
        tie_points=build(TiePointCounts, body["tie_points"], "tie_points", folder),
        model=build(ModelInfo, body["model"], "model", folder),
        grid=build(GridInfo, body["grid"], "grid", folder),
        displacement=(
            None if body.get("displacement") is None else _with_nan(Displacement, body["displacement"], "displacement")
        ),
        images=None if body.get("images") is None else build(ImageFindings, body["images"], "images", folder),
        prior=None if body.get("prior") is None else build(FoundPrior, body["prior"], "prior", folder),
        terrain=None if body.get("terrain") is None else build(TerrainEffect, body["terrain"], "terrain", folder),
        footprint=(None if body.get("footprint") is None else build(Footprint, body["footprint"], "footprint", folder)),
        candidates=tuple(_with_nan(CandidateAccuracy, item, "candidates") for item in body.get("candidates", [])),
        requirements=tuple(build(Requirement, item, "requirements", folder) for item in body.get("requirements", [])),
        folder=folder,
    )


def _with_nan(cls: type[Table], body: Any, name: str) -> Table:
    """Convert `body` to an instance of `cls`, with NaN in place of null."""
    if not isinstance(body, dict):
        raise TypeError(f"{name} is no table")
    nan = {key: float("nan") for key, value in body.items() if value is None}
    return replace(build(cls, {**body, **dict.fromkeys(nan, 0.0)}, name, Path()), **nan)
