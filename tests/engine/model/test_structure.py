"""The structure matcher on images whose offset is known: made ones here, real ones at the end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, map_coordinates

from s2m2_engine import load_matcher
from s2m2_engine.arrays import Window, WindowPair
from s2m2_engine.errors import InputError
from s2m2_engine.evaluation.measure import Geometry, run_trials
from s2m2_engine.metrics import correct_match_rate
from s2m2_engine.model.matcher import Match
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.pairs.image_pairs import dataset


def landscape(side: int = 200, seed: int = 0) -> NDArray[np.float64]:
    """Smooth texture in 0..255 with structure at several scales."""
    random = np.random.default_rng(seed)
    image = sum(gaussian_filter(random.normal(size=(side, side)), s, mode="wrap") * s for s in (1.5, 4.0, 8.0))
    image = np.asarray(image)
    return (image - image.min()) / np.ptp(image) * 255


@pytest.fixture(scope="module")
def matcher() -> StructureMatcher:
    return StructureMatcher()


def distance(match: Match, col: float, row: float) -> float:
    return float(np.hypot(match.offset[0] - col, match.offset[1] - row))


def test_answer_has_the_promised_form(matcher: StructureMatcher) -> None:
    image = landscape()
    match = matcher.match(image[10:120, 20:150], image[30:78, 50:114])
    assert match.heatmap.shape == match.similarity.shape == (110 - 48 + 1, 130 - 64 + 1)
    assert match.heatmap.dtype == match.similarity.dtype == np.float32
    assert match.heatmap.min() >= 0
    assert match.heatmap.sum(dtype=np.float64) == pytest.approx(1, abs=1e-4)
    assert distance(match, 30, 20) < 0.1
    assert match.covariance.shape == (2, 2)
    assert (np.linalg.eigvalsh(match.covariance) > 0).all()
    assert 0.9 < match.confidence <= 1
    assert match.abstain is None


@pytest.mark.parametrize("side", [16, 24, 64])
def test_finds_inverted_contrast(matcher: StructureMatcher, side: int) -> None:
    image = landscape()
    template = 255 - image[60 : 60 + side, 70 : 70 + side]
    match = matcher.match(image[48 : 48 + side + 32, 50 : 50 + side + 32], template)
    assert distance(match, 20, 12) < 0.5


@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.uint16, np.float32, np.float64])
@pytest.mark.parametrize("bands", [0, 1, 3, 13])
def test_any_dtype_and_number_of_bands(matcher: StructureMatcher, dtype: type, bands: int) -> None:
    image = landscape(140)
    search = image if bands == 0 else np.stack([image * (0.5 + 0.03 * band) for band in range(bands)])
    search = search.astype(dtype)
    template = (1000 * image[40:88, 30:78]).astype(np.float64)
    match = matcher.match(search, template)
    assert distance(match, 30, 40) < 0.3
    assert match.abstain is None


def test_big_values_lose_no_precision(matcher: StructureMatcher) -> None:
    image = landscape(120)
    plain = matcher.match(image, image[30:78, 20:68])
    far = matcher.match(image + 1e9, image[30:78, 20:68] * 1e-9)
    np.testing.assert_allclose(far.similarity, plain.similarity, atol=1e-3)


def test_sub_pixel_offset_of_warped_windows(matcher: StructureMatcher) -> None:
    image = landscape(160)
    random = np.random.default_rng(1)
    y, x = np.mgrid[:160, :160].astype(float)
    residuals = []
    for _ in range(12):
        dx, dy = random.uniform(-0.5, 0.5, 2)
        warped = map_coordinates(image, [y + dy, x + dx], order=5, mode="mirror")
        warped += random.normal(0, 0.1 * image.std(), warped.shape)
        match = matcher.match(image[20:132, 20:132], warped[44:108, 44:108])
        residuals.append((match.offset[0] - 24 - dx, match.offset[1] - 24 - dy))
    assert np.sqrt(np.square(residuals).mean()) < 0.13


def test_masked_and_nan_nodata_are_one(matcher: StructureMatcher) -> None:
    image = landscape()
    hole = np.zeros(image.shape, dtype=bool)
    hole[:, :75] = True
    garbage = np.where(hole, 9e4, image)
    template = image[60:124, 80:144]
    masked = matcher.match(np.ma.MaskedArray(garbage, hole), template)
    with_nan = matcher.match(np.where(hole, np.nan, image), template)
    np.testing.assert_array_equal(masked.similarity, with_nan.similarity)
    assert distance(masked, 80, 60) < 0.2


def test_nodata_border_makes_no_edge(matcher: StructureMatcher) -> None:
    """Both layers end in nodata at the same columns of their windows: the borders must not attract each other."""
    image = landscape(seed=3)
    search, template = image[20:148, 20:148].copy(), image[52:116, 60:124].copy()
    search[:, :45] = np.nan
    template[:, :20] = np.nan
    match = matcher.match(search, template)
    assert distance(match, 40, 32) < 0.3


def test_shifts_on_nodata_are_impossible(matcher: StructureMatcher) -> None:
    image = landscape()
    search = image.copy()
    search[:, 100:] = np.nan
    match = matcher.match(search, image[50:114, 20:84])
    assert (match.heatmap[:, 75:] == 0).all()
    assert (match.similarity[:, 75:] == -1).all()
    assert match.heatmap.sum(dtype=np.float64) == pytest.approx(1, abs=1e-4)


def test_a_dead_band_is_left_out(matcher: StructureMatcher) -> None:
    image = landscape(140)
    search = np.stack([image, np.full_like(image, np.nan), image[::-1]])
    template = np.stack([image, image, image[::-1]])[:, 40:104, 30:94]
    match = matcher.match(search, template)
    assert match.abstain is None
    assert distance(match, 30, 40) < 0.5


def _case(name: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    image = landscape(128, seed=5)
    template = image[32:96, 32:96].copy()
    if name == "nodata":
        template[:, 20:] = np.nan
    elif name == "flat":
        template[:] = 7.0
    elif name == "search edge":
        return image[32:128, 20:116], template
    elif name == "ambiguous":
        image = np.tile(landscape(16, seed=2), (8, 8))
        return image[8:120, 8:120], image[32:96, 32:96]
    return image, template


@pytest.mark.parametrize("reason", ["nodata", "flat", "search edge", "ambiguous"])
def test_abstains_with_its_reason(matcher: StructureMatcher, reason: str) -> None:
    match = matcher.match(*_case(reason))
    assert match.abstain == reason
    assert np.isfinite(match.offset).all()
    assert np.isfinite(match.covariance).all()
    assert 0 <= match.confidence <= 1


def test_all_nodata_abstains(matcher: StructureMatcher) -> None:
    image = landscape(96)
    nothing = np.full((64, 64), np.nan)
    for search, template in ((image, nothing), (np.full((96, 96), np.nan), image[:64, :64])):
        match = matcher.match(search, template)
        assert match.abstain == "nodata"
        assert match.heatmap.sum(dtype=np.float64) == pytest.approx(1, abs=1e-4)
        assert match.confidence < 0.5


def test_noise_gets_no_confidence(matcher: StructureMatcher) -> None:
    confidences = [
        matcher.match(landscape(128, seed=seed), landscape(64, seed=seed + 100)).confidence for seed in range(10)
    ]
    assert np.mean(confidences) < 0.3


def test_one_shift_only(matcher: StructureMatcher) -> None:
    image = landscape(64)
    match = matcher.match(image, image)
    assert match.offset == (0.0, 0.0)
    assert match.heatmap.tolist() == [[1.0]]


@pytest.mark.parametrize(
    ("search", "template"),
    [
        ((64, 64), (65, 32)),
        ((3, 64, 64), (3, 32, 65)),
        ((64,), (8, 8)),
        ((1, 1, 64, 64), (8, 8)),
        ((64, 64), (0, 8)),
        ((0, 64, 64), (1, 8, 8)),
    ],
)
def test_wrong_shapes_are_input_errors(
    matcher: StructureMatcher, search: tuple[int, ...], template: tuple[int, ...]
) -> None:
    with pytest.raises(InputError) as error:
        matcher.match(np.zeros(search), np.zeros(template))
    assert error.value.hint


def test_complex_numbers_are_an_input_error(matcher: StructureMatcher) -> None:
    with pytest.raises(InputError, match="complex"):
        matcher.match(np.zeros((64, 64), dtype=complex), np.zeros((8, 8)))


def test_block_agrees_with_single_matches_inside_the_context(matcher: StructureMatcher) -> None:
    search, template = landscape(260), 255 - landscape(260)
    margin = matcher.context
    pairs = [
        WindowPair(Window(40, 50, 112, 96), Window(60, 70, 64, 64)),
        WindowPair(Window(100, 90, 100, 120), Window(120, 110, 48, 64)),
    ]
    for pair, from_block in zip(pairs, matcher.match_block(search, template, pairs)):
        wide = [
            Window(w.col - margin, w.row - margin, w.width + 2 * margin, w.height + 2 * margin)
            for w in (pair.search, pair.template)
        ]
        inner = WindowPair(
            Window(margin, margin, pair.search.width, pair.search.height),
            Window(margin, margin, pair.template.width, pair.template.height),
        )
        (cut,) = matcher.match_block(search[wide[0].slices], template[wide[1].slices], [inner])
        np.testing.assert_allclose(cut.similarity, from_block.similarity, atol=1e-4)
        single = matcher.match(search[pair.search.slices], template[pair.template.slices])
        assert single.offset == pytest.approx(from_block.offset, abs=0.1)


def test_match_many_and_repetition_give_the_same(matcher: StructureMatcher) -> None:
    image = landscape()
    pair = (image[:128, :128], image[30:94, 30:94])
    first = matcher.match(*pair)
    for again in matcher.match_many([pair, pair]):
        np.testing.assert_array_equal(again.heatmap, first.heatmap)
        assert again.offset == first.offset
        assert again.confidence == first.confidence


def test_inputs_are_left_alone(matcher: StructureMatcher) -> None:
    image = landscape(96).astype(np.float32)
    image[:10] = np.nan
    before = image.copy()
    matcher.match(image, image[20:60, 20:60])
    np.testing.assert_array_equal(image, before)


# --- real images ------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "template", "least"),
    [("sen12", 64, 0.65), ("sen12", 96, 0.85), ("sentinel_la", 96, 0.7), ("metre_scale", 96, 0.75)],
)
def test_real_pairs(shared_data: Path, name: str, template: int, least: float) -> None:
    pairs = dataset(name, shared_data)[::3]
    outcomes = list(run_trials(load_matcher("structure"), pairs, [Geometry(template, 64)], 3))
    assert len(outcomes) >= 40
    errors = np.array([outcome.error for outcome in outcomes])
    assert correct_match_rate(errors, 3) >= least
    confidences = np.array([outcome.match.confidence for outcome in outcomes])
    assert abs(confidences.mean() - (errors <= 3).mean()) < 0.15
    assert (errors[confidences > 0.95] <= 3).mean() > 0.9
