"""What is decided of each paragraph, who decides and who agrees, and how words are blacked out. Pure."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from uuid import UUID

from wardmote.information_requests.rules.asking import RequestState
from wardmote.register.rules import Deed, Verb

DECIDE = Deed("information_requests.decide", Verb.ALTER)
UNDO = Deed("information_requests.undo", Verb.ALTER)
REVIEW = Deed("information_requests.review", Verb.ALTER)
ASK_POLICE = Deed("information_requests.ask_police", Verb.ALTER)
MAKE_ANSWER = Deed("information_requests.make_answer", Verb.DISCLOSE)
FETCH_ANSWER = Deed("information_requests.fetch_answer", Verb.DISCLOSE)
SEND_ANSWER = Deed("information_requests.send_answer", Verb.DISCLOSE)
TAKE_BACK_ANSWER = Deed("information_requests.take_back_answer", Verb.ALTER)

BLACKED_OUT = "█████"  # always as wide: how long the words are would tell which they are


class NotDecided(Exception):
    """A refusal: one sentence on why nothing was saved, and one on what to do."""


class NotReady(Exception):
    """An answer that cannot be made yet; the sentence says why."""


class Outcome(StrEnum):
    """What becomes of a paragraph that was found."""

    DISCLOSE = "disclose"
    BLACK_OUT = "disclose with parts blacked out"
    WITHHOLD = "withhold"
    OUTSIDE = "not asked for"

    @property
    def needs_exemption(self) -> bool:
        """Whether something that was asked for is kept back."""
        return self in (Outcome.BLACK_OUT, Outcome.WITHHOLD)


class PoliceAnswer(StrEnum):
    """What the police say of a paragraph that came from them."""

    NO_OBJECTION = "no objection"
    OBJECTION = "objection"


def wanted(typed: str) -> tuple[str, ...]:
    """The words to look for, as they were typed: one or several of them on a line.

    >>> wanted("  the  weir\\n\\nlamp ")
    ('the weir', 'lamp')
    """
    return tuple(filter(None, (" ".join(line.split()) for line in typed.splitlines())))


def words_of_name(name: str) -> tuple[str, ...]:
    """What a person may be called in the record: the whole name, and the surname.

    >>> words_of_name("Ada Example"), words_of_name("Ada")
    (('Ada Example', 'Example'), ('Ada',))
    """
    return tuple(dict.fromkeys((name, name.split()[-1])))


def _pattern(phrase: str) -> re.Pattern[str]:
    """The phrase as whole words, whatever the capitals and the spaces between them."""
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, phrase.split())) + r"(?!\w)", re.IGNORECASE)


def holds(text: str, phrases: Iterable[str]) -> bool:
    """Whether one of the phrases stands in a text, from the beginning of a word on: an ending does not hide one.

    >>> holds("The lamps of Cobbler\\nRow", ["lamp"]), holds("The lamps of Cobbler\\nRow", ["cobbler row"])
    (True, True)
    >>> holds("The clamp", ["lamp"])
    False
    """
    return any(re.search(r"(?<!\w)" + r"\s+".join(map(re.escape, p.split())), text, re.IGNORECASE) for p in phrases)


def blacked_out(text: str, phrases: Sequence[str]) -> str:
    """The text with each of the phrases replaced by a block of one width, wherever it stands as whole words.

    >>> blacked_out("Mr Oak met Mrs Oak and Oakley.", ["Mrs Oak", "oak"])
    'Mr █████ met █████ and Oakley.'
    """
    for phrase in sorted(phrases, key=len, reverse=True):
        text = _pattern(phrase).sub(BLACKED_OUT, text)
    return text


def must_stand_in(phrases: Sequence[str], text: str) -> None:
    """Go on only if there are words to black out, and each of them stands in the text.

    Raises:
        NotDecided: there are none, or one does not.
    """
    if not phrases:
        raise NotDecided("Give the words to black out, one to a line. Nothing was saved.")
    for phrase in phrases:
        if not _pattern(phrase).search(text):
            raise NotDecided(f"“{phrase}” does not stand there. Nothing was saved. Copy whole words as they are.")


def left_standing(phrases: Iterable[str], texts: Iterable[str]) -> str:
    """The first phrase that still stands in one of the texts; empty if none does.

    >>> left_standing(["Oak"], ["Mr █████ came.", "Mrs OAK left."]), left_standing(["Oak"], ["The oaken door"])
    ('Oak', '')
    """
    kept = list(texts)
    return next((p for p in phrases if any(_pattern(p).search(text) for text in kept)), "")


def must_be_second(decided_by: UUID | None, viewer: UUID | None) -> None:
    """Go on only if somebody else agrees than who decided.

    Raises:
        NotDecided: it is the same person, or nobody is known.
    """
    if viewer is None or decided_by == viewer:
        raise NotDecided("You decided this yourself. Nothing was saved. A second person has to agree.")


def must_have_asked_police(outcome: Outcome, *, from_police: bool, answered: bool) -> None:
    """Go on only if nothing that came from the police goes out before they were heard.

    Raises:
        NotDecided: the police have not answered.
    """
    if from_police and not answered and outcome in (Outcome.DISCLOSE, Outcome.BLACK_OUT):
        raise NotDecided("This came from the police. Nothing was saved. Ask them, and note their answer first.")


def state_of(
    *, found: int, decided: int, agreed: int, looked: bool, closed: bool, made: bool, sent: bool, taken_back: bool
) -> RequestState:
    """How far a request is, counted over what the viewer sees; `closed` if there is more that they do not see.

    >>> told = {"looked": True, "closed": False, "made": False, "sent": False, "taken_back": False}
    >>> [state_of(found=2, decided=d, agreed=a, **told).value for d, a in ((1, 1), (2, 1), (2, 2))]
    ['being decided', 'with the reviewer', 'ready to be answered']
    """
    if taken_back:
        return RequestState.TAKEN_BACK
    if sent:
        return RequestState.ANSWERED
    if made:
        return RequestState.MADE
    if not looked:
        return RequestState.NOTED
    if decided < found:
        return RequestState.DECIDING
    return RequestState.REVIEW if agreed < found or closed else RequestState.READY
