"""The browser chat: the embedded default, and the way in when a chat app is blocked."""
