"""The time that files say they were made at. SOURCE_DATE_EPOCH sets it, so that equal runs give equal bytes.

The variable holds seconds since 1970 (https://reproducible-builds.org/specs/source-date-epoch/).
"""

from __future__ import annotations

import os
from datetime import datetime, timezone


def fixed_time() -> datetime | None:
    """The time of SOURCE_DATE_EPOCH; None if it is not set to a time."""
    try:
        return datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), timezone.utc)
    except (KeyError, ValueError, OverflowError, OSError):
        return None


def time_of_making() -> str:
    """The time now, or that of SOURCE_DATE_EPOCH, ISO 8601 in UTC: "2026-11-28T09:30:00+00:00"."""
    return (fixed_time() or datetime.now(timezone.utc)).isoformat(timespec="seconds")
