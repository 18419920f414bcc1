"""Measuring matchers: windows with known offsets, metrics, calibration, benchmarks."""
