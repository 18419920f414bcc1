"""The fine-tuning window: pairs, curves, and what came of a run."""
