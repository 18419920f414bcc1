"""What this machine has to spare."""

from __future__ import annotations

import os

import pytest

from s2m2_engine.machine import THREADS_VARIABLE, correcting_threads, matching_threads


@pytest.mark.parametrize(("cores", "threads"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (64, 4)])
@pytest.mark.parametrize("knows_affinity", [False, True])
def test_one_core_is_left_unless_there_are_only_two(
    cores: int, threads: int, knows_affinity: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if knows_affinity:
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)), raising=False)
        monkeypatch.setattr(os, "cpu_count", lambda: 128)
    else:
        monkeypatch.delattr(os, "sched_getaffinity", raising=False)
        monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert matching_threads() == threads


@pytest.mark.parametrize(("asked", "threads"), [("", 6), ("1", 1), ("4", 4), ("64", 6), ("0", 6), ("many", 6)])
def test_corrections_take_all_cores_or_those_that_are_allowed(
    asked: str, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(6)), raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", asked)
    assert correcting_threads() == threads


@pytest.mark.parametrize(("asked", "matching", "correcting"), [("", 4, 6), ("1", 1, 1), ("9", 4, 6), ("none", 4, 6)])
def test_a_process_beside_others_can_be_bounded(
    asked: str, matching: int, correcting: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(6)), raising=False)
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setenv(THREADS_VARIABLE, asked)
    assert (matching_threads(), correcting_threads()) == (matching, correcting)
