"""The work on one pair, as a worker does it: match, correct, and tell what came out. Never raises."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import library_environment
from ..errors import CancelledError, EngineError, InputError, S2M2Error
from ..machine import THREADS_VARIABLE
from ..names import BATCH_CORRECTED_FOLDER
from ..progress import Reporter
from ..version import __version__
from .pair import Pair

if TYPE_CHECKING:
    from ..model.matcher import Matcher
    from ..model.registry import KeptMatcher
    from ..scene.results.result import MatchResult
    from .record import PairRecord

# How often a running match looks whether it should stop, s.
_LOOK_S = 0.5


@dataclass(frozen=True)
class Order:
    """What a worker is asked to do.

    Attributes:
        key: as `CheckedPair.key`.
        out: the folder of the batch, as all workers see it.
        folder: the folder of the pair, relative to it.
        stop: the file that stops the work by existing.
        device: as `s2m2 match --device`.
        model_sha256, version: what the client has; a worker with another model or engine refuses.
    """

    pair: Pair
    key: str
    out: Path
    folder: str
    stop: Path
    device: str
    model_sha256: str
    version: str


@dataclass(frozen=True)
class Outcome:
    """What came out of an order.

    Attributes:
        record: None if the work was stopped.
        again: whether it may succeed if it is tried again.
    """

    record: PairRecord | None
    again: bool = False


@dataclass(frozen=True)
class WorkerState:
    """What a worker says about itself before it gets work.

    Attributes:
        models: the SHA-256 of each model that it has loaded, by name; empty for one that it cannot load.
        sees: whether the file whose name it was given exists for it.
    """

    version: str
    models: dict[str, str]
    sees: bool


class _Stoppable(Reporter):
    """Is cancelled once a file exists. It looks rarely, since the file may lie on another machine."""

    def __init__(self, stop: Path) -> None:
        self._stop = stop
        self._next = 0.0
        self._stopped = False

    def is_cancelled(self) -> bool:
        if not self._stopped and time.monotonic() >= self._next:
            self._next = time.monotonic() + _LOOK_S
            self._stopped = self._stop.exists()
        return self._stopped


_lock = threading.Lock()
_kept: KeptMatcher | None = None
# The files of models that were sent to this worker, by the names that pairs give them.
_sent: Mapping[str, Path] = {}


def prepare_worker() -> None:
    """Let this process compute in one thread, since others run beside it."""
    library_environment.prepare()
    os.environ[THREADS_VARIABLE] = "1"


@contextmanager
def _one_thread() -> Iterator[None]:
    """The same while a pair is matched, in a process that may not have been prepared."""
    before = os.environ.get(THREADS_VARIABLE)
    os.environ[THREADS_VARIABLE] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(THREADS_VARIABLE, None)
        else:
            os.environ[THREADS_VARIABLE] = before


def describe_worker(models: tuple[str, ...], device: str, file: str) -> WorkerState:
    """What this worker is, with the model that it will use first loaded already."""
    prepare_worker()
    loaded = {}
    for name in models:
        try:
            loaded[name] = _matcher(name, device).sha256
        except S2M2Error as error:
            loaded[name] = f"none: {error}"
    return WorkerState(__version__, loaded, os.path.exists(file))


def match_pair(order: Order) -> Outcome:
    """Match a pair, and correct what its manifest asks for. The results are written into the pair's folder."""
    from .record import PairRecord

    started = time.monotonic()
    library_environment.prepare()
    try:
        with _one_thread():
            record = _done(order)
        again = False
    except CancelledError:
        return Outcome(None)
    except Exception as error:
        failure = error if isinstance(error, S2M2Error) else EngineError.unexpected(error)
        record = PairRecord.failed(order.pair, order.key, failure)
        again = _may_succeed(order.pair, failure)
    seconds = round(time.monotonic() - started, 3)
    return Outcome(replace(record, seconds=seconds, worker=_worker_name()), again)


def _done(order: Order) -> PairRecord:
    from ..scene.match import match_scene
    from .record import PairRecord

    pair, folder = order.pair, order.out / order.folder
    matcher = _matcher(pair.model, order.device)
    if (__version__, matcher.sha256) != (order.version, order.model_sha256):
        raise InputError("other_version", "The worker has another version of the engine or of the model.")
    reporter = _Stoppable(order.stop)
    reporter.raise_if_cancelled()
    result = match_scene(pair.settings(folder), matcher, reporter)
    record = PairRecord.matched(pair, order.key, result, order.folder)
    if not result.reliable or not pair.to_correct:
        return record
    return replace(record, corrected=_corrected(order, result, reporter))


def _corrected(order: Order, result: MatchResult, reporter: Reporter) -> tuple[str, ...]:
    """Correct what the pair asks for; returns the files, relative to the folder of the batch."""
    from ..scene.correct import correct_rasters
    from .stac_items import write_item

    folder = order.out / order.folder
    done = correct_rasters(folder, order.pair.to_correct, folder / BATCH_CORRECTED_FOLDER, reporter=reporter)
    for one, source in zip(done, order.pair.to_correct, strict=True):
        write_item(Path(one.path), source, order.pair, result)
    return tuple(Path(one.path).relative_to(order.out).as_posix() for one in done)


def _may_succeed(pair: Pair, error: S2M2Error) -> bool:
    """Whether another try may end differently: the same local files are refused again."""
    from ..scene.raster.sources import is_on_network

    return not isinstance(error, InputError) or any(map(is_on_network, pair.inputs))


def _matcher(name: str, device: str) -> Matcher:
    """The matcher, loaded once for the process."""
    from ..model.registry import KeptMatcher

    global _kept
    with _lock:
        _kept = _kept or KeptMatcher()
        return _kept.load(str(_sent.get(name, name)), device)


def use_models(files: Mapping[str, Path]) -> None:
    """Match with these files of models in place of those that have the same names here."""
    global _sent
    with _lock:
        _sent = files


def _worker_name() -> str:
    """The name of the Dask worker that this runs in; "" outside of one."""
    if "distributed" not in sys.modules:
        return ""
    from distributed import get_worker

    try:
        return str(get_worker().name)
    except ValueError:
        return ""
