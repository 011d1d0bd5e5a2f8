"""What an editor has open while writing, on loopback alone."""
