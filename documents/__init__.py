"""Figures and facts -> files. Pure."""
