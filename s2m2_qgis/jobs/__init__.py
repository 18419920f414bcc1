"""Tasks, the calls that they make, and the inputs that are captured for them in the main thread."""
