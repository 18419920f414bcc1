"""Build the plugin zip, or lay the plugin out in a folder. Standard library only.

python3 tools/package.py [--out dist]        dist/s2m2_qgis-VERSION.zip, checked; prints its path
python3 tools/package.py --stage FOLDER      the same files, unzipped, in FOLDER (replaced if it exists)
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from check_package import problems_of_zip
from translations import FOLDER as TRANSLATIONS
from translations import qm_files

PLUGIN = "s2m2_qgis"
ROOT = Path(__file__).resolve().parent.parent

# The content of the zip: a file or folder of the project, and its place in the plugin's folder.
_PARTS = (
    (PLUGIN, ""),
    ("metadata.txt", "metadata.txt"),
    ("LICENSE", "LICENSE"),
    ("resources", "resources"),
    ("engine/s2m2_engine", "engine/s2m2_engine"),
    ("engine/locks", "engine/locks"),
)
# Research code is only in the repository; patents may cover some of its baselines. Qt does not load the .ts files of
# translators, but the .qm files that are made from them.
_LEFT_OUT = ("engine/s2m2_engine/studies", TRANSLATIONS)
# All files get the earliest date of the zip format, so that the same files always give the same zip.
_DATE = (1980, 1, 1, 0, 0, 0)


def plugin_version(root: Path) -> str:
    """The version that engine and plugin share.

    Raises:
        ValueError: the engine's version file does not contain it.
    """
    text = (root / "engine/s2m2_engine/version.py").read_text(encoding="utf-8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise ValueError("engine/s2m2_engine/version.py holds no __version__")
    return found.group(1)


def plugin_files(root: Path) -> dict[PurePosixPath, bytes]:
    """The content of the plugin's folder: path in the folder -> content of the file, sorted by path.

    Raises:
        ValueError: a translation is wrong.
    """
    files = {PurePosixPath(TRANSLATIONS) / name: content for name, content in qm_files(root).items()}
    for source, target in _PARTS:
        path = root / source
        if path.is_file():
            files[PurePosixPath(target)] = path.read_bytes()
        for file in _tracked_kind_of_file(path):
            if not any(file.is_relative_to(root / folder) for folder in _LEFT_OUT):
                files[PurePosixPath(target) / file.relative_to(path).as_posix()] = file.read_bytes()
    return dict(sorted(files.items()))


def _tracked_kind_of_file(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        inside = path.relative_to(folder).parts
        made_by_tools = any(part == "__pycache__" or part.startswith(".") for part in inside)
        if path.is_file() and not made_by_tools and path.suffix not in (".pyc", ".pyo"):
            yield path


def build_zip(root: Path, out: Path) -> Path:
    """Write out/s2m2_qgis-VERSION.zip and return its path.

    Raises:
        ValueError: a translation is wrong, or the zip breaks a rule of plugins.qgis.org; no file is left then.
    """
    version = plugin_version(root)
    files = plugin_files(root)
    path = out / f"{PLUGIN}-{version}.zip"
    partial = path.with_suffix(".zip.partial")
    out.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for place, content in files.items():
            entry = zipfile.ZipInfo(f"{PLUGIN}/{place}", _DATE)
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    problems = problems_of_zip(partial, version)
    if problems:
        partial.unlink()
        raise ValueError("\n".join(problems))
    partial.replace(path)
    return path


def stage(root: Path, folder: Path) -> None:
    """Write the plugin's files into `folder`, whose earlier content is removed.

    Raises:
        ValueError: a translation is wrong.
    """
    files = plugin_files(root)
    if folder.exists():
        shutil.rmtree(folder)
    for place, content in files.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Build the plugin zip, or lay the plugin out in a folder.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="FOLDER")
    parser.add_argument("--stage", type=Path, metavar="FOLDER")
    options = parser.parse_args(arguments)
    try:
        if options.stage is not None:
            stage(ROOT, options.stage)
            return 0
        path = build_zip(ROOT, options.out)
    except ValueError as error:
        print(f"The plugin cannot be packaged:\n{error}", file=sys.stderr)
        return 1
    print(f"{path} ({path.stat().st_size / 1e6:.2f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
