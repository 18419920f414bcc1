"""Measures how well a match follows known fields of displacement, and whether its CE90 holds, on real pairs.

    python -m s2m2_engine.studies.known_fields SAR OPTICAL [--side PIXELS] [--model M] [--seed S] [--distortions]

The SAR image is warped by a known field and matched again. A real pair is misaligned itself, by an amount that nobody
knows, so the truth is relative: what the same model found for the pair as it is, and the known field on top. The error
of the transform is compared with the transform of the pair as it is; and CE90 with its tie points, which have errors of
their own as any check point has.

With --distortions, the fields are rotations, scales, quarter turns and mirror images instead.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from scipy.spatial import cKDTree

from ..arrays import Float32Array, Float64Array
from ..model.matcher import Matcher
from ..model.registry import load_matcher
from ..names import ERROR_RASTER_FILE, TIE_POINTS_FILE
from ..pairs.image_files import read_shown
from ..progress import Reporter
from ..scene.fitting.transform import Transform, examined, rescaled
from ..scene.match import match_scene
from ..scene.raster.warp import sample
from ..scene.results.result import MatchResult
from ..scene.results.tie_point_files import read_tie_points
from ..scene.settings import MatchSettings
from ..terminal import module_status
from .geotiff import write_bands

_CRS = "EPSG:32633"
_PIXEL_M = 10.0
_ORIGIN = np.array([500_000.0, 5_400_000.0])
_STEP = np.array([_PIXEL_M, -_PIXEL_M])
# Ground this near to the image's edges is not judged, px.
_MARGIN_PX = 48
_ITERATIONS = 50

# Displacements (n, 2) of positions (n, 2), both in pixels.
Field = Callable[[Float64Array], Float64Array]


@dataclass(frozen=True)
class Followed:
    """What a match made of a known field.

    Attributes:
        name: the field.
        rmse_px: of the transform, from the transform of the pair as it is and the field; over the whole image, as far
            as the field does not lead out of it.
        matched_px: the same on ground that a template of an inlier covers, without the edges and gaps beyond.
        within_2_sigma: share of that ground where the error is at most two of the standard deviations that the error
            raster states; if they are right, 1 - exp(-2) = 86 %.
        ce90_px: what the match states.
        coverage: share of the tie points of the pair as it is that lie within it.
    """

    name: str
    kind: str
    reliable: bool
    rmse_px: float
    matched_px: float
    within_2_sigma: float
    ce90_px: float
    coverage: float


def known_fields(side: float, seed: int) -> dict[str, Field]:
    """Fields over an image of `side` pixels, by name; `seed` chooses their directions and phases."""
    random = np.random.default_rng(seed)
    shift, slope, bend = random.uniform(-15, 15, 2), random.uniform(-0.01, 0.01, (2, 2)), random.uniform(-6, 6, (3, 2))
    phase = random.uniform(0, 2 * np.pi, 2)
    turn = np.deg2rad(0.6) * random.choice([-1, 1])

    def unit(xy: Float64Array) -> Float64Array:
        return np.asarray(2 * xy / side - 1)

    def polynomial(xy: Float64Array) -> Float64Array:
        u, v = unit(xy).T
        return np.asarray(np.stack([u * u, u * v, v * v], axis=1) @ bend)

    return {
        "none": np.zeros_like,
        "shift": lambda xy: np.broadcast_to(shift, xy.shape),
        "rotation of 0.6°": lambda xy: (xy - side / 2) @ np.array([[0.0, turn], [-turn, 0.0]]),
        "affine": lambda xy: (xy - side / 2) @ slope + shift / 3,
        "polynomial": polynomial,
        "local, 5 px, period 300 px": lambda xy: 5 * np.sin(2 * np.pi / 300 * xy[:, ::-1] + phase),
    }


def known_distortions(side: float) -> dict[str, Field]:
    """Rotations, scales, quarter turns and mirror images about the middle of an image of `side` pixels, by name."""

    def field(turn: float, width: float = 1.0, height: float = 1.0) -> Field:
        angle = np.deg2rad(turn)
        rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        linear = rotation @ np.diag([width, height])
        return lambda xy: np.asarray((xy - side / 2) @ (linear - np.eye(2)).T)

    return {
        "5°": field(5),
        "-10°": field(-10),
        "15°": field(15),
        "scale 1.06": field(0, 1.06, 1.06),
        "scale 0.75": field(0, 0.75, 0.75),
        "scale 1.4": field(0, 1.4, 1.4),
        "-7°, scales 1.37, 1.19": field(-7, 1.37, 1.19),
        "12°, scales 0.72, 0.9": field(12, 0.72, 0.9),
        "90°": field(90),
        "180°": field(180),
        "mirrored": field(0, -1),
        "south up": field(0, 1, -1),
    }


def measure_known_fields(
    sar: Path, optical: Path, side: int, matcher: Matcher, seed: int, distortions: bool = False
) -> Iterator[Followed]:
    """Match the pair, cut to at most `side` pixels from its upper left corner, under each of `known_fields`.

    Args:
        distortions: whether to use `known_distortions` instead.

    Raises:
        InputError: the images cannot be read.
    """
    images = [read_shown(path).astype(np.float32)[:, :side, :side] for path in (sar, optical)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fixed = write_image(folder / "optical.tif", images[1])
        still = _match(write_image(folder / "sar.tif", images[0]), fixed, folder / "still", matcher)
        found = read_tie_points(folder / "still" / TIE_POINTS_FILE)
        start = ((found.moving_xy - _ORIGIN) / _STEP)[found.inlier]
        end = start + found.displacement_px[found.inlier]
        shortest = min(images[0].shape[1:])
        fields = known_distortions(shortest) if distortions else known_fields(shortest, seed)
        for field_name, field in fields.items():
            moved = write_image(folder / "moved.tif", warped(images[0], field))
            result = _match(moved, fixed, folder / "moved", matcher)
            errors = _errors(result, folder / "moved", in_pixels(still), field, images[0].shape[1:])
            yield Followed(
                field_name,
                result.transform.kind,
                result.reliable,
                *errors,
                result.accuracy.ce90_px,
                _coverage(result, field, start, end),
            )


def write_image(path: Path, image: Float32Array) -> Path:
    """Write an image to the place and the pixels that all images of these studies have."""
    write_bands(path, image, _CRS, Affine(_STEP[0], 0, _ORIGIN[0], 0, _STEP[1], _ORIGIN[1]))
    return path


def _match(sar: Path, optical: Path, out: Path, matcher: Matcher) -> MatchResult:
    return match_scene(MatchSettings(str(sar), str(optical), out, error_raster=True), matcher, Reporter())


def warped(image: Float32Array, field: Field) -> Float32Array:
    """The image that holds at each position what `image` holds at the position moved by the field."""
    rows, cols = np.indices(image.shape[1:]).reshape(2, -1) + 0.5
    position = np.column_stack([cols, rows])
    source = (position + field(position)).reshape(*image.shape[1:], 2)
    return np.asarray(sample(image, source[..., 0], source[..., 1], "cubic"), dtype=np.float32)


def in_pixels(result: MatchResult) -> Transform:
    """The transform of a match of such images, in their pixels."""
    return rescaled(result.transform, -_ORIGIN / _STEP, 1 / _STEP)


def _errors(
    result: MatchResult, folder: Path, still: Transform, field: Field, shape: tuple[int, ...]
) -> tuple[float, float, float]:
    """RMSE over the whole image and where templates of inliers lie, and there the share within two deviations."""
    low, high = np.full(2, float(_MARGIN_PX)), np.array([shape[1], shape[0]], dtype=np.float64) - _MARGIN_PX
    position = examined(low, high)
    source = position + field(position)
    inside = ((source >= 0) & (source <= [shape[1], shape[0]])).all(axis=1)
    position, source = position[inside], source[inside]
    squares = ((in_pixels(result).apply(position) - still.apply(source)) ** 2).sum(axis=1)
    found = read_tie_points(folder / TIE_POINTS_FILE)
    centre = ((found.moving_xy - _ORIGIN) / _STEP)[found.inlier]
    # The Chebyshev distance, since templates are square.
    matched = cKDTree(centre).query(position, p=np.inf)[0] <= float(result.settings["template"]) / 2
    with rasterio.open(folder / ERROR_RASTER_FILE) as raster:
        sigma = np.array([value[0] for value in raster.sample(_ORIGIN + _STEP * position, indexes=3)]) / _PIXEL_M
    within = np.sqrt(squares) <= 2 * sigma
    return float(np.sqrt(squares.mean())), float(np.sqrt(squares[matched].mean())), float(within[matched].mean())


def _coverage(result: MatchResult, field: Field, start: Float64Array, end: Float64Array) -> float:
    """The share of check points, from `start` to `end` in the pair as it is, that lie within CE90."""
    steps = np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    origin, right, down = steps + field(steps)
    back = np.linalg.inv([right - origin, down - origin])
    position = start.copy()
    for _ in range(_ITERATIONS):
        position = position + (start - position - field(position)) @ back
    off = in_pixels(result).apply(position) - end
    return float((np.linalg.norm(off, axis=1) <= result.accuracy.ce90_px).mean())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the measurements as a Markdown table."""
    parser = argparse.ArgumentParser(description="Warp a scene by known fields and measure how a match follows them.")
    parser.add_argument("sar", type=Path)
    parser.add_argument("optical", type=Path)
    parser.add_argument("--side", type=int, default=1024, metavar="PIXELS", help="largest side of the pair (1024)")
    parser.add_argument("--model", default="structure", metavar="NAME|PATH", help="model (structure)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="seed of the fields (0)")
    parser.add_argument("--distortions", action="store_true", help="rotations, scales and mirror images")
    options = parser.parse_args(arguments)

    def work() -> None:
        matcher = load_matcher(options.model)
        print("| field | verdict | transform | whole (px) | matched (px) | within 2 sigma | CE90 (px) | within CE90 |")
        print("|---|---|---|---|---|---|---|---|")
        for one in measure_known_fields(
            options.sar, options.optical, options.side, matcher, options.seed, options.distortions
        ):
            verdict = "reliable" if one.reliable else "unreliable"
            print(
                f"| {one.name} | {verdict} | {one.kind} | {one.rmse_px:.2f} | {one.matched_px:.2f} "
                f"| {one.within_2_sigma:.0%} | {one.ce90_px:.2f} | {one.coverage:.0%} |",
                flush=True,
            )

    return module_status(work)


if __name__ == "__main__":
    sys.exit(main())
