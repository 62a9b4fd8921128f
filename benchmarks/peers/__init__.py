"""Two bare bots of five steps that keep their place durably: what ours is measured against."""
