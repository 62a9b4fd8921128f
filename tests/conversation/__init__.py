"""The conversation, without chat apps: people say things, the assistant answers."""
