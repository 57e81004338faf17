"""Who is to do it: the words for a person, a post or a body that stand before a verb."""

import re
from functools import lru_cache

from wardmote.documents.statements.sentence import words_of
from wardmote.documents.statements.vocabulary import ACTOR_BEFORE, NOT_ACTORS, OURS, PRONOUN_BEFORE, STRONG_ACTOR

WINDOW = 140  # how far back an actor may begin
LEADING_WORDS = re.compile(
    r"^(?:(?:action(?:ed)?(?: agreed| point)?|agreed?|resolved|that|and|also|so|then|but|therefore|"
    r"while|which|if|as|when|for|once|"
    r"update|response|decision|further|subsequently|accordingly|in future|where|because|although)\b[\s:,-]*)+",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)  # several rules ask about the same place
def actor_before(text: str, at: int, *, pronouns: bool = True) -> str | None:
    """The actor whose words end at that place, as written; None if it is a thing or nothing.

    >>> actor_before("A hedge is overgrown - the Town Clerk to write", 37)
    'the Town Clerk'
    >>> actor_before("There is a plan to write", 15) is None
    True
    """
    before = text[max(0, at - WINDOW) : at]
    if pronouns and (found := PRONOUN_BEFORE.search(before)):
        return words_of(found["actor"])
    found = ACTOR_BEFORE.search(before)
    if not found:
        return None
    actor = words_of(LEADING_WORDS.sub("", found["actor"]))
    first, comma, rest = (actor or "").partition(", ")
    apart = STRONG_ACTOR.search(rest) or re.fullmatch(r"[A-Z]{2,3}", rest)  # "at Mill Green, AV will …"
    nobody = comma and (first.split()[-1].lower() in NOT_ACTORS or first.islower())
    if nobody or (comma and apart and not STRONG_ACTOR.search(first) and not re.fullmatch(r"[A-Z]{2,3}", first)):
        actor = rest  # "by 1 May, the Clerk will …"
    if actor is None or _head(actor) in NOT_ACTORS or re.search(r"\([^)]*$", actor):
        return None
    return actor


@lru_cache(maxsize=2048)
def is_strong(actor: str, people: tuple[str, ...]) -> bool:
    """Whether the words are surely of a person, a post or a body: a title, a role, or a name of the attendance."""
    return bool(STRONG_ACTOR.search(actor)) or any(_shares_name(actor, person) for person in people)


@lru_cache(maxsize=2048)
def is_ours(actor: str, people: tuple[str, ...]) -> bool:
    """Whether the words are of somebody whom the meeting can give a task: a person by title or name, or its clerk.

    >>> is_ours("the Town Clerk", ()), is_ours("the water company", ()), is_ours("Sgt Oak", ())
    (True, False, True)
    """
    initials = re.fullmatch(r"[A-Z]{2,3}(?:\s*(?:[/&+,]|and)\s*[A-Z]{2,3})*", actor)
    return bool(OURS.search(actor) or initials) or any(_shares_name(actor, person) for person in people)


def initials_known(actor: str, people: tuple[str, ...]) -> bool:
    """Whether the words are initials of people of the attendance.

    >>> initials_known("AV/BM", ("Ann Vane", "Cllr B Moss")), initials_known("NCC", ("Ann Vane",))
    (True, False)
    """
    parts = re.findall(r"[A-Z]{2,4}", actor)
    if not parts or not re.fullmatch(r"[A-Z]{2,4}(?:\s*(?:[/&+,]|and)\s*[A-Z]{2,4})*", actor):
        return False
    ours = {"".join(word[0] for word in person.split() if word[0].isupper()) for person in people}
    return all(any(known.endswith(part) for known in ours) for part in parts)


def _head(actor: str) -> str:
    bare = re.sub(r"\s*\([^)]*\)$", "", actor)
    bare = re.sub(r"\s+(?:of|for|from|at)\s+.*$", "", bare)
    return (bare.split() or [""])[-1].lower().strip("’'.,")


def _shares_name(actor: str, person: str) -> bool:
    ours = {word for word in re.findall(r"[A-Z][\w’'-]{2,}", actor)}
    return bool(ours & set(re.findall(r"[A-Z][\w’'-]{2,}", person)))
