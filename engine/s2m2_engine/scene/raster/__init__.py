"""Rasters as GDAL reads them: opened, placed on the ground, read on the common grid, and copied."""
