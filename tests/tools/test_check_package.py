"""The rules of plugins.qgis.org, broken one by one."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import check_package
import package
from helpers.paths import PROJECT_ROOT
from s2m2_engine.version import __version__

Contents = dict[str, bytes]


@pytest.fixture(scope="module")
def plugin_zip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package.build_zip(PROJECT_ROOT, tmp_path_factory.mktemp("dist"))


def contents(path: Path) -> Contents:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


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


@pytest.mark.slow
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
        (
            _with("s2m2_qgis/bad.py", b"if TYPE_CHECKING:\n    import a\nelse:\n    import torch\n"),
            "bad.py imports torch",
        ),
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


@pytest.mark.slow
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


@pytest.mark.slow
def test_nothing_is_left_of_a_zip_that_breaks_a_rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check_package, "MAXIMUM_BYTES", 1000)
    with pytest.raises(ValueError, match="at most"):
        package.build_zip(PROJECT_ROOT, tmp_path)
    assert list(tmp_path.iterdir()) == []
