"""A report or a picture turned into a file: PDF, SVG, JSON. No Qt."""
