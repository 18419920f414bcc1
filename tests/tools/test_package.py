"""The plugin zip and the wheel: what is in them, and one version everywhere."""

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
import translations
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


@pytest.mark.slow
def test_zip_passes_and_holds_what_the_plugin_needs(plugin_zip: Path) -> None:
    assert plugin_zip.name == f"s2m2_qgis-{__version__}.zip"
    assert check_package.problems_of_zip(plugin_zip, __version__) == []
    names = set(contents(plugin_zip))
    for needed in (
        "__init__.py",
        "metadata.txt",
        "LICENSE",
        "resources/icons/s2m2.svg",
        "engine/locks/engine.txt",
        "engine/locks/network.txt",
        "engine/locks/pytorch.txt",
        "engine/locks/pytorch-cpu.txt",
        "engine/s2m2_engine/names.py",
        "engine/s2m2_engine/worker/__main__.py",
        "engine/s2m2_engine/worker/protocol.py",
        "engine/s2m2_engine/scene/match.py",
    ):
        assert f"s2m2_qgis/{needed}" in names
    assert not any("test" in name.split("/")[-1] for name in names)


@pytest.mark.slow
def test_no_user_gets_research_code(plugin_zip: Path) -> None:
    """CFOG, which a patent application may cover, is only in the baselines of `studies`."""
    for name, content in contents(plugin_zip).items():
        assert "/studies/" not in name
        assert b"cfog" not in content.lower(), name


@pytest.mark.slow
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


@pytest.mark.slow
def test_zip_carries_the_default_model(project_with_model: Callable[[bytes], Path], tmp_path: Path) -> None:
    content = random.Random(0).randbytes(50_000)
    path = package.build_zip(project_with_model(content), tmp_path / "dist")
    assert contents(path)[f"s2m2_qgis/{MODEL}"] == content


@pytest.mark.slow
def test_a_default_model_that_makes_the_zip_too_large_is_refused(
    project_with_model: Callable[[bytes], Path], tmp_path: Path
) -> None:
    content = random.Random(0).randbytes(check_package.MAXIMUM_BYTES)
    with pytest.raises(ValueError, match="at most 25 MB"):
        package.build_zip(project_with_model(content), tmp_path / "dist")
    assert list((tmp_path / "dist").iterdir()) == []


def _add_translation(root: Path, text: str) -> None:
    """Begin a translation into Esperanto and finish one text of it."""
    assert translations.update(root, "eo") == []
    path = root / translations.FOLDER / "s2m2_eo.ts"
    source, unfinished = "<source>Settings…</source>\n", '        <translation type="unfinished"></translation>'
    content = path.read_text(encoding="utf-8")
    assert source + unfinished in content
    content = content.replace(source + unfinished, f"{source}        <translation>{text}</translation>")
    path.write_text(content, encoding="utf-8")


@pytest.mark.slow
def test_zip_carries_finished_translations_as_qt_loads_them(
    project_with_model: Callable[[bytes], Path], tmp_path: Path
) -> None:
    root = project_with_model(b"")
    _add_translation(root, "Agordoj…")
    path = package.build_zip(root, tmp_path / "dist")
    inside = {Path(name).name for name in contents(path) if "/translations/" in name}
    assert inside == {"s2m2_de.qm", "s2m2_eo.qm", "s2m2_es.qm", "s2m2_fr.qm"}
    added = contents(path)["s2m2_qgis/resources/translations/s2m2_eo.qm"]
    assert added.startswith(bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd"))
    package.stage(root, tmp_path / "staged")
    assert (tmp_path / "staged" / "resources/translations/s2m2_eo.qm").read_bytes() == added
    assert package.build_zip(root, tmp_path / "again").read_bytes() == path.read_bytes()


@pytest.mark.slow
def test_wrong_translation_is_not_packaged(project_with_model: Callable[[bytes], Path], tmp_path: Path) -> None:
    root = project_with_model(b"")
    _add_translation(root, "Agordoj {file}")
    with pytest.raises(ValueError, match=r"s2m2_eo\.ts"):
        package.build_zip(root, tmp_path / "dist")
    assert not (tmp_path / "dist").exists()


@pytest.mark.slow
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
