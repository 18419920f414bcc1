"""The colours of verdicts."""

from __future__ import annotations

RELIABLE, UNRELIABLE, FAILED = "reliable", "unreliable", "failed"

# Colours on a light and on a dark background. They are readable, and distinguishable for colour-blind users.
COLOURS = {RELIABLE: ("#0f6b77", "#5fd0de"), UNRELIABLE: ("#a84b00", "#ffb066"), FAILED: ("#4d4d4d", "#bdbdbd")}
