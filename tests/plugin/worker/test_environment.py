"""Which Python is found, what is said about one that does not work, and the environment that the plugin makes."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Callable

import pytest

from helpers.hostile_folder import RAN, hostile_folder
from s2m2_qgis import settings
from s2m2_qgis.worker import environment, subprocesses
from s2m2_qgis.worker.environment import PythonChoice, check_python, create_environment, find_python
from s2m2_qgis.worker.failures import WorkerFailure


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
    monkeypatch.setattr(environment, "PACKAGES", ("json",))


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
    monkeypatch.setattr(environment, "_bundled_pythons", list)
    assert find_python() is None


def test_the_order(monkeypatch: pytest.MonkeyPatch, own_profile: Path) -> None:
    monkeypatch.setattr(environment, "check_python", lambda path: "")
    monkeypatch.setattr(environment, "_bundled_pythons", lambda: ["own"])
    assert find_python() == PythonChoice("own", "qgis", "")
    own_profile.mkdir(parents=True)
    assert find_python() == PythonChoice("own", "qgis", ""), "an unfinished environment is none"
    (own_profile / environment.MARKER).write_text("")
    assert find_python() == PythonChoice(str(environment.environment_python(own_profile)), "profile", "")
    settings.set_python_path("mine")
    assert find_python() == PythonChoice("mine", "user", "")
    monkeypatch.setenv("S2M2_PYTHON", "from the shell")
    assert find_python() == PythonChoice("from the shell", "user", "")


def test_a_broken_choice_is_not_passed_over(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "_bundled_pythons", lambda: [sys.executable])
    settings.set_python_path(str(tmp_path / "gone"))
    choice = find_python()
    assert choice is not None
    assert choice.kind == "user"
    assert choice.problem == f"There is no Python at “{tmp_path / 'gone'}”."


def test_qgis_own_python_without_the_packages_is_no_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "_bundled_pythons", lambda: [sys.executable])
    monkeypatch.setattr(environment, "check_python", lambda path: "It lacks everything.")
    assert find_python() is None


@pytest.mark.usefixtures("only_standard_library")
def test_a_python_that_works() -> None:
    assert check_python(sys.executable) == ""


def test_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "PACKAGES", ("json", "not_there", "nor_there"))
    problem = check_python(sys.executable)
    assert problem == f"“{sys.executable}” lacks packages that the engine needs: not_there, nor_there."


def test_a_package_that_cannot_be_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "PACKAGES", ("broken_dll",))
    python = script(tmp_path / "python", f"PYTHONPATH='{tmp_path}' exec '{sys.executable}' \"$@\"")
    (tmp_path / "broken_dll.py").write_text("raise ImportError('DLL load failed')")
    assert "cannot load broken_dll: ImportError: DLL load failed." in check_python(python)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ('echo \'S2M2 {"version": [3, 8, 1], "missing": {}}\'', "is Python 3.8.1, but the engine needs 3.10 or later."),
        ("echo this is no snake >&2; exit 1", "is not a working Python: this is no snake."),
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
    monkeypatch.setattr(environment, "_CHECK_LIMIT_S", 0.3)
    assert "did not answer" in check_python(script(tmp_path / "python", "exec sleep 60"))


def test_what_works_is_remembered_until_the_file_changes(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    good = script(tmp_path / "good", f"echo x >> '{runs}'; echo 'S2M2 {{\"version\": [3, 11], \"missing\": {{}}}}'")
    for _ in range(3):
        assert check_python(good) == ""
    assert runs.read_text().count("x") == 1
    os.utime(good, (1, 1))
    check_python(good)
    environment.forget_checks()
    check_python(good)
    assert runs.read_text().count("x") == 3


def test_what_does_not_work_is_looked_at_again(tmp_path: Path) -> None:
    python = script(tmp_path / "python", f"test -e '{tmp_path}/mended' && exec '{sys.executable}' \"$@\"")
    assert check_python(python) != ""
    before = check_python(python)
    (tmp_path / "mended").touch()
    assert check_python(python) != before


def test_the_pinned_packages_are_those_that_are_checked() -> None:
    lines = (environment.engine_folder() / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.split("==")[0] for line in lines if not line.startswith("#")}
    assert pinned == set(environment.PACKAGES)
    assert all("==" in line for line in lines if not line.startswith("#"))


@pytest.mark.slow
def test_an_environment_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, only_standard_library: None, own_profile: Path
) -> None:
    empty = tmp_path / "requirements.txt"
    empty.write_text("# nothing\n")
    monkeypatch.setattr(environment, "_requirements", lambda with_pytorch: [empty])
    own_profile.mkdir(parents=True)
    (own_profile / "left from an earlier one").write_text("")
    texts: list[str] = []
    assert create_environment(own_profile, None, False, texts.append, never) == ""
    assert (own_profile / environment.MARKER).is_file()
    assert not (own_profile / "left from an earlier one").exists()
    assert check_python(str(environment.environment_python(own_profile))) == ""
    assert texts[-1] == "The environment is ready."
    choice = find_python()
    assert choice is not None
    assert choice.kind == "profile"


def test_pytorch_is_pinned_for_every_system() -> None:
    lines = (environment.engine_folder() / "requirements-network.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert {pin.split("==")[0] for pin in pins} == {*environment.PYTORCH_PACKAGES, "lightning-fabric"}
    # A pin without "+cpu" would be met by PyPI's build with CUDA wherever PyTorch's own index cannot be reached.
    assert [pin for pin in pins if "+cpu" in pin] == ['torch==2.13.0+cpu; sys_platform == "linux"']


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("offline", [False, True])
@pytest.mark.parametrize("with_pytorch", [False, True])
def test_what_pip_is_told(
    platform: str, offline: bool, with_pytorch: bool, monkeypatch: pytest.MonkeyPatch, own_profile: Path, wheels: Path
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    command = environment._pip_command(own_profile, wheels if offline else None, with_pytorch)
    assert command[0] == str(environment.environment_python(own_profile))
    assert command[1 : command.index("install") + 1] == ["-I", "-X", "utf8", "-m", "pip", "install"]
    files = [Path(command[number + 1]).name for number, word in enumerate(command) if word == "-r"]
    assert files == ["requirements.txt", *(["requirements-network.txt"] if with_pytorch else [])]
    assert ("--no-index" in command) == offline
    assert (str(wheels) in command) == offline
    from_pytorch = "--extra-index-url https://download.pytorch.org/whl/cpu" in " ".join(command)
    assert from_pytorch == (platform == "linux" and with_pytorch and not offline)


class Commands:
    """Stands for `run_lines`: keeps what was run, makes PyTorch's files as pip would, ends as it is told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.run: list[str] = []
        self.pytorch_ends_with: int | Exception = 0

    def __call__(self, command: list[str], on_text: Callable[[str], None], is_cancelled: Callable[[], bool]) -> int:
        if "venv" in command:
            self.run.append("venv")
            (self.packages / "numpy").mkdir(parents=True)
            return 0
        if not any("requirements-network" in word for word in command):
            self.run.append("packages")
            return 0
        self.run.append("pytorch")
        for name in ("torch", "torch-2.13.0.dist-info", "safetensors", "torchless"):
            (self.packages / name).mkdir(exist_ok=True)
            (self.packages / name / "file").write_text("")
        if isinstance(self.pytorch_ends_with, Exception):
            raise self.pytorch_ends_with
        on_text("ERROR: No space left on device." if self.pytorch_ends_with else "Successfully installed")
        return self.pytorch_ends_with

    @property
    def packages(self) -> Path:
        return self.folder / "lib" / "python3.11" / "site-packages"

    @property
    def installed(self) -> set[str]:
        return {path.name for path in self.packages.iterdir()}


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, own_profile: Path) -> Commands:
    fake = Commands(own_profile)
    monkeypatch.setattr(environment, "run_lines", fake)
    monkeypatch.setattr(environment, "_base_python", lambda on_text: "python")
    monkeypatch.setattr(environment, "_examine", lambda path, packages: "")
    monkeypatch.setattr(environment, "check_python", lambda path: "")
    return fake


