"""Tests of storage/: what is kept, on SQLite and on PostgreSQL."""
