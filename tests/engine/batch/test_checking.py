"""Pairs are checked before any is matched, and their keys change with what their results depend on."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from helpers.raster_samples import WriteRaster, textured
from s2m2_engine.batch.checking import CheckedPair, check_pairs
from s2m2_engine.batch.pair import Pair
from s2m2_engine.progress import Reporter


def check(pair: Pair, out: Path, sha256: str = "0") -> CheckedPair:
    (found,) = check_pairs([pair], {pair.model: sha256}, out, Reporter())
    return found


def test_a_pair_that_can_be_matched(pair: Pair, tmp_path: Path) -> None:
    found = check(pair, tmp_path)
    assert found.problem is None
    ring = np.array(found.footprint)
    assert (ring[0] == ring[-1]).all()
    assert (np.abs(ring[:, 0]) <= 180).all()
    assert (np.abs(ring[:, 1]) <= 90).all()
    x, y = ring.T
    assert (x[:-1] * y[1:] - x[1:] * y[:-1]).sum() > 0, "counter-clockwise"


def test_what_makes_a_pair_unusable(pair: Pair, tmp_path: Path, write_raster: WriteRaster) -> None:
    elsewhere = write_raster(textured(), "elsewhere.tif")
    no_raster = tmp_path / "text.tif"
    no_raster.write_text("no raster", encoding="utf-8")
    assert "There is no file" in str(check(replace(pair, sar=str(tmp_path / "none.tif")), tmp_path).problem)
    assert "There is no file" in str(check(replace(pair, also=("none.tif",)), tmp_path).problem)
    assert "do not overlap" in str(check(replace(pair, sar=str(elsewhere)), tmp_path).problem)
    assert str(check(replace(pair, optical=str(no_raster)), tmp_path).problem).startswith("row 2 (one): ")
    assert check(replace(pair, search_radius=1e6), tmp_path).problem is not None
    assert check(replace(pair, bbox=(0.0, 0.0, 1.0, 1.0)), tmp_path).problem is not None


@pytest.mark.parametrize(
    "change",
    [{"search_radius": 200.0}, {"moving": "optical"}, {"correct": True}, {"bbox": (0.0, 0.0, 1.0, 1.0)}],
    ids=str,
)
def test_the_key_changes_with_settings(pair: Pair, tmp_path: Path, change: dict[str, object]) -> None:
    assert check(pair, tmp_path).key != check(replace(pair, **change), tmp_path).key  # type: ignore[arg-type]


def test_the_key_changes_with_files_and_model_but_not_with_the_row(pair: Pair, tmp_path: Path) -> None:
    sar = Path(shutil.copy(pair.sar, tmp_path / "sar.tif"))
    own = replace(pair, sar=str(sar))
    key = check(own, tmp_path).key
    assert check(replace(own, place="row 9", datetime="2024-05-01"), tmp_path).key == key
    assert check(own, tmp_path, "1").key != key
    os.utime(sar, (1, 1))
    changed = check(own, tmp_path).key
    assert changed != key
    # A side file changes what is read, too.
    shutil.copy(sar, tmp_path / "sar.tif.msk")
    assert check(own, tmp_path).key != changed
