"""The value of an office: its cost against what is better with it, and what projects are chosen by."""
