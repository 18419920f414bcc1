"""The plugin's commands, and the layers of the project as SAR or optical, in QGIS's search box (Ctrl+K)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from qgis.core import QgsFeedback, QgsLocatorContext, QgsLocatorFilter, QgsLocatorResult
from qgis.PyQt.QtGui import QIcon

from .i18n import tr

# QGIS leaves shorter prefixes to its own filters.
_PREFIX = "s2m2"


@dataclass(frozen=True)
class Command:
    """What can be done: its title, and the function that does it."""

    title: str
    do: Callable[[], object]


class CommandFilter(QgsLocatorFilter):
    """Lists what `commands` returns now. Without the prefix, nothing is listed before two letters are typed."""

    def __init__(self, commands: Callable[[], list[Command]], icon: QIcon) -> None:
        super().__init__()
        self._commands, self._icon = commands, icon

    def clone(self) -> CommandFilter:
        """Make the copy that QGIS searches with; results come back to this object."""
        return CommandFilter(self._commands, self._icon)

    def name(self) -> str:
        return "s2m2"

    def displayName(self) -> str:  # noqa: N802 - QGIS's name
        return str(tr("S2M2: match and correct"))

    def prefix(self) -> str:
        return _PREFIX

    def flags(self) -> Any:
        """Tell QGIS to search in the main thread, because layers are listed."""
        return QgsLocatorFilter.Flag.FlagFast

    def fetchResults(self, text: str, context: QgsLocatorContext, _feedback: QgsFeedback) -> None:  # noqa: N802
        """List the commands whose title has all words of `text`."""
        if not context.usingPrefix and len(text) < 2:
            return
        for command in matching(self._commands(), text):
            result = QgsLocatorResult(self, command.title)
            result.icon = self._icon
            self.resultFetched.emit(result)

    def triggerResult(self, result: QgsLocatorResult) -> None:  # noqa: N802 - QGIS's name
        """Do what was chosen, if it can still be done."""
        for command in self._commands():
            if command.title == result.displayString:  # the user data has other names in other versions of QGIS
                command.do()
                return


def matching(commands: list[Command], text: str) -> Iterator[Command]:
    """The commands whose title has all words of `text`, whatever their case."""
    words = text.casefold().split()
    return (command for command in commands if all(word in command.title.casefold() for word in words))
