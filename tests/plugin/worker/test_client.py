"""The client against a worker that behaves and misbehaves; and that nothing is left behind."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsApplication

from helpers.hostile_folder import RAN, hostile_folder
from s2m2_qgis import settings
from s2m2_qgis.engine_files import protocol
from s2m2_qgis.worker import client as client_module
from s2m2_qgis.worker import pythons
from s2m2_qgis.worker.client import WorkerClient, WorkerFailure, close_client, get_client
from s2m2_qgis.worker.leftovers import remove_partial
from s2m2_qgis.worker.process import clean_environment

MakeClient = Callable[..., WorkerClient]


def never() -> bool:
    return False


def ignore(_event: Any) -> None:
    pass


def request(model: str, out: Path | str = "nowhere", **fields: Any) -> Any:
    return protocol.MatchRequest(id=os.urandom(4).hex(), sar="s", optical="o", out=str(out), model=model, **fields)


def alive(pid: int) -> bool:
    """Whether the process exists; a zombie counts, since it is one that nobody waited for."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def eventually(condition: Callable[[], bool], seconds: float = 5.0) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


class CancelOnProgress:
    """An `on_event` and the `is_cancelled` that becomes true with the first event that the worker sends."""

    def __init__(self) -> None:
        self.at: float | None = None

    def on_event(self, event: Any) -> None:
        self.at = self.at or time.monotonic()

    def is_cancelled(self) -> bool:
        return self.at is not None


def failure_of(client: WorkerClient, what: Any) -> WorkerFailure:
    with pytest.raises(WorkerFailure) as caught:
        client.run(what, ignore, never)
    assert caught.value.message.endswith(".")
    return caught.value


def test_events_and_result(make_client: MakeClient) -> None:
    events: list[Any] = []
    sent = request("ok", "/tmp/Größe 1", sar_crs="EPSG:1", optical_name="Übersicht", bbox=(1.0, 2.0, 3.0, 4.0))
    result = make_client().run(sent, events.append, never)
    assert [type(event).type for event in events] == ["progress", "tie_points", "warning"]
    assert events[0].text == "Schön: 50 %"
    assert events[1].points == [[1.0, 2.0, 3.0, 4.0, 0.9]]
    assert result.id == sent.id
    assert result.data["out"] == "/tmp/Größe 1"
    assert result.data["request"]["optical_name"] == "Übersicht"
    assert result.data["request"]["bbox"] == [1.0, 2.0, 3.0, 4.0]


def test_the_worker_stays_warm(make_client: MakeClient) -> None:
    client = make_client()
    pids = {client.run(request("ok"), ignore, never).data["pid"] for _ in range(3)}
    assert pids == {client.pid}


def test_close_ends_the_process_and_run_starts_another(make_client: MakeClient) -> None:
    client = make_client()
    first = client.run(request("ok"), ignore, never).data["pid"]
    client.close()
    assert not alive(first)
    assert client.pid is None
    assert client.run(request("ok"), ignore, never).data["pid"] != first


def test_close_ends_a_process_that_does_not_see_stdin_close(make_client: MakeClient) -> None:
    client = make_client("deaf to the end")
    cancel_at = time.monotonic() + 1.0
    with pytest.raises(WorkerFailure):
        client.run(request("ok"), ignore, lambda: time.monotonic() > cancel_at)
    client.close()
    assert client.pid is None


def test_close_during_a_run_is_a_cancel(make_client: MakeClient, tmp_path: Path) -> None:
    client = make_client()
    started = threading.Event()
    failures: list[WorkerFailure] = []

    def work() -> None:
        try:
            client.run(request("stubborn", tmp_path / "out"), lambda _event: started.set(), never)
        except WorkerFailure as failure:
            failures.append(failure)

    thread = threading.Thread(target=work)
    thread.start()
    assert started.wait(10)
    pid = client.pid
    client.close()
    assert not alive(pid)
    thread.join(5)
    assert [failure.code for failure in failures] == ["cancelled"]
    assert eventually(lambda: not list(tmp_path.iterdir()))


def test_an_error_keeps_the_worker(make_client: MakeClient) -> None:
    client = make_client()
    failure = failure_of(client, request("error"))
    assert (failure.code, failure.exit_status) == ("no_overlap", 2)
    assert str(failure) == "“a” and “b” do not overlap. Choose others."
    pid = client.pid
    assert client.run(request("ok"), ignore, never).data["pid"] == pid


def test_a_polite_cancel_keeps_the_worker(make_client: MakeClient) -> None:
    client = make_client()
    cancel = CancelOnProgress()
    with pytest.raises(WorkerFailure) as caught:
        client.run(request("polite"), cancel.on_event, cancel.is_cancelled)
    assert caught.value.cancelled
    assert caught.value.exit_status == 130
    pid = client.pid
    assert pid is not None
    assert client.run(request("ok"), ignore, never).data["pid"] == pid


