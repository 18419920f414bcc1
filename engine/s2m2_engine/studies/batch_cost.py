"""Measures what `s2m2 batch` costs beside the matching itself, and whether kills change its results.

    python -m s2m2_engine.studies.batch_cost throughput ARCHIVE FOLDER [--workers 1 2] [--repeat N]
    python -m s2m2_engine.studies.batch_cost memory ARCHIVE FOLDER [--workers 1] [--every 100]
    python -m s2m2_engine.studies.batch_cost kills ARCHIVE FOLDER [--kills 10] [--seed 1]
    python -m s2m2_engine.studies.batch_cost empty FOLDER [--tasks 10000]

ARCHIVE is what `studies.archive` made, and FOLDER is for results. `throughput` matches the pairs in a loop without Dask
first; `memory` says how much the workers hold while pairs finish; `kills` ends workers, the command and a scheduler by
SIGKILL (SIGTERM on Windows) at random times, and compares the records with those of a run that nobody disturbed;
`empty` runs tasks that do nothing.
"""

from __future__ import annotations

import argparse
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from ..batch.batch import BatchSettings, plan_batch, run_batch
from ..batch.cluster import ClusterSettings, connected
from ..batch.folder import read_journal
from ..batch.pair import Pair
from ..batch.record import RELIABLE, PairRecord
from ..batch.running import Policy, Workers, run_orders
from ..batch.task import Order, Outcome, match_pair
from ..child_process import python_command
from ..progress import Reporter
from ..terminal import module_status
from ..version import __version__
from .archive import MANIFEST

_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
_MANY = 100
# The earliest and the latest time at which something is killed, seconds after the start.
_KILL_S = (3.0, 14.0)
# What is killed, in turn.
_WORKER, _COMMAND, _SCHEDULER = _VICTIMS = ("a worker", "the command", "a scheduler of its own")


def throughput(archive: Path, folder: Path, workers: Sequence[int], repeat: int) -> None:
    """Print seconds of wall time and of processors for the loop, and for each number of workers."""
    print("| run | way | pairs | wall s | CPU s | peak MB of a worker |\n|---|---|---|---|---|---|")
    for number in range(1, repeat + 1):
        for count in (0, *workers):
            shutil.rmtree(folder, ignore_errors=True)
            settings = BatchSettings(
                archive / MANIFEST, folder, cluster=ClusterSettings(count), policy=Policy(1, keep_going=True)
            )
            wall, cpu = time.monotonic(), _cpu_seconds()
            pairs, peak = _loop(settings) if count == 0 else _batch(settings)
            wall, cpu = time.monotonic() - wall, _cpu_seconds() - cpu
            way = "loop" if count == 0 else f"batch, {count} worker{'s' if count > 1 else ''}"
            print(f"| {number} | {way} | {pairs} | {wall:.1f} | {cpu:.1f} | {peak:.0f} |", flush=True)


def _loop(settings: BatchSettings) -> tuple[int, float]:
    """Match all pairs here, one after the other, as a program would that knows nothing of batches."""
    plan = plan_batch(settings, Reporter())
    peak = 0.0
    for one in plan.todo:
        if one.error is not None:
            continue
        key = plan.models[one.pair.model]
        match_pair(
            Order(
                one.pair, one.key, settings.out, f"pairs/{one.pair.id}", settings.out / "stop", "auto", key, __version__
            )
        )
        peak = max(peak, psutil.Process().memory_info().rss / 1e6)
    return len(plan.todo), peak


def _batch(settings: BatchSettings) -> tuple[int, float]:
    watched = _Memory()
    summary = run_batch(settings, plan_batch(settings, watched), watched)
    return summary.matched, watched.peak


class _Memory(Reporter):
    """Looks at the largest of the worker processes whenever a pair has finished."""

    def __init__(self) -> None:
        self.peak = 0.0
        self.seen: list[float] = []  # MB, one for each pair

    def progress(self, stage: str, fraction: float, text: str = "") -> None:
        self.seen.append(max((_resident(child) for child in psutil.Process().children(recursive=True)), default=0.0))
        self.peak = max(self.peak, self.seen[-1])


