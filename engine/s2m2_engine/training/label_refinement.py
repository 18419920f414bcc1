"""Refines the label of a training pair: matches the pair in many places and fits a smooth displacement field.

Pairs that are called co-registered are often misregistered by some pixels. Single matches have errors, too, but all
matches of a pair share a displacement field: constant over a small image, affine over a large image. If most matches
agree with a fitted field, this field is a better label.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arrays import Float64Array, Window, WindowPair
from ..errors import InputError
from ..model.matcher import Match, Matcher
from ..pairs.folders import Displacement
from ..pairs.refined_labels import DOUBTFUL, KEPT, REFINED, RefinedLabel
from ..pairs.training_pairs import PairImages
from ..scene.fitting.consensus import residuals, robust_fit
from ..scene.fitting.least_squares import ParametricKind
from ..scene.fitting.transform import Transform
from ..toml import refuse

# An image is large if its sides are at least this many templates; at most this many templates are matched per side.
_LARGE, _MOST = 6, 10
# Side in px of the blocks that are read at once, so that large images fit into memory.
_BLOCK = 512
# An affine field needs at least this many agreeing matches, and this standard deviation of their positions in units of
# half the image's width (it is 0.58 if they cover the image evenly).
_AFFINE_MATCHES, _AFFINE_SPREAD = 20, 0.3


@dataclass(frozen=True)
class RefinementSettings:
    """The settings of label refinement.

    Attributes:
        template: side of the templates, px.
        radius: search radius around the current label, px.
        confidence: matches with a lower confidence are not used.
        tolerance_px: a match agrees with a fitted field if its residual is at most this, px.
        agreeing, share: smallest number of agreeing matches, and their smallest share, for a new label.
        doubtful_share: if there are enough matches but a smaller share agrees, the label is doubtful.
    """

    template: int = 64
    radius: int = 24
    confidence: float = 0.5
    tolerance_px: float = 2.0
    agreeing: int = 6
    share: float = 0.5
    doubtful_share: float = 1 / 3

    def __post_init__(self) -> None:
        if not 16 <= self.template <= 1024:
            raise refuse("template", self.template, "from 16 to 1024")
        if not 4 <= self.radius <= 512:
            raise refuse("radius", self.radius, "from 4 to 512")
        if not 0 <= self.confidence <= 1:
            raise refuse("confidence", self.confidence, "from 0 to 1")


@dataclass(frozen=True)
class Place:
    """A place where a template is matched, in pair coordinates.

    Attributes:
        half: 0 or 1; templates of one half share no pixel with those of the other. -1: in neither half.
    """

    windows: WindowPair
    half: int


@dataclass(frozen=True)
class PairMatches:
    """The confident matches of a pair.

    Attributes:
        position: (n, 2) centres of the templates, (col, row) in pair coordinates.
        displacement: (n, 2) displacement found there, px.
        before: (n, 2) displacement by the current label, px.
        weights: (n,) 1 / variance, 1 / px².
        half: (n,) as in `Place`.
    """

    position: Float64Array
    displacement: Float64Array
    before: Float64Array
    weights: Float64Array
    half: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.position)

    def part(self, half: int) -> PairMatches:
        """Return the matches of one half."""
        chosen = self.half == half
        return PairMatches(
            self.position[chosen],
            self.displacement[chosen],
            self.before[chosen],
            self.weights[chosen],
            self.half[chosen],
        )


@dataclass(frozen=True)
class Refinement:
    """The result of label refinement for a pair.

    Attributes:
        label: the label and its state.
        change_px: RMS change of the label over the image, px.
        residuals_before, residuals_after: (n,) residuals, px, of the matches from the old label, and from a label
            fitted to the other half of the matches. They include mismatches and are empty if the pair is not refined.
    """

    label: RefinedLabel
    change_px: float
    residuals_before: Float64Array
    residuals_after: Float64Array


def refine_pair(
    images: PairImages,
    matcher: Matcher,
    settings: RefinementSettings,
    before_part: Callable[[], None] = lambda: None,
) -> Refinement:
    """Match a pair around its current label and fit a new one.

    Args:
        before_part: is called before each part of the pair is matched; it may raise an error to stop the work.

    Raises:
        InputError: an image cannot be read, or the two images do not fit together.
    """
    images.check(decode=False)
    matches = find_matches(images, matcher, settings, before_part)
    core = images.core()
    before = images.displacement
    none = np.empty(0)
    field = _fit(matches, core, settings, settings.agreeing) if len(matches) else None
    if field is None:
        return Refinement(RefinedLabel(images.key, before, 0, 0, None, KEPT), 0.0, none, none)
    state = REFINED if field.accepted else DOUBTFUL if _is_contradicted(matches, field, settings) else KEPT
    label = RefinedLabel(
        images.key,
        field_coefficients(field.transform.displacement, core) if state == REFINED else before,
        len(matches),
        field.agreeing,
        field.rms_px,
        state,
    )
    if state != REFINED:
        return Refinement(label, 0.0, none, none)
    held_out = [_held_out(matches, half, core, settings) for half in (0, 1)]
    return Refinement(
        label,
        distance(images, images.with_displacement(label.displacement)),
        np.concatenate([residuals_before for residuals_before, _ in held_out]),
        np.concatenate([residuals_after for _, residuals_after in held_out]),
    )


def find_matches(
    images: PairImages,
    matcher: Matcher,
    settings: RefinementSettings,
    before_part: Callable[[], None] = lambda: None,
) -> PairMatches:
    """Match a grid of templates, and return the confident matches; `before_part` is as in `refine_pair`."""
    blocks: dict[tuple[int, int], list[Place]] = {}
    for place in grid_places(images, settings):
        corner = place.windows.template
        blocks.setdefault((corner.row // _BLOCK, corner.col // _BLOCK), []).append(place)
    found = []
    for places in blocks.values():
        before_part()
        matches = zip(places, _match_places(images, matcher, places))
        found += [
            (place, match)
            for place, match in matches
            if match.abstain is None and match.confidence >= settings.confidence
        ]
    middle = settings.template / 2
    rows = [
        (
            (template.col + middle, template.row + middle),
            (search.col + match.offset[0] - template.col, search.row + match.offset[1] - template.row),
            2 / float(np.trace(match.covariance)),
            place.half,
        )
        for place, match in found
        for search, template in [(place.windows.search, place.windows.template)]
    ]
    position = np.array([row[0] for row in rows], dtype=np.float64).reshape(-1, 2)
    return PairMatches(
        position,
        np.array([row[1] for row in rows], dtype=np.float64).reshape(-1, 2),
        np.array([images.shift_at(col, row) for col, row in position], dtype=np.float64).reshape(-1, 2),
        np.array([row[2] for row in rows], dtype=np.float64),
        np.array([row[3] for row in rows], dtype=np.int64),
    )


def grid_places(images: PairImages, settings: RefinementSettings) -> list[Place]:
    """Return an even grid of templates, each in the centre of its search window as far as the image allows.

    The grid is empty if the images are too small.
    """
    core, bounds, template = images.core(), images.bounds(), settings.template
    side = template + 2 * settings.radius
    if min(core.width, core.height) < template or min(bounds.width, bounds.height) < side:
        return []
    large = _is_large(core, template)
    # Templates of a small image may overlap: otherwise there would be too few.
    spacing = template if large else template // 2
    cols = _corners(core.col, core.width, bounds.col, bounds.width, settings, spacing)
    rows = _corners(core.row, core.height, bounds.row, bounds.height, settings, spacing)
    middle = core.col + core.width / 2
    places = []
    for i, row in enumerate(rows):
        for j, col in enumerate(cols):
            dx, dy = images.shift_at(col + template / 2, row + template / 2)
            left = np.clip(round(col + dx) - settings.radius, bounds.col, bounds.col + bounds.width - side)
            top = np.clip(round(row + dy) - settings.radius, bounds.row, bounds.row + bounds.height - side)
            # Large images have halves like a chessboard, which fit an affine field better. In small images, where
            # templates overlap, the halves are left and right of the centre.
            side_of_middle = 0 if col + template <= middle else 1 if col >= middle else -1
            half = (i + j) % 2 if large else side_of_middle
            search = Window(int(left), int(top), side, side)
            places.append(Place(WindowPair(search, Window(col, row, template, template)), half))
    return places


def _is_large(core: Window, template: int) -> bool:
    return min(core.width, core.height) >= _LARGE * template


def _corners(
    start: int, length: int, outer_start: int, outer_length: int, settings: RefinementSettings, spacing: int
) -> list[int]:
    """Return template corners along one axis: inside the core and at least the radius from the optical image's edge."""
    low = max(start, outer_start + settings.radius)
    high = min(start + length, outer_start + outer_length - settings.radius) - settings.template
    if high < low:
        return []
    count = min(_MOST, 1 + (high - low) // spacing)
    if count == 1:
        return [(low + high) // 2]
    return [round(corner) for corner in np.linspace(low, high, count)]


def _match_places(images: PairImages, matcher: Matcher, places: Sequence[Place]) -> list[Match]:
    """Match neighbouring places with features of the part of the images that contains them all."""
    context = matcher.context
    search = _around([place.windows.search for place in places], context, images.bounds())
    template = _around([place.windows.template for place in places], context, images.core())
    windows = [
        WindowPair(place.windows.search.within(search), place.windows.template.within(template)) for place in places
    ]
    return matcher.match_block(images.read_optical(search), images.read_sar(template), windows)


def _around(windows: Sequence[Window], margin: int, limit: Window) -> Window:
    """Return the smallest window that contains all windows and a margin, cut at `limit`."""
    left = max(limit.col, min(window.col for window in windows) - margin)
    top = max(limit.row, min(window.row for window in windows) - margin)
    right = min(limit.col + limit.width, max(window.col + window.width for window in windows) + margin)
    bottom = min(limit.row + limit.height, max(window.row + window.height for window in windows) + margin)
    return Window(left, top, right - left, bottom - top)


@dataclass(frozen=True)
class _Field:
    """A fitted field, the number of agreeing matches, their RMS residual, and whether the field may become a label."""

    transform: Transform
    agreeing: int
    rms_px: float | None
    accepted: bool


def _fit(matches: PairMatches, core: Window, settings: RefinementSettings, least: int) -> _Field:
    """Fit an affine field if the image is large and enough well-spread matches agree with it, else a constant field."""
    if _is_large(core, settings.template) and len(matches) >= _AFFINE_MATCHES:
        try:
            field, near = _fit_kind(matches, "affine", settings, least)
        except InputError:
            # Matches on a straight line do not determine an affine field.
            near = np.zeros(0, dtype=bool)
        if near.sum() >= _AFFINE_MATCHES:
            spread = matches.position[near].std(axis=0) / (core.width / 2)
            if field.accepted and spread.min() >= _AFFINE_SPREAD:
                return field
    return _fit_kind(matches, "shift", settings, least)[0]


def _is_contradicted(matches: PairMatches, field: _Field, settings: RefinementSettings) -> bool:
    return len(matches) >= settings.agreeing and field.agreeing < settings.doubtful_share * len(matches)


def _fit_kind(
    matches: PairMatches, kind: ParametricKind, settings: RefinementSettings, least: int
) -> tuple[_Field, NDArray[np.bool_]]:
    """Fit a field of one kind, and return it with the mask (n,) of agreeing matches."""
    transform = robust_fit(kind, matches.position, matches.displacement, matches.weights, settings.tolerance_px)
    distance = np.linalg.norm(residuals(transform, matches.position, matches.displacement), axis=1)
    near = distance <= settings.tolerance_px
    agreeing = int(near.sum())
    rms = float(np.sqrt(np.mean(distance[near] ** 2))) if agreeing else None
    accepted = agreeing >= least and agreeing >= settings.share * len(matches)
    return _Field(transform, agreeing, rms, accepted), near


def _held_out(
    matches: PairMatches, half: int, core: Window, settings: RefinementSettings
) -> tuple[Float64Array, Float64Array]:
    """Return the residuals of the other half from the old label, and from a label fitted to this half."""
    fitted, others = matches.part(half), matches.part(1 - half)
    before = np.linalg.norm(others.displacement - others.before, axis=1)
    field = _fit(fitted, core, settings, math.ceil(settings.agreeing / 2)) if len(fitted) else None
    if field is None or not field.accepted:
        return before, before
    return before, np.linalg.norm(residuals(field.transform, others.position, others.displacement), axis=1)


def field_coefficients(displacement: Callable[[Float64Array], Float64Array], core: Window) -> Displacement:
    """Convert an affine field to the coefficients of `ImagePair.displacement`.

    Args:
        displacement: returns the displacements (n, 2), px, at positions (n, 2) in pair coordinates.
    """
    half = core.width / 2
    centre = np.array([core.col + half, core.row + half])
    middle, right, below = displacement(centre + half * np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]))
    dx, dy = ((float(c0), float(c1 - c0), float(c2 - c0)) for c0, c1, c2 in zip(middle, right, below))
    return dx, dy


def distance(first: PairImages, second: PairImages) -> float:
    """Return the RMS difference, px, between the displacements that two labels give the same images."""
    core, shares = first.core(), (0.1, 0.5, 0.9)
    differences = [
        first.shift_at(*place) - second.shift_at(*place)
        for place in ((core.col + x * core.width, core.row + y * core.height) for x in shares for y in shares)
    ]
    return float(np.sqrt(np.mean(np.sum(np.square(differences), axis=1))))
