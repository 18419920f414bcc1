"""Trained models: those that come with the engine, and the folder of those that the user has installed.

Each model is one file, which bears the model's name.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from ..errors import EngineError, InputError
from ..files import check_name, check_output, partial_file
from ..names import DEFAULT_MODEL, MODEL_SUFFIX, PARTIAL_SUFFIX, STRUCTURE
from .model_file import ModelCard, looks_like_safetensors, read_card, read_model, rewrite_note, write_model
from .torch_support import require_torch

FOLDER_VARIABLE = "S2M2_MODELS"
RESERVED_NAMES = (DEFAULT_MODEL, STRUCTURE)
BUNDLED = Path(__file__).with_name("weights")
MODEL_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
# Windows reserves these names for devices, whatever the folder and the extension.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
LONGEST_NOTE = 2000


@dataclass(frozen=True)
class InstalledModel:
    """A model in the library. `card` is None if the file cannot be read; `problem` then says why."""

    name: str
    path: Path
    card: ModelCard | None
    problem: str = ""


def models_folder() -> Path:
    """The folder of models: the environment variable S2M2_MODELS, or the platform's folder for a user's data."""
    chosen = os.environ.get(FOLDER_VARIABLE)
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "s2m2" / "models"


def list_installed() -> list[InstalledModel]:
    """All models in the library, sorted by name, damaged files included. Needs no torch."""
    return [model for model in _list(models_folder()) if model.name not in RESERVED_NAMES]


def list_bundled() -> list[InstalledModel]:
    """The models that come with the engine, sorted by name. Needs no torch."""
    return _list(BUNDLED)


def _list(folder: Path) -> list[InstalledModel]:
    if not folder.is_dir():
        return []
    # A file that a killed process left half-written is no model.
    names = (path for path in sorted(folder.glob(f"*{MODEL_SUFFIX}")) if PARTIAL_SUFFIX not in path.stem)
    return [_installed(path) for path in names if MODEL_NAME.fullmatch(path.stem)]


def find_model(name: str) -> Path | None:
    """The file of the model called `name`, or the file whose path `name` is; None if there is neither."""
    if MODEL_NAME.fullmatch(name):
        # A file with a reserved name that was put into the library must not pass for a model of the engine.
        for folder in (BUNDLED,) if name in RESERVED_NAMES else (BUNDLED, models_folder()):
            file = folder / f"{name}{MODEL_SUFFIX}"
            if file.is_file():
                return file
    path = Path(name)
    return path if path.suffix == MODEL_SUFFIX and path.is_file() else None


def model_info(name: str) -> InstalledModel:
    """What is known about an installed model or a model file.

    Raises:
        InputError: there is no model of that name or path, or its card cannot be read.
    """
    path = find_model(name)
    if path is None:
        raise _not_installed(name)
    return InstalledModel(path.stem, path, read_card(path))


def import_model(file: Path, name: str | None = None) -> InstalledModel:
    """Check a model file, or a checkpoint in the layout of the method's authors, and add it to the library.

    Args:
        name: the model's new name; by default that of the file.

    Raises:
        InputError: the file is not readable, damaged, unsafe or of another network; the name is taken or not allowed.
        EngineError: the disk is full.
    """
    check_name(file)
    chosen = re.sub(r"[^A-Za-z0-9._-]+", "-", file.stem).strip(".-_") if name is None else name
    target = models_folder() / f"{_checked_name(chosen)}{MODEL_SUFFIX}"
    if target.exists():
        raise _name_taken(chosen)
    if looks_like_safetensors(file):
        card, _ = read_model(file)
        with partial_file(target) as partial:
            shutil.copyfile(file, partial)
        return InstalledModel(chosen, target, card)
    require_torch(f"Importing {file.name}, a checkpoint of PyTorch,")
    from .authors_checkpoint import read_authors_checkpoint

    configuration, weights = read_authors_checkpoint(file)
    note = f"Imported from {file.name}, a checkpoint of the published S2M2-SAR code."
    return InstalledModel(chosen, target, write_model(target, configuration, weights, chosen, note))


def rename_model(name: str, new: str) -> Path:
    """Give an installed model another name; returns its new path. Its card keeps the name that it was made with.

    Raises:
        InputError: there is no model of that name, or it comes with the engine; the new name is taken or not allowed;
            the file cannot be renamed.
    """
    path = _own_file(name, "rename", "renamed")
    target = path.with_name(f"{_checked_name(new)}{MODEL_SUFFIX}")
    # On a file system that ignores case, the new name may differ from the old one in case only.
    if target.exists() and not target.samefile(path):
        raise _name_taken(new)
    try:
        path.rename(target)
    except OSError as error:
        raise InputError(
            "cannot_rename", f"{path} cannot be renamed: {error.strerror}.", "Close the programs that use it."
        ) from error
    return target


def set_note(name: str, note: str) -> InstalledModel:
    """Set the user's note on an installed model, or remove the note if `note` is empty.

    Raises:
        InputError: there is no model of that name, it comes with the engine, or it is damaged; the note is too long;
            the file cannot be replaced.
        EngineError: the disk is full.
    """
    path = _own_file(name, "note", "given a note")
    text = note.encode("utf-8", "replace").decode("utf-8").strip()
    if len(text) > LONGEST_NOTE:
        raise InputError(
            "note_too_long", f"The note has {len(text)} characters.", f"Give one of up to {LONGEST_NOTE} characters."
        )
    return InstalledModel(name, path, rewrite_note(path, text))


def export_model(name: str, file: Path, overwrite: bool = False) -> Path:
    """Copy a model's file, card included, to where the user wants it; the copy is whole or not there at all.

    Raises:
        InputError: there is no such model, it is damaged, or it has no file; the target exists, has another extension
            or cannot be written.
        EngineError: the disk is full.
    """
    if name in RESERVED_NAMES and find_model(name) is None:
        raise InputError("no_model_file", f"The model {name} has no file.", "It is part of every S2M2.")
    source = model_info(name).path
    check_output(file)
    if file.suffix != MODEL_SUFFIX:
        raise InputError(
            "bad_model_file",
            f"{file.name} does not end in {MODEL_SUFFIX}.",
            f"Give the file a name that ends in {MODEL_SUFFIX}.",
        )
    if file.exists() and not overwrite:
        raise InputError("file_exists", f"{file} exists already.", "Give another file, or have it replaced (--force).")
    with partial_file(file) as partial:
        shutil.copyfile(source, partial)
    return file


def remove_model(name: str) -> Path:
    """Delete an installed model; returns the path that it had.

    Raises:
        InputError: there is no model of that name, it comes with the engine, or it cannot be deleted.
    """
    path = _own_file(name, "remove", "removed")
    try:
        path.unlink()
    except OSError as error:
        raise InputError(
            "cannot_remove", f"{path} cannot be deleted: {error.strerror}.", "Close the programs that use it."
        ) from error
    return path


def _own_file(name: str, action: str, done: str) -> Path:
    """The file of a model that the user has installed; the error says that it cannot be `done` (of `action`)."""
    if name in RESERVED_NAMES or _is_bundled(name):
        raise InputError(
            f"cannot_{action}",
            f"The model {name} comes with S2M2 and cannot be {done}.",
            "Only models that were imported, trained or fine-tuned can.",
        )
    path = models_folder() / f"{name}{MODEL_SUFFIX}"
    if not MODEL_NAME.fullmatch(name) or not path.is_file():
        raise _not_installed(name)
    return path


def _installed(path: Path) -> InstalledModel:
    try:
        return InstalledModel(path.stem, path, read_card(path))
    except InputError as error:
        problem = str(error)
    except Exception as error:  # whatever one file holds, the other models must still be listed
        problem = EngineError.unexpected(error).message
    return InstalledModel(path.stem, path, None, problem)


def _is_bundled(name: str) -> bool:
    return bool(MODEL_NAME.fullmatch(name)) and (BUNDLED / f"{name}{MODEL_SUFFIX}").is_file()


def _checked_name(name: str) -> str:
    if name in RESERVED_NAMES or _is_bundled(name):
        raise InputError("bad_model_name", f"The name {name} is taken by S2M2 itself.", "Choose another name.")
    if not MODEL_NAME.fullmatch(name) or _DEVICES.fullmatch(name) or name.endswith(".") or PARTIAL_SUFFIX in name:
        raise InputError(
            "bad_model_name",
            f"A model cannot be called {name!r}.",
            "Choose a name of up to 64 letters a-z, digits, dots, hyphens and underscores.",
        )
    return name


def _name_taken(name: str) -> InputError:
    return InputError(
        "model_exists",
        f"There is a model called {name} already.",
        "Choose another name, or remove or rename that model first.",
    )


def _not_installed(name: str) -> InputError:
    names = ", ".join(model.name for model in list_installed()) or "none"
    return InputError("no_such_model", f"There is no installed model called {name!r}.", f"Installed: {names}.")
