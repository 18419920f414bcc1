"""The command line `s2m2`. Results go to stdout, progress and errors to stderr; see `errors` for exit statuses."""

from __future__ import annotations

import argparse
import json
import re
import signal
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any

from . import library_environment
from .errors import CancelledError, EngineError, InputError, S2M2Error
from .terminal import PlainOutput, TerminalReporter, plain, prepare_streams, say
from .version import __version__

# Text that argparse reads as a number and not as an option; its own pattern does not include exponents.
_NEGATIVE_NUMBER = re.compile(r"^-(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$", re.IGNORECASE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    handlers: dict[int, Any] = {}
    reporter: TerminalReporter | None = None
    try:
        library_environment.prepare()
        prepare_streams()
        reporter = TerminalReporter()
        for signum in (signal.SIGINT, signal.SIGTERM):
            handlers[signum] = signal.signal(signum, reporter.cancel)
        with redirect_stdout(PlainOutput(sys.stdout)):
            return _run(arguments, reporter)
    except KeyboardInterrupt:  # Ctrl-C before the handler was set
        return CancelledError.exit_status
    finally:
        if reporter is not None:
            reporter.close()
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _run(arguments: Sequence[str] | None, reporter: TerminalReporter) -> int:
    options = argparse.Namespace()
    try:
        _parse(arguments, options)
        reporter.quiet = options.quiet
        if options.log is not None:
            reporter.log_to(options.log)
        reporter.raise_if_cancelled()
        _check_text(options)
        status: int = options.run(options, reporter)
        sys.stdout.flush()
        return status
    except S2M2Error as error:
        failure = error
    except Exception as error:
        failure = EngineError.unexpected(error)
    if reporter.is_cancelled() and not isinstance(failure, CancelledError):
        failure = CancelledError()
    if _wants_json(arguments, options) and failure.code != "output_lost":
        body = {"status": "error", "code": failure.code, "message": failure.message, "hint": failure.hint}
        with suppress(EngineError):  # the exit status stays that of the failure
            print(json.dumps(body, ensure_ascii=False), flush=True)
    text = plain(f"s2m2: {failure}\n")
    say(text)
    reporter.note(text)
    return failure.exit_status


def _wants_json(arguments: Sequence[str] | None, options: argparse.Namespace) -> bool:
    """Whether errors are printed as JSON, also where the arguments could not be read."""
    return bool(getattr(options, "json", "--json" in (sys.argv[1:] if arguments is None else arguments)))


def _parse(arguments: Sequence[str] | None, options: argparse.Namespace) -> None:
    """Read the arguments into `options`; after --help and --version this ends with SystemExit.

    Raises:
        InputError: "bad_usage".
    """
    try:
        _parser().parse_args(arguments, options)
    except SystemExit:
        sys.stdout.flush()  # help that is lost is a failure, too
        raise


def _check_text(options: argparse.Namespace) -> None:
    """Refuse arguments that are not UTF-8, since GDAL and other libraries accept UTF-8 only.

    Raises:
        InputError: "bad_name".
    """
    for value in vars(options).values():
        for one in value if isinstance(value, list) else [value]:
            try:
                str(one).encode("utf-8")
            except UnicodeEncodeError:
                raise InputError("bad_name", f"{str(one)!a} is not UTF-8.", "Rename the file or folder.") from None


class _Parser(argparse.ArgumentParser):
    """A parser that accepts negative numbers with exponents, and raises InputError after wrong usage."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._negative_number_matcher = _NEGATIVE_NUMBER

    def error(self, message: str) -> None:  # type: ignore[override]
        self.print_usage(sys.stderr)
        raise InputError("bad_usage", f"{self.prog}: {message}.", f"`{self.prog} --help` says what there is.")


def _parser() -> argparse.ArgumentParser:
    # The imports are here, so that Ctrl-C is handled while they run.
    from .commands import batch, bench, correct, doctor, evaluate, finetune, match, models, refit, sample, train

    parser = _Parser(prog="s2m2", description="Match SAR and optical imagery, and align one onto the other.")
    parser.add_argument("--version", action="version", version=f"s2m2 {__version__}")
    actions = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    # In the order in which the help lists them.
    for command in (match, correct, refit, batch, models, evaluate, finetune, train, doctor, sample, bench):
        command.add(actions)
    for one in actions.choices.values():
        one.add_argument("--quiet", action="store_true", help="show no progress, only warnings and errors")
        one.add_argument("--log", type=Path, metavar="FILE", help="append progress, warnings and errors to a file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
