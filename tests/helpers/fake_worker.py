"""A worker for tests of the client: speaks the real protocol, and misbehaves as it is told.

`argv[1]` says how it starts; the `model` of a match or fine-tuning request says how that request goes.
"""

from __future__ import annotations

import json
import os
import queue
import shutil
import signal
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "engine"))  # as the real worker's start does

from s2m2_engine.worker import protocol
from s2m2_engine.worker.protocol import Error, Hello, Metric, Progress, Result, TiePoints, Warning

lines: queue.Queue[protocol.Message | None] = queue.Queue()


def send(message: protocol.Message) -> None:
    print(protocol.encode(message), flush=True)


def read_stdin() -> None:
    for line in sys.stdin:
        lines.put(protocol.decode(line))
    lines.put(None)


def sleep_for_ever() -> None:
    while True:
        time.sleep(1)


def result_of(request: protocol.MatchRequest) -> dict[str, Any]:
    return {
        "out": request.out,
        "status": "reliable",
        "reasons": [],
        "shift": {"dx": 10.0, "dy": -5.0, "dx_m": 9.5, "dy_m": -4.75, "dx_px": 1.0, "dy_px": 0.5},
        "accuracy": {"rmse_m": 4.0, "ce90_m": 6.5, "rmse_px": 0.4, "ce90_px": 0.65, "held_out": 40},
        "tie_points": {"total": 50, "inliers": 40},
        "transform": {"kind": "shift"},
        "grid": {"pixel_m": [9.5, 9.5]},
        "moving": "sar",
        "inputs": [{"role": "sar", "name": "Ein SAR"}, {"role": "optical", "name": "Ein Foto"}],
    }


def refit(request: protocol.RefitRequest) -> None:
    folder = Path(request.match_dir)
    if not folder.is_dir():
        send(Error(request.id, "no_match", f"{folder} holds no result.json.", "Give another.", 2))
        return
    kind = "tps" if request.method == "auto" else request.method
    result = {**result_of(protocol.MatchRequest("", "", "", str(folder))), "transform": {"kind": kind}}
    if folder.name == "unreliable":
        result = {**result, "status": "unreliable", "reasons": ["Few tie points.", "They may agree by chance."]}
    send(Progress(request.id, "fitting", 0.5, "Fitting"))
    send(Result(request.id, result))


def match(request: protocol.MatchRequest) -> None:
    partial = Path(f"{request.out}.s2m2-partial-0123abcd-{os.getpid()}")
    if request.model == "ok":
        send(Progress(request.id, "matching", 0.5, "Schön: 50 %", 1.5))
        send(TiePoints(request.id, "EPSG:32633", [[1.0, 2.0, 3.0, 4.0, 0.9]]))
        send(Warning(request.id, "small", "Achtung, Straße"))
        send(Result(request.id, {**result_of(request), "pid": os.getpid(), "request": asdict(request)}))
    elif request.model == "unreliable":
        send(Result(request.id, {**result_of(request), "status": "unreliable", "reasons": ["Too few tie points."]}))
    elif request.model == "copy":
        shutil.copy(request.sar, request.out + ".sar.tif")
        shutil.copy(request.optical, request.out + ".optical.tif")
        send(Result(request.id, {**result_of(request), "request": asdict(request)}))
    elif request.model == "environment":
        send(Result(request.id, {"environment": dict(os.environ)}))
    elif request.model == "error":
        send(Error(request.id, "no_overlap", "“a” and “b” do not overlap.", "Choose others.", 2))
    elif request.model == "stderr":
        for number in range(30_000):
            print(f"line {number} " + "x" * 80, file=sys.stderr)
        sys.stderr.flush()
        send(Result(request.id, {}))
    elif request.model == "polite":
        send(Progress(request.id, "matching", 0.1, "working"))
        while not isinstance(lines.get(), protocol.CancelRequest):
            pass
        send(Error(request.id, "cancelled", "Cancelled.", "", 130))
    else:
        partial.mkdir(parents=True)
        (partial / "heatmap.tif").write_bytes(b"half")
        send(Progress(request.id, "matching", 0.1, "working"))
        misbehave(request.model)


