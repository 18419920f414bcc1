"""The coarse stage: what the maps of several resolutions say together."""

from __future__ import annotations

import numpy as np

from s2m2_engine.model.correlation import WORST_SIMILARITY
from s2m2_engine.model.matcher import Match
from s2m2_engine.scene.fitting.transform import ShiftTransform, Transform
from s2m2_engine.scene.matching.coarse import _agree
from s2m2_engine.scene.matching.rivals import Evidence
from s2m2_engine.scene.matching.tiles import Level, TemplateMatch

STAYS = ShiftTransform(0.0, 0.0)


def template(similarity: np.ndarray, level: Level, peak: tuple[int, int] | None = None) -> TemplateMatch:
    """A template with this map; with `peak` (col, row), it is confident to lie there."""
    cell = peak or (0, 0)
    match = Match(
        heatmap=np.full(similarity.shape, 1 / similarity.size, dtype=np.float32),
        similarity=similarity.astype(np.float32),
        offset=cell,
        covariance=np.eye(2),
        confidence=0.9 if peak else 0.1,
    )
    origin = (-level.radius * level.factor, -level.radius * level.factor)
    displacement = (origin[0] + cell[0] * level.factor, origin[1] + cell[1] * level.factor)
    return TemplateMatch((50.0, 50.0), displacement, np.eye(2), origin, match)


def noise(random: np.random.Generator, level: Level) -> np.ndarray:
    return random.normal(0, 0.1, (2 * level.radius + 1, 2 * level.radius + 1))


def agree(*matched: tuple[Level, list[TemplateMatch]]) -> Transform:
    return _agree(matched[0][1], [Evidence.of(level, matches) for level, matches in matched], STAYS)


def test_shifts_that_few_templates_can_judge_are_not_held_against_them() -> None:
    """At the true shift, two thirds of the templates would lie outside the other layer."""
    level, random = Level(1, 64, 20), np.random.default_rng(0)
    templates = []
    for number in range(9):
        similarity = noise(random, level)
        similarity[5, 36] = 0.6
        if number % 3:
            similarity[:, 30:] = WORST_SIMILARITY
        templates.append(template(similarity, level))
    assert agree((level, templates)) == ShiftTransform(16.0, -15.0)


def test_two_resolutions_decide_together() -> None:
    """Each has a higher peak elsewhere, but only the true shift has one in both."""
    fine, coarse, random = Level(1, 64, 20), Level(2, 64, 10), np.random.default_rng(1)
    both = []
    for level, true, false in ((fine, (26, 26), (4, 4)), (coarse, (13, 13), (17, 3))):
        similarity = noise(random, level)
        similarity[true], similarity[false] = 0.8, 0.9
        both.append((level, [template(similarity, level)]))
    assert agree(*both[:1]) == ShiftTransform(-16.0, -16.0)
    assert agree(*both) == ShiftTransform(6.0, 6.0)


def test_a_few_confident_templates_do_not_outvote_the_sum_of_all() -> None:
    level, random = Level(1, 64, 20), np.random.default_rng(2)
    templates = []
    for number in range(20):
        similarity = noise(random, level)
        similarity[30, 10] = 0.7
        templates.append(template(similarity, level, (33, 12) if number < 4 else None))
    assert agree((level, templates)) == ShiftTransform(-10.0, 10.0)
