"""The pixels that a corrected raster gets: its own, those of the reference, or those of another raster."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.enums import MaskFlags

from helpers.raster_samples import UTM, UTM_PLACE, textured
from s2m2_engine.cli import main
from s2m2_engine.errors import InputError
from s2m2_engine.names import RESULT_FILE
from s2m2_engine.scene.correct import correct_raster
from s2m2_engine.scene.fitting.transform import AffineTransform, ShiftTransform
from s2m2_engine.scene.raster.geodesy import point_transformer

SHIFT = ShiftTransform(137.4, -83.9)


def ramp(transform: Affine, height: int, width: int, crs: str = UTM) -> np.ndarray:
    """Values that tell the place on the ground: they rise to the east and, less, to the north."""
    cols, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    x, y = transform @ (cols.ravel(), rows.ravel())
    at = point_transformer(crs, UTM)(np.column_stack([x, y]))
    return (100 + (at[:, 0] - 500_000) / 50 + (at[:, 1] - 3_299_000) / 80).reshape(height, width).astype(np.float32)


def where(path) -> tuple:
    with rasterio.open(path) as dataset:
        return dataset.crs, dataset.transform, dataset.shape


def error_on_the_ground(out, displacement) -> np.ndarray:
    """The differences between a corrected ramp and the ramp at the places that its pixels came from."""
    with rasterio.open(out) as dataset:
        found, crs, transform = dataset.read(1), dataset.crs.to_string(), dataset.transform
    height, width = found.shape
    cols, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    x, y = transform @ (cols.ravel(), rows.ravel())
    at = point_transformer(crs, UTM)(np.column_stack([x, y]))
    source = at
    for _ in range(20):
        source = at - displacement(source)
    expected = (100 + (source[:, 0] - 500_000) / 50 + (source[:, 1] - 3_299_000) / 80).reshape(height, width)
    seen = np.isfinite(found)
    assert seen.mean() > 0.2
    inner = seen.copy()
    for axis in (0, 1):
        for step in (-3, 3):
            inner &= np.roll(seen, step, axis)
    return np.asarray((found - expected)[inner])


@pytest.fixture
def moving(write_raster):
    return write_raster(ramp(UTM_PLACE, 300, 300), "moving.tif")


@pytest.mark.parametrize(
    ("crs", "place", "shape"),
    [
        (UTM, Affine(10, 0, 500_503.25, 0, -10, 3_299_401.5), (170, 150)),
        (UTM, Affine(25, 0, 500_003.25, 0, -25, 3_300_001.5), (130, 110)),
        (UTM, Affine(3, 0, 501_003.25, 0, -3, 3_299_001.5), (200, 210)),
        (UTM, Affine(8, 3, 500_300, 3, -8, 3_299_300), (140, 150)),
        ("EPSG:3857", Affine(11, 0, -11_019_900, 0, -11, 3_482_000), (280, 260)),
    ],
    ids=["the same size", "coarser", "finer", "rotated", "another CRS"],
)
def test_the_grid_is_exactly_that_of_the_reference(write_raster, match, tmp_path, moving, crs, place, shape):
    corner = point_transformer(UTM, crs)(np.array([[500_200.0, 3_299_800.0]]))[0]
    if crs != UTM:
        place = Affine(place.a, 0, float(corner[0]), 0, place.e, float(corner[1]))
    reference = write_raster(textured(*shape), "reference.tif", crs=crs, transform=place)
    folder, out = match(SHIFT, moving, reference), tmp_path / "out.tif"
    done = correct_raster(folder, moving, out, grid="reference")
    assert done.resampled
    assert where(out) == where(reference)
    assert done.grid_offset_px == pytest.approx((0.0, 0.0), abs=1e-9)
    assert "on those of the reference" in done.note
    # A tenth of the raster's own pixel, in values.
    assert np.abs(error_on_the_ground(out, SHIFT.displacement)).max() < 0.02
    reference.unlink()
    correct_raster(folder, moving, tmp_path / "again.tif", grid="reference")
    assert where(tmp_path / "again.tif") == where(out)


def test_an_affine_onto_the_grid_of_a_file(write_raster, match, tmp_path, moving):
    warp = AffineTransform(((1.01, 0.004, -18_000.0), (-0.006, 0.99, 36_000.0)))
    aim = write_raster(textured(180, 170), "aim.tif", transform=Affine(7, 0, 501_000.5, 0, -7, 3_299_600.25))
    out = tmp_path / "out.tif"
    assert correct_raster(match(warp), moving, out, grid=aim).resampled
    assert where(out) == where(aim)
    assert np.abs(error_on_the_ground(out, warp.displacement)).max() < 0.02


def test_own_pixels_stay_and_their_offset_is_told(write_raster, match, tmp_path, moving):
    reference = write_raster(textured(300, 300), "reference.tif")
    done = correct_raster(match(SHIFT, moving, reference), moving, tmp_path / "out.tif")
    assert not done.resampled
    assert done.grid_offset_px == pytest.approx((-0.26, 0.39), abs=1e-6)
    assert done.note == "Its pixels lie -0.260 columns and +0.390 rows off those of the reference."
    with rasterio.open(moving) as a, rasterio.open(tmp_path / "out.tif") as b:
        assert np.array_equal(a.read(), b.read())


def test_grids_that_differ_have_no_offset(write_raster, match, tmp_path, moving):
    coarse = write_raster(textured(), "coarse.tif", transform=Affine(25, 0, 500_000, 0, -25, 3_300_000))
    done = correct_raster(match(SHIFT, moving, coarse), moving, tmp_path / "out.tif")
    assert done.grid_offset_px is None
    assert "differ" in done.note


def test_coarser_pixels_are_means_and_not_samples(write_raster, match, tmp_path):
    stripes = np.tile(np.array([0.0, 200.0], np.float32), (300, 150))
    path = write_raster(stripes)
    coarse = write_raster(textured(), "coarse.tif", transform=Affine(40, 0, 500_000, 0, -40, 3_300_000))
    folder = match(ShiftTransform(0.0, 0.0), path, coarse)
    correct_raster(folder, path, tmp_path / "out.tif", resampling="cubic", grid="reference")
    with rasterio.open(tmp_path / "out.tif") as dataset:
        values = dataset.read(1)[:74, :74]
    assert np.abs(values - 100).max() < 1e-3


def test_classes_are_not_averaged(write_raster, match, tmp_path):
    image = np.random.default_rng(0).choice(np.array([3, 90, 200], np.uint8), (300, 300))
    path = write_raster(image, prepare=lambda d: d.write_colormap(1, {i: (i, i, i, 255) for i in range(256)}))
    coarse = write_raster(textured(64, 64), "coarse.tif", transform=Affine(40, 0, 500_000, 0, -40, 3_300_000))
    correct_raster(match(SHIFT, path, coarse), path, tmp_path / "out.tif", grid="reference")
    with rasterio.open(tmp_path / "out.tif") as dataset:
        assert set(np.unique(dataset.read(1)[dataset.read_masks(1) > 0])) == {3, 90, 200}
        assert MaskFlags.per_dataset in dataset.mask_flag_enums[0]


def test_a_raster_with_gcps_comes_onto_the_grid(write_raster, match, tmp_path):
    place = Affine(10, 0, 500_000, 0, -10, 3_300_000)
    spots = [(float(r), float(c)) for r in (0, 150, 300) for c in (0, 150, 300)]
    gcps = [GroundControlPoint(r, c, *(place @ (c, r))) for r, c in spots]
    path = write_raster(ramp(place, 300, 300), gcps=(gcps, CRS.from_string(UTM)))
    aim = write_raster(textured(120, 120), "aim.tif", transform=Affine(12, 0, 500_400, 0, -12, 3_299_500))
    assert correct_raster(match(SHIFT, path, aim), path, tmp_path / "out.tif", grid="reference").resampled
    assert where(tmp_path / "out.tif") == where(aim)
    assert np.abs(error_on_the_ground(tmp_path / "out.tif", SHIFT.displacement)).max() < 0.02
    unmoved = correct_raster(match(SHIFT, path, aim), path, tmp_path / "gcps.tif")
    assert (unmoved.resampled, unmoved.grid_offset_px, unmoved.note) == (False, None, "")


def test_grids_that_cannot_be_taken(write_raster, match, tmp_path, moving):
    reference = write_raster(textured(), "reference.tif")
    far = write_raster(textured(), "far.tif", transform=Affine(10, 0, 900_000, 0, -10, 3_300_000))
    spots = [GroundControlPoint(float(r), float(c), 500_000 + c, 3_300_000 - r) for r in (0, 90) for c in (0, 90)]
    no_grid = write_raster(textured(), "gcps.tif", gcps=(spots, CRS.from_string(UTM)))
    folder, out = match(SHIFT, moving, reference), tmp_path / "out.tif"
    for grid, code in (
        (far, "grid_elsewhere"),
        (no_grid, "no_grid"),
        (tmp_path / "gone.tif", "raster_not_found"),
        ("references", "raster_not_found"),
    ):
        with pytest.raises(InputError) as failure:
            correct_raster(folder, moving, out, grid=grid)
        assert failure.value.code == code
    with pytest.raises(InputError) as failure:
        correct_raster(folder, moving, far, grid=far)
    assert failure.value.code == "output_is_input"
    with pytest.raises(InputError) as failure:
        correct_raster(match(SHIFT, moving, no_grid), moving, out, grid="reference")
    assert failure.value.code == "no_grid"
    assert not out.exists()


def test_a_match_of_an_earlier_version_has_a_reference_too(write_raster, match, tmp_path, moving):
    reference = write_raster(textured(), "reference.tif")
    folder = match(SHIFT, moving, reference)
    body = json.loads((folder / RESULT_FILE).read_text(encoding="utf-8"))
    for info in body["inputs"]:
        del info["fingerprint"]
    (folder / RESULT_FILE).write_text(json.dumps(body), encoding="utf-8")
    correct_raster(folder, moving, tmp_path / "out.tif", grid="reference")
    assert where(tmp_path / "out.tif") == where(reference)


def test_the_command_line(write_raster, match, tmp_path, moving, capsys):
    reference = write_raster(textured(), "reference.tif")
    folder, out = str(match(SHIFT, moving, reference)), str(tmp_path / "out.tif")
    assert main(["correct", folder, str(moving), "--out", out]) == 0
    assert "-0.260 columns" in capsys.readouterr().out
    assert main(["correct", folder, str(moving), "--out", out, "--grid", "reference", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["grid_offset_px"] == pytest.approx([0.0, 0.0], abs=1e-9)
    assert where(out) == where(reference)
    assert main(["correct", folder, out, "--out", str(tmp_path / "twice.tif")]) == 2
    assert main(["correct", folder, out, "--out", str(tmp_path / "twice.tif"), "--again"]) == 0
