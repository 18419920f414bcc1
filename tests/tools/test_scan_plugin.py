"""The scanners find what they should: a check that never fails would be none."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("bandit")
pytest.importorskip("detect_secrets")

import scan_plugin


@pytest.mark.slow
def test_findings_are_named_with_their_place(tmp_path: Path) -> None:
    bad = tmp_path / "bad.py"
    key = "AKIA" + "IOSFODNN7EXAMPLE"
    bad.write_text(f'import subprocess\n\nKEY = "{key}"\nsubprocess.run("ls", shell=True)\nyaml = eval(input())\n')
    (tmp_path / "good.py").write_text("X = 1\n")
    found = scan_plugin.bandit_findings(tmp_path)
    assert [line.split(" ")[0] for line in found] == ["bad.py:5:"]
    assert "eval" in found[0] or "B307" in found[0]
    (secret,) = scan_plugin.secrets_found(tmp_path)
    assert secret.startswith("bad.py:3: ")
