"""The simulated pair: the same every time, where it says it is, and misaligned by what it says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from scipy import ndimage

from s2m2_engine.errors import InputError
from s2m2_engine.simulation.landscape import CELL_M, Cover
from s2m2_engine.simulation.rendering import LOOKS, backscatter
from s2m2_engine.simulation.sample import MOVED_BY, Sample, Simulation, make_sample, simulate

SIZE = 256


@pytest.fixture(scope="module")
def pair() -> Simulation:
    return simulate(SIZE, seed=3)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("sämple pair"), SIZE, seed=3)


def test_files_are_where_they_say_and_say_that_they_are_simulated(sample: Sample) -> None:
    with rasterio.open(sample.optical) as optical, rasterio.open(sample.sar) as sar:
        assert optical.crs == sar.crs
        assert optical.crs.to_epsg() == 32633
        assert (optical.count, optical.dtypes[0], optical.res) == (3, "uint8", (10.0, 10.0))
        assert (sar.count, sar.dtypes[0], sar.res) == (1, "uint16", (12.5, 12.5))
        for dataset in (optical, sar):
            assert dataset.tags()["SIMULATED"] == "YES"
            assert "Simulated" in dataset.tags()["TIFFTAG_IMAGEDESCRIPTION"]
    assert "simulated" in sample.sar.name
    assert "simulated" in sample.optical.name


def test_truth_file_holds_the_displacement_that_undoes_the_move(sample: Sample) -> None:
    truth = json.loads((sample.sar.parent / "truth.json").read_text(encoding="utf-8"))
    assert truth["simulated"] is True
    assert truth["moving"] == "sar"
    shift = truth["displacement"]
    assert (shift["dx"], shift["dy"]) == (-MOVED_BY[0], -MOVED_BY[1])
    assert (shift["dx_m"], shift["dy_m"]) == pytest.approx(sample.displacement_m, abs=1e-3)
    # A metre of the map near the zone's middle is 1.0004 m on the ground, and north turns by 0.05 degrees.
    assert sample.displacement_m == pytest.approx((-MOVED_BY[0], -MOVED_BY[1]), abs=0.3)


def test_same_seed_same_pair_other_seed_other_pair(pair: Simulation, sample: Sample) -> None:
    with rasterio.open(sample.optical) as optical, rasterio.open(sample.sar) as sar:
        np.testing.assert_array_equal(optical.read(), pair.optical)
        np.testing.assert_array_equal(sar.read(1), pair.sar)
    assert (simulate(SIZE, seed=4).optical != pair.optical).mean() > 0.5


def _sar_pixel_centres(pair: Simulation) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    rows, cols = np.indices(pair.sar.shape) + 0.5
    at = pair.sar_transform
    return at.c + at.a * cols, at.f + at.e * rows


def _cells_at_sar_pixels(pair: Simulation, dx: float, dy: float) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Landscape cells (rows, cols) under the SAR's pixel centres, displaced by (dx, dy) metres of the map."""
    x, y = _sar_pixel_centres(pair)
    return (
        ((pair.land_origin[1] - (y + dy)) / CELL_M).astype(int),
        ((x + dx - pair.land_origin[0]) / CELL_M).astype(int),
    )


def test_displaced_sar_lies_on_the_ground_and_undisplaced_sar_does_not(pair: Simulation) -> None:
    water = ndimage.binary_erosion(pair.land.cover == Cover.WATER, iterations=3)

    def darkness(dx: float, dy: float) -> float:
        on_river = water[_cells_at_sar_pixels(pair, dx, dy)]
        return float(np.median(pair.sar[~on_river]) / np.median(pair.sar[on_river]))

    assert darkness(-MOVED_BY[0], -MOVED_BY[1]) > 2.5
    assert darkness(0, 0) < 1.8


