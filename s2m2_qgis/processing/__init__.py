"""The same work in the Processing toolbox, in models, in batch and from qgis_process."""
