"""Finds the engine and the resources: inside the packaged plugin, or beside the plugin's folder in a checkout.

Of the engine's modules the plugin uses four: `protocol`, the messages; `names`, the names of files; `json_input`, which
reads JSON; and `sensors`, which guesses what a raster shows.
"""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

PLUGIN_FOLDER = Path(__file__).resolve().parent


def engine_folder() -> Path:
    """The folder from which the worker imports; it holds `s2m2_engine` and `locks`."""
    return _beside_or_inside("engine")


def resource(name: str) -> Path:
    """The path of a file in `resources/`."""
    return _beside_or_inside("resources") / name


def _beside_or_inside(name: str) -> Path:
    packaged = PLUGIN_FOLDER / name
    return packaged if packaged.is_dir() else PLUGIN_FOLDER.parent / name


def _load(place: str) -> ModuleType:
    """Load a module of the engine from its file: importing `s2m2_engine` would load the engine into QGIS."""
    path = engine_folder() / "s2m2_engine" / place
    name = f"{__name__.rpartition('.')[0]}._engine_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look up their module there
    spec.loader.exec_module(module)
    return module


if TYPE_CHECKING:
    from s2m2_engine import json_input as json_input
    from s2m2_engine import names as names
    from s2m2_engine import sensors as sensors
    from s2m2_engine.worker import protocol as protocol
else:
    json_input = _load("json_input.py")
    names = _load("names.py")
    sensors = _load("sensors.py")
    protocol = _load("worker/protocol.py")
