"""What changed between two periods, or since any moment."""
