"""What is fitted to tie points: the transform that they agree on, its accuracy, and whether to trust it."""
