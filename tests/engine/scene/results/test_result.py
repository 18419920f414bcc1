"""result.json: what is read as it was written, and what is refused because no match wrote it."""

from __future__ import annotations

import json
import os
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio

from s2m2_engine.errors import InputError
from s2m2_engine.names import RESULT_FILE
from s2m2_engine.scene.fitting.accuracy import Accuracy, CandidateAccuracy
from s2m2_engine.scene.fitting.reliability import Chance
from s2m2_engine.scene.fitting.transform import (
    AffineTransform,
    PolynomialTransform,
    ShiftTransform,
    SimilarityTransform,
    ThinPlateSplineTransform,
    Transform,
)
from s2m2_engine.scene.raster.raster import open_raster
from s2m2_engine.scene.results.requirements import Requirement
from s2m2_engine.scene.results.result import (
    Footprint,
    FoundPrior,
    GridInfo,
    ImageFindings,
    InputInfo,
    MatchResult,
    ModelInfo,
    Shift,
    TiePointCounts,
    read_result,
)

NAN = float("nan")
RESULT = MatchResult(
    status="reliable",
    reasons=(),
    crs="EPSG:32633",
    moving="sar",
    shift=Shift(100.0, -50.0, 100.0, -50.0, 10.0, 5.0),
    transform=AffineTransform(((1.0, 0.0, 100.0), (0.0, 1.0, -50.0))),
    accuracy=Accuracy(4.0, 6.0, 0.4, 0.6, 40),
    tie_points=TiePointCounts(50, 40),
    model=ModelInfo("structure", ""),
    device="cpu",
    seconds=1.5,
    inputs=(
        InputInfo("sar", "/a.tif", "A", "EPSG:32633", 1000, 900),
        InputInfo("optical", "/b.tif", "B", "EPSG:4326", 500, 600, (255.0, 0.5), rights="© the surveyors"),
    ),
    grid=GridInfo((10.0, 10.0), (500_000.0, 4_990_000.0, 510_000.0, 5_000_000.0)),
    settings={"search_radius": 500.0, "bbox": None},
    version="0.1.0",
    warnings=("Take care.",),
    requirements=(
        Requirement("CE90 limit", "ce90", 5.0, 6.0, False),
        Requirement("CEOS-ARD", "rmse", 5.0),
    ),
    images=ImageFindings(("Several shifts fit equally well.",), "", Chance(((1.5, 0.012), (1.0, 0.005)))),
    created="2026-11-28T09:30:00+00:00",
    footprint=Footprint("Polygon", (((1.0, 2.0), (3.0, 2.0), (3.0, 4.0), (1.0, 2.0)),)),
    candidates=(
        CandidateAccuracy("shift", 9.0, 0.9, 0.5, False, "It is worse."),
        CandidateAccuracy("affine", 6.0, 0.6, 0.8, True, "It is better."),
    ),
)
_PLACES = tuple((x, y) for x in (501_000.0, 505_000.0, 509_000.0) for y in (4_991_000.0, 4_995_000.0, 4_999_000.0))
_BEND = tuple((100.0 + number, -50.0 - number) for number in (0, 3, 1, 4, 1, 5, 9, 2, 6))


def written(body: Any, folder: Path) -> Path:
    (folder / RESULT_FILE).write_text(body if isinstance(body, str) else json.dumps(body), encoding="utf-8")
    return folder


def test_a_result_is_read_as_it_was_written(tmp_path: Path) -> None:
    assert read_result(written(RESULT.to_json(), tmp_path)) == RESULT


def test_an_input_says_who_has_rights_in_it(tmp_path: Path) -> None:
    path, place = tmp_path / "a.tif", rasterio.Affine(10, 0, 500_000, 0, -10, 5_000_000)
    shape = {"driver": "GTiff", "width": 64, "height": 64, "count": 1, "dtype": "uint8", "crs": "EPSG:32633"}
    for rights in ("", "© the surveyors,\nall rights reserved"):
        with rasterio.open(path, "w", transform=place, **shape) as dataset:
            if rights:
                dataset.update_tags(TIFFTAG_COPYRIGHT=rights)
        with open_raster(path, "sar", "a") as raster:
            assert InputInfo.of(raster).rights == rights.replace("\n", " ")


