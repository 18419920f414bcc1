"""Algorithms that do the plugin's work in the Processing toolbox, in models, in batches and in qgis_process."""
