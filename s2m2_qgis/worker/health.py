"""Tries the packages of an environment: whether each can be loaded, and does one small thing right.

Loading alone does not tell: a library that is damaged may load and then crash, or compute nonsense.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Callable

from ..i18n import tr
from . import pythons
from .environment import MARKER, has
from .process import SAFE_PATH
from .pythons import crashed
from .subprocesses import StoppedError, run_lines

# PyTorch may take this long to load from a slow disk.
_LIMIT_S = 180.0
# A model of ONNX that adds a number to itself.
_ONNX_MODEL = (
    "08083a350a0e0a01780a017812017922034164641201675a0f0a0178120a0a08080112040a0208"  # pragma: allowlist secret
    "01620f0a0179120a0a08080112040a0208014202100d"
)
_CODE = (
    SAFE_PATH
    + f"""
def numpy():
    import numpy
    return numpy.linalg.solve(numpy.diag([2.0, 4.0]), [2.0, 4.0]).tolist() == [1.0, 1.0]
def scipy():
    import scipy.ndimage, scipy.fft
    return abs(scipy.fft.rfft([1.0, 1.0])[0] - 2.0) < 1e-6
def rasterio():
    import numpy, rasterio
    with rasterio.MemoryFile() as memory:
        with memory.open(driver="GTiff", width=2, height=1, count=1, dtype="uint8") as written:
            written.write(numpy.array([[[3, 4]]], "uint8"))
        with memory.open() as read:
            return read.read(1).tolist() == [[3, 4]]
def pyproj():
    import pyproj
    x, _ = pyproj.Transformer.from_crs(4326, 32633, always_xy=True).transform(15.0, 50.0)
    return abs(x - 500000.0) < 1.0
def pyogrio():
    import pyogrio
    return "GPKG" in pyogrio.list_drivers()
def psutil():
    import psutil
    return psutil.virtual_memory().total > 0
def onnxruntime():
    import numpy, onnxruntime
    session = onnxruntime.InferenceSession(bytes.fromhex("{_ONNX_MODEL}"), providers=["CPUExecutionProvider"])
    return session.run(None, {{"x": numpy.ones(1, "float32")}})[0].tolist() == [2.0]
def safetensors():
    import numpy, safetensors.numpy
    return safetensors.numpy.load(safetensors.numpy.save({{"x": numpy.ones(1)}}))["x"].tolist() == [1.0]
def dask():
    import dask
    return dask.delayed(sum)([1, 2]).compute(scheduler="sync") == 3
def distributed():
    import distributed
    return bool(distributed.Client)
def pyarrow():
    import pyarrow
    return pyarrow.table({{"x": [1]}}).num_rows == 1
def rich():
    import rich.progress
    return bool(rich.progress.Progress)
def torch():
    import torch
    return (torch.ones(2, 2) @ torch.ones(2, 2)).tolist() == [[2.0, 2.0], [2.0, 2.0]]
for name in sys.argv[1:]:
    print("S2M2 tries " + name, flush=True)
    try:
        why = "" if globals()[name]() else "a wrong result"
    except BaseException as error:
        # Packages wrap the error that says what is wrong into long advice.
        while error.__cause__ or error.__context__:
            error = error.__cause__ or error.__context__
        why = "%s: %s" % (type(error).__name__, " ".join(str(error).split()))
    if why:
        print("S2M2 ill " + why, flush=True)
        sys.exit(0)
print("S2M2 well", flush=True)
"""
)

# Environments that were tried in this session, by their marker's time.
_well: set[tuple[str, float]] = set()


def ailment_of(folder: Path, is_cancelled: Callable[[], bool] = lambda: False) -> str:
    """Try the packages of the environment in `folder`; returns a sentence on the first that is damaged, or "".

    This takes seconds. If it is cancelled, nothing is known. An environment that is well is tried once a session.
    """
    try:
        key = (str(folder), (folder / MARKER).stat().st_mtime)
    except OSError:
        return ""
    if key in _well:
        return ""
    parts = has(folder)
    packages = [*pythons.PACKAGES, *pythons.MODEL_PACKAGES]
    packages += [*(pythons.DASK_PACKAGES if parts.dask else ()), *(pythons.PYTORCH_PACKAGES if parts.pytorch else ())]
    ailment = _try(str(pythons.environment_python(folder)), packages, is_cancelled)
    if not ailment and not is_cancelled():
        _well.add(key)
    return ailment


def _try(python: str, packages: Sequence[str], is_cancelled: Callable[[], bool] = lambda: False) -> str:
    lines: list[str] = []
    try:
        status = run_lines([python, "-c", _CODE, *packages], lines.append, is_cancelled, _LIMIT_S)
    except OSError as error:
        return tr("{name} cannot be started: {error}.").format(name=f"“{python}”", error=error.strerror or error)
    except StoppedError as stopped:
        if stopped.cancelled:
            return ""
        return tr("{name} did not answer within {limit:.0f} seconds.").format(name=f"“{python}”", limit=_LIMIT_S)
    if "S2M2 well" in lines:
        return ""
    package = next((line[11:] for line in reversed(lines) if line.startswith("S2M2 tries ")), "Python")
    why = next((line[9:] for line in lines if line.startswith("S2M2 ill ")), "") or crashed(status)
    return tr("The package {package} is damaged: {why}.").format(package=package, why=why.rstrip("."))
