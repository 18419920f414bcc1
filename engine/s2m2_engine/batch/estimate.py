"""Estimates what a batch will cost, from pairs that it has matched before or from a few that are matched for this."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ..errors import CancelledError
from ..progress import Reporter
from .record import PairRecord
from .task import Order, match_pair

# So many pairs, spread over the manifest, tell how long one takes.
_FEW = 3


@dataclass(frozen=True)
class Estimate:
    """What is to come.

    Attributes:
        pairs: how many will be matched.
        measured: how many pairs the figures come from; without any, they are 0.
        seconds_each, megabytes_each: of one pair.
        seconds: of all, on all workers.
        megabytes: of all results.
    """

    pairs: int
    measured: int
    seconds_each: float
    megabytes_each: float
    seconds: float
    megabytes: float

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return asdict(self)


def estimated(orders: Sequence[Order], known: Sequence[PairRecord], workers: int, reporter: Reporter) -> Estimate:
    """The estimate for `orders`.

    Args:
        known: the records of pairs that were matched before; if there are a few, nothing is matched for the estimate.
        workers: how many pairs run at once.

    Raises:
        CancelledError: the reporter wants to stop.
    """
    measured = [
        (record.seconds, _megabytes(orders[0].out / record.folder))
        for record in known[:: max(1, len(known) // _FEW)][:_FEW]
        if orders and record.seconds is not None
    ]
    if orders and len(measured) < min(_FEW, len(orders)):
        measured = _tried(orders, reporter)
    each = statistics.mean(seconds for seconds, _ in measured) if measured else 0.0
    size = statistics.mean(megabytes for _, megabytes in measured) if measured else 0.0
    return Estimate(
        pairs=len(orders),
        measured=len(measured),
        seconds_each=round(each, 3),
        megabytes_each=round(size, 3),
        seconds=round(each * len(orders) / max(1, min(workers, len(orders))), 1),
        megabytes=round(size * len(orders), 1),
    )


def _tried(orders: Sequence[Order], reporter: Reporter) -> list[tuple[float, float]]:
    """Seconds and megabytes of a few pairs, which are matched here and thrown away."""
    chosen = orders[:: max(1, len(orders) // _FEW)][:_FEW]
    found = []
    for number, order in enumerate(chosen):
        reporter.raise_if_cancelled()
        reporter.progress(
            "estimating", number / len(chosen), f"Matching {number + 1} of {len(chosen)} for the estimate"
        )
        with tempfile.TemporaryDirectory(prefix="s2m2-estimate-") as name:
            out = Path(name)
            outcome = match_pair(replace(order, out=out, stop=out / "stop"))
            if outcome.record is None:
                raise CancelledError
            found.append((outcome.record.seconds or 0.0, _megabytes(out)))
    return found


def _megabytes(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
