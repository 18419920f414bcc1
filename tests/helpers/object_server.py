"""A server of files with ranges, as object stores are, on this computer: for GDAL's /vsicurl/ and /vsis3/.

It is a process of its own, since GDAL waits for an answer while it holds Python's lock. Parts of a path say what goes
wrong: `status-403` is answered with that status, `silent` with nothing, and `failing-3` with 503 for the first 3
requests.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.request import urlopen

_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
_SENT = "/sent"
_SILENCE_S = 30


class ObjectServer:
    """A server that runs."""

    def __init__(self, port: int) -> None:
        self.port = port

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def sent(self) -> dict[str, int]:
        """The bytes of files that it has sent, by path."""
        with urlopen(self.address + _SENT) as answer:
            return dict(json.load(answer))


@contextmanager
def serving_objects(folder: Path) -> Iterator[ObjectServer]:
    """Serve the files of a folder."""
    process = subprocess.Popen([sys.executable, __file__, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield ObjectServer(int(process.stdout.readline()))
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


class _Handler(BaseHTTPRequestHandler):
    folder: Path
    sent: ClassVar[Counter[str]] = Counter()
    asked: ClassVar[Counter[str]] = Counter()
    lock = threading.Lock()
    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def _answer(self, with_body: bool) -> None:
        name = self.path.partition("?")[0]
        if name == _SENT:
            self._send(200, json.dumps(self.sent).encode())
            return
        status = self._failure(name)
        path = self.folder / Path(name).name
        if "silent" in name:
            time.sleep(_SILENCE_S)
        elif status or not path.is_file():
            self._send(status or 404, b"")
        else:
            self._send_part(name, path, with_body)

    def _failure(self, name: str) -> int:
        with self.lock:
            self.asked[name] += 1
        found = re.search(r"/(status|failing)-(\d+)/", name)
        if found is None:
            return 0
        if found[1] == "failing":
            return 503 if self.asked[name] <= int(found[2]) else 0
        return int(found[2])

    def _send(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_part(self, name: str, path: Path, with_body: bool) -> None:
        size = path.stat().st_size
        found = _RANGE.fullmatch(self.headers.get("Range", ""))
        first, last = (int(found[1]), min(int(found[2] or size), size - 1)) if found else (0, size - 1)
        self.send_response(206 if found else 200)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(last - first + 1))
        if found:
            self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        self.end_headers()
        if with_body:
            with path.open("rb") as file:
                file.seek(first)
                body = file.read(last - first + 1)
            with self.lock:
                self.sent[name] += len(body)
            self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        pass


def _serve(folder: str) -> None:
    _Handler.folder = Path(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    _serve(sys.argv[1])
