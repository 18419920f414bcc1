"""Which Python is found, what is said about one that does not work, and the environment that the plugin makes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Callable

import pytest

import lock
from helpers.hostile_folder import RAN, hostile_folder
from helpers.local_network import free_port, serving_files
from helpers.wheels import make_wheel
from s2m2_qgis import settings
from s2m2_qgis.worker import (
    environment,
    installer,
    making,
    pip_wheel,
    pythons,
    replacing,
    space,
    subprocesses,
    venvs,
)
from s2m2_qgis.worker.environment import PythonChoice, find_python
from s2m2_qgis.worker.failures import WorkerFailure
from s2m2_qgis.worker.installer import PackageSource
from s2m2_qgis.worker.making import create_environment
from s2m2_qgis.worker.pythons import Base, check_python, environment_python
from s2m2_qgis.worker.reaching import Answer
from s2m2_qgis.worker.space import free_mb

INDEX = PackageSource()


def never() -> bool:
    return False


def ignore(_text: str) -> None:
    pass


def script(path: Path, body: str) -> str:
    """An executable that stands for an interpreter."""
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def only_standard_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's packages are ones that every Python has: installing them needs no internet."""
    monkeypatch.setattr(pythons, "PACKAGES", ("json",))


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    folder = tmp_path / "wheels für offline"
    folder.mkdir()
    (folder / "nothing-1-py3-none-any.whl").write_bytes(b"")
    return folder


def failure_of(*arguments: object) -> WorkerFailure:
    with pytest.raises(WorkerFailure) as caught:
        create_environment(*arguments)  # type: ignore[arg-type]
    return caught.value


def test_nothing_is_found_where_nothing_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pythons, "bundled_pythons", list)
    assert find_python() is None


def test_the_order(monkeypatch: pytest.MonkeyPatch, own_profile: Path) -> None:
    monkeypatch.setattr(pythons, "check_python", lambda path: "")
    monkeypatch.setattr(pythons, "bundled_pythons", lambda: ["own"])
    assert find_python() == PythonChoice("own", "qgis", "")
    own_profile.mkdir(parents=True)
    assert find_python() == PythonChoice("own", "qgis", ""), "an unfinished environment is none"
    (own_profile / environment.MARKER).write_text("")
    assert find_python() == PythonChoice(str(environment_python(own_profile)), "profile", "")
    settings.set_python_path("mine")
    assert find_python() == PythonChoice("mine", "user", "")
    monkeypatch.setenv("S2M2_PYTHON", "from the shell")
    assert find_python() == PythonChoice("from the shell", "user", "")


def test_a_broken_choice_is_not_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pythons, "bundled_pythons", lambda: [sys.executable])
    settings.set_python_path(str(tmp_path / "gone"))
    choice = find_python()
    assert choice is not None
    assert choice.kind == "user"
    assert choice.problem == f"There is no Python at “{tmp_path / 'gone'}”."


def test_qgis_own_python_without_the_packages_is_no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pythons, "bundled_pythons", lambda: [sys.executable])
    monkeypatch.setattr(pythons, "check_python", lambda path: "It lacks everything.")
    assert find_python() is None


@pytest.mark.usefixtures("only_standard_library")
def test_a_python_that_works() -> None:
    assert check_python(sys.executable) == ""


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pythons, "PACKAGES", ("json", "not_there", "nor_there"))
    problem = check_python(sys.executable)
    assert problem == f"“{sys.executable}” lacks packages that the engine needs: not_there, nor_there."


def test_a_package_that_cannot_be_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pythons, "PACKAGES", ("broken_dll",))
    python = script(tmp_path / "python", f"PYTHONPATH='{tmp_path}' exec '{sys.executable}' \"$@\"")
    (tmp_path / "broken_dll.py").write_text("raise ImportError('DLL load failed')")
    assert "cannot load broken_dll: ImportError: DLL load failed." in check_python(python)
    text = (
        "try:\n    raise OSError('lib: none')\nexcept OSError as e:\n    raise ImportError('Read\\nall this.') from e"
    )
    (tmp_path / "broken_dll.py").write_text(text)
    assert "cannot load broken_dll: OSError: lib: none." in check_python(python)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('echo \'S2M2 {"version": [3, 8, 1], "missing": {}}\'', "is Python 3.8.1, but the engine needs 3.10 or later."),
        ("echo this is no snake >&2; exit 1", "is not a working Python: this is no snake."),
        ("echo 'S2M2 [[[['", "is not a working Python: S2M2 [[[[."),
        (
            """echo 'S2M2 {"version": "3", "missing": {}}'""",
            'is not a working Python: S2M2 {"version": "3", "missing": {}}.',
        ),
        ("exit 7", "is not a working Python: exit status 7."),
    ],
)
def test_what_is_said_of_a_python_that_does_not_work(tmp_path: Path, body: str, says: str) -> None:
    python = script(tmp_path / "python ß", body)
    assert check_python(python) == f"“{python}” {says}"


