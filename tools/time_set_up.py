"""Measure how long the plugin's set-up takes, and how large the environment becomes.

python3 tools/time_set_up.py [--wheels FOLDER] [--index ADDRESS] [--pytorch]

This needs QGIS's Python. The environment is made as by the settings dialog, with QGIS's proxy and certificates, and
with the index and the cache of pip's settings; but in a temporary folder, which is removed.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def main() -> None:
    """Make the environment, and print seconds, CPU seconds and megabytes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wheels", type=Path)
    parser.add_argument("--index", default="")
    parser.add_argument("--pytorch", action="store_true")
    options = parser.parse_args()

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.core import QgsApplication

    application = QgsApplication([], False)
    application.initQgis()
    from s2m2_qgis.worker import making, space
    from s2m2_qgis.worker.installer import PackageSource
    from s2m2_qgis.worker.network import Network

    source = PackageSource(options.wheels, options.index, network=Network.of_qgis())
    with tempfile.TemporaryDirectory() as profile:
        folder = Path(profile) / "env"
        begun = time.monotonic()
        problem = making.create_environment(folder, source, options.pytorch, print, lambda: False)
        seconds = time.monotonic() - begun
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(f"{seconds:.1f} s, {used.ru_utime + used.ru_stime:.1f} CPU s, {space.taken_mb([folder])} MB")
    application.exitQgis()
    if problem:
        sys.exit(problem)


if __name__ == "__main__":
    main()
