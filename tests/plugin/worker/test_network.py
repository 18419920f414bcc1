"""QGIS's proxy and certificates reach pip; an index that is out of reach is named at once."""

from __future__ import annotations

import gc
import os
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsNetworkAccessManager, QgsSettings

from helpers.local_network import (
    HOST,
    answering,
    free_port,
    make_certificate,
    serving_files,
    serving_proxy,
)
from s2m2_qgis.worker import reaching
from s2m2_qgis.worker.installer import Installer, PackageSource, PipSettings, write_certificates
from s2m2_qgis.worker.network import Network
from s2m2_qgis.worker.reaching import Answer, Way, ask
from s2m2_qgis.worker.subprocesses import StoppedError

PYPI = "https://pypi.org/simple"


def never() -> bool:
    return False


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "requests_ca_bundle", "curl_ca_bundle"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def proxy_settings() -> Iterator[QgsSettings]:
    settings = QgsSettings()
    yield settings
    settings.remove("proxy")
    QgsNetworkAccessManager.instance().setupDefaultProxyAndCache()


def of_qgis(settings: QgsSettings, **values: object) -> Network:
    settings.setValue("proxy/proxyEnabled", True)
    for name, value in values.items():
        settings.setValue(f"proxy/{name}", value)
    return Network.of_qgis()


def test_the_proxy_of_qgis_with_its_password(proxy_settings: QgsSettings) -> None:
    network = of_qgis(
        proxy_settings,
        proxyType="HttpProxy",
        proxyHost="proxy.example",
        proxyPort="3128",
        proxyUser="m e",
        proxyPassword="p@ss:",
        noProxyUrls=["https://mirror.example"],
    )
    assert network.proxy_for(PYPI) == "http://m%20e:p%40ss%3A@proxy.example:3128"
    assert network.proxy_for("https://mirror.example/simple") == "", "QGIS reaches this one without a proxy"
    assert "p%40ss" not in repr(network)


_PROXY_WITH_AUTHENTICATION = """
import sys
sys.path[:0] = sys.argv[2:]
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsSettings
from qgis.PyQt.QtCore import QSettings
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, sys.argv[1])
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
app = QgsApplication([], False)
app.initQgis()
manager = QgsApplication.authManager()
assert manager.setMasterPassword("master", True)
config = QgsAuthMethodConfig("Basic")
for name, value in (("username", "me"), ("password", "p@ss")):
    config.setConfig(name, value)
config.setName("proxy")
assert manager.storeAuthenticationConfig(config)
values = {"proxyEnabled": True, "proxyType": "HttpProxy", "proxyHost": "proxy.example", "proxyPort": "3128"}
for name, value in {**values, "authcfg": config.id()}.items():
    QgsSettings().setValue(f"proxy/{name}", value)
from s2m2_qgis.worker.network import Network
print("PROXY", Network.of_qgis().proxy_for("https://pypi.org/simple"))
app.exitQgis()
"""


def test_the_password_of_the_proxy_in_qgis_authentication(tmp_path: Path) -> None:
    """In a QGIS of its own, whose first question about the network it is."""
    command = [sys.executable, "-c", _PROXY_WITH_AUTHENTICATION, str(tmp_path), *sys.path]
    variables = {**os.environ, "QGIS_AUTH_DB_DIR_PATH": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=True)
    assert "PROXY http://me:p%40ss@proxy.example:3128" in done.stdout.splitlines()


def test_a_socks_proxy(proxy_settings: QgsSettings) -> None:
    network = of_qgis(proxy_settings, proxyType="Socks5Proxy", proxyHost="proxy.example", proxyPort="1080")
    assert network.proxy_for(PYPI) == "socks5h://proxy.example:1080"


