"""Matches many pairs by `s2m2 batch`, a process of its own, in a synchronous call for any thread."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable

from ..engine_files import json_input
from ..i18n import tr
from ..worker import environment
from ..worker.client import IsCancelled, usable_python
from ..worker.command import run_command
from ..worker.failures import WorkerFailure, ended_at_start, ended_at_work

# Lines of the command: how far it is with what it says, and a warning.
_PROGRESS = re.compile(r" *(\d+) %  (.*)")
_WARNING = "warning: "
# The first and the last line of the JSON that it prints at its end.
_BEGIN, _END = "{", "}"
_FAILURE = '{"status": "error"'
_NO_DASK = "no_dask"


@dataclass(frozen=True)
class BatchInputs:
    """One batch.

    Attributes:
        manifest: names the pairs.
        out: the folder of all results.
        options: further options of the command with their values; those without one, with True.
    """

    manifest: Path
    out: Path
    options: Mapping[str, Any] = field(default_factory=dict)

    def arguments(self) -> list[str]:
        """The arguments of `s2m2`."""
        arguments = ["batch", str(self.manifest), "--out", str(self.out), "--json"]
        for name, value in self.options.items():
            if value is True:
                arguments.append(f"--{name}")
            elif value not in (None, False, ""):
                # With a sign of equality, since values may begin with a hyphen.
                arguments.append(f"--{name}={value}")
        return arguments


@dataclass(frozen=True)
class Listener:
    """Who is told what a batch does: how much of it is done, 0 to 1, with a text, and warnings."""

    progress: Callable[[float, str], None]
    warning: Callable[[str], None]


def run_batch(inputs: BatchInputs, listener: Listener, is_cancelled: IsCancelled) -> dict[str, Any]:
    """Run a batch, and return its summary, as `s2m2 batch --json` prints it. What was finished is kept in any case.

    Raises:
        WorkerFailure: the call failed; its code is "cancelled" if `is_cancelled` became true.
    """
    python = usable_python()
    output = _Output(listener)
    status = run_command(python.path, inputs.arguments(), output, is_cancelled)
    if output.failure is not None:
        raise _failure(output.failure, status, python)
    if output.summary is None:
        raise ended_at_work(status) if output.began else ended_at_start(python.path, status, output.others)
    return output.summary


class _Output:
    """Reads the lines of the command."""

    def __init__(self, listener: Listener) -> None:
        self.summary: dict[str, Any] | None = None
        self.failure: dict[str, Any] | None = None
        self.others: list[str] = []
        self.began = False
        self._listener = listener
        self._json: list[str] = []

    def __call__(self, line: str) -> None:
        found = _PROGRESS.fullmatch(line)
        if self._json or line == _BEGIN:
            self._json.append(line)
            if line == _END:
                self.summary = json_input.parse_json("\n".join(self._json))
                self._json = []
        elif found:
            self.began = True
            self._listener.progress(int(found[1]) / 100, found[2])
        elif line.startswith(_WARNING):
            self._listener.warning(line[len(_WARNING) :])
        elif line.startswith(_FAILURE):
            self.failure = json_input.parse_json(line)
        else:
            self.others.append(line)


def _failure(body: Mapping[str, Any], status: int, python: environment.PythonChoice) -> WorkerFailure:
    message, hint = str(body["message"]), str(body["hint"])
    if body["code"] == _NO_DASK:
        message = tr("Matching many pairs needs Dask, which the Python at “{python}” lacks.").format(python=python.path)
        if python.kind == "profile":
            hint = tr("Add it in the S2M2 settings: tick “With Dask”, and press “Add Dask”.")
    return WorkerFailure(str(body["code"]), message, hint, status)
