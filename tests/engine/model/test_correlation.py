"""The pooled correlation against sums written out."""

from __future__ import annotations

import numpy as np
import pytest

from s2m2_engine.model.correlation import pooled_ncc


def by_hand(search: np.ndarray, template: np.ndarray, s_valid: np.ndarray, t_valid: np.ndarray) -> np.ndarray:
    _, h, w = template.shape
    result = np.empty((search.shape[1] - h + 1, search.shape[2] - w + 1))
    for row, col in np.ndindex(result.shape):
        both = s_valid[row : row + h, col : col + w] & t_valid
        if both.sum() < 0.5 * h * w:
            result[row, col] = -1
            continue
        s = search[:, row : row + h, col : col + w][:, both].astype(float)
        t = template[:, both].astype(float)
        s, t = s - s.mean(axis=1, keepdims=True), t - t.mean(axis=1, keepdims=True)
        result[row, col] = (s * t).sum() / np.sqrt((s**2).sum() * (t**2).sum())
    return result


@pytest.mark.parametrize("masked", ["none", "search", "template", "both"])
def test_equals_the_definition(masked: str) -> None:
    random = np.random.default_rng(0)
    search = random.normal(5, 2, (3, 31, 26)).astype(np.float32)
    template = random.normal(-3, 1, (3, 12, 9)).astype(np.float32)
    s_valid, t_valid = np.ones((31, 26), bool), np.ones((12, 9), bool)
    if masked in ("search", "both"):
        s_valid[:, 16:] = False
    if masked in ("template", "both"):
        t_valid[:3] = False
    search *= s_valid
    template *= t_valid
    similarity, judged = pooled_ncc(search, template, s_valid, t_valid)
    expected = by_hand(search, template, s_valid, t_valid)
    np.testing.assert_allclose(similarity, expected, atol=2e-5)
    np.testing.assert_array_equal(judged, expected > -1)


def test_masked_and_plain_meet() -> None:
    random = np.random.default_rng(1)
    search = random.normal(size=(2, 60, 60)).astype(np.float32)
    template = random.normal(size=(2, 20, 20)).astype(np.float32)
    whole = np.ones((60, 60), bool)
    corner = whole.copy()
    corner[-1, -1] = False
    plain, _ = pooled_ncc(search, template, whole, np.ones((20, 20), bool))
    masked, _ = pooled_ncc(search, template, corner, np.ones((20, 20), bool))
    np.testing.assert_allclose(plain[:-1, :-1], masked[:-1, :-1], atol=1e-5)


def test_even_ground_has_no_similarity() -> None:
    search = np.zeros((2, 40, 40), np.float32)
    search[:, :, 25:] = np.random.default_rng(2).normal(size=(2, 40, 15))
    template = search[:, 5:20, 25:40]
    whole, part = np.ones((40, 40), bool), np.ones((15, 15), bool)
    similarity, _ = pooled_ncc(search, template, whole, part)
    assert similarity[5, 25] == pytest.approx(1, abs=1e-5)
    assert (similarity[:, :10] == 0).all()
