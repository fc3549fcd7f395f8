"""Returns: what project managers are sent for a period, and the answers they send back, to accept field by field."""
