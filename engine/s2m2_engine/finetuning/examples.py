"""Draws a few templates of the trial as pictures, so that an analyst can see which matches the rates count."""

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

# Kinds: only the tuned model is right; only the base model is right; both are right; both are wrong.
MENDED, BROKEN, BOTH_RIGHT, BOTH_WRONG = "mended", "broken", "both_right", "both_wrong"
_MOST, _MOST_MENDED, _MOST_BROKEN = 4, 2, 1
# Pixels of the picture for each pixel of an image; width of the gap between template and search window, px.
_SCALE, _GAP = 3, 12
# Colours that people with any colour vision can distinguish (Okabe and Ito 2008), and line widths, px of the picture.
# The widest frame is drawn first and the dashed frame last, so that all are visible where they overlap.
_BELONGS, _TUNED, _BASE = (240, 228, 66), (86, 180, 233), (213, 94, 0)
_WIDE, _NARROW, _EDGE, _DASH = 13, 5, 2, 16


@dataclass(frozen=True)
class Example:
    """A picture of one template of the trial.

    Attributes:
        file: path of the picture relative to the run's folder, with forward slashes.
        kind: "mended" (only the tuned model is right), "broken" (only the base model is right), "both_right" or
            "both_wrong".
        base_error_px, tuned_error_px: distance of each model's match from the true position of the template, px.
        pair: name of the pair of scenes, as elsewhere in finetune.json.
    """

    file: str
    kind: str
    base_error_px: float
    tuned_error_px: float
    pair: str

    def to_json(self) -> dict[str, Any]:
        """Return the fields as plain JSON values."""
        return asdict(self)


def write_examples(
    out: Path, matches: Sequence[TrialMatch], pairs: Sequence[str], seed: int, reporter: Reporter
) -> tuple[Example, ...]:
    """Draw some of the templates of the trial. A failure is only a warning, since the run does not need pictures.

    Args:
        out: the run's folder.
        matches: all matches of the trial.
        pairs: names of the pairs; `Block.pair` is the index.
        seed: decides which templates are drawn.
    """
    examples = []
    try:
        for number, one in enumerate(choose(matches, seed), start=1):
            file = f"{EXAMPLES_FOLDER}/{number}.png"
            _write_png(out / file, draw(one))
            base, tuned = one.errors
            examples.append(Example(file, kind(one), base, tuned, pairs[one.block.pair]))
    except Exception as error:  # no failure here may lose the result of the trial
        reporter.warning("no_examples", f"Not all pictures of the trial could be drawn: {error}")
    return tuple(examples)


def kind(match: TrialMatch) -> str:
    """Which of the models is right within `BLUNDER_PX`: `MENDED`, `BROKEN`, `BOTH_RIGHT` or `BOTH_WRONG`."""
    base_right, tuned_right = (error <= BLUNDER_PX for error in match.errors)
    if base_right:
        return BOTH_RIGHT if tuned_right else BROKEN
    return MENDED if tuned_right else BOTH_WRONG


def choose(matches: Sequence[TrialMatch], seed: int) -> list[TrialMatch]:
    """Choose up to four matches at random: two "mended", one "broken", and the rest from those that did not change.

    They are not chosen by their errors: the largest errors of the base model would flatter the tuned model.
    """
    drawn = sorted(matches, key=lambda one: digest([str(seed), one.block.key, str(one.windows.template)]))
    changed = [
        *[one for one in drawn if kind(one) == MENDED][:_MOST_MENDED],
        *[one for one in drawn if kind(one) == BROKEN][:_MOST_BROKEN],
    ]
    return [*changed, *[one for one in drawn if kind(one) in (BOTH_RIGHT, BOTH_WRONG)][: _MOST - len(changed)]]


def draw(match: TrialMatch) -> NDArray[np.uint8]:
    """Draw one match as a picture (4, rows, cols) of RGB and opacity.

    The SAR template is at the left, in grey; the optical search window is at the right. Frames in it show the true
    position of the template (wide, yellow) and the positions that the tuned model (blue) and the base model (orange,
    dashed) found.

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
    """Convert (bands, rows, cols) in 0..255 to RGB, from the first three bands or else the first one, and enlarge it.

    Pixels without data become black.
    """
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
    """Draw a square with a dark edge into `picture`; `corner` (col, row) and `side` are in pixels of the image."""
    rows, cols = np.ogrid[: picture.shape[1], : picture.shape[2]]
    centre = (corner + side / 2) * _SCALE
    off = np.abs(np.maximum(np.abs(cols + 0.5 - centre[0]), np.abs(rows + 0.5 - centre[1])) - side / 2 * _SCALE)
    drawn = (rows + cols) // _DASH % 2 == 0 if dashed else np.True_
    picture[:, (off <= width / 2 + _EDGE) & drawn] = 0
    picture[:, (off <= width / 2) & drawn] = np.array(colour, dtype=np.uint8)[:, None]


def _write_png(path: Path, picture: NDArray[np.uint8]) -> None:
    """Write the picture as a PNG file, whole or not at all.

    Raises:
        EngineError: "disk_full".
        InputError: "unwritable_output".
    """
    import rasterio
    from rasterio.errors import NotGeoreferencedWarning

    bands, rows, cols = picture.shape
    with partial_file(path) as partial, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(partial, "w", driver="PNG", width=cols, height=rows, count=bands, dtype="uint8") as file:
            file.write(picture)
