"""Add several pytest runs, made at the same time, up to one line like pytest's own. Standard library only.

    python3 tools/summarise_tests.py REPORT.xml=STATUS [REPORT.xml=STATUS ...]

STATUS is the run's exit status. A run that ended badly without saying so in its report (a crash at exit, no report
at all, no tests) counts as one error. The exit status is 0 only if every run's was and nothing failed.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True)
class Counts:
    """Numbers of tests by their outcome, and the duration, of one run or of several runs side by side."""

    passed: int = 0
    failed: int = 0
    errors: int = 0
    skipped: int = 0
    seconds: float = 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.passed + other.passed,
            self.failed + other.failed,
            self.errors + other.errors,
            self.skipped + other.skipped,
            max(self.seconds, other.seconds),
        )

    @property
    def good(self) -> bool:
        return self.passed > 0 and self.failed == 0 and self.errors == 0

    def line(self) -> str:
        """A line like pytest's, "==== 1 failed, 12 passed, 1 skipped in 3.21s ====", without counts that are 0."""
        parts = [
            f"{count} {name}"
            for count, name in (
                (self.failed, "failed"),
                (self.passed, "passed"),
                (self.skipped, "skipped"),
                (self.errors, "error" if self.errors == 1 else "errors"),
            )
            if count
        ]
        return f"==== {', '.join(parts) or 'no tests ran'} in {self.seconds:.2f}s ===="


def read_run(report: Path, status: int) -> Counts:
    """Read the counts of one run from its JUnit XML; an exit status that the XML does not explain adds one error."""
    try:
        suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    except (OSError, ElementTree.ParseError):
        return Counts(errors=1)
    counts = Counts()
    for suite in suites:
        total, failed, errors, skipped = (
            int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")
        )
        counts += Counts(total - failed - errors - skipped, failed, errors, skipped, float(suite.get("time", "0")))
    if status != 0 and counts.failed == 0 and counts.errors == 0:
        counts += Counts(errors=1)
    return counts


def main(arguments: list[str]) -> int:
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    total = Counts()
    for argument in arguments:
        report, _, status = argument.rpartition("=")
        counts = read_run(Path(report), int(status))
        if int(status) not in (0, 1):
            print(f"{Path(report).stem}: the test run itself ended with exit status {status}.")
        total += counts
    print(total.line())
    return 0 if total.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
