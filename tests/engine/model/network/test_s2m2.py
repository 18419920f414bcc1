"""The s2m2 network: the reference's faults are mended, and every configuration computes what it says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from s2m2_engine.errors import InputError
from s2m2_engine.model.correlation import pooled_ncc
from s2m2_engine.model.features import mind_features
from s2m2_engine.model.log_gabor import log_gabor_responses
from s2m2_engine.model.network.configuration import PRESETS, NetworkConfiguration, preset

torch = pytest.importorskip("torch")

from s2m2_engine.model.network.heatmaps import (
    overlap_fraction,
    place_exact,
    pooled_similarity,
    unit_length,
    unit_similarity,
)
from s2m2_engine.model.network.levels import Level
from s2m2_engine.model.network.paper import place_stretched
from s2m2_engine.model.network.priors import Orientation, SelfSimilarity, StructurePrior
from s2m2_engine.model.network.s2m2 import S2M2Network

SMALL = preset("s2m2-small")
Masks = tuple[torch.Tensor, torch.Tensor] | tuple[None, None]


def network_and_images(
    configuration: NetworkConfiguration, masked: bool
) -> tuple[S2M2Network, torch.Tensor, torch.Tensor, Masks]:
    """An untrained network, two optical and two SAR images of 64 px, and where they are valid."""
    torch.manual_seed(0)
    network = S2M2Network(configuration).eval()
    optical, sar = torch.rand(2, 3, 64, 64) * 255, torch.rand(2, 3, 64, 64) * 255
    valid = torch.ones(2, 64, 64, dtype=torch.bool)
    valid[1, :20, :30] = False
    return network, optical, sar, (valid, valid.flip(1)) if masked else (None, None)


def test_unit_similarity_is_the_correlation_with_the_mean_free_template() -> None:
    torch.manual_seed(0)
    search, template = unit_length(torch.randn(2, 3, 11, 14)), unit_length(torch.randn(2, 3, 5, 4))
    found = unit_similarity(search, template).numpy()
    expected = np.zeros((2, 7, 11))
    for b in range(2):
        t = template[b].double().numpy()
        t = t - t.mean(axis=(1, 2), keepdims=True)
        for row in range(7):
            for col in range(11):
                window = search[b, :, row : row + 5, col : col + 4].double().numpy()
                expected[b, row, col] = (window * t).sum() / np.sqrt(20 * (t**2).sum())
    np.testing.assert_allclose(found, expected, atol=1e-6)


def test_weighted_similarity_is_the_mean_over_the_template() -> None:
    torch.manual_seed(0)
    search, template = torch.randn(2, 3, 11, 14), torch.randn(2, 2, 3, 5, 4)
    found = unit_similarity(search, template, weighted=True)
    assert found.shape == (2, 2, 7, 11)
    mean_free = template[1, 1] - template[1, 1].mean(dim=(1, 2), keepdim=True)
    torch.testing.assert_close(found[1, 1, 3, 6], (search[1, :, 3:8, 6:10] * mean_free).sum() / 20)
    # A template that counts for little says little.
    torch.testing.assert_close(unit_similarity(search, template / 10, weighted=True), found / 10)


def test_nodata_counts_for_nothing() -> None:
    torch.manual_seed(0)
    search, template = unit_length(torch.randn(1, 4, 24, 24)), unit_length(torch.randn(1, 4, 12, 12))
    search[:, :, 5:17, 7:19] = template
    search_valid, template_valid = torch.ones(1, 24, 24, dtype=torch.bool), torch.ones(1, 12, 12, dtype=torch.bool)
    search_valid[:, :, 14:] = False
    template_valid[:, :3] = False
    overlap = overlap_fraction(search_valid, template_valid)
    assert overlap.shape == (1, 13, 13)
    assert overlap[0, 5, 7] == pytest.approx(7 / 12)
    similarity = unit_similarity(search * search_valid[:, None], template * template_valid[:, None], overlap)
    best = int(torch.where(overlap > 0.5, similarity, -1.0).argmax())
    assert divmod(best, 13) == (5, 7)
    assert similarity[0, 5, 7] > 0.8


def test_deep_cells_stand_at_multiples_of_eight() -> None:
    deep = torch.rand(1, 9, 9)
    placed = place_exact(deep, (65, 65))
    torch.testing.assert_close(placed[:, ::8, ::8], deep)
    torch.testing.assert_close(placed[0, 4, 0], (deep[0, 0, 0] + deep[0, 1, 0]) / 2)
    shifted = place_exact(deep, (20, 30), first=(-3, 5))
    torch.testing.assert_close(shifted[0, 5, 13], deep[0, 1, 1])
    torch.testing.assert_close(shifted[0, 5, 0], deep[0, 1, 0])
    # The paper's placement has cell 4 of 9 where it belongs, and the last one up to 8 px too early.
    assert place_stretched(deep, (65, 65))[0, 58, 58] == deep[0, 8, 8]


def test_between_fine_cells_heatmaps_are_smooth() -> None:
    """A band-limited heatmap, seen at every second shift, comes back, its maximum between two cells too."""
    row, col = torch.meshgrid(torch.arange(33.0), torch.arange(41.0), indexing="ij")
    whole = torch.exp(-((row - 15) ** 2 + (col - 21) ** 2) / (2 * 3.0**2))[None]
    placed = place_exact(whole[:, ::2, ::2], (33, 41), stride=2)
    torch.testing.assert_close(placed[:, ::2, ::2], whole[:, ::2, ::2])
    torch.testing.assert_close(placed, whole, atol=0.01, rtol=0)
    assert divmod(int(placed[0].argmax()), 41) == (15, 21)
    odd = place_exact(whole[:, 1::2, 1::2], (33, 41), first=(1, 1), stride=2)
    torch.testing.assert_close(odd[:, 1:-1, 1:-1], whole[:, 1:-1, 1:-1], atol=0.01, rtol=0)


def test_features_do_not_depend_on_the_images_size() -> None:
    torch.manual_seed(0)
    network = S2M2Network(SMALL).eval()
    faulty = S2M2Network(replace(SMALL, upsampling="corner_aligned")).eval()
    image = torch.randn(1, 3, 320, 32)
    with torch.inference_mode():
        for net, size_independent in ((network, True), (faulty, False)):
            whole, part = net.backbone(image, "sar")[1], net.backbone(image[:, :, :256], "sar")[1]
            difference = (whole[:, :, :64] - part[:, :, :64]).abs().max() / whole.std()
            assert (difference < 1e-4) == size_independent


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize(("search", "template"), [((40, 64), (32, 16)), ((53, 41), (29, 22)), ((32, 32), (32, 32))])
def test_output_of_every_preset_at_any_size(name: str, search: tuple[int, int], template: tuple[int, int]) -> None:
    torch.manual_seed(0)
    network = S2M2Network(preset(name)).eval()
    with torch.inference_mode():
        output = network(torch.rand(2, 3, *search) * 255, torch.rand(2, 3, *template) * 255)
    size = tuple(s - t + 1 for s, t in zip(search, template))
    assert output.fused.shape == output.fused_logits.shape == output.shallow.shape == (2, *size)
    if network.configuration.has_deep:
        cells = tuple(-(-s // 8) - t // 8 + 1 for s, t in zip(search, template))
        assert output.deep.shape == output.deep_logits.shape == (2, *cells)
        assert torch.isfinite(output.deep_logits).all()
    for tensor in (output.fused_logits, output.shallow_logits, *output.shared):
        assert torch.isfinite(tensor).all()


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"enhancement": "none"},
        {"levels": "deep"},
        {"levels": "shallow"},
        {"enhancement": "paper", "layers": 2, "passes": 2},
        {"layers": 2},
        {"correlation": "min_max", "placement": "stretched"},
        {"groups": 8, "pyramid": "wide", "upsampling": "corner_aligned", "separate_stem": False},
        {"backbone": "fft_unet", "levels": "shallow", "enhancement": "none"},
        {"prior": "self_similarity"},
        {"levels": "shallow", "stride": 2, "prior": "self_similarity"},
        {"levels": "shallow", "stride": 2, "prior": "structure"},
        {"weighting": "learned"},
        {"correlation": "unit", "enhancement": "none", "levels": "deep", "standardise_input": False},
    ],
)
def test_every_parameter_learns_in_every_configuration(changes: dict[str, Any]) -> None:
    torch.manual_seed(0)
    configuration = replace(SMALL, **changes)
    network = S2M2Network(configuration)
    output = network(torch.rand(1, 3, 64, 64) * 255, torch.rand(1, 3, 48, 48) * 255)
    assert (output.deep is not None) == configuration.has_deep
    assert (output.shallow is not None) == configuration.has_shallow
    enhanced = configuration.enhancement != "none"
    assert len(output.shared) == (4 if configuration.levels == "both" else 2)
    assert [x.shape for x in output.specific] == ([x.shape for x in output.shared] if enhanced else [])
    assert (output.prior is not None) == (configuration.prior != "none")
    logits = [x for x in (output.deep_logits, output.shallow_logits, output.prior_logits) if x is not None]
    sum(x.flatten(1).log_softmax(1)[:, 3].sum() for x in logits).backward()
    for key, parameter in network.named_parameters():
        assert parameter.grad is not None, key
        assert torch.isfinite(parameter.grad).all(), key


def test_fused_logits_are_those_of_the_product_of_both_levels() -> None:
    network = S2M2Network(SMALL).eval()
    with torch.no_grad():
        network.deep_log_scale.fill_(0.7)
        output = network(torch.rand(1, 3, 64, 64) * 255, torch.rand(1, 3, 48, 48) * 255)
        placed = place_exact(output.deep_logits, (17, 17))
    product = placed.flatten().softmax(0) * output.shallow_logits.flatten().softmax(0)
    torch.testing.assert_close(output.fused_logits.flatten().softmax(0), product / product.sum())


@pytest.mark.slow
def test_a_few_steps_of_training_raise_the_true_shifts_probability() -> None:
    torch.manual_seed(0)
    network = S2M2Network(SMALL)
    optimizer = torch.optim.AdamW(network.parameters(), 3e-3)
    optical = torch.nn.functional.interpolate(torch.randn(2, 3, 16, 16), 64, mode="bicubic") * 60 + 128
    sar = (255 - optical[:, :, 5:53, 11:59]) + 10 * torch.randn(2, 3, 48, 48)
    losses = []
    for _ in range(15):
        logits = network(optical, sar).fused_logits.flatten(1)
        loss = torch.nn.functional.cross_entropy(logits, torch.tensor([5 * 17 + 11] * 2))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.7 * losses[0]


def test_two_networks_of_one_seed_answer_alike() -> None:
    answers = []
    for _ in range(2):
        torch.manual_seed(5)
        network = S2M2Network(SMALL).eval()
        with torch.inference_mode():
            answers.append(network(torch.rand(1, 3, 48, 48), torch.rand(1, 3, 32, 32)).fused)
    assert torch.equal(*answers)


@pytest.mark.parametrize("name", PRESETS)
def test_configurations_survive_json(name: str) -> None:
    assert NetworkConfiguration.from_dict(preset(name).to_dict()) == preset(name)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"chanels": [1]}, "chanels"),
        ({"channels": [8, 8]}, "channels"),
        ({"channels": "wide"}, "channels"),
        ({"channels": [8, 16, 0, 32, 48]}, "channels"),
        ({"groups": 5}, "groups"),
        ({"heads": 5}, "heads"),
        ({"heads": True}, "heads"),
        ({"layers": 0}, "layers"),
        ({"levels": "all"}, "levels"),
        ({"backbone": "fft_unet"}, "levels"),
        ({"separate_stem": "yes"}, "separate_stem"),
    ],
)
def test_impossible_configurations_are_refused_by_name(values: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError, match=named):
        NetworkConfiguration.from_dict(values)


def test_unknown_preset_names_the_known_ones() -> None:
    with pytest.raises(InputError) as error:
        preset("huge")
    assert "reference" in error.value.hint


PRIOR = replace(SMALL, enhancement="none", levels="shallow", stride=2, prior="self_similarity")
COARSE = replace(PRIOR, prior="structure", weighting="learned")


@pytest.mark.parametrize(
    "configuration",
    [
        *(replace(SMALL, levels=one) for one in ("both", "deep", "shallow")),
        replace(SMALL, prior="self_similarity"),
        PRIOR,
        COARSE,
    ],
)
@pytest.mark.parametrize("masked", [False, True])
def test_many_places_share_a_pass(configuration: NetworkConfiguration, masked: bool) -> None:
    """Each heatmap is that of its template alone, cut from the same features."""
    network, optical, sar, masks = network_and_images(configuration, masked)
    places = {
        16: torch.tensor([[[0, 8], [24, 16], [48, 48]], [[8, 0], [0, 0], [40, 32]]]),
        32: torch.zeros(2, 1, 2).long(),
    }
    with torch.no_grad():
        outputs = network.match_places(optical, sar, places, *masks)
        search, template = network.describe(optical, "optical", masks[0]), network.describe(sar, "sar", masks[1])
    assert outputs[16].fused.shape == (6, 49, 49)
    assert outputs[32].fused.shape == (2, 33, 33)
    assert outputs[16].shared[0].shape[0] == 2

    def of_image(number: int) -> Callable[[Level], Level]:
        one = slice(number, number + 1)
        return lambda level: replace(
            level, features=level.features[one], valid=None if level.valid is None else level.valid[one]
        )

    for side, corners in places.items():
        for number, (col, row) in enumerate(corners.flatten(0, 1).tolist()):
            image = number // corners.shape[1]
            cut = template.each(of_image(image)).each(
                partial(Level.cut, row=row, col=col, height=side, width=side, inside=True)
            )
            with torch.no_grad():
                alone = network.compare(search.each(of_image(image)), cut, (65 - side, 65 - side), float(side))
            torch.testing.assert_close(outputs[side].fused_logits[number], alone.fused_logits[0], atol=2e-3, rtol=1e-3)


@pytest.mark.parametrize("configuration", [SMALL, COARSE])
@pytest.mark.parametrize("masked", [False, True])
def test_a_template_alone_is_seen_without_its_surroundings(configuration: NetworkConfiguration, masked: bool) -> None:
    network, optical, sar, masks = network_and_images(configuration, masked)
    corners = torch.tensor([[[0, 8], [24, 16], [32, 32]], [[8, 0], [0, 0], [32, 24]]])
    with torch.no_grad():
        alone = network.match_places(optical, sar, {16: corners, 32: corners}, *masks, alone=[32])
        together = network.match_places(optical, sar, {16: corners, 32: corners}, *masks)
    torch.testing.assert_close(alone[16].fused_logits, together[16].fused_logits)
    assert (alone[32].fused_logits - together[32].fused_logits).abs().max() > 0.01
    for number, (col, row) in enumerate(corners.flatten(0, 1).tolist()):
        image, window = slice(number // 3, number // 3 + 1), (slice(row, row + 32), slice(col, col + 32))
        with torch.no_grad():
            single = network(
                optical[image],
                sar[(image, slice(None), *window)],
                None if masks[0] is None else masks[0][image],
                None if masks[1] is None else masks[1][(image, *window)],
            )
        torch.testing.assert_close(alone[32].fused_logits[number], single.fused_logits[0], atol=2e-3, rtol=1e-3)


def test_orientation_follows_lines_and_not_their_brightness() -> None:
    """A grating answers in the channel of its direction, as the log-Gabor filters of the baselines do."""
    row, col = np.meshgrid(np.arange(64.0), np.arange(64.0), indexing="ij")
    for number, degrees in enumerate((0, 30, 60, 90, 120, 150)):
        # Fast along this direction, counter-clockwise from the columns' axis; rows run downwards.
        along = col * np.cos(np.radians(degrees)) - row * np.sin(np.radians(degrees))
        wave = np.sin(2 * np.pi * along / 6).astype(np.float32)
        bright, inverted = (Orientation()(torch.from_numpy(one)[None, None])[0].numpy() for one in (wave, -wave))
        inside = (slice(None), slice(8, -8), slice(8, -8))
        assert bright.shape == (6, 32, 32)
        assert (bright[inside].argmax(axis=0) == number).all()
        np.testing.assert_allclose(bright, inverted, atol=1e-4)
        expected = np.abs(log_gabor_responses(wave)).sum(axis=1)[:, 16:-16, 16:-16].mean(axis=(1, 2))
        found = bright[inside].mean(axis=(1, 2))
        assert np.corrcoef(expected, found)[0, 1] > 0.99


@pytest.mark.parametrize(("rows", "cols"), [(33, 40), (18, 51)])
def test_a_coarse_prior_has_a_cell_for_every_two_pixels(rows: int, cols: int) -> None:
    image = torch.randn(2, 3, rows, cols)
    found = StructurePrior()(image)
    assert found.shape == (2, 14, -(-rows // 2), -(-cols // 2))
    fine = SelfSimilarity()(image)
    torch.testing.assert_close(found[:, :8, 3, 5], fine[:, :, 6:8, 10:12].mean(dim=(2, 3)))


def test_self_similarity_is_what_structure_computes() -> None:
    image = np.random.default_rng(0).normal(size=(2, 60, 70)).astype(np.float32)
    image = (image - image.mean(axis=(1, 2), keepdims=True)) / image.std(axis=(1, 2), keepdims=True)
    found = SelfSimilarity()(torch.from_numpy(image)[None])[0].numpy()
    expected = mind_features(image).channels
    inside = (slice(None), slice(12, -12), slice(12, -12))
    difference = expected[inside] - found[inside]
    np.testing.assert_allclose(difference, difference.mean(), atol=1e-4)
    assert found.shape == expected.shape


@pytest.mark.parametrize("masked", [False, True])
def test_the_priors_heatmap_is_what_structure_computes(masked: bool) -> None:
    random = np.random.default_rng(0)
    search, template = (random.random((2, 3, *shape)).astype(np.float32) for shape in ((40, 44), (20, 16)))
    search_valid, template_valid = np.ones((2, 40, 44), bool), np.ones((2, 20, 16), bool)
    if masked:
        search_valid[0, :25, :7], template_valid[0, 15:, 4:] = False, False
    search *= search_valid[:, None]
    template *= template_valid[:, None]
    tensors = [torch.from_numpy(x) for x in (search, template, search_valid, template_valid)]
    found = pooled_similarity(*tensors)
    assert found.shape == (2, 21, 29)
    for number in range(2):
        expected, judged = pooled_ncc(search[number], template[number], search_valid[number], template_valid[number])
        assert judged.mean() > 0.9
        np.testing.assert_allclose(found[number].numpy()[judged], expected[judged], atol=1e-4)
    many = pooled_similarity(
        tensors[0], tensors[1][:, None].repeat(1, 3, 1, 1, 1), tensors[2], tensors[3][:, None].repeat(1, 3, 1, 1)
    )
    torch.testing.assert_close(many[:, 2], found)


@pytest.mark.parametrize("configuration", [PRIOR, COARSE])
def test_a_prior_matches_before_any_training(configuration: NetworkConfiguration) -> None:
    """Another sensor, here the negative on a curve, is matched by an untrained network that has the prior."""
    torch.manual_seed(0)
    network = S2M2Network(configuration).train()
    noise = gaussian_filter(np.random.default_rng(0).normal(size=(96, 96)), 1.5)
    scene = torch.from_numpy(noise - noise.min()).float()
    scene = scene / scene.max()
    optical, sar = ((255 * x).expand(1, 3, 96, 96) for x in (scene, (1 - scene) ** 2))
    with torch.no_grad():
        for _ in range(20):
            network(optical, sar)
        fused = network.eval()(optical, sar[..., 21:69, 9:57]).fused[0]
    assert divmod(int(fused.argmax()), fused.shape[1]) == (21, 9)


@pytest.mark.parametrize(
    "changes",
    [{"enhancement": "paper"}, {"correlation": "min_max"}, {"standardise_input": False}, {"backbone": "fft_unet"}],
)
def test_a_prior_needs_its_surroundings(changes: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="prior"):
        replace(PRIOR, **{"stride": 1, **changes})


@pytest.mark.parametrize("changes", [{"levels": "both"}, {"levels": "deep"}, {"backbone": "fft_unet"}, {"stride": 3}])
def test_a_coarse_first_stage_needs_its_surroundings(changes: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="stride"):
        replace(PRIOR, **{"prior": "none", **changes})


def test_settings_that_need_others_are_refused() -> None:
    with pytest.raises(InputError, match="prior"):
        replace(PRIOR, prior="structure", stride=1)
    with pytest.raises(InputError, match="weighting"):
        replace(preset("reference"), weighting="learned")
