"""Finds the cause of a failed set-up in what venv, pip and the network say, and what can be done about it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable

from ..i18n import tr
from .failures import cancelled
from .subprocesses import StoppedError

_KEPT_LINES = 80

_LONGEST_QUOTE = 300
# The package that pip names two lines after this one has another hash.
_ALTERED = "DO NOT MATCH THE HASHES"
_MISSING = re.compile("no matching distribution|could not find a version", re.IGNORECASE)


@dataclass(frozen=True)
class Cause:
    """Why a set-up failed.

    Attributes:
        reason: what went wrong, as a part of a sentence without its full stop.
        hint: a sentence on what to do.
        is_general: whether it would go wrong with every Python.
    """

    reason: str
    hint: str
    is_general: bool = False


def why_failed(
    run: Callable[[Callable[[str], None]], int], on_text: Callable[[str], None], otherwise: str, note: str = ""
) -> Cause | None:
    """Run a program, which gets a function for its lines; returns why it failed, or None.

    Args:
        otherwise, note: as in `cause_of`.

    Raises:
        WorkerFailure: "cancelled".
    """
    lines: deque[str] = deque(maxlen=_KEPT_LINES)

    def keep(line: str) -> None:
        lines.append(line)
        on_text(line)

    try:
        status = run(keep)
    except StoppedError:
        raise cancelled() from None
    except OSError as error:
        lines.append(str(error))
        status = -1
    return None if status == 0 else cause_of(list(lines), status, otherwise, note)


def cause_of(lines: Sequence[str], status: int, otherwise: str, note: str = "") -> Cause:
    """Return why a program with this output failed.

    Args:
        status: its exit status.
        otherwise: the hint if the cause is none of the known ones.
        note: what the index answered when it was asked whether it can be reached; "" if nothing is wrong with it.
    """
    altered = [after for before, after in zip(lines, lines[1:]) if _ALTERED in before]
    if altered:
        return _altered(altered[0].split(" from ")[0].strip())
    for pattern, hint in _known():
        found = [line for line in lines if re.search(pattern, line, re.IGNORECASE)]
        if found:
            return Cause(_quoted(found[-1]), hint, True)
    if note and any(_MISSING.search(line) for line in lines):
        # Pip calls a package missing whose page it was not allowed to read.
        return cause_of([note], status, otherwise)
    errors = [line for line in lines if "error" in line.lower()] or list(lines)
    reason = _quoted(errors[-1]) if errors else tr("exit status {s}").format(s=status)
    return Cause(reason, otherwise)


def _altered(package: str) -> Cause:
    return Cause(
        tr("the file of {package} is not the one that S2M2 was released with").format(package=package),
        tr("It was not installed. The index or the folder holds another file under this name; tell who manages it."),
        True,
    )


def _known() -> list[tuple[str, str]]:
    """Patterns of messages, from the most certain cause to the least, each with a hint."""
    proxy = tr("Check QGIS's proxy under Settings > Options > Network, or “proxy” in pip's settings.")
    return [
        (
            r"no space left|errno 28\b|not enough space|winerror 112\b|disk quota|errno 122\b",
            tr("Free disk space for the QGIS profile, and try again."),
        ),
        (
            r"contains the path separator",
            tr("Use a QGIS profile in a folder whose path does not contain this character."),
        ),
        (
            r"permission denied|errno 13\b|access is denied|winerror (5|32)\b|read-only file system|not permitted",
            tr("Check the permissions of the profile's folder, and whether an antivirus program blocks it."),
        ),
        (
            r"proxy authentication required|\b407 client error",
            tr("The proxy wants a user name and a password.") + f" {proxy}",
        ),
        (
            r"socks support|pysocks",
            tr("Pip cannot use a SOCKS proxy. Use an HTTP proxy, or install from a folder of wheels."),
        ),
        (r"tunnel connection failed|proxyerror|connect to (the )?proxy", proxy),
        (
            r"certificate_verify_failed|certificate verify failed|sslerror|ssl certificate",
            tr(
                "A proxy or antivirus program may replace certificates. Add its certificate authority in QGIS under "
                "Settings > Options > Authentication, or name it as “cert” in pip's settings."
            ),
        ),
        (
            r"unauthorized|(error|status) 401\b|\b401 (client )?error",
            tr("The index wants a user name and a password. Write them into a .netrc file or pip's settings."),
        ),
        (
            r"forbidden|(error|status) 403\b|\b403 (client )?error",
            tr("The index or a proxy refuses access. Ask who manages it."),
        ),
        (
            r"failed to resolve|name resolution|name or service not known|getaddrinfo|nodename nor servname|"
            r"connection refused|actively refused|no route to host|network is unreachable|unreachable host|"
            r"connection reset|timed out|timeouterror|newconnectionerror|did not answer",
            tr("Check the internet connection and the proxy, or install from a folder of wheels."),
        ),
    ]


def _quoted(line: str) -> str:
    """The part of a line that says why, without what pip and Python write around it."""
    line = re.sub(r"^\s*(ERROR|WARNING|error|Error)[:\s]+", "", line.strip())
    line = re.sub(r"^Retrying \(Retry\(.*?\)\) after connection broken by ", "", line)
    line = re.sub(r"^.*\(Caused by (.*)\).*$", r"\1", line)
    line = re.sub(r"<[\w.]+ object at 0x[0-9a-f]+>(: )?", "", line)
    line = line.rstrip(". ")
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"
