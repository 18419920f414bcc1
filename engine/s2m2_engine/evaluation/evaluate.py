"""Any matchers on the same windows of one data set: what `s2m2 evaluate` does.

Every window is matched by itself: a matcher sees the search window and the template and nothing around them, as in
the published protocols. Matching scenes, where windows share their surroundings, is measured by `measure.run_trials`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..model.matcher import Match, Matcher
from ..pairs.image_files import read_image
from ..progress import Reporter
from .measure import Geometry, PairImages, choose_trials, read_pair
from .plan import Plan
from .windows import Trial

# Windows that a matcher is given at once; the milliseconds quoted are of that.
BATCH = 16


@dataclass(frozen=True)
class EvaluatedMatcher:
    """A matcher as tables name it; `sha256` and `device` say which it was and where it ran."""

    label: str
    sha256: str
    device: str


@dataclass(frozen=True)
class ScoredMatch:
    """One template, one matcher's answer. Offsets (col, row) of the template's corner in the search window, px.

    Attributes:
        truth_px: how well the truth is known; `ms` what the match took, its share of a batch of up to `BATCH`.
    """

    matcher: str
    subset: str
    scene: str
    pair: str
    geometry: Geometry
    truth: tuple[float, float]
    found: tuple[float, float]
    confidence: float
    abstain: str | None
    truth_px: float
    ms: float

    @property
    def error(self) -> float:
        """Radial distance of what was found from the truth, px."""
        return float(np.hypot(self.found[0] - self.truth[0], self.found[1] - self.truth[1]))


@dataclass(frozen=True)
class Evaluation:
    """Everything that tables and figures are made from.

    Attributes:
        dataset: its name; `note`: what its truth is worth; `pairs`: how many image pairs were used.
    """

    dataset: str
    note: str
    pairs: int
    matchers: tuple[EvaluatedMatcher, ...]
    matches: tuple[ScoredMatch, ...]


def evaluate_plan(plan: Plan, reporter: Reporter) -> Evaluation:
    """Score the plan's matchers on its data set.

    Raises:
        InputError: an image is bad, no window fits.
        CancelledError: the reporter wants to stop.
    """
    bench = Bench(plan.matchers)
    for place in places(plan, reporter):
        windows = place.trial.windows
        search_window = place.images.optical[(..., *windows.search.slices)]
        bench.add(Job(place, search_window, place.images.sar[(..., *windows.template.slices)]))
    return evaluation_of(plan, bench.finish())


@dataclass(frozen=True)
class Place:
    """Where in a pair a template is to be found; `number`: which place of this geometry in the pair."""

    images: PairImages
    geometry: Geometry
    number: int
    trial: Trial


def places(
    plan: Plan,
    reporter: Reporter,
    read: Callable[[Path, float | None], NDArray[Any]] = read_image,
    margin: Callable[[int], int] = lambda template: 0,
) -> Iterator[Place]:
    """All places of a plan, with progress as they are taken; `read` and `margin` as `read_pair` and `choose_trials`
    take them.

    Raises:
        InputError: an image is bad, no window fits.
        CancelledError: the reporter wants to stop.
    """
    fitting: set[Geometry] = set()
    for count, pair in enumerate(plan.pairs):
        reporter.raise_if_cancelled()
        text = f"{plan.dataset}: pair {count + 1} of {len(plan.pairs)}"
        reporter.progress("evaluate", count / len(plan.pairs), text)
        images = read_pair(pair, read)
        if images is None:
            raise AssertionError("choose_pairs lets pairs of one size through only")
        for one in plan.geometries:
            # Each by itself, so that the windows of a template size do not depend on the other sizes asked for.
            trials = choose_trials(images, [one], plan.windows, plan.seed, margin)
            for number, (geometry, trial) in enumerate(trials):
                fitting.add(geometry)
                yield Place(images, geometry, number, trial)
    reporter.progress("evaluate", 1.0, f"{plan.dataset}: {len(plan.pairs)} pairs")
    _check_fit(fitting, plan, reporter)


def evaluation_of(plan: Plan, matches: Sequence[ScoredMatch]) -> Evaluation:
    """What tables and figures take, of a plan and what its matchers found."""
    evaluated = tuple(EvaluatedMatcher(label, one.sha256, one.device) for label, one in plan.matchers.items())
    return Evaluation(plan.dataset, plan.note, len(plan.pairs), evaluated, tuple(matches))


@dataclass(frozen=True)
class Job:
    """What matchers are given at one place."""

    place: Place
    search: NDArray[Any]
    template: NDArray[Any]


class Bench:
    """Gathers windows of one geometry into batches, gives each to every matcher, and takes the time."""

    def __init__(self, matchers: Mapping[str, Matcher]) -> None:
        self._matches: list[ScoredMatch] = []
        self._matchers = matchers
        self._waiting: dict[Geometry, list[Job]] = {}
        self._warm: set[Geometry] = set()

    def add(self, job: Job) -> None:
        """Match it, or keep it until there is a batch."""
        geometry = job.place.geometry
        waiting = self._waiting.setdefault(geometry, [])
        waiting.append(job)
        if len(waiting) == BATCH:
            self._run(self._waiting.pop(geometry))

    def finish(self) -> list[ScoredMatch]:
        """Match what does not fill a batch; returns all matches."""
        for jobs in self._waiting.values():
            self._run(jobs)
        self._waiting = {}
        return self._matches

    def _run(self, jobs: Sequence[Job]) -> None:
        geometry = jobs[0].place.geometry
        windows = [(job.search, job.template) for job in jobs]
        for label, matcher in self._matchers.items():
            if geometry not in self._warm:
                # What only the first call costs (imports, kernels, FFT plans) is not the matcher's speed.
                matcher.match(*windows[0])
            begin = time.perf_counter()
            found = matcher.match_many(windows)
            ms = 1000 * (time.perf_counter() - begin) / len(jobs)
            self._matches.extend(_scored(label, job, match, ms) for job, match in zip(jobs, found))
        self._warm.add(geometry)


def _scored(label: str, job: Job, match: Match, ms: float) -> ScoredMatch:
    pair = job.place.images.pair
    return ScoredMatch(
        matcher=label,
        subset=pair.subset,
        scene=pair.scene,
        pair=pair.sar.stem,
        geometry=job.place.geometry,
        truth=job.place.trial.truth,
        found=match.offset,
        confidence=match.confidence,
        abstain=match.abstain,
        truth_px=pair.truth_px,
        ms=ms,
    )


def _check_fit(fitting: Collection[Geometry], plan: Plan, reporter: Reporter) -> None:
    missing = [geometry for geometry in plan.geometries if geometry not in fitting]
    if not missing:
        return
    sides = ", ".join(str(one.template) for one in missing)
    text = f"No window of {plan.dataset} gives a template of {sides} px with {missing[0].search} px of search."
    if not fitting:
        raise InputError("no_windows", text, "Choose smaller templates, fewer shifts, or more pairs.")
    reporter.warning("no_windows", f"{text} The table leaves them out.")
