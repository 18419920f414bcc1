"""Failures of requests to the engine: a sentence on what is wrong, and a sentence on what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..i18n import tr

CANCELLED = "cancelled"
_KILLED = (-9, 137)


class WorkerFailure(Exception):  # noqa: N818 - it may be caused by the input, the engine or the worker
    """A request ended without a result.

    Attributes:
        code: short stable identifier ("no_overlap", "cancelled", "worker_died").
        message: a sentence on what is wrong.
        hint: a sentence on what to do; may be empty.
        exit_status: exit status of the command line (2 bad input, 3 unreliable, 4 engine failure, 130 cancelled).
    """

    def __init__(self, code: str, message: str, hint: str = "", exit_status: int = 4) -> None:
        super().__init__(f"{message} {hint}".strip())
        self.code = code
        self.message = message
        self.hint = hint
        self.exit_status = exit_status

    @property
    def cancelled(self) -> bool:
        """Whether the request was cancelled."""
        return self.code == CANCELLED


def cancelled() -> WorkerFailure:
    """Return the failure of a cancelled request."""
    return WorkerFailure(CANCELLED, tr("Cancelled."), "", 130)


def setup_hint() -> str:
    """Return the hint for a Python that is missing or cannot run the engine."""
    return tr("Set up the environment, or choose another Python, in the S2M2 settings.")


def cannot_start(python: str, error: OSError) -> WorkerFailure:
    """Return the failure for an interpreter that the operating system did not start."""
    message = tr("The Python at “{python}” cannot be started: {error}.")
    return WorkerFailure("worker_missing", message.format(python=python, error=error.strerror or error), setup_hint())


def ended_at_start(python: str, status: int | None, stderr: Sequence[str]) -> WorkerFailure:
    """Return the failure for a process that ended before its hello; its stderr usually says why."""
    missing = re.search(r"No module named '([^']+)'", "\n".join(stderr))
    if missing and missing[1].split(".")[0] == "s2m2_engine":
        message = tr("The plugin's folder lacks the engine's files ({name}).").format(name=missing[1])
        return WorkerFailure("engine_missing", message, tr("Reinstall the plugin."))
    if missing:
        message = tr("The Python at “{python}” lacks the package {name}.")
        return WorkerFailure("worker_packages", message.format(python=python, name=missing[1]), setup_hint())
    message = tr("The matching engine could not start: {reason}.")
    reason = (stderr[-1] if stderr else tr("exit status {status}").format(status=status)).rstrip(".")
    return WorkerFailure("worker_died", message.format(reason=reason), setup_hint())


def ended_at_work(status: int | None) -> WorkerFailure:
    """Return the failure for a process that ended during a request."""
    if status in _KILLED:
        message = tr("The matching engine was killed while it worked, perhaps because there was not enough memory.")
        return WorkerFailure("worker_died", message, tr("Close other programs, or match a smaller area."))
    message = tr("The matching engine stopped while it worked (exit status {status}).").format(status=status)
    return WorkerFailure("worker_died", message, tr("Try again. The log panel “S2M2” shows its last messages."))


def never_said_hello(timeout_s: float) -> WorkerFailure:
    """Return the failure for a process that runs but does not send its hello."""
    message = tr("The matching engine did not start within {seconds:.0f} seconds.").format(seconds=timeout_s)
    return WorkerFailure("worker_silent", message, tr("Try again, or choose another Python in the S2M2 settings."))


def not_understood(problem: object) -> WorkerFailure:
    """Return the failure for a process that wrote something other than messages of this protocol version to stdout."""
    message = tr("The matching engine sent a message that the plugin does not understand: {problem}.")
    return WorkerFailure(
        "worker_protocol",
        message.format(problem=str(problem)[:200]),
        tr("Try again. If this happens again, reinstall the plugin."),
    )