def test_a_result_of_an_unknown_time_without_ground_is_read_as_it_was_written(tmp_path: Path) -> None:
    result = replace(RESULT, seconds=None, footprint=None, created="")
    assert read_result(written(result.to_json(), tmp_path)) == result


@pytest.mark.parametrize(("crs", "code"), [("EPSG:32633", 32633), ("+proj=laea +lat_0=31 +lon_0=5", None), ("?", None)])
def test_a_result_names_the_epsg_code_of_its_crs(crs: str, code: int | None) -> None:
    assert replace(RESULT, crs=crs).to_json()["epsg"] == code


def test_a_result_from_before_fills_were_recorded(tmp_path: Path) -> None:
    body = RESULT.to_json()
    for entry in body["inputs"]:
        del entry["fill"]
    assert all(entry.fill is None for entry in read_result(written(body, tmp_path)).inputs)


@pytest.mark.parametrize(
    "transform",
    [
        ShiftTransform(100.0, -50.0),
        SimilarityTransform(((1.0, 0.001, -4895.0), (-0.001, 1.0, 455.0))),
        PolynomialTransform(_PLACES, _BEND),
        ThinPlateSplineTransform(_PLACES, _BEND),
    ],
    ids=lambda transform: transform.kind,
)
def test_every_kind_of_transform_is_read_as_it_was_written(transform: Transform, tmp_path: Path) -> None:
    body = replace(RESULT, transform=transform).to_json()
    middle = np.array([[505_000.0, 4_995_000.0]])
    dx, dy = transform.displacement(middle)[0].tolist()
    body["shift"] = {"dx": dx, "dy": dy, "dx_m": dx, "dy_m": dy, "dx_px": dx / 10, "dy_px": -dy / 10}
    read = read_result(written(body, tmp_path))
    assert read.transform == transform
    assert read.transform.displacement(middle) == pytest.approx(np.array([[dx, dy]]))


# Turned by a quarter and mirrored about the middle of the area matched, and moved by the shift of `RESULT`.
_TURNED = AffineTransform(((0.0, 1.0, 100.0 - 4_490_000.0), (1.0, 0.0, 4_490_000.0 - 50.0)))


def test_a_prior_is_read_as_it_was_written_and_may_turn_the_layer_over(tmp_path: Path) -> None:
    linear = np.array(_TURNED.matrix)[:, :2]
    result = replace(RESULT, transform=_TURNED, prior=FoundPrior.of(_TURNED, linear, 400))
    assert read_result(written(result.to_json(), tmp_path)) == result
    body = {**result.to_json()}
    del body["prior"]
    with pytest.raises(InputError, match="turns the area matched over"):
        read_result(written(body, tmp_path))


@pytest.mark.parametrize(
    "change", [{"hypotheses": 0}, {"matrix": [[1.0, 1.0, 0.0], [1.0, 1.0, 0.0]]}, {"matrix": []}, {"scales": [1.0]}]
)
def test_a_prior_that_no_search_found_is_refused(change: dict[str, Any], tmp_path: Path) -> None:
    prior = FoundPrior.of(RESULT.transform, np.eye(2), 400)  # type: ignore[arg-type]
    body = replace(RESULT, prior=prior).to_json()
    body["prior"].update(change)
    with pytest.raises(InputError) as caught:
        read_result(written(body, tmp_path))
    assert caught.value.code == "bad_match"


