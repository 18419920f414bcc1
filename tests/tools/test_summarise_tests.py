"""The sum of several test runs."""

from __future__ import annotations

from pathlib import Path

import pytest

import summarise_tests


def _report(path: Path, tests: int, failures: int = 0, errors: int = 0, skipped: int = 0) -> Path:
    path.write_text(
        f'<testsuites><testsuite tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}" '
        'time="1.5"/></testsuites>'
    )
    return path


def test_sum_of_two_good_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = _report(tmp_path / "a.xml", 100, skipped=1), _report(tmp_path / "b.xml", 24)
    assert summarise_tests.main([f"{first}=0", f"{second}=0"]) == 0
    assert capsys.readouterr().out == "==== 123 passed, 1 skipped in 1.50s ====\n", "they ran side by side"


@pytest.mark.parametrize(
    ("status", "report", "expected"),
    [
        (1, {"tests": 10, "failures": 2, "errors": 1}, "2 failed, 17 passed, 1 error in"),
        (139, {"tests": 10}, "20 passed, 1 error in"),
        (5, {"tests": 0}, "10 passed, 1 error in"),
        (4, None, "10 passed, 1 error in"),
    ],
)
def test_sum_tells_failures_crashes_at_exit_and_missing_runs(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    status: int,
    report: dict[str, int] | None,
    expected: str,
) -> None:
    good, bad = _report(tmp_path / "a.xml", 10), tmp_path / "b.xml"
    if report is not None:
        _report(bad, **report)
    assert summarise_tests.main([f"{good}=0", f"{bad}={status}"]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert expected in last
