"""A procedural landscape and its two renderings: a pair whose misalignment is known."""
