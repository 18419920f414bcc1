"""The ground that masks cover: rasters and polygons in any CRS, what is recognised, and what is refused."""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from affine import Affine
from pyproj import Transformer
from rasterio.crs import CRS

from helpers.polygon_files import box, line, multipolygon, polygon, write_layer
from helpers.raster_samples import UTM, UTM_PLACE, WriteRaster
from s2m2_engine.arrays import Window
from s2m2_engine.errors import CancelledError, InputError
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.raster import ground_masks
from s2m2_engine.scene.raster.grid import CommonGrid
from s2m2_engine.scene.raster.ground_masks import box_of_area, masked_ground
from s2m2_engine.scene.raster.raster import open_raster

SIDE = 200
SCL_COLOURS = {
    0: (0, 0, 0), 1: (255, 0, 0), 2: (66, 66, 66), 3: (101, 55, 0), 4: (0, 160, 0), 5: (255, 230, 80),
    6: (0, 0, 250), 7: (120, 120, 120), 8: (190, 190, 190), 9: (250, 250, 250), 10: (110, 200, 250),
    11: (255, 150, 250),
}  # fmt: skip


def grid_of(crs: str = UTM, place: Affine = UTM_PLACE, side: int = SIDE) -> CommonGrid:
    return CommonGrid(CRS.from_user_input(crs), crs, place, side, side, (10.0, 10.0), Window(0, 0, side, side))


def covered(
    path: str | Path, grid: CommonGrid | None = None, classes: tuple[int, ...] = (), notes: list[str] | None = None
) -> np.ndarray:
    notes = [] if notes is None else notes
    mask, factor = masked_ground((str(path),), classes, grid or grid_of(), notes.append, Reporter())
    assert factor == 1
    return mask


def on_map(first_col: float, first_row: float, end_col: float, end_row: float) -> Any:
    """The ring around a rectangle of pixels."""
    (xmin, ymax), (xmax, ymin) = UTM_PLACE @ (first_col, first_row), UTM_PLACE @ (end_col, end_row)
    return box(xmin, ymin, xmax, ymax)


def rectangle(first_col: int, first_row: int, end_col: int, end_row: int) -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), dtype=bool)
    mask[first_row:end_row, first_col:end_col] = True
    return mask


# --- polygons ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a é.gpkg", "a.geojson", "a.shp"])
def test_polygons_with_holes_and_parts(tmp_path: Path, name: str) -> None:
    shape = multipolygon(
        polygon(on_map(20, 30, 120, 90), on_map(50, 40, 70, 60)), polygon(on_map(150.2, 150.2, 180.4, 160.4))
    )
    path = write_layer(tmp_path / name, [shape, polygon(on_map(0, 190, 5, 300))], UTM, "MultiPolygon")
    expected = rectangle(20, 30, 120, 90) & ~rectangle(50, 40, 70, 60)
    expected |= rectangle(150, 150, 180, 160) | rectangle(0, 190, 5, SIDE)
    assert (covered(path) == expected).all()


def test_overlapping_polygons_add_up_and_a_ring_may_cross_itself(tmp_path: Path) -> None:
    corners = [UTM_PLACE @ place for place in ((100, 100), (160, 160), (160, 100), (100, 160), (100, 100))]
    shapes = [polygon(on_map(10, 10, 50, 50)), polygon(on_map(30, 10, 70, 50)), polygon(corners)]
    mask = covered(write_layer(tmp_path / "a.gpkg", shapes, UTM))
    assert (mask[:80] == rectangle(10, 10, 70, 50)[:80]).all()
    assert mask[130, 105]
    assert mask[130, 155]
    assert not mask[105, 130]
    assert mask[100:160, 100:160].mean() == pytest.approx(0.5, abs=0.02)


