"""The environment is removed as a whole, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest

from s2m2_qgis.worker import environment, removing, replacing
from s2m2_qgis.worker.client import WorkerClient
from s2m2_qgis.worker.environment import MARKER, find_python
from s2m2_qgis.worker.failures import WorkerFailure


@pytest.fixture
def made(own_profile: Path) -> Path:
    own_profile.mkdir(parents=True)
    (own_profile / MARKER).write_text(environment.contents(with_pytorch=False), encoding="utf-8")
    (own_profile.parent / "of the user").write_text("")
    return own_profile


def remove(folder: Path, busy: bool = False) -> str:
    """The code of the failure; "" if the environment is gone."""
    try:
        removing.remove_environment(folder, lambda: busy, lambda: None)
    except WorkerFailure as failure:
        return failure.code
    return ""


def test_only_the_environment_is_removed(made: Path) -> None:
    assert remove(made) == ""
    assert [path.name for path in made.parent.iterdir()] == ["of the user"]


def test_an_environment_in_use_stays(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert remove(made, busy=True) == "busy"
    with replacing.at_once(made) as held:
        assert held
        assert remove(made) == "busy", "a set-up is going on"

    def in_use(self: Path, target: Path) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "rename", in_use)
    assert remove(made) == "in_use"
    assert (made / MARKER).is_file()


def test_a_folder_without_our_mark_or_behind_a_link_stays(made: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    made.rename(target)
    made.symlink_to(target)
    assert remove(made) == "not_ours"
    assert (target / MARKER).is_file()
    (target / MARKER).unlink()
    (target / "file").write_text("")
    assert remove(target) == "not_ours"
    assert (target / "file").exists()


def test_a_kill_while_it_is_removed_brings_no_half_environment_back(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class KilledError(Exception):
        pass

    def removes(path: Path) -> None:
        if path.name == MARKER:
            path.unlink()
        elif path.exists():
            raise KilledError

    with monkeypatch.context() as patched:
        patched.setattr(replacing, "remove", removes)
        with pytest.raises(KilledError):
            remove(made)
    assert not made.exists()
    find_python()
    assert [path.name for path in made.parent.iterdir()] == ["of the user"]


def test_a_client_is_busy_while_it_works(fake_client: WorkerClient) -> None:
    assert not fake_client.busy
    with fake_client._turn:
        assert fake_client.busy
    assert not fake_client.busy
