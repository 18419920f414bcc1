"""Files of tie points: a GeoPackage for maps and programs, and ground control points for the QGIS Georeferencer."""

from __future__ import annotations

import errno
import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio
import pyogrio.errors
from numpy.typing import NDArray

from ...clock import fixed_time
from ...errors import InputError
from ...names import (
    ABSTAINED,
    ADDED,
    CHECKED,
    CHECKED_DX,
    CHECKED_DY,
    CONFIDENCE,
    CONFIRMED,
    COVARIANCE,
    DX,
    DX_M,
    DY,
    DY_M,
    ID,
    INLIER,
    MOVED,
    MOVING_X,
    MOVING_Y,
    REJECTED,
    RESIDUAL_DX,
    RESIDUAL_DY,
    RESIDUAL_M,
    TIE_POINTS_LAYER,
)
from ..fitting.tie_points import TiePointSet
from .tie_point_style import describe_columns

if TYPE_CHECKING:
    from ..raster.raster import Raster

_WKB_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("x", "<f8"), ("y", "<f8")])
# How long another program may be writing to a file of tie points.
_PATIENCE_S = 2.0
# GDAL before 3.8, which QGIS 3.22 has, warns of later versions of GeoPackage at every opening.
_VERSION = "1.2"
_LAYER_TEXTS = {
    "IDENTIFIER": "S2M2 tie points",
    "DESCRIPTION": "Tie points at their positions in the moving layer; dx and dy lead to the reference, in CRS units.",
}
_GCP_HEADER = "mapX,mapY,sourceX,sourceY,enable,dX,dY,residual"


@dataclass(frozen=True)
class Checks:
    """What an analyst says of n tie points.

    Attributes:
        word: (n,) values of `names.CHECKED`, or "".
        displacement_xy: (n, 2) displacements in units of the CRS of tie points that were moved or added, otherwise NaN.
    """

    word: NDArray[np.object_]
    displacement_xy: NDArray[np.float64]

    @property
    def given(self) -> NDArray[np.bool_]:
        """(n,) whether the displacement is the analyst's own."""
        given: NDArray[np.bool_] = np.isin(self.word, (MOVED, ADDED)) & np.isfinite(self.displacement_xy).all(axis=1)
        return given

    @property
    def certain(self) -> NDArray[np.bool_]:
        """(n,) whether the analyst vouches for the tie point."""
        certain: NDArray[np.bool_] = self.given | (self.word == CONFIRMED)
        return certain

    def applied_to(self, found: TiePointSet, pixel_xy: NDArray[np.float64] | None = None) -> TiePointSet:
        """The tie points as the analyst left them: those that she vouches for are certain, rejected ones abstain.

        `pixel_xy` is as `TiePointSet.pixel_xy` returns it, which is taken if it is None.
        """
        step = found.pixel_xy() if pixel_xy is None else pixel_xy
        given, certain = self.given[:, None], self.certain
        rejected = self.word == REJECTED
        return replace(
            found,
            displacement_xy=np.where(given, self.displacement_xy, found.displacement_xy),
            displacement_px=np.where(given, self.displacement_xy / step, found.displacement_px),
            displacement_m=np.where(given, np.nan, found.displacement_m),
            covariance_px=np.where(certain[:, None, None], 0.0, found.covariance_px),
            confidence=np.where(certain, 1.0, found.confidence),
            abstained=(found.abstained & ~certain) | rejected,
            inlier=found.inlier & ~rejected,
        )


def write_tie_points(path: Path, tie_points: TiePointSet, crs_text: str) -> None:
    """Write the tie points as points at their positions in the moving layer; an existing file is replaced.

    The fields are: id, moving_x, moving_y, reference_x, reference_y, dx, dy (CRS units), dx_m, dy_m (metres east and
    north), dx_px, dy_px (grid pixels, col and row), confidence, abstained, inlier, residual_px, residual_m (length of
    the held-out residual, null if there is none), residual_dx, residual_dy (the residual, CRS units), cov_xx, cov_xy,
    cov_yy (px²). An analyst's check fills in the others: checked
    ("" at first), and checked_dx, checked_dy (CRS units, null at first), the displacement of a tie point that was
    moved or added. The check never overwrites what the match found.

    Raises:
        OSError: the file cannot be written.
    """
    path.unlink(missing_ok=True)
    _write(path, _columns(tie_points), tie_points.moving_xy, crs_text, append=False)
    try:
        with closing(sqlite3.connect(path)) as database, database:
            describe_columns(database)
    except sqlite3.Error as error:
        raise OSError(f"{path} could not be written: {error}") from error