def test_polygons_of_another_crs(tmp_path: Path) -> None:
    to_degrees = Transformer.from_crs(UTM, "EPSG:4326", always_xy=True)
    ring = [to_degrees.transform(*point) for point in on_map(20, 30, 120, 90)]
    mask = covered(write_layer(tmp_path / "a.gpkg", [polygon(ring)], "EPSG:4326"))
    assert (mask != rectangle(20, 30, 120, 90)).sum() <= 200


def test_the_ocean_of_the_whole_world(tmp_path: Path) -> None:
    """Most of the polygon has no place in the UTM zone of the grid."""
    to_degrees = Transformer.from_crs(UTM, "EPSG:4326", always_xy=True)
    island = [to_degrees.transform(*point) for point in on_map(20, 30, 120, 90)]
    path = write_layer(tmp_path / "a.gpkg", [polygon(box(-180, -90, 180, 90), island)], "EPSG:4326")
    assert (covered(path) == rectangle(20, 30, 120, 90)).sum() <= 200


@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:32660"])
@pytest.mark.parametrize("drawn", ["split", "jumping", "on"])
def test_across_the_antimeridian(tmp_path: Path, crs: str, drawn: str) -> None:
    shape = {
        "split": multipolygon(polygon(box(179.8, 10, 180, 10.2)), polygon(box(-180, 10, -179.8, 10.2))),
        "jumping": polygon([(179.8, 10), (-179.8, 10), (-179.8, 10.2), (179.8, 10.2), (179.8, 10)]),
        "on": polygon(box(179.8, 10, 180.2, 10.2)),
    }[drawn]
    path = write_layer(tmp_path / "a.gpkg", [shape], "EPSG:4326", "Unknown")
    place = Affine(0.005, 0, 179.5, 0, -0.005, 10.6)
    if crs == "EPSG:32660":
        x, y = Transformer.from_crs("EPSG:4326", crs, always_xy=True).transform(180.0, 10.1)
        place = Affine(500, 0, x - 50_000, 0, -500, y + 50_000)
    mask = covered(path, grid_of(crs, place))
    size = 0.4 * 0.2 / 0.005**2 if crs == "EPSG:4326" else 43_800 * 22_100 / 500**2
    assert mask.sum() == pytest.approx(size, rel=0.02)
    cols = np.flatnonzero(mask.any(axis=0))
    assert len(cols) == np.ptp(cols) + 1, "the two parts touch"


