"""Image pairs in two folders, SAR and optical: partners have the same file name, and the suffix may differ."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..json_input import read_json
from .image_pairs import ImagePair

SUFFIXES = (".tif", ".tiff", ".png", ".jpg", ".jpeg", ".jp2", ".bmp")
Displacement = tuple[tuple[float, float, float], tuple[float, float, float]]
ALIGNED: Displacement = ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0))
_OFFSETS_HINT = (
    'It must be a JSON list of {"tile": NAME, "dx": [c0, c1, c2], "dy": [c0, c1, c2]} in pixels; see docs/training.md.'
)


def list_folders(
    sar: Path,
    optical: Path,
    name: str,
    block: int = 0,
    offsets: Path | None = None,
    agreement: float = 0.0,
    sar_nodata: float | None = None,
) -> list[ImagePair]:
    """List all pairs of two folders, sorted by file name.

    Args:
        name: the data set's name.
        block: how many consecutive numbers form a scene; the last number in a file name counts. 0: each pair is a
            scene of its own.
        offsets, agreement: see `read_offsets`. Pairs that the offsets file does not list are left out.
        sar_nodata: the value of SAR pixels without data.

    Raises:
        InputError: "no_data"; "missing_image" for an image without partner; "no_number"; "bad_offsets".
    """
    sar_files, optical_files = _files(sar), _files(optical)
    alone = sorted(set(sar_files) ^ set(optical_files))
    if alone:
        here, there = (sar_files, optical) if alone[0] in sar_files else (optical_files, sar)
        raise InputError(
            "missing_image",
            f"{here[alone[0]]} has no partner called {alone[0]} in {there}.",
            "Give partners the same name, or remove images without a partner from the folder.",
        )
    displacements = None if offsets is None else read_offsets(offsets, agreement)
    names = [stem for stem in sar_files if displacements is None or stem in displacements]
    if not names:
        raise InputError("bad_offsets", f"{offsets} lists none of the images in {sar}.", _OFFSETS_HINT)
    return [
        ImagePair(
            name,
            _scene(stem, block),
            optical_files[stem],
            sar_files[stem],
            sar_nodata,
            ALIGNED if displacements is None else displacements[stem],
        )
        for stem in names
    ]


def _files(folder: Path) -> dict[str, Path]:
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    files = {path.stem: path for path in found if path.suffix.lower() in SUFFIXES}
    if not files:
        why = "holds no images" if folder.is_dir() else "is not a folder"
        raise InputError("no_data", f"{folder} {why}.", f"Give a folder of images ({', '.join(SUFFIXES)}).")
    return files


def _scene(stem: str, block: int) -> str:
    if not block:
        return stem
    numbers = re.findall(r"\d+", stem)
    if not numbers:
        raise InputError(
            "no_number",
            f"The file name {stem} contains no number by which pairs could be grouped into scenes.",
            "Set block = 0 for this folder.",
        )
    return f"{stem[: stem.rindex(numbers[-1])]}{int(numbers[-1]) // block}"


def read_offsets(path: Path, agreement: float = 0.0) -> dict[str, Displacement]:
    """Read known displacements, by image name (without suffix).

    The SAR pixel (col, row) corresponds to the optical pixel (col + dx, row + dy). Both dx and dy follow
    d = c0 + c1 (col - centre) / centre + c2 (row - centre) / centre, in pixels; centre is half the image's width.

    Args:
        agreement: images are left out if their "blocks_within_1_5px_after" is given and below this value.

    Raises:
        InputError: "bad_offsets".
    """
    try:
        entries = read_json(path)
        trusted = [entry for entry in entries if float(entry.get("blocks_within_1_5px_after", 1.0)) >= agreement]
        return {str(entry["tile"]): (_coefficients(entry, "dx"), _coefficients(entry, "dy")) for entry in trusted}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            "bad_offsets", f"The offsets file {path} cannot be used: {type(error).__name__}: {error}.", _OFFSETS_HINT
        ) from error


def _coefficients(entry: Mapping[str, Any], key: str) -> tuple[float, float, float]:
    c0, c1, c2 = (float(value) for value in entry[key])
    return c0, c1, c2
