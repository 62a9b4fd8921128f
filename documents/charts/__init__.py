"""Owns pictures of figures, as PNG."""
