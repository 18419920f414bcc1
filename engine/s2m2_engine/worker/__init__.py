"""The process that the QGIS plugin talks to: JSON lines on stdin and stdout."""