@pytest.mark.parametrize(
    ("linear", "rotation", "scales", "mirrored", "words"),
    [
        ([[0.0, -2.0], [3.0, 0.0]], 90.0, (3.0, 2.0), False, "3.000 in width and 2.000 in height, and turned by 90.0°"),
        ([[-1.0, 0.0], [0.0, 1.0]], 0.0, (1.0, 1.0), True, "mirrored left to right, scaled"),
        ([[np.cos(0.1), np.sin(0.1)], [-np.sin(0.1), np.cos(0.1)]], -5.73, (1.0, 1.0), False, "5.7° clockwise"),
    ],
)  # fmt: skip
def test_what_the_search_found_in_words(
    linear: list[list[float]], rotation: float, scales: tuple[float, float], mirrored: bool, words: str
) -> None:
    found = FoundPrior.of(_TURNED, np.array(linear), 400)
    assert (found.rotation_deg, found.scales, found.mirrored) == (rotation, scales, mirrored)
    assert words in found.sentence


@pytest.mark.parametrize(
    "control",
    [
        [],
        [[505_000.0, 4_995_000.0, 100.0, -50.0]] * 9,
        [[x, y, 100.0] for x, y in _PLACES],
        [[x, y, 100.0, 1e308] for x, y in _PLACES],
        [[x, y, 2 * (505_000.0 - x), -50.0] for x, y in _PLACES],
    ],
    ids=["none", "one place", "no row", "infinite", "turned over"],
)
@pytest.mark.parametrize("kind", ["polynomial", "tps"])
def test_control_points_that_no_match_wrote_are_refused(kind: str, control: list[Any], tmp_path: Path) -> None:
    body = RESULT.to_json()
    body["transform"] = {"kind": kind, "control_points": control}
    with pytest.raises(InputError) as caught:
        read_result(written(body, tmp_path))
    assert caught.value.code == "bad_match"


def test_a_result_from_before_kinds_were_compared(tmp_path: Path) -> None:
    body = RESULT.to_json()
    del body["candidates"], body["images"]
    read = read_result(written(body, tmp_path))
    assert read.candidates == ()
    assert read.images is None


def test_a_match_that_found_nothing_is_a_result(tmp_path: Path) -> None:
    body = RESULT.to_json()
    body.update(status="unreliable", reasons=["No tie point."], tie_points={"total": 0, "inliers": 0})
    body["transform"] = {"kind": "shift", "matrix": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]}
    body["shift"] = dict.fromkeys(body["shift"], 0.0)
    body["accuracy"] = {**dict.fromkeys(body["accuracy"]), "held_out": 0}
    result = read_result(written(body, tmp_path))
    assert result.transform == ShiftTransform(0.0, 0.0)
    assert result.accuracy.rmse_m != result.accuracy.rmse_m, "NaN, where the file has null"


