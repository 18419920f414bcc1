"""Matches the pairs of a manifest: manifest -> checks -> workers -> journal -> table and report."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..files import partial_file
from ..model.registry import load_matcher
from ..names import (
    BATCH_LAYER_FILE,
    BATCH_NETWORK_FILE,
    BATCH_PAIRS_FOLDER,
    BATCH_REPORT_FILE,
    BATCH_TABLE_FILE,
    RESULT_FILE,
)
from ..progress import Reporter
from ..version import __version__
from .checking import CheckedPair, check_pairs
from .cluster import ClusterSettings, connected
from .display import DASHBOARD
from .estimate import Estimate, estimated
from .folder import Journal, check_folder, claimed, stop_file
from .layer_file import write_layer
from .manifest import Defaults, read_table, refusal
from .network import Adjustment, adjusted
from .pair import Pair
from .record import FAILED, RELIABLE, UNRELIABLE, PairRecord
from .report import write_report
from .running import Policy, Workers, run_orders
from .stac import PairingRule, is_stac, read_items
from .table import Row, rows_of, write_table
from .task import Order

# The codes of warnings: items that the rule found no partner for, pairs that contradict the others of their place, and
# a GeoPackage that another program keeps locked.
UNPAIRED = "unpaired"
CONTRADICTION = "contradiction"
LOCKED = "locked"
# The table is written with the first pair, and again after as many seconds, or a multiple of how long that takes.
_TABLE_S = 10.0
_TABLE_SHARE = 20
_MOST_NAMED = 10


@dataclass(frozen=True)
class BatchSettings:
    """A batch, as the command line describes it.

    Attributes:
        manifest: CSV, GeoParquet, or a collection of STAC items.
        out: the folder of all results.
        rule: how STAC items are paired; None for tables.
        device: as `s2m2 match --device`.
        resume: whether pairs that are done with the same inputs and settings are left as they are.
        limit: the largest number of pairs that are matched now; None: all.
        network: whether the shifts of all pairs are adjusted together.
    """

    manifest: Path
    out: Path
    defaults: Defaults = field(default_factory=Defaults)
    rule: PairingRule | None = None
    cluster: ClusterSettings = field(default_factory=ClusterSettings)
    policy: Policy = field(default_factory=lambda: Policy(retries=1, keep_going=False))
    device: str = "auto"
    resume: bool = True
    limit: int | None = None
    network: bool = False


@dataclass(frozen=True)
class BatchSummary:
    """How a batch stands.

    Attributes:
        pairs: of the manifest; reliable, unreliable, failed: those of them that have a record.
        matched: how many were matched or failed in this run; the others were done before, or wait.
        seconds: of this run.
        table, layer, report: the files that hold it all; the first two hold the same.
    """

    pairs: int
    reliable: int
    unreliable: int
    failed: int
    matched: int
    seconds: float
    table: str
    layer: str
    report: str

    @property
    def waiting(self) -> int:
        """How many pairs have no record yet."""
        return self.pairs - self.reliable - self.unreliable - self.failed

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {**asdict(self), "waiting": self.waiting}


@dataclass(frozen=True)
class Plan:
    """What there is to do.

    Attributes:
        checked: all pairs of the manifest.
        known: the records of earlier runs that still hold, by id.
        todo: the pairs to match now.
        models: the SHA-256 of each model, by name.
    """

    checked: Sequence[CheckedPair]
    known: Mapping[str, PairRecord]
    todo: Sequence[CheckedPair]
    models: Mapping[str, str]


def plan_batch(settings: BatchSettings, reporter: Reporter) -> Plan:
    """Read and check the manifest and all of its pairs; nothing is written.

    Raises:
        InputError: the manifest, rows of it or files cannot be used; with `keep_going`, pairs that cannot be matched
            are no reason.
        EngineError: a model cannot be loaded.
        CancelledError: the reporter wants to stop.
    """
    pairs = _read(settings, reporter)
    known = check_folder(settings.out, settings.manifest, {pair.id for pair in pairs})
    models = {name: load_matcher(name, settings.device).sha256 for name in dict.fromkeys(one.model for one in pairs)}
    checked = check_pairs(pairs, models, settings.out, reporter)
    problems = [one.problem for one in checked if one.problem is not None]
    if problems and not settings.policy.keep_going:
        raise refusal(
            settings.manifest,
            problems,
            len(pairs),
            "Correct these rows, or let the other pairs be matched all the same: --keep-going.",
        )
    keys = {one.pair.id: one.key for one in checked}
    known = {name: record for name, record in known.items() if settings.resume and _holds(record, keys, settings.out)}
    todo = [one for one in checked if one.pair.id not in known]
    return Plan(checked, known, todo[: settings.limit], models)


def estimate_batch(settings: BatchSettings, plan: Plan, reporter: Reporter) -> Estimate:
    """How long the pairs of `plan.todo` will take and how much they will write, from a few of them."""
    orders = _orders(settings, plan, [one for one in plan.todo if one.error is None])
    workers = settings.cluster.workers
    return estimated(orders, [one for one in plan.known.values() if one.status != FAILED], workers, reporter)


def run_batch(settings: BatchSettings, plan: Plan, reporter: Reporter) -> BatchSummary:
    """Match the pairs of `plan.todo`, and write the table and the report of all.

    Raises:
        InputError: the folder or the workers cannot be used.
        EngineError: there is no scheduler, it was lost, or the disk is full.
        CancelledError: the reporter wants to stop. What was finished is kept.
    """
    started = time.monotonic()
    with claimed(settings.out, settings.manifest), Journal(settings.out) as journal:
        results = _Results(settings, plan, journal, reporter)
        try:
            for one in plan.todo:
                if one.error is not None:
                    results.add(PairRecord.failed(one.pair, one.key, one.error))
            runnable = [one for one in plan.todo if one.error is None]
            if runnable:
                with connected(settings.cluster, plan.models, settings.device, settings.out) as (workers, dashboard):
                    if dashboard:
                        reporter.progress(DASHBOARD, 0.0, f"Dask's dashboard: {dashboard}")
                    results.start(len(runnable))
                    _run(settings, _orders(settings, plan, runnable), workers, results, reporter)
        finally:
            results.write()
        return results.summary(time.monotonic() - started)


def _run(
    settings: BatchSettings, orders: Iterable[Order], workers: Workers, results: _Results, reporter: Reporter
) -> None:
    stop = stop_file(settings.out)
    watched = _Watched(reporter, stop)
    run_orders(orders, workers, settings.policy, results.add, stop.touch, watched)


class _Watched(Reporter):
    """Is cancelled by its reporter, or by somebody who makes the file that stops the batch."""

    def __init__(self, reporter: Reporter, stop: Path) -> None:
        self._reporter, self._stop = reporter, stop

    def is_cancelled(self) -> bool:
        return self._reporter.is_cancelled() or self._stop.exists()


class _Results:
    """All records: they go to the journal at once, and to the table now and then."""

    def __init__(self, settings: BatchSettings, plan: Plan, journal: Journal, reporter: Reporter) -> None:
        self._out, self._network = settings.out, settings.network
        self._journal, self._reporter = journal, reporter
        self._checked = {one.pair.id: one for one in plan.checked}
        self._records = dict(plan.known)
        self._matched = 0
        self._begun = time.monotonic()
        self._begun_with = 0
        self._expected = 0
        self._next_table = 0.0
        self._locked = False

    def start(self, expected: int) -> None:
        """Begin to count how fast pairs are matched; so many are to come."""
        self._begun, self._begun_with, self._expected = time.monotonic(), self._matched, expected

    def add(self, record: PairRecord) -> None:
        """Keep a record, and report it."""
        record = record.placed(self._checked[record.id])
        self._journal.add(record)
        self._records[record.id] = record
        self._matched += 1
        done, count = len(self._records), len(self._checked)
        self._reporter.progress(f"pair {record.id}", done / count, f"{done} of {count}{self._rate()}  {record.line}")
        if time.monotonic() > self._next_table:
            self._write_table()

    def _rate(self) -> str:
        done = self._matched - self._begun_with
        if not self._expected or done < 1:
            return ""
        seconds = (time.monotonic() - self._begun) / done
        left = seconds * (self._expected - done)
        return f", {60 / seconds:.3g} a minute, {duration(left)} left"

    def _write_table(self) -> None:
        started = time.monotonic()
        records = list(self._records.values())
        rows = rows_of(records)
        write_table(self._out / BATCH_TABLE_FILE, rows)
        self._write_layer(rows, records)
        ended = time.monotonic()
        self._next_table = ended + max(_TABLE_S, _TABLE_SHARE * (ended - started))

    def _write_layer(self, rows: list[Row], records: Sequence[PairRecord]) -> None:
        """Write the GeoPackage. A batch does not end because somebody edits it: the other table has it all."""
        try:
            write_layer(self._out / BATCH_LAYER_FILE, rows, records)
        except InputError as error:
            if not self._locked:
                self._reporter.warning(LOCKED, str(error))
            self._locked = True

    def write(self) -> None:
        """Write table and report, if there is anything to write."""
        if not self._records:
            return
        self._write_table()
        records = list(self._records.values())
        adjustment = self._adjust(records) if self._network else None
        write_report(self._out / BATCH_REPORT_FILE, records, len(self._checked), adjustment)

    def _adjust(self, records: Sequence[PairRecord]) -> Adjustment:
        """Adjust the shifts together, write that, and name the pairs that contradict the others."""
        adjustment = adjusted(records)
        with partial_file(self._out / BATCH_NETWORK_FILE) as partial:
            partial.write_text(json.dumps(adjustment.to_json(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        names = [one.id for one in adjustment.closures if one.contradicts]
        if names:
            listed = ", ".join(names[:_MOST_NAMED]) + (" and others" if len(names) > _MOST_NAMED else "")
            self._reporter.warning(
                CONTRADICTION, f"The shifts of {len(names)} pairs contradict those of all others: {listed}."
            )
        return adjustment

    def summary(self, seconds: float) -> BatchSummary:
        count = Counter(record.status for record in self._records.values())
        return BatchSummary(
            pairs=len(self._checked),
            reliable=count[RELIABLE],
            unreliable=count[UNRELIABLE],
            failed=count[FAILED],
            matched=self._matched,
            seconds=round(seconds, 2),
            table=str(self._out / BATCH_TABLE_FILE),
            layer=str(self._out / BATCH_LAYER_FILE),
            report=str(self._out / BATCH_REPORT_FILE),
        )


def _read(settings: BatchSettings, reporter: Reporter) -> list[Pair]:
    if not settings.manifest.is_file():
        raise InputError("no_such_file", f"There is no file {settings.manifest}.", "Give a manifest.")
    if not is_stac(settings.manifest):
        return read_table(settings.manifest, settings.defaults)
    if settings.rule is None:
        raise InputError(
            "no_pairing_rule",
            f"{settings.manifest} holds STAC items, and nothing says which of them are pairs.",
            "Give --same-property, --within-days, --sar-asset and --optical-asset.",
        )
    pairs, alone = read_items(settings.manifest, settings.rule, settings.defaults)
    if alone:
        reporter.warning(UNPAIRED, f"{alone} items have no partner by this rule; they are left out.")
    return pairs


def _holds(record: PairRecord, keys: Mapping[str, str], out: Path) -> bool:
    """Whether a pair need not be matched again. Failed ones are: what failed them may be mended."""
    if record.status == FAILED or record.key != keys[record.id]:
        return False
    return (out / record.folder / RESULT_FILE).exists() and all((out / one).exists() for one in record.corrected)


def _orders(settings: BatchSettings, plan: Plan, pairs: Iterable[CheckedPair]) -> list[Order]:
    out = settings.out.absolute()
    return [
        Order(
            pair=one.pair,
            key=one.key,
            out=out,
            folder=f"{BATCH_PAIRS_FOLDER}/{one.pair.id}",
            stop=stop_file(out),
            device=settings.device,
            model_sha256=plan.models[one.pair.model],
            version=__version__,
        )
        for one in pairs
    ]


def duration(seconds: float) -> str:
    """A length of time for people."""
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"
