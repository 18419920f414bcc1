"""The plugin with Qt 6, as far as that can be tested without QGIS 4: names that it takes from Qt, and its widgets."""

from __future__ import annotations

import ast
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.paths import PROJECT_ROOT

pytest.importorskip("PyQt6.QtWidgets", exc_type=ImportError)

# qgis.PyQt of QGIS 4 finds these where Qt 5 had them.
MOVED = {"QAction": "QtGui"}
# Tried where the import from their module of Qt 6 fails.
FALLBACKS = {"QUndoCommand", "QUndoStack"}


def taken_from_qt(tree: ast.AST) -> Iterator[tuple[str, str, str]]:
    """(module of Qt, name, name that it gets) of all imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis.PyQt."):
            for alias in node.names:
                yield str(node.module).rpartition(".")[2], alias.name, alias.asname or alias.name


def chains(tree: ast.AST) -> Iterator[tuple[str, list[str], int]]:
    """Every A.B.C as (A, [B, C], line)."""
    inner = {child for parent in ast.walk(tree) if isinstance(parent, ast.Attribute) for child in [parent.value]}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or node in inner:
            continue
        names, value = [node.attr], node.value
        while isinstance(value, ast.Attribute):
            names.insert(0, value.attr)
            value = value.value
        if isinstance(value, ast.Name):
            yield value.id, names, node.lineno


def test_every_name_that_is_taken_from_qt_exists_in_qt_6() -> None:
    """Enumerations by their scoped names, above all."""
    missing = []
    looked_at = 0
    for path in sorted((PROJECT_ROOT / "s2m2_qgis").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        known: dict[str, Any] = {}
        for module, name, alias in taken_from_qt(tree):
            found = getattr(importlib.import_module(f"PyQt6.{MOVED.get(name, module)}"), name, None)
            if found is None and not (name in FALLBACKS and module == "QtWidgets"):
                missing.append(f"{path.name}: {module}.{name}")
            elif found is not None:
                known[alias] = found
        for first, names, line in chains(tree):
            value = known.get(first)
            for name in names if first in known else []:
                looked_at += 1
                if not hasattr(value, name):
                    missing.append(f"{path.name}:{line}: {first}.{'.'.join(names)}")
                    break
                value = getattr(value, name)
    assert missing == []
    assert looked_at > 300


def test_all_modules_are_imported_and_widgets_painted_with_qt_6() -> None:
    script = PROJECT_ROOT / "tests" / "helpers" / "qt6_plugin.py"
    paths = [str(PROJECT_ROOT / "tests"), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    done = subprocess.run(
        [sys.executable, str(script), str(PROJECT_ROOT)], capture_output=True, text=True, env=environment, timeout=120
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == "shown"
    files = {path for path in (PROJECT_ROOT / "s2m2_qgis").rglob("*.py")}
    assert sum(line.startswith("imported ") for line in lines) == len(files)


def test_the_metadata_let_qgis_4_offer_the_plugin() -> None:
    """QGIS 4 offers plugins whose qgisMaximumVersion includes it."""
    lines = Path(PROJECT_ROOT / "metadata.txt").read_text(encoding="utf-8").splitlines()
    assert "qgisMaximumVersion=4.99" in lines
    assert not any(line.startswith("supportsQt6") for line in lines)
