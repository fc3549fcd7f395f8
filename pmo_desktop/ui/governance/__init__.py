"""Who decides, when they meet, and the way of a problem upwards."""
