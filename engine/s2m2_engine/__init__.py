"""S2M2 engine: matches SAR and optical imagery and aligns one onto the other.

Importing this package is cheap: what its names stand for is imported when they are first used.
"""

from __future__ import annotations

from .version import __version__

TYPE_CHECKING = False  # `typing` takes longer to import than all that is here
if TYPE_CHECKING:
    from typing import Any

    from .model.registry import load_matcher
    from .scene.correct import correct_raster, correct_rasters
    from .scene.match import match_scene
    from .scene.settings import MatchSettings

__all__ = ["MatchSettings", "__version__", "correct_raster", "correct_rasters", "load_matcher", "match_scene"]

_PLACES = {
    "MatchSettings": "scene.settings",
    "correct_raster": "scene.correct",
    "correct_rasters": "scene.correct",
    "load_matcher": "model.registry",
    "match_scene": "scene.match",
}


def __getattr__(name: str) -> Any:
    """The public name, imported from where it is defined (PEP 562)."""
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f".{_PLACES[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted(__all__)
