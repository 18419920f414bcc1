"""A fine-tuning that is killed again and again goes on each time, and leaves nothing broken at any moment."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("lightning_fabric")

from s2m2_engine.model.model_file import read_card
from s2m2_engine.names import FINETUNE_RESULT_FILE
from s2m2_engine.simulation.sample import make_sample

# Forks processes that go on with one fine-tuning; each is killed before it puts a file into place that none was killed
# before. After each, all that lies there must be whole. Prints what each was killed before, and "done".
_RUN = """
import json, os, signal, sys
from dataclasses import replace
from functools import partial
from pathlib import Path
import torch, lightning_fabric
from s2m2_engine.model.model_file import read_model, write_model
from s2m2_engine.model.network.configuration import NetworkConfiguration
from s2m2_engine.model.network.s2m2 import S2M2Network
from s2m2_engine.names import FINETUNE_RESULT_FILE
from s2m2_engine.progress import Reporter
from s2m2_engine.training.checkpoints import list_checkpoints, load_checkpoint
from s2m2_engine.finetuning import alignment, finetune as module, recipe, trial
from s2m2_engine.finetuning.settings import FineTuneSettings, ScenePaths

folder = Path(sys.argv[1])
out = folder / "out"
# What is not looked at here is kept small: tie points of the match, steps, windows and landscapes of the trial.
recipe._STEPS, trial._WINDOWS = 2, 2
alignment.MatchSettings = partial(alignment.MatchSettings, spacing=48)
simulated = module.checked_pairs()[:1]
module.checked_pairs = lambda: simulated
torch.set_num_threads(1)
tiny = NetworkConfiguration(
    channels=(8, 8, 16, 16, 16), stride=2, enhancement="none", levels="shallow", prior="self_similarity"
)
base = folder / "base.safetensors"
write_model(base, tiny, S2M2Network(tiny).state_dict(), "base", "Untrained.")
judge = module.try_out

def always_better(*arguments):
    verdict, tried = judge(*arguments)
    return replace(verdict, better=True), tried

module.try_out = always_better
scenes = ScenePaths(*(str(folder / f"simulated_{kind}.tif") for kind in ("sar", "optical")))
settings = FineTuneSettings((scenes,), out, model=str(base), minutes=600)

def run(before, told):
    def watched(move):
        def moved(source, target):
            if Path(target).name not in before:
                os.write(told, Path(target).name.encode())
                os.kill(os.getpid(), signal.SIGKILL)
            return move(source, target)
        return moved
    os.replace, Path.rename = watched(os.replace), watched(Path.rename)
    module.finetune(settings, Reporter(), resume=True)

def assert_nothing_broken():
    whole = [path for path in out.rglob("*") if "s2m2-partial" not in str(path)]
    for path in whole:
        if path.suffix == ".safetensors":
            read_model(path)
        elif path.suffix == ".json":
            json.loads(path.read_text(encoding="utf-8"))
    for path in list_checkpoints(out / "training" / "checkpoints"):
        load_checkpoint(path)

before = set()
while True:
    reading, told = os.pipe()
    child = os.fork()
    if child == 0:
        run(before, told)
        os._exit(0)
    os.close(told)
    status = os.waitpid(child, 0)[1]
    name = os.read(reading, 100).decode()
    os.close(reading)
    assert_nothing_broken()
    print(name or "done", flush=True)
    if not name:
        sys.exit(status != 0)
    assert not (out / FINETUNE_RESULT_FILE).exists()
    before.add(name)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither fork nor SIGKILL")
def test_killed_before_each_file_it_goes_on(tmp_path: Path) -> None:
    make_sample(tmp_path, size=700, seed=3)
    out = tmp_path / "out"
    command = [sys.executable, "-c", _RUN, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace")
    assert done.returncode == 0, done.stdout + done.stderr
    before = done.stdout.split()
    assert before[-1] == "done"
    for name in ("lessons.json", "candidate.safetensors", "tuned.safetensors", FINETUNE_RESULT_FILE):
        assert name in before
    assert any(name.endswith(".ckpt") for name in before)
    assert json.loads((out / FINETUNE_RESULT_FILE).read_text(encoding="utf-8"))["steps"] == 2
    assert read_card(out / "tuned.safetensors").history["steps"] == 2
    assert not list(out.rglob("*s2m2-partial*"))
