"""Finding matchers by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from s2m2_engine import load_matcher
from s2m2_engine.errors import InputError
from s2m2_engine.model import registry
from s2m2_engine.model.registry import KeptMatcher, list_models


def test_every_listed_model_loads_and_is_named_as_listed() -> None:
    for description in list_models():
        matcher = load_matcher(description.name)
        assert matcher.name == description.name
        assert matcher.sha256 == description.sha256
        assert len(matcher.sha256) == 64
        assert matcher.device == "cpu"
        assert description.description


def test_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(InputError, match="nonesuch") as error:
        load_matcher("nonesuch")
    assert error.value.code == "no_such_model"
    assert "structure" in error.value.hint


@pytest.mark.parametrize("device", ["cuda", "mps", "cuda:0", "quantum"])
def test_other_devices_are_refused(device: str) -> None:
    with pytest.raises(InputError, match="CPU") as error:
        load_matcher("structure", device)
    assert error.value.code == "no_such_device"


def test_a_kept_matcher_is_loaded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptMatcher()
    first = kept.load("structure", "cpu")
    monkeypatch.setattr(registry, "load_matcher", lambda *_: pytest.fail("it was there already"))
    assert kept.load("structure", "cpu") is first


def test_a_model_file_that_was_replaced_is_loaded_again(tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from s2m2_engine.model.model_file import write_model
    from s2m2_engine.model.network.configuration import preset
    from s2m2_engine.model.network.s2m2 import S2M2Network

    path, kept, seen = tmp_path / "model.safetensors", KeptMatcher(), []
    for seed in (0, 1):
        torch.manual_seed(seed)
        network = S2M2Network(preset("s2m2-small"))
        write_model(path, network.configuration, network.state_dict(), "model", "random weights")
        matcher = kept.load(str(path), "cpu")
        assert kept.load(str(path), "cpu") is matcher
        seen.append(matcher.sha256)
    assert seen[0] != seen[1]
    assert kept.load("structure").name == "structure"
    path.unlink()
    with pytest.raises(InputError):
        kept.load(str(path), "cpu")