def test_a_stubborn_worker_is_killed_and_its_files_removed(make_client: MakeClient, tmp_path: Path) -> None:
    client = make_client()
    out = tmp_path / "Ergebnis für später"
    out.mkdir()
    (out / "mine.txt").write_text("kept")
    cancel, pids = CancelOnProgress(), []

    def on_event(event: Any) -> None:
        pids.append(client.pid)
        cancel.on_event(event)

    with pytest.raises(WorkerFailure) as caught:
        client.run(request("stubborn", out), on_event, cancel.is_cancelled)
    assert caught.value.cancelled
    assert cancel.at is not None
    assert time.monotonic() - cancel.at < 1.0 + 0.5  # a second, and what a loaded machine adds
    assert eventually(lambda: not alive(pids[0]) and not list(tmp_path.glob("*.s2m2-partial*")), 4.0)
    assert (out / "mine.txt").read_text() == "kept"


@pytest.mark.parametrize(
    "partial",
    [
        "Grüße.s2m2-partial-00ab12cd-77.tif",
        "Grüße.s2m2-partial-00ab12cd-77.tif.aux.xml",
        "Grüße.tif.s2m2-partial-00ab12cd-77",
    ],
)
def test_half_written_files_are_removed_with_what_lies_beside_them(tmp_path: Path, partial: str) -> None:
    others = ["Grüße.s2m2-partial-00ab12cd-7.tif", "Grüße.s2m2-partial-00ab12cd-777.tif"]
    kept = ["Grüße.tif", "Grüße.tif.aux.xml", "Grüße 2.s2m2-partial-00ab12cd-77.tif", *others]
    for name in (*kept, partial):
        (tmp_path / name).write_bytes(b"")
    remove_partial(str(tmp_path / "Grüße.tif"), 77)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted(kept)


def test_a_run_after_a_stubborn_one_waits_for_its_end(make_client: MakeClient, tmp_path: Path) -> None:
    client = make_client()
    cancel, pids = CancelOnProgress(), []

    def on_event(event: Any) -> None:
        pids.append(client.pid)
        cancel.on_event(event)

    with pytest.raises(WorkerFailure):
        client.run(request("stubborn", tmp_path / "out"), on_event, cancel.is_cancelled)
    assert client.run(request("ok", tmp_path / "out"), ignore, never).data["pid"] != pids[0]
    assert not alive(pids[0])


@pytest.mark.parametrize(
    ("how", "code", "word"),
    [
        ("crash", "worker_died", "3"),
        ("killed", "worker_died", "memory"),
        ("garbage", "worker_protocol", "GDAL says: ü"),
    ],
)
def test_a_worker_that_fails_is_replaced(
    make_client: MakeClient, tmp_path: Path, how: str, code: str, word: str
) -> None:
    client = make_client()
    failure = failure_of(client, request(how, tmp_path / "out"))
    assert failure.code == code
    assert word in failure.message
    assert failure.hint
    assert eventually(lambda: not list(tmp_path.iterdir()))
    assert client.run(request("ok"), ignore, never).data["pid"] == client.pid


def test_a_worker_that_died_while_idle_is_replaced(make_client: MakeClient) -> None:
    client = make_client()
    pid = client.run(request("ok"), ignore, never).data["pid"]
    os.kill(pid, 9)
    assert eventually(lambda: client.pid is None)
    assert client.run(request("ok"), ignore, never).data["pid"] != pid


@pytest.mark.parametrize(
    ("start", "code", "word"),
    [
        ("dies", "worker_died", "the disk is on fire"),
        ("lacks a package", "worker_packages", "a_package_that_does_not_exist"),
        ("other version", "worker_protocol", "version 99"),
    ],
)
def test_a_worker_that_does_not_start(make_client: MakeClient, start: str, code: str, word: str) -> None:
    client = make_client(start)
    failure = failure_of(client, request("ok"))
    assert failure.code == code
    assert word in failure.message
    assert failure.hint
    assert client.pid is None


def test_a_worker_that_never_says_hello(make_client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "HELLO_TIMEOUT_S", 0.3)
    client = make_client("silent")
    assert failure_of(client, request("ok")).code == "worker_silent"
    assert client.pid is None


def test_cancel_while_waiting_for_hello(make_client: MakeClient) -> None:
    client = make_client("silent")
    cancel_at = time.monotonic() + 0.3
    with pytest.raises(WorkerFailure) as caught:
        client.run(request("ok"), ignore, lambda: time.monotonic() > cancel_at)
    assert caught.value.cancelled
    assert client.pid is None


def test_a_python_that_is_not_there(make_client: MakeClient, tmp_path: Path) -> None:
    failure = failure_of(make_client(python=str(tmp_path / "python")), request("ok"))
    assert failure.code == "worker_missing"
    assert str(tmp_path / "python") in failure.message
    assert failure.hint


def test_a_python_that_is_no_program(make_client: MakeClient, tmp_path: Path) -> None:
    (tmp_path / "python").write_text("not a program")
    assert failure_of(make_client(python=str(tmp_path / "python")), request("ok")).code == "worker_missing"


