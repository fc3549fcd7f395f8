"""What a PMO keeps, and what follows from it."""
