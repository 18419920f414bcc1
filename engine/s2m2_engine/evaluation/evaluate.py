"""Any matchers on the same windows of one data set: what `s2m2 evaluate` does.

Every window is matched by itself: a matcher sees the search window and the template and nothing around them, as in
the published protocols. Matching scenes, where windows share their surroundings, is measured by `measure.run_trials`.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..model.matcher import Match, Matcher
from ..model.registry import load_matcher
from ..progress import Reporter
from .baselines import load_baseline
from .datasets import choose_pairs, describe
from .measure import Geometry, choose_trials, read_pair
from .windows import ImagePair, Trial

TEMPLATES = (40, 64, 96, 192)
SEARCH = 64
LEAST_TEMPLATE = 16
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


def evaluate(
    dataset: str,
    folder: Path,
    models: Sequence[str] = (),
    baselines: Sequence[str] = (),
    templates: Sequence[int] = TEMPLATES,
    search: int = SEARCH,
    windows: int | None = None,
    scenes: Sequence[str] = (),
    limit: int | None = None,
    seed: int = 0,
    device: str = "auto",
    reporter: Reporter | None = None,
) -> Evaluation:
    """Score matchers on a data set.

    Args:
        dataset: a name among `datasets.DESCRIPTIONS`; `folder`: where it lies.
        models: as `load_matcher` takes them; `baselines`: as `load_baseline` does. "structure" alone if both are empty.
        templates: sides in px; search windows have `search` px more.
        windows: places for each template size in a pair; None: what suits the data set.
        scenes: patterns of scenes to use; `limit`: at most so many pairs; both as `choose_pairs` takes them.
        seed: of the pairs that `limit` leaves and of the places; the same places for every matcher.

    Raises:
        InputError: unknown names, unusable settings or data, no window that fits.
        CancelledError: the reporter wants to stop.
    """
    reporter = reporter or Reporter()
    geometries = _geometries(templates, search)
    for name, number in (("limit", limit), ("number of windows in a pair", windows)):
        if number is not None and number < 1:
            raise InputError("bad_number", f"The {name} cannot be {number}.", "Give a whole number of at least 1.")
    description = describe(dataset)
    matchers = _load(models, baselines, device)
    pairs = choose_pairs(dataset, folder, scenes, limit, seed)
    bench = _Bench(matchers)
    for number, pair in enumerate(pairs):
        reporter.raise_if_cancelled()
        reporter.progress("evaluate", number / len(pairs), f"pair {number + 1} of {len(pairs)}")
        images = read_pair(pair)
        if images is None:
            raise AssertionError("choose_pairs lets pairs of one size through only")
        for one in geometries:
            # Each by itself, so that the windows of a template size do not depend on the other sizes asked for.
            for geometry, trial in choose_trials(images, [one], windows or description.windows, seed):
                search_window = images.optical[(..., *trial.windows.search.slices)]
                template = images.sar[(..., *trial.windows.template.slices)]
                bench.add(_Job(pair, geometry, trial, search_window, template))
    bench.finish()
    reporter.progress("evaluate", 1.0, f"{len(pairs)} pairs")
    _check_fit(bench.matches, geometries, dataset, reporter)
    evaluated = tuple(EvaluatedMatcher(label, one.sha256, one.device) for label, one in matchers.items())
    return Evaluation(dataset, description.note, len(pairs), evaluated, tuple(bench.matches))


def _geometries(templates: Sequence[int], search: int) -> list[Geometry]:
    for template in templates:
        if template < LEAST_TEMPLATE:
            hint = f"Give sides of at least {LEAST_TEMPLATE} pixels."
            raise InputError("bad_template", f"A template cannot have a side of {template} pixels.", hint)
    if search < 1:
        raise InputError("bad_search", f"There cannot be {search} shifts to search.", "Give at least 1, as 64.")
    if not templates:
        raise InputError("bad_template", "No template size is given.", "Give at least one, as 64.")
    return [Geometry(template, search) for template in sorted(set(templates))]


def _load(models: Sequence[str], baselines: Sequence[str], device: str) -> dict[str, Matcher]:
    """Matchers by label: the name as given, of a path its stem; a number is added where two would be equal."""
    if not models and not baselines:
        baselines = ("structure",)
    loaded = [(name, load_matcher(name, device)) for name in dict.fromkeys(models)]
    loaded += [(name, load_baseline(name)) for name in dict.fromkeys(baselines) if name not in models]
    matchers: dict[str, Matcher] = {}
    for name, matcher in loaded:
        stem = label = Path(name).stem if Path(name).is_file() else name
        number = 2
        while label in matchers:
            label, number = f"{stem} ({number})", number + 1
        matchers[label] = matcher
    return matchers


@dataclass(frozen=True)
class _Job:
    pair: ImagePair
    geometry: Geometry
    trial: Trial
    search: NDArray[Any]
    template: NDArray[Any]


class _Bench:
    """Gathers windows of one geometry into batches, gives each to every matcher, and takes the time."""

    def __init__(self, matchers: dict[str, Matcher]) -> None:
        self.matches: list[ScoredMatch] = []
        self._matchers = matchers
        self._waiting: dict[Geometry, list[_Job]] = {}
        self._warm: set[Geometry] = set()

    def add(self, job: _Job) -> None:
        waiting = self._waiting.setdefault(job.geometry, [])
        waiting.append(job)
        if len(waiting) == BATCH:
            self._run(self._waiting.pop(job.geometry))

    def finish(self) -> None:
        """Match what does not fill a batch."""
        for jobs in self._waiting.values():
            self._run(jobs)
        self._waiting = {}

    def _run(self, jobs: Sequence[_Job]) -> None:
        geometry = jobs[0].geometry
        windows = [(job.search, job.template) for job in jobs]
        for label, matcher in self._matchers.items():
            if geometry not in self._warm:
                # What only the first call costs (imports, kernels, FFT plans) is not the matcher's speed.
                matcher.match(*windows[0])
            begin = time.perf_counter()
            found = matcher.match_many(windows)
            ms = 1000 * (time.perf_counter() - begin) / len(jobs)
            self.matches.extend(_scored(label, job, match, ms) for job, match in zip(jobs, found))
        self._warm.add(geometry)


def _scored(label: str, job: _Job, match: Match, ms: float) -> ScoredMatch:
    return ScoredMatch(
        matcher=label,
        subset=job.pair.subset,
        scene=job.pair.scene,
        pair=job.pair.sar.stem,
        geometry=job.geometry,
        truth=job.trial.truth,
        found=match.offset,
        confidence=match.confidence,
        abstain=match.abstain,
        truth_px=job.pair.truth_px,
        ms=ms,
    )


def _check_fit(
    matches: Iterable[ScoredMatch], geometries: Sequence[Geometry], dataset: str, reporter: Reporter
) -> None:
    fitting = {match.geometry for match in matches}
    missing = [geometry for geometry in geometries if geometry not in fitting]
    if not missing:
        return
    sides = ", ".join(str(one.template) for one in missing)
    text = f"No window of {dataset} gives a template of {sides} px with {missing[0].search} px of search."
    if not fitting:
        raise InputError("no_windows", text, "Choose smaller templates, fewer shifts, or more pairs.")
    reporter.warning("no_windows", f"{text} The table leaves them out.")
