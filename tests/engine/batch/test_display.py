"""A narrow terminal shows a line for each pair, and below it the bar with counts and rate."""

from __future__ import annotations

import pytest

from helpers.reporters import RecordingReporter

pytest.importorskip("rich")

from s2m2_engine.batch.display import DASHBOARD, bar


def test_a_line_for_each_pair_and_a_bar_below(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    told = RecordingReporter()
    with bar(told) as shown:
        shown.progress(DASHBOARD, 0.0, "Dashboard: http://127.0.0.1:8787/status")
        for _ in range(2):
            shown.progress("pair a", 0.5, "1 of 2, 12 a minute, 5 s left  a: reliable, shift 3 m [x], CE90 1 m")
        shown.progress("pair b", 1.0, "2 of 2, 12 a minute, 0 s left  b: failed")
    lines = [line.strip() for line in capsys.readouterr().err.splitlines()]
    assert lines.count("a: reliable, shift 3 m [x], CE90 1 m") == 1
    assert lines.index("b: failed") < len(lines) - 1
    assert lines[0] == "Dashboard: http://127.0.0.1:8787/status"
    assert lines[-1].endswith("100 % 2 of 2, 12 a minute, 0 s left")
    assert told.fractions == [0.0, 0.5, 0.5, 1.0]
