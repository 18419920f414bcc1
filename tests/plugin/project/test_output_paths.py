"""Where results go."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from s2m2_qgis.project.output_paths import corrected_file, match_folder, results_root, safe_name, with_tif_suffix


def test_match_folder_is_a_new_one(tmp_path: Path) -> None:
    first = match_folder(tmp_path, "sar: 1/2", "Größe")
    assert first.name == "sar_ 1_2 to Größe"
    first.mkdir()
    assert match_folder(tmp_path, "sar: 1/2", "Größe").name == "sar_ 1_2 to Größe 2"


def test_results_lie_beside_the_moving_raster_unless_the_user_chooses(tmp_path: Path) -> None:
    raster, profile = str(tmp_path / "sar.tif"), tmp_path / "profile"
    assert results_root("/mine", raster, profile) == Path("/mine")
    assert results_root("", raster, profile) == tmp_path / "s2m2_results"
    assert list(tmp_path.iterdir()) == [], "asking leaves nothing behind"


def test_results_lie_in_the_profile_where_nothing_can_be_written_beside_the_raster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = tmp_path / "profile"
    assert results_root("", "", profile) == profile / "s2m2_results"
    assert results_root("", str(tmp_path / "removed" / "sar.tif"), profile) == profile / "s2m2_results"
    (tmp_path / "s2m2_results").write_text("a file of this name")
    assert results_root("", str(tmp_path / "sar.tif"), profile) == profile / "s2m2_results"

    def refuse(**_options: object) -> None:
        raise PermissionError

    (tmp_path / "s2m2_results").unlink()
    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    assert results_root("", str(tmp_path / "sar.tif"), profile) == profile / "s2m2_results"


def test_safe_name_never_is_empty() -> None:
    assert safe_name(" ... ") == "layer"
    assert safe_name("x" * 300) == "x" * 50


def test_corrected_file(tmp_path: Path) -> None:
    assert corrected_file(str(tmp_path / "s.jp2"), "s", Path("/m")) == tmp_path / "s_s2m2.tif"
    assert corrected_file("", "web layer", Path("/m")) == Path("/m/web layer_s2m2.tif")
    assert corrected_file("/nowhere/at/all/s.tif", "s", Path("/m")) == Path("/m/s_s2m2.tif")


def test_suffix() -> None:
    assert with_tif_suffix("") == ""
    assert with_tif_suffix("/a/b.TIF") == "/a/b.TIF"
    assert with_tif_suffix("/a/b.c") == "/a/b.c.tif"
