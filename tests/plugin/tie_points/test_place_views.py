"""The views of one tie point."""

from __future__ import annotations

import math

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY
from qgis.PyQt.QtCore import QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QWheelEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from helpers.ui_fakes import process_events
from s2m2_qgis.tie_points.place_views import PlaceViews, error_ellipse

START, END = QgsPointXY(500_100.0, 4_999_900.0), QgsPointXY(500_237.4, 4_999_816.1)


def test_the_ellipse_holds_nine_of_ten_errors() -> None:
    """Of two independent normal errors, nine of ten lie within 2.146 standard deviations (Rayleigh distribution)."""
    corners = error_ellipse(END, (4.0, 0.0, 9.0))
    assert max(corner.x() for corner in corners) - END.x() == pytest.approx(2 * 2.146, rel=0.01)
    assert max(corner.y() for corner in corners) - END.y() == pytest.approx(3 * 2.146, rel=0.01)
    # Errors that go together along the diagonal.
    farthest = max(error_ellipse(END, (5.0, 4.0, 5.0)), key=lambda corner: corner.distance(END))
    bearing = math.atan2(farthest.y() - END.y(), farthest.x() - END.x())
    assert bearing % math.pi == pytest.approx(math.pi / 4, abs=0.1)
    assert farthest.distance(END) == pytest.approx(3 * 2.146, rel=0.01)


@pytest.fixture
def views(qgis_app: object) -> PlaceViews:
    made = PlaceViews()
    made.show_layers(None, None, None, QgsCoordinateReferenceSystem("EPSG:32633"), 640.0)
    made.resize(600, 250)
    made.show()
    process_events()
    made.show_point(START, END)
    process_events()
    return made


def test_each_view_shows_its_place_in_the_middle(views: PlaceViews) -> None:
    for view, place in ((views.moving, START), (views.reference, END), (views.heatmap, END)):
        centre = view.canvas.extent().center()
        assert (centre.x(), centre.y()) == pytest.approx((place.x(), place.y()), abs=1e-6)
        extent = view.canvas.extent()
        assert min(extent.width(), extent.height()) == pytest.approx(640.0, rel=0.02)


def test_a_click_into_the_reference_says_where_the_place_belongs(views: PlaceViews) -> None:
    placed: list[QgsPointXY] = []
    views.placed.connect(placed.append)
    canvas = views.reference.canvas
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=canvas.rect().center() + QPoint(20, 0))
    QTest.mouseClick(views.moving.canvas.viewport(), Qt.MouseButton.LeftButton)
    assert len(placed) == 1
    pixel = canvas.mapUnitsPerPixel()
    assert placed[0].x() == pytest.approx(END.x() + 20 * pixel, abs=2 * pixel)
    assert placed[0].y() == pytest.approx(END.y(), abs=2 * pixel)


def test_the_wheel_zooms_all_views_and_the_next_place_keeps_it(views: PlaceViews) -> None:
    before = views.moving.canvas.extent().height()
    canvas = views.heatmap.canvas
    middle = QPointF(canvas.rect().center())
    no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        middle, middle, QPoint(0, 0), QPoint(0, 120), no_button, no_key, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(canvas.viewport(), event)
    process_events()
    views.show_point(END, START)
    for view in (views.moving, views.reference, views.heatmap):
        assert view.canvas.extent().height() < 0.8 * before
