"""Gives a written GeoTIFF its overviews, its layout for the cloud, and what lies beside it.

GDAL does the first two in one call that nobody can interrupt. For a large file, the call is made in a process of its
own (`main` here), which Cancel ends.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rasterio
import rasterio.shutil
from rasterio.enums import Resampling
from rasterio.errors import RasterioError

from ...child_process import python_command
from ...files import DRAFT_SUFFIX
from ...machine import correcting_threads
from ...progress import Reporter
from .raster_copy import CorrectedFile, check_tiles, incomplete
from .side_file import side_content, write_side_file

FORMATS = ("gtiff", "cog")
# Smaller files are finished within a second, so that a process of their own would take longer.
_LARGE = 2**25
_POLL_S = 0.1
# Windows would open a console for the process.
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def finish(
    path: Path, source: Any, file_format: str, classes: bool, written: CorrectedFile, reporter: Reporter
) -> None:
    """Give the file at `path` the overview levels of `source`, its category names and its attribute tables.

    Args:
        file_format: "gtiff", or "cog" for a cloud-optimised GeoTIFF, which has overviews in any case.
        classes: whether overviews take the nearest pixel, and not a mean.
        written: what the file must hold.

    Raises:
        EngineError: "incomplete_output", "wrong_output".
        CancelledError: the reporter wants to stop.
    """
    factors = [factor for factor in source.overviews(1) if factor > 1]
    method = "nearest" if classes else "average"
    pixels = source.count * math.prod(source.shape)
    if factors:
        _do("overviews", [os.fspath(path), factors, method], pixels, path, reporter)
        for level in range(len(factors)):
            check_tiles(path, overview_level=level)
    if file_format == "cog":
        draft = path.with_name(path.name + DRAFT_SUFFIX)
        _do("cog", [os.fspath(path), os.fspath(draft), method], pixels, path, reporter)
        os.replace(draft, path)
        written.check(path, reporter)
    content = side_content(source, domains=file_format == "cog")
    if content is not None:
        write_side_file(path, content)


def _do(task: str, arguments: list[Any], pixels: int, path: Path, reporter: Reporter) -> None:
    reporter.raise_if_cancelled()
    if pixels < _LARGE:
        try:
            _TASKS[task](*arguments)
        except RasterioError as error:
            raise incomplete(path) from error
        return
    process = subprocess.Popen(
        python_command(__name__, [json.dumps([task, *arguments])]),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_WINDOW,
    )
    try:
        while process.poll() is None:
            reporter.raise_if_cancelled()
            try:
                process.wait(_POLL_S)
            except subprocess.TimeoutExpired:
                continue
    finally:
        process.kill()
        process.wait()
    if process.returncode != 0:
        raise incomplete(path)


def _build_overviews(path: str, factors: list[int], method: str) -> None:
    with (
        rasterio.Env(GDAL_NUM_THREADS=str(correcting_threads())),
        rasterio.open(path, "r+") as dataset,
    ):
        dataset.build_overviews(factors, Resampling[method])


def _write_cog(path: str, out: str, method: str) -> None:
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(path) as dataset:
        bits = dataset.tags(1, ns="IMAGE_STRUCTURE").get("NBITS")
        options = {} if bits is None else {"nbits": bits}
        rasterio.shutil.copy(
            dataset,
            out,
            driver="COG",
            compress="deflate",
            bigtiff="if_safer",
            overview_resampling=method,
            num_threads=str(correcting_threads()),
            **options,
        )


_TASKS: dict[str, Callable[..., None]] = {"overviews": _build_overviews, "cog": _write_cog}


def main(arguments: list[str]) -> int:
    """Run the process: do the task that the argument names, as JSON."""
    task, *values = json.loads(arguments[0])
    _TASKS[task](*values)
    return 0