TAMPERED: list[tuple[str, Any]] = [
    ("status", "perfect"),
    ("status", ["reliable"]),
    ("reasons", "none"),
    ("reasons", [1]),
    ("crs", 32633),
    ("crs", ""),
    ("moving", "both"),
    ("moving", {}),
    ("shift", []),
    ("shift.dx", 1e308),
    ("shift.dx", "100"),
    ("shift.dx", None),
    ("shift.dx", 4000.0),
    ("shift.dx_m", 1e308),
    ("shift.dx_m", 1e5),
    ("shift.dy_px", -1e9),
    ("shift.more", 1.0),
    ("transform", "shift"),
    ("transform.kind", "polynomial"),
    ("transform.kind", ["affine"]),
    ("transform.matrix", []),
    ("transform.matrix", [[1.0, 0.0], [0.0, 1.0]]),
    ("transform.matrix", [["1", "0", "100"], ["0", "1", "-50"]]),
    ("transform.matrix", [[1.0, 0.0, None], [0.0, 1.0, -50.0]]),
    ("transform.matrix", [[0.0, 0.0, 0.0], [0.0, 0.0, 0.0]]),
    ("transform.matrix", [[0.0, 0.0, 505_000.0], [0.0, 0.0, 4_995_000.0]]),
    ("transform.matrix", [[-1.0, 0.0, 1_010_100.0], [0.0, 1.0, -50.0]]),
    ("transform.matrix", [[1.0, 0.0, 1e308], [0.0, 1.0, -50.0]]),
    ("transform.matrix", [[1.0, 0.0, 10**400], [0.0, 1.0, -50.0]]),
    ("transform.matrix", [[1.0, 0.0, 200.0], [0.0, 1.0, -50.0]]),
    ("settings.template", 0),
    ("settings.template", "wide"),
    ("images", 5),
    ("images.reasons", "none"),
    ("images.chance", 0.1),
    ("images.chance.shares", []),
    ("images.chance.shares", [[1.5]]),
    ("images.chance.shares", [[0.0, 0.1]]),
    ("images.chance.shares", [[1.5, -0.1]]),
    ("candidates", 5),
    ("candidates", [5]),
    ("candidates.0.kind", "bend"),
    ("candidates.0.ce90_px", "small"),
    ("candidates.1.chosen", 1),
    ("accuracy.held_out", 1.5),
    ("accuracy.held_out", None),
    ("accuracy.rmse_m", "small"),
    ("tie_points.inliers", -1),
    ("tie_points.inliers", 51),
    ("tie_points.total", True),
    ("model", None),
    ("model.name", 5),
    ("seconds", "long"),
    ("inputs", []),
    ("inputs", {"sar": 1}),
    ("inputs.0.role", "optical"),
    ("inputs.0.path", None),
    ("inputs.0.fill", 255),
    ("inputs.0.fill", ["white"]),
    ("inputs.1.width", 0),
    ("inputs.1.width", 1e3),
    ("grid", 3),
    ("grid.pixel_m", [0.0, 10.0]),
    ("grid.pixel_m", [10.0]),
    ("grid.bbox", [0.0, 0.0, 0.0, 0.0]),
    ("grid.bbox", [-1e308, -1e308, 1e308, 1e308]),
    ("grid.bbox", [510_000.0, 4_990_000.0, 500_000.0, 5_000_000.0]),
    ("created", 5),
    ("footprint", []),
    ("footprint.type", "Point"),
    ("footprint.coordinates", []),
    ("footprint.coordinates", [[[1.0, 2.0]]]),
    ("footprint.coordinates", [[[1.0, 2.0], [3.0, 2.0], [3.0, 4.0], [3.0, 4.0]]]),
    ("settings", []),
    ("warnings", "none"),
    ("version", None),
]


@pytest.mark.parametrize(("key", "value"), TAMPERED, ids=range(len(TAMPERED)))
def test_what_no_match_wrote_is_refused(key: str, value: Any, tmp_path: Path) -> None:
    body = deepcopy(RESULT.to_json())
    *places, last = key.split(".")
    table = body
    for place in places:
        table = table[int(place)] if isinstance(table, list) else table[place]
    table[last] = value
    with pytest.raises(InputError) as caught:
        read_result(written(body, tmp_path))
    assert caught.value.code == "bad_match"
    assert caught.value.message.startswith(f"{tmp_path / RESULT_FILE} is not a result of this version: ")


# What results of earlier versions lack.
LATER = ("id", "epsg", "created", "footprint", "candidates", "displacement", "images", "requirements")


@pytest.mark.parametrize("key", [key for key in RESULT.to_json() if key not in LATER])
def test_what_is_missing_is_refused(key: str, tmp_path: Path) -> None:
    body = RESULT.to_json()
    del body[key]
    with pytest.raises(InputError) as caught:
        read_result(written(body, tmp_path))
    assert caught.value.code == "bad_match"


@pytest.mark.parametrize("text", ["", "[]", "null", "5", "[" * 100_000, '{"status": NaN}', '{"status": 1e999}'])
def test_other_files_are_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_result(written(text, tmp_path))
    assert caught.value.code == "bad_match"


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / RESULT_FILE)
    with pytest.raises(InputError) as caught:
        read_result(tmp_path)
    assert caught.value.code == "bad_match"
