"""Matchers: from a search window and a template to a heatmap over shifts, an offset and its certainty."""
