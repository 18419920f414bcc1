"""The layout of engine and plugin: a room imports from the rooms below it only, and no modules import in a circle.

Imports for type checkers alone do not count: they are not executed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from helpers.paths import PROJECT_ROOT

# From the ground up. Modules of the package itself belong to the ground floor, but for those named here.
ENGINE = (
    "model", "scene/raster", "scene/fitting", "scene/matching", "scene/results", "scene", "simulation", "pairs",
    "training/cutting", "training", "finetuning", "evaluation", "batch", "studies", "commands", "worker", "cli",
    "entry", "__init__",
)  # fmt: skip
PLUGIN = (
    "worker", "project", "tie_points", "compare", "jobs", "models", "pairs", "finetuning", "dock", "processing",
    "plugin", "__init__",
)  # fmt: skip
PACKAGES = [(PROJECT_ROOT / "engine" / "s2m2_engine", ENGINE), (PROJECT_ROOT / "s2m2_qgis", PLUGIN)]
packages = pytest.mark.parametrize(("package", "rooms"), PACKAGES, ids=["engine", "plugin"])


def modules(package: Path) -> dict[str, Path]:
    """Dotted name, without the package's own -> file."""
    names = {}
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).with_suffix("").parts
        names[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path
    return names


def imports(name: str, path: Path, known: dict[str, Path]) -> Iterator[str]:
    """The modules of the same package that one module imports, at its top or later."""
    room = name if path.stem == "__init__" and name != "__init__" else name.rpartition(".")[0]
    inside = room.split(".") if room else []
    for node in executed(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or node.level == 0:
            continue
        base = [*inside[: len(inside) - (node.level - 1)], *(node.module or "").split(".")]
        source = ".".join(part for part in base if part)
        for alias in node.names:
            target = f"{source}.{alias.name}".lstrip(".")
            yield target if target in known else source


def executed(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those under `if TYPE_CHECKING:`."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from executed(child)


def floor(name: str, rooms: tuple[str, ...]) -> int:
    """The number of the room that a module lies in; 0 is the ground floor."""
    place = name.replace(".", "/")
    inside = [room for room in rooms if place == room or place.startswith(f"{room}/")]
    return rooms.index(max(inside, key=len)) + 1 if inside else 0


@packages
def test_every_room_of_the_plan_exists_and_no_other(package: Path, rooms: tuple[str, ...]) -> None:
    folders = {path.parent.relative_to(package).as_posix() for path in package.rglob("*.py")} - {"."}
    assert {room for room in rooms if (package / room).is_dir()} == folders - {"model/network"}


@pytest.mark.slow
@packages
def test_a_room_imports_only_from_rooms_below(package: Path, rooms: tuple[str, ...]) -> None:
    known = modules(package)
    upwards = [
        f"{name} imports {target}"
        for name, path in known.items()
        for target in imports(name, path, known)
        if floor(target, rooms) > floor(name, rooms)
    ]
    assert upwards == []


@pytest.mark.slow
@packages
def test_no_modules_import_in_a_circle(package: Path, rooms: tuple[str, ...]) -> None:
    known = modules(package)
    graph = {name: {target for target in imports(name, path, known) if target != name} for name, path in known.items()}
    assert sum(map(len, graph.values())) > 100, "imports are found at all"
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))
