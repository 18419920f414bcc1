"""Pairs that no matcher can place are never called reliable. Each of these was, before rival shifts were looked at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from s2m2_engine.studies.undecidable import judge_marked, judge_simulated, match_undecidable
from s2m2_engine.studies.undecidable_pairs import KINDS, make_pair


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "seed"), [("orchard", 1000), ("grid", 1000), ("half orchard", 1000), ("blocks", 1000), ("checker", 1)]
)
def test_a_repeating_pattern_is_refused_and_its_rivals_are_named(kind: str, seed: int, tmp_path: Path) -> None:
    result = match_undecidable(make_pair(kind, seed), tmp_path)
    assert not result.reliable
    assert any("Several shifts fit equally well" in reason for reason in result.reasons), result.reasons


@pytest.mark.slow
def test_a_pattern_on_half_of_the_ground_is_refused_with_the_default_model(tmp_path: Path) -> None:
    result = match_undecidable(make_pair("half orchard", 31001), tmp_path, "default")
    assert any("Several shifts fit equally well" in reason for reason in result.reasons), result.reasons


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["burnt-in grid", "common fill", "lattice"])
def test_what_was_drawn_into_both_images_is_not_matched(kind: str, tmp_path: Path) -> None:
    result = match_undecidable(make_pair(kind, 1000), tmp_path)
    assert not result.reliable
    assert any("Both layers are empty on the same ground" in note for note in result.warnings)
    assert result.reasons[-1] in result.warnings


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "seed"), [("moved lattice", 120), ("graticule", 1)])
def test_marks_that_the_map_has_at_two_places_are_not_matched(kind: str, seed: int, tmp_path: Path) -> None:
    result = match_undecidable(make_pair(kind, seed), tmp_path)
    assert not result.reliable
    assert any("The same thin marks are drawn into both layers" in note for note in result.warnings)


@pytest.mark.slow
def test_gaps_that_leave_only_the_shifts_by_their_period_are_no_evidence(tmp_path: Path) -> None:
    result = match_undecidable(make_pair("burnt-in grid", 9016), tmp_path)
    assert any("so many may agree by chance" in reason for reason in result.reasons), result.reasons


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "seed"),
    [
        ("graticule", 2),
        ("neat line", 2),
        ("mosaic seams", 3),
        ("logo", 0),
        # Dark strokes on dark ground, half of which are not seen as edges.
        ("logo", 9017),
        # Dense short strokes, half transparent.
        ("logo", 31001),
    ],
)
def test_what_is_drawn_at_the_same_pixels_is_not_taken_for_the_ground(kind: str, seed: int, tmp_path: Path) -> None:
    result = match_undecidable(make_pair(kind, seed), tmp_path)
    assert not result.reliable
    assert any("exactly the same pixels of both images" in reason for reason in result.reasons), result.reasons


@pytest.mark.slow
def test_a_common_fill_that_the_map_has_at_two_places_is_not_taken_for_the_ground(tmp_path: Path) -> None:
    result = match_undecidable(replace(make_pair("common fill", 1), moved_px=(13.3, -9.7)), tmp_path)
    assert any("exactly the same pixels of both images" in reason for reason in result.reasons), result.reasons


@pytest.mark.slow
def test_the_ground_of_a_marked_pair_is_found_or_the_pair_is_refused() -> None:
    answers = list(judge_marked(5, 0, "structure"))
    assert all(answer.right for answer in answers), answers
    assert any(answer.reliable for answer in answers)


@pytest.mark.slow
def test_a_true_pair_keeps_its_verdict() -> None:
    (answer,) = judge_simulated(1, 0, "structure")
    assert answer.right, answer
    assert answer.error_px < 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_pair_is_the_same_for_the_same_seed_and_not_for_another(kind: str) -> None:
    first, again, other = make_pair(kind, 3, 128), make_pair(kind, 3, 128), make_pair(kind, 4, 128)
    assert np.array_equal(first.sar, again.sar)
    assert np.array_equal(first.optical, again.optical)
    assert not np.array_equal(first.sar, other.sar)
    assert first.sar.shape == first.optical.shape[1:] == (128, 128)
