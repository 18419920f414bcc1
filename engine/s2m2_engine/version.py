"""The version of engine and plugin: they are released together. `metadata.txt` carries the same number."""

__version__ = "0.1.0"
