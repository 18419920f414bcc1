"""`s2m2 models`: list, describe, import, export, rename, annotate and remove models."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import EXIT_RELIABLE
from ..progress import Reporter

if TYPE_CHECKING:
    from ..model.library import InstalledModel
    from .arguments import Commands


def add(actions: Commands) -> None:
    """Add the command's parser to `actions`."""
    models = actions.add_parser("models", help="manage the models that can be used for matching")
    kinds = models.add_subparsers(dest="action", required=True, metavar="list|info|import|export|rename|note|remove")
    listing = kinds.add_parser("list", help="list the models, one per line")
    listing.set_defaults(run=list_models)
    info = kinds.add_parser("info", help="describe a model and its origin")
    info.add_argument("name", metavar="NAME|PATH")
    info.set_defaults(run=model_info)
    importing = kinds.add_parser("import", help="install a model file, or a checkpoint by the authors of S2M2-SAR")
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.add_argument("--name", metavar="N", help="name of the model (default: that of the file)")
    importing.set_defaults(run=import_model)
    export = kinds.add_parser("export", help="write a model to a file, which can be imported on another computer")
    export.add_argument("name", metavar="NAME")
    export.add_argument("file", type=Path, metavar="FILE", help="output file; its name ends in .safetensors")
    export.add_argument("--force", action="store_true", help="replace FILE if it exists")
    export.set_defaults(run=export_model)
    rename = kinds.add_parser("rename", help="give an installed model another name")
    rename.add_argument("name", metavar="NAME")
    rename.add_argument("new", metavar="NEW")
    rename.set_defaults(run=rename_model)
    note = kinds.add_parser("note", help="write a note into an installed model")
    note.add_argument("name", metavar="NAME")
    note.add_argument("text", metavar="TEXT", help="an empty text ('') removes the note")
    note.set_defaults(run=note_model)
    remove = kinds.add_parser("remove", help="delete an installed model")
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=remove_model)
    for parser in (listing, info, importing, export, rename, note, remove):
        parser.add_argument("--json", action="store_true", help="print JSON")


def list_models(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 models list`."""
    from ..model.registry import list_damaged
    from ..model.registry import list_models as usable_models

    found, damaged = usable_models(), list_damaged()
    if options.json:
        lists = {"models": [asdict(model) for model in found], "damaged": [asdict(model) for model in damaged]}
        print(json.dumps(lists, ensure_ascii=False))
        return EXIT_RELIABLE
    for model in (*found, *damaged):
        note = " ".join(model.user_note.split())
        texts = [model.description, model.note, f"[{note}]" if note else ""]
        print(f"{model.name}  {model.sha256[:12] or 'damaged':12}  {' '.join(filter(None, texts))}")
    return EXIT_RELIABLE


def model_info(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 models info`."""
    from ..model.library import RESERVED_NAMES, find_model
    from ..model.library import model_info as find_info
    from ..model.registry import list_models as usable_models
    from ..model.registry import substitute_note

    is_file = find_model(options.name) is not None
    if options.name in RESERVED_NAMES and not is_file:
        _print_facts(next(asdict(model) for model in usable_models() if model.name == "structure"), options.json)
        return EXIT_RELIABLE
    _print_model(find_info(options.name), options.json, substitute_note(options.name))
    return EXIT_RELIABLE


def import_model(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 models import`."""
    from ..model.library import import_model as install

    _print_model(install(options.file, options.name), options.json)
    return EXIT_RELIABLE


def export_model(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 models export`."""
    from ..model.library import export_model as write

    path = write(options.name, options.file, options.force)
    _print_done({"exported": str(path)}, f"Wrote {path}.", options.json)
    return EXIT_RELIABLE


def rename_model(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 models rename`."""
    from ..model.library import rename_model as rename

    path = rename(options.name, options.new)
    _print_done({"name": path.stem, "path": str(path)}, f"{options.name} is now called {path.stem}.", options.json)
    return EXIT_RELIABLE


def note_model(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 models note`."""
    from ..model.library import set_note

    model = set_note(options.name, options.text)
    note = "" if model.card is None else model.card.user_note
    done = f"Note on {model.name}: {note}" if note else f"{model.name} now has no note."
    _print_done({"name": model.name, "user_note": note}, done, options.json)
    return EXIT_RELIABLE


def remove_model(options: argparse.Namespace, reporter: Reporter) -> int:
    """Run `s2m2 models remove`."""
    from ..model.library import remove_model as delete

    path = delete(options.name)
    _print_done({"removed": str(path)}, f"Removed {path}.", options.json)
    return EXIT_RELIABLE


def _print_done(facts: Mapping[str, Any], sentence: str, as_json: bool) -> None:
    print(json.dumps(facts, ensure_ascii=False) if as_json else sentence)


def _print_model(model: InstalledModel, as_json: bool, note: str = "") -> None:
    card = {} if model.card is None else asdict(model.card)
    # The card keeps the name that the model was made with; show its current name.
    facts = {**card, "name": model.name, "path": str(model.path)}
    if note:
        facts["note"] = note
    _print_facts(facts, as_json)


def _print_facts(facts: Mapping[str, Any], as_json: bool) -> None:
    if as_json:
        print(json.dumps(facts, ensure_ascii=False))
    else:
        print("\n".join(_lines(facts)))


def _lines(facts: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    """Format nested facts as indented lines, without empty values."""
    for key, value in facts.items():
        if isinstance(value, Mapping) and value:
            yield f"{indent}{key}:"
            yield from _lines(value, indent + "  ")
        elif isinstance(value, list) and any(isinstance(item, (Mapping, list)) for item in value):
            yield from _lines({f"{key} {number}": item for number, item in enumerate(value, 1)}, indent)
        elif isinstance(value, (list, tuple)) and value:
            yield f"{indent}{key}: {', '.join(map(str, value))}"
        elif value is None:
            yield f"{indent}{key}: none"
        elif value not in ("", {}, [], ()):
            yield f"{indent}{key}: {value}".replace("\n", f"\n{indent}  ")
