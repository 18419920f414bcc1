"""Rasters: opening them with GDAL, their georeference, reading them on the common grid, and copying them."""
