"""Where results go."""

from __future__ import annotations

from pathlib import Path

from s2m2_qgis.project.output_paths import corrected_file, match_folder, results_root, safe_name, with_tif_suffix


def test_match_folder_is_a_new_one(tmp_path: Path) -> None:
    first = match_folder(tmp_path, "sar: 1/2", "Größe")
    assert first.name == "sar_ 1_2 to Größe"
    first.mkdir()
    assert match_folder(tmp_path, "sar: 1/2", "Größe").name == "sar_ 1_2 to Größe 2"


def test_results_root() -> None:
    assert results_root("/mine", "/home/project", "/tmp") == Path("/mine")
    assert results_root("", "/home/project", "/tmp") == Path("/home/project/s2m2_results")
    assert results_root("", "", "/tmp") == Path("/tmp/s2m2_results")


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
