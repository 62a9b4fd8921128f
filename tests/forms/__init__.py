"""Tests of the forms: expressions, import, typed answers, and the engine in conversation."""
