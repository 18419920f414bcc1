"""Templates placed and matched over a whole scene, coarse and fine."""
