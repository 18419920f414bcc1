"""What is installed into an environment: only what the locks list, from one index, whatever pip's settings say."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.local_network import HOST, make_certificate, serving_files, serving_proxy
from helpers.wheels import make_index, make_wheel, pin
from s2m2_qgis.worker import environment, installer, making, pythons
from s2m2_qgis.worker.failures import WorkerFailure
from s2m2_qgis.worker.installer import PYPI, PYTORCH_INDEX, Installer, PackageSource, PipSettings
from s2m2_qgis.worker.making import create_environment
from s2m2_qgis.worker.network import Network
from s2m2_qgis.worker.pythons import environment_python
from s2m2_qgis.worker.reaching import Answer

RIGHT, WRONG = "CONTENT = 'right'\n", "CONTENT = 'wrong'\n"


class Site:
    """Locks of tiny packages, an index with their wheels, and one with other wheels of the same names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.engine = folder / "engine"
        wheels = [make_wheel(folder / "right", name, "1.0", RIGHT) for name in ("s2m2base", "s2m2needed", "s2m2torch")]
        base, needed, torch = wheels
        self.lock("engine.txt", pin(base))
        self.lock("network.txt", pin(needed))
        self.lock("pytorch.txt", pin(torch))
        self.lock("pytorch-cpu.txt", pin(torch, with_hash=False))
        self.index = make_index(folder / "index", [base, needed])
        self.pytorch_index = make_index(folder / "pytorch index", [torch])
        others = [make_wheel(folder / "wrong", path.name.split("-")[0], "1.0", WRONG) for path in wheels]
        self.wrong_index = make_index(folder / "wrong index", others)

    def lock(self, name: str, text: str) -> None:
        (self.engine / "locks").mkdir(parents=True, exist_ok=True)
        (self.engine / "locks" / name).write_text(f"# A comment\n{text}", encoding="utf-8")

    def pip_settings(self, text: str) -> str:
        path = self.folder / "pip.conf"
        path.write_text(text, encoding="utf-8")
        return str(path)


