"""The commands of the command line, one file each: `add_to(commands)` and what it does."""
