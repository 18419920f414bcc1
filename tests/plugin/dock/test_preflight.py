"""The line that says what a match would do."""

from __future__ import annotations

import pytest
from qgis.core import QgsRectangle, QgsReferencedRectangle

from helpers.dock_bench import Bench
from s2m2_qgis import settings
from s2m2_qgis.dock.ground_panel import BOX
from s2m2_qgis.dock.preflight import tie_points


def test_the_line_names_crs_ground_pixels_and_memory(bench: Bench) -> None:
    assert bench.form.preflight.isHidden()
    bench.load_pair()
    # 64 pixels of 10 m; a metre of UTM is 1.0004 m there.
    assert bench.form.preflight.text() == "EPSG:32633 · 0.64 by 0.64 km · pixels of 10 m · about 0.4 GB of memory"
    bench.form.where.choose(BOX)
    bench.dock.ground._drawn(
        QgsReferencedRectangle(QgsRectangle(500_100, 4_999_600, 500_300, 4_999_900), bench.dock.layers.sar.crs())
    )
    bench.form.model.setCurrentIndex(1)
    bench.form.model.activated.emit(1)
    assert "about 0.8 GB of memory" in bench.form.preflight.text()


def test_the_time_comes_from_the_last_match_by_the_model(bench: Bench) -> None:
    bench.load_pair()
    result = bench.match()
    pace = settings.pace_s("structure")
    assert pace == pytest.approx(result["seconds"] / result["tie_points"]["total"])
    # 64² pixels have room for 16 tie points: 16 pixels apart.
    assert bench.form.preflight.text().endswith("about 1 s")
    settings.set_pace_s("structure", 10.0)
    bench.dock.refresh()
    assert bench.form.preflight.text().endswith("about 3 min")
    bench.form.advanced.spacing.setValue(32)
    assert bench.form.preflight.text().endswith("about 40 s")


def test_tie_points_are_those_that_the_engine_places() -> None:
    """San Antonio of 2048² had 1156 and more; small scenes are limited by how near templates may be."""
    assert tie_points(2048**2, None) == 1200
    assert tie_points(256**2, None) == 256
    assert tie_points(2048**2, 128) == 256
