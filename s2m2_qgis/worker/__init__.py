"""The connection to the engine: a worker process, the Python that runs it, and failures."""
