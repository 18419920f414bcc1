"""Where the project and the helpers that run as programs of their own lie; for every interpreter."""

from __future__ import annotations

from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parents[2]
FAKE_WORKER = Path(__file__).with_name("fake_worker.py")
DESKTOP_DRIVER = Path(__file__).with_name("desktop_driver.py")
