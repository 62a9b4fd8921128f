"""Measurements of the reminders: who is missing, the minute's look, the fan-out's pace."""

from datetime import date

DAY = date(2026, 11, 27)  # of what is measured on a clock that stands: a Friday, 7 days before due