def test_one_of_several_layers(tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", [polygon(on_map(0, 0, 9, 9))], UTM, layer="one")
    write_layer(tmp_path / "a.gpkg", [polygon(on_map(20, 20, 30, 30))], UTM, layer="two", append=True)
    write_layer(tmp_path / "a.gpkg", [line(on_map(0, 0, 9, 9))], UTM, "LineString", layer="roads", append=True)
    assert (covered(f"{path}|layername=two") == rectangle(20, 20, 30, 30)).all()
    with pytest.raises(InputError, match="2 layers with polygons: one, two") as error:
        covered(path)
    assert "|layername=one" in error.value.hint
    with pytest.raises(InputError, match="no layer 'three'"):
        covered(f"{path}|layername=three")
    with pytest.raises(InputError, match="no polygons"):
        covered(f"{path}|layername=roads")


# --- rasters ----------------------------------------------------------------------------------------------


def test_what_is_neither_zero_nor_nodata(write_raster: WriteRaster) -> None:
    values = np.zeros((SIDE, SIDE), dtype=np.float32)
    values[10:20], values[30:40], values[50:60], values[70:80] = 1, -3.5, 255, np.nan
    mask = covered(write_raster(values, nodata=255))
    assert np.unique(np.flatnonzero(mask.any(axis=1))).tolist() == [*range(10, 20), *range(30, 40)]


def test_a_coarse_raster_of_another_crs_and_a_fine_one(write_raster: WriteRaster) -> None:
    coarse = np.zeros((8, 8), dtype=np.uint8)
    coarse[2:4, 1:3] = 1
    to_degrees = Transformer.from_crs(UTM, "EPSG:4326", always_xy=True)
    left, top = to_degrees.transform(500_000, 3_300_000)
    mask = covered(write_raster(coarse, crs="EPSG:4326", transform=Affine(0.002, 0, left, 0, -0.002, top)))
    rows, cols = np.indices((SIDE, SIDE)).reshape(2, -1) + 0.5
    x, y = to_degrees.transform(*(UTM_PLACE @ (cols, rows)))
    inside = (x > left + 0.002) & (x < left + 0.006) & (y < top - 0.004) & (y > top - 0.008)
    assert (mask != inside.reshape(SIDE, SIDE)).mean() < 0.01
    fine = np.kron(rectangle(20, 30, 120, 90).astype(np.uint8), np.ones((5, 5), dtype=np.uint8))
    path = write_raster(fine, name="fine.tif", transform=UTM_PLACE @ Affine.scale(0.2))
    assert (covered(path) == rectangle(20, 30, 120, 90)).all()


def scl() -> np.ndarray:
    """Every class in a strip of rows of its own."""
    return np.repeat(np.arange(12, dtype=np.uint8), 10)[:, None] * np.ones(SIDE, dtype=np.uint8)


def rows_of(mask: np.ndarray) -> list[int]:
    return sorted({int(row) // 10 for row in np.flatnonzero(mask.any(axis=1))})


@pytest.mark.parametrize("name", ["T14RNT_20240101_SCL_20m.tif", "scl.tif", "colours.tif"])
def test_a_scene_classification_is_recognised(write_raster: WriteRaster, name: str) -> None:
    def colour(dataset: Any) -> None:
        if name == "colours.tif":
            dataset.write_colormap(1, SCL_COLOURS)

    notes: list[str] = []
    mask = covered(write_raster(scl(), name=name, prepare=colour), notes=notes)
    assert rows_of(mask) == [3, 8, 9, 10]
    assert len(notes) == 1
    assert name in notes[0]
    assert "3, 8, 9, 10" in notes[0]


def test_classes_may_be_chosen(write_raster: WriteRaster) -> None:
    notes: list[str] = []
    assert rows_of(covered(write_raster(scl(), name="scl.tif"), classes=(0, 6), notes=notes)) == [0, 6]
    assert notes == []


@pytest.mark.parametrize(
    ("values", "name"), [(scl(), "muscle.tif"), (scl() * 20, "scl.tif"), (np.minimum(scl(), 1), "scl_mask.tif")]
)
def test_other_rasters_are_no_scene_classification(write_raster: WriteRaster, values: np.ndarray, name: str) -> None:
    notes: list[str] = []
    assert rows_of(covered(write_raster(values, name=name), notes=notes)) == [*range(1, 12)]
    assert notes == []


# --- both -------------------------------------------------------------------------------------------------


def test_the_mask_of_a_large_grid_is_coarse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ground_masks, "_SIDE", 64)
    path = write_layer(tmp_path / "a.gpkg", [polygon(on_map(20, 40, 120, 100))], UTM)
    mask, factor = masked_ground((path,), (), grid_of(), lambda _: None, Reporter())
    assert (factor, mask.shape) == (4, (50, 50))
    assert (mask == rectangle(5, 10, 30, 25)[:50, :50]).all()


def test_the_box_of_what_is_covered(write_raster: WriteRaster, tmp_path: Path) -> None:
    path = write_layer(tmp_path / "a.gpkg", [polygon(on_map(20, 40, 120, 100))], UTM)
    with open_raster(write_raster(np.ones((SIDE, SIDE), dtype=np.uint8)), "sar") as moving:
        found = box_of_area(path, moving, Reporter())
    (xmin, ymax), (xmax, ymin) = UTM_PLACE @ (19, 39), UTM_PLACE @ (121, 101)
    assert found == pytest.approx((xmin, ymin, xmax, ymax))


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    class Stop(Reporter):
        def is_cancelled(self) -> bool:
            return True

    path = write_layer(tmp_path / "a.gpkg", [polygon(on_map(20, 40, 120, 100))], UTM)
    with pytest.raises(CancelledError):
        masked_ground((path,), (), grid_of(), lambda _: None, Stop())


def _nothing(tmp_path: Path, write_raster: WriteRaster) -> str:
    return str(tmp_path / "nothing.gpkg")


def _text(tmp_path: Path, write_raster: WriteRaster) -> str:
    (tmp_path / "notes.txt").write_text("clouds", encoding="utf-8")
    return str(tmp_path / "notes.txt")


def _lines(tmp_path: Path, write_raster: WriteRaster) -> str:
    return write_layer(tmp_path / "a.gpkg", [line(on_map(0, 0, 9, 9))], UTM, "LineString")


def _lines_of_any_type(tmp_path: Path, write_raster: WriteRaster) -> str:
    return write_layer(tmp_path / "a.gpkg", [line(on_map(0, 0, 9, 9))], UTM, "Unknown")


def _shapefile_without_crs(tmp_path: Path, write_raster: WriteRaster) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return write_layer(tmp_path / "a.shp", [polygon(on_map(0, 0, 9, 9))], None)


def _raster_without_crs(tmp_path: Path, write_raster: WriteRaster) -> str:
    return str(write_raster(scl(), crs=None))


def _polygons_elsewhere(tmp_path: Path, write_raster: WriteRaster) -> str:
    return write_layer(tmp_path / "a.gpkg", [polygon(on_map(2000, 0, 2009, 9))], UTM)


def _raster_elsewhere(tmp_path: Path, write_raster: WriteRaster) -> str:
    return str(write_raster(scl(), transform=UTM_PLACE @ Affine.translation(2000, 0)))


def _three_bands(tmp_path: Path, write_raster: WriteRaster) -> str:
    return str(write_raster(np.stack([scl()] * 3)))


def _pipe(tmp_path: Path, write_raster: WriteRaster) -> str:
    os.mkfifo(tmp_path / "a.gpkg")
    return str(tmp_path / "a.gpkg")


def _vrt_of_another_computer(tmp_path: Path, write_raster: WriteRaster) -> str:
    (tmp_path / "a.vrt").write_text(
        "<OGRVRTDataSource><OGRVRTLayer name='a'>"
        "<SrcDataSource>https://example.com/a.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>",
        encoding="utf-8",
    )
    return str(tmp_path / "a.vrt")


@pytest.mark.parametrize(
    ("make", "code", "says"),
    [
        (_nothing, "raster_not_found", "There is no file"),
        (_text, "mask_unreadable", "notes.txt .* is neither a raster nor a layer of polygons"),
        (_lines, "mask_not_polygons", "a.gpkg has no polygons"),
        (_lines_of_any_type, "mask_not_polygons", "a.gpkg has no polygons"),
        (_shapefile_without_crs, "no_crs", "a.shp has no coordinate reference system"),
        (_raster_without_crs, "no_crs", "raster.tif has no coordinate reference system"),
        (_polygons_elsewhere, "mask_elsewhere", "a.gpkg does not overlap"),
        (_raster_elsewhere, "mask_elsewhere", "raster.tif does not overlap"),
        pytest.param(
            _pipe,
            "corrupt_raster",
            "neither a file nor a folder",
            marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files"),
        ),
        (_vrt_of_another_computer, "remote_source", "refers to another computer"),
        (_three_bands, "mask_bands", "raster.tif has 3 bands"),
    ],
)
def test_what_is_no_mask_is_refused(tmp_path: Path, write_raster: WriteRaster, make: Any, code: str, says: str) -> None:
    with pytest.raises(InputError, match=says) as error:
        covered(make(tmp_path, write_raster))
    assert error.value.code == code
