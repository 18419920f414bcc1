"""The command line `s2m2`. Results go to stdout, progress and errors to stderr; see `errors` for exit statuses."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
from collections.abc import Sequence

from . import gdal_environment
from .commands import bench, correct, doctor, evaluate, finetune, match, models, sample, train
from .errors import EXIT_BAD_INPUT, EngineError, S2M2Error
from .terminal import TerminalReporter
from .version import __version__

# In the order of the help text.
_COMMANDS = (match, correct, models, evaluate, finetune, train, doctor, sample, bench)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    gdal_environment.prepare()
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles default to a code page that lacks most of Unicode.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    options = _parser().parse_args(arguments)
    reporter = TerminalReporter()
    handlers = {number: signal.signal(number, reporter.cancel) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        status: int = options.run(options, reporter)
        return status
    except S2M2Error as error:
        failure = error
    except BrokenPipeError:
        # The reader of stdout has gone: nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        failure = EngineError.unexpected(error)
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if getattr(options, "json", False):
        body = {"status": "error", "code": failure.code, "message": failure.message, "hint": failure.hint}
        print(json.dumps(body, ensure_ascii=False))
    print(f"s2m2: {failure}", file=sys.stderr)
    return failure.exit_status


class _Parser(argparse.ArgumentParser):
    """argparse ends with 2 for bad usage: the same as EXIT_BAD_INPUT, which this makes explicit."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        self.exit(EXIT_BAD_INPUT, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="s2m2", description="Match SAR and optical imagery, and align one onto the other.")
    parser.add_argument("--version", action="version", version=f"s2m2 {__version__}")
    actions = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in _COMMANDS:
        command.add(actions)
    return parser


if __name__ == "__main__":
    sys.exit(main())
