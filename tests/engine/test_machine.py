"""What this machine has to spare."""

from __future__ import annotations

import os

import pytest

from s2m2_engine.machine import matching_threads


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
