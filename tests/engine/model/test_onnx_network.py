"""ONNX Runtime and numpy compute what PyTorch computes: descriptors, similarities, appearances, tie points."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray

torch = pytest.importorskip("torch")

from helpers.network_matchers import arrays_of, onnx_network, torch_network
from s2m2_engine.arrays import Window, WindowPair
from s2m2_engine.errors import EngineError, InputError
from s2m2_engine.model.descriptors import Description, DescriptorMap
from s2m2_engine.model.learned import LearnedMatcher
from s2m2_engine.model.library import find_model
from s2m2_engine.model.matcher import Match
from s2m2_engine.model.model_file import load_network, write_model
from s2m2_engine.model.network.configuration import DEEP_STRIDE, Modality, NetworkConfiguration, preset
from s2m2_engine.model.network.levels import Level, Levels
from s2m2_engine.model.network.s2m2 import S2M2Network
from s2m2_engine.model.network_graph import can_be_a_graph
from s2m2_engine.model.onnx_graph import Graph
from s2m2_engine.model.registry import load_matcher
from s2m2_engine.names import DEFAULT_MODEL
from s2m2_engine.scene.match import match_scene
from s2m2_engine.scene.settings import MatchSettings
from s2m2_engine.simulation.sample import simulate

SMALL = replace(preset("s2m2-small"), channels=(8, 8, 16, 16, 16), prototypes=8, heads=2)
SHALLOW = replace(SMALL, enhancement="none", levels="shallow")
# Together they have every setting of a network that can be a graph.
CONFIGURATIONS = {
    "both levels, prototypes": replace(SMALL, passes=2),
    "deep only, wide, zeros": replace(SMALL, levels="deep", pyramid="wide", padding="zeros", separate_stem=False),
    "corner-aligned, unstandardised": replace(SHALLOW, upsampling="corner_aligned", standardise_input=False),
    "self-similarity": replace(SHALLOW, prior="self_similarity", weighting="learned"),
    "self-similarity, stride 2": replace(SHALLOW, prior="self_similarity", stride=2),
    "structure": replace(SHALLOW, prior="structure", stride=2, weighting="learned"),
    "no prior, stride 2": replace(SHALLOW, stride=2),
}
configurations = pytest.mark.parametrize("configuration", CONFIGURATIONS.values(), ids=CONFIGURATIONS.keys())


def lived(configuration: NetworkConfiguration) -> S2M2Network:
    """A network whose parameters are all different from where they begin, and whose norms have seen something."""
    torch.manual_seed(5)
    network = S2M2Network(configuration).train()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter += 0.1 * torch.randn_like(parameter) * (parameter.abs().mean() + 0.1)
        for _ in range(4):
            network(torch.rand(2, 3, 64, 64) * 255, torch.rand(2, 3, 48, 48) * 255)
    return network.eval()


def images(nodata: bool = False) -> tuple[NDArray[Any], NDArray[Any]]:
    """A simulated pair of 150 x 167 px, whose sizes suit neither the pyramid nor cells of 2 px."""
    sample = simulate(192, 3, sar_pixel_m=10.0, sar_offset=(0.0, 0.0))
    optical, sar = sample.optical[:, :150, :167].astype(np.float32), sample.sar[None, :149, :163].astype(np.float32)
    if nodata:
        optical[:, :40, 60:120] = np.nan
        sar[:, 100:, :51] = np.nan
    return optical, sar


def windows() -> list[WindowPair]:
    return [
        WindowPair(Window(col, row, 88, 83), Window(col + 7, row + 11, 48, 49))
        for col in (0, 31, 70)
        for row in (3, 60)
    ]


def both(network: S2M2Network) -> tuple[LearnedMatcher, LearnedMatcher]:
    return LearnedMatcher("a", "", torch_network(network), None), LearnedMatcher("a", "", onnx_network(network), None)


def assert_same(ours: list[Match], theirs: list[Match]) -> None:
    assert len(ours) == len(theirs) > 0
    for one, other in zip(ours, theirs):
        np.testing.assert_allclose(one.similarity, other.similarity, atol=5e-6)
        assert one.offset == pytest.approx(other.offset, abs=1e-3)
        assert one.confidence == pytest.approx(other.confidence, abs=1e-4)
        assert one.abstain == other.abstain


@pytest.mark.slow
@configurations
@pytest.mark.parametrize("nodata", [False, True])
def test_images_are_described_as_by_pytorch(configuration: NetworkConfiguration, nodata: bool) -> None:
    assert can_be_a_graph(configuration)
    network = lived(configuration)
    ours = onnx_network(network)
    pair = both(network)[0].prepare(*images(nodata))
    # Attention divides by sums that are small where no prototype fits, which amplifies rounding errors.
    tolerance = 3e-5 if configuration.enhancement == "none" else 5e-4
    modalities: tuple[Modality, Modality] = ("optical", "sar")
    for image, modality in zip((pair.search, pair.template), modalities):
        valid = torch.from_numpy(image.valid)[None] if nodata else None
        with torch.inference_mode():
            expected = network.describe(torch.from_numpy(image.bands)[None], modality, valid)
        found = ours.describe(image, modality)
        for level in ("deep", "shallow", "prior"):
            one, other = getattr(found, level), getattr(expected, level)
            assert (one is None) == (other is None)
            if one is None:
                continue
            assert (one.stride, one.first) == (other.stride, other.first)
            np.testing.assert_allclose(one.values, other.features[0].numpy(), atol=tolerance)
            np.testing.assert_array_equal(one.mask(), other.mask()[0].numpy())


@pytest.mark.parametrize("weighting", ["none", "learned"])
@pytest.mark.parametrize("nodata", [False, True])
@pytest.mark.parametrize(("stride", "levels"), [(1, "both"), (2, "shallow")])
def test_descriptors_are_compared_as_by_pytorch(weighting: str, nodata: bool, stride: int, levels: str) -> None:
    """Random descriptors in windows whose corners do not lie on those of cells."""
    configuration = replace(
        SHALLOW,
        weighting=weighting,
        stride=stride,
        levels=levels,
        prior="structure" if stride == 2 else "self_similarity",
    )
    network = lived(configuration)
    ours = onnx_network(network)._comparison
    random = np.random.default_rng(8)
    strides = {"deep": DEEP_STRIDE, "shallow": stride, "prior": stride}
    described, tensors = [], []
    for side in (96, 88):
        maps: dict[str, DescriptorMap | None] = dict.fromkeys(strides)
        for name in strides:
            if name != "deep" or configuration.has_deep:
                cells = -(-side // strides[name])
                values = random.normal(size=(5, cells, cells)).astype(np.float32)
                valid = np.kron(random.random((4, 4)) > 0.2, np.ones((cells, cells)))[::4, ::4] > 0 if nodata else None
                values *= 1 if valid is None else valid
                maps[name] = DescriptorMap(values, strides[name], valid)
        described.append(Description(**maps))
        tensors.append(Levels(**{name: as_level(one) for name, one in maps.items()}))
    search, template = Window(5, 3, 80, 77), Window(11, 9, 33, 40)
    size = 77 - 40 + 1, 80 - 33 + 1
    cuts = [
        one.each(partial(Level.cut, row=at.row, col=at.col, height=at.height, width=at.width, inside=inside))
        for one, at, inside in zip(tensors, (search, template), (False, True))
    ]
    with torch.inference_mode():
        expected = network.compare(*cuts, size, (33 * 40) ** 0.5).fused[0].numpy()
    found = ours.similarity(described[0].cut(search, inside=False), described[1].cut(template, inside=True), size)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, atol=5e-6)


def as_level(one: DescriptorMap | None) -> Level | None:
    if one is None:
        return None
    valid = None if one.valid is None else torch.from_numpy(one.valid)[None]
    return Level(torch.from_numpy(one.values)[None], one.stride, valid)


@configurations
@pytest.mark.parametrize("nodata", [False, True])
def test_ground_looks_as_to_pytorch(configuration: NetworkConfiguration, nodata: bool) -> None:
    by_torch, by_onnx = both(lived(configuration))
    pair = by_onnx.prepare(*images(nodata))
    expected = by_torch.appearance(pair)
    np.testing.assert_allclose(by_onnx.appearance(pair), expected, atol=1e-4 * np.abs(expected).max())


@pytest.mark.parametrize("name", ["reference-small", "fft-unet"])
def test_networks_that_are_no_graph_are_computed_by_pytorch(name: str, tmp_path: Path) -> None:
    configuration = preset(name)
    assert not can_be_a_graph(configuration)
    path = tmp_path / "m.safetensors"
    write_model(path, configuration, S2M2Network(configuration).state_dict(), "m", "")
    optical, sar = images()
    match = load_matcher(str(path), "cpu").match(optical[:, :64, :64], sar[:, :48, :48])
    assert match.heatmap.shape == (17, 17)


# --- the default model ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def default_matchers() -> tuple[LearnedMatcher, LearnedMatcher]:
    """The default model, computed by PyTorch and by ONNX Runtime."""
    path = find_model(DEFAULT_MODEL)
    assert path is not None
    card, network = load_network(path)
    return (
        LearnedMatcher("default", card.sha256, torch_network(network), card.calibration),
        LearnedMatcher("default", card.sha256, onnx_network(network), card.calibration),
    )


@pytest.mark.slow
def test_the_default_model_finds_the_same_tie_points(default_matchers: tuple[LearnedMatcher, LearnedMatcher]) -> None:
    by_torch, by_onnx = default_matchers
    for nodata in (False, True):
        optical, sar = images(nodata)
        assert_same(by_onnx.match_block(optical, sar, windows()), by_torch.match_block(optical, sar, windows()))


@pytest.mark.slow
def test_a_real_scene_gets_the_same_tie_points(
    default_matchers: tuple[LearnedMatcher, LearnedMatcher], shared_data: Path, tmp_path: Path
) -> None:
    scenes = shared_data / "scenes"
    files = str(scenes / "san_antonio_sar.tif"), str(scenes / "san_antonio_opt.tif")
    with rasterio.open(files[0]) as source:
        bounds = source.bounds
    middle = (bounds.left + bounds.right) / 2, (bounds.bottom + bounds.top) / 2
    reach = 0.15 * (bounds.right - bounds.left)
    box = (middle[0] - reach, middle[1] - reach, middle[0] + reach, middle[1] + reach)
    found = []
    for number, matcher in enumerate(default_matchers):
        out = tmp_path / str(number)
        result = match_scene(MatchSettings(*files, out, bbox=box, spacing=64), matcher)
        found.append((result, tie_points(out)))
    (theirs, expected), (ours, points) = found
    assert len(points["dx"]) == len(expected["dx"]) > 50
    pixel = min(ours.grid.pixel_m)
    for axis in ("dx_m", "dy_m"):
        np.testing.assert_allclose(points[axis], expected[axis], atol=1e-3 * pixel)
    np.testing.assert_allclose(points["confidence"], expected["confidence"], atol=1e-4)
    assert ours.shift.dx_px == pytest.approx(theirs.shift.dx_px, abs=1e-3)
    assert ours.shift.dy_px == pytest.approx(theirs.shift.dy_px, abs=1e-3)


def tie_points(folder: Path) -> dict[str, NDArray[Any]]:
    import pyogrio

    _, _, _, columns = pyogrio.raw.read(folder / "tie_points.gpkg", columns=["dx", "dx_m", "dy_m", "confidence"])
    names = list(pyogrio.read_info(folder / "tie_points.gpkg")["fields"])
    wanted = [name for name in names if name in ("dx", "dx_m", "dy_m", "confidence")]
    return dict(zip(wanted, columns))


@pytest.mark.slow
def test_several_threads_may_ask_at_once(default_matchers: tuple[LearnedMatcher, LearnedMatcher]) -> None:
    optical, sar = images()
    matcher = default_matchers[1]
    alone = matcher.match_block(optical, sar, windows())
    with ThreadPoolExecutor(4) as pool:
        for found in pool.map(lambda _: matcher.match_block(optical, sar, windows()), range(8)):
            for one, other in zip(found, alone):
                np.testing.assert_array_equal(one.similarity, other.similarity)
        pairs = [(optical[:, :96, i : i + 96], sar[:, 8:72, i + 8 : i + 72]) for i in range(12)]
        together = pool.map(lambda _: matcher.match_many(pairs), range(3))
        single = [matcher.match(*pair) for pair in pairs]
        for many in together:
            for one, other in zip(many, single):
                np.testing.assert_array_equal(one.similarity, other.similarity)


_WITHOUT_TORCH = """
import sys
sys.modules["torch"] = None
import numpy as np
from s2m2_engine import load_matcher
matcher = load_matcher("default")
image = np.random.default_rng(0).normal(size=(3, 96, 96))
match = matcher.match(image, image[:, 8:72, 16:80])
print(matcher.name, matcher.device, matcher.note, *(round(one) for one in match.offset))
print(*(name for name in ("torch", "onnx") if sys.modules.get(name)))
"""


@pytest.mark.slow
def test_the_default_model_needs_neither_pytorch_nor_the_package_onnx() -> None:
    done = subprocess.run([sys.executable, "-c", _WITHOUT_TORCH], check=True, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["default cpu  16 8", ""]
    assert done.stderr == ""


# --- what cannot be computed ------------------------------------------------------------------------------


def spoilt(change: str, weights: dict[str, Any]) -> dict[str, Any]:
    if change == "missing":
        del weights["backbone.c3.gn1.sar.running_var"]
    elif change == "temperature":
        del weights["prior_log_scale"]
    elif change == "unknown":
        weights["backbone.c9.conv1.weight"] = np.zeros((8, 8, 3, 3), np.float32)
    elif change == "shape":
        weights["backbone.c2.conv1.weight"] = weights["backbone.c2.conv1.weight"][:, :4]
    elif change == "norm":
        weights["backbone.c2.gn1.sar.weight"] = weights["backbone.c2.gn1.sar.weight"][:4]
    return weights


@pytest.mark.parametrize("change", ["missing", "temperature", "unknown", "shape", "norm"])
def test_weights_of_another_network_are_refused(change: str, tmp_path: Path) -> None:
    configuration = CONFIGURATIONS["structure"]
    weights = spoilt(change, dict(arrays_of(S2M2Network(configuration))))
    path = tmp_path / "m.safetensors"
    write_model(path, configuration, weights, "m", "")
    with pytest.raises(InputError, match="its weights do not fit its network") as error:
        load_matcher(str(path), "cpu")
    assert error.value.code == "damaged_model"


def test_a_graph_that_the_runtime_cannot_compute_is_said_in_a_sentence() -> None:
    for content in (b"", b"no graph", b"\x08\x7f\x42\x02\x10\x7f"):
        with pytest.raises(EngineError, match="cannot compute the network") as error:
            Graph(content)
        assert error.value.code == "no_onnx_runtime"
        assert "\n" not in str(error.value)


def test_lack_of_memory_is_no_unexpected_error(monkeypatch: pytest.MonkeyPatch) -> None:
    network = onnx_network(lived(SHALLOW))

    class Full:
        def run(self, *_: object) -> None:
            raise RuntimeError("Failed to allocate memory for requested buffer of size 123")

    for graph in network._describing.values():
        monkeypatch.setattr(graph, "_session", Full())
    with pytest.raises(MemoryError):
        LearnedMatcher("a", "", network, None).match(*images())
