"""Who can help or hinder, where they stand, and what they have signed."""
