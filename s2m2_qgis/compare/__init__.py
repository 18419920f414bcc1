"""Comparing two layers on the map, and a corrected layer that is not written yet."""
