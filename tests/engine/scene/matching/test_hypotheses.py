"""Rotations, scales and mirror images are found from the whole overlap, and nothing is found where nothing is alike."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from helpers.reporters import RecordingReporter
from s2m2_engine.arrays import Float32Array, Window
from s2m2_engine.errors import CancelledError
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.matching.hypotheses import FoundHypothesis, Hypothesis, find_hypothesis
from s2m2_engine.scene.matching.placement import Coverage

SIDE = 256
RADIUS = 24


class ArrayReader:
    """Reads one band as the reader of a raster does: averaged, with NaN beyond the image."""

    def __init__(self, image: Float32Array) -> None:
        self._image = image

    def read(self, window: Window, factor: int = 1) -> Float32Array:
        rows, cols = (window.row * factor, window.height * factor), (window.col * factor, window.width * factor)
        padded = np.pad(self._image, 2 * SIDE, constant_values=np.nan)
        first = rows[0] + 2 * SIDE, cols[0] + 2 * SIDE
        part = padded[first[0] : first[0] + rows[1], first[1] : first[1] + cols[1]]
        return np.asarray(
            part.reshape(window.height, factor, window.width, factor).mean(axis=(1, 3))[None], dtype=np.float32
        )


def texture(seed: int) -> Float32Array:
    noise = np.random.default_rng(seed).normal(size=(2 * SIDE, 2 * SIDE))
    blurred = sum(ndimage.gaussian_filter(noise, sigma) * sigma for sigma in (1.5, 3, 6))
    return np.asarray(128 + 40 * blurred / blurred.std(), dtype=np.float32)


def seen(ground: Float32Array, linear: np.ndarray, shift: tuple[float, float] = (0.0, 0.0)) -> Float32Array:
    """The image that shows at p what `ground` shows at linear (p - middle) + shift, from its own middle."""
    rows, cols = np.indices((SIDE, SIDE)) + 0.5 - SIDE / 2
    x, y = np.tensordot(linear, np.stack([cols, rows]), axes=1) + np.array(shift)[:, None, None]
    return np.asarray(ndimage.map_coordinates(ground, [y + SIDE - 0.5, x + SIDE - 0.5], order=3), dtype=np.float32)


def search(sar: Float32Array, optical: Float32Array, reporter: Reporter | None = None) -> FoundHypothesis | None:
    every = np.ones((SIDE // 4, SIDE // 4), dtype=bool)
    coverage = Coverage(every, every, 4)
    return find_hypothesis(ArrayReader(sar), ArrayReader(optical), coverage, RADIUS, reporter or Reporter())


@pytest.mark.slow
@pytest.mark.parametrize(
    "truth",
    [
        Hypothesis(11.0, (0.0, 0.0)),
        Hypothesis(-6.0, (0.31, 0.17)),
        Hypothesis(4.0, (-0.3, -0.3)),
        Hypothesis(1.0, (0.0, 0.0), quarters=1),
        Hypothesis(0.0, (0.0, 0.0), quarters=2, mirrored=True),
    ],
    ids=["turned", "scales differ", "smaller", "quarter turn", "south up"],
)
def test_what_the_ground_shows_is_found(truth: Hypothesis) -> None:
    ground = texture(1)
    shift = (9.0, -13.0)
    found = search(seen(255 - ground, truth.linear, shift), seen(ground, np.eye(2)))
    assert found is not None
    corners = np.array([(x, y) for x in (40.0, SIDE - 40.0) for y in (40.0, SIDE - 40.0)])
    there = (corners - SIDE / 2) @ truth.linear.T + SIDE / 2 + shift
    # The windows of the stages that follow reach farther than this.
    assert np.abs(found.transform.apply(corners) - there).max() < 5
    assert found.tried > 300


@pytest.mark.slow
def test_nothing_is_found_on_other_ground() -> None:
    assert search(seen(texture(1), np.eye(2)), seen(texture(2), np.eye(2))) is None


def test_nothing_is_found_where_there_is_nothing() -> None:
    empty = np.full((SIDE, SIDE), np.nan, dtype=np.float32)
    assert search(empty, seen(texture(2), np.eye(2))) is None
    assert search(np.ones((SIDE, SIDE), dtype=np.float32), np.ones((SIDE, SIDE), dtype=np.float32)) is None


def test_the_search_can_be_cancelled() -> None:
    image = seen(texture(1), np.eye(2))
    with pytest.raises(CancelledError):
        search(image, image, RecordingReporter(cancel_when=lambda told: told.times_asked > 2))


def test_mirrored_then_scaled_then_turned() -> None:
    linear = Hypothesis(0.0, (np.log(2.0), np.log(3.0)), quarters=1, mirrored=True).linear
    # A step to the right is mirrored to the left, doubled, and turned upwards.
    np.testing.assert_allclose(linear @ [1.0, 0.0], [0.0, -2.0], atol=1e-12)
    np.testing.assert_allclose(linear @ [0.0, 1.0], [-3.0, 0.0], atol=1e-12)
