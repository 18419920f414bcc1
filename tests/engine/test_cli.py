"""The command line that scripts rely on: options, stdout, stderr, exit statuses."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from itertools import product
from pathlib import Path

import numpy as np
import pytest
import rasterio

from helpers.paths import PROJECT_ROOT
from s2m2_engine import entry
from s2m2_engine.cli import main
from s2m2_engine.errors import CancelledError
from s2m2_engine.finetuning.settings import FineTuneSettings
from s2m2_engine.names import FINETUNE_SETTINGS_FILE
from s2m2_engine.progress import Reporter
from s2m2_engine.scene.results.headline import headline
from s2m2_engine.scene.results.result import read_result
from s2m2_engine.simulation.sample import make_sample
from s2m2_engine.terminal import PlainOutput, TerminalReporter
from s2m2_engine.toml import read_toml


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, tuple[float, float]]:
    made = make_sample(tmp_path_factory.mktemp("sample pair é"), size=384)
    return str(made.sar), str(made.optical), made.displacement_m


@pytest.fixture(scope="module")
def matched(sample: tuple[str, str, tuple[float, float]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("matched") / "result"
    assert main(["match", sample[0], sample[1], "--out", str(out), "--search-radius", "300"]) == 0
    return out


@pytest.mark.slow
def test_json_is_all_that_stdout_gets(
    sample: tuple[str, str, tuple[float, float]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["match", sample[0], sample[1], "--out", str(out), "--search-radius", "300", "--json"]) == 0
    captured = capsys.readouterr()
    body = json.loads(captured.out)
    assert body == json.loads((out / "result.json").read_text(encoding="utf-8"))
    assert "100 %" in captured.err or "95 %" in captured.err
    expected = {
        "status", "reasons", "crs", "moving", "shift", "transform", "accuracy", "tie_points", "model", "device",
        "seconds", "inputs", "version",
    }  # fmt: skip
    assert expected <= set(body)
    assert set(body["shift"]) == {"dx", "dy", "dx_m", "dy_m", "dx_px", "dy_px"}
    assert {"rmse_m", "ce90_m", "rmse_px", "ce90_px"} <= set(body["accuracy"])
    assert (body["shift"]["dx_m"], body["shift"]["dy_m"]) == pytest.approx(sample[2], abs=8.0)


@pytest.mark.slow
def test_the_summary_names_distance_direction_and_accuracy(
    sample: tuple[str, str, tuple[float, float]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["match", sample[0], sample[1], "--out", str(tmp_path / "out"), "--search-radius", "300"])
    text = capsys.readouterr().out
    assert text.splitlines()[0] == headline(read_result(tmp_path / "out"))
    assert "north-west" in text
    assert "CE90" in text
    assert "Reliable." in text


@pytest.mark.slow
def test_correct(matched: Path, sample: tuple[str, str, tuple[float, float]], tmp_path: Path) -> None:
    target = tmp_path / "corrected é.tif"
    assert main(["correct", str(matched), sample[0], "--out", str(target), "--method", "shift"]) == 0
    with rasterio.open(sample[0]) as before, rasterio.open(target) as after:
        east, north = after.transform.c - before.transform.c, after.transform.f - before.transform.f
        assert after.dtypes == before.dtypes
    assert (east, north) == pytest.approx(sample[2], abs=8.0)


@pytest.mark.slow
def test_unreliable_is_3_and_nothing_is_corrected_without_force(
    sample: tuple[str, str, tuple[float, float]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    noise = tmp_path / "noise.tif"
    with rasterio.open(sample[1]) as source:
        profile = {"crs": source.crs, "transform": source.transform, "width": source.width, "height": source.height}
    values = np.random.default_rng(0).integers(0, 256, (1, profile["height"], profile["width"]), dtype=np.uint8)
    with rasterio.open(noise, "w", driver="GTiff", count=1, dtype="uint8", **profile) as target:
        target.write(values)
    out, corrected = tmp_path / "out", tmp_path / "corrected.tif"
    assert main(["match", sample[0], str(noise), "--out", str(out), "--search-radius", "300"]) == 3
    assert "NOT RELIABLE" in capsys.readouterr().out
    assert main(["correct", str(out), sample[0], "--out", str(corrected)]) == 3
    assert not corrected.exists()
    assert main(["correct", str(out), sample[0], "--out", str(corrected), "--force"]) == 0
    assert corrected.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["match", "missing.tif", "also missing.tif", "--out", "out"],
        ["match", "a.tif", "a.tif", "--out", "out"],
        ["correct", "no such folder", "a.tif", "--out", "b.tif"],
        ["match", "a.tif", "b.tif", "--out", "out", "--model", "no such model"],
    ],
)
def test_bad_input_is_2_with_a_sentence(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines()[-1].startswith("s2m2: ")
    assert "Traceback" not in captured.err
    assert list(tmp_path.iterdir()) == []


def test_json_errors_are_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "missing.tif")
    assert main(["match", missing, str(tmp_path / "b.tif"), "--out", str(tmp_path / "out"), "--json"]) == 2
    body = json.loads(capsys.readouterr().out)
    assert body["status"] == "error"
    assert "missing.tif" in body["message"]


@pytest.mark.parametrize(
    "arguments", [[], ["match"], ["match", "a", "b"], ["nonsense"], ["match", "a", "b", "--out", "c", "--moving", "x"]]
)
def test_wrong_usage_is_2(arguments: list[str]) -> None:
    assert main(arguments) == 2


def test_models_and_doctor(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "list"]) == 0
    assert "structure" in capsys.readouterr().out
    assert main(["doctor", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_model_commands_without_a_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("S2M2_MODELS", str(tmp_path / "models"))
    assert main(["models", "info", "structure", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["name"] == "structure"
    assert main(["models", "info", "nothing"]) == 2
    assert main(["models", "remove", "nothing"]) == 2
    assert main(["models", "import", str(tmp_path / "nothing.pth")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_evaluate_prints_a_table_and_writes_it(
    tmp_path: Path, shared_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["evaluate", "sen12", str(shared_data), "--model", "structure"]
    out = tmp_path / "scores"
    assert main([*arguments, "--template", "64", "--limit", "4", "--out", str(out)]) == 0
    text = capsys.readouterr().out
    assert "CMR@3" in text
    assert "structure" in text
    assert sorted(path.suffix for path in out.iterdir()) == [".csv", ".csv", ".svg"]
    assert main(["evaluate", "no such data", str(tmp_path)]) == 2
    # Research baselines, CFOG among them, are not part of the product.
    assert main(["evaluate", "sen12", str(shared_data), "--model", "cfog"]) == 2


def test_train_refuses_a_configuration_that_is_not_there(tmp_path: Path) -> None:
    assert main(["train", str(tmp_path / "nothing.toml")]) == 2


@pytest.mark.slow
def test_sample_says_the_truth(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["sample", str(tmp_path / "pair")]) == 0
    text = capsys.readouterr().out
    assert "imulated" in text
    truth = json.loads((tmp_path / "pair" / "truth.json").read_text(encoding="utf-8"))
    assert truth


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_ctrl_c_is_130_and_leaves_nothing(sample: tuple[str, str, tuple[float, float]], tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "s2m2_engine.cli", "match", sample[0], sample[1], "--out", str(out)]
    command += ["--spacing", "4"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stderr is not None
        for line in process.stderr:
            if "templates" in line:
                break
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130
    assert list(tmp_path.iterdir()) == []


def run_cli(arguments: list[str], **streams: object) -> int:
    command = [sys.executable, "-m", "s2m2_engine.cli", *arguments]
    return subprocess.run(command, timeout=60, **streams).returncode  # type: ignore[call-overload]


posix = pytest.mark.skipif(os.name == "nt", reason="POSIX files and descriptors")


@pytest.mark.slow
@posix
def test_a_match_whose_readers_have_gone_is_no_success(
    sample: tuple[str, str, tuple[float, float]], tmp_path: Path
) -> None:
    """`s2m2 match … 2>&1 | true`"""
    reading, writing = os.pipe()
    os.close(reading)
    out = tmp_path / "out"
    try:
        arguments = ["match", sample[0], sample[1], "--out", str(out), "--search-radius", "300"]
        assert run_cli(arguments, stdout=writing, stderr=writing) == 4
    finally:
        os.close(writing)
    assert (out / "result.json").exists(), "that nobody listens is no reason to stop"


LOST = ["models list", "models list --json", "models info none", "--help", "--version"]


@posix
@pytest.mark.parametrize(
    ("command", "where"),
    [
        *product(LOST, ["stdout full", "stderr full", "both full", "stdout gone"]),
        *product(["models info none --json"], ["stdout full", "stdout closed"]),
        *product(["models list", "--help"], ["stdout closed"]),
    ],
)
def test_output_that_is_lost_is_no_success(command: str, where: str) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no /dev/full")
    reading, gone = os.pipe()
    os.close(reading)
    with open("/dev/full", "w") as full:
        streams: dict[str, object] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE}
        if where in ("stdout full", "both full"):
            streams["stdout"] = full
        if where in ("stderr full", "both full"):
            streams["stderr"] = full
        if where == "stdout gone":
            streams["stdout"] = gone
        words = [sys.executable, "-m", "s2m2_engine.cli", *command.split()]
        if where == "stdout closed":
            words = ["sh", "-c", '"$@" >&-', "sh", *words]
        done = subprocess.run(words, timeout=60, **streams)  # type: ignore[call-overload]
    os.close(gone)
    expected = 2 if "info" in command else 0 if where == "stderr full" else 4
    assert done.returncode == expected
    if done.stderr is not None:
        assert b"Traceback" not in done.stderr
        assert b"Exception" not in done.stderr
    if done.stderr is not None and expected == 4:
        assert done.stderr.startswith(b"s2m2: The output could not be written: ")
        assert done.stderr.count(b"\n") == 1


@pytest.mark.slow
@posix
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams(closed: str, tmp_path: Path) -> None:
    """What was to be written is written; that the words of stdout are lost is no success."""
    script = f'"$1" -m s2m2_engine.cli sample "$2" {closed}'
    done = subprocess.run(["sh", "-c", script, "sh", sys.executable, str(tmp_path / "pair")], stderr=subprocess.PIPE)
    assert done.returncode == (4 if ">&-" in closed.replace("2>&-", "") else 0)
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"The output could not be written") == (closed == ">&-")
    assert json.loads((tmp_path / "pair" / "truth.json").read_text(encoding="utf-8"))


@posix
@pytest.mark.parametrize("module", ["s2m2_engine.cli", "argparse", "s2m2_engine.terminal"])
def test_ctrl_c_while_the_command_line_is_imported_is_130_without_a_word(module: str) -> None:
    script = (
        "import os, signal, sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Stop())\n"
        "from s2m2_engine.entry import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (entry._EXIT_CANCELLED, "", "")
    assert CancelledError.exit_status == entry._EXIT_CANCELLED


def test_the_program_starts_with_the_entry_that_hears_ctrl_c() -> None:
    assert read_toml(PROJECT_ROOT / "pyproject.toml")["project"]["scripts"] == {"s2m2": "s2m2_engine.entry:main"}


def test_what_is_imported_before_ctrl_c_is_heard() -> None:
    """All else takes time, in which Ctrl-C would print a traceback."""
    script = "import sys; before = set(sys.modules); import s2m2_engine.entry; print(*(set(sys.modules) - before))"
    imported = subprocess.check_output([sys.executable, "-c", script], text=True, timeout=60).split()
    assert {"s2m2_engine.entry"} <= set(imported)
    assert set(imported) <= {"__future__", "s2m2_engine", "s2m2_engine.version", "s2m2_engine.entry"}


@posix
@pytest.mark.parametrize("place", ["s2m2_engine.commands.match", "argparse.ArgumentParser"])
def test_ctrl_c_before_a_command_runs_is_130(place: str) -> None:
    script = (
        "import os, signal, sys\n"
        "import s2m2_engine.cli as cli\n"
        "class Stop:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 's2m2_engine.commands.match': os.kill(os.getpid(), signal.SIGINT)\n"
        "def stop(*a, **b): raise KeyboardInterrupt\n"
        f"if {place!r} != 's2m2_engine.commands.match': cli.prepare_streams = stop\n"
        "sys.meta_path.insert(0, Stop())\n"
        "sys.exit(cli.main(['match', 'a.tif', 'b.tif', '--out', 'c']))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr


def test_terminals_are_told_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    escapes = "\x1b]0;title\x07\x1b[2J\x9b31m\r\u202e"
    class_ = PlainOutput(sys.stdout)
    class_.write(f"a{escapes}b\tc\n")
    TerminalReporter().warning("code", f"a{escapes}b")
    TerminalReporter().progress("stage", 0.5, f"a{escapes}b")
    assert main(["match", str(tmp_path / f"a{escapes}.tif"), "b.tif", "--out", str(tmp_path / "out")]) == 2
    captured = capsys.readouterr()
    assert not {*escapes} & {*"\x1b\x07\x9b\r\u202e"} & {*captured.out, *captured.err}
    assert captured.out == "a" + "".join("\ufffd" if not c.isprintable() else c for c in escapes) + "b\tc\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"SAR": b"a\xff.tif"}, "is not UTF-8"),
        ({"OPTICAL": b"b\n.tif"}, "has a control character in it"),
        ({"--out": b"o\xff"}, "is not UTF-8"),
        ({"--out": b"o\nut"}, "has a control character in it"),
        ({"--out": b"/"}, "it is a whole disk"),
        ({"--out": b"/vsizip/o.zip/out"}, "it is a name of GDAL's"),
        ({"--out": b"/vsimem/out"}, "it is a name of GDAL's"),
        ({"--spacing": b"1e21"}, "invalid int value"),
        ({"--spacing": b"1000000000000000000000"}, "wider than any raster"),
        ({"--spacing": b"9" * 5000}, "invalid int value"),
        ({"--search-radius": b"1e308"}, ""),
        ({"--search-radius": b"nan"}, ""),
        ({"--search-radius": b"-1e3"}, ""),
    ],
    ids=range(13),
)
@posix
def test_values_that_can_never_work_are_2_with_a_sentence(
    changed: dict[str, bytes], says: str, sample: tuple[str, str, tuple[float, float]], tmp_path: Path
) -> None:
    values = {"SAR": os.fsencode(sample[0]), "OPTICAL": os.fsencode(sample[1]), "--out": b"out", **changed}
    command = [os.fsencode(sys.executable), b"-m", b"s2m2_engine.cli", b"match", values.pop("SAR")]
    command.append(values.pop("OPTICAL"))
    for name, value in values.items():
        command += [name.encode(), value]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, timeout=60)
    assert done.returncode == 2, done.stderr
    last = done.stderr.decode().splitlines()[-1]
    assert last.startswith("s2m2")
    assert says in last
    assert list(tmp_path.iterdir()) == []
    assert not os.path.exists("/vsizip")
    assert not os.path.exists("/vsimem")


@pytest.mark.slow
def test_a_box_may_be_given_with_negative_exponents(
    sample: tuple[str, str, tuple[float, float]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    box = ["-1e5", "-2.5E+05", "-.5e-3", "-1."]
    assert main(["match", sample[0], sample[1], "--out", str(tmp_path / "out"), "--bbox", *box]) == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("s2m2: "), "the raster refuses it, not the parser"


@pytest.mark.parametrize("begun", [False, True])
def test_a_fine_tuning_that_was_stopped_says_how_it_goes_on(
    begun: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from s2m2_engine.finetuning import start

    def stop(settings: FineTuneSettings, reporter: Reporter, resume: bool) -> None:
        if begun:
            settings.out.mkdir()
            (settings.out / FINETUNE_SETTINGS_FILE).write_text("{}")
        raise CancelledError("Stopped after step 3.")

    monkeypatch.setattr(start, "tune", stop)
    assert main(["finetune", "a.tif,b.tif", "--out", str(tmp_path / "run")]) == 130
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("s2m2: Stopped after step 3.")
    assert said.endswith("The same command resumes from there with --resume.") == begun


def test_importing_the_package_is_cheap() -> None:
    heavy = "{'numpy', 'scipy', 'rasterio', 'psutil', 'matplotlib', 'torch'}"
    script = f"import sys, s2m2_engine, s2m2_engine.cli; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_wrong_usage_is_json_where_json_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", "a.tif", "--json"]) == 2
    captured = capsys.readouterr()
    body = json.loads(captured.out)
    assert (body["status"], body["code"]) == ("error", "bad_usage")
    assert "OPTICAL" in body["message"]
    assert "usage: s2m2 match" in captured.err


def test_an_unreliable_match_can_be_accepted(tmp_path: Path) -> None:
    from argparse import Namespace
    from types import SimpleNamespace
    from typing import Any, cast

    from s2m2_engine.commands.match import report

    result = cast(Any, SimpleNamespace(reliable=False, to_json=lambda: {"status": "unreliable"}))
    assert report(result, tmp_path, Namespace(json=True, accept_unreliable=False)) == 3
    assert report(result, tmp_path, Namespace(json=True, accept_unreliable=True)) == 0


def test_a_quiet_command_writes_its_log(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.txt"
    assert main(["sample", str(tmp_path / "pair"), "--quiet", "--log", str(log)]) == 0
    assert capsys.readouterr().err == ""
    missing = str(tmp_path / "gone.tif")
    assert main(["match", missing, missing + "f", "--out", str(tmp_path / "out"), "--quiet", "--log", str(log)]) == 2
    assert "gone.tif" in capsys.readouterr().err
    lines = log.read_text(encoding="utf-8").splitlines()
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S* ", line) for line in lines)
    assert lines[-1].split(" ", 1)[1].startswith("s2m2: ")


def test_a_log_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--log", str(tmp_path)]) == 2
    assert f"{tmp_path} cannot be written" in capsys.readouterr().err
