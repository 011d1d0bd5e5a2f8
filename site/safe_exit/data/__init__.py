"""The tables of ``content/data``, a room a table."""
