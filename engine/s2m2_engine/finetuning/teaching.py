"""What blocks teach: displacements that an analyst's tie points give, or else that the model's sure matches, their
neighbours and structure features agree on.

One displacement is fitted to all that is sure in a block, so that places where the model is wrong or unsure learn from
those around them where it is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Float64Array
from ..model.matcher import Matcher
from ..pairs.refined_labels import REFINED
from ..pairs.scene_pairs import ScenePair
from ..progress import Reporter
from ..training.label_refinement import Refinement, RefinementSettings, distance, refine_pair
from .blocks import MARGIN, Block
from .checked_points import Known

TAUGHT, CHECKED, UNSURE, CONTRADICTED = "taught", "checked", "unsure", "contradicted"
# How near displacements must be to each other to be the same, px: of the two matchers, and of a block and its scene.
_AGREEMENT_PX, _FROM_SCENE_PX = 2.0, 8.0
SETTINGS = RefinementSettings(radius=MARGIN - 4)


@dataclass(frozen=True)
class Lesson:
    """One block.

    Attributes:
        block: with the displacement that it teaches, or that of its scene.
        state: "taught": its displacement is a label, the matchers'; "checked": it is one that an analyst's tie points
            give; "unsure": nobody found one, so that only pseudo-labels remain; "contradicted": different ones were
            found, so nothing is learned there.
    """

    block: Block
    state: str


def teach(blocks: Sequence[Block], model: Matcher, structure: Matcher, reporter: Reporter) -> list[Lesson]:
    """A lesson from each block.

    Raises:
        InputError: an image cannot be read. CancelledError.
    """
    lessons = []
    for number, block in enumerate(blocks):
        reporter.raise_if_cancelled()
        text = f"Looking for lessons: block {number + 1} of {len(blocks)}"
        reporter.progress("matching", number / len(blocks), text)
        lessons.append(_lesson(block, refine_pair(block, model, SETTINGS), refine_pair(block, structure, SETTINGS)))
    return lessons


def _lesson(block: Block, learned: Refinement, structure: Refinement) -> Lesson:
    found = [one.label for one in (learned, structure) if one.label.state == REFINED]
    if not found:
        return Lesson(block, UNSURE)
    moved = [block.with_displacement(label.displacement) for label in found]
    if len(moved) == 2 and distance(*moved) > _AGREEMENT_PX:
        return Lesson(block, CONTRADICTED)
    # What a single matcher found must not be far from what the whole scene says.
    if len(moved) == 1 and distance(moved[0], block) > _FROM_SCENE_PX:
        return Lesson(block, CONTRADICTED)
    best = min(zip(found, moved), key=lambda one: (-one[0].agreeing, one[0].rms_px))
    return Lesson(best[1], TAUGHT)


def checked_lessons(blocks: Sequence[Block], scene: ScenePair, known: Known) -> list[Lesson]:
    """Lessons of those blocks of a pair in which tie points were checked; no matcher is asked there."""
    position = scene.grid.colrow(known.position)
    displacement = scene.grid.displacement_px(known.displacement)
    lessons = []
    for block in blocks:
        core = block.core()
        beside = position - [core.col, core.row]
        here = ((beside >= 0) & (beside < [core.width, core.height])).all(axis=1)
        if here.any():
            lessons.append(_checked_lesson(block, position[here], displacement[here]))
    return lessons


def _checked_lesson(block: Block, position: Float64Array, displacement: Float64Array) -> Lesson:
    off = displacement - [block.shift_at(col, row) for col, row in position]
    mean = off.mean(axis=0)
    # One displacement cannot teach what two say, and none that leads out of the block's optical part.
    if np.linalg.norm(off - mean, axis=1).max() > _FROM_SCENE_PX or np.abs(mean).max() > SETTINGS.radius:
        return Lesson(block, CONTRADICTED)
    (dx, dx_right, dx_below), (dy, dy_right, dy_below) = block.displacement
    moved = (dx + float(mean[0]), dx_right, dx_below), (dy + float(mean[1]), dy_right, dy_below)
    return Lesson(block.with_displacement(moved), CHECKED)


def taught(lessons: Sequence[Lesson]) -> list[Block]:
    """The blocks whose displacement is a label."""
    return [lesson.block for lesson in lessons if lesson.state in (TAUGHT, CHECKED)]