def _write(path: Path, columns: dict[str, NDArray[Any]], xy: NDArray[np.float64], crs_text: str, append: bool) -> None:
    """Write features at positions `xy`, (n, 2).

    Raises:
        OSError: the file cannot be written.
    """
    try:
        with _fixed_time():
            pyogrio.raw.write(
                path,
                geometry=_to_wkb(xy),
                field_data=list(columns.values()),
                fields=list(columns),
                field_mask=[np.isnan(v) if v.dtype.kind == "f" else None for v in columns.values()],
                geometry_type="Point",
                crs=crs_text,
                driver="GPKG",
                layer=TIE_POINTS_LAYER,
                append=append,
                # Appending takes no options for a file that is there.
                **({} if append else {"dataset_options": {"VERSION": _VERSION}, "layer_options": _LAYER_TEXTS}),
            )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, RuntimeError) as error:
        raise OSError(f"{path} could not be written: {error}") from error


@contextmanager
def _fixed_time() -> Iterator[None]:
    """Give GeoPackages that are written inside the time of SOURCE_DATE_EPOCH, if it is set to a time."""
    option, moment = "OGR_CURRENT_DATE", fixed_time()
    if moment is None:
        yield
        return
    before = pyogrio.get_gdal_config_option(option)
    pyogrio.set_gdal_config_options({option: moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({option: before})


def _columns(tie_points: TiePointSet) -> dict[str, NDArray[Any]]:
    moving, displacement = tie_points.moving_xy, tie_points.displacement_xy
    reference = moving + displacement
    covariance = tie_points.covariance_px
    return {
        ID: np.arange(1, len(tie_points) + 1, dtype=np.int32),
        MOVING_X: moving[:, 0],
        MOVING_Y: moving[:, 1],
        "reference_x": reference[:, 0],
        "reference_y": reference[:, 1],
        DX: displacement[:, 0],
        DY: displacement[:, 1],
        DX_M: tie_points.displacement_m[:, 0],
        DY_M: tie_points.displacement_m[:, 1],
        "dx_px": tie_points.displacement_px[:, 0],
        "dy_px": tie_points.displacement_px[:, 1],
        CONFIDENCE: tie_points.confidence,
        ABSTAINED: tie_points.abstained.astype(bool),
        INLIER: tie_points.inlier.astype(bool),
        "residual_px": tie_points.residual_px,
        RESIDUAL_M: tie_points.residual_m,
        RESIDUAL_DX: tie_points.residual_xy[:, 0],
        RESIDUAL_DY: tie_points.residual_xy[:, 1],
        **dict(zip(COVARIANCE, (covariance[:, 0, 0], covariance[:, 0, 1], covariance[:, 1, 1]), strict=True)),
        CHECKED: np.full(len(tie_points), "", dtype=object),
        CHECKED_DX: np.full(len(tie_points), np.nan),
        CHECKED_DY: np.full(len(tie_points), np.nan),
    }


def tie_point_fids(path: Path) -> NDArray[np.int64]:
    """The feature ids of the tie points in their file, in the order of `id`.

    Raises:
        InputError: "bad_tie_points": the file is missing, damaged, or no file of tie points.
    """
    return _Columns(path).fids


def update_tie_points(
    path: Path, fids: NDArray[np.int64], tie_points: TiePointSet, checks: Checks | None, crs_text: str
) -> None:
    """Write `inlier` and the residuals of tie points, in the order of `id`, into their file.

    The file itself stays, since QGIS may have it open: a file in its place would be joined with the journal of the old
    one.

    Args:
        fids: `tie_point_fids` when the tie points were read. What an analyst has added to the file since then is left
            alone, and what she has removed stays away.
        tie_points: those of the file, and perhaps more behind them, which are added.
        checks: what an analyst says of them, to write, too; None leaves the file's own, which she may be changing now.

    Raises:
        InputError: "bad_tie_points": the file is missing, damaged, or no file of tie points.
        InputError: "unwritable_output": the file is read-only, or another program is writing to it.
        OSError: the disk is full.
    """
    if len(tie_points) > len(fids):
        there = tie_point_fids(path)
        _append(path, tie_points.rows(slice(len(fids), None)), crs_text)
        fids = np.concatenate([fids, np.setdiff1d(tie_point_fids(path), there)])
    residuals = np.column_stack([tie_points.residual_px, tie_points.residual_m, tie_points.residual_xy])
    values = [
        (bool(inlier), *(_null_if_nan(value) for value in residual), int(fid))
        for inlier, residual, fid in zip(tie_points.inlier, residuals, fids, strict=True)
    ]
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE_S)) as database, database:
            _declare_geometry_functions(database)
            _add_residual_columns(database)
            # The statements are made of the names of columns only; values are bound.
            database.executemany(
                f"UPDATE {TIE_POINTS_LAYER} SET {INLIER} = ?, residual_px = ?, residual_m = ?, "  # nosec B608
                f"{RESIDUAL_DX} = ?, {RESIDUAL_DY} = ? WHERE fid = ?",
                values,
            )
            if checks is not None:
                database.executemany(
                    f"UPDATE {TIE_POINTS_LAYER} SET {CHECKED} = ?, "  # nosec B608
                    f"{CHECKED_DX} = ?, {CHECKED_DY} = ? WHERE fid = ?",
                    [
                        (word, *(_null_if_nan(value) for value in displacement), int(fid))
                        for word, displacement, fid in zip(checks.word, checks.displacement_xy, fids, strict=True)
                    ],
                )
    except sqlite3.Error as error:
        if "full" in str(error):
            raise OSError(errno.ENOSPC, f"{path} could not be written: {error}") from error
        raise InputError(
            "unwritable_output",
            f"{path} cannot be written: {error}.",
            "Close it in other programs, and check that you may write there.",
        ) from error


