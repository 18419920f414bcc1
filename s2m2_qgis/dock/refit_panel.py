"""The part of the result that can be changed without matching again: the kind of transform, and what checks change."""

from __future__ import annotations

import math

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ..engine_files import protocol
from ..i18n import tr
from ..widgets import button, plain_text
from .candidates_table import CandidatesTable, share_text
from .correct_panel import method_title
from .words import accuracy_text, compass, in_metres

# A smaller change of the shift is reported as none.
_NO_CHANGE_M = 0.005


def candidate_text(candidate: protocol.Candidate) -> str:
    """Say in sentences how good a kind of transform is, and why it was taken or was not."""
    if candidate["within_1_px"] is None:
        text = tr("{kind}: its accuracy was not measured. {why}")
    else:
        text = tr("{kind}: CE90 {ce90}, {share} of the tie points within 1 px. {why}")
    return text.format(
        kind=method_title(candidate["kind"]),
        ce90=accuracy_text(candidate["ce90_m"], candidate["ce90_px"]),
        share=share_text(candidate["within_1_px"]),
        why=candidate["why"],
    )


def change_text(before: protocol.MatchJson, after: protocol.MatchJson) -> str:
    """Say in sentences what a refit has changed: verdict, shift, CE90 and kind of transform."""
    was, now = before["shift"], after["shift"]
    measured = was["dx_m"] is not None and now["dx_m"] is not None
    moved = math.hypot(now["dx_m"] - was["dx_m"], now["dy_m"] - was["dy_m"]) if measured else 0.0
    if moved < _NO_CHANGE_M:
        shift = tr("The shift did not change.")
    else:
        shift = tr("The shift changed by {moved} m, from {was} to {now}.").format(
            moved=in_metres(moved), was=_shift(was), now=_shift(now)
        )
    ce90 = [accuracy_text(one["accuracy"]["ce90_m"], one["accuracy"]["ce90_px"]) for one in (before, after)]
    if ce90[0] == ce90[1]:
        accuracy = tr("CE90 is {now}, as before.").format(now=ce90[1])
    else:
        accuracy = tr("CE90 was {was} and is {now}.").format(was=ce90[0], now=ce90[1])
    kinds = [method_title(one["transform"]["kind"]) for one in (before, after)]
    text = tr("Transform: {now}, before: {was}.").format(was=kinds[0], now=kinds[1])
    transform = [text] if kinds[0] != kinds[1] else []
    return "\n".join([_verdict(before["status"], after["status"]), shift, accuracy, *transform])


def _verdict(before: str, after: str) -> str:
    if before == after:
        return tr("The match is still reliable.") if after == "reliable" else tr("The match is still not reliable.")
    if after == "reliable":
        return tr("The match was not reliable and is reliable now.")
    return tr("The match was reliable and is not reliable any more.")


def _shift(shift: protocol.Shift) -> str:
    text = tr("{length} m to the {direction}")
    length = in_metres(math.hypot(shift["dx_m"], shift["dy_m"]))
    return text.format(length=length, direction=compass(shift["dx_m"], shift["dy_m"]))


class RefitPanel(QWidget):
    """Shows the candidates and the Refit button.

    `picked` carries a method of correction, as `correct_panel.methods` lists them: the user wants this kind of
    transform. `requested`: the user wants a refit.
    """

    picked = pyqtSignal(str)
    requested = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result: protocol.MatchJson | None = None
        self._method = "auto"
        self.table = CandidatesTable()
        self.figures = plain_text()
        self.button = button(
            tr("&Refit"),
            tr(
                "Make transform, accuracy, verdict, report and gcps.points anew from the tie points as you have "
                "checked them, by the method that is chosen under Correct. Nothing is matched again."
            ),
        )
        self.note = plain_text()
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        column.addWidget(self.figures)
        column.addLayout(row)
        column.addWidget(self.note)
        self.table.picked.connect(self._table_picked)
        self.button.clicked.connect(self.requested)
        self._say("")

    def show_result(self, result: protocol.MatchJson) -> None:
        """Show the candidates of a match; matches of earlier versions have none."""
        self._result = result
        candidates = result.get("candidates", [])
        self.table.show_candidates(candidates)
        self.table.setVisible(bool(candidates))
        self._say("")
        self.show_method(self._method)

    def show_method(self, method: str) -> None:
        """Show the figures of the method of correction that is chosen; "auto" is the match's own transform."""
        self._method = method
        result = self._result
        if result is None:
            return
        kind = result["transform"]["kind"] if method == "auto" else method
        self.table.select(kind)
        candidates = [one for one in result.get("candidates", []) if one["kind"] == kind]
        texts = [candidate_text(one) for one in candidates]
        if not candidates and kind != result["transform"]["kind"]:
            texts.append(tr("{kind} was not compared with the others.").format(kind=method_title(kind)))
        if kind != result["transform"]["kind"]:
            texts.append(tr("Correct takes it; Refit gives a verdict on it."))
        self.figures.setText(" ".join(texts))
        self.figures.setVisible(bool(texts))

    def show_change(self, change: str) -> None:
        """Say what a refit has changed; see `change_text`."""
        self._say(change)

    def invite(self) -> None:
        """Say that a refit would make use of checks."""
        self._say(tr("Refit uses your checks; Correct does so after that."))

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def _table_picked(self, kind: str) -> None:
        result = self._result
        if result is None:
            return
        # Unless it was asked for, the match's own kind is the one that the tie points support best.
        is_own = kind == result["transform"]["kind"] and not result["settings"].get("method")
        self.picked.emit("auto" if is_own else kind)
