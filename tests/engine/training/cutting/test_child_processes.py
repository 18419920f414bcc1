"""Processes that `multiprocessing` starts, in a folder where code lies in wait."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.hostile_folder import RAN, hostile_folder

_SCRIPT = """
import multiprocessing, os, sys
from s2m2_engine.training.cutting import child_processes

if __name__ == "__main__":
    start = getattr(child_processes, sys.argv[1])
    context = multiprocessing.get_context(sys.argv[2])
    here = os.getcwd()
    with start():
        child = context.Process(target=print, args=("it ran",))
        child.start()
    assert os.getcwd() == here
    child.join()
    sys.exit(child.exitcode)
"""


@pytest.mark.slow
@pytest.mark.parametrize("start", ["safe_start", "_in_pythons_own_folder"])
@pytest.mark.parametrize("method", ["spawn", "forkserver"])
def test_nothing_of_the_current_folder_runs(start: str, method: str, tmp_path: Path) -> None:
    """The second way is that of Python 3.10, which does not know PYTHONSAFEPATH."""
    if method == "forkserver" and os.name == "nt":
        pytest.skip("Windows only spawns")
    folder = hostile_folder(tmp_path / "current")
    script = tmp_path / "script" / "main.py"
    script.parent.mkdir()
    script.write_text(_SCRIPT, encoding="utf-8")
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    command = [sys.executable, str(script), start, method]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (0, "it ran\n"), done.stderr
    assert not (folder / RAN).exists(), (folder / RAN).read_text()
