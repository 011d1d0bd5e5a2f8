"""What a host has to be told: headers and old addresses."""
