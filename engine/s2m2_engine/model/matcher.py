"""What every matcher takes and returns: the interface of what `load_matcher` loads.

Image coordinates are (col, row). Arrays are (bands, rows, cols) or (rows, cols), of any real dtype; NaN and the mask
of a numpy masked array mark nodata. The template is the smaller of the two windows, the search window the larger.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array, Float64Array, WindowPair
from ..errors import InputError
from .correlation import WORST_SIMILARITY

if TYPE_CHECKING:
    from .confidence import Calibration


@dataclass(frozen=True)
class Match:
    """The answer for one template (h x w) in one search window (H x W).

    Attributes:
        heatmap: float32 (H-h+1, W-w+1), sums to 1: the probability that the template's upper-left corner lies there.
        similarity: float32, same shape: the matcher's own scores before they become a probability.
        offset: (col, row) of the template's upper-left corner in the search window, in pixels, with a sub-pixel part.
        covariance: 2x2 in px², (col, row) order, of the offset's error if the match is right.
        confidence: calibrated probability that the offset is right within 3 px (Euclidean distance).
        abstain: why the answer should not be used ("flat", "ambiguous", "nodata", "search edge"), or None. A match that
            abstains still has a finite offset and a confidence.
        familiar: False if a tuned model left the answer to the model that it was tuned from, because the ground does
            not look like the ground that it was tuned to.
    """

    heatmap: Float32Array
    similarity: Float32Array
    offset: tuple[float, float]
    covariance: Float64Array
    confidence: float
    abstain: str | None = None
    familiar: bool = True

    @property
    def judged(self) -> NDArray[np.bool_]:
        """Where the similarity rests on enough valid pixels of both images."""
        return self.similarity > WORST_SIMILARITY


def check_template_fits(search: tuple[int, ...], template: tuple[int, ...]) -> None:
    """Check that a template fits into a search window; both shapes end in (rows, cols).

    Raises:
        InputError: "template_too_large".
    """
    if len(search) >= 2 and len(template) >= 2 and (template[-2] > search[-2] or template[-1] > search[-1]):
        raise InputError(
            "template_too_large",
            f"The template ({template[-2]} x {template[-1]} px) is larger than the search window "
            f"({search[-2]} x {search[-1]} px).",
            "Give a search window that is at least as large as the template in both directions.",
        )


class Matcher(ABC):
    """Finds a template in a search window. Each subclass is one method of matching; it holds no state of a scene.

    Attributes:
        name: as `load_matcher` and `result.json` call it.
        sha256: hash of the model, or of the method's parameters if there is no model file.
        device: where it computes: "cpu", "cuda:0" ...
        template_size: side in pixels of the templates that a match of scenes uses.
        context: number of pixels around a window that influence its features; blocks are read with this margin.
        calibration: constants from which its probabilities, covariances and confidences are computed.
        note: a sentence for the user that says why this matcher replaces the requested one; "" if it does not.
    """

    name: str
    sha256: str
    device: str = "cpu"
    template_size: int
    context: int
    calibration: Calibration
    note: str = ""

    @abstractmethod
    def match(self, search: NDArray[np.generic], template: NDArray[np.generic]) -> Match:
        """Find `template` (bands, h, w) in `search` (bands, H, W), h <= H and w <= W.

        Raises:
            InputError: the number of axes is wrong, or the template is larger than the search window.
        """

    def match_many(self, pairs: Iterable[tuple[NDArray[np.generic], NDArray[np.generic]]]) -> list[Match]:
        """Match each (search, template), in batches if the matcher is faster with them."""
        return [self.match(search, template) for search, template in pairs]

    def match_block(
        self, search: NDArray[np.generic], template: NDArray[np.generic], windows: Sequence[WindowPair]
    ) -> list[Match]:
        """Match many windows of one pair of images; a matcher may compute the images' features once for all of them.

        Args:
            search: image (bands, rows, cols) that the search windows are cut from.
            template: image (bands, rows, cols) that the templates are cut from.
            windows: one pair of windows for each match; each window lies inside its image.
        """
        return self.match_many(
            (search[(..., *pair.search.slices)], template[(..., *pair.template.slices)]) for pair in windows
        )
