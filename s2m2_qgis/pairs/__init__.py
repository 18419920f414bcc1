"""Pairs of SAR and optical rasters: chosen one by one, or found in folders, groups and earlier matches."""
