"""The models: their descriptions, and the window that manages them."""
