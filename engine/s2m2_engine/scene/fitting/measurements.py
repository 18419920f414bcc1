"""Measured tie points during a match, with positions and displacements in pixels of the common grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from .transform import AffineTransform, inverse_affine

if TYPE_CHECKING:
    from ..matching.tiles import TemplateMatch

# Even a tie point of no confidence keeps this weight: a calibration for other scenes may be wrong.
_LEAST_CONFIDENCE = 0.05


def independent_share(spacing: float, template: float) -> float:
    """The share of independent tie points among those of templates that overlap; both arguments are in pixels."""
    return min(1.0, (2 * spacing / template) ** 2)


@dataclass(frozen=True)
class Measurements:
    """n matched templates, as arrays of length n.

    Attributes:
        position: (n, 2) positions in the moving layer, (col, row) of the common grid.
        displacement: (n, 2) displacements, px: what must be added to `position` to get the position in the reference.
        covariance: (n, 2, 2) covariances of `displacement`, px².
        confidence: (n,) calibrated probability that the displacement is correct within 3 px.
        abstained: (n,) bool, whether the matcher gave no usable result.
    """

    position: NDArray[np.float64]
    displacement: NDArray[np.float64]
    covariance: NDArray[np.float64]
    confidence: NDArray[np.float64]
    abstained: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.position)

    @classmethod
    def of(cls, matches: Sequence[TemplateMatch]) -> Measurements:
        """Make tie points from matched templates: from the SAR layer, where templates are cut, to the optical layer."""
        return cls(
            position=np.array([item.centre for item in matches]).reshape(-1, 2),
            displacement=np.array([item.displacement for item in matches]).reshape(-1, 2),
            covariance=np.array([item.covariance for item in matches]).reshape(-1, 2, 2),
            confidence=np.array([item.match.confidence for item in matches], dtype=np.float64),
            abstained=np.array([item.match.abstain is not None for item in matches], dtype=bool),
        )

    @property
    def usable(self) -> NDArray[np.bool_]:
        """(n,) bool, whether a tie point may be used in a fit."""
        return ~self.abstained & np.isfinite(self.displacement).all(axis=1)

    @property
    def middle(self) -> NDArray[np.float64]:
        """The centre (1, 2) of the bounding box of the positions, of which there is at least one."""
        return np.asarray((self.position.min(axis=0) + self.position.max(axis=0))[None] / 2)

    @property
    def weights(self) -> NDArray[np.float64]:
        """(n,) confidence / variance, where 0.5² px² is added so that a very sharp match cannot dominate a fit."""
        variance = np.trace(self.covariance, axis1=1, axis2=2) / 2
        confidence = np.clip(np.nan_to_num(self.confidence, nan=0.0), _LEAST_CONFIDENCE, 1.0)
        weights: NDArray[np.float64] = confidence / (np.nan_to_num(variance, nan=1e3, posinf=1e3) + 0.25)
        return weights

    def straightened(self, prior: AffineTransform) -> Measurements:
        """The tie points as they would be if the reference were resampled along `prior`, moving to reference."""
        back = inverse_affine(prior)
        linear = np.asarray(back.matrix)[:, :2]
        return replace(
            self,
            displacement=back.apply(self.position + self.displacement) - self.position,
            covariance=linear @ self.covariance @ linear.T,
        )

    def seen_from(self, moving_is_sar: bool) -> Measurements:
        """Return tie points from the moving layer to the reference: reversed if the optical layer is moving."""
        if moving_is_sar:
            return self
        return Measurements(
            self.position + self.displacement,
            -self.displacement,
            self.covariance,
            self.confidence,
            self.abstained,
        )


def join(parts: Sequence[Measurements]) -> Measurements:
    """Concatenate `parts`."""
    if not parts:
        return Measurements(
            np.zeros((0, 2)), np.zeros((0, 2)), np.zeros((0, 2, 2)), np.zeros(0), np.zeros(0, dtype=bool)
        )
    return Measurements(
        np.concatenate([part.position for part in parts]),
        np.concatenate([part.displacement for part in parts]),
        np.concatenate([part.covariance for part in parts]),
        np.concatenate([part.confidence for part in parts]),
        np.concatenate([part.abstained for part in parts]),
    )
