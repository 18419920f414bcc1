"""What only researchers run: baselines, robustness, claims of the paper, labels refined in rounds.

Neither the plugin's zip nor the wheel holds this package.
"""
