"""Scenes: two rasters in; tie points, a transform, its accuracy and a corrected raster out."""
