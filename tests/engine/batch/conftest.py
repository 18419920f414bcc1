"""A pair of rasters, and manifests that name it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from s2m2_engine.batch.pair import Pair
from s2m2_engine.simulation.sample import Sample, make_sample


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return make_sample(tmp_path_factory.mktemp("batch é"), size=192)


@pytest.fixture
def write_manifest(tmp_path: Path) -> Callable[..., Path]:
    """write_manifest(header, *rows) -> path of a CSV file."""

    def write(header: Sequence[str], *rows: Sequence[object], name: str = "manifest.csv") -> Path:
        path = tmp_path / name
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([header, *rows])
        return path

    return write


@pytest.fixture
def pair(sample: Sample) -> Pair:
    return Pair("one", "row 2", str(sample.sar), str(sample.optical), search_radius=300.0, model="structure")
