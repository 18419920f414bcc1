"""Lists the files of a raster: the file itself, its side files, and all sources of a VRT, also of nested VRTs."""

from __future__ import annotations

import html
import os
import re
import stat
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol, Union

import rasterio
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.io import DatasetReader

from ...errors import InputError
from ...files import SIDE_SUFFIXES

_NETWORK = re.compile(r"/vsi(curl|s3|gs|az|adls|oss|swift|hdfs|webhdfs)|\b(https?|ftps?|s3|gs)://|<GDAL_W[MC]", re.I)
_VRT_SOURCE = re.compile(
    r"<(?:SourceFilename|SourceDataset|SrcDataSource)\b([^>]*)>\s*(?:<!\[CDATA\[(.*?)\]\]>|([^<]+))\s*</", re.S | re.I
)
# How the VRTs of rasters and those of vector layers begin.
_VRT_HEADS = (b"<VRTDataset", b"<OGRVRTDataSource")
# How files begin that describe a service on the network.
_SERVICES = (b"<GDAL_WMS", b"<GDAL_WMTS", b"<WCS_GDAL", b"<OGRWFSDataSource")
_HEAD_BYTES = 1024
_VRT_BYTES = 64 * 2**20
_DEEPEST = 8


class HasEncoding(Protocol):
    """An xarray array: `encoding["source"]` is the file that it was read from."""

    @property
    def encoding(self) -> Mapping[Any, Any]: ...


RasterFile = Union[str, "os.PathLike[str]", DatasetReader, HasEncoding]
"""A path, a GDAL name, or an open rasterio dataset or xarray array, which stands for its whole file: what was changed
or cut out in memory is not seen."""


def file_name(raster: RasterFile) -> str:
    """The path or GDAL name of a raster.

    Raises:
        InputError: "no_file_name".
    """
    if isinstance(raster, (str, os.PathLike)):
        return os.fsdecode(raster)
    source = raster.name if isinstance(raster, DatasetReader) else getattr(raster, "encoding", {}).get("source")
    if not source:
        raise InputError(
            "no_file_name",
            f"A {type(raster).__name__} without a file cannot be used.",
            "Write it to a file, and give the file's path.",
        )
    return os.fsdecode(source)


def is_on_network(name: str) -> bool:
    """Return whether GDAL reads the raster called `name` from another computer."""
    return _NETWORK.search(name) is not None


def same_file(first: Path | str, second: Path | str) -> bool:
    """Return whether two paths name the same file. Names that only GDAL can open are compared as text."""
    try:
        return os.path.samefile(first, second)
    except OSError:
        return os.path.abspath(first) == os.path.abspath(second)


def refuse_hidden_network(path: str, label: str) -> None:
    """Refuse a local VRT that refers to another computer: the user gave a local file and expects no network access.

    Raises:
        InputError: "remote_source".
    """
    if is_on_network(path):
        return
    for source in _vrt_sources(path):
        if is_on_network(source) or _is_service(source):
            raise InputError(
                "remote_source",
                f"{label} is a VRT that refers to another computer, {source[:120]}.",
                "Download that raster, or give its address instead of the VRT.",
            )


def refuse_special_files(path: str, label: str) -> None:
    """Refuse pipes, sockets and devices, also as sources of a VRT: reading them may wait for ever.

    Raises:
        InputError: "corrupt_raster".
    """
    for name in (path, *_vrt_sources(path)):
        try:
            mode = os.stat(name).st_mode
        except (OSError, ValueError):  # no file of the system's
            continue
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise InputError(
                "corrupt_raster",
                f"{label} cannot be read: {name[:120]} is neither a file nor a folder.",
                "Give a raster file such as a GeoTIFF.",
            )


def missing_sources(path: str) -> list[str]:
    """List the local files that a VRT refers to and that do not exist."""
    return [
        source for source in _vrt_sources(path) if os.path.isabs(source) and not source.startswith("/vsi")
        and not os.path.exists(source)
    ]  # fmt: skip


def files_of(path: Path | str) -> list[str]:
    """List all files of a raster, including the sources of VRTs. For a remote raster this is only its name."""
    text = os.fspath(path)
    found = [text, *_vrt_sources(text)]
    found += [file for name in found for file in _files_in_name(name)]
    if any(is_on_network(name) for name in found):
        return found
    for name in list(found):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", NotGeoreferencedWarning)
                with rasterio.open(name) as dataset:
                    found += dataset.files
        except (RasterioError, OSError):
            # A file that cannot be opened is refused, with an InputError, when it is read.
            continue
    return list(dict.fromkeys(found))


def refuse_overwriting(outputs: Iterable[Path], rasters: Iterable[Path | str]) -> None:
    """Refuse outputs that would overwrite a file of an input, also by their side files.

    Raises:
        InputError: "output_is_input".
    """
    inputs = [name for raster in rasters for name in files_of(raster)]
    for out in outputs:
        for target in (out, *(out.with_name(out.name + suffix) for suffix in SIDE_SUFFIXES)):
            if any(same_file(name, target) for name in inputs):
                raise InputError(
                    "output_is_input",
                    f"{target} belongs to an input and would be overwritten.",
                    "Choose another name for the output.",
                )


def _files_in_name(name: str) -> list[str]:
    """List the existing local files in a name of GDAL's, such as /vsisubfile/0_,a.tif or /vsizip/{a.zip}/b.tif."""
    if not name.startswith("/vsi"):
        return []
    parts = re.split(r"[,{}?&=]|(?<=/)(?=/)", name)
    places = [part for text in parts for part in (text, re.sub(r"^(/*vsi[a-z0-9_]+/)+", "", text))]
    found = []
    for place in places:
        for path in (place, *map(str, Path(place).parents)):
            if os.path.isfile(path):
                found.append(path)
    return found


def _vrt_sources(path: str, depth: int = 0) -> list[str]:
    """List the sources of a VRT (a file or the XML itself), also of nested VRTs; empty for any other raster."""
    body = _vrt_text(path)
    found = []
    for attributes, verbatim, escaped in _VRT_SOURCE.findall(body):
        source = (verbatim or html.unescape(escaped)).strip()
        if re.search(r"relativeToVRT\s*=\s*[\"']1", attributes) and not os.path.isabs(source):
            source = os.path.join(os.path.dirname(os.path.abspath(path)), source)
        found.append(source)
        if depth < _DEEPEST:
            found += _vrt_sources(source, depth + 1)
    return list(dict.fromkeys(found))


def _is_service(path: str) -> bool:
    """Whether a local file describes a service on the network, such as a WMS."""
    try:
        if not os.path.isfile(path):
            return False
        with open(path, "rb") as file:
            head = file.read(_HEAD_BYTES)
    except (OSError, ValueError):
        return False
    return any(start in head for start in _SERVICES)


def _vrt_text(path: str) -> str:
    if path.lstrip().startswith("<VRTDataset"):
        return path
    try:
        if not os.path.isfile(path):
            return ""
        with open(path, "rb") as file:
            head = file.read(_HEAD_BYTES)
            if not any(start in head for start in _VRT_HEADS):
                return ""
            return (head + file.read(_VRT_BYTES)).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
