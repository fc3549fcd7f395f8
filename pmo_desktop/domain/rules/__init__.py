"""Rules: dates, numbers and ratings in, numbers and frozen answers out. Each module names its source."""
