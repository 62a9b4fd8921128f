"""Tests of bot/: the chat apps and what goes in and out."""
