"""Cuts windows out of training pairs, in a reproducible order. Only `batches` needs torch."""
