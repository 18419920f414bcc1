"""Models are sent to workers elsewhere that lack them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import Client

from helpers.tiny_network import write_tiny_model
from s2m2_engine.batch import model_files
from s2m2_engine.batch.cluster import ClusterSettings, connected
from s2m2_engine.batch.model_files import ModelContent, ModelFiles
from s2m2_engine.batch.pair import Pair
from s2m2_engine.batch.record import PairRecord
from s2m2_engine.batch.running import Policy, run_orders
from s2m2_engine.batch.task import Order
from s2m2_engine.errors import EngineError
from s2m2_engine.model.registry import load_matcher
from s2m2_engine.progress import Reporter
from s2m2_engine.version import __version__

pytestmark = pytest.mark.slow


@contextmanager
def workers_elsewhere(folder: Path) -> Iterator[Path]:
    """A scheduler and a worker with an empty folder of models, as processes; yields the scheduler's file."""
    file = folder / "scheduler.json"
    (folder / "no models").mkdir()
    variables = {**os.environ, "S2M2_MODELS": str(folder / "no models"), "OMP_NUM_THREADS": "1"}
    begin = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--scheduler-file", str(file), "--no-dashboard"]
    work = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(file), "--nthreads", "1"]
    work += ["--no-nanny", "--no-dashboard", "--local-directory", str(folder / "temporary")]
    commands = [[*begin, "--host", "127.0.0.1", "--port", "0"], work]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    # In another folder: a relative path means nothing to a worker.
    processes = [subprocess.Popen(one, env=variables, cwd=folder / "no models", **quiet) for one in commands]
    try:
        yield file
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()


def test_a_worker_gets_the_model_that_it_lacks_once(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models, out = tmp_path / "models", tmp_path / "out"
    models.mkdir()
    out.mkdir()
    write_tiny_model(models / "tiny.safetensors")
    monkeypatch.setenv("S2M2_MODELS", str(models))
    monkeypatch.chdir(tmp_path)
    sha256 = load_matcher("tiny", "cpu").sha256
    sent: list[str] = []
    register = Client.register_plugin

    def count(client: Client, plugin: ModelFiles) -> object:
        sent.append(plugin.name)
        return register(client, plugin)

    monkeypatch.setattr(Client, "register_plugin", count)
    records: list[PairRecord] = []
    with workers_elsewhere(tmp_path) as file:
        settings = ClusterSettings(scheduler_file=file)
        monkeypatch.setattr("s2m2_engine.batch.cluster.read_json", _when_there)
        with connected(settings, {"tiny": sha256}, "cpu", Path("out")) as (workers, _dashboard):
            kept = list((tmp_path / "temporary").rglob("tiny.safetensors"))
            assert [path.read_bytes() for path in kept] == [(models / "tiny.safetensors").read_bytes()]
            name = Pair(pair.id, pair.place, pair.sar, pair.optical, search_radius=300.0, model="tiny")
            order = Order(name, "key", out, "pairs/one", out / "stop", "cpu", sha256, __version__)
            run_orders([order], workers, Policy(0, True), records.append, lambda: None, Reporter())
        assert not list((tmp_path / "temporary").rglob("tiny.safetensors")), "nothing is left behind"
    assert sent == ["s2m2-models"]
    (record,) = records
    assert (record.model, record.model_sha256, record.error) == ("tiny", sha256, "")


def _when_there(path: Path) -> object:
    """The file of a scheduler that is just being started."""
    for _ in range(200):
        if path.exists():
            break
        time.sleep(0.05)
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_model_that_arrives_damaged_is_not_used(tmp_path: Path) -> None:
    class Worker:
        local_directory = str(tmp_path)

    damaged = ModelFiles({"tiny": ModelContent("tiny.safetensors", b"x", "0" * 64)})
    with pytest.raises(EngineError, match="arrived damaged"):
        damaged.setup(Worker())
    assert not list(tmp_path.iterdir())


def test_structure_is_no_file_and_is_not_sent() -> None:
    assert not model_files.send_models(None, {"structure": "1"})
