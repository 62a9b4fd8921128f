"""The process and the chat apps: outermost, nobody imports it."""
