"""The tie points of a layer in memory, and all edits of them, which can be undone and are written to the file at once.

The map tool and the table edit through the same editor, so that one undoes what the other did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from qgis.core import QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..engine_files import names
from ..i18n import tr, tr_count
from ..qt_compat import QUndoCommand, QUndoStack
from .checked_points import Check, CheckedPoint, add_tie_point, read_checked_points, remove_tie_point, write_checks


class TiePointEditor(QObject):
    """Edits the tie points of one layer.

    `changed` carries the rows of `points` whose checks have changed. `renewed`: the tie points are others than before,
    or a refit has changed what is known of them. `edited`: something was written into the file. `failed`: something
    could not be written.
    """

    changed = pyqtSignal(list)
    renewed = pyqtSignal()
    edited = pyqtSignal()
    failed = pyqtSignal()

    def __init__(self, layer: QgsVectorLayer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layer = layer
        self.stack = QUndoStack(self)
        self._points: list[CheckedPoint] | None = None  # None: not read yet
        self._rows: dict[int, int] = {}  # by number
        self._writing = False
        layer.dataChanged.connect(self._forget)

    def shut_down(self) -> None:
        """Disconnect from the layer. Call this once, while the layer exists."""
        self.layer.dataChanged.disconnect(self._forget)
        self.deleteLater()

    @property
    def points(self) -> list[CheckedPoint]:
        """The tie points, in the order of the file."""
        if self._points is None:
            self._points = read_checked_points(self.layer)
            self._rows = {point.number: row for row, point in enumerate(self._points)}
        return self._points

    def point(self, number: int) -> CheckedPoint | None:
        """The tie point with a number; None if it was removed."""
        points = self.points
        row = self._rows.get(number)
        return None if row is None else points[row]

    # --- edits ------------------------------------------------------------------------------------------

    def confirm(self, points: Iterable[CheckedPoint]) -> None:
        """Say of tie points of which the match found a displacement that they are right."""
        usable = [point for point in points if point.found is not None and point.check != names.ADDED]
        self._check(
            usable,
            Check(names.CONFIRMED),
            tr_count("Confirm {count} tie points", len(usable), one="Confirm a tie point"),
        )

    def reject(self, points: Iterable[CheckedPoint]) -> None:
        """Leave tie points out; those that were added are removed."""
        chosen = [point for point in points if point.check != names.REJECTED]
        if not chosen:
            return
        added = [point for point in chosen if point.check == names.ADDED]
        others = [point for point in chosen if point.check != names.ADDED]
        text = tr_count("Reject {count} tie points", len(chosen), one="Reject a tie point").format(count=len(chosen))
        self.stack.beginMacro(text)
        self._check(others, Check(names.REJECTED), text)
        for point in added:
            self.stack.push(_Addition(self, point, text, begins_with_removal=True))
        self.stack.endMacro()

    def clear(self, points: Iterable[CheckedPoint]) -> None:
        """Take back what was said of tie points; those that were added stay."""
        checked = [point for point in points if point.check not in ("", names.ADDED)]
        self._check(
            checked,
            Check(),
            tr_count("Take back the checks of {count} tie points", len(checked), one="Take back a check"),
        )

    def toggle(self, point: CheckedPoint, check: str) -> None:
        """Check a tie point, or take that back if it has this check."""
        if point.check == check:
            self.clear([point])
        elif check == names.CONFIRMED:
            self.confirm([point])
        else:
            self.reject([point])

    def move(self, point: CheckedPoint, displacement: tuple[float, float]) -> None:
        """Say where the place of a tie point belongs, as a displacement in units of the layer's CRS."""
        check = names.ADDED if point.check == names.ADDED else names.MOVED
        self._check([point], Check(check, displacement), tr("Move a tie point"))

    def add(self, place: QgsPointXY, displacement: tuple[float, float]) -> None:
        """Add a tie point at a place in the moving layer; both in units of the layer's CRS."""
        point = CheckedPoint(-1, 0, place, names.ADDED, None, displacement)
        self.stack.push(_Addition(self, point, tr("Add a tie point")))

    def _check(self, points: list[CheckedPoint], check: Check, text: str) -> None:
        after = {point.number: check for point in points if Check(point.check, point.given) != check}
        if after:
            self.stack.push(_Checks(self, after, text.format(count=len(points))))

    # --- what the commands do ---------------------------------------------------------------------------

    def write(self, checks: Mapping[int, Check]) -> bool:
        """Write checks of tie points by their numbers; returns False if the file cannot be written."""
        points = self.points
        rows = {self._rows[number]: check for number, check in checks.items() if number in self._rows}
        with self._quiet():
            is_written = write_checks(self.layer, {points[row].feature_id: check for row, check in rows.items()})
        if is_written:
            for row, check in rows.items():
                points[row] = points[row]._replace(check=check.check, given=check.given)
            self.changed.emit(list(rows))
        return self._written(is_written)

    def insert(self, point: CheckedPoint) -> CheckedPoint | None:
        """Add a tie point, or one that was removed again; returns None if the file cannot be written."""
        assert point.given is not None
        points = self.points
        with self._quiet():
            made = add_tie_point(self.layer, point.start, point.given, point.number)
        if made is not None:
            self._rows[made.number] = len(points)
            points.append(made)
            self.renewed.emit()
        self._written(made is not None)
        return made

    def remove(self, number: int) -> bool:
        """Remove a tie point that was added; returns False if the file cannot be written."""
        points, row = self.points, self._rows[number]
        with self._quiet():
            is_written = remove_tie_point(self.layer, points[row].feature_id)
        if is_written:
            del points[row]
            self._rows = {point.number: row for row, point in enumerate(points)}
            self.renewed.emit()
        return self._written(is_written)

    def _written(self, is_written: bool) -> bool:
        if is_written:
            self.layer.triggerRepaint()
            self.edited.emit()
        else:
            self.failed.emit()
        return is_written

    @contextmanager
    def _quiet(self) -> Iterator[None]:
        """While it lasts, the layer's own message that its file has changed is no news."""
        self._writing = True
        try:
            yield
        finally:
            self._writing = False

    def _forget(self) -> None:
        """Read all tie points again when they are needed, because the file has changed."""
        if not self._writing:
            self._points = None
            self.renewed.emit()


class _Checks(QUndoCommand):
    """Changes the checks of tie points."""

    def __init__(self, editor: TiePointEditor, after: Mapping[int, Check], text: str) -> None:
        super().__init__(text)
        self._editor, self._after = editor, after
        found = (editor.point(number) for number in after)
        self._before = {point.number: Check(point.check, point.given) for point in found if point is not None}

    def redo(self) -> None:
        if not self._editor.write(self._after):
            self.setObsolete(True)

    def undo(self) -> None:
        if not self._editor.write(self._before):
            self.setObsolete(True)


class _Addition(QUndoCommand):
    """Adds a tie point, or removes one that was added: then undo and redo change places."""

    def __init__(
        self, editor: TiePointEditor, point: CheckedPoint, text: str, begins_with_removal: bool = False
    ) -> None:
        super().__init__(text)
        self._editor, self._point, self._is_removal = editor, point, begins_with_removal

    def redo(self) -> None:
        self._do(adds=not self._is_removal)

    def undo(self) -> None:
        self._do(adds=self._is_removal)

    def _do(self, adds: bool) -> None:
        if not adds:
            # It may have been moved since.
            self._point = self._editor.point(self._point.number) or self._point
            is_done = self._editor.remove(self._point.number)
        else:
            made = self._editor.insert(self._point)
            is_done, self._point = made is not None, made or self._point
        if not is_done:
            self.setObsolete(True)
