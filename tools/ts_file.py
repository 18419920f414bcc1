"""Translations in the form that translators work on: Qt Linguist's .ts files. Standard library only.

They are written as Qt Linguist writes them, so that a file it has saved differs only in what was translated. Where a
text stands is told by file without line: lines move with every change of the code.
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
VANISHED = "vanished"  # was finished, but the plugin does not have the text any more
OBSOLETE = "obsolete"  # was unfinished, and the plugin does not have the text any more

COUNT = "count"  # the placeholder of the number that decides on the plural form
_QT_PLACEHOLDER = re.compile(r"%L?(?:\d+|n)")


@dataclass(frozen=True)
class Message:
    """A text of the plugin with its translation.

    Attributes:
        source: the English text.
        files: where it stands, relative to the .ts file.
        counted: whether it has plural forms.
        extra: what the program tells the translator.
        note: what translators tell each other.
        forms: the translation; of a counted text one for each plural form.
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
        """Whether the plugin does not have the text any more."""
        return self.state in (VANISHED, OBSOLETE)

    def problem(self, forms: int) -> str:
        """What is wrong with the translation, in a language of so many plural forms; "" if nothing is."""
        wanted = forms if self.counted else 1
        if len(self.forms) != wanted:
            return f"has {len(self.forms)} plural forms instead of {wanted}"
        if not all(self.forms):
            return "is called finished, but is empty"
        source = placeholders(self.source)
        for form in self.forms:
            found = placeholders(form)
            # A form for one number only ("one pair") need not name it.
            if found == source or (self.counted and found == _without_count(source)):
                continue
            return f"has other placeholders than the English text: {form!r}"
        return ""


Placeholders = Optional["Counter[str]"]


def placeholders(text: str) -> Placeholders:
    """What str.format or Qt would replace, and how often; None where str.format would refuse the text."""
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
    """The messages of a .ts file.

    Raises:
        ValueError: it is not one, or one of another language or plugin than its name says.
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
    """The language of s2m2_LANGUAGE.ts."""
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
