"""Pages, how they hang together, and how one is shown."""
