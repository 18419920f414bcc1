"""`s2m2 doctor`: check that this environment has what the engine needs and that it computes correct results."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from ..errors import EXIT_ENGINE_FAILURE, EXIT_RELIABLE
from ..names import DEFAULT_MODEL
from ..progress import Reporter
from ..version import __version__

if TYPE_CHECKING:
    from ..model.matcher import Matcher
    from .arguments import Commands

_MINIMUM_PYTHON = (3, 10)
_PACKAGES = ("numpy", "scipy", "rasterio", "pyproj", "pyogrio", "psutil", "safetensors", "onnxruntime")


@dataclass(frozen=True)
class Check:
    """The result of one check: its `name`, whether it passed (`ok`), and a sentence for the user."""

    name: str
    ok: bool
    text: str


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    doctor = actions.add_parser("doctor", help="check that this environment can run the engine")
    doctor.add_argument("--json", action="store_true", help="print JSON")
    doctor.set_defaults(run=run)


def run(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 doctor`. The exit status is 4 if a check failed."""
    checks = examine()
    healthy = all(check.ok for check in checks)
    if options.json:
        print(json.dumps({"checks": [asdict(check) for check in checks], "ok": healthy}, ensure_ascii=False))
    else:
        for check in checks:
            print(f"{'ok  ' if check.ok else 'FAIL'}  {check.name}: {check.text}")
    return EXIT_RELIABLE if healthy else EXIT_ENGINE_FAILURE


def examine() -> list[Check]:
    """Run all checks in order, the later checks even if earlier checks fail."""
    checks = [
        Check("engine", True, f"s2m2-engine {__version__}"),
        Check(
            "python",
            sys.version_info >= _MINIMUM_PYTHON,
            f"Python {platform.python_version()} at {sys.executable}; 3.10 or later is needed.",
        ),
    ]
    checks += [_package(name) for name in _PACKAGES]
    checks += [
        _attempt("projections", _projections),
        _attempt("rasters", _rasters),
        _attempt("matching", _matching),
        _attempt("pytorch", _pytorch),
        _attempt("training", _training),
        _attempt("default model", _default_model),
        Check("processors", True, f"{os.cpu_count() or 1} CPU cores"),
    ]
    return checks


def _package(name: str) -> Check:
    try:
        module = importlib.import_module(name)
    except Exception as error:
        return Check(name, False, f"{name} cannot be imported: {error}")
    return Check(name, True, f"{name} {getattr(module, '__version__', '')}".strip())


def _attempt(name: str, action: Callable[[], str]) -> Check:
    try:
        return Check(name, True, action())
    except Exception as error:
        return Check(name, False, f"{type(error).__name__}: {error}")


def _projections() -> str:
    from pyproj import Transformer

    x, y = Transformer.from_crs(4326, 32633, always_xy=True).transform(15.0, 0.0)
    if abs(x - 500000.0) > 0.01 or abs(y) > 0.01:
        raise ValueError("PROJ returns wrong coordinates; its database is damaged or belongs to another version")
    return "PROJ transforms coordinates."


def _rasters() -> str:
    import numpy as np
    import rasterio

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "check.tif")
        values = np.arange(64, dtype=np.uint8).reshape(1, 8, 8)
        profile = {
            "driver": "GTiff",
            "width": 8,
            "height": 8,
            "count": 1,
            "dtype": "uint8",
            "crs": "EPSG:32633",
        }
        profile["transform"] = rasterio.transform.from_origin(500000, 0, 10, 10)
        with rasterio.open(path, "w", **profile) as target:
            target.write(values)
        with rasterio.open(path) as source:
            if not (source.read() == values).all() or source.crs.to_epsg() != 32633:
                raise ValueError("a raster that was written has other values when it is read again")
    return f"GDAL {rasterio.__gdal_version__} writes and reads rasters in {tempfile.gettempdir()}."


def _matching() -> str:
    from ..model.registry import load_matcher

    _find_template(load_matcher("structure"), 0.5)
    return "The structure matcher finds a known template."


def _pytorch() -> str:
    """Check PyTorch. It may be missing, but if it is installed, it must load."""
    from ..model.torch_support import choose_device, has_torch, require_torch

    if not has_torch():
        return "PyTorch is not installed. Matching does without; training, fine-tuning and graphics cards need it."
    require_torch("Training")
    torch = importlib.import_module("torch")
    return f"PyTorch {torch.__version__}; it can train on {choose_device('auto')}."


def _training() -> str:
    """Check Lightning Fabric. It may be missing, but if it is installed, it must load."""
    from ..model.torch_support import has_torch, require_torch

    if not has_torch():
        return "Training and fine-tuning are not possible: they need PyTorch."
    if importlib.util.find_spec("lightning_fabric") is None:
        return "Training and fine-tuning are not possible: they need Lightning Fabric, which is not installed."
    require_torch("Training")
    from ..training.devices import require_fabric

    require_fabric()
    fabric = importlib.import_module("lightning_fabric")
    return f"Lightning Fabric {fabric.__version__}; training and fine-tuning are possible."


def _default_model() -> str:
    from ..model.library import find_model
    from ..model.registry import load_matcher, substitute_note

    if find_model(DEFAULT_MODEL) is None:
        return "This engine contains no trained model, so the default model is structure."
    note = substitute_note(DEFAULT_MODEL)
    if note:
        raise ValueError(note)
    matcher = load_matcher(DEFAULT_MODEL)
    # A network that matches different sensors is less exact on one and the same image than correlation is.
    _find_template(matcher, 3.0)
    return f"The trained model ({matcher.sha256[:12]}) finds a known template on {matcher.device}."


def _find_template(matcher: Matcher, tolerance_px: float) -> None:
    """Cut a template out of a simulated image and match it to that image.

    Raises:
        ValueError: the template is found at another place.
    """
    from ..simulation.sample import simulate

    size = matcher.template_size
    image = simulate(size + 32).optical
    match = matcher.match(image, image[:, 9 : 9 + size, 21 : 21 + size])
    if max(abs(match.offset[0] - 21), abs(match.offset[1] - 9)) > tolerance_px:
        raise ValueError(f"a template cut at (21, 9) was found at {match.offset}")