def test_a_file_that_is_no_program(tmp_path: Path) -> None:
    (tmp_path / "python").write_text("text")
    assert "cannot be started" in check_python(str(tmp_path / "python"))


def test_a_python_that_hangs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pythons, "_CHECK_LIMIT_S", 0.3)
    assert "did not answer" in check_python(script(tmp_path / "python", "exec sleep 60"))


def test_what_works_is_remembered_until_the_file_changes(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    good = script(tmp_path / "good", f"echo x >> '{runs}'; echo 'S2M2 {{\"version\": [3, 11], \"missing\": {{}}}}'")
    for _ in range(3):
        assert check_python(good) == ""
    assert runs.read_text().count("x") == 1
    os.utime(good, (1, 1))
    check_python(good)
    pythons.forget_checks()
    check_python(good)
    assert runs.read_text().count("x") == 3


def test_what_does_not_work_is_looked_at_again(tmp_path: Path) -> None:
    python = script(tmp_path / "python", f"test -e '{tmp_path}/mended' && exec '{sys.executable}' \"$@\"")
    assert check_python(python) != ""
    before = check_python(python)
    (tmp_path / "mended").touch()
    assert check_python(python) != before


def test_the_plugin_makes_environments_for_the_pythons_of_the_locks() -> None:
    versions = [tuple(int(part) for part in python.split(".")) for python in lock.PYTHONS]
    assert (versions[0], versions[-1]) == (pythons.MINIMUM_VERSION, pythons.MAXIMUM_VERSION)


def test_the_locked_packages_hold_those_that_are_checked() -> None:
    locked = {line.split("==")[0] for line in installer.pins(["engine.txt"]).splitlines()}
    assert {*pythons.PACKAGES, *pythons.MODEL_PACKAGES} < locked
    locked = {line.split("==")[0] for line in installer.pins(["network.txt", installer.pytorch_lock()]).splitlines()}
    assert {*pythons.PYTORCH_PACKAGES, "lightning-fabric"} < locked


@pytest.fixture
def nothing_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The locks are empty: installing them needs no internet."""
    folder = tmp_path / "engine"
    (folder / "locks").mkdir(parents=True)
    for name in ("engine.txt", "network.txt", installer.pytorch_lock()):
        (folder / "locks" / name).write_text("# nothing\n")
    monkeypatch.setattr(installer, "engine_folder", lambda: folder)


@pytest.mark.slow
@pytest.mark.usefixtures("only_standard_library", "nothing_to_install")
def test_an_environment_is_made(own_profile: Path) -> None:
    own_profile.mkdir(parents=True)
    (own_profile / "left from an earlier one").write_text("")
    texts: list[str] = []
    assert create_environment(own_profile, INDEX, False, texts.append, never) == ""
    assert (own_profile / environment.MARKER).is_file()
    assert not (own_profile / "left from an earlier one").exists()
    assert check_python(str(environment_python(own_profile))) == ""
    assert texts[-1] == "The environment is ready."
    choice = find_python()
    assert choice is not None
    assert choice.kind == "profile"


class Commands:
    """Stands for `run_lines`: keeps what was run, makes PyTorch's files as pip would, ends as it is told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.run: list[str] = []
        self.pytorch_ends_with: int | Exception = 0
        self.dask_ends_with: int | Exception = 0
        self.packages_end_with = 0

    def __call__(
        self,
        command: list[str],
        on_text: Callable[[str], None],
        is_cancelled: Callable[[], bool],
        *_more: object,
        **__: object,
    ) -> int:
        if "config" in command:
            return 0
        if "venv" in command:
            self.run.append("venv")
            assert command[-1] == str(replacing.beside(self.folder)), "the earlier one stays as it is"
            assert replacing.beside(self.folder).is_dir()
            (self.packages / "numpy").mkdir(parents=True)
            return 0
        if any(word.endswith("engine.txt") for word in command):
            self.run.append("packages")
            on_text("ERROR: No space left on device." if self.packages_end_with else "Successfully installed")
            return self.packages_end_with
        if any(word.endswith("network.txt") for word in command):
            self.run.append("network")
            return 0
        if any(word.endswith("batch.txt") for word in command):
            self.run.append("dask")
            return self._install_dask(Path(command[command.index("--target") + 1]), on_text)
        self.run.append("pytorch")
        for name in ("torch", "torch-2.13.0.dist-info", "torchless"):
            (self.packages / name).mkdir(exist_ok=True)
            (self.packages / name / "file").write_text("")
        if isinstance(self.pytorch_ends_with, Exception):
            raise self.pytorch_ends_with
        on_text("ERROR: No space left on device." if self.pytorch_ends_with else "Successfully installed")
        return self.pytorch_ends_with

    def _install_dask(self, target: Path, on_text: Callable[[str], None]) -> int:
        for name in ("dask", "fsspec", "bin"):
            (target / name).mkdir(parents=True)
        if isinstance(self.dask_ends_with, Exception):
            raise self.dask_ends_with
        on_text("ERROR: No space left on device." if self.dask_ends_with else "Successfully installed")
        return self.dask_ends_with

    @property
    def packages(self) -> Path:
        """Those of the environment that is being made, or else of the finished one."""
        making = replacing.beside(self.folder)
        folder = making if making.exists() or not self.folder.exists() else self.folder
        return folder / "lib" / "python3.11" / "site-packages"

    @property
    def installed(self) -> set[str]:
        return {path.name for path in self.packages.iterdir()}


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, own_profile: Path) -> Commands:
    fake = Commands(own_profile)
    monkeypatch.setattr(venvs, "run_lines", fake)
    monkeypatch.setattr(installer, "run_lines", fake)
    monkeypatch.setattr(pythons, "bases", lambda chosen, on_text: [Base("python", True)])
    monkeypatch.setattr(installer, "ask", lambda *_: Answer())
    monkeypatch.setattr(pythons, "examine", lambda path, packages: "")
    monkeypatch.setattr(pythons, "check_python", lambda path: "")
    return fake


