"""The study of true pairs: its truth, its counts, and what it does to the pairs."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from helpers.raster_samples import textured
from s2m2_engine.errors import InputError
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.studies.degradations import beyond_line, blobs
from s2m2_engine.studies.geotiff import write_bands
from s2m2_engine.studies.true_pairs import LOSSES, Case, Loss, Source, measure_true_pairs, summary

MADE = Source("made", "sar/*.tif", "opt/*.tif", 10.0, 320)


@pytest.mark.slow
def test_the_known_shift_is_found_without_ground_and_under_clouds(tmp_path: Path) -> None:
    from affine import Affine

    ground = textured(330, 330) / 2
    noise = np.random.default_rng(0).normal(0, 4, ground.shape)
    for name, image in (("sar", np.rint(250 - ground + noise)), ("opt", np.rint(ground))):
        (tmp_path / name).mkdir()
        write_bands(tmp_path / name / "1.tif", image, "EPSG:32633", Affine(10, 0, 0, 0, -10, 0))
    losses = (Loss("nodata", 0.25), Loss("cloud", 0.25))
    cases = list(measure_true_pairs(tmp_path, 0, StructureMatcher(), [MADE], losses))
    assert [case.loss for case in cases] == list(losses)
    for case in cases:
        assert case.reliable, case
        assert case.error_px < 0.3


def test_missing_data_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="made"):
        next(measure_true_pairs(tmp_path, 0, StructureMatcher(), [MADE]))


def test_pairs_are_counted_by_loss_and_up_to_half_of_the_ground() -> None:
    none, most = LOSSES[0], Loss("cloud", 0.8)
    cases = [
        Case("UTM 1", none, 0.4, 0.5, 1.0, ()),
        Case("UTM 1", none, 1.2, 1.5, 1.0, ()),
        Case("GF-3 1", none, 3.0, 1.5, 1.0, ()),
        Case("UTM 1", none, 1.0, math.nan, math.nan, ("The overlap is too small.",)),
        Case("UTM 1", most, 1.0, 9.0, 1.0, ()),
    ]
    lines = summary(cases).splitlines()
    assert "| none | 4 | 1 | 2 | 1 | 1 |" in lines
    assert "| 80% cloud | 1 | 0 | 0 | 0 | 1 |" in lines
    assert "| UTM, up to 50% | 3 | 1 | 1 | 1 | 1 |" in lines
    assert lines[-1] == "| all up to 50% | 4 | 1 | 2 | 1 | 1 |"


@pytest.mark.parametrize("share", [0.25, 0.8])
def test_as_much_ground_is_missing_as_is_said(share: float) -> None:
    random = np.random.default_rng(0)
    assert (blobs((200, 240), share, random) > 0).mean() == pytest.approx(share, abs=0.001)
    assert beyond_line((200, 240), share, random).mean() == pytest.approx(share, abs=0.001)
