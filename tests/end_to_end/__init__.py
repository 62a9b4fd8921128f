"""The real program as processes of its own, over real sockets, with a double of Telegram."""
