"""What is behind a password: read, made, locked, shown."""
