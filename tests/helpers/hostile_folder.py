"""A folder that code lies in wait in, under names of modules that Python and the engine import."""

from __future__ import annotations

from pathlib import Path

# The file that shows that some of it has run.
RAN = "ran"
_MODULES = (
    "json",
    "numpy",
    "runpy",
    "ast",
    "pip",
    "venv",
    "ensurepip",
    "s2m2_engine",
    "sitecustomize",
    "encodings",
    "multiprocessing",
    "torch",
)


def hostile_folder(folder: Path) -> Path:
    """Make the folder, and return it."""
    folder.mkdir()
    for name in _MODULES:
        (folder / f"{name}.py").write_text(f"open({str(folder / RAN)!r}, 'a').write('{name} ')\n", encoding="utf-8")
    return folder
