"""One file or folder per chat app: how to read a payload, how to send, what it can do."""
