"""The database: tables, and functions that take a session first and never commit."""