def _append(path: Path, tie_points: TiePointSet, crs_text: str) -> None:
    """Add tie points to the file; their `id` follows on the largest there."""
    columns = _columns(tie_points)
    columns[ID] += int(_Columns(path).numbers(ID).max(initial=0))
    _write(path, columns, tie_points.moving_xy, crs_text, append=True)


def _add_residual_columns(database: sqlite3.Connection) -> None:
    """Add the columns of the residuals as vectors, which files of earlier versions lack."""
    there = {row[1] for row in database.execute(f"PRAGMA table_info({TIE_POINTS_LAYER})")}
    for name in (RESIDUAL_DX, RESIDUAL_DY):
        if name not in there:
            database.execute(f"ALTER TABLE {TIE_POINTS_LAYER} ADD COLUMN {name} REAL")


def _null_if_nan(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _declare_geometry_functions(database: sqlite3.Connection) -> None:
    """Declare the functions that a GeoPackage's triggers name; none is called unless a geometry changes."""
    for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
        database.create_function(name, 1, lambda _: None)


def _to_wkb(xy: NDArray[np.float64]) -> NDArray[np.object_]:
    points = np.zeros(len(xy), dtype=_WKB_POINT)
    points["order"], points["kind"] = 1, 1
    points["x"], points["y"] = xy[:, 0], xy[:, 1]
    wkb = np.empty(len(xy), dtype=object)
    wkb[:] = [point.tobytes() for point in points]
    return wkb


def read_tie_points(path: Path) -> TiePointSet:
    """Read what the match found and `write_tie_points` wrote, in the order of `id`.

    Raises:
        InputError: "bad_tie_points": the file is missing, damaged, or no file of tie points.
    """
    columns = _Columns(path)
    xx, xy, yy = (columns.numbers(name) for name in COVARIANCE)
    return TiePointSet(
        moving_xy=columns.pairs(MOVING_X, MOVING_Y),
        displacement_xy=columns.pairs(DX, DY),
        displacement_m=columns.pairs(DX_M, DY_M),
        displacement_px=columns.pairs("dx_px", "dy_px"),
        covariance_px=np.stack([np.stack([xx, xy], axis=-1), np.stack([xy, yy], axis=-1)], axis=-2),
        confidence=columns.numbers(CONFIDENCE),
        abstained=columns.flags(ABSTAINED),
        inlier=columns.flags(INLIER),
        residual_px=columns.numbers("residual_px"),
        residual_m=columns.numbers(RESIDUAL_M),
        residual_xy=columns.pairs(RESIDUAL_DX, RESIDUAL_DY) if columns.has(RESIDUAL_DX) else columns.nothing(2),
    )


def read_tie_point_table(path: Path) -> dict[str, NDArray[Any]]:
    """Read all columns of a file of n tie points, each of shape (n,), in the order of `id`.

    Raises:
        InputError: "bad_tie_points": the file is missing, damaged, or no file of tie points.
    """
    return _Columns(path).all()


@dataclass(frozen=True)
class CheckedTiePoints:
    """n tie points that an analyst has confirmed, moved or added.

    Attributes:
        moving_xy: (n, 2) positions in the moving layer, in units of the CRS.
        displacement_xy: (n, 2) displacements in the same units: the match's own for a tie point that was confirmed, the
            analyst's for one that was moved or added.
    """

    moving_xy: NDArray[np.float64]
    displacement_xy: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.moving_xy)


