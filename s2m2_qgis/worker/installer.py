"""How pip installs the locked packages: which files, from which index, and with which of the user's settings of pip.

Pip installs only what a lock file lists, and compares each file with the hash there: an index can delay a set-up, but
cannot change what is installed. One package is only ever asked for at one index.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable
from urllib.parse import urlsplit

from ..engine_files import engine_folder
from ..i18n import tr
from .network import Network
from .process import clean_environment
from .reaching import Answer, Way, ask
from .subprocesses import StoppedError, run_lines

PYPI = "https://pypi.org/simple"
# Index with PyTorch for Linux without CUDA libraries, which the package on PyPI contains.
PYTORCH_INDEX = "https://download.pytorch.org/whl/cpu"

# Runs a module of the standard library or of an environment, without the current folder and packages of the user.
ISOLATED = ("-I", "-X", "utf8", "-m")

PACKAGE_LOCKS = ("engine.txt",)
NETWORK_LOCKS = ("network.txt",)
DASK_LOCKS = ("batch.txt",)

_CONFIG_LIMIT_S = 60.0
# Variables that name a file of certificate authorities for pip, unless its own settings do.
_BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
# The user's settings of pip that say how an index is reached. No other setting counts: the others would install more,
# less, elsewhere or from several indexes.
_CONNECTION = frozenset(
    {"index-url", "proxy", "cert", "client-cert", "trusted-host", "timeout", "default-timeout", "retries"}
    | {"keyring-provider", "cache-dir", "no-cache-dir"}
)
# These change only what pip prints or asks, or say where its settings are.
_HARMLESS = frozenset(
    {"disable-pip-version-check", "no-input", "progress-bar", "quiet", "verbose", "no-color", "log", "config-file"}
)
# Later ones go first.
_SECTIONS = ("global", "install", ":env:")
_SETTING = re.compile(r"^(global|install|:env:)\.([A-Za-z0-9_-]+)=(.+)$")


@dataclass(frozen=True)
class PackageSource:
    """Where packages come from.

    Attributes:
        wheel_folder: a folder of wheels, without internet; None: an index.
        index: the address of the index that the user has chosen in the plugin; "": that of pip's settings, or PyPI.
        pytorch_index: the address of the index with PyTorch for Linux.
        network: how QGIS reaches the indexes.
    """

    wheel_folder: Path | None = None
    index: str = ""
    pytorch_index: str = PYTORCH_INDEX
    network: Network = field(default_factory=Network, compare=False)


@dataclass(frozen=True)
class PipSettings:
    """The user's settings of pip, of environment variables and configuration files together, by their long names."""

    values: Mapping[str, str]

    @property
    def unused(self) -> list[str]:
        """The names of the settings that would have changed what is installed."""
        return sorted(set(self.values) - _CONNECTION - _HARMLESS)

    def variables(self, index: str) -> dict[str, str]:
        """Return environment variables that make pip use the connection that the user has set, and `index`."""
        used = {name: value for name, value in self.values.items() if name in _CONNECTION}
        used["index-url"] = index
        variables = {f"PIP_{name.upper().replace('-', '_')}": value for name, value in used.items()}
        return {**variables, "PIP_CONFIG_FILE": os.devnull}