@pytest.fixture(scope="session")
def empty_environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with nothing but pip. It is copied, because making one takes seconds."""
    folder = tmp_path_factory.mktemp("empty") / "env"
    subprocess.run([sys.executable, *installer.ISOLATED, "venv", folder], check=True)
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_environment: Path) -> Site:
    site = Site(tmp_path / "Pakete für S2M2")
    monkeypatch.setattr(installer, "engine_folder", lambda: site.engine)
    monkeypatch.setattr(pythons, "PACKAGES", ("s2m2base",))
    monkeypatch.setattr(pythons, "PYTORCH_PACKAGES", ("s2m2needed", "s2m2torch"))

    def make_venv(folder: Path, *_more: object) -> None:
        shutil.copytree(empty_environment, folder, symlinks=True)
        environment.temporary(folder).mkdir()

    monkeypatch.setattr(making, "make_venv", make_venv)
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", site.pip_settings(""))
    return site


def create(folder: Path, source: PackageSource, with_pytorch: bool = False) -> tuple[str, list[str]]:
    texts: list[str] = []
    problem = create_environment(folder, source, with_pytorch, texts.append, lambda: False)
    return problem, texts


def content(folder: Path, module: str) -> str:
    code = f"import {module}; print({module}.CONTENT)"
    return subprocess.check_output([environment_python(folder), "-I", "-c", code], text=True).strip()


@pytest.mark.slow
def test_each_package_comes_from_its_one_index(site: Site, own_profile: Path) -> None:
    source = PackageSource(index=site.index, pytorch_index=site.pytorch_index)
    problem, texts = create(own_profile, source, with_pytorch=True)
    assert problem == ""
    assert [content(own_profile, name) for name in ("s2m2base", "s2m2needed", "s2m2torch")] == ["right"] * 3
    assert f"Packages come from {site.index}, the index in the S2M2 settings." in texts
    assert f"Installing PyTorch from {site.pytorch_index}…" in texts


@pytest.mark.slow
def test_an_index_with_its_own_certificate_behind_qgis_proxy(
    site: Site, own_profile: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """QGIS knows the proxy's password and the certificate; neither environment variables nor pip's settings do."""
    for name in ("PIP_CERT", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)  # then pip reads no file at all
    page = tmp_path / "simple" / "s2m2base"
    page.mkdir(parents=True)
    wheel = next((site.folder / "right").glob("s2m2base*"))
    shutil.copy(wheel, page)
    (page / "index.html").write_text(f'<!DOCTYPE html><a href="{wheel.name}">{wheel.name}</a>')
    pair = make_certificate(tmp_path)
    seen: list[str] = []
    with serving_files(tmp_path, pair) as port, serving_proxy(port, "me", "p@ss", seen) as proxy:
        network = Network(proxy=f"http://me:p%40ss@127.0.0.1:{proxy}", certificates=pair[0].read_text())
        _problem, texts = create(own_profile, PackageSource(index=f"https://{HOST}/simple", network=network))
    assert content(own_profile, "s2m2base") == "right"
    assert len(seen) >= 2, "the index was asked, and then pip asked it"
    assert f"QGIS's proxy is used: http://127.0.0.1:{proxy}." in texts
    assert "p%40ss" not in "\n".join(texts)
    assert sorted(path.name for path in own_profile.glob("*.pem")) == []
    assert not environment.temporary(own_profile).exists()


@pytest.mark.slow
def test_an_index_with_other_files_changes_nothing(
    site: Site, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pip would take the file of the second index, or of the folder, where names and versions are the same."""
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", site.wrong_index)
    monkeypatch.setenv("PIP_FIND_LINKS", str(site.folder / "wrong"))
    _problem, texts = create(own_profile, PackageSource(index=site.index))
    assert content(own_profile, "s2m2base") == "right"
    assert any(text.startswith("These settings of pip are not used here: ") for text in texts)
    told = next(text for text in texts if text.startswith("These settings"))
    assert "extra-index-url" in told
    assert "find-links" in told
    assert site.wrong_index not in "\n".join(texts)


@pytest.mark.slow
@pytest.mark.parametrize("offline", [False, True])
def test_a_file_with_another_hash_is_refused(offline: bool, site: Site, own_profile: Path) -> None:
    source = PackageSource(site.folder / "wrong") if offline else PackageSource(index=site.wrong_index)
    with pytest.raises(WorkerFailure) as caught:
        create(own_profile, source)
    assert "the file of s2m2base==1.0 is not the one that S2M2 was released with" in caught.value.message
    assert "It was not installed." in caught.value.hint
    assert not own_profile.exists()


