"""A network as a matcher: sizes, dtypes, nodata, batches, blocks, devices."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

torch = pytest.importorskip("torch")

from helpers.network_matchers import matcher_of, onnx_network
from s2m2_engine.arrays import Window, WindowPair
from s2m2_engine.errors import InputError
from s2m2_engine.model.learned import LearnedMatcher, uncalibrated
from s2m2_engine.model.matcher import Match
from s2m2_engine.model.network.configuration import NetworkConfiguration, preset
from s2m2_engine.model.network.s2m2 import S2M2Network
from s2m2_engine.model.torch_support import choose_device

# Without weights of its own for either sensor even an untrained network finds an image in itself.
TWIN = replace(preset("s2m2-small"), separate_stem=False, enhancement="none")
SCENE = gaussian_filter(np.random.default_rng(0).normal(size=(1, 200, 220)), (0, 1.5, 1.5)) * 300 + 120


@cache
def network_of(configuration: NetworkConfiguration) -> S2M2Network:
    torch.manual_seed(3)
    network = S2M2Network(configuration).train()
    image = torch.from_numpy(SCENE[:, :64, :64]).float().expand(1, 3, 64, 64)
    with torch.no_grad():
        for _ in range(20):  # until batch norms know what they see
            network(image, image)
    return network


def make(configuration: NetworkConfiguration) -> LearnedMatcher:
    return matcher_of(deepcopy(network_of(configuration)))


def assert_sound(match: Match, search: tuple[int, ...], template: tuple[int, ...]) -> None:
    shape = search[-2] - template[-2] + 1, search[-1] - template[-1] + 1
    assert match.heatmap.shape == match.similarity.shape == shape
    assert match.heatmap.dtype == match.similarity.dtype == np.float32
    assert match.heatmap.sum() == pytest.approx(1, abs=1e-4)
    assert np.isfinite(match.similarity).all()
    assert 0 <= match.confidence <= 1
    assert 0 <= match.offset[0] <= shape[1] - 1
    assert 0 <= match.offset[1] <= shape[0] - 1
    assert (np.linalg.eigvalsh(match.covariance) > 0).all()


@pytest.mark.parametrize("shares", [True, False])
@pytest.mark.parametrize(
    ("search", "template", "at"),
    [
        (Window(0, 0, 128, 128), (96, 96), (16, 8)),
        (Window(9, 22, 101, 90), (64, 51), (24, 16)),
        (Window(0, 0, 72, 104), (40, 40), (8, 48)),
    ],
)
def test_it_finds_an_image_in_itself(shares: bool, search: Window, template: tuple[int, int], at: Any) -> None:
    configuration = TWIN if shares else replace(TWIN, groups=8)
    matcher = make(configuration)
    window = SCENE[(slice(None), *search.slices)]
    cut = window[:, at[1] : at[1] + template[0], at[0] : at[0] + template[1]]
    match = matcher.match(window, cut)
    assert_sound(match, window.shape, cut.shape)
    assert np.hypot(match.offset[0] - at[0], match.offset[1] - at[1]) < 1


def test_a_block_gives_the_same_answers_at_any_place() -> None:
    matcher = make(TWIN)
    windows, truths = [], []
    for col, row in ((32, 32), (37, 41), (60, 90), (51, 3)):
        for left, top in ((8, 8), (11, 21)):
            windows.append(WindowPair(Window(col, row, 96, 88), Window(col + left, row + top, 48, 56)))
            truths.append((left, top))
    matches = matcher.match_block(SCENE, SCENE, windows)
    for match, truth in zip(matches, truths):
        assert_sound(match, (88, 96), (56, 48))
        assert match.offset == pytest.approx(truth, abs=0.3)
        assert match.abstain is None


def test_a_block_differs_from_single_windows_by_their_edges_only() -> None:
    matcher = make(TWIN)
    pair = WindowPair(Window(32, 16, 128, 128), Window(48, 48, 80, 80))
    whole = matcher.match_block(SCENE, SCENE, [pair])[0]
    single = matcher.match(SCENE[(slice(None), *pair.search.slices)], SCENE[(slice(None), *pair.template.slices)])
    assert np.corrcoef(whole.similarity.ravel(), single.similarity.ravel())[0, 1] > 0.9


@pytest.mark.slow
def test_a_block_of_a_pair_dependent_network_is_its_windows_one_by_one() -> None:
    matcher = make(preset("reference-small"))
    pairs = [
        WindowPair(Window(5, 5, 64, 64), Window(20, 20, 32, 32)),
        WindowPair(Window(0, 0, 64, 48), Window(9, 9, 32, 32)),
    ]
    block = matcher.match_block(SCENE, SCENE, pairs)
    for match, pair in zip(block, pairs):
        single = matcher.match(SCENE[(slice(None), *pair.search.slices)], SCENE[(slice(None), *pair.template.slices)])
        np.testing.assert_array_equal(match.similarity, single.similarity)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["s2m2-small", "reference-small"])
def test_many_pairs_of_mixed_sizes_come_back_in_order(name: str) -> None:
    matcher = make(preset(name))
    sizes = [(64, 32), (64, 32), (64, 32), (48, 32), (64, 32)]
    pairs = [(SCENE[:, :s, i : i + s], SCENE[:, 3 : 3 + t, 5 : 5 + t]) for i, (s, t) in enumerate(sizes)]
    many = matcher.match_many(iter(pairs))
    assert len(many) == len(pairs)
    for match, (search, template) in zip(many, pairs):
        np.testing.assert_allclose(match.similarity, matcher.match(search, template).similarity, atol=1e-5)
    assert matcher.match_many([]) == []


@pytest.mark.parametrize("name", ["s2m2-small", "reference-small"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.int16, np.float32, np.float64])
@pytest.mark.parametrize("bands", [1, 2, 3, 5])
def test_any_dtype_and_number_of_bands(name: str, dtype: Any, bands: int) -> None:
    image = np.clip(np.repeat(SCENE, bands, axis=0), 0, 255).astype(dtype)
    search, template = image[:, :64, :64], image[:1, 10:50, 10:45]
    assert_sound(make(preset(name)).match(search, template), search.shape, template.shape)


def test_gain_and_offset_of_a_band_do_not_matter() -> None:
    matcher = make(preset("s2m2-small"))
    search, template = SCENE[:, :64, :64], SCENE[:, 10:42, 10:42]
    match = matcher.match(search, template)
    other = matcher.match(search * 40 - 3000, (template * 0.001).astype(np.float32))
    np.testing.assert_allclose(match.similarity, other.similarity, atol=1e-4)


def with_nodata(kind: str) -> tuple[NDArray[Any], NDArray[Any]]:
    search, template = SCENE[:, :112, :112].copy(), SCENE[:, 24:88, 16:80].copy()
    where_search, where_template = np.zeros(search.shape, bool), np.zeros(template.shape, bool)
    where_search[:, :, 80:] = True
    where_template[:, :9] = True
    if kind == "mask":
        return np.ma.array(search, mask=where_search), np.ma.array(template, mask=where_template)
    search[where_search] = np.nan
    template[where_template] = np.nan
    return search, template


@pytest.mark.parametrize("kind", ["nan", "mask"])
def test_nodata_is_left_out(kind: str) -> None:
    matcher = make(TWIN)
    search, template = with_nodata(kind)
    match = matcher.match(search, template)
    assert_sound(match, search.shape, template.shape)
    assert match.offset == pytest.approx((16, 24), abs=1.5)
    assert match.heatmap[:, 48].max() == 0  # hardly any valid ground there
    block = matcher.match_block(search, template, [WindowPair(Window(0, 0, 112, 112), Window(0, 0, 64, 64))])[0]
    assert block.offset == pytest.approx((16, 24), abs=1.5)


@pytest.mark.parametrize("name", ["s2m2-small", "reference-small"])
def test_it_abstains_without_data_or_texture(name: str) -> None:
    matcher = make(preset(name))
    search = SCENE[:, :96, :96]
    nothing = matcher.match(search, np.full((1, 48, 48), np.nan))
    assert nothing.abstain == "nodata"
    flat = matcher.match(search, np.full((3, 48, 48), 7, np.uint8))
    assert flat.abstain == "flat"
    for match in (nothing, flat, matcher.match(np.full((1, 96, 96), np.nan), search[:, :48, :48])):
        assert_sound(match, search.shape, (48, 48))
        assert match.abstain is not None
        assert match.confidence < 0.05


def test_a_peak_on_the_heatmaps_edge_is_no_answer() -> None:
    matcher = make(TWIN)
    assert matcher.match(SCENE[:, :96, :96], SCENE[:, 0:64, 16:80]).abstain == "search edge"
    one_shift = matcher.match(SCENE[:, :64, :64], SCENE[:, :64, :64])
    assert one_shift.heatmap.shape == (1, 1)
    assert one_shift.abstain != "search edge"


def test_confidence_rises_with_the_probability_around_the_peak() -> None:
    matcher = make(TWIN)
    sure = matcher.match(SCENE[:, :128, :128], SCENE[:, 24:120, 16:112])
    unsure = matcher.match(SCENE[:, :128, :128], np.random.default_rng(5).normal(size=(1, 96, 96)))
    assert sure.confidence > unsure.confidence


@pytest.mark.parametrize(
    ("search", "template", "code"),
    [
        ((1, 64, 64), (1, 65, 64), "template_too_large"),
        ((1, 64, 64), (1, 15, 64), "template_too_small"),
        ((64,), (16, 16), "bad_shape"),
    ],
)
def test_bad_shapes_are_refused(search: tuple[int, ...], template: tuple[int, ...], code: str) -> None:
    with pytest.raises(InputError) as error:
        make(preset("s2m2-small")).match(np.ones(search), np.ones(template))
    assert error.value.code == code


def test_bad_windows_of_a_block_are_refused() -> None:
    with pytest.raises(InputError):
        make(TWIN).match_block(SCENE, SCENE, [WindowPair(Window(0, 0, 32, 32), Window(0, 0, 40, 32))])


def test_it_is_deterministic() -> None:
    first, second = (make(preset("s2m2-small")).match(SCENE[:, :96, :96], SCENE[:, 9:57, 9:57]) for _ in range(2))
    np.testing.assert_array_equal(first.heatmap, second.heatmap)


def test_default_probability_is_the_networks_own() -> None:
    network = S2M2Network(preset("s2m2-small")).eval()
    with torch.no_grad():
        network.deep_log_scale.fill_(1.5)
    search, template = torch.rand(1, 3, 64, 64) * 255, torch.rand(1, 3, 48, 48) * 255
    with torch.inference_mode():
        expected = network(search, template).fused_logits.flatten().softmax(0).reshape(17, 17).numpy()
    assert uncalibrated(onnx_network(network).scale).temperature(48) == pytest.approx(1 / 48 / (1 + np.exp(1.5)))
    match = matcher_of(network).match(search[0].numpy(), template[0].numpy())
    np.testing.assert_allclose(match.heatmap, expected, rtol=1e-3)


@pytest.mark.parametrize("device", ["quantum", "cpu:1", "cuda:99", "cuda:x", ""])
def test_devices_that_are_not_there(device: str) -> None:
    with pytest.raises(InputError) as error:
        choose_device(device)
    assert error.value.code == "no_such_device"


def test_automatic_device_exists() -> None:
    assert choose_device("auto").type in ("cpu", "cuda", "mps")
