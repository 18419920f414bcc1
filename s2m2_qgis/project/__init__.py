"""Layers, files, groups and results in the QGIS project."""
