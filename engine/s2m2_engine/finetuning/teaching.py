"""Finds the labels of blocks: displacements from tie points that an analyst has checked, or else displacements on which
confident matches of the model, their neighbours and structure features agree.

One displacement is fitted to all confident matches in a block. It is therefore also a label for places in the block
where the model is wrong or not confident.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ..arrays import Float64Array
from ..model.matcher import Matcher
from ..pairs.refined_labels import REFINED
from ..pairs.scene_pairs import ScenePair
from ..progress import Reporter
from ..training.label_refinement import Refinement, RefinementSettings, distance, refine_pair
from .blocks import MARGIN, Block
from .checked_points import EarlierMatch

TAUGHT, CHECKED, UNSURE, CONTRADICTED = "taught", "checked", "unsure", "contradicted"
# Displacements agree within these distances, px: of the two matchers, and of a block and its whole scene.
_AGREEMENT_PX, _FROM_SCENE_PX = 2.0, 8.0
SETTINGS = RefinementSettings(radius=MARGIN - 4)


@dataclass(frozen=True)
class Lesson:
    """A block with its label, if one was found.

    Attributes:
        block: the block, with its label as displacement; without a label, with the displacement of its scene.
        state: where the label comes from. "taught": the matchers; "checked": tie points that an analyst has checked;
            "unsure": there is no label, and training can use pseudo-labels only; "contradicted": the displacements that
            were found differ, and the block is not used in training.
    """

    block: Block
    state: str


def teach(
    blocks: Sequence[Block],
    model: Matcher,
    structure: Matcher,
    reporter: Reporter,
    keep: Callable[[Sequence[Lesson]], None] | None = None,
) -> list[Lesson]:
    """Find the labels of blocks with the model and with structure features; returns one lesson for each block.

    Args:
        keep: is given all lessons that have been found, after each of them.

    Raises:
        InputError: an image cannot be read.
        CancelledError: the user stopped the run.
    """
    lessons: list[Lesson] = []
    for number, block in enumerate(blocks):
        text = f"Looking for lessons: block {number + 1} of {len(blocks)}"
        reporter.progress("matching", number / len(blocks), text)
        learned, by_structure = (
            refine_pair(block, matcher, SETTINGS, reporter.raise_if_cancelled) for matcher in (model, structure)
        )
        lessons.append(_lesson(block, learned, by_structure))
        if keep is not None:
            keep(lessons)
    return lessons


def _lesson(block: Block, learned: Refinement, structure: Refinement) -> Lesson:
    found = [one.label for one in (learned, structure) if one.label.state == REFINED]
    if not found:
        return Lesson(block, UNSURE)
    moved = [block.with_displacement(label.displacement) for label in found]
    if len(moved) == 2 and distance(*moved) > _AGREEMENT_PX:
        return Lesson(block, CONTRADICTED)
    # If only one matcher found a displacement, it must be close to the displacement of the whole scene.
    if len(moved) == 1 and distance(moved[0], block) > _FROM_SCENE_PX:
        return Lesson(block, CONTRADICTED)
    best = min(zip(found, moved), key=lambda one: (-one[0].agreeing, one[0].rms_px))
    return Lesson(best[1], TAUGHT)


def checked_lessons(blocks: Sequence[Block], scene: ScenePair, earlier: EarlierMatch) -> list[Lesson]:
    """Labels of those blocks of `scene` that contain checked tie points; blocks without such points are left out."""
    position = scene.grid.colrow(earlier.position)
    displacement = scene.grid.displacement_px(earlier.displacement)
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
    # One displacement cannot describe points that disagree, and it must not point outside the block's optical window.
    if np.linalg.norm(off - mean, axis=1).max() > _FROM_SCENE_PX or np.abs(mean).max() > SETTINGS.radius:
        return Lesson(block, CONTRADICTED)
    (dx, dx_right, dx_below), (dy, dy_right, dy_below) = block.displacement
    moved = (dx + float(mean[0]), dx_right, dx_below), (dy + float(mean[1]), dy_right, dy_below)
    return Lesson(block.with_displacement(moved), CHECKED)


def taught(lessons: Sequence[Lesson]) -> list[Block]:
    """The blocks that have a label."""
    return [lesson.block for lesson in lessons if lesson.state in (TAUGHT, CHECKED)]
