"""The archive that batches are measured on holds what its truth says."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import rasterio

from helpers.raster_samples import WriteRaster, textured
from s2m2_engine.batch.manifest import Defaults, read_table
from s2m2_engine.errors import InputError
from s2m2_engine.studies.archive import MANIFEST, TRUTH, make_archive


def test_an_archive_of_known_kinds(write_raster: WriteRaster, tmp_path: Path) -> None:
    scenes = tmp_path / "scenes"
    for folder in ("sar", "opt"):
        (scenes / folder).mkdir(parents=True)
        for number in range(2):
            image = textured(80, 90, seed=number).astype(np.uint8)
            write_raster(image, f"scenes/{folder}/{number}.tif")
    folder = tmp_path / "archive"
    make_archive(scenes, folder, pairs=40, side=64, seed=1)
    truth = {row["id"]: row for row in csv.DictReader((folder / TRUTH).read_text(encoding="utf-8").splitlines())}
    assert Counter(row["kind"] for row in truth.values()) == {"good": 33, "unrelated": 4, "broken": 2, "missing": 1}
    for pair in read_table(folder / MANIFEST, Defaults()):
        row = truth[pair.id]
        assert Path(pair.sar).exists() == (row["kind"] != "missing")
        if row["kind"] not in ("good", "unrelated"):
            continue
        with rasterio.open(pair.sar) as sar, rasterio.open(pair.optical) as optical:
            same = bool((sar.read() == optical.read()).all())
            moved = np.subtract((sar.transform.c, sar.transform.f), (optical.transform.c, optical.transform.f))
        assert same == (row["kind"] == "good")
        assert moved.tolist() == pytest.approx([10 * int(row["moved_cols"]), -10 * int(row["moved_rows"])])


def test_tiles_that_are_too_small(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no georeferenced tiles"):
        make_archive(tmp_path, tmp_path / "archive", 4, 64, 1)
