"""Outputs that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from s2m2_engine import files
from s2m2_engine.errors import EngineError, InputError
from s2m2_engine.files import partial_file, partial_folder
from s2m2_engine.names import MATCH_FILES, PARTIAL_SUFFIX, RESULT_FILE


def match_folder(out: Path):
    return partial_folder(out, MATCH_FILES, last=RESULT_FILE)


def test_a_new_folder_appears_whole(tmp_path):
    out = tmp_path / "a" / "match ü"
    with match_folder(out) as partial:
        (partial / RESULT_FILE).write_text("{}")
        assert not out.exists()
    assert [p.name for p in out.iterdir()] == [RESULT_FILE]
    assert list(out.parent.iterdir()) == [out]


def write_and_fail(context, out: Path, error: Exception, name: str = "") -> None:
    with context(out) as partial:
        (partial / name if name else partial).write_text("half")
        try:
            raise error
        except OSError as cause:
            raise RuntimeError("writing failed") from cause


def test_a_failure_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError):
        write_and_fail(match_folder, tmp_path / "match", ZeroDivisionError(), RESULT_FILE)
    with pytest.raises(ZeroDivisionError):
        write_and_fail(partial_file, tmp_path / "out.tif", ZeroDivisionError())
    assert list(tmp_path.iterdir()) == []


def test_an_existing_folder_keeps_what_is_not_ours(tmp_path):
    out = tmp_path / "match"
    out.mkdir()
    for name in (RESULT_FILE, "report.html", "notes.txt"):
        (out / name).write_text("old")
    with pytest.raises(ZeroDivisionError), match_folder(out):
        raise ZeroDivisionError
    assert (out / RESULT_FILE).read_text() == "old"
    with match_folder(out) as partial:
        for name in (RESULT_FILE, "tie_points.gpkg"):
            (partial / name).write_text("new")
    assert {p.name: p.read_text() for p in out.iterdir()} == {
        RESULT_FILE: "new",
        "tie_points.gpkg": "new",
        "notes.txt": "old",
    }
    assert list(tmp_path.iterdir()) == [out]


def test_leftovers_of_a_killed_process_do_not_hinder(tmp_path):
    script = (
        "import os, signal, sys; from pathlib import Path; from s2m2_engine.files import partial_file, partial_folder\n"
        "with partial_folder(Path(sys.argv[1]), [], 'a') as folder, partial_file(Path(sys.argv[2])) as file:\n"
        "    (folder / 'junk').write_text('junk'); file.with_name(file.name + '.ovr').write_text('junk')\n"
        "    os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "match"), str(tmp_path / "out.tif")], check=False)
    assert len(list(tmp_path.iterdir())) == 3, "what a killed process leaves"
    with match_folder(tmp_path / "match") as partial:
        (partial / RESULT_FILE).write_text("{}")
    with partial_file(tmp_path / "out.tif") as partial:
        partial.write_text("whole")
    assert [p.name for p in (tmp_path / "match").iterdir()] == [RESULT_FILE]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["match", "out.tif"]


@pytest.mark.parametrize("exists", [False, True])
def test_processes_that_write_one_folder_at_once_all_succeed_and_the_last_one_is_there(tmp_path, exists):
    out = tmp_path / "match"
    if exists:
        out.mkdir()
    script = (
        "import sys; from pathlib import Path; from s2m2_engine.files import partial_folder\n"
        "from s2m2_engine.names import MATCH_FILES, RESULT_FILE\n"
        "with partial_folder(Path(sys.argv[1]), MATCH_FILES, RESULT_FILE) as folder:\n"
        "    for name in MATCH_FILES: (folder / name).write_text(sys.argv[2])\n"
        "    print('written', flush=True); sys.stdin.readline()\n"
    )
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(out), str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(3)
    ]
    for writer in writers:
        assert writer.stdout.readline() == "written\n"
    for writer in writers:  # all move at once
        writer.stdin.write("\n")
        writer.stdin.flush()
    for writer in writers:
        _, errors = writer.communicate(timeout=30)
        assert writer.returncode == 0, errors
    assert {path.name for path in out.iterdir()} == set(MATCH_FILES)
    assert len({path.read_text() for path in out.iterdir()}) == 1, "files of one match"
    assert list(tmp_path.iterdir()) == [out]


def test_a_lock_that_a_killed_process_left_is_broken(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_LONGEST_MOVE_S", 0.1)
    (tmp_path / f"match{PARTIAL_SUFFIX}-lock").mkdir()
    with match_folder(tmp_path / "match") as partial:
        (partial / RESULT_FILE).write_text("{}")
    assert [p.name for p in tmp_path.iterdir()] == ["match"]


def test_a_file_is_replaced_with_its_side_files(tmp_path):
    out = tmp_path / "out.tif"
    out.write_text("old")
    (tmp_path / "out.tif.aux.xml").write_text("old statistics")
    with partial_file(out) as partial:
        partial.write_text("new")
        assert out.read_text() == "old"
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"out.tif": "new"}


@pytest.mark.parametrize("context", [partial_file, match_folder])
def test_unwritable_places(tmp_path, context):
    blocker = tmp_path / "file"
    blocker.write_text("")
    with pytest.raises(InputError) as failure, context(blocker / "sub" / "out.tif"):
        pytest.fail("must not get here")
    assert failure.value.code == "unwritable_output"
    assert "out.tif" in failure.value.message
    with pytest.raises(InputError), context(blocker if context is match_folder else tmp_path):
        pytest.fail("must not get here")
    assert list(tmp_path.iterdir()) == [blocker]


def test_a_link_stays_and_its_file_is_replaced(tmp_path):
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "a.txt").write_text("old")
    link = tmp_path / "link.txt"
    try:
        link.symlink_to(tmp_path / "store" / "a.txt")
    except OSError:
        pytest.skip("this system makes no links")
    with partial_file(link) as partial:
        partial.write_text("new")
    assert link.is_symlink()
    assert [p.name for p in (tmp_path / "store").iterdir()] == ["a.txt"]
    assert (tmp_path / "store" / "a.txt").read_text() == "new"
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    with pytest.raises(InputError) as error, partial_file(tmp_path / "loop.txt"):
        pytest.fail("must not get here")
    assert error.value.code == "unwritable_output"


@pytest.mark.parametrize(
    ("number", "kind", "code"),
    [(errno.ENOSPC, EngineError, "disk_full"), (errno.EACCES, InputError, "unwritable_output")],
)
def test_what_the_system_says_becomes_a_sentence(tmp_path, number, kind, code):
    for context, name in ((match_folder, RESULT_FILE), (partial_file, "")):
        with pytest.raises(kind) as failure:
            write_and_fail(context, tmp_path / "out.tif", OSError(number, os.strerror(number)), name)
        assert failure.value.code == code
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on file sizes to set")
def test_a_disk_that_fills_up(tmp_path, write_raster):
    path = write_raster(np.random.default_rng(0).integers(0, 255, (1, 600, 600), dtype=np.uint8))
    script = textwrap.dedent("""
        import resource, signal, sys
        from pathlib import Path
        import numpy as np
        from s2m2_engine.errors import S2M2Error
        from s2m2_engine.files import partial_folder
        from s2m2_engine.scene.fitting.tie_points import TiePointSet
        from s2m2_engine.scene.raster.grid import common_grid
        from s2m2_engine.scene.results.heatmap_file import HeatmapPatch, write_heatmap
        from s2m2_engine.scene.raster.raster import open_raster
        from s2m2_engine.names import MATCH_FILES, RESULT_FILE
        from s2m2_engine.scene.results.tie_point_files import write_tie_points

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        raster = open_raster(sys.argv[1], "optical")
        grid = common_grid(raster, raster, 100.0, None)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        noise = np.random.default_rng(0).random((500, 500)).astype(np.float32)
        n = 3000
        zeros, flags = np.random.default_rng(0).random((n, 2)), np.zeros(n, bool)
        points = TiePointSet(zeros, zeros, zeros, zeros, np.zeros((n, 2, 2)), zeros[:, 0], flags, flags,
                             zeros[:, 0], zeros[:, 0], zeros)
        for write in (
            lambda folder: write_heatmap(folder / "heatmap.tif", grid, [HeatmapPatch(0, 0, noise, noise)]),
            lambda folder: write_tie_points(folder / "tie_points.gpkg", points, "EPSG:32614"),
            lambda folder: (folder / "report.html").write_bytes(bytes(100_000)),
        ):
            try:
                with partial_folder(Path(sys.argv[2]), MATCH_FILES, RESULT_FILE) as folder:
                    write(folder)
                print("no error")
            except S2M2Error as error:
                print(error.code, error.exit_status)
    """)
    out = tmp_path / "match"
    result = subprocess.run(
        [sys.executable, "-c", script, str(path), str(out)], capture_output=True, text=True, timeout=120
    )
    assert result.stdout.split("\n") == ["disk_full 4"] * 3 + [""], result.stderr
    assert list(tmp_path.iterdir()) == [path]
