"""The fine-tuning window: pairs, curves, and the outcome of a run."""
