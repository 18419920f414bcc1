"""S2M2 engine: matches SAR and optical imagery and aligns one onto the other.

Importing this package is cheap; numpy, scipy and rasterio are imported where they are used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .version import __version__

if TYPE_CHECKING:
    from .model.matcher import Matcher

__all__ = ["__version__", "load_matcher"]


def load_matcher(name: str = "default", device: str = "auto") -> Matcher:
    """Return the matcher of that name, ready for use.

    Args:
        name: "default" (the trained model that comes with the engine; "structure" where there is none, or no PyTorch),
            "structure" (needs no model file), the name of an installed model, or a path to a model file.
        device: "auto", "cpu", "cuda" or "mps".

    Raises:
        s2m2_engine.errors.InputError: no such model, or a device that this computer does not have.
    """
    from .model.registry import load_matcher as load

    return load(name, device)
