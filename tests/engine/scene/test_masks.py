"""Matches of a part of the ground: what masks and cutlines change, how they are recorded, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from helpers.polygon_files import box, polygon, write_layer
from helpers.raster_samples import UTM, UTM_PLACE, WriteRaster, fields, textured
from helpers.reporters import RecordingReporter
from s2m2_engine.cli import main
from s2m2_engine.errors import InputError
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.fitting.transform import ShiftTransform
from s2m2_engine.scene.match import match_scene
from s2m2_engine.scene.matching.placement import automatic_spacing, place_templates
from s2m2_engine.scene.opening import open_scenes
from s2m2_engine.scene.results.result import MatchResult, read_result
from s2m2_engine.scene.results.tie_point_files import read_tie_points
from s2m2_engine.scene.settings import MatchSettings

SIDE = 400
# Columns and rows by which the SAR's content lies off, and by which the content of its eastern part does.
OFF = (7, -4)
OFF_IN_THE_EAST = (10, -2)
EAST = 200  # the first column of that part
XMIN, YMAX = UTM_PLACE @ (0, 0)
MIDDLE = XMIN + 10.0 * EAST


@pytest.fixture
def pair(write_raster: WriteRaster) -> tuple[str, str]:
    """SAR and optical; a match of the western part moves the SAR by OFF pixels."""
    scene = fields(SIDE + 100)

    def moved(off: tuple[int, int]) -> np.ndarray:
        return scene[50 + off[1] : 50 + off[1] + SIDE, 50 + off[0] : 50 + off[0] + SIDE]

    sar = 255 - moved(OFF)
    sar[:, EAST:] = 255 - moved(OFF_IN_THE_EAST)[:, EAST:]
    sar = sar * np.random.default_rng(1).gamma(8, 1 / 8, sar.shape)
    return (
        str(write_raster(sar.clip(0, 255).astype(np.uint8), name="sar.tif")),
        str(write_raster(np.stack([moved((0, 0))] * 3).astype(np.uint8), name="optical.tif")),
    )


@pytest.fixture
def east(tmp_path: Path) -> str:
    """A layer of polygons over the eastern part and beyond it."""
    return write_layer(tmp_path / "east.gpkg", [polygon(box(MIDDLE, YMAX - 9e3, MIDDLE + 9e3, YMAX + 9e3))], UTM)


@pytest.fixture
def west(tmp_path: Path) -> str:
    return write_layer(tmp_path / "west.gpkg", [polygon(box(MIDDLE - 9e3, YMAX - 9e3, MIDDLE, YMAX + 9e3))], UTM)


Run = Callable[..., MatchResult]


@pytest.fixture
def run(pair: tuple[str, str], tmp_path: Path) -> Run:
    def run_(**settings: Any) -> MatchResult:
        asked = MatchSettings(*pair, tmp_path / "match", search_radius=150.0, overwrite=True, **settings)
        return match_scene(asked, StructureMatcher(), Reporter())

    return run_


@pytest.mark.slow
def test_without_a_mask_the_other_part_spoils_the_match(run: Run) -> None:
    result = run()
    assert abs(result.shift.dx_px - OFF[0]) > 1
    assert result.accuracy.ce90_px > 1.2


@pytest.mark.slow
@pytest.mark.parametrize("moving", ["sar", "optical"])
def test_a_mask_leaves_a_part_out(run: Run, east: str, tmp_path: Path, moving: str) -> None:
    result = run(masks=(east,), moving=moving)
    sign = 1 if moving == "sar" else -1
    assert result.reliable, result.reasons
    assert (sign * result.shift.dx_px, sign * result.shift.dy_px) == pytest.approx(OFF, abs=0.2)
    assert result.accuracy.ce90_px < 1.0
    points = read_tie_points(tmp_path / "match" / "tie_points.gpkg")
    # At least 55 % of a template lie in the western part.
    assert points.moving_xy[:, 0].max() < MIDDLE + 10 * max(map(abs, OFF))
    assert read_result(tmp_path / "match") == result
    recorded = json.loads((tmp_path / "match" / "result.json").read_text(encoding="utf-8"))["settings"]
    assert (recorded["masks"], recorded["mask_classes"], recorded["cutline"]) == ([east], [], "")
    assert "east.gpkg" in (tmp_path / "match" / "report.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_cutline_is_the_ground_that_is_matched(run: Run, west: str, tmp_path: Path) -> None:
    result = run(cutline=west)
    assert result.reliable, result.reasons
    assert (result.shift.dx_px, result.shift.dy_px) == pytest.approx(OFF, abs=0.2)
    points = read_tie_points(tmp_path / "match" / "tie_points.gpkg")
    assert points.moving_xy[:, 0].max() < MIDDLE
    # Nothing is read beyond the search radius around the cutline.
    assert result.grid.bbox[2] < MIDDLE + 200.0


def test_spacing_and_templates_follow_what_is_left(
    write_raster: WriteRaster, tmp_path: Path, east: str, west: str
) -> None:
    scene = textured(1600, 1600).astype(np.uint8)
    pair = str(write_raster(scene, name="s.tif")), str(write_raster(np.concatenate([scene] * 3), name="o.tif"))
    nowhere = ShiftTransform(0.0, 0.0)
    spacing, corners = {}, {}
    for name, given in {"all": {}, "mask": {"masks": (east,)}, "cutline": {"cutline": west}}.items():
        settings = MatchSettings(*pair, tmp_path / "out", search_radius=50.0, **given)  # type: ignore[arg-type]
        with open_scenes(settings, lambda *_: None, Reporter()) as scenes:
            spacing[name] = automatic_spacing(scenes.coverage, nowhere, 32, 1200)
            corners[name] = scenes.grid.xy(*place_templates(scenes.coverage, nowhere, 32, 16).T.astype(float))
    assert spacing["all"] == pytest.approx(1600 / 1200**0.5, rel=0.03)
    # A mask of 900 of 1600 columns and rows.
    assert spacing["mask"] < 0.9 * spacing["all"]
    assert spacing["cutline"] == pytest.approx((200 * 900 / 1200) ** 0.5, rel=0.05)
    inside = (corners["mask"][:, 0] > MIDDLE + 100) & (corners["mask"][:, 0] < MIDDLE + 9e3 - 400)
    assert not (inside & (corners["mask"][:, 1] > YMAX - 9e3 + 400)).any()
    assert (corners["cutline"][:, 0] < MIDDLE - 160).all()
    assert len(corners["cutline"]) > 100


def test_what_a_mask_was_taken_for_is_said(write_raster: WriteRaster, pair: tuple[str, str], tmp_path: Path) -> None:
    classes = np.full((SIDE, SIDE), 4, dtype=np.uint8)
    classes[:100] = 9
    mask = str(write_raster(classes, name="SCL.tif"))
    reporter = RecordingReporter()
    with open_scenes(MatchSettings(*pair, tmp_path / "out", masks=(mask,)), reporter.warning, reporter) as scenes:
        places = scenes.grid.colrow(np.array([UTM_PLACE @ (200.0, 50.0), UTM_PLACE @ (200.0, 150.0)]))
        col, row = (places // scenes.coverage.factor).astype(int).T
        for valid in (scenes.coverage.sar, scenes.coverage.optical):
            assert valid[row, col].tolist() == [False, True]
    said = [text for code, text in reporter.warnings if code == "mask"]
    assert len(said) == 1
    assert said[0].startswith("SCL.tif is a scene classification of Sentinel-2")


def test_masks_that_leave_nothing(pair: tuple[str, str], tmp_path: Path, east: str, west: str, capsys: Any) -> None:
    with pytest.raises(InputError, match="leave no ground") as error:
        match_scene(MatchSettings(*pair, tmp_path / "out", masks=(east, west)), StructureMatcher(), Reporter())
    assert error.value.code == "masks_leave_nothing"
    command = ["match", *pair, "--out", str(tmp_path / "out"), "--mask", east, "--cutline", east]
    assert main(command) == 2
    assert "leave no ground to match" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_classes_are_integers(pair: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--mask", pair[0], "--mask-classes", "3,clouds"]
    assert main(["match", *pair, "--out", str(tmp_path / "out"), *given]) == 2
    assert "give integers with commas between them" in capsys.readouterr().err


def test_a_layer_to_match_is_no_mask(pair: tuple[str, str], tmp_path: Path) -> None:
    for given in ({"masks": (pair[0],)}, {"cutline": pair[1]}):
        with pytest.raises(InputError, match="is given as a mask, but it is one of the layers to match"):
            MatchSettings(*pair, tmp_path / "out", **given).check()  # type: ignore[arg-type]


def test_a_mask_is_not_overwritten(pair: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    ring = box(MIDDLE, YMAX - 100, MIDDLE + 100, YMAX)
    mask = write_layer(tmp_path / "out" / "tie_points.gpkg", [polygon(ring)], UTM)
    with pytest.raises(InputError, match="would be overwritten"):
        MatchSettings(*pair, tmp_path / "out", masks=(f"{mask}|layername=ground",)).check()


def test_classes_without_a_mask(pair: tuple[str, str], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="but no mask"):
        MatchSettings(*pair, tmp_path / "out", mask_classes=(3,)).check()
