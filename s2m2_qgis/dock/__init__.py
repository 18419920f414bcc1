"""The S2M2 dock: choose two layers, see whether Match is ready, read the result, correct."""
