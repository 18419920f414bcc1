"""Put a trained and calibrated model file into the engine as its default, with its card inside.

python tools/publish_model.py runs/default/default.safetensors docs/models/default.md
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from s2m2_engine.errors import S2M2Error
from s2m2_engine.model.library import BUNDLED
from s2m2_engine.model.model_file import ModelCard, read_model, write_model
from s2m2_engine.names import DEFAULT_MODEL, MODEL_SUFFIX

LARGEST_BYTES = 12 * 2**20


def publish(model: Path, card: Path, target: Path) -> ModelCard:
    """Write `model` as the default model to `target`; returns its card.

    Args:
        card: Markdown file of the model card, which is written into the target.

    Raises:
        S2M2Error: the model file cannot be read, or the target cannot be written.
        ValueError: the model is not calibrated, or too large to be part of the plugin.
    """
    if model.stat().st_size > LARGEST_BYTES:
        raise ValueError(f"{model} is larger than {LARGEST_BYTES} bytes.")
    read, weights = read_model(model)
    if read.calibration is None:
        raise ValueError(f"{model} is not calibrated: its confidences would be guesses.")
    history = {"kind": "trained", "card": card.read_text(encoding="utf-8")}
    return write_model(target, read.configuration, weights, DEFAULT_MODEL, read.training, read.calibration, history)


def main() -> int:
    """Publish the model that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("model", type=Path)
    parser.add_argument("card", type=Path, help="Markdown")
    options = parser.parse_args()
    target = BUNDLED / f"{DEFAULT_MODEL}{MODEL_SUFFIX}"
    try:
        done = publish(options.model, options.card, target)
    except (S2M2Error, ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{target}: {done.sha256}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
