"""The lock files belong to what is declared, and hold a hash for everything that is downloaded."""

from __future__ import annotations

import itertools
import re
import shutil
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import lock
from helpers.paths import PROJECT_ROOT
from s2m2_engine.toml import read_toml

# What markers are evaluated for: the platforms of the lock, as Python names them.
PLATFORMS = (("linux", "x86_64"), ("linux", "aarch64"), ("win32", "AMD64"), ("darwin", "arm64"), ("darwin", "x86_64"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(PROJECT_ROOT / "engine" / "locks", tmp_path / "engine" / "locks")
    for name in lock.DECLARED:
        shutil.copy(PROJECT_ROOT / "engine" / name, tmp_path / "engine" / name)
    return tmp_path


def locked(*names: str) -> list[Requirement]:
    texts = [(PROJECT_ROOT / "engine/locks" / name).read_text(encoding="utf-8") for name in names]
    return [Requirement(entry.splitlines()[0].rstrip(" \\")) for text in texts for entry in lock._entries(text)]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_locks_of_this_project_are_in_step() -> None:
    assert lock.problems_of_locks(PROJECT_ROOT) == []


def test_another_declared_version_is_noticed(project: Path) -> None:
    edit(project / "engine/requirements.txt", "psutil==7.2.2", "psutil==7.2.1")
    problems = lock.problems_of_locks(project)
    assert len(problems) == 6
    assert problems[0].startswith("engine/locks/engine.txt was not made from the requirements as they are")
    assert problems[-1] == "No lock file has: psutil 7.2.1."


def test_a_comment_changes_nothing(project: Path) -> None:
    edit(project / "engine/requirements.txt", "# ", "# Well: ")
    assert lock.problems_of_locks(project) == []


def test_a_lock_that_is_missing_is_noticed(project: Path) -> None:
    (project / "engine/locks/network.txt").unlink()
    assert any(problem.startswith("engine/locks/network.txt") for problem in lock.problems_of_locks(project))


def test_a_package_without_a_hash_is_noticed(project: Path) -> None:
    path = project / "engine/locks/engine.txt"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^cligj==.*\n(    .*\n)+", "cligj==0.7.2\n", text, flags=re.MULTILINE), encoding="utf-8")
    assert lock.problems_of_locks(project) == ["engine/locks/engine.txt has no hash for: cligj==0.7.2"]


def test_a_locked_package_that_was_removed_is_noticed(project: Path) -> None:
    edit(project / "engine/locks/engine.txt", "psutil==7.2.2", "psutils==7.2.2")
    assert lock.problems_of_locks(project) == ["No lock file has: psutil 7.2.2."]


@pytest.mark.parametrize(("platform", "python"), list(itertools.product(PLATFORMS, lock.PYTHONS)))
def test_each_platform_and_python_gets_one_version_of_everything(platform: tuple[str, str], python: str) -> None:
    system, machine = platform
    environment = {
        "sys_platform": system,
        "platform_machine": machine,
        "python_version": python,
        "python_full_version": f"{python}.1",
    }
    project = read_toml(PROJECT_ROOT / "pyproject.toml")["project"]
    declared = [Requirement(one) for one in project["dependencies"]]
    needed = [one for one in declared if one.marker is None or one.marker.evaluate(environment)]
    pins = locked("engine.txt", "network.txt", "batch.txt", "pytorch.txt")
    chosen = [one for one in pins if one.marker is None or one.marker.evaluate(environment)]
    names = {one.name for one in chosen}
    assert len(names) == len({(one.name, str(one.specifier)) for one in chosen})
    versions = {one.name: next(iter(one.specifier)).version for one in chosen}
    extra = [Requirement(one) for one in project["optional-dependencies"]["network"]]
    extra += [Requirement(one) for one in project["optional-dependencies"]["batch"]]
    for requirement in [*needed, *(one for one in extra if one.name in versions)]:
        assert requirement.specifier.contains(versions[requirement.name]), requirement
    assert {"torch", "safetensors", "lightning-fabric"} < set(versions)


def test_pytorch_without_cuda_is_the_declared_version() -> None:
    (cpu,) = locked("pytorch-cpu.txt")
    (pypi,) = locked("pytorch.txt")
    # Without "+cpu", PyPI's build with CUDA would do where PyTorch's own index cannot be reached.
    assert str(cpu) == f"{pypi}+cpu"


class Uv:
    """Stands for uv: it locks what is declared with one hash, and has a wheel for all or for nothing."""

    def __init__(self, has_wheels: bool) -> None:
        self.has_wheels = has_wheels
        self.commands: list[list[str]] = []

    def __call__(self, folder: Path, arguments: list[str], **_variables: str) -> str:
        self.commands.append(arguments)
        if arguments[1] == "install":
            if not self.has_wheels:
                raise lock.LockError("uv: there are no wheels")
            return ""
        lines = (folder / "declared.in").read_text(encoding="utf-8").splitlines()
        pins = [line for line in lines if "==" in line and not line.startswith("#")]
        return "".join(f"{pin} \\\n    --hash=sha256:{'0' * 64}\n" for pin in pins)


@pytest.mark.parametrize("with_pytorch_index", [False, True])
def test_locks_are_written(with_pytorch_index: bool, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uv = Uv(has_wheels=True)
    monkeypatch.setattr(lock, "_uv", uv)
    edit(project / "engine/requirements.txt", "psutil==7.2.2", "psutil==7.2.1")
    lock.write_locks(project, with_pytorch_index)
    assert lock.problems_of_locks(project) == []
    asked = [command for command in uv.commands if lock.PYTORCH_INDEX in command]
    assert len(asked) == with_pytorch_index, "PyTorch's own index is asked for its one package only"
    text = (project / "engine/locks/pytorch-cpu.txt").read_text(encoding="utf-8")
    assert ("--hash=" in text) == with_pytorch_index
    installs = [command for command in uv.commands if command[1] == "install"]
    assert len(installs) == len(lock.PYTHONS) * 5


def test_nothing_is_written_where_a_wheel_is_missing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_uv", Uv(has_wheels=False))
    before = {path.name: path.read_bytes() for path in (project / "engine/locks").iterdir()}
    with pytest.raises(lock.LockError):
        lock.write_locks(project, False)
    assert {path.name: path.read_bytes() for path in (project / "engine/locks").iterdir()} == before
