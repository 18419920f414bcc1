"""Runs matchers on the same windows of a data set, for `s2m2 evaluate`.

Every window is matched by itself, as in the published protocols: a matcher sees only the search window and the
template. `measure.run_trials` measures the matching of scenes, where features are computed for the whole image.
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

# Number of windows that a matcher gets at once; reported times are measured on such batches.
BATCH = 16


@dataclass(frozen=True)
class EvaluatedMatcher:
    """A matcher by its label in tables, with the hash of its model and the device that it ran on."""

    label: str
    sha256: str
    device: str


@dataclass(frozen=True)
class ScoredMatch:
    """The result of one matcher for one template. Offsets are (col, row) of its corner in the search window, px.

    Attributes:
        truth, found: true offset and offset that the matcher found.
        abstain: why the matcher gives no result; None if it does.
        truth_px: accuracy of the truth, px.
        ms: time of the match in milliseconds: its share of the time of a batch of up to `BATCH` windows.
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
        """Distance between the found and the true offset, px."""
        return float(np.hypot(self.found[0] - self.truth[0], self.found[1] - self.truth[1]))


@dataclass(frozen=True)
class Evaluation:
    """Results on one data set, from which tables and figures are made.

    Attributes:
        dataset: name of the data set.
        note: sentence on the accuracy of its truth.
        pairs: number of image pairs used.
    """

    dataset: str
    note: str
    pairs: int
    matchers: tuple[EvaluatedMatcher, ...]
    matches: tuple[ScoredMatch, ...]


def evaluate_plan(plan: Plan, reporter: Reporter) -> Evaluation:
    """Run the plan's matchers on its data set.

    Raises:
        InputError: an image cannot be read, or no window fits.
        CancelledError: the reporter wants to stop.
    """
    runner = BatchRunner(plan.matchers)
    for place in places(plan, reporter):
        windows = place.trial.windows
        search_window = place.images.optical[(..., *windows.search.slices)]
        runner.add(Job(place, search_window, place.images.sar[(..., *windows.template.slices)]))
    return evaluation_of(plan, runner.finish())


@dataclass(frozen=True)
class Place:
    """A place in a pair where a template is matched; `number` counts the places of this geometry in the pair."""

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
    """Iterate over all places of a plan and report progress.

    Args:
        read: as for `read_pair`.
        margin: as for `choose_trials`.

    Raises:
        InputError: an image cannot be read, or no window fits.
        CancelledError: the reporter wants to stop.
    """
    fitting: set[Geometry] = set()
    for count, pair in enumerate(plan.pairs):
        reporter.raise_if_cancelled()
        text = f"{plan.dataset}: pair {count + 1} of {len(plan.pairs)}"
        reporter.progress("evaluate", count / len(plan.pairs), text)
        images = read_pair(pair, read)
        if images is None:
            raise AssertionError("choose_pairs refuses pairs whose images differ in size")
        for wanted in plan.geometries:
            # Separately, so that the windows of a template size do not depend on the other sizes.
            trials = choose_trials(images, [wanted], plan.windows, plan.seed, margin)
            for number, (geometry, trial) in enumerate(trials):
                fitting.add(geometry)
                yield Place(images, geometry, number, trial)
    reporter.progress("evaluate", 1.0, f"{plan.dataset}: {len(plan.pairs)} pairs")
    _check_fit(fitting, plan, reporter)


def evaluation_of(plan: Plan, matches: Sequence[ScoredMatch]) -> Evaluation:
    """Combine a plan and the matches found into an `Evaluation`."""
    evaluated = tuple(
        EvaluatedMatcher(label, matcher.sha256, matcher.device) for label, matcher in plan.matchers.items()
    )
    return Evaluation(plan.dataset, plan.note, len(plan.pairs), evaluated, tuple(matches))


@dataclass(frozen=True)
class Job:
    """The windows that matchers get at one place, (bands, rows, cols)."""

    place: Place
    search: NDArray[Any]
    template: NDArray[Any]


class BatchRunner:
    """Collects windows of equal geometry into batches, runs every matcher on each batch, and measures the time."""

    def __init__(self, matchers: Mapping[str, Matcher]) -> None:
        self._matches: list[ScoredMatch] = []
        self._matchers = matchers
        self._waiting: dict[Geometry, list[Job]] = {}
        self._warm: set[Geometry] = set()

    def add(self, job: Job) -> None:
        """Add a window. It is matched as soon as its batch is full."""
        geometry = job.place.geometry
        waiting = self._waiting.setdefault(geometry, [])
        waiting.append(job)
        if len(waiting) == BATCH:
            self._run(self._waiting.pop(geometry))

    def finish(self) -> list[ScoredMatch]:
        """Match the windows of incomplete batches, and return all matches."""
        for jobs in self._waiting.values():
            self._run(jobs)
        self._waiting = {}
        return self._matches

    def _run(self, jobs: Sequence[Job]) -> None:
        geometry = jobs[0].place.geometry
        windows = [(job.search, job.template) for job in jobs]
        for label, matcher in self._matchers.items():
            if geometry not in self._warm:
                # The first call is not timed, because it includes imports, kernel compilation and FFT planning.
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
    sides = ", ".join(str(geometry.template) for geometry in missing)
    text = f"No window of {plan.dataset} fits a template of {sides} px and {missing[0].search} px of search."
    if not fitting:
        raise InputError("no_windows", text, "Choose smaller templates, fewer shifts, or more pairs.")
    reporter.warning("no_windows", f"{text} The table leaves out these sizes.")
