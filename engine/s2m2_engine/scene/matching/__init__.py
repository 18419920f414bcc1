"""Places and matches templates over a whole scene, from coarse to fine."""
