"""What the office does for others: its catalogue, its mix and what it costs each customer."""
