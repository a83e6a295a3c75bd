"""The canvas: the picture of an option that is edited in place."""
