"""XLSForm definitions and the engine that runs them in a chat. Pure."""
