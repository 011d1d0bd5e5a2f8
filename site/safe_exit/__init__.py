"""Markdown in ``content/`` becomes a static site that can be left in one tap."""
