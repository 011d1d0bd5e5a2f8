"""Markdown in ``content/`` becomes a static site that can be left in one tap."""

__version__ = "0.2.0"
