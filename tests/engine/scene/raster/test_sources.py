"""What a raster consists of: files that must not be overwritten, that are missing, or that lie on other machines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpers.raster_samples import UTM, UTM_PLACE, textured
from s2m2_engine.errors import InputError
from s2m2_engine.scene.raster.raster import check_content, open_raster
from s2m2_engine.scene.raster.sources import files_of, refuse_overwriting

REMOTE = "/vsicurl/http://192.0.2.1/scene.tif"


def vrt(path: Path, source: str, relative: bool = False, crs: str = UTM, width: int = 128) -> Path:
    place = ", ".join(repr(value) for value in UTM_PLACE.to_gdal())
    path.write_text(
        f'<VRTDataset rasterXSize="{width}" rasterYSize="96"><SRS>{crs}</SRS><GeoTransform>{place}</GeoTransform>'
        f'<VRTRasterBand dataType="Float32" band="1"><SimpleSource>'
        f'<SourceFilename relativeToVRT="{int(relative)}">{source}</SourceFilename><SourceBand>1</SourceBand>'
        "</SimpleSource></VRTRasterBand></VRTDataset>"
    )
    return path


def code_of(path: Path, **options) -> str:
    with pytest.raises(InputError) as caught:
        open_raster(path, "sar", **options)
    return caught.value.code


def test_all_that_a_vrt_refers_to(write_raster, tmp_path):
    scene = write_raster(textured(), "scene.tif")
    (tmp_path / "scene.tif.aux.xml").write_text("<PAMDataset/>")
    inner = vrt(tmp_path / "inner.vrt", "scene.tif", relative=True)
    outer = vrt(tmp_path / "outer.vrt", str(inner))
    for target in (scene, inner, outer, tmp_path / "scene.tif.aux.xml"):
        with pytest.raises(InputError) as caught:
            refuse_overwriting([target], [outer])
        assert caught.value.code == "output_is_input"
    # The side files that go with an output count as well.
    refuse_overwriting([tmp_path / "other.tif"], [outer])
    other = vrt(tmp_path / "of_overviews.vrt", "new.tif.ovr", relative=True)
    with pytest.raises(InputError):
        refuse_overwriting([tmp_path / "new.tif"], [other])


@pytest.mark.parametrize(
    "name",
    ["/vsisubfile/0_,{}", "/vsicached?file={}", "/vsizip/{{{}}}/a.tif", "/vsizip/{}/b/a.tif", "/vsizip/vsigzip/{}"],
)
def test_a_file_in_a_name_of_gdals(write_raster, tmp_path, name):
    scene = write_raster(textured(), "scene.tif")
    for raster in (name.format(scene), vrt(tmp_path / "of_name.vrt", name.format(scene))):
        with pytest.raises(InputError) as caught:
            refuse_overwriting([scene], [raster])
        assert caught.value.code == "output_is_input"


def test_a_vrt_that_refers_to_itself_comes_to_an_end(tmp_path):
    path = vrt(tmp_path / "self.vrt", "self.vrt", relative=True)
    assert str(path) in files_of(path)


def test_a_missing_source_is_named(tmp_path, opened):
    path = vrt(tmp_path / "scene.vrt", "gone.tif", relative=True)
    with pytest.raises(InputError) as caught:
        check_content(opened(path))
    assert caught.value.code == "source_missing"
    assert str(tmp_path / "gone.tif") in caught.value.message


def test_no_network_that_the_user_did_not_name(tmp_path):
    inner = vrt(tmp_path / "inner.vrt", REMOTE)
    assert code_of(inner) == "remote_source"
    assert code_of(vrt(tmp_path / "outer.vrt", "inner.vrt", relative=True)) == "remote_source"
    assert REMOTE in files_of(inner)


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes and devices")
def test_pipes_and_devices_are_not_waited_for(tmp_path):
    pipe = tmp_path / "scene.tif"
    os.mkfifo(pipe)
    assert code_of(pipe) == "corrupt_raster"
    assert code_of(vrt(tmp_path / "outer.vrt", "scene.tif", relative=True)) == "corrupt_raster"
    assert code_of(Path("/dev/zero")) == "corrupt_raster"


@pytest.mark.parametrize(
    "written",
    [
        "https&#58;//192.0.2.1/a.tif",
        "&#x2f;vsicurl/http:&#47;/192.0.2.1/a.tif",
        f"<![CDATA[{REMOTE}]]>",
        f"\n {REMOTE}\n",
    ],
)
def test_the_network_in_other_letters(written: str, tmp_path):
    assert code_of(vrt(tmp_path / "scene.vrt", written)) == "remote_source"


@pytest.mark.parametrize("service", ["GDAL_WMS", "GDAL_WMTS", "WCS_GDAL"])
def test_a_service_in_a_file_that_a_vrt_refers_to(service: str, tmp_path):
    (tmp_path / "map.xml").write_text(f'<?xml version="1.0"?>\n<{service}><ServerUrl>192.0.2.1</ServerUrl></{service}>')
    assert code_of(vrt(tmp_path / "scene.vrt", "map.xml", relative=True)) == "remote_source"


def test_a_crs_is_not_fetched(write_raster):
    assert code_of(write_raster(textured()), crs="http://192.0.2.1/crs.wkt") == "bad_crs"


def test_a_size_that_cannot_be(write_raster, tmp_path):
    write_raster(textured(), "scene.tif")
    assert code_of(vrt(tmp_path / "wide.vrt", "scene.tif", relative=True, width=2_000_000_000)) == "raster_too_large"
