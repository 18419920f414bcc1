"""Python processes of the engine's own, which import what this process would, but nothing from the current folder."""

from __future__ import annotations

import json
import sys

# `-m` would search the current folder first: in QGIS, that is the folder of the last project.
_START = """
import json, sys
sys.path[:] = json.loads(sys.argv.pop(1))
from importlib import import_module
sys.exit(import_module(sys.argv[1]).main(sys.argv[2:]))
"""


def python_command(module: str, arguments: list[str]) -> list[str]:
    """The command of a process that calls `main(arguments)` of `module` and exits with the status that it returns."""
    search_path = json.dumps([place for place in sys.path if place])
    return [sys.executable, "-I", "-X", "utf8", "-c", _START, search_path, module, *arguments]
