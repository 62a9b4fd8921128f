"""Running it: the command line, settings, logs, health, the timetable."""
