"""Tests of reading and writing Vietnamese numbers, days, times and words."""
