"""Reads and writes Qt Linguist's .ts files, in which translators work. Standard library only.

They are written as Qt Linguist writes them, so that a file that it has saved differs only in its translations. The
location of a text is its file without the line, since lines change with every change of the code.
"""

from __future__ import annotations

import re
import string
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

CONTEXT = "S2M2"  # as in s2m2_qgis/i18n.py
SOURCE_LANGUAGE = "en"
# States of a translation besides "", which is finished.
UNFINISHED = "unfinished"
VANISHED = "vanished"  # it was finished, but the plugin no longer has the text
OBSOLETE = "obsolete"  # it was unfinished, and the plugin no longer has the text

COUNT = "count"  # the placeholder of the number that determines the plural form
_QT_PLACEHOLDER = re.compile(r"%L?(?:\d+|n)")


@dataclass(frozen=True)
class Message:
    """A text of the plugin with its translation.

    Attributes:
        source: the English text.
        files: the files that contain it, relative to the .ts file.
        counted: whether it has plural forms.
        extra: comment of the program for the translator.
        note: comment of translators for each other.
        forms: the translation; for a counted text, one translation for each plural form.
        state: "" (finished), UNFINISHED, VANISHED or OBSOLETE.
    """

    source: str
    files: tuple[str, ...] = ()
    counted: bool = False
    extra: str = ""
    note: str = ""
    forms: tuple[str, ...] = ("",)
    state: str = UNFINISHED

    @property
    def is_gone(self) -> bool:
        """Whether the plugin no longer has the text."""
        return self.state in (VANISHED, OBSOLETE)

    def problem(self, forms: int) -> str:
        """The fault of the translation, in a language with so many plural `forms`; "" if it has none."""
        wanted = forms if self.counted else 1
        if len(self.forms) != wanted:
            return f"has {len(self.forms)} plural forms instead of {wanted}"
        if not all(self.forms):
            return "is called finished, but is empty"
        source = placeholders(self.source)
        for form in self.forms:
            found = placeholders(form)
            # A form that is used for one number only ("one pair") need not contain the number.
            if found == source or (self.counted and found == _without_count(source)):
                continue
            return f"has other placeholders than the English text: {form!r}"
        return ""


Placeholders = Optional["Counter[str]"]


def placeholders(text: str) -> Placeholders:
    """Count the placeholders that str.format or Qt would replace; None if str.format would refuse the text."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return None
    fields = (f"{{{name}!{conversion}:{spec}}}" for _, name, spec, conversion in parts if name is not None)
    return Counter([*fields, *_QT_PLACEHOLDER.findall(text)])


def _without_count(found: Placeholders) -> Placeholders:
    if found is None:
        return None
    return Counter({name: number for name, number in found.items() if not name.startswith(f"{{{COUNT}!")})


def read(path: Path) -> list[Message]:
    """Read the messages of a .ts file.

    Raises:
        ValueError: the file is not a .ts file, or is of another language than its name says, or of another plugin.
    """
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError as error:
        raise ValueError(f"{path.name} is not valid XML: {error}") from None
    language = root.get("language")
    if root.tag != "TS" or language != language_of(path):
        raise ValueError(f"{path.name} does not hold the language that its name says, but {language}")
    contexts = [element.findtext("name") for element in root.iter("context")]
    if contexts != [CONTEXT]:
        raise ValueError(f"{path.name} must have the one context {CONTEXT}, but has {contexts}")
    return [_message(element) for element in root.iter("message")]


def _message(element: ET.Element) -> Message:
    translation = element.find("translation")
    if translation is None:
        translation = ET.Element("translation", type=UNFINISHED)
    counted = element.get("numerus") == "yes"
    return Message(
        source=element.findtext("source") or "",
        files=tuple(one.get("filename", "") for one in element.iter("location")),
        counted=counted,
        extra=element.findtext("extracomment") or "",
        note=element.findtext("translatorcomment") or "",
        forms=tuple(one.text or "" for one in (translation.iter("numerusform") if counted else [translation])),
        state=translation.get("type", ""),
    )


def language_of(path: Path) -> str:
    """The language in the name of a file s2m2_LANGUAGE.ts."""
    return path.stem.partition("_")[2]


def written(language: str, messages: Iterable[Message]) -> str:
    """The content of a .ts file."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!DOCTYPE TS>",
        f'<TS version="2.1" language="{language}" sourcelanguage="{SOURCE_LANGUAGE}">',
        "<context>",
        f"    <name>{CONTEXT}</name>",
        *(line for message in messages for line in _lines(message)),
        "</context>",
        "</TS>",
        "",
    ]
    return "\n".join(lines)


def _lines(message: Message) -> list[str]:
    lines = ['    <message numerus="yes">' if message.counted else "    <message>"]
    lines += [f'        <location filename="{_escaped(file)}"/>' for file in message.files]
    lines.append(f"        <source>{_escaped(message.source)}</source>")
    for name, text in (("extracomment", message.extra), ("translatorcomment", message.note)):
        if text:
            lines.append(f"        <{name}>{_escaped(text)}</{name}>")
    start = f'        <translation type="{message.state}">' if message.state else "        <translation>"
    if message.counted:
        forms = [f"            <numerusform>{_escaped(form)}</numerusform>" for form in message.forms]
        lines += [start, *forms, "        </translation>"]
    else:
        lines.append(f"{start}{_escaped(message.forms[0])}</translation>")
    return [*lines, "    </message>"]


def _escaped(text: str) -> str:
    for character, entity in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot"), ("'", "apos")):
        text = text.replace(character, f"&{entity};")
    return text
