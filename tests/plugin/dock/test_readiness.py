"""The readiness line: every obstacle is named in a sentence, the first one first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsRasterLayer

from helpers.ui_fakes import make_raster
from s2m2_qgis.dock.readiness import (
    LINK_SETUP,
    LayerFacts,
    Situation,
    assess,
    extent_gap_m,
)

SAR = LayerFacts("a", "radar", "gdal:/a.tif", True, True)
OPTICAL = LayerFacts("b", "photo", "gdal:/b.tif", True, True)
FINE = Situation(SAR, OPTICAL)


def test_fine_is_ready() -> None:
    assert assess(FINE).ready
    assert assess(FINE).state == "ready"


@pytest.mark.parametrize(
    ("situation", "words"),
    [
        (replace(FINE, sar=None, optical=None), ["Add a SAR and an optical"]),
        (replace(FINE, sar=None), ["Choose the SAR layer"]),
        (replace(FINE, optical=None), ["Choose the optical layer"]),
        (replace(FINE, optical=SAR), ["“radar”", "twice"]),
        (replace(FINE, optical=replace(OPTICAL, source=SAR.source)), ["twice"]),
        (replace(FINE, sar=replace(SAR, valid=False)), ["“radar”", "cannot be found"]),
        (replace(FINE, optical=replace(OPTICAL, has_crs=False)), ["“photo”", "no coordinate reference system"]),
        (replace(FINE, search_radius_m=0.0), ["search radius is 0"]),
        (replace(FINE, gap_m=2400.0), ["do not overlap", "2.4 km"]),
        (replace(FINE, area_overlaps=False), ["Limit to", "no ground that both"]),
        (replace(FINE, ground_problem="Draw a box."), ["Draw a box."]),
        (replace(FINE, environment_problem="No Python."), ["No Python."]),
        (replace(FINE, checking_environment=True), ["Looking for"]),
        (replace(FINE, running="match"), ["match is running"]),
        (replace(FINE, running="correct"), ["correction is running"]),
    ],
)
def test_obstacle_is_named(situation: Situation, words: list[str]) -> None:
    state = assess(situation)
    assert not state.ready
    assert all(word in state.text for word in words), state.text


def test_gap_within_search_radius_is_no_obstacle() -> None:
    assert assess(replace(FINE, gap_m=400.0, search_radius_m=500.0)).ready


def test_environment_problem_offers_setup() -> None:
    state = assess(replace(FINE, environment_problem="No Python."))
    assert (state.setup, state.link) == ("Set up Python…", "")
    damaged = replace(FINE, environment_problem="It cannot load numpy.", environment_is_own=True)
    assert assess(damaged).setup == "Repair Python…"
    assert assess(replace(FINE, sar=None)).setup == ""


def test_a_damaged_package_is_a_note() -> None:
    state = assess(replace(FINE, ailment="The package torch is damaged: it crashed (SIGBUS)."))
    assert (state.ready, state.state, state.link) == (True, "note", LINK_SETUP)
    assert "torch is damaged: it crashed (SIGBUS). Repair it." in state.text


def test_structure_in_place_of_the_trained_model_is_a_note() -> None:
    state = assess(replace(FINE, trained_model_missing=True))
    assert (state.ready, state.state, state.link) == (True, "note", LINK_SETUP)
    assert "ONNX Runtime cannot be loaded" in state.text
    assert "“structure” is used instead" in state.text


def test_an_environment_of_another_version_is_a_note() -> None:
    state = assess(replace(FINE, environment_outdated=True))
    assert (state.ready, state.state, state.link) == (True, "note", LINK_SETUP)
    assert "Update it." in state.text


def test_swapped_layers_are_a_note() -> None:
    state = assess(replace(FINE, looks_swapped=True))
    assert state.ready
    assert "swapped" in state.text


def test_a_python_that_is_missing_comes_before_layers() -> None:
    """Nobody should look for layers first and then be told that nothing can be matched."""
    assert assess(replace(FINE, sar=None, optical=None, environment_problem="No Python.")).text == "No Python."
    assert "SAR layer" in assess(replace(FINE, sar=None, checking_environment=True)).text


@pytest.mark.parametrize(
    ("epsg", "origin", "pixel", "expected"),
    [
        (32633, (500_300.0, 5_000_100.0), 10.0, 0.0),
        (32633, (500_640.0 + 3_000.0, 5_000_000.0), 10.0, 3_000.0),  # 64 px of 10 m, then a gap to the east
        (4326, (14.999, 45.155), 0.0001, 0.0),
        (3857, (-20_037_508.0, 20_037_508.0), 626_172.0, 0.0),  # the whole world, as web layers have it
    ],
)
def test_gap_on_the_ground(
    qgis_app: object, tmp_path: Path, epsg: int, origin: tuple[float, float], pixel: float, expected: float
) -> None:
    one = QgsRasterLayer(str(make_raster(tmp_path / "one.tif")), "one")
    two = QgsRasterLayer(str(make_raster(tmp_path / "two.tif", epsg=epsg, origin=origin, pixel=pixel)), "two")
    # UTM's scale at the central meridian is 0.9996: the ground is a little longer than the grid.
    assert extent_gap_m(one, two, QgsProject.instance()) == pytest.approx(expected, rel=1e-3)
