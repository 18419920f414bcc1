"""The result of a match, and the files that hold it."""
