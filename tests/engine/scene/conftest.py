"""What the tests of matching and correcting share."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from helpers.raster_samples import UTM
from s2m2_engine.names import RESULT_FILE, TIE_POINTS_FILE
from s2m2_engine.scene.fitting.accuracy import Accuracy
from s2m2_engine.scene.fitting.tie_points import TiePointSet
from s2m2_engine.scene.fitting.transform import Transform
from s2m2_engine.scene.raster.raster import Layer, open_raster
from s2m2_engine.scene.results.result import GridInfo, InputInfo, MatchResult, ModelInfo, Shift, TiePointCounts
from s2m2_engine.scene.results.tie_point_files import write_tie_points


def recorded(role: Layer, path: Path | str, name: str, crs: str) -> InputInfo:
    """What a match records of a raster; of one that is not there, what earlier versions recorded."""
    if not Path(path).exists():
        return InputInfo(role, str(path), name, crs, 1, 1)
    with open_raster(path, role, name) as raster:
        return InputInfo.of(raster)


@pytest.fixture
def match(tmp_path):
    """match(transform, moving=..., reference=..., crs=..., bbox=..., status=...) -> folder with result.json and tie
    points that follow the transform (or `displacement(xy)`)."""

    def make(
        transform: Transform,
        moving: Path | str = "moving.tif",
        reference: Path | str = "reference.tif",
        crs: str = UTM,
        bbox=(500_000.0, 3_290_000.0, 510_000.0, 3_300_000.0),
        status: str = "reliable",
        displacement=None,
        count: int = 400,
        fill: tuple[float, ...] | None = None,
    ) -> Path:
        folder = tmp_path / "match"
        folder.mkdir(exist_ok=True)
        dx, dy = transform.displacement(np.array([bbox[:2], bbox[2:]])).mean(axis=0).tolist()
        result = MatchResult(
            status=status,
            reasons=() if status == "reliable" else ("Only 3 of 90 tie points agree.",),
            crs=crs,
            moving="sar",
            shift=Shift(dx, dy, dx, dy, dx / 10, -dy / 10),
            transform=transform,
            accuracy=Accuracy(1, 1, 1, 1, 9),
            tie_points=TiePointCounts(count, count),
            model=ModelInfo("structure", ""),
            device="cpu",
            seconds=1.0,
            inputs=(
                replace(recorded("sar", moving, "My SAR", crs), fill=fill),
                recorded("optical", reference, "My photo", crs),
            ),
            grid=GridInfo((10, 10), bbox),
            settings={},
            version="0",
        )
        (folder / RESULT_FILE).write_text(json.dumps(result.to_json()), encoding="utf-8")
        rng = np.random.default_rng(0)
        xy = np.array(bbox[:2]) + rng.random((count, 2)) * (np.array(bbox[2:]) - bbox[:2])
        d = transform.displacement(xy) if displacement is None else displacement(xy)
        zeros, yes = np.zeros(count), np.ones(count, bool)
        outliers = np.arange(count) % 10 == 9
        d[outliers] += 1000
        points = TiePointSet(
            xy, d, d, d / 10, np.tile(0.1 * np.eye(2), (count, 1, 1)), yes * 0.9, ~yes, ~outliers, zeros, zeros, 0 * xy
        )
        write_tie_points(folder / TIE_POINTS_FILE, points, crs)
        return folder

    return make
