"""Measurements of the real program, against bare bots of two libraries in the same run."""
