"""Layers, files, groups and results as QGIS knows them."""
