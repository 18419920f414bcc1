"""Studies for researchers: baselines, robustness, claims of the paper, and label refinement in rounds.

Neither the plugin's zip nor the wheel holds this package.
"""
