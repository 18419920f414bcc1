"""Gets the wheel of pip itself, for a Python that makes environments but has no ensurepip, as Debian's may lack it."""

from __future__ import annotations

import contextlib
import hashlib
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from ..i18n import tr
from .reaching import Way

NAME = "pip-26.3-py3-none-any.whl"
# The hash of a public file.
SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"  # pragma: allowlist secret
_LIMIT_S = 30.0
# An index page of pip lists some hundred files; the wheel takes two megabytes.
_LARGEST = 32_000_000


class NoPipError(Exception):
    """The wheel was not found, or is not the one that S2M2 was released with."""


def get_pip(target: Path, wheel_folder: Path | None, index: str, way: Way) -> Path:
    """Put the wheel into the folder `target`, and return its path.

    Raises:
        NoPipError: with a part of a sentence.
    """
    try:
        content = _read(wheel_folder, index, way)
    except (OSError, ValueError) as error:
        raise NoPipError(tr("{file}: {error}").format(file=NAME, error=error)) from None
    if hashlib.sha256(content).hexdigest() != SHA256:
        raise NoPipError(tr("{file} is not the file that S2M2 was released with").format(file=NAME))
    path = target / NAME
    path.write_bytes(content)
    return path


def _read(wheel_folder: Path | None, index: str, way: Way) -> bytes:
    if wheel_folder is not None:
        return (wheel_folder / NAME).read_bytes()
    page = f"{index.rstrip('/')}/pip/"
    with contextlib.closing(way.open(page, _LIMIT_S)) as response:
        links = _Links()
        links.feed(response.read(_LARGEST).decode("utf-8", "replace"))
        base = response.geturl()
    for link in links.found:
        address = urldefrag(urljoin(base, link))[0]
        if unquote(urlsplit(address).path).rpartition("/")[2] == NAME:
            with contextlib.closing(way.open(address, _LIMIT_S)) as response:
                return bytes(response.read(_LARGEST))
    raise ValueError(tr("the index has no such file"))


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]
