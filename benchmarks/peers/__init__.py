"""Two bare bots that ask five things and keep their place durably: what ours is measured against."""
