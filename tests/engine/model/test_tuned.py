"""A tuned model answers on ground like that which it was tuned to, and leaves all other ground to its base model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

torch = pytest.importorskip("torch")
pytest.importorskip("lightning_fabric")

from helpers.network_matchers import arrays_of, matcher_of
from s2m2_engine.arrays import Float32Array, Window, WindowPair
from s2m2_engine.errors import InputError
from s2m2_engine.finetuning.candidate import write_candidate
from s2m2_engine.finetuning.recipe import training_configuration
from s2m2_engine.finetuning.rehearsal import SimulatedPair
from s2m2_engine.finetuning.settings import FineTuneSettings, ScenePaths
from s2m2_engine.model.confidence import Calibration
from s2m2_engine.model.gate import Gate, fit_gate
from s2m2_engine.model.gated import GatedMatcher
from s2m2_engine.model.learned import LearnedMatcher
from s2m2_engine.model.matcher import Match
from s2m2_engine.model.model_file import (
    load_network,
    load_networks,
    read_card,
    read_model,
    rewrite_calibration,
    rewrite_seen,
    write_model,
)
from s2m2_engine.model.model_tensors import BaseNetwork, ModelTensors
from s2m2_engine.model.network.configuration import NetworkConfiguration, preset
from s2m2_engine.model.network.s2m2 import S2M2Network
from s2m2_engine.model.registry import load_matcher
from s2m2_engine.pairs.training_pairs import TrainingPair
from s2m2_engine.training.appearance import appearances
from s2m2_engine.training.cutting.settings import WindowSettings

TINY = NetworkConfiguration(
    channels=(8, 8, 16, 16, 16), stride=2, enhancement="none", levels="shallow", prior="self_similarity"
)
CALIBRATION = Calibration(0.5, 0.9, 1.1, 0.01, -2.0, (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7))
WINDOWS = WindowSettings()


def ground(seed: int, fine: bool) -> NDArray[np.float64]:
    """Fine or coarse texture, (1, 200, 220)."""
    noise = np.random.default_rng(seed).normal(size=(1, 200, 220))
    return gaussian_filter(noise, (0, *([0.7, 0.7] if fine else [4.0, 4.0]))) * 300 + 120


def network_of(seed: int, images: Sequence[NDArray[np.float64]]) -> S2M2Network:
    """A random network whose batch norms have seen some images."""
    torch.manual_seed(seed)
    network = S2M2Network(TINY).train()
    with torch.no_grad():
        for _ in range(20):
            for image in images:
                tensor = torch.from_numpy(image[:, :128, :128]).float().expand(1, 3, 128, 128)
                network(tensor, tensor)
    return network.eval()


def pairs_of(image: NDArray[np.float64], side: int = 128) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    corners = [(row, col) for row in (0, 24, 48) for col in (0, 30, 60)]
    return [(image[:, r : r + side, c : c + side], image[:, r + 20 : r + 84, c + 30 : c + 94]) for r, c in corners]


def look(network: S2M2Network, search: NDArray[np.float64], template: NDArray[np.float64]) -> Float32Array:
    """Of a pair of windows, whose NaN are no data."""
    bands, valid = [], []
    for image in (search, template):
        valid.append(torch.from_numpy(np.isfinite(image).all(axis=0))[None])
        bands.append(torch.from_numpy(np.nan_to_num(image, nan=120.0)).float().expand(3, -1, -1)[None])
    with torch.no_grad():
        vector: Float32Array = network.appearance(*bands, *valid)[0].numpy()
    return vector


def looks(network: S2M2Network, image: NDArray[np.float64]) -> Float32Array:
    return np.stack([look(network, *pair) for pair in pairs_of(image)])


@pytest.fixture(scope="module")
def base() -> S2M2Network:
    """It has seen coarse ground."""
    return network_of(0, [ground(1, fine=False), ground(2, fine=False)])


@pytest.fixture(scope="module")
def tuned() -> S2M2Network:
    return network_of(1, [ground(3, fine=True)])


@pytest.fixture(scope="module")
def gate(base: S2M2Network) -> Gate:
    """Between fine ground, which is tuned to, and the coarse one."""
    own = looks(base, ground(3, fine=True))
    return fit_gate(own, np.arange(len(own)), looks(base, ground(1, fine=False)))


@pytest.fixture
def matcher(base: S2M2Network, tuned: S2M2Network, gate: Gate) -> GatedMatcher:
    return GatedMatcher(alone(tuned), alone(base), gate)


def alone(network: S2M2Network) -> LearnedMatcher:
    return matcher_of(network, CALIBRATION, "tuned")


def assert_same(one: Match, other: Match) -> None:
    np.testing.assert_allclose(one.similarity, other.similarity, atol=1e-5)
    assert one.offset == pytest.approx(other.offset, abs=1e-3)


@pytest.mark.slow
def test_each_network_answers_on_its_ground(matcher: GatedMatcher, base: S2M2Network, tuned: S2M2Network) -> None:
    """Of pairs in any order, each as the network alone that it belongs to."""
    fine, coarse = pairs_of(ground(7, fine=True)), pairs_of(ground(8, fine=False))
    mixed = [pair for two in zip(fine, coarse) for pair in two]
    found = matcher.match_many(mixed)
    assert [match.familiar for match in found] == [True, False] * len(fine)
    plain = [alone(tuned), alone(base)]
    for number, (match, pair) in enumerate(zip(found, mixed)):
        assert_same(match, plain[number % 2].match(*pair))
        assert plain[number % 2].match(*pair).familiar


@pytest.mark.slow
@pytest.mark.parametrize("fine", [True, False])
def test_so_do_blocks(matcher: GatedMatcher, base: S2M2Network, tuned: S2M2Network, fine: bool) -> None:
    image = ground(9, fine)
    windows = [WindowPair(Window(20, 20, 128, 128), Window(50, 50, 64, 64))]
    found = matcher.match_block(image, image, windows)[0]
    assert found.familiar is fine
    expected = alone(tuned if fine else base).match_block(image, image, windows)[0]
    assert_same(found, expected)


def test_it_is_called_and_calibrated_as_the_tuned_one(matcher: GatedMatcher, base: S2M2Network, gate: Gate) -> None:
    tuned = matcher_of(base, replace(CALIBRATION, covariance_gain=3.0), "alps")
    gated = GatedMatcher(tuned, alone(base), gate)
    for attribute in ("name", "sha256", "device", "template_size", "context", "calibration"):
        assert getattr(gated, attribute) == getattr(tuned, attribute)
    assert gated.name != matcher.name


def test_nothing_and_unfit_windows_are_as_for_one_network(matcher: GatedMatcher, tuned: S2M2Network) -> None:
    image = ground(9, fine=True)
    assert matcher.match_many([]) == matcher.match_block(image, image, []) == []
    small = [WindowPair(Window(0, 0, 64, 64), Window(0, 0, 15, 64))]
    codes = []
    for one in (matcher, alone(tuned)):
        with pytest.raises(InputError) as error:
            one.match_block(image, image, small)
        codes.append(error.value.code)
    assert codes == ["template_too_small"] * 2


def test_nodata_does_not_change_the_look(base: S2M2Network) -> None:
    """Half of the window is missing; the half that is there looks as it does by itself."""
    image = ground(5, fine=True)[:, :128, :128]
    holed = image.copy()
    holed[:, :, 64:] = np.nan
    whole, half = look(base, image, image), look(base, holed, holed)
    other = look(base, *[ground(5, fine=False)[:, :128, :128]] * 2)
    assert np.linalg.norm(whole - half) < 0.25 * np.linalg.norm(whole - other)


def test_what_it_was_trained_on_looks_like_nothing_special(base: S2M2Network) -> None:
    known, other = looks(base, ground(1, fine=False)), looks(base, ground(3, fine=True))
    assert known.shape == (9, 2 * 3 * TINY.channels[1])
    assert np.abs(known.mean(axis=0)).mean() < 0.5 * np.abs(other.mean(axis=0)).mean()


@pytest.mark.parametrize("name", ["reference-small", "fft-unet"])
def test_networks_without_such_norms_do_not_know_their_ground(name: str) -> None:
    assert not preset(name).knows_its_ground
    assert preset("s2m2").knows_its_ground
    assert TINY.knows_its_ground


@pytest.fixture
def file(tmp_path: Path, base: S2M2Network, tuned: S2M2Network, gate: Gate) -> Path:
    seen = looks(base, ground(3, fine=True)).astype(np.float16)
    known = looks(base, ground(1, fine=False)).astype(np.float16)
    tensors = ModelTensors(arrays_of(tuned), seen, BaseNetwork(arrays_of(base), gate, known))
    path = tmp_path / "alps.safetensors"
    write_model(path, TINY, tensors.to_dict(), "alps", "Tuned.", CALIBRATION)
    return path


@pytest.mark.slow
def test_a_file_holds_both(file: Path, base: S2M2Network, tuned: S2M2Network, gate: Gate) -> None:
    card, networks, tensors = load_networks(file)
    assert card == read_card(file)
    for network, expected in zip(networks, (tuned, base)):
        assert all(torch.equal(value, expected.state_dict()[key]) for key, value in network.state_dict().items())
    assert tensors.base is not None
    assert tensors.seen is not None
    assert tensors.base.seen is not None
    np.testing.assert_array_equal(tensors.base.gate.weight, gate.weight)
    np.testing.assert_array_equal(tensors.base.gate.bias, gate.bias)
    assert len(tensors.seen) == len(tensors.base.seen) == 9
    # Training that starts from it starts from the tuned weights.
    assert torch.equal(load_network(file)[1].state_dict()["backbone.c2.conv1.bias"], tuned.backbone.c2.conv1.bias)
    fine, coarse = pairs_of(ground(7, fine=True))[0], pairs_of(ground(8, fine=False))[0]
    matcher = load_matcher(str(file), "cpu")
    assert [matcher.match(*pair).familiar for pair in (fine, coarse)] == [True, False]


def test_rewriting_keeps_both(file: Path) -> None:
    before = read_model(file)[1]
    rewrite_calibration(file, replace(CALIBRATION, covariance_gain=2.0))
    assert read_model(file)[1].keys() == before.keys()
    rewrite_seen(file, np.zeros((3, 48), np.float16))
    tensors = ModelTensors.from_dict(read_model(file)[1])
    assert tensors.seen is not None
    assert tensors.seen.shape == (3, 48)
    assert tensors.base is not None
    assert tensors.base.seen is not None
    assert len(tensors.base.seen) == 9


def test_a_file_that_lacks_a_part_is_damaged(file: Path, tmp_path: Path) -> None:
    _card, tensors = read_model(file)
    for lacking in ("gate.weight", "before.backbone.c1.conv1.weight", "backbone.c1.conv1.weight"):
        path = tmp_path / f"{lacking}.safetensors"
        write_model(path, TINY, {key: one for key, one in tensors.items() if key != lacking}, "", "", CALIBRATION)
        with pytest.raises(InputError) as error:
            load_matcher(str(path))
        assert error.value.code == "damaged_model"


def model_file(path: Path, network: S2M2Network) -> Path:
    write_model(path, TINY, network.state_dict(), path.stem, "", CALIBRATION)
    return path


@pytest.mark.slow
def test_tuned_twice_it_goes_back_to_the_first(tmp_path: Path, base: S2M2Network, tuned: S2M2Network) -> None:
    """The ground of both tunings is its own; elsewhere answers what was there before any."""
    blocks = [TrainingPair(SimulatedPair(seed)) for seed in (1, 2)]

    def candidate(start: Path, after: S2M2Network) -> Path:
        settings = FineTuneSettings((ScenePaths("a", "b"),), tmp_path / "out")
        recipe = training_configuration(settings, start, TINY, has_unsure=False, learned=2, watched=0)
        trained = model_file(tmp_path / "trained.safetensors", after)
        return write_candidate(start, trained, recipe, blocks).rename(tmp_path / f"{start.stem}+.safetensors")

    once = candidate(model_file(tmp_path / "base.safetensors", base), tuned)
    again = network_of(2, [ground(4, fine=True)])
    twice = candidate(once, again)
    networks, tensors = load_networks(twice)[1:]
    weights = [one.state_dict()["backbone.c2.conv1.bias"] for one in (*networks, again, base)]
    assert torch.equal(weights[0], weights[2])
    assert torch.equal(weights[1], weights[3])
    first = load_networks(once)[2]
    assert first.seen is not None
    assert tensors.seen is not None
    assert len(tensors.seen) == 2 * len(first.seen) == 32
    np.testing.assert_array_equal(tensors.seen[:16], first.seen)


def test_without_a_gate_the_tuned_network_answers_everywhere(tmp_path: Path) -> None:
    small = replace(preset("reference-small"), channels=(8, 8, 8, 8, 8), heads=2)
    start, trained = tmp_path / "start.safetensors", tmp_path / "trained.safetensors"
    for path in (start, trained):
        write_model(path, small, S2M2Network(small).state_dict(), path.stem, "")
    settings = FineTuneSettings((ScenePaths("a", "b"),), tmp_path / "out")
    recipe = training_configuration(settings, start, small, has_unsure=False, learned=2, watched=0)
    assert recipe.optimizer.anchor > 0
    candidate = write_candidate(start, trained, recipe, [TrainingPair(SimulatedPair(1))])
    assert read_card(candidate).sha256 == read_card(trained).sha256


@pytest.mark.slow
def test_looks_are_taken_as_often_as_training_takes_a_pair(base: S2M2Network) -> None:
    pairs = [TrainingPair(SimulatedPair(1), cuts=1), TrainingPair(SimulatedPair(2), cuts=3)]
    vectors, numbers = appearances(base, pairs, WINDOWS, 8)
    assert numbers.tolist() == [0, 0, 1, 1, 1, 1, 1, 1]
    assert vectors.shape == (8, 48)
    assert len(np.unique(vectors, axis=0)) == 8
    np.testing.assert_array_equal(vectors, appearances(base, pairs, WINDOWS, 8)[0])
