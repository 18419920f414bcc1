"""Derives from a similarity map over shifts: a probability, a sub-pixel offset, its covariance, and peak figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float32Array, Float64Array

PEAK_RADIUS = 5  # the second peak is sought outside 11 x 11 cells around the first


def to_probability(similarity: Float32Array, judged: NDArray[np.bool_], temperature: float) -> Float32Array:
    """softmax(similarity / temperature) over the judged shifts and 0 elsewhere; uniform if no shift is judged."""
    if not judged.any():
        return np.full(similarity.shape, 1.0 / similarity.size, dtype=np.float32)
    score = similarity.astype(np.float64) / temperature
    weight = np.where(judged, np.exp(score - score[judged].max()), 0.0)
    probability: Float32Array = (weight / weight.sum()).astype(np.float32)
    return probability


def peak_cell(similarity: Float32Array) -> tuple[int, int]:
    """The cell (row, col) of the maximum; the first if there are several."""
    row, col = np.unravel_index(int(np.argmax(similarity)), similarity.shape)
    return int(row), int(col)


def peak_at_edge(similarity: Float32Array) -> bool:
    """Whether the maximum lies on the border of the map: the true maximum may then lie outside."""
    return any(length > 1 and at in (0, length - 1) for at, length in zip(peak_cell(similarity), similarity.shape))


def refine_peak(similarity: Float32Array, judged: NDArray[np.bool_]) -> tuple[float, float]:
    """The sub-pixel position (col, row) of the maximum: the vertex of a quadratic surface through its 3 x 3 cells.

    The surface z = c + gx x + gy y + a x^2/2 + b xy + d y^2/2 is fitted by least squares. Its cross term keeps ridges
    oblique to the axes from biasing the vertex. If a neighbour is missing or the surface has no maximum, the position
    is that of the cell itself.
    """
    row, col = peak_cell(similarity)
    window = (slice(row - 1, row + 2), slice(col - 1, col + 2))
    inner = 0 < row < similarity.shape[0] - 1 and 0 < col < similarity.shape[1] - 1
    if not inner or not judged[window].all():
        return float(col), float(row)
    z = similarity[window].astype(np.float64)
    along_col, along_row = z.sum(axis=0), z.sum(axis=1)
    gx, gy = (along_col[2] - along_col[0]) / 6, (along_row[2] - along_row[0]) / 6
    a = (along_col[0] - 2 * along_col[1] + along_col[2]) / 3
    d = (along_row[0] - 2 * along_row[1] + along_row[2]) / 3
    b = (z[0, 0] + z[2, 2] - z[0, 2] - z[2, 0]) / 4
    determinant = a * d - b * b
    if a >= 0 or determinant <= 1e-12:
        return float(col), float(row)
    x, y = (b * gy - d * gx) / determinant, (b * gx - a * gy) / determinant
    return float(col + np.clip(x, -1, 1)), float(row + np.clip(y, -1, 1))


def local_covariance(
    similarity: Float32Array, judged: NDArray[np.bool_], temperature: float, radius: int = 4
) -> Float64Array:
    """The 2x2 covariance in px², (col, row) order, of the probability mass within `radius` cells of the maximum."""
    row, col = peak_cell(similarity)
    top, left = max(0, row - radius), max(0, col - radius)
    window = (slice(top, row + radius + 1), slice(left, col + radius + 1))
    score = (similarity[window].astype(np.float64) - float(similarity[row, col])) / temperature
    weight = np.where(judged[window], np.exp(score), 0.0)
    if weight.sum() <= 0:
        return np.eye(2) * radius**2
    weight /= weight.sum()
    y, x = np.mgrid[: weight.shape[0], : weight.shape[1]]
    ux, uy = x - (weight * x).sum(), y - (weight * y).sum()
    xx, yy, xy = (float((weight * product).sum()) for product in (ux * ux, uy * uy, ux * uy))
    return np.array([[xx, xy], [xy, yy]])


@dataclass(frozen=True)
class PeakFigures:
    """Figures of a heatmap that tell whether its peak is right.

    Attributes:
        value: similarity at the peak.
        margin: peak minus the highest similarity outside 11 x 11 cells around it; 0 if nothing lies outside.
        sidelobe: peak-to-sidelobe ratio: (peak - mean) / deviation of the similarity outside those cells.
        mass: probability within 3 cells of the peak.
        entropy: entropy of the heatmap, as a fraction of the largest possible.
    """

    value: float
    margin: float
    sidelobe: float
    mass: float
    entropy: float


def peak_figures(similarity: Float32Array, heatmap: Float32Array, judged: NDArray[np.bool_]) -> PeakFigures:
    """The figures of the maximum of `similarity`; `heatmap` and `judged` have the same shape (rows, cols)."""
    row, col = peak_cell(similarity)
    rows, cols = similarity.shape
    value = float(similarity[row, col])
    outside = judged.copy()
    top, left = max(0, row - PEAK_RADIUS), max(0, col - PEAK_RADIUS)
    outside[top : row + PEAK_RADIUS + 1, left : col + PEAK_RADIUS + 1] = False
    others = similarity[outside].astype(np.float64)
    margin = value - float(others.max()) if others.size else 0.0
    sidelobe = (value - float(others.mean())) / (float(others.std()) + 1e-6) if others.size else 0.0
    y, x = np.ogrid[:rows, :cols]
    mass = float(heatmap[np.hypot(y - row, x - col) <= 3.0].sum(dtype=np.float64))
    positive = heatmap[heatmap > 0].astype(np.float64)
    entropy = float(-(positive * np.log(positive)).sum() / np.log(heatmap.size)) if heatmap.size > 1 else 0.0
    return PeakFigures(value, margin, sidelobe, mass, entropy)
