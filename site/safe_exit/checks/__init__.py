"""What has to be true of pages before any is published."""
