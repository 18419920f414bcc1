"""The study of known fields: fields are as they say, and are followed on a pair without errors of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from helpers.raster_samples import textured
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.studies.geotiff import write_bands
from s2m2_engine.studies.known_fields import known_fields, measure_known_fields

SIDE = 320


@pytest.mark.slow
def test_the_fields_are_followed(tmp_path: Path) -> None:
    from affine import Affine

    ground = textured(SIDE, SIDE) / 2
    noise = np.random.default_rng(0).normal(0, 4, ground.shape)
    for name, image in (("sar", 250 - ground + noise), ("opt", ground)):
        write_bands(tmp_path / f"{name}.tif", np.rint(image), "EPSG:32633", Affine(10, 0, 0, 0, -10, 0))
    rows = list(measure_known_fields(tmp_path / "sar.tif", tmp_path / "opt.tif", SIDE, StructureMatcher(), seed=0))
    assert [row.name for row in rows] == list(known_fields(SIDE, 0))
    by_name = {row.name: row for row in rows}
    assert by_name["none"].rmse_px == pytest.approx(0.0, abs=1e-6)
    assert by_name["none"].coverage == pytest.approx(0.9, abs=0.06), "the tie points that CE90 is made from"
    assert by_name["shift"].rmse_px < 0.1
    for name in ("shift", "rotation of 0.6°", "affine"):
        assert by_name[name].reliable
        assert by_name[name].rmse_px < 0.5


def test_fields_are_as_large_as_they_say() -> None:
    xy = np.random.default_rng(1).uniform(0, 1024, (4000, 2))
    fields = known_fields(1024, seed=3)
    assert not fields["none"](xy).any()
    assert np.ptp(fields["shift"](xy), axis=0) == pytest.approx(np.zeros(2))
    assert np.abs(fields["local, 5 px, period 300 px"](xy)).max() == pytest.approx(5.0, abs=0.01)
    turned = xy + fields["rotation of 0.6°"](xy)
    # A rotation keeps lengths but for the square of its angle.
    assert np.linalg.norm(turned - 512, axis=1) == pytest.approx(np.linalg.norm(xy - 512, axis=1), rel=1e-4)
