"""Pairs of one SAR and one optical image: data sets in their published layouts, folders, and georeferenced scenes."""
