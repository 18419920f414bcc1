"""PyTorch that is damaged is named where it is needed, and does not matter where it is not."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

import pytest

from s2m2_engine.model import torch_support

# In a process of its own: a half-loaded package would stay in this one.
_CODE = """
from s2m2_engine.errors import InputError
from s2m2_engine.model import torch_support
torch_support._may_have_graphics_card = lambda: True
print(torch_support.has_torch(), torch_support.finds_graphics_card())
print(torch_support.pytorch_damage())
try:
    torch_support.require_torch("The model alps")
except InputError as error:
    print(error.code, error)
"""


@pytest.mark.parametrize("lacks", ["all files", "a library"])
def test_a_damaged_pytorch_is_named_where_it_is_needed_only(lacks: str, tmp_path: Path) -> None:
    (tmp_path / "torch").mkdir()
    (tmp_path / "torch" / "__init__.py").write_text(
        "raise OSError('libtorch.so: cannot open')\n" if lacks == "a library" else ""
    )
    variables = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", _CODE], env=variables, capture_output=True, text=True, check=True)
    found, told, named = done.stdout.splitlines()
    assert found == "True False"
    assert named.startswith("no_torch The model alps needs PyTorch, which ")
    why = "libtorch.so: cannot open" if lacks == "a library" else "No module named 'torch.cuda'"
    assert why in named
    assert told == f"PyTorch is damaged ({why}): the processor matches, and no graphics card is used."


def test_a_pytorch_without_its_description_finds_no_graphics_card(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_description() -> bool:
        raise importlib.metadata.PackageNotFoundError("torch")

    monkeypatch.setattr(torch_support, "has_torch", lambda: True)
    monkeypatch.setattr(torch_support, "_may_have_graphics_card", no_description)
    assert not torch_support.finds_graphics_card()
