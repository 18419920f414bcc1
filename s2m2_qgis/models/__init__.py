"""The models: what each is, and the window that manages them."""
