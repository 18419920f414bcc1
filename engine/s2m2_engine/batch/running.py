"""Gives pairs to workers, as many at a time as they can take, and collects what comes out.

The scheduler never holds more tasks than there are threads, so that its work does not grow with the manifest, and a
worker that dies takes only the pair with it that it had.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError as FutureCancelled
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue

from ..errors import EngineError, S2M2Error
from ..progress import Reporter
from .record import FAILED, PairRecord
from .task import Order, Outcome, match_pair

# How often Ctrl-C is heard while nothing finishes, s.
_LOOK_S = 0.3
# A worker that died is started again within a few seconds; a queue of a computing centre takes longer, s.
_WORKERLESS_S = 600.0


@dataclass(frozen=True)
class Workers:
    """Where pairs are matched.

    Attributes:
        executor: runs `work`; what it raises means that a worker died.
        slots: how many pairs run at once, now; 0 while there are no workers.
        is_alive: whether the executor can still run anything.
        work: what is done with an order; it never raises.
    """

    executor: Executor
    slots: Callable[[], int]
    is_alive: Callable[[], bool] = lambda: True
    work: Callable[[Order], Outcome] = match_pair


@dataclass(frozen=True)
class Policy:
    """What follows a failure.

    Attributes:
        retries: how often a pair is tried again whose failure may have been chance.
        keep_going: whether other pairs are begun after one has failed.
    """

    retries: int
    keep_going: bool


def run_orders(
    orders: Iterable[Order],
    workers: Workers,
    policy: Policy,
    finished: Callable[[PairRecord], None],
    stop: Callable[[], None],
    reporter: Reporter,
) -> None:
    """Run all orders, or up to the first failure.

    Args:
        finished: is told each pair's record as soon as there is one, in this thread.
        stop: makes the orders that run now end soon.

    Raises:
        EngineError: "no_workers": the scheduler was lost.
        CancelledError: the reporter wants to stop; nothing runs any more.
    """
    run = _Run(workers, policy, finished)
    waiting = deque((order, 1) for order in orders)
    try:
        while (waiting and not run.is_over) or run.running:
            reporter.raise_if_cancelled()
            slots = workers.slots()
            while waiting and not run.is_over and len(run.running) < slots:
                run.begin(*waiting.popleft())
            waiting.extendleft(run.ended())
    except BaseException:
        stop()
        run.wait()
        raise


class _Run:
    def __init__(self, workers: Workers, policy: Policy, finished: Callable[[PairRecord], None]) -> None:
        self.running: dict[Future[Outcome], tuple[Order, int]] = {}
        self.is_over = False
        self._workers, self._policy, self._finished = workers, policy, finished
        self._idle_since = time.monotonic()
        self._ended: SimpleQueue[Future[Outcome]] = SimpleQueue()

    def begin(self, order: Order, attempt: int) -> None:
        future = self._workers.executor.submit(self._workers.work, order)
        self.running[future] = (order, attempt)
        future.add_done_callback(self._ended.put)

    def ended(self) -> list[tuple[Order, int]]:
        """Wait a little for pairs to end; returns those that are tried again.

        Raises:
            EngineError: "no_workers".
        """
        again = []
        try:
            again += self._end(self._ended.get(timeout=_LOOK_S))
            while True:
                again += self._end(self._ended.get_nowait())
        except Empty:
            self._check_alive()
        return again

    def _end(self, future: Future[Outcome]) -> list[tuple[Order, int]]:
        self._idle_since = time.monotonic()
        order, attempt = self.running.pop(future)
        outcome = self._outcome(future, order)
        if outcome.record is None:
            return []
        if outcome.again and attempt <= self._policy.retries:
            return [(order, attempt + 1)]
        if outcome.record.status == FAILED and not self._policy.keep_going:
            self.is_over = True
        self._finished(replace(outcome.record, attempts=attempt))
        return []

    def _check_alive(self) -> None:
        """Raise EngineError "no_workers" if the scheduler is gone, or has had no worker for a while."""
        if self.running:
            self._idle_since = time.monotonic()
        if not self._workers.is_alive() or time.monotonic() - self._idle_since > _WORKERLESS_S:
            raise _lost() from None

    def _outcome(self, future: Future[Outcome], order: Order) -> Outcome:
        try:
            return future.result()
        except FutureCancelled:
            raise _lost() from None
        except Exception as error:
            # The task itself never raises: its worker died, or could not be reached.
            why = "The worker that matched it died, as it does if it needs more memory than it may have."
            failure: S2M2Error = EngineError("worker_died", f"{why} ({type(error).__name__})")
            return Outcome(PairRecord.failed(order.pair, order.key, failure), again=True)

    def wait(self) -> None:
        """Wait until nothing runs; what still ended well counts."""
        while self.running and self._workers.is_alive():
            try:
                future = self._ended.get(timeout=_LOOK_S)
            except Empty:
                continue
            _, attempt = self.running.pop(future)
            if not future.cancelled() and future.exception() is None:
                record = future.result().record
                if record is not None:
                    self._finished(replace(record, attempts=attempt))


def _lost() -> EngineError:
    return EngineError(
        "no_workers",
        "The scheduler can no longer be reached, or has no workers any more.",
        "What was finished is kept: start the scheduler and the workers again, and repeat the command.",
    )
