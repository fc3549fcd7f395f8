"""The one error a user is meant to read."""


class PmoError(Exception):
    """One sentence in the user's language: what happened, why, and what to do now.

    `field` names the field at fault, if it is one, so that a form can say it there.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field
