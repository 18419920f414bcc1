"""What of a tuned network is kept: the least share of the way that brings most of the gain."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("lightning_fabric")

from s2m2_engine.errors import CancelledError  # noqa: E402
from s2m2_engine.model.model_file import read_model, write_model  # noqa: E402
from s2m2_engine.model.network.configuration import NetworkConfiguration  # noqa: E402
from s2m2_engine.model.network.s2m2 import S2M2Network  # noqa: E402
from s2m2_engine.progress import Reporter  # noqa: E402
from s2m2_engine.training.configuration import TrainingConfiguration  # noqa: E402
from s2m2_engine.training.data.pairs import TrainingPair  # noqa: E402
from s2m2_engine.training.finetuning import moderation  # noqa: E402
from s2m2_engine.training.finetuning.moderation import SHARES, between, least_share, moderate  # noqa: E402
from s2m2_engine.training.finetuning.recipe import training_configuration  # noqa: E402
from s2m2_engine.training.finetuning.rehearsal import rehearsed_pairs  # noqa: E402
from s2m2_engine.training.finetuning.settings import FineTuneSettings, ScenePaths  # noqa: E402

TINY = NetworkConfiguration(channels=(8, 8, 16, 16, 16), stride=2, enhancement="none", levels="shallow")


@pytest.fixture
def models(tmp_path: Path) -> tuple[Path, Path]:
    """A network, and another one as if it had been tuned from it."""
    paths = []
    for seed in (0, 1):
        torch.manual_seed(seed)
        paths.append(tmp_path / f"{seed}.safetensors")
        write_model(paths[-1], TINY, S2M2Network(TINY).state_dict(), f"model{seed}", "Untrained.")
    return paths[0], paths[1]


@pytest.fixture
def configuration(models: tuple[Path, Path], tmp_path: Path) -> TrainingConfiguration:
    settings = FineTuneSettings((ScenePaths("sar.tif", "optical.tif"),), tmp_path / "out", device="cpu")
    return training_configuration(settings, models[0], TINY, has_unsure=False)


@pytest.mark.parametrize(
    ("base", "losses", "share"),
    [
        (4.0, (3.9, 3.8, 3.7, 3.6, 3.5), 1.0),
        (4.0, (3.6, 3.3, 3.1, 3.05, 3.0), 0.7),
        (4.0, (3.0, 3.0, 3.0, 3.0, 3.0), 0.4),
        # Nothing was learned: then what is nearest to being best.
        (4.0, (4.1, 4.2, 4.3, 4.4, 4.5), 0.4),
        (4.0, (4.5, 4.4, 4.3, 4.2, 4.1), 1.0),
    ],
)
def test_the_least_share_that_keeps_most_of_the_gain(base: float, losses: tuple[float, ...], share: float) -> None:
    assert least_share(base, *losses) == share


def test_weights_lie_between_and_counters_do_not() -> None:
    before = {"weight": torch.tensor([1.0, 2.0]), "steps": torch.tensor(3)}
    after = {"weight": torch.tensor([3.0, 2.0]), "steps": torch.tensor(7)}
    found = between(before, after, 0.25)
    torch.testing.assert_close(found["weight"], torch.tensor([1.5, 2.0]))
    assert found["steps"] == 7
    torch.testing.assert_close(before["weight"], torch.tensor([1.0, 2.0]))


@pytest.mark.parametrize("watched", [False, True])
def test_what_is_written_lies_on_the_way(
    models: tuple[Path, Path], configuration: TrainingConfiguration, watched: bool
) -> None:
    pairs = [TrainingPair(one, cuts=2) for one in rehearsed_pairs()[:1]] if watched else []
    configuration.out.mkdir(parents=True)
    path, share = moderate(models[1], configuration, pairs, Reporter(), 0.9)
    assert share in SHARES
    before, after, found = (read_model(one)[1] for one in (*models, path))
    for key, value in found.items():
        if value.is_floating_point():
            torch.testing.assert_close(value, before[key] + share * (after[key] - before[key]), atol=1e-6, rtol=1e-5)
    assert read_model(path)[0].name == "model1"


def test_the_loss_of_every_share_is_that_of_its_own_weights(
    models: tuple[Path, Path], configuration: TrainingConfiguration, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Shares are tried on one network, whose weights must not become those of the last share that was tried."""
    before, after = (read_model(one)[1] for one in models)
    key = "backbone.c1.conv1.weight"
    seen = []

    def validated(network: S2M2Network, *_: object) -> dict[str, float]:
        moved = network.state_dict()[key] - before[key]
        seen.append(float((moved / (after[key] - before[key])).median()))
        return {"loss": abs(seen[-1] - 0.7)}

    monkeypatch.setattr(moderation, "validate", validated)
    configuration.out.mkdir(parents=True)
    pairs = [TrainingPair(one) for one in rehearsed_pairs()[:1]]
    path, share = moderate(models[1], configuration, pairs, Reporter(), 0.9)
    assert seen == pytest.approx([0.0, *SHARES], abs=1e-4)
    assert share == 0.7
    moved = (read_model(path)[1][key] - before[key]) / (after[key] - before[key])
    assert float(moved.median()) == pytest.approx(0.7, abs=1e-4)


def test_it_can_be_cancelled(models: tuple[Path, Path], configuration: TrainingConfiguration) -> None:
    class Impatient(Reporter):
        def is_cancelled(self) -> bool:
            return True

    pairs = [TrainingPair(one) for one in rehearsed_pairs()[:1]]
    with pytest.raises(CancelledError):
        moderate(models[1], replace(configuration, out=models[0].parent), pairs, Impatient(), 0.9)
