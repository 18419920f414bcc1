"""The reference network computes what its authors' code computes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from helpers.naive_network import fused_heatmap

torch = pytest.importorskip("torch")

from s2m2_engine.model.network.configuration import NetworkConfiguration, preset
from s2m2_engine.model.network.s2m2 import S2M2Network


def random_network(configuration: NetworkConfiguration, seed: int = 0) -> S2M2Network:
    """With every parameter random: fresh norms and biases of 1 and 0 would hide that one is not used."""
    torch.manual_seed(seed)
    network = S2M2Network(configuration).eval()
    with torch.no_grad():
        for parameter in network.parameters():
            if parameter.ndim <= 1:
                parameter.add_(0.3 * torch.randn_like(parameter))
    return network


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "layers", "search", "template"),
    [
        ("reference", 1, (48, 64), (32, 16)),
        ("reference-small", 2, (64, 48), (48, 32)),
        ("reference-small", 1, (32, 80), (32, 48)),
        ("reference-small", 1, (96, 48), (16, 16)),
    ],
)
def test_fused_heatmap_agrees_with_a_naive_computation(
    name: str, layers: int, search: tuple[int, int], template: tuple[int, int]
) -> None:
    configuration = replace(preset(name), layers=layers)
    network = random_network(configuration)
    random = np.random.default_rng(1)
    optical = random.uniform(0, 255, (3, *search))
    sar = random.uniform(0, 255, (3, *template))
    with torch.inference_mode():
        found = network(torch.tensor(optical)[None].float(), torch.tensor(sar)[None].float()).fused[0].numpy()
    weights = {key: tensor.double().numpy() for key, tensor in network.state_dict().items()}
    expected = fused_heatmap(weights, optical, sar, configuration.groups, configuration.heads, layers)
    assert found.shape == expected.shape == tuple(s - t + 1 for s, t in zip(search, template))
    assert np.ptp(expected) > 1e-3
    assert np.abs(found - expected).max() < 1e-4 * np.ptp(expected)


def test_it_has_the_papers_number_of_parameters() -> None:
    count = sum(parameter.numel() for parameter in S2M2Network(preset("reference")).parameters())
    assert round(count / 1e6, 2) == 15.49


def test_its_weights_have_the_names_of_the_authors_checkpoint() -> None:
    expected = set()
    for stage in range(1, 6):
        for part in ("conv1", "gn1", "conv2", "gn2", "shortcut", "gn_sc"):
            expected |= {f"backbone.c{stage}.{part}.{kind}" for kind in ("weight", "bias")}
    expected |= {f"backbone.layer{level}_outconv.weight" for level in range(1, 6)}
    for level in range(1, 5):
        names = ("0.weight", "1.weight", "1.bias", "3.weight")
        expected |= {f"backbone.layer{level}_outconv2.{name}" for name in names}
    for enhancer in ("deep", "shallow"):
        layer = f"{enhancer}_feature_enhancer.layers.0."
        for attention in ("self_attention_modality_1", "self_attention_modality_2", "cross_attention"):
            parts = ("q_proj.weight", "k_proj.weight", "v_proj.weight", "merge.weight", "norm.weight", "norm.bias")
            expected |= {f"{layer}{attention}.{part}" for part in parts}
        for convolution in ("m_conv_1", "m_conv_2"):
            expected |= {f"{layer}{convolution}.conv_k{k}.0.{kind}" for k in (1, 3, 5) for kind in ("weight", "bias")}
            expected.add(f"{layer}{convolution}.activation.weight")
    assert set(S2M2Network(preset("reference")).state_dict()) == expected


def test_specific_features_are_the_first_pass_minus_the_second_in_training_only() -> None:
    network = random_network(preset("reference-small"))
    optical, sar = torch.rand(1, 3, 64, 64) * 255, torch.rand(1, 3, 48, 48) * 255
    assert network(optical, sar).specific == ()
    output = network.train()(optical, sar)
    once = replace(preset("reference-small"), passes=1)
    first = S2M2Network(once)
    first.load_state_dict(network.state_dict())
    single = first.train()(optical, sar)
    assert single.specific == ()
    assert len(output.specific) == len(output.shared) == 4
    for specific, shared, before in zip(output.specific, output.shared, single.shared):
        torch.testing.assert_close(specific, before - shared)


def test_batches_do_not_mix() -> None:
    network = random_network(preset("reference-small"))
    optical, sar = torch.rand(3, 3, 48, 64) * 255, torch.rand(3, 3, 32, 32) * 255
    with torch.inference_mode():
        together = network(optical, sar).fused
        alone = torch.cat([network(optical[i : i + 1], sar[i : i + 1]).fused for i in range(3)])
    torch.testing.assert_close(together, alone, atol=1e-5, rtol=0)
