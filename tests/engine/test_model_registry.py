"""Finding matchers by name."""

from __future__ import annotations

import pytest

from s2m2_engine import load_matcher
from s2m2_engine.errors import InputError
from s2m2_engine.model.registry import list_models


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
