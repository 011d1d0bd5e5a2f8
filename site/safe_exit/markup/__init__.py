"""The text of one page becomes safe HTML."""
