"""Category names, attribute tables and oddly named metadata items: what a corrected raster keeps beside it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import rasterio

from helpers.raster_samples import textured
from s2m2_engine.scene.correct import correct_raster
from s2m2_engine.scene.fitting.transform import AffineTransform, ShiftTransform
from s2m2_engine.scene.raster.resampling import band_methods
from s2m2_engine.scene.raster.side_file import side_content

SIDE_FILE = """<PAMDataset>
<Metadata><MDI key="ns">north-south</MDI><MDI key="bidx">4</MDI><MDI key="plain">kept</MDI></Metadata>
<Metadata domain="SENSOR"><MDI key="bidx">7</MDI><MDI key="mode">IW</MDI></Metadata>
<PAMRasterBand band="2"><Metadata><MDI key="ns">of the band</MDI></Metadata>
<Metadata domain="BEAM"><MDI key="ns">near</MDI></Metadata>
<CategoryNames><Category>none</Category><Category>Wald &amp; Wiese</Category></CategoryNames>
<GDALRasterAttributeTable tableType="thematic"><FieldDefn index="0"><Name>Value</Name><Type>0</Type><Usage>5</Usage>
</FieldDefn><Row index="0"><F>1</F></Row><Row index="1"><F>2</F></Row></GDALRasterAttributeTable>
</PAMRasterBand></PAMDataset>"""


@pytest.fixture
def named(write_raster) -> Path:
    path = write_raster(textured(100, 100, bands=2).astype(np.uint8))
    path.with_name(path.name + ".aux.xml").write_text(SIDE_FILE)
    return path


def texts(path: Path) -> dict[str, list[str]]:
    with rasterio.open(path) as dataset:
        root = side_content(dataset)
        assert root is not None
        assert dataset.tags()["plain"] == "kept"
        assert dataset.tags(ns="SENSOR")["mode"] == "IW"
    names = ("MDI", "Category", "F")
    return {name: [e.text or "" for e in root.iter(name)] for name in names}


@pytest.mark.parametrize(
    "transform", [ShiftTransform(20.0, 5.0), AffineTransform(((1.001, 0.0, -500.0), (0.0, 1.0, 0.0)))]
)
@pytest.mark.parametrize("file_format", ["gtiff", "cog"])
def test_they_are_kept(named, match, tmp_path, transform, file_format):
    out = tmp_path / "out.tif"
    for _ in range(2):
        correct_raster(match(transform), named, out, file_format=file_format)
        assert texts(out) == texts(named)
    assert texts(out) == {
        "MDI": ["north-south", "4", "7", "of the band", "near"],
        "Category": ["none", "Wald & Wiese"],
        "F": ["1", "2"],
    }
    assert not list(tmp_path.glob("*partial*"))


def test_an_output_without_them_has_no_side_file(write_raster, named, match, tmp_path):
    out = tmp_path / "out.tif"
    correct_raster(match(ShiftTransform(20.0, 5.0)), named, out)
    plain = write_raster(textured(), "plain.tif")
    correct_raster(match(ShiftTransform(20.0, 5.0)), plain, out)
    assert not (tmp_path / "out.tif.aux.xml").exists()


def test_a_band_whose_values_have_names_holds_classes(named, opened):
    assert band_methods(opened(named), "auto") == ("cubic", "nearest")


def test_a_side_file_that_is_there_is_added_to(tmp_path):
    from s2m2_engine.scene.raster.side_file import write_side_file

    raster = tmp_path / "a.tif"
    side = tmp_path / "a.tif.aux.xml"
    side.write_text('<PAMDataset><PAMRasterBand band="2"><Minimum>1</Minimum></PAMRasterBand></PAMDataset>')
    write_side_file(raster, ElementTree.fromstring(SIDE_FILE))
    bands = ElementTree.parse(side).getroot().findall("PAMRasterBand")
    assert [[child.tag for child in band][:2] for band in bands] == [["Minimum", "Metadata"]]
