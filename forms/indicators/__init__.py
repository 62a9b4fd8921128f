"""Owns the programme's indicators: their definitions as data, and how they are reckoned."""