def test_true_displacement_is_the_best_one(pair: Simulation) -> None:
    """Speckled SAR against the backscatter of the labels: the correlation peaks within a cell of truth."""
    power = ndimage.gaussian_filter(backscatter(pair.land, seed=3), 1)
    level = np.log(pair.sar.astype(float))
    steps = np.arange(-4, 5) * CELL_M
    scores = np.empty((len(steps), len(steps)))
    for i, north in enumerate(steps):
        for j, east in enumerate(steps):
            cells = _cells_at_sar_pixels(pair, -MOVED_BY[0] + east, -MOVED_BY[1] + north)
            scores[i, j] = np.corrcoef(level.ravel(), np.log(power[cells]).ravel())[0, 1]
    row, col = np.unravel_index(scores.argmax(), scores.shape)
    assert max(abs(steps[row]), abs(steps[col])) <= CELL_M
    assert scores.max() > scores[0, 0] + 0.1


def test_optical_and_sar_share_structure_but_not_brightness(pair: Simulation) -> None:
    """Edges coincide once the SAR is displaced; grey values correlate little even then."""
    grey = pair.optical.mean(axis=0)
    x, y = _sar_pixel_centres(pair)
    to = pair.optical_transform

    def optical_at(values: NDArray[np.float64], dx: float, dy: float) -> NDArray[np.float64]:
        col, row = (x + dx - to.c) / to.a, (y + dy - to.f) / to.e
        result: NDArray[np.float64] = ndimage.map_coordinates(values, [row - 0.5, col - 0.5], order=1, cval=np.nan)
        return result

    def correlation(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
        both = np.isfinite(a) & np.isfinite(b)
        return float(np.corrcoef(a[both], b[both])[0, 1])

    dx, dy = -MOVED_BY[0], -MOVED_BY[1]
    smooth = ndimage.gaussian_filter(np.log(pair.sar.astype(float)), 1.5)
    sar_edges = np.log1p(10 * ndimage.gaussian_gradient_magnitude(smooth, 1))
    optical_edges = np.log1p(ndimage.gaussian_gradient_magnitude(grey, 2))
    aligned = correlation(sar_edges, optical_at(optical_edges, dx, dy))
    misaligned = correlation(sar_edges, optical_at(optical_edges, 0, 0))
    assert aligned > 0.2
    assert aligned > misaligned + 0.1
    assert abs(correlation(smooth, optical_at(grey, dx, dy))) < 0.5


def test_speckle_has_the_stated_looks(pair: Simulation) -> None:
    """On the river only speckle varies: the relative variance of power is 1/looks, less the noise floor."""
    water = ndimage.binary_erosion(pair.land.cover == Cover.WATER, iterations=5)
    power = pair.sar.astype(float)[water[_cells_at_sar_pixels(pair, -MOVED_BY[0], -MOVED_BY[1])]] ** 2
    assert len(power) > 300
    assert 0.3 / LOOKS < power.var() / power.mean() ** 2 < 1.5 / LOOKS


def test_too_small_and_unwritable_are_said(tmp_path: Path) -> None:
    with pytest.raises(InputError) as too_small:
        make_sample(tmp_path, 10)
    assert too_small.value.code == "sample_too_small"
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError) as unwritable:
        make_sample(tmp_path / "file" / "folder", 128)
    assert unwritable.value.code == "unwritable_output"
    assert "folder" in unwritable.value.message


@pytest.mark.parametrize("folder", ["/vsimem/x", "a\nb", "a\0b", "\udcff", Path(Path.cwd().anchor)])
def test_no_sample_goes_where_nothing_can_be_written(folder: str | Path) -> None:
    with pytest.raises(InputError) as refused:
        make_sample(Path(folder), 128)
    assert refused.value.code in ("bad_name", "unwritable_output")


@pytest.mark.parametrize("name", ["truth.json", "simulated_sar.tif", "simulated_optical.tif"])
def test_files_of_others_are_not_replaced(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text('{"mine": 1}')
    with pytest.raises(InputError) as refused:
        make_sample(tmp_path, 128)
    assert refused.value.code == "folder_in_use"
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(name, '{"mine": 1}')]


def test_a_sample_replaces_a_sample(tmp_path: Path) -> None:
    before = make_sample(tmp_path, 128, seed=1).sar.read_bytes()
    assert make_sample(tmp_path, 128, seed=2).sar.read_bytes() != before
