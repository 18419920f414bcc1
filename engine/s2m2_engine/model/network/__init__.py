"""The S2M2 network: backbone, cross-modal enhancement, heatmaps. Needs torch; nothing outside imports it on start."""