def read_checks(path: Path) -> Checks:
    """Read what an analyst says of the tie points of a file, in the order of `id`; of older files nothing.

    Raises:
        InputError: "bad_tie_points": the file is missing, damaged, or no file of tie points.
    """
    columns = _Columns(path)
    if not columns.has(CHECKED):
        count = len(columns.numbers(DX))
        return Checks(np.full(count, "", dtype=object), np.full((count, 2), np.nan))
    word = np.array([text or "" for text in columns.texts(CHECKED)], dtype=object)
    return Checks(word, columns.pairs(CHECKED_DX, CHECKED_DY))


def read_checked(path: Path) -> CheckedTiePoints:
    """Read the tie points of a file that an analyst has confirmed, moved or added; older files have none.

    Raises:
        InputError: "bad_tie_points": the file is missing, damaged, or no file of tie points.
    """
    checks = read_checks(path)
    points = checks.applied_to(read_tie_points(path))
    use = checks.certain & np.isfinite(points.displacement_xy).all(axis=1)
    return CheckedTiePoints(points.moving_xy[use], points.displacement_xy[use])


class _Columns:
    """The columns of a file of tie points, in the order of `id`; its methods may raise InputError "bad_tie_points"."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with warnings.catch_warnings():
                # What GDAL finds odd in a damaged file is said by the error below.
                warnings.simplefilter("ignore", RuntimeWarning)
                meta, fids, _, fields = pyogrio.raw.read(
                    path, layer=TIE_POINTS_LAYER, read_geometry=False, return_fids=True
                )
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError, OSError) as error:
            raise self._bad(error) from error
        self._values = dict(zip(meta["fields"], fields, strict=True))
        self._order = np.argsort(self._column(ID), kind="stable")
        self.fids: NDArray[np.int64] = fids[self._order]

    def all(self) -> dict[str, NDArray[Any]]:
        return {name: self._column(name)[self._order] for name in self._values}

    def has(self, name: str) -> bool:
        return name in self._values

    def numbers(self, name: str) -> NDArray[np.float64]:
        return self._cast(name, np.float64)

    def flags(self, name: str) -> NDArray[np.bool_]:
        return self._cast(name, np.bool_)

    def texts(self, name: str) -> NDArray[np.object_]:
        return self._cast(name, np.object_)

    def pairs(self, first: str, second: str) -> NDArray[np.float64]:
        return np.column_stack([self.numbers(first), self.numbers(second)])

    def nothing(self, width: int) -> NDArray[np.float64]:
        """Values (n, width) of columns that files of earlier versions lack."""
        return np.full((len(self.fids), width), np.nan)

    def _cast(self, name: str, kind: type[np.generic]) -> NDArray[Any]:
        try:
            return self._column(name)[self._order].astype(kind)
        except (ValueError, TypeError) as error:
            raise self._bad(error) from error

    def _column(self, name: str) -> NDArray[Any]:
        try:
            return np.asarray(self._values[name])
        except KeyError as error:
            raise self._bad(f"there is no column {name}") from error

    def _bad(self, reason: object) -> InputError:
        return InputError(
            "bad_tie_points", f"{self._path} cannot be read as tie points: {reason}.", "Match the layers again."
        )


def write_gcps(path: Path, tie_points: TiePointSet, crs_text: str, moving: Raster | None = None) -> None:
    """Write the tie points as a .points file of the QGIS Georeferencer, for the moving layer's file.

    mapX, mapY is the position in the reference, in the CRS of the first line. The Georeferencer (QGIS 3.22 to 3.40)
    reads sourceX, sourceY as map coordinates if the image has a geotransform, and as column and *minus* row otherwise.
    If the moving layer is georeferenced by GCPs alone, it has no geotransform, and `moving` must be given. Inliers are
    enabled (1), outliers are present but disabled (0), and abstaining tie points are left out. QGIS computes dX, dY and
    residual again when it loads the file; here dX and dY are 0, and residual is the held-out residual in grid pixels,
    or 0 if there is none.

    Raises:
        OSError: the file cannot be written.
    """
    source = tie_points.moving_xy
    if moving is not None and moving.gcps:
        source = moving.to_pixel(source) * np.array([1.0, -1.0])
    target = tie_points.moving_xy + tie_points.displacement_xy
    lines = [f"#CRS: {crs_text}", _GCP_HEADER]
    for index in np.flatnonzero(~tie_points.abstained):
        numbers = ",".join(f"{float(v)!r}" for v in (*target[index], *source[index]))
        residual = tie_points.residual_px[index]
        shown = f"{float(residual):.4f}" if np.isfinite(residual) else "0"
        lines.append(f"{numbers},{int(tie_points.inlier[index])},0,0,{shown}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
