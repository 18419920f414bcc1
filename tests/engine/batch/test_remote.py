"""A batch of rasters that lie on servers: read in windows, and told apart where a server refuses."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.enums import Resampling

from helpers.object_server import ObjectServer, serving_objects
from s2m2_engine.batch.folder import read_journal
from s2m2_engine.batch.record import RELIABLE
from s2m2_engine.cli import main
from s2m2_engine.simulation.sample import Sample

pytestmark = pytest.mark.slow
_SIDE = 4096


def put(source: Path, target: Path) -> tuple[float, float, float, float]:
    """A raster as archives have it, tiled and with overviews, of which `source` is a small corner; its bounds."""
    with rasterio.open(source) as dataset:
        profile, bounds = dataset.profile, dataset.bounds
        pixels = dataset.read([1])
    tall, wide = pixels.shape[1:]
    if pixels.dtype != np.uint8:
        pixels = np.minimum(pixels // 16, 255).astype(np.uint8)
    whole = np.pad(pixels, ((0, 0), (0, _SIDE - tall), (0, _SIDE - wide)), mode="reflect")
    profile.update(width=_SIDE, height=_SIDE, count=1, dtype="uint8", compress=None, photometric=None)
    profile.update(tiled=True, blockxsize=256, blockysize=256)
    with rasterio.open(target, "w", **{k: v for k, v in profile.items() if v is not None}) as dataset:
        dataset.write(whole)
        dataset.build_overviews([2, 4, 8], Resampling.nearest)
    return tuple(bounds)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "AWS_VIRTUAL_HOSTING": "FALSE",
        "AWS_HTTPS": "NO",
        "AWS_NO_SIGN_REQUEST": "YES",
        "GDAL_HTTP_TIMEOUT": "0.5",
        "GDAL_HTTP_MAX_RETRY": "1",
        "GDAL_HTTP_RETRY_DELAY": "0.05",
    }.items():
        monkeypatch.setenv(name, value)


def rows(server: ObjectServer, box: str) -> list[tuple[str, str, str, str]]:
    http = f"{server.address}/bucket"
    optical = f"{http}/optical.tif"
    return [
        ("http", f"{http}/sar.tif", f"/vsicurl/{optical}", box),
        ("s3", "/vsis3/bucket/s3/sar.tif", "/vsis3/bucket/s3/optical.tif", box),
        ("busy", f"{http}/failing-1/sar.tif", optical, box),
        ("denied", "/vsis3/bucket/status-403/sar.tif", optical, box),
        ("missing", f"{http}/none.tif", optical, box),
        ("silent", f"{http}/silent/sar.tif", optical, box),
    ]


@pytest.mark.usefixtures("settings")
def test_servers(sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bucket = tmp_path / "bucket"
    bucket.mkdir()
    put(sample.optical, bucket / "optical.tif")
    left, bottom, right, top = put(sample.sar, bucket / "sar.tif")
    manifest, out = tmp_path / "manifest.csv", tmp_path / "out"
    with serving_objects(bucket) as server:
        monkeypatch.setenv("AWS_S3_ENDPOINT", f"127.0.0.1:{server.port}")
        with manifest.open("w", newline="", encoding="utf-8") as file:
            table = rows(server, f"{left} {bottom} {right} {top}")
            csv.writer(file).writerows([("id", "sar", "optical", "bbox"), *table])
        options = ["--model", "structure", "--search-radius", "300", "--workers", "1", "--keep-going", "--retries", "1"]
        assert main(["batch", str(manifest), "--out", str(out), "--quiet", *options]) == 4
        sent = server.sent()
    records = read_journal(out)
    assert {name for name, record in records.items() if record.status == RELIABLE} == {"http", "s3", "busy"}
    assert {name: record.error_code for name, record in records.items() if record.error_code} == {
        "denied": "access_denied",
        "missing": "raster_not_found",
        "silent": "no_answer",
    }
    assert "does not let you read sar.tif (/vsis3/bucket/status-403/sar.tif)" in records["denied"].error
    size = (bucket / "sar.tif").stat().st_size
    assert 0 < sent["/bucket/s3/sar.tif"] < size / 3, json.dumps(sent)
