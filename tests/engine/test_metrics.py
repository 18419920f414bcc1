"""Figures against values worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from s2m2_engine.metrics import (
    auroc,
    correct_match_rate,
    expected_calibration_error,
    kept_at_precision,
    root_mean_square,
)


def test_correct_match_rate_counts_the_threshold_in() -> None:
    assert correct_match_rate([0.5, 1.0, 2.9, 3.0, 3.1], 3) == pytest.approx(0.8)
    assert np.isnan(correct_match_rate([], 3))


def test_root_mean_square() -> None:
    assert root_mean_square([3, -4]) == pytest.approx(np.sqrt(12.5))


def test_auroc_with_ties() -> None:
    assert auroc([0.9, 0.8, 0.3, 0.1], [True, True, False, False]) == 1
    assert auroc([0.1, 0.9], [True, False]) == 0
    assert auroc([0.5, 0.5, 0.5], [True, False, True]) == pytest.approx(0.5)
    assert np.isnan(auroc([0.5], [True]))


def test_calibration_error() -> None:
    assert expected_calibration_error([0.75] * 4, [True, True, True, False]) == pytest.approx(0)
    assert expected_calibration_error([0.9, 0.9, 0.2, 0.2], [True, False, False, False]) == pytest.approx(0.3)
    assert expected_calibration_error([1.0], [True]) == pytest.approx(0)


def test_kept_at_precision() -> None:
    assert kept_at_precision([0.9, 0.8, 0.7, 0.6], [True, True, False, True], 0.99) == pytest.approx(0.5)
    assert kept_at_precision([0.9, 0.8], [False, True], 0.99) == 0
