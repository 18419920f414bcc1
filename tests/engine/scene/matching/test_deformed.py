"""Templates are found more exactly in an image that was straightened along a first fit."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from s2m2_engine.arrays import Float32Array, Window
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.fitting.transform import AffineTransform, ShiftTransform, Transform
from s2m2_engine.scene.matching.deformed import DeformedReader, change_within_template, in_grid
from s2m2_engine.scene.matching.tiles import Level, TemplateMatch, TileMatcher

SIDE = 384
# 8 % wider, 6 % lower, and turned by 0.05 rad.
TRUTH = AffineTransform(((1.08, 0.05, -20.0), (-0.05, 0.94, 22.0)))
LEVEL = Level(factor=1, template=64, radius=12)


class ArrayReader:
    """Reads (bands, rows, cols) as the reader of a raster does: NaN beyond the image."""

    def __init__(self, image: Float32Array) -> None:
        self._image = image

    def read(self, window: Window, factor: int = 1) -> Float32Array:
        assert factor == 1
        result = np.full((len(self._image), window.height, window.width), np.nan, dtype=np.float32)
        _, rows, cols = self._image.shape
        top, left = max(window.row, 0), max(window.col, 0)
        bottom, right = min(window.row + window.height, rows), min(window.col + window.width, cols)
        if top < bottom and left < right:
            inside = self._image[:, top:bottom, left:right]
            result[:, top - window.row : bottom - window.row, left - window.col : right - window.col] = inside
        return result


def texture() -> Float32Array:
    noise = np.random.default_rng(4).normal(size=(SIDE, SIDE))
    blurred = sum(ndimage.gaussian_filter(noise, sigma) * sigma for sigma in (1.5, 3, 6))
    return np.asarray(128 + 40 * blurred / blurred.std(), dtype=np.float32)[None]


def stretched(image: Float32Array) -> Float32Array:
    """What lies at p in `image` lies at TRUTH(p)."""
    inverse = np.linalg.inv(np.vstack([TRUTH.matrix, [0, 0, 1]]))
    rows, cols = np.indices(image.shape[1:]) + 0.5
    x = inverse[0, 0] * cols + inverse[0, 1] * rows + inverse[0, 2] - 0.5
    y = inverse[1, 0] * cols + inverse[1, 1] * rows + inverse[1, 2] - 0.5
    moved = ndimage.map_coordinates(image[0], [y, x], order=3, cval=np.nan)
    return np.asarray(moved, dtype=np.float32)[None]


def corners() -> np.ndarray:
    steps = np.arange(60, SIDE - 120, 30)
    return np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)


def matched(optical: ArrayReader | DeformedReader, sar: ArrayReader, prior: Transform) -> list[TemplateMatch]:
    blocks = TileMatcher(sar, optical, StructureMatcher()).match_templates(LEVEL, corners(), prior, Reporter())
    return [item for block, _ in blocks for item in block]


def errors(matches: list[TemplateMatch]) -> np.ndarray:
    centre = np.array([item.centre for item in matches])
    return np.linalg.norm(np.array([item.displacement for item in matches]) - TRUTH.displacement(centre), axis=1)


def test_templates_are_found_more_exactly_along_the_fit() -> None:
    image = texture()
    sar, optical = ArrayReader(image), ArrayReader(stretched(image))
    # A first fit that is off by 0.4 px, and by 0.2 % in scale.
    first = AffineTransform(((1.082, 0.05, -20.0), (-0.05, 0.94, 22.4)))
    as_it_is = errors(matched(optical, sar, first))
    along = errors(
        [in_grid(item, first) for item in matched(DeformedReader(optical, first), sar, ShiftTransform(0.0, 0.0))]
    )
    assert np.median(along) < 0.1
    assert np.median(along) < 0.4 * np.median(as_it_is)


def test_the_heatmap_lies_where_the_template_was_found() -> None:
    image = texture()
    sar, optical = ArrayReader(image), ArrayReader(stretched(image))
    straight = DeformedReader(optical, TRUTH)
    for item in (in_grid(item, TRUTH) for item in matched(straight, sar, ShiftTransform(0.0, 0.0))):
        row, col = np.unravel_index(int(item.match.heatmap.argmax()), item.match.heatmap.shape)
        peak = np.asarray(item.origin) + np.array([col, row])
        assert np.abs(peak - item.displacement).max() <= 1.5


def test_a_deformed_layer_is_read_where_the_transform_leads() -> None:
    ramp = np.indices((40, 60)).astype(np.float32)  # band 0: rows, band 1: cols
    reader = DeformedReader(ArrayReader(ramp), ShiftTransform(7.25, -3.0))
    part = reader.read(Window(10, 12, 8, 6))
    np.testing.assert_allclose(part[0, :, 0], np.arange(12, 18) - 3.0, atol=1e-4)
    np.testing.assert_allclose(part[1, 0], np.arange(10, 18) + 7.25, atol=1e-4)


@pytest.mark.parametrize(("scale", "change"), [(1.0, 0.0), (1.02, 0.02 * 32 * np.sqrt(2))])
def test_the_change_within_a_template_is_that_of_its_corners(scale: float, change: float) -> None:
    transform = AffineTransform(((scale, 0.0, 5.0), (0.0, scale, 3.0)))
    centre = np.random.default_rng(0).uniform(0, 500, (20, 2))
    assert change_within_template(transform, centre, 64) == pytest.approx(change)
    assert change_within_template(transform, centre[:0], 64) == 0


def test_the_covariance_is_that_of_the_image_as_it_is() -> None:
    item = matched(ArrayReader(texture()), ArrayReader(texture()), ShiftTransform(0.0, 0.0))[0]
    twice = AffineTransform(((2.0, 0.0, 0.0), (0.0, 1.0, 0.0)))
    moved = in_grid(item, twice)
    factor = np.array([[4.0, 2.0], [2.0, 1.0]])
    np.testing.assert_allclose(moved.covariance, factor * item.covariance, rtol=1e-6)
    place = np.asarray(item.centre) + item.displacement
    np.testing.assert_allclose(moved.displacement, place * (2, 1) - item.centre)
