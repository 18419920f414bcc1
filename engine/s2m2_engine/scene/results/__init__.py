"""What a match gives, and the files that hold it."""
