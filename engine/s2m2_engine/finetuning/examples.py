"""A few templates of the trial as pictures, so that an analyst sees what the rates are made of."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array
from ..files import partial_file
from ..pairs.training_pairs import digest
from ..progress import Reporter
from .settings import EXAMPLES_FOLDER
from .trial import BLUNDER_PX, TrialMatch

# The base model was wrong and the tuned one is right; the other way round; both right; both wrong.
MENDED, BROKEN, BOTH_RIGHT, BOTH_WRONG = "mended", "broken", "both_right", "both_wrong"
_MOST, _MOST_MENDED, _MOST_BROKEN = 4, 2, 1
# Pixels of a picture for each of the images', and between template and search window.
_SCALE, _GAP = 3, 12
# Colours that people with any colour vision tell apart (Okabe and Ito 2008), and the lines' widths, px of the picture.
# Frames that lie on each other all show: the widest is drawn first, the dashed one last.
_BELONGS, _TUNED, _BASE = (240, 228, 66), (86, 180, 233), (213, 94, 0)
_WIDE, _NARROW, _EDGE, _DASH = 13, 5, 2, 16


@dataclass(frozen=True)
class Example:
    """A picture and what it shows.

    Attributes:
        file: the picture, from the run's folder on, with slashes.
        kind: "mended", "broken", "both_right" or "both_wrong".
        base_error_px, tuned_error_px: how far from where the template belongs either model found it.
        pair: the scenes, as they are named elsewhere in finetune.json.
    """

    file: str
    kind: str
    base_error_px: float
    tuned_error_px: float
    pair: str

    def to_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        return asdict(self)


def write_examples(
    out: Path, matches: Sequence[TrialMatch], pairs: Sequence[str], seed: int, reporter: Reporter
) -> tuple[Example, ...]:
    """Draw some of the templates that were tried. What goes wrong is a warning: the run does not depend on pictures.

    Args:
        out: the run's folder.
        pairs: names of the pairs, by the blocks' numbers.
    """
    examples = []
    try:
        for number, one in enumerate(choose(matches, seed), start=1):
            file = f"{EXAMPLES_FOLDER}/{number}.png"
            _write_png(out / file, draw(one))
            base, tuned = one.errors
            examples.append(Example(file, kind(one), base, tuned, pairs[one.block.pair]))
    except Exception as error:  # whatever it is, the trial has been made and its outcome counts
        reporter.warning("no_examples", f"Not all pictures of the trial could be drawn: {error}")
    return tuple(examples)


def kind(match: TrialMatch) -> str:
    """Which of the models is right."""
    base_right, tuned_right = (error <= BLUNDER_PX for error in match.errors)
    if base_right:
        return BOTH_RIGHT if tuned_right else BROKEN
    return MENDED if tuned_right else BOTH_WRONG


def choose(matches: Sequence[TrialMatch], seed: int) -> list[TrialMatch]:
    """Up to four, by lot: two that the tuned model mended, one that it broke, the rest of those that did not change.

    The lot, and not how far off a match is: the worst of the base model and the best of the tuned one would flatter.
    """
    drawn = sorted(matches, key=lambda one: digest([str(seed), one.block.key, str(one.windows.template)]))
    changed = [
        *[one for one in drawn if kind(one) == MENDED][:_MOST_MENDED],
        *[one for one in drawn if kind(one) == BROKEN][:_MOST_BROKEN],
    ]
    return [*changed, *[one for one in drawn if kind(one) in (BOTH_RIGHT, BOTH_WRONG)][: _MOST - len(changed)]]


def draw(match: TrialMatch) -> NDArray[np.uint8]:
    """(4, rows, cols), RGB and opacity: the SAR template at the left, in grey; at the right the optical search window,
    and frames of the template's size where it belongs (wide, yellow) and where the tuned (blue) and the base model
    (orange, dashed) found it.

    Raises:
        InputError: an image cannot be read.
    """
    search, template = match.windows.search, match.windows.template
    sar = _enlarged(match.block.read_sar(template)[:1])
    optical = _enlarged(match.block.read_optical(search))
    origin = np.array([template.col - search.col, template.row - search.row])
    base, tuned = match.found
    _frame(optical, origin + match.truth, template.width, _WIDE, _BELONGS)
    _frame(optical, origin + tuned, template.width, _NARROW, _TUNED)
    _frame(optical, origin + base, template.width, _NARROW, _BASE, dashed=True)
    rows, width = optical.shape[1], sar.shape[2]
    canvas = np.zeros((4, rows, width + _GAP + optical.shape[2]), dtype=np.uint8)
    top = (rows - sar.shape[1]) // 2
    for part, image in ((canvas[:, top : top + sar.shape[1], :width], sar), (canvas[:, :, width + _GAP :], optical)):
        part[:3], part[3] = image, 255
    return canvas


def _enlarged(image: Float32Array) -> NDArray[np.uint8]:
    """RGB of (bands, rows, cols) in 0..255: of the first three bands, or of the first alone; black where empty."""
    shown = np.nan_to_num(image[:3] if len(image) >= 3 else image[[0, 0, 0]]).round().astype(np.uint8)
    return shown.repeat(_SCALE, axis=1).repeat(_SCALE, axis=2)


def _frame(
    picture: NDArray[np.uint8],
    corner: NDArray[np.float64],
    side: int,
    width: int,
    colour: tuple[int, int, int],
    dashed: bool = False,
) -> None:
    """Draw a square with a dark edge into `picture`; `corner` (col, row) and `side` in pixels of the image."""
    rows, cols = np.ogrid[: picture.shape[1], : picture.shape[2]]
    centre = (corner + side / 2) * _SCALE
    off = np.abs(np.maximum(np.abs(cols + 0.5 - centre[0]), np.abs(rows + 0.5 - centre[1])) - side / 2 * _SCALE)
    drawn = (rows + cols) // _DASH % 2 == 0 if dashed else np.True_
    picture[:, (off <= width / 2 + _EDGE) & drawn] = 0
    picture[:, (off <= width / 2) & drawn] = np.array(colour, dtype=np.uint8)[:, None]


def _write_png(path: Path, picture: NDArray[np.uint8]) -> None:
    """Whole or not at all.

    Raises:
        EngineError: "disk_full". InputError: "unwritable_output".
    """
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning

    bands, rows, cols = picture.shape
    with partial_file(path) as partial, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(partial, "w", driver="PNG", width=cols, height=rows, count=bands, dtype="uint8") as file:
            file.write(picture)
