"""Errors that are reported to the user, each with a sentence that says what is wrong and one that says what to do.

The class determines the exit status of the command line; the plugin shows `message` and `hint`.
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

EXIT_RELIABLE = 0
EXIT_BAD_INPUT = 2
EXIT_UNRELIABLE = 3
EXIT_ENGINE_FAILURE = 4
EXIT_CANCELLED = 130


class S2M2Error(Exception):
    """Base class of all errors that the engine reports to the user.

    Attributes:
        code: short stable identifier in snake_case, for programs and tests ("no_overlap").
        message: a sentence that says what is wrong and names the file.
        hint: a sentence that says what to do about it; it may be empty.
    """

    exit_status = EXIT_ENGINE_FAILURE

    def __init__(self, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InputError(S2M2Error):
    """Files, settings or names that the user gave cannot be used."""

    exit_status = EXIT_BAD_INPUT


class UnreliableError(S2M2Error):
    """The match is unreliable, and the work that was requested needs a reliable match."""

    exit_status = EXIT_UNRELIABLE


class EngineError(S2M2Error):
    """The engine could not do its work: the disk is full, an output cannot be written, or a library is missing."""

    exit_status = EXIT_ENGINE_FAILURE

    @classmethod
    def unexpected(cls, error: BaseException) -> EngineError:
        """Convert an unexpected exception; its traceback is printed to stderr if S2M2_DEBUG is set."""
        if os.environ.get("S2M2_DEBUG"):
            traceback.print_exception(error, file=sys.stderr)
        if isinstance(error, MemoryError):
            return cls(
                "out_of_memory",
                "There is not enough memory for this.",
                "Close other programs, or match a smaller area.",
            )
        where = traceback.extract_tb(error.__traceback__)[-1]
        return cls(
            "unexpected",
            f"The engine failed: {type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno}).",
            "Please report this sentence; with S2M2_DEBUG=1 in the environment the command line prints more.",
        )


class CancelledError(S2M2Error):
    """The user stopped the work; no partial output is left."""

    exit_status = EXIT_CANCELLED

    def __init__(self, message: str = "Cancelled.") -> None:
        super().__init__("cancelled", message)