PINS = (environment.engine_folder() / "requirements.txt").read_text(encoding="utf-8")
PYTORCH_PINS = (environment.engine_folder() / "requirements-network.txt").read_text(encoding="utf-8")


def test_an_environment_with_pytorch(commands: Commands, own_profile: Path) -> None:
    assert create_environment(own_profile, None, True, ignore, never) == ""
    assert commands.run == ["venv", "packages", "pytorch"]
    assert "torch" in commands.installed
    assert (own_profile / environment.MARKER).read_text(encoding="utf-8") == PINS + PYTORCH_PINS
    assert not environment.lacks_only_pytorch(own_profile)


def test_an_environment_without_pytorch_is_completed_later(commands: Commands, own_profile: Path) -> None:
    assert create_environment(own_profile, None, False, ignore, never) == ""
    assert commands.run == ["venv", "packages"]
    assert (own_profile / environment.MARKER).read_text(encoding="utf-8") == PINS
    assert environment.lacks_only_pytorch(own_profile)
    assert create_environment(own_profile, None, True, ignore, never) == ""
    assert commands.run == ["venv", "packages", "pytorch"], "what is there is not made again"
    assert (own_profile / environment.MARKER).read_text(encoding="utf-8") == PINS + PYTORCH_PINS


def test_an_environment_of_other_pins_or_of_a_python_that_is_gone_is_made_anew(
    commands: Commands, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_environment(own_profile, None, False, ignore, never)
    (own_profile / environment.MARKER).write_text("numpy==1.0\n")
    create_environment(own_profile, None, True, ignore, never)
    assert commands.run == ["venv", "packages", "venv", "packages", "pytorch"]
    (own_profile / environment.MARKER).write_text(PINS, encoding="utf-8")
    answers = iter(["It is gone.", ""])
    monkeypatch.setattr(environment, "check_python", lambda path: next(answers))
    create_environment(own_profile, None, True, ignore, never)
    assert commands.run[5:] == ["venv", "packages", "pytorch"]


@pytest.mark.parametrize("completes", [False, True])
def test_pytorch_that_cannot_be_installed_leaves_a_working_environment(
    completes: bool, commands: Commands, own_profile: Path
) -> None:
    if completes:
        create_environment(own_profile, None, False, ignore, never)
    commands.pytorch_ends_with = 1
    lack = create_environment(own_profile, None, True, ignore, never)
    assert lack.startswith("PyTorch could not be installed: ERROR: No space left on device. Check the internet")
    assert commands.installed == {"numpy", "torchless"}, "half a PyTorch would stop the engine"
    assert environment.lacks_only_pytorch(own_profile)
    commands.pytorch_ends_with = 0
    assert create_environment(own_profile, None, True, ignore, never) == ""


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_pytorch_that_cannot_be_loaded_is_taken_out_again(
    platform: str, commands: Commands, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "_examine", lambda path, packages: "“python” cannot load torch: DLL load failed.")
    monkeypatch.setattr(sys, "platform", platform)
    lack = create_environment(own_profile, None, True, ignore, never)
    assert "cannot load torch: DLL load failed." in lack
    assert ("Microsoft Visual C++" in lack) == (platform == "win32")
    assert commands.installed == {"numpy", "torchless"}
    assert environment.lacks_only_pytorch(own_profile)


def test_stop_while_pytorch_is_added_leaves_the_environment_as_it_was(commands: Commands, own_profile: Path) -> None:
    create_environment(own_profile, None, False, ignore, never)
    commands.pytorch_ends_with = subprocesses.StoppedError(cancelled=True)
    assert failure_of(own_profile, None, True, ignore, never).cancelled
    assert commands.installed == {"numpy", "torchless"}
    assert environment.lacks_only_pytorch(own_profile)


def test_stop_while_a_new_environment_gets_pytorch_leaves_nothing(commands: Commands, own_profile: Path) -> None:
    commands.pytorch_ends_with = subprocesses.StoppedError(cancelled=True)
    assert failure_of(own_profile, None, True, ignore, never).cancelled
    assert not own_profile.exists()


def test_an_environment_is_no_choice_while_pytorch_is_being_added(
    commands: Commands, own_profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    create_environment(own_profile, None, False, ignore, never)
    seen: list[bool] = []
    create_environment(
        own_profile, None, True, lambda text: seen.append((own_profile / environment.MARKER).exists()), never
    )
    assert seen
    assert not any(seen)


@pytest.mark.slow
def test_wheels_that_do_not_fit(wheels: Path, own_profile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failure = failure_of(own_profile, wheels, False, ignore, never)
    assert failure.code == "environment_failed"
    assert "numpy" in failure.message
    assert "wheels" in failure.hint
    assert not own_profile.exists()


def test_a_folder_without_wheels(tmp_path: Path, own_profile: Path) -> None:
    own_profile.mkdir(parents=True)
    failure = failure_of(own_profile, tmp_path, True, ignore, never)
    assert failure.code == "bad_wheel_folder"
    assert str(tmp_path) in failure.message
    assert own_profile.exists(), "what is there stays until there is something to put in its place"


def test_no_python_to_make_it_with(monkeypatch: pytest.MonkeyPatch, own_profile: Path) -> None:
    monkeypatch.setattr(environment, "_bundled_pythons", list)
    monkeypatch.setattr(environment, "_system_pythons", list)
    failure = failure_of(own_profile, None, True, ignore, never)
    assert failure.code == "no_base_python"
    assert "3.10" in failure.message


def test_a_python_that_cannot_make_environments(
    monkeypatch: pytest.MonkeyPatch, own_profile: Path, tmp_path: Path
) -> None:
    python = script(tmp_path / "python", "echo 'Error: ensurepip is not available'; exit 1")
    monkeypatch.setattr(environment, "_base_python", lambda on_text: python)
    failure = failure_of(own_profile, None, True, ignore, never)
    assert failure.message == "The environment could not be created: Error: ensurepip is not available."
    assert "python3-venv" in failure.hint


def test_cancel_leaves_nothing(monkeypatch: pytest.MonkeyPatch, own_profile: Path, tmp_path: Path) -> None:
    python = script(tmp_path / "python", f"mkdir -p '{own_profile}/bin'; echo started; exec sleep 60")
    monkeypatch.setattr(environment, "_base_python", lambda on_text: python)
    texts: list[str] = []
    begun = time.monotonic()
    failure = failure_of(own_profile, None, True, texts.append, lambda: "started" in texts)
    assert failure.cancelled
    assert time.monotonic() - begun < 30
    assert not own_profile.exists()


def test_a_profile_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(environment, "_base_python", lambda on_text: sys.executable)
    failure = failure_of(tmp_path / "file" / "env", None, False, ignore, never)
    assert failure.code == "unwritable_environment"


@pytest.mark.slow
@pytest.mark.parametrize("before_safe_path", [False, True])
def test_nothing_runs_from_the_current_folder(
    before_safe_path: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_profile: Path
) -> None:
    folder = hostile_folder(tmp_path / "project")
    monkeypatch.chdir(folder)
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("# nothing\n")
    monkeypatch.setattr(environment, "_requirements", lambda with_pytorch: [requirements])
    monkeypatch.setattr(environment, "PACKAGES", ("json", "venv"))
    # Python 3.10 knows no PYTHONSAFEPATH.
    unset = "unset PYTHONSAFEPATH; " if before_safe_path else ""
    python = script(tmp_path / "python", f"{unset}exec '{sys.executable}' \"$@\"")
    assert check_python(python) == ""
    monkeypatch.setattr(environment, "_bundled_pythons", lambda: [python])
    assert create_environment(own_profile, None, False, ignore, never) == ""
    assert not (folder / RAN).exists()


def test_no_program_of_the_current_folder_is_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script(tmp_path / "python3", f"touch '{tmp_path}/ran'; exit 1")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", os.environ["PATH"]]))
    found = list(environment._system_pythons())
    assert found
    assert all(os.path.isabs(path) and Path(path).parent != tmp_path for path in found)


def test_lines_and_status_of_a_subprocess() -> None:
    code = "import sys; print('Größe'); print('err', file=sys.stderr); sys.exit(3)"
    status, lines = subprocesses.run_quietly([sys.executable, "-c", code], 30.0)
    assert status == 3
    assert sorted(lines) == ["Größe", "err"]
