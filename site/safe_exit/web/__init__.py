"""A folder as one checked value, and the app that answers with it."""
