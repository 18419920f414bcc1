"""Fitting to tie points: the transform that they agree on, its accuracy, and whether the match is reliable."""
