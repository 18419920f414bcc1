"""The plugin zip: what is in it, the rules of plugins.qgis.org, one version everywhere; and the tests' sum."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import check_package
import package
import summarise_tests
from helpers.paths import PROJECT_ROOT
from s2m2_engine.commands import doctor
from s2m2_engine.toml import read_toml
from s2m2_engine.version import __version__

Contents = dict[str, bytes]


@pytest.fixture(scope="module")
def plugin_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package.build_zip(PROJECT_ROOT, tmp_path_factory.mktemp("dist"))


def contents(path: Path) -> Contents:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_zip_passes_and_holds_what_the_plugin_needs(plugin_zip: Path) -> None:
    assert plugin_zip.name == f"s2m2_qgis-{__version__}.zip"
    assert check_package.problems_of_zip(plugin_zip, __version__) == []
    names = set(contents(plugin_zip))
    for needed in (
        "__init__.py",
        "metadata.txt",
        "LICENSE",
        "resources/icons/s2m2.svg",
        "engine/requirements.txt",
        "engine/requirements-network.txt",
        "engine/s2m2_engine/worker/__main__.py",
        "engine/s2m2_engine/scene/match.py",
    ):
        assert f"s2m2_qgis/{needed}" in names
    assert not any("test" in name.split("/")[-1] for name in names)


def test_no_user_gets_research_code(plugin_zip: Path) -> None:
    """CFOG, which a patent application may cover, is only in the baselines of `studies`."""
    for name, content in contents(plugin_zip).items():
        assert "/studies/" not in name
        assert b"cfog" not in content.lower(), name


def test_same_files_give_the_same_zip(plugin_zip: Path, tmp_path: Path) -> None:
    assert package.build_zip(PROJECT_ROOT, tmp_path).read_bytes() == plugin_zip.read_bytes()


def test_packaged_engine_runs_from_the_unpacked_zip(plugin_zip: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plügins with space"
    with zipfile.ZipFile(plugin_zip) as archive:
        archive.extractall(folder)
    engine = folder / "s2m2_qgis" / "engine"
    code = "import s2m2_engine.worker.protocol as p, s2m2_engine as e; print(e.__version__, p.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(engine), "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    version, _, file = done.stdout.strip().partition(" ")
    assert version == __version__
    assert Path(file).is_relative_to(engine)


def test_version_is_the_same_everywhere() -> None:
    metadata = (PROJECT_ROOT / "metadata.txt").read_text(encoding="utf-8")
    changelog = (PROJECT_ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    project = (PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8")
    citation = (PROJECT_ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(rf"^version={re.escape(__version__)}$", metadata, re.MULTILINE)
    assert re.search(rf"^changelog={re.escape(__version__)}$", metadata, re.MULTILINE)
    newest = re.search(r"^## (\S+)", changelog, re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__
    assert re.search(rf"^version: {re.escape(__version__)}$", citation, re.MULTILINE)
    assert 'version = { attr = "s2m2_engine.version.__version__" }' in project


def test_staged_folder_holds_what_the_zip_holds_and_nothing_older(plugin_zip: Path, tmp_path: Path) -> None:
    folder = tmp_path / "s2m2_qgis"
    folder.mkdir()
    (folder / "old.py").write_text("left over")
    package.stage(PROJECT_ROOT, folder)
    staged = {path.relative_to(tmp_path).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert staged == set(contents(plugin_zip))


MODEL = "engine/s2m2_engine/model/weights/default.safetensors"


@pytest.fixture
def project_with_model(tmp_path: Path) -> Callable[[bytes], Path]:
    """project_with_model(content) -> a copy of the project whose default model has that content."""

    def make(content: bytes) -> Path:
        root = tmp_path / "project"
        for name in ("s2m2_qgis", "resources", "engine"):
            shutil.copytree(
                PROJECT_ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
            )
        for name in ("metadata.txt", "LICENSE", "README.md", "pyproject.toml"):
            shutil.copy(PROJECT_ROOT / name, root / name)
        (root / MODEL).parent.mkdir(exist_ok=True)
        (root / MODEL).write_bytes(content)
        return root

    return make


def test_needed_packages_are_the_same_everywhere() -> None:
    needed = read_toml(PROJECT_ROOT / "pyproject.toml")["project"]["dependencies"]
    pins = (PROJECT_ROOT / "engine/requirements.txt").read_text(encoding="utf-8").splitlines()
    names = {re.split("[>=]", one)[0] for one in needed}
    assert names == {pin.split("==")[0] for pin in pins if not pin.startswith("#")}
    assert names == set(doctor._PACKAGES)


def test_zip_carries_the_default_model(project_with_model: Callable[[bytes], Path], tmp_path: Path) -> None:
    content = random.Random(0).randbytes(50_000)
    path = package.build_zip(project_with_model(content), tmp_path / "dist")
    assert contents(path)[f"s2m2_qgis/{MODEL}"] == content


def test_a_default_model_that_makes_the_zip_too_large_is_refused(
    project_with_model: Callable[[bytes], Path], tmp_path: Path
) -> None:
    content = random.Random(0).randbytes(check_package.MAXIMUM_BYTES)
    with pytest.raises(ValueError, match="at most 25 MB"):
        package.build_zip(project_with_model(content), tmp_path / "dist")
    assert list((tmp_path / "dist").iterdir()) == []


def test_wheel_carries_the_default_model(project_with_model: Callable[[bytes], Path], tmp_path: Path) -> None:
    pytest.importorskip("setuptools", "68")
    content = random.Random(0).randbytes(50_000)
    code = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"
    dist = tmp_path / "dist"
    dist.mkdir()
    command = [sys.executable, "-c", code, str(dist)]
    subprocess.run(command, cwd=project_with_model(content), capture_output=True, check=True)
    (wheel,) = dist.iterdir()
    files = contents(wheel)
    assert files[MODEL.removeprefix("engine/")] == content
    assert "s2m2_engine/cli.py" in files
    assert not any("/studies/" in name for name in files)


def _without(name: str) -> Callable[[Contents], None]:
    def change(files: Contents) -> None:
        for key in [key for key in files if key.endswith(name)]:
            del files[key]

    return change


def _with(name: str, content: bytes = b"x") -> Callable[[Contents], None]:
    return lambda files: files.update({name: content})


def _metadata(old: str, new: str) -> Callable[[Contents], None]:
    def change(files: Contents) -> None:
        text = files["s2m2_qgis/metadata.txt"].decode()
        changed = re.sub(old, new, text, flags=re.MULTILINE)
        assert changed != text
        files["s2m2_qgis/metadata.txt"] = changed.encode()

    return change


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (_without("/LICENSE"), "LICENSE is missing"),
        (_without("s2m2_qgis/__init__.py"), "__init__.py is missing"),
        (_without("metadata.txt"), "metadata.txt is missing"),
        (_without("s2m2.svg"), "icon"),
        (_with("other/file.py"), "one folder"),
        (_with("readme.txt"), "one folder"),
        (_with("s2m2_qgis/__pycache__/a.cpython-311.pyc"), "cache"),
        (_with("s2m2_qgis/.git/config"), "hidden"),
        (_with("s2m2_qgis/.hidden"), "hidden"),
        (_with("s2m2_qgis/fast.so"), "binary"),
        (_with("s2m2_qgis/tool.EXE"), "binary"),
        (_with("s2m2_qgis/tool", b"\x7fELF\x02\x01"), "executable"),
        (_with("s2m2_qgis/../../evil.py"), "not a plain path"),
        (_with("s2m2_qgis/__init__.py", b"x = 1\n"), "classFactory"),
        (_with("s2m2_qgis/bad.py", b"def ("), "not valid Python"),
        (_with("s2m2_qgis/bad.py", b"import torch\n"), "torch, which QGIS does not bring"),
        (_with("s2m2_qgis/bad.py", b"from PyQt5 import QtCore\n"), "PyQt5, which QGIS does not bring"),
        (_with("s2m2_qgis/bad.py", b"def f():\n    import s2m2_engine.cli\n"), "s2m2_engine.cli, which QGIS does"),
        (_with("s2m2_qgis/engine/s2m2_engine/bad.py", b"import qgis.core\n"), "must not know QGIS"),
        (_metadata("^about=.*(\n .*)*", "about="), "lacks about"),
        (_metadata("^email=.*\n", ""), "lacks email"),
        (_metadata("^tracker=.*", "tracker=bugs"), "tracker is no web address"),
        (_metadata("^homepage=.*\n", ""), "homepage is no web address"),
        (_metadata("^repository=.*", "repository=http://repo"), "repository is no web address"),
        (_metadata("^version=.*", "version=9.9.9"), "the engine"),
        (_metadata("^experimental=.*", "experimental=maybe"), "experimental"),
        (_metadata("^qgisMinimumVersion=.*", "qgisMinimumVersion=3"), "qgisMinimumVersion"),
        (_metadata("^hasProcessingProvider=.*", "hasProcessingProvider=no"), "hasProcessingProvider"),
        (_metadata("^author=.*", "author=a/b"), "slashes"),
        (_metadata("^about=.*", "about=90 % of it"), "cannot be read"),
        (_metadata(r"\[general\]", "[other]"), "cannot be read"),
    ],
)
def test_bad_zips_are_refused(
    plugin_zip: Path, tmp_path: Path, spoil: Callable[[Contents], None], complaint: str
) -> None:
    files = contents(plugin_zip)
    spoil(files)
    path = tmp_path / "bad.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert any(complaint in problem for problem in check_package.problems_of_zip(path, __version__))


def test_oversized_damaged_and_foreign_files_are_refused(
    plugin_zip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = bytearray(plugin_zip.read_bytes())
    damaged[200] ^= 0xFF
    (tmp_path / "damaged.zip").write_bytes(damaged)
    assert any("damaged" in text for text in check_package.problems_of_zip(tmp_path / "damaged.zip"))
    (tmp_path / "text.zip").write_text("not a zip")
    assert any("not a zip" in text for text in check_package.problems_of_zip(tmp_path / "text.zip"))
    monkeypatch.setattr(check_package, "MAXIMUM_BYTES", 1000)
    assert any("at most" in text for text in check_package.problems_of_zip(plugin_zip))


def test_nothing_is_left_of_a_zip_that_breaks_a_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_package, "MAXIMUM_BYTES", 1000)
    with pytest.raises(ValueError, match="at most"):
        package.build_zip(PROJECT_ROOT, tmp_path)
    assert list(tmp_path.iterdir()) == []


def _report(path: Path, tests: int, failures: int = 0, errors: int = 0, skipped: int = 0) -> Path:
    path.write_text(
        f'<testsuites><testsuite tests="{tests}" failures="{failures}" errors="{errors}" skipped="{skipped}" '
        'time="1.5"/></testsuites>'
    )
    return path


def test_sum_of_two_good_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = _report(tmp_path / "a.xml", 100, skipped=1), _report(tmp_path / "b.xml", 24)
    assert summarise_tests.main([f"{first}=0", f"{second}=0"]) == 0
    assert capsys.readouterr().out == "==== 123 passed, 1 skipped in 3.00s ====\n"


@pytest.mark.parametrize(
    ("status", "report", "expected"),
    [
        (1, {"tests": 10, "failures": 2, "errors": 1}, "2 failed, 17 passed, 1 error in"),
        (139, {"tests": 10}, "20 passed, 1 error in"),
        (5, {"tests": 0}, "10 passed, 1 error in"),
        (4, None, "10 passed, 1 error in"),
    ],
)
def test_sum_tells_failures_crashes_at_exit_and_missing_runs(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    status: int,
    report: dict[str, int] | None,
    expected: str,
) -> None:
    good, bad = _report(tmp_path / "a.xml", 10), tmp_path / "b.xml"
    if report is not None:
        _report(bad, **report)
    assert summarise_tests.main([f"{good}=0", f"{bad}={status}"]) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert expected in last