def _resident(process: psutil.Process) -> float:
    """The memory that a process holds, MB; 0 if it has ended."""
    try:
        return float(process.memory_info().rss / 1e6)
    except psutil.Error:
        return 0.0


def memory(archive: Path, folder: Path, workers: int, every: int) -> None:
    """Print what the largest worker holds, for each `every` pairs that finish one after the other."""
    settings = BatchSettings(
        archive / MANIFEST, folder, cluster=ClusterSettings(workers), policy=Policy(1, keep_going=True)
    )
    watched = _Memory()
    run_batch(settings, plan_batch(settings, Reporter()), watched)
    print("| pairs | median MB | most MB |\n|---|---|---|")
    for start in range(0, len(watched.seen), every):
        part = watched.seen[start : start + every]
        print(f"| {start + 1} to {start + len(part)} | {np.median(part):.0f} | {max(part):.0f} |", flush=True)


def _cpu_seconds() -> float:
    """Of this process and of all its children that have ended."""
    times = psutil.Process().cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)


def kills(archive: Path, folder: Path, count: int, seed: int) -> None:
    """Print what was killed when, and whether the records are those of an undisturbed run."""
    random = np.random.default_rng(seed)
    command = ["batch", str(archive / MANIFEST), "--workers", "2", "--keep-going", "--retries", "9", "--quiet"]
    for name in ("undisturbed", "killed"):
        shutil.rmtree(folder / name, ignore_errors=True)
    subprocess.run(_program([*command, "--out", str(folder / "undisturbed")]), check=False, stdout=subprocess.DEVNULL)
    expected = _comparable(folder / "undisturbed")
    done = 0
    while done < count:
        # Half of the pairs are matched again each time, so that there is something to kill.
        _forget(folder / "killed", random)
        if _kill_one(_VICTIMS[done % len(_VICTIMS)], [*command, "--out", str(folder / "killed")], folder, random):
            done += 1
    subprocess.run(_program([*command, "--out", str(folder / "killed")]), check=False, stdout=subprocess.DEVNULL)
    found = _comparable(folder / "killed")
    leftovers = [path for path in (folder / "killed").rglob("*") if "partial" in path.name]
    print(f"{len(expected)} records, equal: {found == expected}; {len(leftovers)} partial files are left")


def _kill_one(victim: str, command: list[str], folder: Path, random: np.random.Generator) -> bool:
    """Run the command, and kill the victim; false if there was nothing to kill any more."""
    with ExitStack() as stack:
        scheduler = 0
        if victim == _SCHEDULER:
            scheduler, where = stack.enter_context(_elsewhere(folder))
            command = [*(one for one in command if one not in ("--workers", "2")), *where]
        run = stack.enter_context(subprocess.Popen(_program(command), stdout=subprocess.DEVNULL))
        delay = float(random.uniform(*_KILL_S))
        time.sleep(delay)
        found = {_SCHEDULER: [scheduler], _COMMAND: [run.pid], _WORKER: _workers_of(run.pid)}[victim]
        is_late = run.poll() is not None or not found
        if not is_late:
            psutil.Process(int(random.choice(found))).send_signal(_KILL)
            print(f"{victim} after {delay:.1f} s", flush=True)
        run.wait()
        return not is_late


@contextmanager
def _elsewhere(folder: Path) -> Iterator[tuple[int, list[str]]]:
    """A scheduler and two workers that the command does not start itself; yields the scheduler's process and the
    options that lead to it."""
    file = folder / "scheduler.json"
    file.unlink(missing_ok=True)
    shared = ["--scheduler-file", str(file), "--no-dashboard"]
    scheduler = ["distributed.cli.dask_scheduler", *shared, "--host", "127.0.0.1", "--port", "0"]
    worker = ["distributed.cli.dask_worker", *shared, "--nthreads", "1", "--no-nanny"]
    worker += ["--local-directory", str(folder / "temporary")]
    none = subprocess.DEVNULL
    commands = [python_command(one[0], one[1:]) for one in (scheduler, worker, worker)]
    processes = [subprocess.Popen(one, stdout=none, stderr=none) for one in commands]
    try:
        while not file.exists():
            time.sleep(0.1)
        yield processes[0].pid, ["--scheduler-file", str(file)]
    finally:
        for process in processes:
            process.kill()
            process.wait()