@dataclass(frozen=True)
class Installer:
    """Installs locked packages into the environment of `python`.

    Attributes:
        temporary: a folder for its temporary files; None: the system's.
        certificates: a file of the certificate authorities that QGIS trusts; None: there is none.
    """

    python: str
    source: PackageSource
    settings: PipSettings
    temporary: Path | None = None
    certificates: Path | None = None

    def install(
        self,
        files: Sequence[str],
        index: str,
        on_text: Callable[[str], None],
        is_cancelled: Callable[[], bool],
        target: Path | None = None,
    ) -> int:
        """Install what the lock files list, and return pip's exit status.

        Args:
            target: a folder for the packages in place of the environment; None: the environment.

        Raises:
            OSError, StoppedError: as `run_lines`.
        """

        def on_line(line: str) -> None:
            on_text(without_password(line))

        return run_lines(self.command(files, target), on_line, is_cancelled, variables=self.variables(index))

    def variables(self, index: str) -> dict[str, str]:
        """Return the environment variables for pip. They, unlike arguments, are hidden from other users."""
        variables = {**plain_variables(self.python, self.temporary), **self.settings.variables(index)}
        proxy = self.proxy(index)
        if proxy:
            variables["PIP_PROXY"] = proxy
        elif proxy is not None:
            variables = {name: value for name, value in variables.items() if name.upper() not in _PROXIES}
            variables["NO_PROXY"] = "*"
        bundle = self._bundle()
        if bundle:
            variables["PIP_CERT"] = bundle
        return variables

    def proxy(self, index: str) -> str | None:
        """The proxy on the way to an index: that of pip's settings or QGIS's; "": none is to be used; None: unknown."""
        return self.settings.values.get("proxy") or self.source.network.proxy_for(index)

    def reach(self, index: str, package: str, is_cancelled: Callable[[], bool]) -> Answer:
        """Ask an index for the page of one package.

        Raises:
            StoppedError: it was cancelled.
        """
        if self.source.wheel_folder is not None:
            return Answer()
        return ask(f"{index.rstrip('/')}/{package}/", self.way(index), is_cancelled)

    def way(self, index: str) -> Way:
        """How an index is reached."""
        trusted = self.settings.values.get("trusted-host", "").split()
        parts = urlsplit(index)
        verifies = not {parts.hostname, parts.netloc.rpartition("@")[2]} & set(trusted)
        client = self.settings.values.get("client-cert", "")
        return Way(self.proxy(index), self._bundle(), client, verifies)

    def _bundle(self) -> str:
        """A file of certificate authorities: what the user has chosen for pip, or those that QGIS trusts."""
        chosen = self.settings.values.get("cert", "") or next(filter(None, map(os.environ.get, _BUNDLES)), "")
        return chosen or str(self.certificates or "")

    def command(self, files: Sequence[str], target: Path | None = None) -> list[str]:
        command = [self.python, *ISOLATED, "pip", "install", "--disable-pip-version-check", "--no-input"]
        # The locks are complete. A package without a wheel would be compiled, by code that no hash covers.
        command += ["--progress-bar", "off", "--only-binary", ":all:", "--no-deps"]
        if all(is_hashed(file) for file in files):
            command.append("--require-hashes")
        for file in files:
            command += ["-r", str(lock_file(file))]
        if target is not None:
            command += ["--target", str(target)]
        if self.source.wheel_folder is not None:
            command += ["--no-index", "--find-links", str(self.source.wheel_folder)]
        return command

    @property
    def index(self) -> str:
        """The address of the index for all packages but PyTorch for Linux."""
        return self.source.index or self.settings.values.get("index-url", "") or PYPI

    def origin(self) -> list[str]:
        """Return sentences on where packages come from, and which settings of pip do not count."""
        if self.source.wheel_folder is not None:
            sentence = tr("Packages come from the folder {folder}.").format(folder=self.source.wheel_folder)
        elif self.source.index:
            sentence = tr("Packages come from {index}, the index in the S2M2 settings.")
        elif self.settings.values.get("index-url"):
            sentence = tr("Packages come from {index}, the index in pip's settings.")
        else:
            sentence = tr("Packages come from {index}.")
        sentences = [sentence.replace("{index}", without_password(self.index))]
        proxy = self.source.network.proxy_for(self.index) if self.source.wheel_folder is None else None
        if proxy and not self.settings.values.get("proxy"):
            sentences.append(tr("QGIS's proxy is used: {proxy}.").format(proxy=without_password(proxy)))
        if self.settings.unused:
            text = tr("These settings of pip are not used here: {names}.")
            sentences.append(text.format(names=", ".join(self.settings.unused)))
        return sentences


