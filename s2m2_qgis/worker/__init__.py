"""How the plugin reaches the engine: a worker process, the Python that runs it, and what may fail."""
