"""How work that the engine does for the plugin fails: one sentence on what is wrong, one on what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..i18n import tr

CANCELLED = "cancelled"
_KILLED = (-9, 137)


class WorkerFailure(Exception):  # noqa: N818 - what fails may be the input, the engine or the worker
    """A request did not end with a result.

    Attributes:
        code: short stable identifier ("no_overlap", "cancelled", "worker_died").
        message: one sentence: what is wrong.
        hint: one sentence: what to do about it; may be empty.
        exit_status: what the command line would have ended with (2 bad input, 3 unreliable, 4 engine, 130 cancelled).
    """

    def __init__(self, code: str, message: str, hint: str = "", exit_status: int = 4) -> None:
        super().__init__(f"{message} {hint}".strip())
        self.code = code
        self.message = message
        self.hint = hint
        self.exit_status = exit_status

    @property
    def cancelled(self) -> bool:
        return self.code == CANCELLED


def cancelled() -> WorkerFailure:
    """The failure that a cancelled request ends with."""
    return WorkerFailure(CANCELLED, tr("Cancelled."), "", 130)


def setup_hint() -> str:
    """What to do when no Python, or not the right one, runs the engine."""
    return tr("Set up the environment, or choose another Python, in the S2M2 settings.")


def cannot_start(python: str, error: OSError) -> WorkerFailure:
    """The operating system did not start the interpreter."""
    message = tr("The Python at “{python}” cannot be started: {error}.")
    return WorkerFailure("worker_missing", message.format(python=python, error=error.strerror or error), setup_hint())


def ended_at_start(python: str, status: int | None, stderr: Sequence[str]) -> WorkerFailure:
    """The process ended before it said hello; its stderr usually says why."""
    missing = re.search(r"No module named '([^']+)'", "\n".join(stderr))
    if missing and missing[1].split(".")[0] == "s2m2_engine":
        message = tr("The plugin's folder lacks the engine's files ({name}).").format(name=missing[1])
        return WorkerFailure("engine_missing", message, tr("Install the plugin again."))
    if missing:
        message = tr("The Python at “{python}” lacks the package {name}.")
        return WorkerFailure("worker_packages", message.format(python=python, name=missing[1]), setup_hint())
    message = tr("The matching engine ended as it started: {reason}.")
    reason = (stderr[-1] if stderr else tr("exit status {status}").format(status=status)).rstrip(".")
    return WorkerFailure("worker_died", message.format(reason=reason), setup_hint())


def ended_at_work(status: int | None) -> WorkerFailure:
    """The process ended while it worked."""
    if status in _KILLED:
        message = tr("The matching engine was killed while it worked, perhaps because memory ran out.")
        return WorkerFailure("worker_died", message, tr("Close other programs, or match a smaller area."))
    message = tr("The matching engine stopped while it worked (exit status {status}).").format(status=status)
    return WorkerFailure("worker_died", message, tr("Try again; the log panel “S2M2” has its last lines."))


def never_said_hello(timeout_s: float) -> WorkerFailure:
    """The process runs but says nothing."""
    message = tr("The matching engine did not start within {seconds:.0f} seconds.").format(seconds=timeout_s)
    return WorkerFailure("worker_silent", message, tr("Try again, or choose another Python in the S2M2 settings."))


def not_understood(problem: object) -> WorkerFailure:
    """The process wrote to stdout what is no message of this protocol version."""
    message = tr("The matching engine said something that the plugin does not understand: {problem}.")
    return WorkerFailure(
        "worker_protocol",
        message.format(problem=str(problem)[:200]),
        tr("Try again; if it happens again, install the plugin again."),
    )