def test_a_flood_of_stderr_neither_blocks_nor_fills_the_log(make_client: MakeClient) -> None:
    logged: list[str] = []

    def keep(text: str, tag: str, _level: Any) -> None:
        if tag == "S2M2":
            logged.append(text)

    log = QgsApplication.messageLog()
    log.messageReceived.connect(keep)
    try:
        client = make_client()
        client.run(request("stderr"), ignore, never)
        client.run(request("ok"), ignore, never)
    finally:
        log.messageReceived.disconnect(keep)
    assert len("\n".join(logged).splitlines()) <= 100
    assert "line 29999" in logged[0] + logged[-1]


def test_runs_take_turns_and_a_waiting_one_can_be_cancelled(make_client: MakeClient) -> None:
    client = make_client()
    started, stop = threading.Event(), threading.Event()

    def occupy() -> None:
        with pytest.raises(WorkerFailure):
            client.run(request("polite"), lambda _event: started.set(), stop.is_set)

    thread = threading.Thread(target=occupy)
    thread.start()
    assert started.wait(10)
    told: list[Any] = []
    cancel_at = time.monotonic() + 0.3
    with pytest.raises(WorkerFailure) as caught:
        client.run(request("ok"), told.append, lambda: time.monotonic() > cancel_at)
    assert caught.value.cancelled
    assert "Waiting" in told[0].text
    stop.set()
    thread.join(10)
    assert client.run(request("ok"), ignore, never).data["pid"] == client.pid


def test_runs_from_many_threads(make_client: MakeClient) -> None:
    client = make_client()
    outs: list[str] = []

    def work(number: int) -> None:
        outs.append(client.run(request("ok", f"out {number}"), ignore, never).data["out"])

    threads = [threading.Thread(target=work, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outs) == [f"out {number}" for number in range(5)]


def test_a_callback_that_raises_ends_the_work(make_client: MakeClient, tmp_path: Path) -> None:
    client = make_client()

    def fail(_event: Any) -> None:
        raise KeyError("slot")

    with pytest.raises(KeyError):
        client.run(request("stubborn", tmp_path / "out"), fail, never)
    assert eventually(lambda: client.pid is None and not list(tmp_path.iterdir()))


def test_the_worker_gets_a_clean_environment(make_client: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    removed = ["PYTHONHOME", "VIRTUAL_ENV", "PROJ_LIB", "GDAL_DATA", "QGIS_PREFIX_PATH", "QT_PLUGIN_PATH"]
    removed += ["LD_LIBRARY_PATH", "DYLD_INSERT_LIBRARIES"]
    inherited = {name: "QGIS's" for name in removed}
    cleaned = clean_environment(sys.executable, {**inherited, "HOME": "/home", "HTTPS_PROXY": "p"})
    assert not set(removed) & set(cleaned)
    assert (cleaned["HOME"], cleaned["HTTPS_PROXY"]) == ("/home", "p")
    monkeypatch.setenv("PYTHONPATH", "/qgis/python")
    monkeypatch.setenv("GDAL_DRIVER_PATH", "/qgis/drivers")
    seen = make_client().run(request("environment"), ignore, never).data["environment"]
    assert "PYTHONPATH" not in seen
    assert seen["PYTHONUTF8"] == "1"
    assert "GDAL_DRIVER_PATH" not in seen


@pytest.mark.skipif(os.name == "nt", reason="a shell script stands for the interpreter")
@pytest.mark.parametrize("before_safe_path", [False, True])
def test_the_worker_runs_nothing_from_the_current_folder(
    before_safe_path: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = hostile_folder(tmp_path / "project")
    monkeypatch.chdir(folder)
    # Python 3.10 knows no PYTHONSAFEPATH.
    python = tmp_path / "python"
    unset = "unset PYTHONSAFEPATH; " if before_safe_path else ""
    python.write_text(f"#!/bin/sh\n{unset}exec '{sys.executable}' \"$@\"\n")
    python.chmod(0o755)
    client = WorkerClient(str(python))
    try:
        result = client.run(protocol.ModelsRequest("1"), ignore, never)
    finally:
        client.close()
    assert "structure" in [model["name"] for model in result.data["models"]]
    assert not (folder / RAN).exists()


def test_get_client_without_a_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pythons, "bundled_pythons", list)
    with pytest.raises(WorkerFailure) as caught:
        get_client()
    assert caught.value.code == "no_python"
    assert caught.value.hint


def test_get_client_follows_the_setting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pythons, "check_python", lambda path: "It is broken." if "broken" in path else "")
    settings.set_python_path("one")
    first = get_client()
    assert get_client() is first
    settings.set_python_path("two")
    assert get_client().python == "two"
    settings.set_python_path("broken")
    with pytest.raises(WorkerFailure) as caught:
        get_client()
    assert (caught.value.code, caught.value.message) == ("bad_python", "It is broken.")
    close_client()
