"""A procedural landscape and its two renderings, which make a SAR-optical pair with a known misalignment."""
