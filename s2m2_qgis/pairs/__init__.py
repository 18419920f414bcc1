"""Which rasters belong together, found one by one or in folders, groups and earlier matches."""
