"""The one error a user is meant to read."""


class PmoError(Exception):
    """One sentence in the user's language: what happened, why, and what to do now."""
