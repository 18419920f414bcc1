"""The corrected layer beside the original, and files that are released while they are written."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProject,
    QgsRasterLayer,
)

from helpers.layers import layer_names
from s2m2_qgis.project.corrected_layer import ReleasedFiles, layers_of_file, local_file, show_corrected


def test_corrected_layer_stands_above_the_original_with_its_style(
    project: QgsProject, pair: Any, tmp_path: Path
) -> None:
    sar = pair[0]
    sar.renderer().setOpacity(0.5)
    corrected = Path(shutil.copy(sar.source(), tmp_path / "radar_s2m2.tif"))
    layer = show_corrected(str(corrected), sar, project)
    assert layer is not None
    assert layer.name() == "radar (corrected)"
    assert layer.renderer().opacity() == 0.5
    order = layer_names(project)
    assert order.index("radar (corrected)") == order.index("radar") - 1


def test_corrected_file_that_cannot_be_opened(project: QgsProject, pair: Any, tmp_path: Path) -> None:
    (tmp_path / "broken.tif").write_bytes(b"no raster")
    assert show_corrected(str(tmp_path / "broken.tif"), pair[0], project) is None


def test_file_is_released_and_taken_up_again(project: QgsProject, pair: Any) -> None:
    sar = pair[0]
    source, layer_id = sar.source(), sar.id()
    sar.renderer().setOpacity(0.25)
    released = ReleasedFiles([source], project)
    assert not sar.isValid()
    assert released.restore() == [sar]
    assert sar.isValid()
    assert sar.id() == layer_id
    assert sar.renderer().opacity() == 0.25


def test_released_layer_may_go_meanwhile(project: QgsProject, pair: Any) -> None:
    released = ReleasedFiles([pair[0].source()], project)
    project.removeMapLayer(pair[0].id())
    assert released.restore() == []


def test_local_file(project: QgsProject, pair: Any) -> None:
    assert Path(local_file(pair[0])) == Path(pair[0].source())
    assert layers_of_file(pair[0].source(), project) == [pair[0]]
    web = QgsRasterLayer("type=xyz&url=http://localhost:9/{z}/{x}/{y}.png", "web", "wms")
    assert local_file(web) == ""
