"""What is known about a pair after it was matched, or failed: a line of the journal, and a row of the table."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from ..errors import S2M2Error
from ..scene.fitting.transform import transform_to_json
from ..scene.results.result import MatchResult
from .checking import CheckedPair, Ring
from .pair import Pair

RELIABLE, UNRELIABLE, FAILED = "reliable", "unreliable", "failed"


@dataclass(frozen=True)
class PairRecord:
    """One pair's outcome.

    Attributes:
        key: that of the checked pair (`CheckedPair.key`).
        status: "reliable", "unreliable" or "failed".
        reasons: why a match is unreliable.
        folder: of the pair's results, relative to that of the batch; "" if it failed before it was matched.
        footprint: as `CheckedPair.footprint`.
        dx_m, dy_m, dx_px, dy_px, shift_m: the shift in metres (east, north), in pixels (col, row), and its length; of a
            failed pair, these and all other figures are None.
        transform: {"kind", "matrix" or "control_points"}.
        candidates: the kinds of transforms that were compared, as in result.json.
        corrected: the corrected rasters, relative to the folder of the batch.
        worker: the name of the worker that had it last.
        attempts: how often it was tried.
        error_code, error: of a failed pair.
    """

    id: str
    key: str
    status: str
    sar: str
    optical: str
    moving: str
    reasons: tuple[str, ...] = ()
    folder: str = ""
    footprint: Ring = ()
    crs: str = ""
    dx_m: float | None = None
    dy_m: float | None = None
    dx_px: float | None = None
    dy_px: float | None = None
    shift_m: float | None = None
    ce90_m: float | None = None
    ce90_px: float | None = None
    rmse_m: float | None = None
    tie_points: int | None = None
    inliers: int | None = None
    transform: Mapping[str, Any] | None = None
    candidates: tuple[Mapping[str, Any], ...] = ()
    corrected: tuple[str, ...] = ()
    model: str = ""
    model_sha256: str = ""
    version: str = ""
    datetime: str = ""
    sensor: str = ""
    orbit: str = ""
    seconds: float | None = None
    worker: str = ""
    attempts: int = 1
    error_code: str = ""
    error: str = ""

    @classmethod
    def matched(cls, pair: Pair, key: str, result: MatchResult, folder: str) -> PairRecord:
        """The record of a pair that was matched into `folder`."""
        shift, accuracy = result.shift, result.accuracy
        body = result.to_json()
        return replace(
            _begun(cls, pair, key, result.status),
            reasons=result.reasons,
            folder=folder,
            crs=result.crs,
            dx_m=_known(shift.dx_m),
            dy_m=_known(shift.dy_m),
            dx_px=_known(shift.dx_px),
            dy_px=_known(shift.dy_px),
            shift_m=_known(math.hypot(shift.dx_m, shift.dy_m)),
            ce90_m=_known(accuracy.ce90_m),
            ce90_px=_known(accuracy.ce90_px),
            rmse_m=_known(accuracy.rmse_m),
            tie_points=result.tie_points.total,
            inliers=result.tie_points.inliers,
            transform=transform_to_json(result.transform),
            candidates=tuple(body["candidates"]),
            model=result.model.name,
            model_sha256=result.model.sha256,
            version=result.version,
        )

    @classmethod
    def failed(cls, pair: Pair, key: str, error: S2M2Error) -> PairRecord:
        """The record of a pair that has no match."""
        return replace(_begun(cls, pair, key, FAILED), error_code=error.code, error=error.message)

    def placed(self, checked: CheckedPair) -> PairRecord:
        """The record with the pair's footprint."""
        return replace(self, footprint=checked.footprint)

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> PairRecord:
        """The record that `to_json` has written.

        Raises:
            TypeError: it is the record of another version.
        """
        known = {one.name for one in fields(cls)}
        if not set(body) <= known:
            raise TypeError(f"unknown: {set(body) - known}")
        texts = ("reasons", "candidates", "corrected")
        values: dict[str, Any] = {name: tuple(value) if name in texts else value for name, value in body.items()}
        values["footprint"] = tuple((float(x), float(y)) for x, y in body.get("footprint", ()))
        return cls(**values)

    @property
    def line(self) -> str:
        """One line for people."""
        if self.status == FAILED:
            return f"{self.id}: failed: {self.error}"
        shift = "no shift" if self.shift_m is None else f"shift {self.shift_m:.1f} m"
        accuracy = "" if self.ce90_m is None else f", CE90 {self.ce90_m:.1f} m"
        why = f": {self.reasons[0]}" if self.reasons else ""
        return f"{self.id}: {self.status}, {shift}{accuracy}{why}"


def _begun(cls: type[PairRecord], pair: Pair, key: str, status: str) -> PairRecord:
    return cls(
        id=pair.id,
        key=key,
        status=status,
        sar=pair.sar,
        optical=pair.optical,
        moving=pair.moving,
        datetime=pair.datetime,
        sensor=pair.sensor,
        orbit=pair.orbit,
    )


def _known(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
