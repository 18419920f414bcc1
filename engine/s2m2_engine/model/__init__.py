"""Matchers turn a search window and a template into a heatmap over shifts, an offset and its confidence."""