PINS = installer.pins(["engine.txt"])
DASK_PINS = installer.pins(["batch.txt"])
PYTORCH_PINS = installer.pins(["network.txt", installer.pytorch_lock()])


def test_an_environment_with_pytorch(commands: Commands, own_profile: Path) -> None:
    assert create_environment(own_profile, INDEX, True, ignore, never) == ""
    assert commands.run == ["venv", "packages", "network", "pytorch"]
    assert "torch" in commands.installed
    assert (own_profile / environment.MARKER).read_text(encoding="utf-8") == PINS + PYTORCH_PINS
    assert environment.present(own_profile) == (True, False)


def test_an_environment_without_pytorch_is_completed_later(commands: Commands, own_profile: Path) -> None:
    assert create_environment(own_profile, INDEX, False, ignore, never) == ""
    assert commands.run == ["venv", "packages"]
    assert (own_profile / environment.MARKER).read_text(encoding="utf-8") == PINS
    assert environment.present(own_profile) == (False, False)
    assert create_environment(own_profile, INDEX, True, ignore, never) == ""
    assert commands.run == ["venv", "packages", "network", "pytorch"], "what is there is not made again"
    assert (own_profile / environment.MARKER).read_text(encoding="utf-8") == PINS + PYTORCH_PINS


def test_dask_is_installed_aside_and_moved_in(commands: Commands, own_profile: Path) -> None:
    assert create_environment(own_profile, INDEX, False, ignore, never) == ""
    (commands.packages / "fsspec").mkdir()  # as PyTorch brings it
    assert create_environment(own_profile, INDEX, False, ignore, never, with_dask=True) == ""
    assert commands.run == ["venv", "packages", "dask"], "what is there is not made again"
    assert commands.installed == {"numpy", "dask", "fsspec"}
    assert (own_profile / environment.MARKER).read_text(encoding="utf-8") == PINS + DASK_PINS
    assert not environment.temporary(own_profile).exists()
    assert create_environment(own_profile, INDEX, True, ignore, never) == ""
    assert commands.run == ["venv", "packages", "dask", "network", "pytorch"]
    assert environment.present(own_profile) == (True, True)


def test_a_new_environment_with_all(commands: Commands, own_profile: Path) -> None:
    assert create_environment(own_profile, INDEX, True, ignore, never, with_dask=True) == ""
    assert commands.run == ["venv", "packages", "network", "pytorch", "dask"]
    assert environment.present(own_profile) == (True, True)