def finetune(request: protocol.FineTuneRequest) -> None:
    out = Path(request.out)
    if request.model == "refused":
        send(Error(request.id, "no_torch", "Fine-tuning needs PyTorch.", "Add it.", 2))
        return
    out.mkdir(parents=True, exist_ok=True)
    (out / "settings.json").write_text(json.dumps(asdict(request)), encoding="utf-8")
    send(Progress(request.id, "training", 0.5, "Schritt 1", 60.0))
    send(Metric(request.id, "cmr_3", 0, 0.25))
    send(Metric(request.id, "loss", 1, 2.5))
    send(Warning(request.id, "pair_refused", "Nichts gelernt"))
    if request.resume or request.model == "ok":
        outcome = {"better": True, "model": str(out / f"{request.name}.safetensors"), "reason": "Weil.", "steps": 1}
        outcome = {**outcome, "verdict": None, "refused": []}
        (out / "finetune.json").write_text(json.dumps(outcome), encoding="utf-8")
        send(Result(request.id, {**outcome, "out": request.out, "request": asdict(request), "pid": os.getpid()}))
    elif request.model == "polite":
        while not isinstance(lines.get(), protocol.CancelRequest):
            pass
        time.sleep(1.5)  # longer than a match may take to stop
        (out / "checkpoint").write_text("learned", encoding="utf-8")
        send(Error(request.id, "cancelled", "Cancelled.", "", 130))
    else:
        misbehave(request.model)


def misbehave(how: str) -> None:
    if how == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sleep_for_ever()
    elif how == "crash":
        os._exit(3)
    elif how == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif how == "garbage":
        print("GDAL says: ünfortunately", flush=True)
        sleep_for_ever()
    else:
        raise ValueError(how)


def corrected(path: str, method: str) -> dict[str, object]:
    return {"path": path, "method": method, "resampled": False, "grid_offset_px": [0.5, 0.0], "note": "Daneben."}


def main() -> None:
    start = sys.argv[1]
    if start == "silent":
        sleep_for_ever()
    if start == "dies":
        sys.exit("the disk is on fire")
    if start == "lacks a package":
        import a_package_that_does_not_exist  # noqa: F401
    if start == "other version":
        print('{"v":99,"type":"hello","protocol":99,"engine_version":"9","python":"3","pid":1}', flush=True)
        sleep_for_ever()
    send(Hello(protocol.PROTOCOL_VERSION, "0", "3", os.getpid()))
    if start == "deaf to the end":
        sleep_for_ever()
    threading.Thread(target=read_stdin, daemon=True).start()
    while (request := lines.get()) is not None:
        if isinstance(request, protocol.MatchRequest):
            match(request)
        elif isinstance(request, protocol.FineTuneRequest):
            finetune(request)
        elif isinstance(request, protocol.CheckFineTuneRequest):
            warnings = ["Es ist wenig Speicher frei."] if request.name == "eng" else []
            send(Result(request.id, {"warnings": warnings}))
        elif isinstance(request, protocol.TransformRequest):
            send(Result(request.id, {"transform": {"kind": request.method, "matrix": [[1, 0, 10], [0, 1, -5]]}}))
        elif isinstance(request, protocol.RefitRequest):
            refit(request)
        elif isinstance(request, protocol.CorrectRequest):
            send(Progress(request.id, "correcting", 0.5, "Correcting"))
            send(Result(request.id, {**corrected(request.out, request.method), "request": asdict(request)}))
        elif isinstance(request, protocol.CorrectManyRequest):
            paths = [f"{request.out_dir}/{number}.tif" for number in range(len(request.rasters))]
            send(Result(request.id, {"corrections": [corrected(path, request.method) for path in paths]}))


if __name__ == "__main__":
    main()
