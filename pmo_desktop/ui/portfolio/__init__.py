"""The portfolio: balance, priorities, coverage, capacity, dependencies, roadmap."""
