"""What tests of fine-tuning share: a simulated pair, a tiny network that nobody has trained, and the pair aligned."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("lightning_fabric")

from helpers.tiny_network import write_tiny_model
from s2m2_engine.finetuning import alignment
from s2m2_engine.finetuning.alignment import align
from s2m2_engine.finetuning.settings import FineTuneSettings, ScenePaths
from s2m2_engine.model.confidence import Calibration
from s2m2_engine.model.registry import KeptMatcher
from s2m2_engine.pairs.scene_pairs import ScenePair
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.settings import MatchSettings
from s2m2_engine.simulation.sample import make_sample

CALIBRATION = Calibration(0.5, 0.9, 1.1, 0.01, -2.0, (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7))


@pytest.fixture(scope="package", autouse=True)
def _sparse_matches() -> Iterator[None]:
    """Whole scenes are matched with few tie points: enough to align the pair, and several times as fast."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment, "MatchSettings", partial(MatchSettings, spacing=48))
        yield


@pytest.fixture(scope="package")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> ScenePaths:
    """A simulated pair, 160 m off."""
    sample = make_sample(tmp_path_factory.mktemp("scènes of mine"), size=900, seed=3)
    return ScenePaths(str(sample.sar), str(sample.optical))


@pytest.fixture(scope="package")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model file of a network that nobody has trained."""
    return write_tiny_model(tmp_path_factory.mktemp("model") / "base.safetensors", CALIBRATION)


@pytest.fixture(scope="package")
def scene(scenes: ScenePaths, tmp_path_factory: pytest.TempPathFactory) -> ScenePair:
    settings = FineTuneSettings((scenes,), tmp_path_factory.mktemp("aligned"), model="structure")
    found = align(settings, 0, KeptMatcher(), Reporter())
    assert found.scene is not None, found.reason
    return found.scene