def _program(arguments: list[str]) -> list[str]:
    return python_command("s2m2_engine.cli", arguments)


def _workers_of(process: int) -> list[int]:
    """The worker processes of a batch; Python's own helper that counts semaphores is none."""
    found = []
    for child in psutil.Process(process).children(recursive=True):
        try:
            if "spawn_main" in " ".join(child.cmdline()):
                found.append(child.pid)
        except psutil.Error:
            continue
    return found


def _forget(out: Path, random: np.random.Generator) -> None:
    """Remove the results of about half of the pairs."""
    for path in sorted((out / "pairs").glob("*")):
        if random.random() < 0.5:
            shutil.rmtree(path)


def _comparable(out: Path) -> dict[str, PairRecord]:
    """All records without what chance decides."""
    return {name: replace(record, seconds=None, worker="", attempts=1) for name, record in read_journal(out).items()}


def empty(count: int, folder: Path) -> None:
    """Print how long a task takes that does nothing, given to two workers as a batch does, and all at once.

    The batch gives them as many at a time as they have threads, and as if they were many: that shows what its own loop
    and the scheduler need for a pair.
    """
    orders = [Order(Pair(str(n), "", "", ""), "", folder, "", folder / "stop", "", "", "") for n in range(count)]
    with connected(ClusterSettings(workers=2), {}, "cpu", folder) as (workers, _):
        ways: dict[str, Callable[[], object]] = {
            f"{slots} at a time": partial(_as_a_batch, workers, orders, slots) for slots in (2, _MANY)
        }
        ways["all at once"] = partial(_all_at_once, workers.executor, orders)
        for name, way in ways.items():
            started = time.monotonic()
            way()
            print(f"{name}: {1000 * (time.monotonic() - started) / count:.2f} ms a task, {count} tasks", flush=True)


def _as_a_batch(workers: Workers, orders: Iterable[Order], slots: int) -> None:
    def counted() -> int:
        workers.slots()  # asks the scheduler, as a batch does
        return slots

    own = Workers(workers.executor, counted, workers.is_alive, _nothing)
    run_orders(orders, own, Policy(0, True), lambda _: None, lambda: None, Reporter())


def _all_at_once(executor: Executor, orders: Iterable[Order]) -> None:
    futures = [executor.submit(_nothing, order) for order in orders]
    for future in futures:
        future.result()


def _nothing(order: Order) -> Outcome:
    return Outcome(PairRecord(order.pair.id, "", RELIABLE, "", "", ""))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m s2m2_engine.studies.batch_cost", description="Measure what `s2m2 batch` costs."
    )
    actions = parser.add_subparsers(dest="what", required=True)
    for name in ("throughput", "memory", "kills", "empty"):
        action = actions.add_parser(name)
        if name != "empty":
            action.add_argument("archive", type=Path, metavar="ARCHIVE")
        action.add_argument("folder", type=Path, metavar="FOLDER")
    actions.choices["throughput"].add_argument("--workers", type=int, nargs="+", default=[1, 2], metavar="N")
    actions.choices["throughput"].add_argument("--repeat", type=int, default=1, metavar="N")
    actions.choices["memory"].add_argument("--workers", type=int, default=1, metavar="N")
    actions.choices["memory"].add_argument("--every", type=int, default=100, metavar="N")
    actions.choices["kills"].add_argument("--kills", type=int, default=10, metavar="N")
    actions.choices["kills"].add_argument("--seed", type=int, default=1, metavar="N")
    actions.choices["empty"].add_argument("--tasks", type=int, default=10_000, metavar="N")
    options = parser.parse_args(arguments)
    return module_status(lambda: _measure(options))


def _measure(options: Any) -> None:
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.what == "throughput":
        throughput(options.archive, options.folder / "batch", options.workers, options.repeat)
    elif options.what == "memory":
        memory(options.archive, options.folder / "memory", options.workers, options.every)
    elif options.what == "kills":
        kills(options.archive, options.folder, options.kills, options.seed)
    else:
        empty(options.tasks, options.folder)


if __name__ == "__main__":
    sys.exit(main())
