"""The browser chat, from its address to its looks."""
