"""The four answers to "did it work?"."""

from enum import StrEnum


class Answer(StrEnum):
    """What the counts say of a change, where fewer is better."""

    IMPROVED = "improved"
    WORSE = "worse"
    NOT_PROVEN = "not proven"
    NOBODY_COUNTED = "nobody counted"


def answer_of(low: float, high: float, *, unchanged: float) -> Answer:
    """The answer of an interval: improved if all of it lies below `unchanged`, worse if all of it lies above."""
    if high < unchanged:
        return Answer.IMPROVED
    return Answer.WORSE if low > unchanged else Answer.NOT_PROVEN
