"""Measuring matchers on windows with known offsets: metrics, calibration and benchmarks."""
