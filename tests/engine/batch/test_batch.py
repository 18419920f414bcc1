"""A whole batch from the command line, on processes of its own, and what a second run of it does."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
import rasterio

from s2m2_engine.batch import batch, cluster
from s2m2_engine.batch.cluster import ClusterSettings, connected
from s2m2_engine.batch.folder import read_journal
from s2m2_engine.batch.pair import Pair
from s2m2_engine.batch.record import FAILED, RELIABLE, PairRecord
from s2m2_engine.batch.running import Policy, Workers, run_orders
from s2m2_engine.batch.task import Order, Outcome, WorkerState, match_pair
from s2m2_engine.cli import main
from s2m2_engine.errors import EngineError, InputError
from s2m2_engine.machine import THREADS_VARIABLE
from s2m2_engine.model.structure import StructureMatcher
from s2m2_engine.names import PARTIAL_SUFFIX
from s2m2_engine.progress import Reporter
from s2m2_engine.simulation.sample import Sample
from s2m2_engine.version import __version__

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Ran:
    """A batch that has run: its manifest, its folder, its exit status and what it printed."""

    manifest: Path
    out: Path
    status: int
    summary: dict[str, Any]


def command(manifest: Path, out: Path, *options: str) -> tuple[int, dict[str, Any]]:
    arguments = ["batch", str(manifest), "--out", str(out), "--model", "structure", "--search-radius", "300", "--json"]
    stdout = io.StringIO()
    with redirect_stdout(stdout):
        status = main([*arguments, *options])
    return status, json.loads(stdout.getvalue())


def write(manifest: Path, *rows: tuple[str, ...]) -> Path:
    with manifest.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("id", "sar", "optical", "correct", "datetime"), *rows])
    return manifest


@pytest.fixture(scope="module")
def ran(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Two good pairs, a SAR raster that is cut off, and one that is missing."""
    folder = tmp_path_factory.mktemp("archive é")
    sar, optical = folder / "sar.tif", str(sample.optical)
    with rasterio.open(sample.sar) as dataset:
        pixels = dataset.read()
        place = {"crs": dataset.crs, "transform": dataset.transform, "nodata": dataset.nodata}
    count, height, width = pixels.shape
    # Uncompressed, so that the header is whole where the end is missing.
    shape = {"count": count, "height": height, "width": width, "dtype": pixels.dtype}
    with rasterio.open(sar, "w", driver="GTiff", **shape, **place) as dataset:
        dataset.write(pixels)
    (folder / "broken.tif").write_bytes(sar.read_bytes()[: sar.stat().st_size // 2])
    manifest = write(
        folder / "manifest.csv",
        ("plain", "sar.tif", optical, "", ""),
        ("corrected", "sar.tif", optical, "yes", "2024-05-01T06:00:00Z"),
        ("broken", "broken.tif", optical, "", ""),
        ("missing", "missing.tif", optical, "", ""),
    )
    status, summary = command(manifest, folder / "out", "--workers", "2", "--keep-going")
    return Ran(manifest, folder / "out", status, summary)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Nothing is really matched; gives the ids of the pairs that would be."""
    matched = list[str]()

    @contextmanager
    def fake(*_: object) -> Iterator[tuple[Workers, str]]:
        def work(order: Order) -> Outcome:
            matched.append(order.pair.id)
            (order.out / order.folder).mkdir(parents=True, exist_ok=True)
            (order.out / order.folder / "result.json").touch()
            return Outcome(PairRecord(order.pair.id, order.key, RELIABLE, "s", "o", "sar", folder=order.folder))

        with ThreadPoolExecutor(1) as executor:
            yield Workers(executor, lambda: 1, work=work), ""

    monkeypatch.setattr(batch, "connected", fake)
    return matched


def test_good_pairs_are_matched_although_others_cannot_be(ran: Ran) -> None:
    assert ran.status == 4
    counts = {name: ran.summary[name] for name in ("pairs", "reliable", "unreliable", "failed", "matched", "waiting")}
    assert counts == {"pairs": 4, "reliable": 2, "unreliable": 0, "failed": 2, "matched": 4, "waiting": 0}
    rows = {row["id"]: row for row in pyarrow.parquet.read_table(ran.out / "results.parquet").to_pylist()}
    assert rows["plain"]["status"] == rows["corrected"]["status"] == RELIABLE
    assert rows["plain"]["dx_m"] == rows["corrected"]["dx_m"]
    assert (rows["broken"]["error_code"], rows["missing"]["error_code"]) == ("corrupt_raster", "no_such_file")
    assert {rows["plain"]["worker"], rows["corrected"]["worker"]} <= {"0", "1"}
    assert all(rows[name]["geometry"] for name in ("plain", "corrected", "broken"))
    result = json.loads((ran.out / "pairs" / "plain" / "result.json").read_text(encoding="utf-8"))
    assert result["shift"]["dx_m"] == rows["plain"]["dx_m"]
    assert not [path for path in ran.out.rglob("*") if PARTIAL_SUFFIX in path.name or path.name == "batch.lock"]


def test_a_corrected_raster_has_a_stac_item(ran: Ran) -> None:
    (name,) = read_journal(ran.out)["corrected"].corrected
    item = json.loads((ran.out / name).with_suffix(".json").read_text(encoding="utf-8"))
    with rasterio.open(ran.out / name) as dataset:
        assert item["properties"]["proj:transform"] == list(dataset.transform)[:6]
        assert item["properties"]["proj:shape"] == list(dataset.shape)
        assert item["properties"]["proj:code"] == dataset.crs.to_string()
    assert (item["id"], item["properties"]["datetime"]) == (Path(name).stem, "2024-05-01T06:00:00Z")
    assert not (ran.out / "pairs" / "plain" / "corrected").exists()


def test_a_second_run_matches_only_what_failed_or_changed(ran: Ran, here: list[str], tmp_path: Path) -> None:
    out = Path(shutil.copytree(ran.out, tmp_path / "out"))
    status, summary = command(ran.manifest, out, "--keep-going")
    assert (status, here, summary["matched"]) == (4, ["broken"], 2)
    here.clear()
    rows = list(csv.reader(ran.manifest.read_text(encoding="utf-8").splitlines()))[1:3]
    grown = write(ran.manifest.with_name("grown.csv"), *map(tuple, rows), ("new", *rows[0][1:]))
    assert grown.with_name("manifest.csv").exists()
    command(grown, tmp_path / "fresh")
    assert here == ["plain", "corrected", "new"]
    here.clear()
    status, summary = command(grown, tmp_path / "fresh", "--moving", "optical", "--limit", "2")
    assert (here, summary["waiting"]) == (["plain", "corrected"], 1)
    shutil.rmtree(tmp_path / "fresh" / "pairs" / "plain")
    here.clear()
    command(grown, tmp_path / "fresh", "--moving", "optical")
    assert here == ["plain", "new"]
    here.clear()
    status, _ = command(grown, tmp_path / "fresh", "--moving", "optical", "--no-resume")
    assert (status, here) == (0, ["plain", "corrected", "new"])


def test_pairs_of_one_place_are_adjusted_together(ran: Ran, here: list[str], tmp_path: Path) -> None:
    out = Path(shutil.copytree(ran.out, tmp_path / "out"))
    command(ran.manifest, out, "--keep-going", "--network")
    network = json.loads((out / "network.json").read_text(encoding="utf-8"))
    moving, reference = sorted(network["images"], key=lambda one: -abs(one["dx_m"]))
    record = read_journal(out)["plain"]
    assert (moving["image"], reference["image"]) == (record.sar, record.optical)
    assert (moving["dx_m"], moving["dy_m"]) == pytest.approx((record.dx_m, record.dy_m))
    assert {one["id"]: one["contradicts"] for one in network["pairs"]} == {"plain": False, "corrected": False}
    assert "Images, adjusted together" in (out / "report.html").read_text(encoding="utf-8")


def test_nothing_begins_while_a_row_cannot_be_matched(ran: Ran, here: list[str], tmp_path: Path) -> None:
    status, error = command(ran.manifest, tmp_path / "out")
    assert (status, error["code"], here) == (2, "bad_manifest", [])
    assert "row 5 (missing): There is no file" in error["message"]
    assert not (tmp_path / "out").exists()


def test_another_manifest_does_not_get_the_folder(ran: Ran, here: list[str]) -> None:
    other = write(ran.manifest.with_name("other.csv"), ("x", "sar.tif", "sar.tif", "", ""))
    status, error = command(other, ran.out, "--keep-going")
    assert (status, error["code"], here) == (2, "other_manifest", [])


def test_a_dry_run_estimates_and_writes_nothing(ran: Ran, tmp_path: Path) -> None:
    status, estimate = command(ran.manifest, tmp_path / "out", "--keep-going", "--dry-run", "--workers", "3")
    assert (status, estimate["pairs"], estimate["manifest_pairs"], estimate["measured"]) == (0, 3, 4, 3)
    assert estimate["seconds_each"] > 0
    assert estimate["seconds"] == pytest.approx(estimate["seconds_each"], abs=0.1)
    assert not (tmp_path / "out").exists()


def test_a_file_called_stop_ends_it(ran: Ran, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    @contextmanager
    def fake(*_: object) -> Iterator[tuple[Workers, str]]:
        def work(order: Order) -> Outcome:
            order.stop.touch()
            return match_pair(order)

        with ThreadPoolExecutor(1) as executor:
            yield Workers(executor, lambda: 1, work=work), ""

    monkeypatch.setattr(batch, "connected", fake)
    status, error = command(ran.manifest, tmp_path / "out", "--keep-going")
    assert (status, error["code"]) == (130, "cancelled")
    assert set(read_journal(tmp_path / "out")) == {"missing"}
    assert not (tmp_path / "out" / "stop").exists()


def test_a_dead_worker_takes_only_its_own_pair_with_it(tmp_path: Path) -> None:
    def work(order: Order) -> Outcome:
        if order.pair.id == "fatal":
            os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        return Outcome(PairRecord(order.pair.id, "key", RELIABLE, "s", "o", "sar"))

    orders = [
        Order(Pair(name, "row", "s", "o"), "key", tmp_path, name, tmp_path / "stop", "cpu", "", "")
        for name in ("a", "fatal", "b", "c")
    ]
    found = list[PairRecord]()
    environment = dict(os.environ)
    with connected(ClusterSettings(workers=1), {}, "cpu", tmp_path) as (workers, _):
        own = Workers(workers.executor, workers.slots, workers.is_alive, work)
        run_orders(orders, own, Policy(1, True), found.append, lambda: None, Reporter())
    states = {record.id: (record.status, record.attempts) for record in found}
    assert states == {"a": (RELIABLE, 1), "fatal": (FAILED, 2), "b": (RELIABLE, 1), "c": (RELIABLE, 1)}
    assert not list(tmp_path.iterdir())
    assert dict(os.environ) == environment


def test_a_scheduler_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_CONNECT_S", 1)
    for settings in (ClusterSettings(scheduler="tcp://127.0.0.1:9"), ClusterSettings(scheduler_file=tmp_path / "none")):
        with pytest.raises(EngineError) as raised, connected(settings, {}, "cpu", tmp_path):
            pytest.fail("it was reached")
        assert raised.value.code == "no_scheduler"


@pytest.mark.parametrize(
    ("state", "code", "words"),
    [
        (WorkerState("0.0.1", {"structure": "1"}, True), "other_version", "has version 0.0.1"),
        (WorkerState(__version__, {"structure": "2"}, True), "other_version", "another model structure"),
        (WorkerState(__version__, {"structure": "1"}, False), "unseen_folder", "does not see the folder"),
        (ModuleNotFoundError("No module named 's2m2_engine'"), "other_version", "no engine that fits"),
    ],
)
def test_workers_that_would_give_other_results_are_refused(state: Any, code: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=words) as raised:
        cluster._check_state("tcp://worker", state, {"structure": "1"}, tmp_path)
    assert raised.value.code == code


def test_a_worker_with_another_model_matches_nothing(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(THREADS_VARIABLE, raising=False)
    sha256 = StructureMatcher().sha256
    for version, model in (("0.0.1", sha256), (__version__, "other")):
        order = Order(pair, "key", tmp_path, "pairs/one", tmp_path / "stop", "cpu", model, version)
        record = match_pair(order).record
        assert record is not None
        assert record.error_code == "other_version"
        assert THREADS_VARIABLE not in os.environ
    assert not (tmp_path / "pairs").exists()


def test_without_the_extra_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cluster, "NEEDED", ("dask", "no_such_library"))
    status, error = command(tmp_path / "m.csv", tmp_path / "out")
    assert (status, error["code"]) == (4, "no_dask")
    assert "needs no_such_library" in error["message"]
    assert "pip install no_such_library" in error["hint"]
