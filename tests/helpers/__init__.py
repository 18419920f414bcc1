"""What tests share. Nothing here is a test; each module says which interpreter can import it."""
