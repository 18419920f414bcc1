"""Runs the scanners of plugins.qgis.org, Bandit and detect-secrets, over what the plugin's zip holds.

    python tools/scan_plugin.py

The site refuses uploads with findings of these. Lines that are sound say so by the scanners' own comments (`nosec` with
the number of the rule, `pragma: allowlist secret`), each with a reason beside it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from package import stage

ROOT = Path(__file__).resolve().parents[1]


def bandit_findings(folder: Path) -> list[str]:
    """Findings of Bandit of medium or high severity, a line each."""
    command = [sys.executable, "-m", "bandit", "-q", "-r", "-f", "json", "--severity-level", "medium", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    found = [
        f"{_inside(one['filename'], folder)}:{one['line_number']}: {one['test_id']} {one['issue_text']}"
        for one in report["results"]
    ]
    return found + [f"{one['filename']}: {one['reason']}" for one in report["errors"]]


def secrets_found(folder: Path) -> list[str]:
    """Findings of detect-secrets, a line each. The lock files of packages consist of hashes and are left out."""
    command = [sys.executable, "-m", "detect_secrets", "scan", "--all-files", "--exclude-files", "/locks/", "."]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)
    results = json.loads(done.stdout)["results"]
    return [f"{path}:{one['line_number']}: {one['type']}" for path, found in results.items() for one in found]


def _inside(path: str, folder: Path) -> str:
    return Path(path).relative_to(folder).as_posix()


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "s2m2_qgis"
        stage(ROOT, folder)
        findings = bandit_findings(folder) + secrets_found(folder)
    for finding in findings:
        print(finding, file=sys.stderr)
    print(f"Bandit and detect-secrets: {len(findings) or 'no'} findings in the plugin.")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
