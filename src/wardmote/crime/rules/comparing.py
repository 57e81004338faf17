"""What may be kept of published figures, by whom, and which sentences are claims of figures."""

from enum import StrEnum

from wardmote.register.rules import Deed, Verb, Viewer

CHOOSE_AREA = Deed("crime.choose_area", Verb.ALTER)
FREEZE_SET = Deed("crime.freeze_set", Verb.COLLECT)
CHECK_CLAIM = Deed("crime.check_claim", Verb.COMBINE)
SEND_CHECK = Deed("crime.send_check", Verb.DISCLOSE)
REPLY = Deed("crime.reply", Verb.COLLECT)
MARK = Deed("crime.mark", Verb.ALTER)

LONGEST_NAME = 80
LONGEST_REASON = 500
LONGEST_REPLY = 1000
FIRST_DAYS = 3  # for so long only its author sees a check that was sent: our own choice


class CheckState(StrEnum):
    """How far the check of a claim has come. Its author hears of it first."""

    KEPT = "kept"
    SENT = "sent to its author"
    ANSWERED = "answered"


class NotDone(Exception):
    """A refusal: what is wrong, that nothing was saved, and what to do. `field` says where it stands on the form."""

    def __init__(self, words: str, field: str | None = None) -> None:
        super().__init__(words)
        self.field = field


def must_choose(viewer: Viewer) -> None:
    """Go on only for who may say what the town is and what it is compared with: the clerk or the police.

    Raises:
        NotDone: somebody else asks.
    """
    if not (viewer.keeps_record or viewer.police):
        raise NotDone("Only the clerk or the police can do this. Nothing was saved. Ask the clerk to do it for you.")


def one_line(words: str, *, longest: int, what: str, field: str) -> str:
    """Words on one line.

    >>> one_line("  the  towns ", longest=20, what="name", field="name")
    'the towns'

    Raises:
        NotDone: they are missing or too long.
    """
    tidy = " ".join(words.split())
    if not tidy:
        raise NotDone(f"The {what} is missing. Nothing was saved.", field)
    if len(tidy) > longest:
        raise NotDone(f"The {what} is longer than {longest} letters. Nothing was saved. Shorten it.", field)
    return tidy
