"""Models as the engine lists them; for every interpreter."""

from __future__ import annotations

from typing import Any


def model(name: str, **fields: Any) -> dict[str, Any]:
    """A model as the engine lists it: the user's own, whole."""
    listed = {
        "name": name,
        "description": f"Trained on {name}.",
        "sha256": "ab" * 32,
        "note": "",
        "user_note": "",
        "created": "2025-11-23T16:14:00+00:00",
        "training": f"Trained on {name}.",
        "own": True,
        "calibrated": False,
        "history": {},
    }
    return {**listed, **fields}


DEFAULT = model("default", own=False, note="ONNX Runtime is not installed.", calibrated=True)
STRUCTURE = model("structure", own=False, created="", training="", calibrated=True)
BROKEN = model("broken", created="", sha256="", description="broken.safetensors is cut off.")


def listing(*models: dict[str, Any], name: str = "", damaged: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    return {"models": list(models), "damaged": list(damaged), "name": name}


TRAINED = listing(STRUCTURE, model("alps"), model("hills"), damaged=(model("broken", created=""),))
