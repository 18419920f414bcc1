"""Many pairs: a manifest is read and checked, the workers of Dask match its pairs, and the results become a table."""