def plain_variables(python: str, temporary: Path | None) -> dict[str, str]:
    """Return the environment variables for `python` without any setting of pip, and with a temporary folder."""
    variables = {
        name: value
        for name, value in clean_environment(python, os.environ).items()
        if not name.upper().startswith("PIP_")
    }
    variables["PIP_CONFIG_FILE"] = os.devnull
    if temporary is not None:
        variables.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary)))
    return variables


def write_certificates(network: Network, environment: Path, target: Path) -> Path | None:
    """Write the certificate authorities that QGIS trusts into a file, after those that pip has; None if it has none.

    Raises:
        OSError: the file cannot be written.
    """
    if not network.certificates:
        return None
    places = ("lib/python3*/site-packages", "Lib/site-packages")
    found = [path for place in places for path in environment.glob(f"{place}/pip/_vendor/certifi/cacert.pem")]
    own = "".join(path.read_text(encoding="utf-8") for path in found[:1])
    target.write_text(f"{own}\n{network.certificates}", encoding="utf-8")
    return target


def lock_file(name: str) -> Path:
    """The path of a lock file in the engine's folder."""
    return engine_folder() / "locks" / name


def pins(files: Sequence[str]) -> str:
    """Return what the lock files pin, one line each, without hashes."""
    texts = [lock_file(name).read_text(encoding="utf-8") for name in files]
    lines = [line.rstrip(" \\") for text in texts for line in text.splitlines() if line and line[0] not in "# "]
    return "".join(f"{line}\n" for line in lines)


def package_names(files: Sequence[str]) -> list[str]:
    """Return the names of the packages that the lock files pin."""
    return [line.split("==")[0].strip() for line in pins(files).splitlines()]


def is_hashed(name: str) -> bool:
    """Whether a lock file has hashes; see the developer guide on PyTorch for Linux, which has none yet."""
    return "--hash=" in lock_file(name).read_text(encoding="utf-8")


def pytorch_lock() -> str:
    """The name of the lock file with PyTorch for this system."""
    return "pytorch-cpu.txt" if sys.platform == "linux" else "pytorch.txt"


def read_pip_settings(python: str, on_text: Callable[[str], None], is_cancelled: Callable[[], bool]) -> PipSettings:
    """Ask the pip of the environment for the user's settings. If it cannot read them, they do not count.

    Raises:
        OSError: the program cannot be started.
        StoppedError: it was cancelled.
    """
    lines: list[str] = []
    command = [python, *ISOLATED, "pip", "config", "list", "--disable-pip-version-check"]
    variables = clean_environment(python, os.environ)
    try:
        status = run_lines(command, lines.append, is_cancelled, _CONFIG_LIMIT_S, variables)
    except StoppedError as error:
        if error.cancelled:
            raise
        status = -1
    if status != 0:
        on_text(tr("Pip cannot read its settings, which are not used here: {reason}").format(reason=" ".join(lines)))
        return PipSettings({})
    return PipSettings(_parsed(lines))


def settings_of_variables(variables: Mapping[str, str]) -> PipSettings:
    """Return those settings of pip that environment variables hold."""
    found = {name[4:].lower().replace("_", "-"): value for name, value in variables.items() if name[:4] == "PIP_"}
    return PipSettings({name: value for name, value in found.items() if value})


def _parsed(lines: Sequence[str]) -> dict[str, str]:
    found: dict[str, dict[str, str]] = {section: {} for section in _SECTIONS}
    for line in lines:
        match = _SETTING.match(line)
        if match:
            value = str(ast.literal_eval(match[3]))
            if value:  # pip ignores empty ones, too
                found[match[1]][match[2].lower().replace("_", "-")] = value
    return {name: value for section in _SECTIONS for name, value in found[section].items()}


def without_password(address: str) -> str:
    """Return an address, or a text with addresses, without the user's name and password in it."""
    return re.sub(r"//[^/\s]*@", "//", address)