@pytest.mark.slow
def test_a_folder_of_wheels_needs_no_index(site: Site, own_profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", site.wrong_index)
    folder = site.folder / "right"
    problem, texts = create(own_profile, PackageSource(folder), with_pytorch=True)
    assert problem == ""
    assert content(own_profile, "s2m2torch") == "right"
    assert f"Packages come from the folder {folder}." in texts


@pytest.mark.slow
def test_the_index_of_pip_settings_is_used_and_named_without_its_password(
    site: Site, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = site.index.replace("file://", "file://me:secret@")
    monkeypatch.setenv("PIP_CONFIG_FILE", site.pip_settings(f"[global]\nindex-url = {address}\n"))
    texts: list[str] = []
    with pytest.raises(WorkerFailure):  # pip knows no user's name in the address of a file
        create_environment(own_profile, PackageSource(), False, texts.append, lambda: False)
    assert f"Packages come from {site.index}, the index in pip's settings." in texts
    assert "secret" not in "\n".join(texts)

    monkeypatch.setenv("PIP_CONFIG_FILE", site.pip_settings(f"[global]\nindex-url = {site.index}\n"))
    create(own_profile, PackageSource())
    assert content(own_profile, "s2m2base") == "right"


@pytest.mark.slow
def test_settings_of_pip_that_would_install_elsewhere_or_something_else_do_not_count(
    site: Site, own_profile: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    constraints = tmp_path / "constraints.txt"
    constraints.write_text("s2m2base==2.0\n")
    text = f"[global]\nno-index = true\nconstraint = {constraints}\n[install]\ntarget = {elsewhere}\nuser = true\n"
    monkeypatch.setenv("PIP_CONFIG_FILE", site.pip_settings(text))
    monkeypatch.setenv("PIP_PREFIX", str(elsewhere))
    _problem, texts = create(own_profile, PackageSource(index=site.index))
    assert content(own_profile, "s2m2base") == "right"
    assert not elsewhere.exists()
    told = next(text for text in texts if text.startswith("These settings"))
    for name in ("constraint", "no-index", "prefix", "target", "user"):
        assert name in told


@pytest.mark.slow
def test_settings_that_pip_cannot_read_are_told_and_do_not_count(
    site: Site, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_CONFIG_FILE", site.pip_settings("no section\n"))
    _problem, texts = create(own_profile, PackageSource(index=site.index))
    assert content(own_profile, "s2m2base") == "right"
    assert any(text.startswith("Pip cannot read its settings, which are not used here: ") for text in texts)


def test_what_is_read_of_pip_settings() -> None:
    lines = [
        "global.index-url='https://global.example'",
        "install.index-url='https://install.example'",
        "global.trusted-host='a\\nb'",
        "global.proxy='http://proxy:3128'",
        "download.cert='/not for install'",
        ":env:.retries='1'",
        "global.retries='9'",
        ":env:.find_links=''",
        "WARNING: something else",
    ]
    assert installer._parsed(lines) == {
        "index-url": "https://install.example",
        "trusted-host": "a\nb",
        "proxy": "http://proxy:3128",
        "retries": "1",
    }


def test_variables_for_pip() -> None:
    settings = PipSettings(
        {"index-url": "https://a", "cert": "/ca.pem", "target": "/t", "quiet": "1", "config-file": "/c"}
    )
    variables = settings.variables("https://b")
    assert variables.pop("PIP_CONFIG_FILE")
    assert variables == {"PIP_INDEX_URL": "https://b", "PIP_CERT": "/ca.pem"}
    assert settings.unused == ["target"]


@pytest.mark.parametrize("wheel_folder", [None, Path("/wheels")])
def test_the_command(wheel_folder: Path | None) -> None:
    command = Installer("python", PackageSource(wheel_folder), PipSettings({})).command(["engine.txt", "network.txt"])
    assert command[:7] == ["python", "-I", "-X", "utf8", "-m", "pip", "install"]
    assert {"--require-hashes", "--no-deps"} < set(command)
    assert " --only-binary :all: " in " ".join(command)
    assert ("--no-index" in command) == (wheel_folder is not None)
    assert not any("index-url" in word for word in command), "an address may hold a password, and others see commands"


def test_only_pytorch_for_linux_may_lack_hashes() -> None:
    assert all(installer.is_hashed(name) for name in ("engine.txt", "network.txt", "pytorch.txt"))


@pytest.mark.parametrize(
    ("platform", "file", "index"),
    [("linux", "pytorch-cpu.txt", PYTORCH_INDEX), ("win32", "pytorch.txt", PYPI), ("darwin", "pytorch.txt", PYPI)],
)
def test_where_pytorch_comes_from(platform: str, file: str, index: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[list[str], str]] = []

    def install(_self: Installer, files: list[str], address: str, *_more: object) -> int:
        asked.append((list(files), address))
        return 0

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Installer, "install", install)
    one = Installer("python", PackageSource(), PipSettings({}))
    monkeypatch.setattr(installer, "ask", lambda *_: Answer())
    assert making._SetUp(one.source, lambda text: None, lambda: False).install_pytorch(one) is None
    assert asked == [(["network.txt"], PYPI), ([file], index)]
