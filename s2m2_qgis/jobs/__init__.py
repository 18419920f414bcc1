"""What runs: tasks, the calls that they make, and what is captured for them in the main thread."""
