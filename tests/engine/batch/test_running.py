"""Pairs are given to workers one a thread, tried again if chance may have failed them, and stopped together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from s2m2_engine.batch.pair import Pair
from s2m2_engine.batch.record import FAILED, RELIABLE, PairRecord
from s2m2_engine.batch.running import Policy, Workers, run_orders
from s2m2_engine.batch.task import Order, Outcome
from s2m2_engine.errors import CancelledError, EngineError
from s2m2_engine.progress import Reporter


def order(name: str) -> Order:
    return Order(Pair(name, "row 2", "s", "o"), "key", Path(), "", Path("stop"), "cpu", "", "")


def outcome(name: str, status: str = RELIABLE, again: bool = False) -> Outcome:
    return Outcome(PairRecord(name, "key", status, "s", "o", "sar"), again)


class AtOnce(Executor):
    """Runs everything when it is submitted, and counts what was not fetched yet."""

    def __init__(self) -> None:
        self.submitted: list[str] = []

    def submit(self, work: Any, one: Order, /, *_: Any, **__: Any) -> Future[Any]:
        self.submitted.append(one.pair.id)
        future: Future[Any] = Future()
        try:
            future.set_result(work(one))
        except Exception as error:
            future.set_exception(error)
        return future


def run(
    work: Callable[[Order], Outcome], names: str, retries: int = 1, keep_going: bool = False
) -> tuple[list[PairRecord], list[str]]:
    executor, found = AtOnce(), list[PairRecord]()
    workers = Workers(executor, lambda: 1, work=work)
    run_orders(map(order, names), workers, Policy(retries, keep_going), found.append, lambda: None, Reporter())
    return found, executor.submitted


def ids(records: Sequence[PairRecord]) -> str:
    return "".join(record.id for record in records)


def test_the_first_failure_ends_it_unless_it_shall_go_on() -> None:
    def work(one: Order) -> Outcome:
        return outcome(one.pair.id, FAILED if one.pair.id == "b" else RELIABLE)

    assert run(work, "abcd")[1] == list("ab")
    found, submitted = run(work, "abcd", keep_going=True)
    assert submitted == list("abcd"), "what failed for good is not tried again"
    assert [record.status for record in found] == [RELIABLE, FAILED, RELIABLE, RELIABLE]


@pytest.mark.parametrize("retries", [0, 2])
def test_a_pair_whose_worker_dies_is_tried_again_and_fails_alone(retries: int) -> None:
    def work(one: Order) -> Outcome:
        if one.pair.id == "b":
            raise RuntimeError("killed")
        return outcome(one.pair.id)

    found, submitted = run(work, "abc", retries, keep_going=True)
    assert submitted.count("b") == retries + 1
    assert ids(found) == "abc"
    assert (found[1].status, found[1].error_code, found[1].attempts) == (FAILED, "worker_died", retries + 1)


def test_a_second_try_may_succeed() -> None:
    tried = list[str]()

    def work(one: Order) -> Outcome:
        tried.append(one.pair.id)
        return outcome(one.pair.id, RELIABLE) if tried.count(one.pair.id) > 1 else outcome(one.pair.id, FAILED, True)

    found, _ = run(work, "ab")
    assert [(record.id, record.status, record.attempts) for record in found] == [("a", RELIABLE, 2), ("b", RELIABLE, 2)]


def test_no_more_run_at_once_than_there_are_threads() -> None:
    release, most, running = Event(), [0], list[str]()

    def work(one: Order) -> Outcome:
        running.append(one.pair.id)
        most[0] = max(most[0], len(running))
        if len(running) == 2:
            release.set()
        release.wait(5)
        running.remove(one.pair.id)
        return outcome(one.pair.id)

    found = list[PairRecord]()
    with ThreadPoolExecutor(8) as executor:
        workers = Workers(executor, lambda: 2, work=work)
        run_orders(map(order, "abcdefgh"), workers, Policy(0, False), found.append, lambda: None, Reporter())
    assert sorted(ids(found)) == list("abcdefgh")
    assert most == [2]


def test_cancelling_waits_for_what_runs_and_begins_nothing() -> None:
    begun, stop = Event(), Event()

    class Cancelled(Reporter):
        def is_cancelled(self) -> bool:
            return begun.is_set()

    def work(one: Order) -> Outcome:
        begun.set()
        assert stop.wait(5)
        return Outcome(None) if one.pair.id == "a" else outcome(one.pair.id)

    found = list[PairRecord]()
    with ThreadPoolExecutor(2) as executor:
        workers = Workers(executor, lambda: 2, work=work)
        with pytest.raises(CancelledError):
            run_orders(map(order, "abcd"), workers, Policy(0, False), found.append, stop.set, Cancelled())
    assert ids(found) == "b", "what still ended well counts"


def test_a_lost_scheduler_ends_it() -> None:
    class Lost(AtOnce):
        def submit(self, work: Any, one: Order, /, *_: Any, **__: Any) -> Future[Any]:
            future: Future[Any] = Future()
            future.cancel()
            future.set_running_or_notify_cancel()
            return future

    for executor, is_alive in ((Lost(), True), (AtOnce(), False)):
        workers = Workers(executor, lambda: 1 if is_alive else 0, lambda: is_alive, work=lambda _: Outcome(None))  # noqa: B023
        with pytest.raises(EngineError) as raised:
            run_orders([order("a")], workers, Policy(0, True), lambda _: None, lambda: None, Reporter())
        assert raised.value.code == "no_workers"
