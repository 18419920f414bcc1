"""Update the translations in resources/translations to the plugin's texts. Standard library only.

python3 tools/translations.py            reads the texts in s2m2_qgis and updates all .ts files
python3 tools/translations.py LANGUAGE   also starts the translation into a language ("de", "pt_BR")
python3 tools/translations.py --check    changes nothing; fails if a file is not up to date or a translation is wrong

s2m2_en.ts is made from the texts alone. In the other files, translations are kept, new texts are marked as unfinished,
and texts that the plugin no longer has are marked as vanished or obsolete.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import ts_file
from qm_file import plural_forms, qm_bytes
from ts_file import Message

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = "s2m2_qgis"
FOLDER = "resources/translations"
_PREFIX = "s2m2_"
_LANGUAGE = re.compile(r"[a-z]{2,3}([_@-][A-Za-z]+)?")

# The functions in s2m2_qgis/i18n.py: tr(text), tr_count(text, number, one=text).
_PLAIN, _COUNTED = "tr", "tr_count"


@dataclass
class Texts:
    """The texts that were found in the plugin, in their order, and faults: calls of `tr` that cannot be read."""

    messages: dict[str, Message] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def add(self, message: Message) -> str:
        """Add a text; returns why it cannot be added, or "" if it was added."""
        if ts_file.placeholders(message.source) is None:
            return f"str.format refuses the text {message.source!r}"
        if message.counted and (problem := message.problem(plural_forms(ts_file.SOURCE_LANGUAGE))):
            return f"the text for 1 {problem}"
        known = self.messages.setdefault(message.source, message)
        if (known.counted, known.forms) != (message.counted, message.forms):
            return f"the text {message.source!r} is counted in another way in {known.files[0]}"
        files = tuple(dict.fromkeys(known.files + message.files))
        self.messages[message.source] = replace(known, files=files)
        return ""


class _Reader(ast.NodeVisitor):
    """Reads the calls of `tr` in one module."""

    def __init__(self, texts: Texts, path: str) -> None:
        self._texts = texts
        self._path = path
        self._functions = 0

    def visit_Call(self, node: ast.Call) -> None:
        if not (isinstance(node.func, ast.Name) and node.func.id in (_PLAIN, _COUNTED)):
            self.generic_visit(node)
            return
        if not self._functions:
            self._fault(node, f"{node.func.id} is called while the module is imported, before there is a translator")
            return
        read = self._counted if node.func.id == _COUNTED else self._plain
        message = read(node)
        if message is None:
            self._fault(node, f"{node.func.id} must be given its texts as literals")
        elif problem := self._texts.add(message):
            self._fault(node, problem)
        for argument in node.args[1:]:
            self.visit(argument)

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in (_PLAIN, _COUNTED):
            self._fault(node, f"{node.id} can only be called: its texts could not be found otherwise")

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr in (_PLAIN, _COUNTED):
            self._fault(node, f"{node.attr} must be called by its bare name, imported from i18n")
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._function(node, node.body, [*node.decorator_list, node.args])

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._function(node, [node.body], [node.args])

    def _function(self, node: ast.AST, body: Sequence[ast.AST], outside: Iterable[ast.AST]) -> None:
        """Visit a function: decorators and defaults are evaluated where it is defined, the body when it is called."""
        for one in outside:
            self.visit(one)
        self._functions += 1
        for one in body:
            self.visit(one)
        self._functions -= 1

    def _plain(self, call: ast.Call) -> Message | None:
        if len(call.args) != 1 or call.keywords:
            return None
        text = _literal(call.args[0])
        return None if text is None else Message(text, (self._place(),))

    def _counted(self, call: ast.Call) -> Message | None:
        if len(call.args) != 2 or any(one.arg != "one" for one in call.keywords):
            return None
        many = _literal(call.args[0])
        one = _literal(call.keywords[0].value) if call.keywords else many
        if many is None or one is None:
            return None
        extra = f"Where the number is 1, the English text is: {one}" if one != many else ""
        return Message(many, (self._place(),), counted=True, extra=extra, forms=(one, many), state="")

    def _place(self) -> str:
        return f"../../{self._path}"

    def _fault(self, node: ast.expr, problem: str) -> None:
        self._texts.faults.append(f"{self._path}:{node.lineno}: {problem}.")


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value else None


def texts_of_plugin(root: Path) -> Texts:
    """The texts in all modules of the plugin, in the order of modules and of places in a module."""
    texts = Texts()
    for path in sorted((root / PLUGIN).rglob("*.py")):
        place = path.relative_to(root).as_posix()
        _Reader(texts, place).visit(ast.parse(path.read_text(encoding="utf-8"), place))
    return texts


def updated(old: Iterable[Message], new: Iterable[Message], language: str) -> list[Message]:
    """The messages of a .ts file: the `new` messages of the plugin, with the translations from `old`."""
    if language == ts_file.SOURCE_LANGUAGE:
        return list(new)
    known = {message.source: message for message in old}
    messages = [_with_translation(message, known.pop(message.source, None), language) for message in new]
    gone = (replace(message, files=(), state=_state_when_gone(message)) for message in known.values())
    return messages + [message for message in gone if any(message.forms)]


def _with_translation(message: Message, old: Message | None, language: str) -> Message:
    forms = plural_forms(language) if message.counted else 1
    if old is None:
        return replace(message, forms=("",) * forms, state=ts_file.UNFINISHED)
    if old.counted != message.counted:
        # The text now has plural forms, or no longer has them: a translator has to check it.
        return replace(message, note=old.note, forms=(old.forms[0],) * forms, state=ts_file.UNFINISHED)
    back = {ts_file.VANISHED: "", ts_file.OBSOLETE: ts_file.UNFINISHED}
    return replace(message, note=old.note, forms=old.forms, state=back.get(old.state, old.state))


def _state_when_gone(message: Message) -> str:
    return ts_file.VANISHED if message.state in ("", ts_file.VANISHED) else ts_file.OBSOLETE


def faults_of_translation(path: Path, messages: Iterable[Message]) -> list[str]:
    """The faults of the finished translations of a .ts file, in sentences."""
    forms = plural_forms(ts_file.language_of(path))
    finished = (message for message in messages if message.state == "")
    found = ((message.source, message.problem(forms)) for message in finished)
    return [f"{path.name}: the translation of {source!r} {problem}." for source, problem in found if problem]


def translated_files(root: Path) -> list[Path]:
    """The .ts files of all languages except English."""
    files = sorted((root / FOLDER).glob(f"{_PREFIX}*.ts"))
    return [path for path in files if ts_file.language_of(path) != ts_file.SOURCE_LANGUAGE]


def qm_files(root: Path) -> dict[str, bytes]:
    """The .qm files that the plugin loads: file name -> content, for each language with finished translations.

    Raises:
        ValueError: a .ts file cannot be read, or a finished translation is wrong.
    """
    files = {}
    for path in translated_files(root):
        messages = ts_file.read(path)
        faults = faults_of_translation(path, messages)
        if faults:
            raise ValueError("\n".join(faults))
        finished = {message.source: message.forms for message in messages if message.state == ""}
        if finished:
            files[f"{path.stem}.qm"] = qm_bytes(ts_file.language_of(path), ts_file.CONTEXT, finished)
    return files


def update(root: Path, language: str = "", check: bool = False) -> list[str]:
    """Update the .ts files, or with `check` only test whether they are up to date; returns the faults, in sentences.

    Args:
        language: a language whose translation is started if it has no file; "" starts none.
    """
    texts = texts_of_plugin(root)
    if texts.faults:
        return texts.faults
    faults = []
    english = root / FOLDER / f"{_PREFIX}{ts_file.SOURCE_LANGUAGE}.ts"
    paths = {english, *translated_files(root)}
    if language:
        paths.add(english.with_name(f"{_PREFIX}{language}.ts"))
    for path in sorted(paths):
        try:
            old = ts_file.read(path) if path.exists() else []
        except ValueError as error:
            faults.append(f"{error}.")
            continue
        messages = updated(old, texts.messages.values(), ts_file.language_of(path))
        faults += faults_of_translation(path, messages)
        faults += _written(path, messages, check)
    return faults


def _written(path: Path, messages: Sequence[Message], check: bool) -> list[str]:
    content = ts_file.written(ts_file.language_of(path), messages)
    # Line endings are ignored, since git or an editor may have changed them to those of Windows.
    if not path.exists() or path.read_text(encoding="utf-8") != content:
        if check:
            return [f"{path.name} is not up to date with the plugin's texts: ./build.sh translations mends that."]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode())
    current = [message for message in messages if not message.is_gone]
    done = sum(message.state == "" for message in current)
    if ts_file.language_of(path) != ts_file.SOURCE_LANGUAGE:
        print(f"{path.name}: {done} of {len(current)} texts are translated.")
    return []


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Keep the translations up with the plugin's texts.")
    parser.add_argument("language", nargs="?", default="", help="begin the translation into it: de, pt_BR")
    parser.add_argument("--check", action="store_true", help="change nothing; fail if something is wrong")
    options = parser.parse_args(arguments)
    if options.language and not _LANGUAGE.fullmatch(options.language):
        parser.error(f"{options.language} is no language; it must look like de, pt_BR or zh-Hans")
    faults = update(ROOT, options.language, options.check)
    print("\n".join(faults), end="\n" if faults else "", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
