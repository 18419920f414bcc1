"""What Python callers import from the package itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import s2m2_engine
from s2m2_engine import MatchSettings, load_matcher, match_scene
from s2m2_engine.errors import InputError
from s2m2_engine.scene.results.result import read_result
from s2m2_engine.simulation.sample import make_sample


def run(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def test_importing_the_package_imports_nothing_large() -> None:
    code = "import sys, s2m2_engine; print([m for m in ('numpy', 'rasterio', 'torch') if m in sys.modules])"
    assert run(code) == "[]"


def test_every_public_name_is_there_and_typed() -> None:
    assert dir(s2m2_engine) == sorted(s2m2_engine.__all__)
    for name in s2m2_engine.__all__:
        assert getattr(s2m2_engine, name)
    assert Path(s2m2_engine.__file__).with_name("py.typed").is_file()
    with pytest.raises(AttributeError, match="nonesuch"):
        s2m2_engine.nonesuch  # noqa: B018 - the look-up is the test


@pytest.mark.slow
def test_imports_leave_the_environment_alone() -> None:
    code = (
        "import os; before = dict(os.environ); import s2m2_engine.scene.match, s2m2_engine.scene.correct; "
        "print(dict(os.environ) == before)"
    )
    assert run(code) == "True"


@pytest.mark.slow
def test_tie_points_come_as_a_table(tmp_path: Path) -> None:
    sample = make_sample(tmp_path / "pair", size=256)
    settings = MatchSettings(sample.sar, sample.optical, tmp_path / "match", search_radius=300)
    result = match_scene(settings, load_matcher("structure"))
    table = result.tie_point_table()
    assert {len(column) for column in table.values()} == {len(table["id"])}
    assert table["inlier"].sum() == result.tie_points.inliers
    assert (~table["abstained"].astype(bool)).sum() == result.tie_points.total
    again = read_result(settings.out)
    assert again == result
    np.testing.assert_array_equal(again.tie_point_table()["moving_x"], table["moving_x"])
    (settings.out / "tie_points.gpkg").unlink()
    with pytest.raises(InputError) as error:
        result.tie_point_table()
    assert error.value.code == "bad_tie_points"