@pytest.mark.parametrize("fails", ["pip", "load", "cancel"])
def test_dask_that_cannot_be_added_leaves_the_environment_as_it_was(
    fails: str, commands: Commands, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_environment(own_profile, INDEX, False, ignore, never)
    if fails == "load":
        monkeypatch.setattr(pythons, "examine", lambda path, packages: "“python” cannot load pyarrow: it is damaged.")
    commands.dask_ends_with = {"pip": 1, "load": 0, "cancel": subprocesses.StoppedError(cancelled=True)}[fails]
    if fails == "cancel":
        with pytest.raises(WorkerFailure) as caught:
            create_environment(own_profile, INDEX, False, ignore, never, with_dask=True)
        assert caught.value.cancelled
    else:
        lack = create_environment(own_profile, INDEX, False, ignore, never, with_dask=True)
        assert lack.startswith("Dask could not be installed: ")
        assert ("cannot load pyarrow" in lack) == (fails == "load")
    assert commands.installed == {"numpy"}
    assert environment.present(own_profile) == (False, False)
    assert not environment.temporary(own_profile).exists()


def test_an_environment_of_other_pins_works_and_is_outdated(commands: Commands, own_profile: Path) -> None:
    create_environment(own_profile, INDEX, False, ignore, never)
    assert (problem(), environment.is_outdated(own_profile)) == ("", False)
    (own_profile / environment.MARKER).write_text("numpy==1.0\n")
    assert (problem(), environment.is_outdated(own_profile)) == ("", True)


def test_an_environment_of_other_pins_or_of_a_python_that_is_gone_is_made_anew(
    commands: Commands, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_environment(own_profile, INDEX, False, ignore, never)
    (own_profile / environment.MARKER).write_text("numpy==1.0\n")
    create_environment(own_profile, INDEX, True, ignore, never)
    assert commands.run == ["venv", "packages", "venv", "packages", "network", "pytorch"]
    (own_profile / environment.MARKER).write_text(PINS, encoding="utf-8")
    answers = iter(["It is gone.", ""])
    monkeypatch.setattr(pythons, "check_python", lambda path: next(answers))
    create_environment(own_profile, INDEX, True, ignore, never)
    assert commands.run[6:] == ["venv", "packages", "network", "pytorch"]


@pytest.mark.parametrize("completes", [False, True])
def test_pytorch_that_cannot_be_installed_leaves_a_working_environment(
    completes: bool, commands: Commands, own_profile: Path
) -> None:
    if completes:
        create_environment(own_profile, INDEX, False, ignore, never)
    commands.pytorch_ends_with = 1
    lack = create_environment(own_profile, INDEX, True, ignore, never)
    assert lack.startswith("PyTorch could not be installed: No space left on device. Free disk space")
    assert commands.installed == {"numpy", "torchless"}, "half a PyTorch would stop the engine"
    assert environment.present(own_profile) == (False, False)
    commands.pytorch_ends_with = 0
    assert create_environment(own_profile, INDEX, True, ignore, never) == ""


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_pytorch_that_cannot_be_loaded_is_taken_out_again(
    platform: str, commands: Commands, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pythons, "examine", lambda path, packages: "“python” cannot load torch: DLL load failed.")
    monkeypatch.setattr(sys, "platform", platform)
    lack = create_environment(own_profile, INDEX, True, ignore, never)
    assert "cannot load torch: DLL load failed." in lack
    assert ("Microsoft Visual C++" in lack) == (platform == "win32")
    assert commands.installed == {"numpy", "torchless"}
    assert environment.present(own_profile) == (False, False)


def test_stop_while_pytorch_is_added_leaves_the_environment_as_it_was(commands: Commands, own_profile: Path) -> None:
    create_environment(own_profile, INDEX, False, ignore, never)
    commands.pytorch_ends_with = subprocesses.StoppedError(cancelled=True)
    assert failure_of(own_profile, INDEX, True, ignore, never).cancelled
    assert commands.installed == {"numpy", "torchless"}
    assert environment.present(own_profile) == (False, False)


def test_stop_while_a_new_environment_gets_pytorch_leaves_nothing(commands: Commands, own_profile: Path) -> None:
    commands.pytorch_ends_with = subprocesses.StoppedError(cancelled=True)
    assert failure_of(own_profile, INDEX, True, ignore, never).cancelled
    assert list(own_profile.parent.iterdir()) == []


def test_an_environment_is_no_choice_while_pytorch_is_being_added(commands: Commands, own_profile: Path) -> None:
    create_environment(own_profile, INDEX, False, ignore, never)
    seen: list[str] = []
    released: list[bool] = []
    create_environment(
        own_profile, INDEX, True, lambda text: seen.append(problem()), never, lambda: released.append(True)
    )
    assert released == [True]
    assert set(seen[:-1]) == {"PyTorch is being added to the environment. Wait until that has ended."}
    assert (seen[-1], problem()) == ("", "")


def problem() -> str:
    choice = find_python()
    assert choice is not None
    assert choice.kind == "profile"
    return choice.problem


def test_a_kill_while_pytorch_is_added_leaves_the_environment_without_it(commands: Commands, own_profile: Path) -> None:
    create_environment(own_profile, INDEX, False, ignore, never)
    (own_profile / environment.ADDING).write_text("")
    (commands.packages / "torch").mkdir()
    assert problem() == ""
    assert commands.installed == {"numpy"}
    assert environment.present(own_profile) == (False, False)


@pytest.mark.parametrize("fails", ["packages", "check", "exchange"])
def test_a_set_up_that_fails_keeps_the_earlier_environment(
    fails: str, commands: Commands, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_environment(own_profile, INDEX, False, ignore, never)
    (own_profile / "mark of the earlier one").write_text("")
    if fails == "packages":
        commands.packages_end_with = 1
    elif fails == "check":
        answers = iter(["It cannot load numpy.", "", ""])
        monkeypatch.setattr(pythons, "check_python", lambda path: next(answers))
    else:
        rename = Path.rename

        def locked(self: Path, target: Path) -> Path:
            if self == own_profile:
                raise PermissionError(13, "The process cannot access the file")
            return rename(self, target)

        monkeypatch.setattr(Path, "rename", locked)
    failure = failure_of(own_profile, INDEX, False, ignore, never)
    assert "earlier environment" in failure.message
    assert (own_profile / "mark of the earlier one").exists()
    assert problem() == ""
    assert [path.name for path in own_profile.parent.iterdir()] == [own_profile.name]


def test_the_earlier_environment_is_replaced_only_when_the_new_one_works(commands: Commands, own_profile: Path) -> None:
    create_environment(own_profile, INDEX, False, ignore, never)
    (own_profile / "mark of the earlier one").write_text("")
    there: list[bool] = []
    create_environment(
        own_profile, INDEX, False, lambda text: there.append((own_profile / "mark of the earlier one").exists()), never
    )
    assert there[:-1]
    assert all(there[:-1]), "it can be used until then"
    assert not (own_profile / "mark of the earlier one").exists()


@pytest.mark.parametrize("killed_after", [0, 1, 2])
def test_a_kill_during_the_exchange_leaves_one_whole_environment(
    killed_after: int, commands: Commands, own_profile: Path
) -> None:
    """A kill between two renames of folders, or before the earlier one is removed."""
    create_environment(own_profile, INDEX, False, ignore, never)
    (own_profile / "which").write_text("earlier")
    new, former = replacing.beside(own_profile), own_profile.with_name(f"{own_profile.name}-former")
    new.mkdir()
    (new / environment.MARKER).write_text(PINS, encoding="utf-8")
    (new / "which").write_text("new")
    if killed_after > 0:
        own_profile.rename(former)
    if killed_after > 1:
        new.rename(own_profile)
    assert problem() == ""
    assert (own_profile / "which").read_text() == ("earlier" if killed_after == 0 else "new")
    assert [path.name for path in own_profile.parent.iterdir()] == [own_profile.name]


def test_what_is_whole_is_not_lost_where_files_are_in_use(
    commands: Commands, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_environment(own_profile, INDEX, False, ignore, never)
    new = replacing.beside(own_profile)
    own_profile.rename(new)

    def in_use(self: Path, target: Path) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", in_use)
        find_python()
        assert (new / environment.MARKER).is_file()
    assert problem() == ""
    assert [path.name for path in own_profile.parent.iterdir()] == [own_profile.name]


@pytest.mark.parametrize("other", ["new", "former"])
def test_an_incomplete_environment_gives_way_to_a_whole_one(other: str, commands: Commands, own_profile: Path) -> None:
    create_environment(own_profile, INDEX, False, ignore, never)
    own_profile.rename(own_profile.with_name(f"{own_profile.name}-{other}"))
    (own_profile / "half").mkdir(parents=True)
    assert problem() == ""
    assert not (own_profile / "half").exists()
    assert [path.name for path in own_profile.parent.iterdir()] == [own_profile.name]


@pytest.mark.parametrize("other", ["new", "former"])
def test_incomplete_remains_are_removed(other: str, commands: Commands, own_profile: Path) -> None:
    create_environment(own_profile, INDEX, False, ignore, never)
    (own_profile.with_name(f"{own_profile.name}-{other}") / "half").mkdir(parents=True)
    assert problem() == ""
    assert [path.name for path in own_profile.parent.iterdir()] == [own_profile.name]


@pytest.mark.parametrize("content", ["", "abc"])
def test_a_damaged_lock_stops_no_set_up(content: str, commands: Commands, own_profile: Path) -> None:
    own_profile.parent.mkdir(parents=True, exist_ok=True)
    path = own_profile.with_name(f"{own_profile.name}.lock")
    path.write_text(content)
    os.utime(path, (time.time() - 60,) * 2)
    assert create_environment(own_profile, INDEX, False, ignore, never) == ""
    assert problem() == ""


_HOLD = """
import sys, time
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from s2m2_qgis.worker import replacing
with replacing.only_one(Path(sys.argv[1]), print, lambda: False):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def other_qgis(own_profile: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the right to change the environment until it reads a line."""
    own_profile.parent.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-c", _HOLD, str(own_profile), *sys.path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.mark.parametrize("end", ["it ends", "it is killed"])
def test_a_second_set_up_waits_and_takes_the_environment_of_the_first(
    end: str, other_qgis: subprocess.Popen[str], commands: Commands, own_profile: Path
) -> None:
    texts: list[str] = []

    def on_text(text: str) -> None:
        texts.append(text)
        if len(texts) > 1:
            return
        if end == "it ends":
            own_profile.mkdir(parents=True)
            (own_profile / environment.MARKER).write_text(PINS, encoding="utf-8")
            print(file=other_qgis.stdin, flush=True)
        else:
            other_qgis.kill()
            other_qgis.wait()

    assert create_environment(own_profile, INDEX, False, on_text, never) == ""
    assert texts[0].startswith(f"Another QGIS is setting up the environment (process {other_qgis.pid} on ")
    assert commands.run == ([] if end == "it ends" else ["venv", "packages"])
    assert problem() == ""


def test_waiting_for_another_set_up_can_be_stopped(other_qgis: subprocess.Popen[str], own_profile: Path) -> None:
    texts: list[str] = []
    assert failure_of(own_profile, INDEX, False, texts.append, lambda: bool(texts)).cancelled


@pytest.mark.slow
def test_wheels_that_do_not_fit(wheels: Path, own_profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failure = failure_of(own_profile, PackageSource(wheels), False, ignore, never)
    assert failure.code == "environment_failed"
    assert "affine" in failure.message
    assert "wheels" in failure.hint
    assert not own_profile.exists()


def test_a_folder_without_wheels(tmp_path: Path, own_profile: Path) -> None:
    own_profile.mkdir(parents=True)
    failure = failure_of(own_profile, PackageSource(tmp_path), True, ignore, never)
    assert failure.code == "bad_wheel_folder"
    assert str(tmp_path) in failure.message
    assert own_profile.exists(), "what is there stays until there is something to put in its place"


def test_no_python_to_make_it_with(monkeypatch: pytest.MonkeyPatch, own_profile: Path) -> None:
    monkeypatch.setattr(pythons, "bundled_pythons", list)
    monkeypatch.setattr(pythons, "_system_pythons", list)
    failure = failure_of(own_profile, INDEX, True, ignore, never)
    assert failure.code == "no_base_python"
    assert "3.10 to 3.14" in failure.message


@pytest.mark.parametrize(
    ("version", "platform", "says"),
    [
        ("[3, 9, 2]", "linux-x86_64", "is Python 3.9.2, but the engine needs 3.10 or later."),
        ("[3, 15, 0]", "linux-x86_64", "is Python 3.15.0, but there are packages only for 3.10 to 3.14."),
        ("[3, 12, 1]", "win32", "is a Python for win32, for which there are no packages."),
        ("[3, 14, 9]", "linux-x86_64", ""),
        ("[3, 10, 0]", "macosx-10.9-universal2", ""),
    ],
)
def test_a_python_without_locked_packages_is_named_and_the_next_one_taken(
    version: str, platform: str, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = f'{{"version": {version}, "platform": "{platform}", "missing": {{}}}}'
    first = script(tmp_path / "first", f"echo 'S2M2 {answer}'")
    monkeypatch.setattr(pythons, "bundled_pythons", lambda: [first, sys.executable])
    texts: list[str] = []
    assert next(pythons.bases("", texts.append)) == Base(sys.executable if says else first, True)
    assert texts == ([f"“{first}” {says}"] if says else [])


def test_the_python_that_the_user_has_chosen_is_the_base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also if it has no pip for environments: one with is only better where the choice is free."""
    answer = '{"version": [3, 11], "platform": "linux-x86_64", "missing": %s}'
    good = script(tmp_path / "good", f"echo 'S2M2 {answer % '{}'}'")
    missing = '{"ensurepip": "ModuleNotFoundError"}'
    lacking = script(
        tmp_path / "lacking",
        f"case \"$*\" in *ensurepip*) echo 'S2M2 {answer % missing}';; *) echo 'S2M2 {answer % '{}'}';; esac",
    )
    monkeypatch.setattr(pythons, "bundled_pythons", lambda: [lacking, good])
    monkeypatch.setattr(pythons, "_system_pythons", list)
    assert list(pythons.bases("", ignore)) == [Base(good, True), Base(lacking, False), Base(good, False)]
    assert next(pythons.bases(good, ignore)) == Base(good, True)
    assert next(pythons.bases(lacking, ignore)) == Base(lacking, False)
    texts: list[str] = []
    chosen = str(tmp_path / "gone")
    assert next(pythons.bases(chosen, texts.append)) == Base(good, True)
    assert chosen in texts[0]


def test_the_next_python_is_tried_where_one_fails(
    tmp_path: Path, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = script(tmp_path / "broken", "echo 'Error: no ensurepip'; exit 1")
    full = script(tmp_path / "full", "echo 'OSError: [Errno 28] No space left on device'; exit 1")
    tried: list[str] = []

    def bases(chosen: str, _on_text: object) -> Iterator[Base]:
        for path in (chosen, full, "never"):
            tried.append(path)
            yield Base(path, True)

    monkeypatch.setattr(pythons, "bases", bases)
    with pytest.raises(WorkerFailure) as caught:
        create_environment(own_profile, INDEX, False, ignore, never, base=broken)
    assert tried == [broken, full], "no other Python helps against a full disk"
    assert "no ensurepip" in caught.value.message, "the user's choice is the one that counts"


def test_an_environment_gets_pip_from_its_wheel_where_the_python_has_no_ensurepip(
    tmp_path: Path, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wheel stands for pip's: it only tells that it was run."""
    wheel = make_wheel(tmp_path / "wheels", "pip", "26.3", "")
    with zipfile.ZipFile(wheel, "a") as archive:
        archive.writestr("pip/__main__.py", "import sys\nprint('pip was run with', *sys.argv[1:])\n")
    monkeypatch.setattr(pip_wheel, "SHA256", hashlib.sha256(wheel.read_bytes()).hexdigest())
    monkeypatch.setattr(pythons, "bases", lambda chosen, on_text: [Base(sys.executable, False)])
    page = tmp_path / "simple" / "pip"
    page.mkdir(parents=True)
    shutil.copy(wheel, page)
    (page / "index.html").write_text(f'<a href="{wheel.name}#sha256=x">{wheel.name}</a>')
    folder = tmp_path / "env"
    for how in ("folder", "index", "altered"):
        if how == "altered":
            monkeypatch.setattr(pip_wheel, "SHA256", "of another file")
        with serving_files(tmp_path) as port:
            index = f"http://127.0.0.1:{port}/simple"
            source = PackageSource(wheel.parent) if how == "folder" else PackageSource(index=index)
            texts: list[str] = []
            set_up = making._SetUp(source, texts.append, never)
            if how == "altered":
                with pytest.raises(WorkerFailure, match="is not the file that S2M2 was released with"):
                    venvs.make_venv(folder, "", set_up._get_pip, texts.append, never)
                continue
            venvs.make_venv(folder, "", set_up._get_pip, texts.append, never)
        assert environment_python(folder).exists()
        assert f"{sys.executable}, which has no pip for it, and {wheel.name}" in texts[0]
        assert texts[-1].startswith("pip was run with install --no-index")


def test_a_full_disk_is_told_before_anything_starts(
    commands: Commands, own_profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(space, "free_mb", lambda folder: 100)
    failure = failure_of(own_profile, INDEX, False, ignore, never)
    assert failure.code == "no_space"
    assert "needs 660 MB" in failure.message
    assert "100 MB free" in failure.message
    (tmp_path / "a.whl").write_bytes(b"")
    assert "needs 1420 MB" in failure_of(own_profile, PackageSource(tmp_path), True, ignore, never).message
    assert commands.run == []


def test_free_and_taken_space(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_bytes(bytes(2_500_000))
    assert space.taken_mb([tmp_path / "folder", tmp_path / "gone"]) == 2
    assert (free_mb(tmp_path) or 0) > 0
    assert free_mb(tmp_path / "gone") is None


def test_a_folder_in_which_no_environment_can_be_made(tmp_path: Path) -> None:
    failure = failure_of(tmp_path / f"a{os.pathsep}b" / "env", INDEX, False, ignore, never)
    assert failure.code == "bad_path"
    assert list(tmp_path.iterdir()) == []


def test_an_index_out_of_reach_is_told_before_pip_tries(
    commands: Commands, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(environment, "profile_folder", lambda: own_profile)
    monkeypatch.setattr(venvs, "run_lines", commands)
    monkeypatch.setattr(installer, "run_lines", commands)
    monkeypatch.setattr(pythons, "bases", lambda chosen, on_text: [Base("python", True)])
    address = f"http://me:secret@127.0.0.1:{free_port()}/simple"
    failure = failure_of(own_profile, PackageSource(index=address), False, ignore, never)
    assert commands.run == ["venv"]
    assert failure.message.startswith(f"The index {address.replace('me:secret@', '')} cannot be reached: ")
    assert "refused" in failure.message
    assert "internet connection" in failure.hint


def test_only_pytorchs_package_is_asked_for_at_its_index(
    commands: Commands, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(address: str, *_more: object) -> Answer:
        asked.append(address)
        return Answer("Connection refused" if "pytorch" in address else "")

    monkeypatch.setattr(installer, "ask", ask)
    monkeypatch.setattr(sys, "platform", "linux")
    source = PackageSource(index="https://i.example/simple", pytorch_index="https://pytorch.example/")
    lack = create_environment(own_profile, source, True, ignore, never)
    assert asked == ["https://i.example/simple/affine/", "https://pytorch.example/torch/"]
    assert "The index https://pytorch.example/ cannot be reached: Connection refused." in lack
    assert commands.run == ["venv", "packages"], "nothing is downloaded for a PyTorch that cannot come"


def test_a_python_that_cannot_make_environments(
    monkeypatch: pytest.MonkeyPatch, own_profile: Path, tmp_path: Path
) -> None:
    python = script(tmp_path / "python", "echo 'Error: ensurepip is not available'; exit 1")
    monkeypatch.setattr(pythons, "bases", lambda chosen, on_text: [Base(python, True)])
    failure = failure_of(own_profile, INDEX, True, ignore, never)
    assert failure.message == "The environment could not be created: ensurepip is not available."
    assert "python3-venv" in failure.hint


def test_cancel_leaves_nothing(monkeypatch: pytest.MonkeyPatch, own_profile: Path, tmp_path: Path) -> None:
    python = script(tmp_path / "python", f"mkdir -p '{replacing.beside(own_profile)}/bin'; echo started; exec sleep 60")
    monkeypatch.setattr(pythons, "bases", lambda chosen, on_text: [Base(python, True)])
    texts: list[str] = []
    begun = time.monotonic()
    failure = failure_of(own_profile, INDEX, True, texts.append, lambda: "started" in texts)
    assert failure.cancelled
    assert time.monotonic() - begun < 30
    assert list(own_profile.parent.iterdir()) == []


def test_a_profile_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(pythons, "bases", lambda chosen, on_text: [Base(sys.executable, True)])
    failure = failure_of(tmp_path / "file" / "env", INDEX, False, ignore, never)
    assert failure.code == "unwritable_environment"


@pytest.mark.slow
@pytest.mark.parametrize("before_safe_path", [False, True])
def test_nothing_runs_from_the_current_folder(
    before_safe_path: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    own_profile: Path,
    nothing_to_install: None,
) -> None:
    folder = hostile_folder(tmp_path / "project")
    monkeypatch.chdir(folder)
    monkeypatch.setattr(pythons, "PACKAGES", ("json", "venv"))
    # Python 3.10 knows no PYTHONSAFEPATH.
    unset = "unset PYTHONSAFEPATH; " if before_safe_path else ""
    python = script(tmp_path / "python", f"{unset}exec '{sys.executable}' \"$@\"")
    assert check_python(python) == ""
    monkeypatch.setattr(pythons, "bundled_pythons", lambda: [python])
    assert create_environment(own_profile, INDEX, False, ignore, never) == ""
    assert not (folder / RAN).exists()


def test_no_program_of_the_current_folder_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path / "python3", f"touch '{tmp_path}/ran'; exit 1")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", os.environ["PATH"]]))
    found = list(pythons._system_pythons())
    assert found
    assert all(os.path.isabs(path) and Path(path).parent != tmp_path for path in found)


def test_lines_and_status_of_a_subprocess() -> None:
    code = "import sys; print('Größe'); print('err', file=sys.stderr); sys.exit(3)"
    status, lines = subprocesses.run_quietly([sys.executable, "-c", code], 30.0)
    assert status == 3
    assert sorted(lines) == ["Größe", "err"]
