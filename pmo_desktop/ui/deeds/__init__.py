"""What can be done with one record beyond editing its fields: each asks for what it needs, then does it in one step."""
