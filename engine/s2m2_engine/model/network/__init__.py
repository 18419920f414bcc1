"""The S2M2 network: backbone, cross-modal enhancement, heatmaps. It needs torch, so it is imported only when used."""
