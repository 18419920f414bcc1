"""Writes translations in the format that Qt loads (.qm); holds the plural rules of languages. Standard library only.

It is the format that QTranslator of Qt 4 to 6 reads: a magic number, then sections, which are a tag, a length and data.
All numbers are big-endian. Qt's own lrelease writes the same bytes for the same texts.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping, Sequence

_MAGIC = bytes.fromhex("3cb86418caef9c95cd211cbf60a1bddd")
# Tags of sections.
_HASHES, _MESSAGES, _NUMERUS_RULES, _LANGUAGE = 0x42, 0x69, 0x88, 0xA7
# Tags of the parts of a message.
_END, _TRANSLATION, _SOURCE, _CONTEXT, _COMMENT = 1, 3, 6, 7, 8

# Qt's rules for the plural form of a number: there is one for each form but the last, separated by FF, in Qt's codes.
# 01 is "equals", 02 "is less than", 03 "is at most", 04 "lies between"; 08 negates, 10 takes the number modulo 10, 20
# modulo 100; FD is "and", FE is "or".
_PLURAL_RULES = {
    "0101": "aa ab af am as ay az ba bg bn ca co da de el en eo es et eu fi fo fur fy gl gu ha he hi ia ie it ka kk kl "
    "km kn ks ku kw ky la lb ln lo mg ml mn mr nb ne nl nn no nso oc or pa ps pt qu rm rn rw sd si sn so sq ss st sv "
    "sw ta te tg tk tn to ts ug ur uz vo wo xh yi zu",
    "0301": "br fil fr hy pt_BR ti tl wa",
    "0101 ff 0102": "dv ga gv ik iu mi sa se sm",
    "0101 ff 040204": "cs sk",
    "0101 ff 0100 fe 240113": "ro",
    "0101 ff 140204 fd 2c0a13": "pl",
    "0101 ff 0100 fe 24010a ff 240b13": "mt",
    "0100 ff 0101 ff 0102 ff 24030a ff 2a0b": "ar",
    "0100 ff 0101 ff 040205 ff 0106": "cy",
    "0101 fe 010b ff 0102 fe 010c ff 040313": "gd",
    "1101 ff 1102": "mk",
    "1101 fd 290b": "is",
    "1101 fd 290b ff 0900": "lv",
    "1101 fd 290b ff 1900 fd 2c0a13": "lt",
    "1101 fd 290b ff 140204 fd 2c0a13": "be bs hr ru sr uk",
    "2101 ff 2102 ff 240304": "sl",
}


def plural_rules(language: str) -> bytes:
    """Qt's rules for a language ("de", "pt_BR"); empty if all numbers have the same form, or if Qt has no rules."""
    for name in (language, re.split("[-_@]", language)[0]):
        for rules, languages in _PLURAL_RULES.items():
            if name in languages.split():
                return bytes.fromhex(rules)
    return b""


def plural_forms(language: str) -> int:
    """The number of plural forms of a language."""
    rules = plural_rules(language)
    return rules.count(b"\xff") + 2 if rules else 1


def qm_bytes(language: str, context: str, translations: Mapping[str, Sequence[str]]) -> bytes:
    """The content of a .qm file.

    Args:
        context: Qt's context of all texts.
        translations: English text -> its translation, as one text or as one text for each plural form.
    """
    messages = bytearray()
    places = []
    for source, forms in sorted((source.encode(), forms) for source, forms in translations.items()):
        places.append((_hash(source), len(messages)))
        for form in forms:
            messages += _part(_TRANSLATION, form.encode("utf-16-be"))
        messages += _part(_COMMENT, b"") + _part(_SOURCE, source) + _part(_CONTEXT, context.encode())
        messages.append(_END)
    sections = (
        (_LANGUAGE, language.encode()),
        (_HASHES, b"".join(struct.pack(">II", *place) for place in sorted(places))),
        (_MESSAGES, bytes(messages)),
        (_NUMERUS_RULES, plural_rules(language)),
    )
    return _MAGIC + b"".join(_part(tag, data) for tag, data in sections if data)


def _part(tag: int, data: bytes) -> bytes:
    return struct.pack(">BI", tag, len(data)) + data


def _hash(source: bytes) -> int:
    """The hash by which Qt finds a text: the hash of ELF symbol tables, but 1 instead of 0."""
    value = 0
    for byte in source:
        value = ((value << 4) + byte) & 0xFFFFFFFF
        high = value & 0xF0000000
        value = (value ^ high >> 24) & ~high
    return value or 1
