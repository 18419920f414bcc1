"""What every matcher takes and gives: the contract behind `load_matcher`.

Image coordinates are (col, row). Arrays are (bands, rows, cols) or (rows, cols), of any dtype; NaN and the
mask of a numpy masked array mark nodata. The template is the smaller window, the search window the larger.
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

if TYPE_CHECKING:
    from .confidence import Calibration


@dataclass(frozen=True)
class Match:
    """The answer for one template (h x w) in one search window (H x W).

    Attributes:
        heatmap: float32 (H-h+1, W-w+1), sums to 1: the probability that the template's corner lies there.
        similarity: float32, same shape: the matcher's own scores before they become a probability.
        offset: (col, row) of the template's corner in the search window, in pixels, sub-pixel.
        covariance: 2x2 in px², of the offset's error given that the match is right, (col, row) order.
        confidence: calibrated probability that the offset is right within 3 px (Euclid).
        abstain: why the matcher gives no answer worth using ("flat", "ambiguous", "nodata", "search edge"),
            or None. An abstaining match still has a finite offset and a confidence.
        familiar: False where a tuned model left the answer to the model that it was tuned from, because the ground
            looks like nothing that it was tuned to.
    """

    heatmap: Float32Array
    similarity: Float32Array
    offset: tuple[float, float]
    covariance: Float64Array
    confidence: float
    abstain: str | None = None
    familiar: bool = True


def check_template_fits(search: tuple[int, ...], template: tuple[int, ...]) -> None:
    """Compare two shapes that end in (rows, cols).

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
    """Finds a template in a search window. Subclasses are one method of matching each; they hold no scene state.

    Attributes:
        name: as `load_matcher` and `result.json` call it.
        sha256: of the model file, or of the method's parameters where there is none.
        device: where it computes: "cpu", "cuda:0" ...
        template_size: side in pixels of the template that scenes should use with it.
        context: pixels around a window that influence its features; blocks are read with this margin.
        calibration: constants that its probabilities, covariances and confidences are computed with.
        note: a sentence for the user on why this matcher stands in for the one that was asked for; "" if it does not.
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
            s2m2_engine.errors.InputError: wrong number of axes, or a template larger than the search window.
        """

    def match_many(self, pairs: Iterable[tuple[NDArray[np.generic], NDArray[np.generic]]]) -> list[Match]:
        """`match` for each (search, template); batched where the matcher gains from it."""
        return [self.match(search, template) for search, template in pairs]

    def match_block(
        self, search: NDArray[np.generic], template: NDArray[np.generic], windows: Sequence[WindowPair]
    ) -> list[Match]:
        """Match many windows of one pair of images, which may share the images' features.

        Args:
            search: (bands, rows, cols) that the search windows are cut from.
            template: (bands, rows, cols) that the templates are cut from.
            windows: one pair of windows for each match; each lies inside its image.
        """
        return self.match_many(
            (search[(..., *pair.search.slices)], template[(..., *pair.template.slices)]) for pair in windows
        )
