"""The U-Net baseline: sizes, weights per modality, and that it learns by the same network, loss and labels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from torch.nn.functional import cross_entropy

from helpers.raster_samples import textured
from s2m2_engine import load_matcher
from s2m2_engine.model.model_file import write_model
from s2m2_engine.model.network.configuration import NetworkConfiguration
from s2m2_engine.model.network.fft_unet import FftUnet
from s2m2_engine.model.network.s2m2 import S2M2Network

CHANNELS = (8, 8, 8, 8, 8)


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Windows this small are slower on several."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def unet_network(twin: bool = False) -> S2M2Network:
    torch.manual_seed(0)
    return S2M2Network(
        NetworkConfiguration(
            backbone="fft_unet",
            channels=CHANNELS,
            groups=4,
            separate_stem=twin,
            enhancement="none",
            levels="shallow",
        )
    )


def test_heatmap_has_a_cell_for_each_shift_at_any_size() -> None:
    with torch.no_grad():
        output = unet_network()(torch.rand(2, 3, 70, 81) * 255, torch.rand(2, 3, 32, 41) * 255)
    assert output.fused.shape == output.shallow.shape == (2, 39, 41)
    assert output.deep is None
    assert output.deep_logits is None
    probability = output.fused_logits.flatten(1).softmax(dim=1)
    assert torch.isfinite(probability).all()


def test_twin_has_weights_for_each_modality() -> None:
    image = torch.rand(1, 3, 32, 48)
    single, twin = FftUnet(CHANNELS, 4, twin=False), FftUnet(CHANNELS, 4, twin=True)
    parameters = [sum(p.numel() for p in net.parameters()) for net in (single, twin)]
    assert parameters[1] == 2 * parameters[0]
    with torch.no_grad():
        assert torch.equal(single(image, "optical")[1], single(image, "sar")[1])
        assert not torch.equal(twin(image, "optical")[1], twin(image, "sar")[1])
        assert single(image, "sar")[1].shape == (1, 8, 32, 48)


@pytest.mark.slow
def test_learns_from_labelled_windows() -> None:
    """The network overfits a handful of windows, the templates' contrast turned over: every weight takes part."""
    image = torch.from_numpy(textured(96, 96)[0]).expand(3, -1, -1)
    corners = [(0, 0), (0, 60), (60, 0), (60, 60)]
    truths = [(3, 12), (9, 1), (14, 6), (7, 16)]
    search = torch.stack([image[:, row : row + 32, col : col + 32] for row, col in corners])
    template = torch.stack([255 - one[:, row : row + 16, col : col + 16] for one, (row, col) in zip(search, truths)])
    cells = torch.tensor([row * 17 + col for row, col in truths])
    network = unet_network(twin=True)
    optimizer = torch.optim.AdamW(network.parameters(), lr=5e-3)
    losses = []
    for _ in range(25):
        output = network(search, template)
        loss = cross_entropy(output.shallow_logits.flatten(1), cells)
        losses.append(float(loss.detach()))
        optimizer.zero_grad()
        loss.backward()
        assert all(p.grad is not None and p.grad.abs().max() > 0 for p in network.parameters())
        optimizer.step()
    assert losses[-1] < 0.5 * losses[0]
    with torch.no_grad():
        assert torch.equal(network(search, template).fused.flatten(1).argmax(dim=1), cells)


def test_is_a_matcher_after_a_model_file(tmp_path: Path) -> None:
    network = unet_network()
    path = tmp_path / "unet.safetensors"
    card = write_model(path, network.configuration, network.state_dict(), "unet", "random weights")
    matcher = load_matcher(str(path), device="cpu")
    image = textured(64, 72)
    match = matcher.match(image, image[:, 4:44, 8:48])
    assert matcher.sha256 == card.sha256
    assert match.heatmap.shape == (25, 33)
    # One U-Net for both modalities, and the same image: even random features find it.
    assert max(abs(match.offset[0] - 8), abs(match.offset[1] - 4)) < 1
