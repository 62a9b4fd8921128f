"""The commands of the command line: `add_to(commands)` and what it does. `form_*` serve `forms`."""
