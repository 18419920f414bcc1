"""An index that speaks TLS with a certificate of its own, and a proxy that wants a password; both on this computer."""

from __future__ import annotations

import base64
import contextlib
import functools
import http.server
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# No name server knows it: only a proxy can reach it.
HOST = "index.invalid"


def make_certificate(folder: Path, host: str = HOST) -> tuple[Path, Path]:
    """Write a certificate that signs itself, and its key."""
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


class _Files(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: Any) -> None:
        pass


class _Proxy(http.server.BaseHTTPRequestHandler):
    """Leads every CONNECT to one server, whatever the name is, if the user's name and password are right."""

    target: tuple[str, int]
    wanted: str
    seen: list[str]

    def do_CONNECT(self) -> None:
        given = self.headers.get("Proxy-Authorization", "")
        self.seen.append(self.path)
        if given != self.wanted:
            self.send_error(407)
            return
        self.send_response(200)
        self.end_headers()
        with socket.create_connection(self.target) as upstream:
            back = threading.Thread(target=_copy, args=(upstream, self.connection))
            back.start()
            _copy(self.connection, upstream)
            back.join()

    def log_message(self, *_arguments: Any) -> None:
        pass


def _copy(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while content := source.recv(65536):
            target.sendall(content)
    with contextlib.suppress(OSError):
        target.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def serving(handler: Any, certificate: tuple[Path, Path] | None = None) -> Iterator[int]:
    """Run a server; yields its port."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def serving_files(folder: Path, certificate: tuple[Path, Path] | None = None) -> Any:
    """Run a server of the files in a folder; yields its port."""
    return serving(functools.partial(_Files, directory=str(folder)), certificate)


def serving_proxy(port: int, user: str, password: str, seen: list[str]) -> Any:
    """Run a proxy that leads to a port of this computer, and keeps in `seen` what it is asked for; yields its port."""
    token = base64.b64encode(f"{user}:{password}".encode()).decode()
    members = {"target": ("127.0.0.1", port), "wanted": f"Basic {token}", "seen": seen}
    return serving(type("_ThisProxy", (_Proxy,), members))


def answering(status: int) -> Any:
    """Run a server that answers every request with a status; yields its port."""

    def do_get(handler: http.server.BaseHTTPRequestHandler) -> None:
        handler.send_error(status)

    return serving(type("_Answer", (_Proxy,), {"do_GET": do_get}))


def free_port() -> int:
    """A port at which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
