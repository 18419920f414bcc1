"""build.sh: no environment is lost where a new one cannot be made, and rasters are those that the user means.

A shell script stands for Python: nothing is downloaded.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from helpers.paths import PROJECT_ROOT

_PYTHON = """#!/bin/sh
case "$1 $2" in
"-m venv")
    for folder in "$@"; do :; done
    mkdir -p "$folder/bin"
    cp "$0" "$folder/bin/python"
    printf '#!/bin/sh\\necho "s2m2 $*"\\n' >"$folder/bin/s2m2"
    chmod +x "$folder/bin/s2m2"
    ;;
"-m pip")
    [ -z "$SLOW" ] || { touch "$SLOW"; sleep 0.5; }
    [ -z "$KILLED" ] || kill -9 $PPID
    [ -z "$OFFLINE" ] || { echo "ERROR: no network" >&2; exit 1; }
    ;;
"--version "*) echo "Python 3.11.2" ;;
esac
"""


class Checkout:
    """A project folder with build.sh, and another folder from which it is called."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project ß"
        self.elsewhere = folder / "elsewhere"
        self.elsewhere.mkdir()
        (self.project / "engine" / "s2m2_engine").mkdir(parents=True)
        shutil.copy(PROJECT_ROOT / "build.sh", self.project)
        (self.project / "pyproject.toml").write_text("")
        self.set_version("1")
        self.python = self.program("python", _PYTHON)

    @property
    def venv(self) -> Path:
        return self.project / ".venv"

    def set_version(self, version: str) -> None:
        (self.project / "engine" / "s2m2_engine" / "version.py").write_text(version)

    def program(self, name: str, text: str) -> Path:
        path = self.elsewhere / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
        return path

    def start(self, *arguments: str, script: Path | None = None, **variables: str) -> subprocess.Popen[str]:
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "S2M2_BUILD_PYTHON", "CI")
        clean = {name: value for name, value in os.environ.items() if name not in hidden}
        path = f"{self.elsewhere / 'bin'}{os.pathsep}{os.environ['PATH']}"
        return subprocess.Popen(
            [script or self.project / "build.sh", *arguments],
            cwd=self.elsewhere,
            env={**clean, "PATH": path, "S2M2_BUILD_PYTHON": str(self.python), **variables},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def call(self, *arguments: str, script: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
        with self.start(*arguments, script=script, **variables) as process:
            stdout, stderr = process.communicate()
        return subprocess.CompletedProcess(arguments, process.returncode, stdout, stderr)

    def write_rasters(self) -> None:
        for name in ("sar.tif", "optical.tif"):
            (self.elsewhere / name).write_text("")

    def match(self, **variables: str) -> subprocess.CompletedProcess[str]:
        """Matches two files, which needs the engine's environment."""
        self.write_rasters()
        return self.call("run", "sar.tif", "optical.tif", **variables)

    def made(self, mark: str = "of the first") -> None:
        """Make the environment, and mark it."""
        assert self.match().returncode == 0
        (self.venv / mark).write_text("")


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def environments(checkout: Checkout) -> list[str]:
    return sorted(path.name for path in checkout.project.glob(".venv*"))


def test_an_environment_is_replaced_where_a_new_one_can_be_made(checkout: Checkout) -> None:
    checkout.made()
    assert checkout.match().returncode == 0
    assert (checkout.venv / "of the first").exists(), "what is up to date stays"
    checkout.set_version("2")
    assert checkout.match().returncode == 0
    assert not (checkout.venv / "of the first").exists()
    assert environments(checkout) == [".venv"]


def test_an_environment_stays_where_a_new_one_cannot_be_made(checkout: Checkout) -> None:
    checkout.made()
    checkout.set_version("2")
    done = checkout.match(OFFLINE="yes")
    assert done.returncode != 0
    assert "ERROR: no network" in done.stderr
    assert "The earlier one is still there" in done.stderr
    assert (checkout.venv / "of the first").exists()
    assert environments(checkout) == [".venv"]


def test_nothing_is_left_of_a_first_environment_that_cannot_be_made(checkout: Checkout) -> None:
    done = checkout.match(OFFLINE="yes")
    assert done.returncode != 0
    assert "earlier" not in done.stderr
    assert environments(checkout) == []


def test_an_environment_comes_back_after_a_kill(checkout: Checkout) -> None:
    checkout.made()
    checkout.set_version("2")
    assert checkout.match(KILLED="yes").returncode != 0
    assert environments(checkout) == [".venv", ".venv.former"]
    assert checkout.match(OFFLINE="yes").returncode != 0
    assert (checkout.venv / "of the first").exists()
    assert environments(checkout) == [".venv"]


@pytest.mark.parametrize("begun", [False, True])
def test_an_environment_comes_back_after_a_kill_before_the_new_one_is_begun(begun: bool, checkout: Checkout) -> None:
    checkout.made()
    checkout.set_version("2")
    checkout.venv.rename(checkout.project / ".venv.former")
    if begun:
        checkout.venv.mkdir()
    assert checkout.match(OFFLINE="yes").returncode != 0
    assert (checkout.venv / "of the first").exists()
    assert environments(checkout) == [".venv"]


def test_a_kill_after_the_new_environment_is_whole_keeps_the_new_one(checkout: Checkout) -> None:
    checkout.made("new")
    former = checkout.project / ".venv.former"
    former.mkdir()
    (former / ".s2m2-stamp").write_text("earlier")
    assert checkout.match(OFFLINE="yes").returncode == 0
    assert (checkout.venv / "new").exists()
    assert environments(checkout) == [".venv"]


@pytest.mark.parametrize("linked", [False, True])
def test_an_environment_that_build_sh_has_not_made_is_not_removed(linked: bool, checkout: Checkout) -> None:
    folder = checkout.elsewhere / "mine" if linked else checkout.venv
    folder.mkdir()
    (folder / "work").write_text("")
    if linked:
        (folder / ".s2m2-stamp").write_text("another checkout's")
        checkout.venv.symlink_to(folder)
    done = checkout.match()
    assert done.returncode != 0
    assert "was not made by build.sh" in done.stderr
    assert (folder / "work").exists()
    assert checkout.venv.is_symlink() == linked


def test_an_environment_without_our_mark_is_set_aside(checkout: Checkout) -> None:
    """An interrupted one of an earlier build.sh, or the user's own: neither is in the way, and neither is lost."""
    for number in ("", "2"):
        checkout.venv.mkdir()
        (checkout.venv / "pyvenv.cfg").write_text("")
        (checkout.venv / "work").write_text("")
        done = checkout.match()
        assert done.returncode == 0, done.stderr
        assert f"it is now called .venv.aside{number}." in done.stderr
        assert (checkout.project / f".venv.aside{number}" / "work").exists()
        assert (checkout.venv / ".s2m2-stamp").exists()
        shutil.rmtree(checkout.venv)


def test_two_at_once_make_one_environment(checkout: Checkout, tmp_path: Path) -> None:
    checkout.write_rasters()
    begun = tmp_path / "begun"
    with checkout.start("run", "sar.tif", "optical.tif", SLOW=str(begun)) as first:
        while not begun.exists():
            assert first.poll() is None
            time.sleep(0.01)
        second = checkout.match()
        assert first.wait() == 0
    assert second.returncode == 0, second.stderr
    assert "Another build.sh is making environments here" in second.stderr
    assert "Making .venv" not in second.stderr
    assert environments(checkout) == [".venv"]


def test_through_a_link_the_environment_beside_the_link_is_left_alone(checkout: Checkout) -> None:
    theirs = checkout.elsewhere / ".venv"
    theirs.mkdir()
    (theirs / "work").write_text("")
    link = checkout.elsewhere / "build.sh"
    link.symlink_to(checkout.project / "build.sh")
    (checkout.elsewhere / "a.tif").write_text("")
    done = checkout.call("run", "a.tif", "a.tif", script=link)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in theirs.iterdir()] == ["work"]
    assert environments(checkout) == [".venv"]


def test_package_makes_no_environment(checkout: Checkout) -> None:
    checkout.made()
    checkout.set_version("2")
    assert checkout.call("package", OFFLINE="yes").returncode == 0
    assert (checkout.venv / "of the first").exists()


def test_relative_rasters_are_as_seen_from_where_the_user_is(checkout: Checkout) -> None:
    done = checkout.match()
    assert f"s2m2 match {checkout.elsewhere}/sar.tif {checkout.elsewhere}/optical.tif" in done.stdout


@pytest.mark.parametrize(
    ("name", "says"), [("folder", "folder is a folder."), ("..", ".. is a folder."), ("gone", "There is no file gone.")]
)
def test_what_is_no_raster_file_is_named(name: str, says: str, checkout: Checkout) -> None:
    (checkout.elsewhere / "folder").mkdir()
    (checkout.elsewhere / "sar.tif").write_text("")
    done = checkout.call("run", "sar.tif", name)
    assert done.returncode == 1
    assert done.stderr.startswith(says)
    assert environments(checkout) == [], "it is said before anything is downloaded"


def test_a_display_that_cannot_be_opened_is_as_none(checkout: Checkout) -> None:
    checkout.program("dpkg-query", "#!/bin/sh\nprintf 'install ok installed'\n")
    checkout.program("qgis", "#!/bin/sh\necho QGIS was started\n")
    done = checkout.match(DISPLAY=":nothing")
    assert done.returncode == 0
    assert "There is no display that can be opened" in done.stderr
    assert "Abort" not in done.stderr
    assert "s2m2 match" in done.stdout
    assert "QGIS was started" not in done.stdout
