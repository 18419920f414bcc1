"""The curves of a fine-tuning run: keeps and draws the model's CMR and its loss."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QTextOption
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ..engine_files import names
from ..i18n import tr

_MOST_POINTS = 400
_CURVE_PX, _DOT_PX = 1.6, 2.5
_FAINT = 0.25
_LINES = 2  # grid lines of a plot, without the lowest line
# Smallest ranges of the plots' axes, so that a curve that hardly changes looks flat.
_LEAST_RANGE = {names.LOSS: 0.05, names.CMR_3: 0.04}


class Curve:
    """Points (step, value), sorted by step. If there are many steps, each point is the mean of several values."""

    def __init__(self) -> None:
        self.points: list[tuple[int, float]] = []
        self._stride = 1  # number of values per point
        self._waiting: list[float] = []

    def add(self, step: int, value: float) -> None:
        """Add a value, and delete points from `step` on: a resumed run repeats the steps after its checkpoint."""
        while self.points and self.points[-1][0] >= step:
            self.points.pop()
            self._waiting.clear()
        self._waiting.append(value)
        if len(self._waiting) < self._stride:
            return
        self.points.append((step, sum(self._waiting) / len(self._waiting)))
        self._waiting.clear()
        if len(self.points) > _MOST_POINTS:
            self._halve()

    def _halve(self) -> None:
        pairs = zip(self.points[::2], self.points[1::2])
        rest = self.points[len(self.points) // 2 * 2 :]
        self.points = [(last, (a + b) / 2) for (_, a), (last, b) in pairs] + rest
        self._stride *= 2


@dataclass(frozen=True)
class _Plot:
    """The frame of a plot and the ranges of its axes."""

    frame: QRectF
    low: float
    high: float
    last_step: int

    def at(self, step: float, value: float) -> QPointF:
        x = self.frame.left() + self.frame.width() * step / max(1, self.last_step)
        y = self.frame.bottom() - self.frame.height() * (value - self.low) / (self.high - self.low)
        return QPointF(x, y)


class CurveView(QWidget):
    """Two plots over the same steps. A dashed line shows the base model's CMR, which is the value at step 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.curves = {names.LOSS: Curve(), names.CMR_3: Curve()}
        self.base: float | None = None
        self._last_step = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(11 * self.fontMetrics().height())
        self.setAccessibleName(tr("Curves of the fine-tuning"))

    def add(self, name: str, step: int, value: float) -> None:
        """Add a value of a metric. Only the loss and the CMR are drawn."""
        if name not in self.curves:
            return
        self.curves[name].add(step, value)
        self._last_step = max(self._last_step, step)
        if name == names.CMR_3 and step == 0:
            self.base = value
        self.update()

    def clear(self) -> None:
        """Remove all values."""
        self.curves = {names.LOSS: Curve(), names.CMR_3: Curve()}
        self.base, self._last_step = None, 0
        self.update()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(curve.points for curve in self.curves.values())

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(420, 17 * self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        left = self.fontMetrics().horizontalAdvance("100 %") + 10
        height = (self.height() - 4.5 * line) / 2
        for number, name in enumerate((names.CMR_3, names.LOSS)):
            frame = QRectF(left, number * (height + 1.7 * line) + 1.3 * line, self.width() - left - 8, height)
            self._draw(painter, name, frame)
        text = tr("steps")
        self._write(painter, QRectF(left, self.height() - 1.5 * line, self.width() - left - 8, line), text, "centre")
        painter.end()

    def _draw(self, painter: QPainter, name: str, frame: QRectF) -> None:
        points = self.curves[name].points
        base = self.base if name == names.CMR_3 else None
        plot = _Plot(frame, *_range(name, points, base), self._last_step)
        title = tr("Correct within 3 px, on validation ground") if name == names.CMR_3 else tr("Loss")
        line = self.fontMetrics().height()
        self._write(painter, QRectF(frame.left(), frame.top() - 1.25 * line, frame.width(), line), title, "left")
        if not points:
            self._write(painter, frame, tr("no values yet"), "centre")
        self._draw_axes(painter, name, plot, bool(points))
        if base is not None:
            self._draw_base(painter, plot, base)
        colour = self.palette().color(
            QPalette.ColorRole.Highlight if name == names.CMR_3 else QPalette.ColorRole.WindowText
        )
        painter.setPen(QPen(colour, _CURVE_PX))
        painter.drawPolyline(QPolygonF([plot.at(*point) for point in points]))
        if name == names.CMR_3 or len(points) == 1:
            painter.setBrush(colour)
            for point in points:
                painter.drawEllipse(plot.at(*point), _DOT_PX, _DOT_PX)

    def _draw_axes(self, painter: QPainter, name: str, plot: _Plot, labelled: bool) -> None:
        line, frame = self.fontMetrics().height(), plot.frame
        for number in range(_LINES + 1 if labelled else 1):
            value = plot.low + (plot.high - plot.low) * number / _LINES
            y = plot.at(0, value).y()
            painter.setPen(QPen(self._faint(), 1.0))
            painter.drawLine(QPointF(frame.left(), y), QPointF(frame.right(), y))
            if labelled:
                text = f"{value:.0%}".replace("%", " %") if name == names.CMR_3 else f"{value:.3g}"
                self._write(painter, QRectF(0, y - line / 2, frame.left() - 5, line), text, "right")
        if labelled and name == names.LOSS:
            below = QRectF(frame.left(), frame.bottom() + 2, frame.width(), line)
            self._write(painter, below, "0", "left")
            self._write(painter, below, str(self._last_step), "right")

    def _draw_base(self, painter: QPainter, plot: _Plot, base: float) -> None:
        start, end = plot.at(0, base), plot.at(plot.last_step, base)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 1.0, Qt.PenStyle.DashLine))
        painter.drawLine(start, QPointF(plot.frame.right(), end.y()))
        line = self.fontMetrics().height()
        top = start.y() - line if start.y() - line > plot.frame.top() else start.y() + 1
        self._write(painter, QRectF(plot.frame.left(), top, plot.frame.width(), line), tr("base model"), "right")

    def _write(self, painter: QPainter, where: QRectF, text: str, side: str) -> None:
        sides = {
            "left": Qt.AlignmentFlag.AlignLeft,
            "right": Qt.AlignmentFlag.AlignRight,
            "centre": Qt.AlignmentFlag.AlignHCenter,
        }
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        option = QTextOption(sides[side] | Qt.AlignmentFlag.AlignVCenter)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        painter.drawText(where, text, option)

    def _faint(self) -> QColor:
        colour = QColor(self.palette().color(QPalette.ColorRole.WindowText))
        colour.setAlphaF(_FAINT)
        return colour


def _range(name: str, points: Sequence[tuple[int, float]], base: float | None) -> tuple[float, float]:
    """Return the range of a plot's axis; the range of shares is limited to 0..1."""
    values = [value for _, value in points] + ([] if base is None else [base])
    if not values:
        return 0.0, 1.0
    low, high = min(values), max(values)
    spare = max(0.08 * (high - low), (_LEAST_RANGE[name] - (high - low)) / 2)
    low, high = low - spare, high + spare
    if name == names.CMR_3:
        return max(0.0, low), min(1.0, high)
    return low, high
