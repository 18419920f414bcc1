"""Judging and editing the tie points of a match: on the map, in a table, and in views of single places."""
