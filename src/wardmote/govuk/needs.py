"""A refusal that belongs to one box of a form. Pure, so that rules may raise it."""


class Needs(Exception):
    """Something is missing or cannot be so: the sentence says what, and `field` in which box. Nothing was stored."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field
