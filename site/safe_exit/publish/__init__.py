"""The app becomes files that a host serves."""
