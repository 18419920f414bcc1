"""The study of known fields: fields are as they say, and are followed on a pair without errors of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from affine import Affine

from helpers.raster_samples import textured
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.scene import match
from s2m2_engine.scene.template_matching import match_again
from s2m2_engine.studies import known_fields as known
from s2m2_engine.studies.geotiff import write_bands
from s2m2_engine.studies.known_fields import known_distortions, known_fields, measure_known_fields

SIDE = 320
LOCAL = "local, 5 px, period 300 px"


def make_pair(folder: Path, side: int) -> tuple[Path, Path]:
    """Two images of the same ground, one of them inverted and noisy."""
    ground = textured(side, side) / 2
    noise = np.random.default_rng(0).normal(0, 4, ground.shape)
    for name, image in (("sar", 250 - ground + noise), ("opt", ground)):
        write_bands(folder / f"{name}.tif", np.rint(image), "EPSG:32633", Affine(10, 0, 0, 0, -10, 0))
    return folder / "sar.tif", folder / "opt.tif"


@pytest.mark.slow
def test_the_fields_are_followed(tmp_path: Path) -> None:
    rows = list(measure_known_fields(*make_pair(tmp_path, SIDE), SIDE, StructureMatcher(), seed=0))
    assert [row.name for row in rows] == list(known_fields(SIDE, 0))
    by_name = {row.name: row for row in rows}
    assert by_name["none"].rmse_px == pytest.approx(0.0, abs=1e-6)
    assert by_name["none"].coverage == pytest.approx(0.9, abs=0.06), "the tie points that CE90 is made from"
    assert by_name["shift"].rmse_px < 0.1
    for name in ("shift", "rotation of 0.6°", "affine"):
        assert by_name[name].reliable
        assert by_name[name].rmse_px < 0.5


@pytest.mark.slow
@pytest.mark.parametrize(("degrees", "passes"), [(0.6, 0), (2.8, 2)])
def test_templates_that_the_field_turns_much_are_matched_along_it(
    degrees: float, passes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rotation by 2.8° moves the corners of a template by 2.2 px."""
    turn = np.deg2rad(degrees) * np.array([[0.0, 1.0], [-1.0, 0.0]])
    monkeypatch.setattr(known, "known_fields", lambda side, seed: {"turned": lambda xy: (xy - side / 2) @ turn})
    matched = []
    monkeypatch.setattr(match, "match_again", lambda *given: matched.append(match_again(*given)) or matched[-1])
    (row,) = measure_known_fields(*make_pair(tmp_path, SIDE), SIDE, StructureMatcher(), seed=0)
    assert row.reliable
    assert row.rmse_px < 0.2
    assert 1 <= len(matched) <= passes if passes else not matched


@pytest.mark.slow
def test_distortions_are_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["-10°", "scale 1.06", "mirrored"]
    every = known_distortions(SIDE)
    monkeypatch.setattr(known, "known_distortions", lambda side: {name: every[name] for name in names})
    pair = make_pair(tmp_path, SIDE)
    rows = list(measure_known_fields(*pair, SIDE, StructureMatcher(), seed=0, distortions=True))
    assert [row.name for row in rows] == names
    for row in rows:
        assert row.reliable, row
        assert row.rmse_px < 1.0, row
        assert row.coverage > 0.5, row


def test_distortions_are_about_the_middle() -> None:
    middle, corner = np.array([[50.0, 50.0]]), np.array([[100.0, 0.0]])
    for name, field in known_distortions(100).items():
        assert field(middle) == pytest.approx(np.zeros((1, 2))), name
    fields = known_distortions(100)
    assert corner + fields["90°"](corner) == pytest.approx(np.array([[100.0, 100.0]]))
    assert corner + fields["mirrored"](corner) == pytest.approx(np.array([[0.0, 0.0]]))
    assert corner + fields["scale 1.4"](corner) == pytest.approx(np.array([[120.0, -20.0]]))


def test_fields_are_as_large_as_they_say() -> None:
    xy = np.random.default_rng(1).uniform(0, 1024, (4000, 2))
    fields = known_fields(1024, seed=3)
    assert not fields["none"](xy).any()
    assert np.ptp(fields["shift"](xy), axis=0) == pytest.approx(np.zeros(2))
    assert np.abs(fields[LOCAL](xy)).max() == pytest.approx(5.0, abs=0.01)
    turned = xy + fields["rotation of 0.6°"](xy)
    # A rotation keeps lengths but for the square of its angle.
    assert np.linalg.norm(turned - 512, axis=1) == pytest.approx(np.linalg.norm(xy - 512, axis=1), rel=1e-4)
