"""Asks an index for one page, as pip would, before pip asks it for many.

What is out of reach is named within seconds then; pip would try each package several times.
"""

from __future__ import annotations

import base64
import queue
import socket
import ssl
import threading
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Callable
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urlsplit, urlunsplit

from ..i18n import tr
from .subprocesses import StoppedError

_POLL_S = 0.1
LIMIT_S = 10.0


@dataclass(frozen=True)
class Way:
    """How an address is reached.

    Attributes:
        proxy: its address, with user name and password; "": without one; None: that of environment variables.
        certificates: a file or folder of certificate authorities that are trusted in addition; "": none.
        client_certificate: the file of the certificate that the server wants; "": none.
        verifies: whether certificates are checked.
    """

    proxy: str | None = field(default=None, repr=False)
    certificates: str = ""
    client_certificate: str = ""
    verifies: bool = True

    def open(self, address: str, limit_s: float) -> Any:
        """Open an address; its user name and password are sent as such.

        Raises:
            OSError: it cannot be reached, or it answers with an error.
        """
        handlers: list[urllib.request.BaseHandler] = [urllib.request.HTTPSHandler(context=self._context())]
        if self.proxy is not None:
            handlers.append(
                urllib.request.ProxyHandler({"http": self.proxy, "https": self.proxy} if self.proxy else {})
            )
        bare, headers = _without_user(address)
        opener = urllib.request.build_opener(*handlers)
        return opener.open(urllib.request.Request(bare, headers=headers), timeout=limit_s)

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        if not self.verifies:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        elif self.certificates:
            _trust(context, self.certificates)
        if self.client_certificate:
            context.load_cert_chain(self.client_certificate)
        return context


@dataclass(frozen=True)
class Answer:
    """What an index answered.

    Attributes:
        problem: why it cannot be reached, as the network says it; "" if it can.
        note: what may be wrong although it can be reached, such as a refusal; "" if nothing is.
    """

    problem: str = ""
    note: str = ""


def ask(address: str, way: Way, is_cancelled: Callable[[], bool], limit_s: float = LIMIT_S) -> Answer:
    """Ask for one page of an index.

    Raises:
        StoppedError: it was cancelled.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        return Answer()
    if (way.proxy or "").startswith("socks"):
        return Answer(problem="Missing dependencies for SOCKS support")  # as pip would say it
    answers: queue.Queue[Answer] = queue.Queue()

    def run() -> None:
        answers.put(_asked(address, way, limit_s))

    threading.Thread(target=run, name="s2m2 index", daemon=True).start()
    waited = 0.0
    while waited < 2 * limit_s:  # the name's look-up has a limit of its own
        try:
            return answers.get(timeout=_POLL_S)
        except queue.Empty:
            waited += _POLL_S
        if is_cancelled():
            raise StoppedError(cancelled=True)
    return Answer(problem=_silent(limit_s))


def _asked(address: str, way: Way, limit_s: float) -> Answer:
    try:
        with way.open(address, limit_s) as response:
            response.read(1)
        return Answer()
    except HTTPError as error:
        with error:
            text = f"{error.code} Client Error: {error.reason} for {_without_user(address)[0]}"
        return Answer(problem=text) if error.code == 407 else Answer(note=text)
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ssl.SSLError):
            # Pip may know more authorities than this Python, for example those of the system.
            return Answer(note=f"SSLError: {reason}")
        if isinstance(reason, (TimeoutError, socket.timeout)):
            return Answer(problem=_silent(limit_s))
        if _has_proxy(address, way) and "Tunnel connection failed" not in str(reason):
            return Answer(problem=f"Cannot connect to the proxy: {reason}")
        return Answer(problem=str(reason))


def _has_proxy(address: str, way: Way) -> bool:
    if way.proxy is not None:
        return bool(way.proxy)
    parts = urlsplit(address)
    return parts.scheme in urllib.request.getproxies() and not urllib.request.proxy_bypass(parts.hostname or "")


def _silent(limit_s: float) -> str:
    return tr("it did not answer within {limit:.0f} seconds").format(limit=limit_s)


def _trust(context: ssl.SSLContext, path: str) -> None:
    try:
        context.load_verify_locations(cafile=path)
    except IsADirectoryError:
        context.load_verify_locations(capath=path)


def _without_user(address: str) -> tuple[str, Mapping[str, str]]:
    """The address without its user name and password, and the headers that carry them."""
    parts = urlsplit(address)
    if parts.username is None:
        return address, {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    place = parts.netloc.rpartition("@")[2]
    token = base64.b64encode(pair.encode("utf-8")).decode("ascii")
    return urlunsplit(parts._replace(netloc=place)), {"Authorization": f"Basic {token}"}
