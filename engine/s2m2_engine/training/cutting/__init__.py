"""Where training pairs come from, how windows are cut out of them, and in which order. Needs no torch but `batches`."""