def test_the_proxy_of_the_system(proxy_settings: QgsSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    network = of_qgis(proxy_settings, proxyType="DefaultProxy")
    assert network.proxy_for(PYPI) is None
    monkeypatch.setenv("https_proxy", "http://system.example:8080")
    assert network.proxy_for(PYPI) == "http://system.example:8080"


def test_no_proxy_of_qgis_leaves_the_environment_variables_alone() -> None:
    assert Network.of_qgis().proxy_for(PYPI) is None


def test_certificates_are_those_that_qgis_trusts() -> None:
    assert "BEGIN CERTIFICATE" in Network.of_qgis().certificates


def test_pip_gets_the_proxy_and_the_certificates_in_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://environment.example")
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    network = Network(proxy="http://me:secret@qgis.example:1", direct=("https://direct.example",), certificates="PEM")
    bundle = tmp_path / "lib" / "python3.11" / "site-packages" / "pip" / "_vendor" / "certifi" / "cacert.pem"
    bundle.parent.mkdir(parents=True)
    bundle.write_text("OF PIP")
    certificates = write_certificates(network, tmp_path, tmp_path / "all.pem")
    assert certificates is not None
    assert certificates.read_text() == "OF PIP\nPEM"
    one = Installer("python", PackageSource(network=network), PipSettings({}), tmp_path / "tmp", certificates)
    variables = one.variables(PYPI)
    assert variables["PIP_PROXY"] == "http://me:secret@qgis.example:1"
    assert variables["PIP_CERT"] == str(certificates)
    assert {variables[name] for name in ("TMPDIR", "TEMP", "TMP")} == {str(tmp_path / "tmp")}
    assert "PIP_TARGET" not in variables
    assert "secret" not in " ".join([*one.command(["engine.txt"]), *one.origin()])
    assert "QGIS's proxy is used: http://qgis.example:1." in one.origin()
    direct = one.variables("https://direct.example/simple")
    assert "HTTPS_PROXY" not in direct
    assert "PIP_PROXY" not in direct
    assert direct["NO_PROXY"] == "*"


def test_what_the_user_has_set_for_pip_goes_before_qgis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    network = Network(proxy="http://qgis.example:1", certificates="PEM")
    settings = PipSettings({"proxy": "http://pip.example:2", "cert": "/pip.pem"})
    variables = Installer("python", PackageSource(network=network), settings, None, tmp_path / "c").variables(PYPI)
    assert (variables["PIP_PROXY"], variables["PIP_CERT"]) == ("http://pip.example:2", "/pip.pem")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/bundle.pem")
    variables = Installer("python", PackageSource(), PipSettings({}), None, tmp_path / "c").variables(PYPI)
    assert variables["PIP_CERT"] == "/bundle.pem"


# --- asking an index ----------------------------------------------------------------------------------------


def test_an_index_with_its_own_certificate_behind_a_proxy_with_a_password(tmp_path: Path) -> None:
    pair = make_certificate(tmp_path)
    seen: list[str] = []
    with serving_files(tmp_path, pair) as port, serving_proxy(port, "me", "p@ss", seen) as proxy:
        address = f"https://{HOST}/"
        right = Way(f"http://me:p%40ss@127.0.0.1:{proxy}", str(pair[0]))
        assert ask(address, right, never) == Answer()
        with warnings.catch_warnings():
            # Python 3.11 leaves the socket of a refused CONNECT to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            refused = ask(address, Way(f"http://me:wrong@127.0.0.1:{proxy}", str(pair[0])), never)
            gc.collect()
        assert "407" in refused.problem
        unknown = ask(address, Way(f"http://me:p%40ss@127.0.0.1:{proxy}"), never)
        assert unknown.problem == "", "pip may know more authorities"
        assert "certificate verify failed" in unknown.note
        assert ask(address, Way(f"http://me:p%40ss@127.0.0.1:{proxy}", verifies=False), never) == Answer()
    assert set(seen) == {f"{HOST}:443"}


def test_a_proxy_and_an_index_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = time.monotonic()
    assert "Cannot connect to the proxy" in ask(PYPI, Way(f"http://127.0.0.1:{free_port()}"), never).problem
    assert "refused" in ask(f"http://127.0.0.1:{free_port()}/simple/", Way(""), never).problem
    assert time.monotonic() - begun < reaching.LIMIT_S
    monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{free_port()}")
    assert "Cannot connect to the proxy" in ask(PYPI, Way(), never).problem
    assert "SOCKS" in ask(PYPI, Way("socks5h://127.0.0.1:1"), never).problem


@pytest.mark.parametrize("status", [401, 403, 404, 500])
def test_an_answer_that_is_no_page_is_a_note(status: int) -> None:
    with answering(status) as port:
        answer = ask(f"http://127.0.0.1:{port}/simple/", Way(""), never)
    assert answer.problem == ""
    assert str(status) in answer.note


def test_an_index_that_is_silent_is_waited_for_a_short_time_and_can_be_stopped() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert "did not answer" in ask(address, Way(""), never, limit_s=0.3).problem
        with pytest.raises(StoppedError):
            ask(address, Way(""), lambda: True, limit_s=5.0)
        time.sleep(0.1)


def test_a_folder_is_not_asked() -> None:
    assert ask("file:///nowhere", Way(), never) == Answer()
