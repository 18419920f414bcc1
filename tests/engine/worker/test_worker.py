"""The worker as the plugin sees it: a process, JSON lines on stdin and stdout, nothing else on stdout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from helpers.typed_data import assert_typed
from s2m2_engine.simulation.sample import make_sample
from s2m2_engine.worker import protocol


class Worker:
    """A worker process and its lines; the end of the `with` statement kills it.

    Args:
        script: what the process runs in place of the worker itself.
    """

    def __init__(self, script: str | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, *(("-m", "s2m2_engine.worker") if script is None else ("-c", script))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if script is None else subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.stdin, self.stdout = self.process.stdin, self.process.stdout

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        with self.process:  # its end closes the pipes and waits
            self.process.kill()

    def send(self, *messages: protocol.Message) -> None:
        self.stdin.write("".join(protocol.encode(message) + "\n" for message in messages))
        self.stdin.flush()

    def receive(self) -> Any:
        line = self.stdout.readline()
        assert line, "the worker has gone"
        return protocol.decode(line)

    def until(self, *kinds: type[protocol.Message]) -> tuple[Any, list[Any]]:
        before = []
        while not isinstance(message := self.receive(), kinds):
            before.append(message)
        return message, before


@pytest.fixture
def worker() -> Iterator[Worker]:
    with Worker() as running:
        yield running


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    made = make_sample(tmp_path_factory.mktemp("sample pair é"), size=384)
    return made.sar, made.optical


def test_hello_comes_first(worker: Worker) -> None:
    hello = worker.receive()
    assert isinstance(hello, protocol.Hello)
    assert hello.protocol == protocol.PROTOCOL_VERSION
    assert hello.pid == worker.process.pid


@pytest.mark.slow
def test_a_match_a_refit_and_a_correction_by_one_worker(
    worker: Worker, sample: tuple[Path, Path], tmp_path: Path
) -> None:
    out = tmp_path / "match é"
    worker.send(
        protocol.MatchRequest("1", str(sample[0]), str(sample[1]), str(out), sar_name="Radar", search_radius=300)
    )
    result, before = worker.until(protocol.Result, protocol.Error)
    assert isinstance(result, protocol.Result), result
    assert result.data["status"] == "reliable"
    assert result.data == {**json.loads((out / "result.json").read_text(encoding="utf-8")), "out": str(out)}
    assert result.data["inputs"][0]["name"] == "Radar"
    assert_typed(result.data, protocol.MatchData)
    assert {type(message) for message in before} == {protocol.Hello, protocol.Progress, protocol.TiePoints}
    worker.send(protocol.RefitRequest("refit", str(out), "affine"))
    result, _ = worker.until(protocol.Result, protocol.Error)
    assert isinstance(result, protocol.Result), result
    assert result.data["transform"]["kind"] == "affine"
    assert result.data == {**json.loads((out / "result.json").read_text(encoding="utf-8")), "out": str(out)}
    assert_typed(result.data, protocol.MatchData)
    worker.send(protocol.TransformRequest("transform", str(out), "similarity"))
    result, _ = worker.until(protocol.Result, protocol.Error)
    assert isinstance(result, protocol.Result), result
    assert_typed(result.data, protocol.TransformData)
    assert result.data["transform"]["kind"] == "similarity"
    corrected = tmp_path / "corrected.tif"
    worker.send(protocol.CorrectRequest("2", str(out), str(sample[0]), str(corrected)))
    result, _ = worker.until(protocol.Result, protocol.Error)
    assert isinstance(result, protocol.Result), result
    assert Path(result.data["path"]) == corrected
    assert_typed(result.data, protocol.CorrectData)
    assert corrected.exists()


@pytest.mark.slow
def test_cancel_ends_the_request_and_not_the_worker(worker: Worker, sample: tuple[Path, Path], tmp_path: Path) -> None:
    out = tmp_path / "match"
    worker.send(protocol.MatchRequest("1", str(sample[0]), str(sample[1]), str(out), search_radius=300, spacing=4))
    worker.until(protocol.TiePoints)
    worker.send(protocol.CancelRequest("1"))
    error, _ = worker.until(protocol.Result, protocol.Error)
    assert isinstance(error, protocol.Error)
    assert (error.id, error.code, error.exit_status) == ("1", "cancelled", 130)
    assert list(tmp_path.iterdir()) == []
    worker.send(protocol.ModelsRequest("2"))
    models, _ = worker.until(protocol.Result, protocol.Error)
    assert "structure" in [model["name"] for model in models.data["models"]]
    assert_typed(models.data, protocol.ModelsData)


@pytest.mark.slow
def test_a_failure_is_a_sentence(worker: Worker, sample: tuple[Path, Path], tmp_path: Path) -> None:
    worker.send(protocol.MatchRequest("1", str(tmp_path / "missing.tif"), str(sample[1]), str(tmp_path / "out")))
    error, _ = worker.until(protocol.Result, protocol.Error)
    assert isinstance(error, protocol.Error)
    assert error.exit_status == 2
    assert "missing.tif" in error.message
    assert error.hint


@pytest.mark.skipif(os.name == "nt", reason="a POSIX device")
@pytest.mark.parametrize("name", ["/dev/stdin", "/vsistdin/"])
def test_a_raster_cannot_be_the_requests_themselves(
    name: str, worker: Worker, sample: tuple[Path, Path], tmp_path: Path
) -> None:
    worker.send(
        protocol.MatchRequest("1", name, str(sample[1]), str(tmp_path / "out"), model="structure"),
        protocol.ModelsRequest("2"),
    )
    error, _ = worker.until(protocol.Result, protocol.Error)
    assert (error.id, error.exit_status) == ("1", 2)
    result, _ = worker.until(protocol.Result, protocol.Error)
    assert (result.type, result.id) == ("result", "2")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"pairs": []}, "nothing to learn from"),
        ({"pairs": [["a.tif", "a.tif"]]}, "as SAR and as optical"),
        ({"name": "a/b"}, "cannot be called"),
        ({"minutes": 0}, "cannot take"),
    ],
)
def test_a_fine_tuning_that_can_never_work_is_refused(
    worker: Worker, changes: dict[str, Any], said: str, tmp_path: Path
) -> None:
    given = {"pairs": [["a.tif", "b.tif"]], "out": str(tmp_path / "out"), "name": "alps", **changes}
    worker.send(protocol.FineTuneRequest("1", **given))
    error, _ = worker.until(protocol.Result, protocol.Error)
    assert isinstance(error, protocol.Error)
    assert error.exit_status == 2
    assert said in error.message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_fine_tuning_tells_its_curves_and_goes_on_after_a_cancel(worker: Worker, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    pytest.importorskip("lightning_fabric")
    from s2m2_engine.model.model_file import write_model
    from s2m2_engine.model.network.configuration import NetworkConfiguration
    from s2m2_engine.model.network.s2m2 import S2M2Network

    torch.manual_seed(0)
    tiny = NetworkConfiguration(
        channels=(8, 8, 16, 16, 16), stride=2, enhancement="none", levels="shallow", prior="self_similarity"
    )
    base = tmp_path / "base.safetensors"
    write_model(base, tiny, S2M2Network(tiny).state_dict(), "base", "Untrained.")
    scenes = make_sample(tmp_path / "scènes", size=900, seed=3)
    out = tmp_path / "läuft"
    request = protocol.FineTuneRequest("1", [[str(scenes.sar), str(scenes.optical)]], str(out), "alps", str(base), 600)
    worker.send(request)
    _, before = worker.until(protocol.Metric, protocol.Result, protocol.Error)
    assert {type(message) for message in before} <= {protocol.Hello, protocol.Progress, protocol.Warning}
    worker.until(protocol.Metric, protocol.Result, protocol.Error)
    worker.send(protocol.CancelRequest("1"))
    error, _ = worker.until(protocol.Result, protocol.Error)
    assert error.code == "cancelled", error
    # Less time than has been spent: it is tried as it is.
    worker.send(replace(request, id="2", minutes=1e-6, resume=True))
    result, _ = worker.until(protocol.Result, protocol.Error)
    assert isinstance(result, protocol.Result), result
    assert result.data == {**json.loads((out / "finetune.json").read_text(encoding="utf-8")), "out": str(out)}
    assert result.data["steps"] >= 1
    assert_typed(result.data, protocol.FineTuneData)
    assert result.data["verdict"] is not None
    worker.send(protocol.CheckFineTuneRequest.of(request, "3", 0))
    checked, _ = worker.until(protocol.Result, protocol.Error)
    assert_typed(checked.data, protocol.CheckFineTuneData)


@pytest.mark.slow
def test_nonsense_is_answered_and_survived(worker: Worker) -> None:
    worker.receive()
    worker.stdin.write("nonsense\n")
    worker.stdin.write('{"v": 99, "type": "models", "id": "1"}\n')
    worker.stdin.flush()
    assert worker.receive().code == "protocol"
    assert worker.receive().code == "protocol"
    worker.send(protocol.DoctorRequest("2"))
    result, _ = worker.until(protocol.Result, protocol.Error)
    assert result.data["ok"] is True, result.data
    assert_typed(result.data, protocol.DoctorData)


@pytest.mark.parametrize(
    "line",
    [
        '{"v":1,"type":["models"],"id":"1"}',
        '{"v":1,"type":{},"id":"1"}',
        '{"v":1,"type":"models","id":["1"]}',
        '{"v":1,"type":"models","id":{"a":1}}',
        '{"v":1,"type":"models","id":1}',
        '{"v":1,"type":"cancel","id":[]}',
        '{"v":1,"type":"correct","id":"1","match_dir":[],"raster":"a","out":"b"}',
        '{"v":1,"type":"match","id":"1","sar":"a","optical":"b","out":"c","search_radius":NaN}',
        '{"v":1,"type":"match","id":"1","sar":"a","optical":"b","out":"c","search_radius":1e999}',
        '{"v":1,"type":"match","id":"1","sar":"a","optical":"b","out":"c","search_radius":1%s}' % ("0" * 400),
        '{"v":1,"type":"hello","protocol":1,"engine_version":"0","python":"3","pid":1}',
        "[" * 100_000,
        '{"v":1,"type":"models","id":' + '{"a":' * 50_000 + "1" + "}" * 50_001,
        "[1]",
        "null",
        "1" * 5000,
        "x" * (2**24 + 1000),
        '{"v":[],"type":"models","id":"1"}',
        "\x00",
    ],
    ids=range(19),
)  # fmt: skip
def test_a_line_that_is_no_request_is_answered_and_the_next_request_too(worker: Worker, line: str) -> None:
    worker.receive()
    worker.stdin.write(line + "\n")
    worker.send(protocol.ModelsRequest("2"))
    refusal = worker.receive()
    assert (refusal.id, refusal.code) == ("", "protocol")
    result = worker.receive()
    assert isinstance(result, protocol.Result)
    assert result.id == "2"


@pytest.mark.slow
def test_an_id_that_is_taken_is_refused(worker: Worker, sample: tuple[Path, Path], tmp_path: Path) -> None:
    request = protocol.MatchRequest("1", str(sample[0]), str(sample[1]), str(tmp_path / "a"), search_radius=300)
    worker.send(request)
    worker.send(protocol.ModelsRequest("1"))
    worker.send(protocol.CancelRequest("1"))
    ends = [worker.until(protocol.Result, protocol.Error)[0] for _ in range(2)]
    assert sorted((end.id, end.code) for end in ends) == [("", "protocol"), ("1", "cancelled")]
    worker.send(protocol.ModelsRequest("1"))
    assert isinstance(worker.receive(), protocol.Result)


def test_halves_of_characters_come_back(worker: Worker) -> None:
    worker.receive()
    name = "bad\udcff\ud800"
    worker.stdin.write(json.dumps({"v": 1, "type": "remove_model", "id": name, "name": name}) + "\n")
    worker.stdin.flush()
    error = worker.receive()
    assert isinstance(error, protocol.Error)
    assert error.id == name
    worker.send(protocol.ModelsRequest("2"))
    assert isinstance(worker.receive(), protocol.Result)


@pytest.mark.parametrize("end", ["return {'a': float('nan')}", "return {'a': object()}", "raise SystemExit(3)"])
def test_a_request_that_ends_badly_is_answered(end: str) -> None:
    script = (
        "import s2m2_engine.worker.__main__ as worker, s2m2_engine.worker.requests as requests\n"
        f"def bad(request, reporter, kept):\n    {end}\n"
        "requests.run_request = bad\n"
        "worker.main()\n"
    )
    with Worker(script) as worker:
        worker.send(protocol.ModelsRequest("1"), protocol.ModelsRequest("2"))
        # The worker ends with its stdin, so that this stays open until both are answered.
        messages = [worker.receive() for _ in range(3)]
    assert [getattr(message, "id", None) for message in messages] == [None, "1", "2"]
    assert all(getattr(message, "code", "") == "unexpected" for message in messages[1:])


@pytest.mark.slow
def test_it_ends_when_stdin_closes_even_in_the_middle_of_work(sample: tuple[Path, Path], tmp_path: Path) -> None:
    request = protocol.MatchRequest(
        "1", str(sample[0]), str(sample[1]), str(tmp_path / "out"), search_radius=300, spacing=4
    )
    with Worker() as worker:
        worker.send(request)
        worker.until(protocol.TiePoints)
        worker.stdin.close()
        assert worker.process.wait(timeout=10) == 0
    assert list(tmp_path.iterdir()) == []


def test_prints_of_libraries_do_not_reach_stdout() -> None:
    script = (
        "import os, threading, s2m2_engine.worker.__main__ as worker, s2m2_engine.worker.requests as requests\n"
        "def noisy(request, reporter, kept):\n"
        "    print('a print'); os.write(1, b'a C library'); os.system('echo a child')\n"
        "    return {}\n"
        "requests.run_request = noisy\n"
        "worker.main()\n"
    )
    with Worker(script) as worker:
        worker.send(protocol.ModelsRequest("1"))
        messages = [worker.receive() for _ in range(2)]
        rest, noise = worker.process.communicate(timeout=20)
    assert [type(message) for message in messages] == [protocol.Hello, protocol.Result]
    assert rest == ""
    assert "a C library" in noise
    assert "a child" in noise
    assert "a print" in noise


@pytest.mark.parametrize(
    "message",
    [
        protocol.MatchRequest("7", "C:\\räumlich\\sar.tif", "o.tif", "out", bbox=(1.0, 2.0, 3.0, 4.0)),
        protocol.CorrectRequest("7", "dir", "a b.tif", "c.tif", force=True),
        protocol.ImportModelRequest("7", "D:\\Modèles\\Berge (v2).safetensors"),
        protocol.ExportModelRequest("7", "hills", "Berge.safetensors", force=True),
        protocol.RenameModelRequest("7", "hills", "alps"),
        protocol.NoteModelRequest("7", "hills", "für die Alpen\nim Winter"),
        protocol.RemoveModelRequest("7", "hills"),
        protocol.FineTuneRequest("7", [["räum lich.tif", "o.tif"]], "out", "alps", "hills", 0.5, None, resume=True),
        protocol.Progress("7", "coarse", 0.5, "Suche …", None),
        protocol.TiePoints("7", "EPSG:4326", [[1.0, 2.0, 3.0, 4.0, 0.5]]),
        protocol.Metric("7", "loss", 3, 0.1),
        protocol.Warning("7", "code", "text"),
        protocol.Result("7", {"a": [1, None]}),
        protocol.Error("7", "code", "message", "hint", 2),
    ],
)
def test_messages_survive_the_wire(message: protocol.Message) -> None:
    line = protocol.encode(message)
    assert "\n" not in line
    decoded = protocol.decode(line)
    assert json.loads(protocol.encode(decoded)) == json.loads(line)
    assert type(decoded) is type(message)


@pytest.mark.parametrize("line", ["", "[]", "{}", '{"v":1,"type":"models"}', '{"v":1,"type":"models","id":"1","x":2}'])
def test_other_lines_are_refused(line: str) -> None:
    with pytest.raises(protocol.ProtocolError):
        protocol.decode(line)
