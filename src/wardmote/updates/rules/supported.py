"""Which sentences the record cannot support: a name, an address, a count of one, a bare comparison. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from wardmote.documents.names import COUNCILLOR, HONORIFIC, OFFICE, PART, RANK, SHORT_NAME
from wardmote.documents.tree import Context, StatementKind
from wardmote.places.rules import LAST_WORDS
from wardmote.updates.rules.form import ANSWER_BLANK, LineDraft, Typed


class DoubtKind(StrEnum):
    """What is wrong with a sentence."""

    NAME = "name"
    ADDRESS = "address"
    PREMISES = "premises"
    PERHAPS_NAME = "perhaps a name"
    ONE = "one"
    COMPARISON = "comparison"
    FIGURES = "figures"
    NOBODY = "nobody"

    @property
    def never(self) -> bool:
        """Whether such a sentence is never taken, not even as confidential.

        A name, an address or the name of premises beside crime is criminal-offence data (UK GDPR, Article 10). The
        panel needs none of it, has no gateway to receive it by, and what it does not hold it cannot lose.
        """
        return self in {DoubtKind.NAME, DoubtKind.ADDRESS, DoubtKind.PREMISES}

    @property
    def why(self) -> str:
        """What is wrong, for whoever wrote it."""
        return _WHY[self][0]

    @property
    def instead(self) -> str:
        """What may be said instead."""
        return _WHY[self][1]


_WHY = {
    DoubtKind.NAME: ("It names a person, or what leads to one.", "Say what happened, without who."),
    DoubtKind.ADDRESS: ("It gives an address.", "Say in which part of town, without a number."),
    DoubtKind.PREMISES: ("It names premises.", "Say what kind of premises, and what it was about."),
    DoubtKind.PERHAPS_NAME: (
        "It reads like the name of a person.",
        "If it is one, leave it out. If it is a place or an operation, send it as it stands.",
    ),
    DoubtKind.ONE: ("It counts one: in a small town, one is somebody.", "Say “1-4”, or “some”."),
    DoubtKind.COMPARISON: (
        "It compares, and does not say with what.",
        "Use a figure that is ready above, or say with which town, and over which months.",
    ),
    DoubtKind.FIGURES: ("The published figures do not bear it out.", "Use a figure that is ready above."),
    DoubtKind.NOBODY: (
        "It says that there was none, and no line of the form says so.",
        "Tick the nil return or give the band 0, if you have looked it up.",
    ),
}


@dataclass(frozen=True, slots=True)
class Known:
    """The names of places that the record has: no persons. Those of premises are not to be told."""

    places: frozenset[str] = frozenset()
    premises: frozenset[str] = frozenset()


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence that cannot be supported: in which blank, what is wrong, and the words that say so.

    `figures` is what the published figures say of it, and what may be said instead, where it compares.
    """

    key: str
    sentence: str
    kind: DoubtKind
    found: str
    figures: str = ""

    @property
    def words(self) -> str:
        """As its author is told.

        >>> Doubt("more", "A man was arrested.", DoubtKind.ONE, "A man").words
        '“A man was arrested.” It counts one: in a small town, one is somebody. Say “1-4”, or “some”.'
        """
        return " ".join(filter(None, [f"“{self.sentence}”", self.kind.why, self.kind.instead, self.figures]))


# Whoever holds an office is named by it in public life; their names are blotted out before names are looked for.
_IN_OFFICE = re.compile(rf"\b(?:{RANK}|{COUNCILLOR}|{OFFICE})\s*(?:{HONORIFIC}\s*)?(?:{SHORT_NAME})")
_NAMED = re.compile(
    rf"\b{HONORIFIC}\s*(?:{SHORT_NAME})"
    rf"|\b(?:named|called|known\s+as)\s+(?:{SHORT_NAME})"
    rf"|\b(?:child|boy|girl|pupil|student|youth|teenager|son|daughter|brother|sister|mother|father|resident|victim"
    rf"|suspect|offender|man|woman)(?:,|\s+of\s+\d+,?)?\s+(?:{PART})"
    r"|\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b"  # a number plate
)
_WAY = "|".join(sorted(word.capitalize() for word in LAST_WORDS))
_ADDRESS = re.compile(
    r"\b(?:[Ff]lat|[Aa]partment|[Rr]oom|[Hh]ouse)\s+(?:number\s+)?\d+\w?\b"
    rf"|\b\d{{1,4}}[A-Za-z]?,?\s+(?:[A-Z][\w’'-]+\s+){{1,3}}(?:{_WAY})\b"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b"
)
_PREMISES = re.compile(
    r"\b(?:[Tt]he\s+)?(?:[A-Z][\w’'-]+\s+){1,3}(?:Arms|Inn|Hotel|Tavern|Head|Lion|Swan|Bar|Club|Stores|Wines|Vaults)\b"
)
_PAIR = re.compile(rf"(?<![\w’'-])({PART})[ \xa0]({PART})(?![\w’'-])")
# Words of a pair that is no person: places, operations, offices, and what begins a sentence.
_NO_PERSON_WORDS = """
operation project north south east west high market town local community safer neighbourhood police policing panel
council crime domestic county force force's west mercia the this that these a an our we in on at of and for with
since last next new op school college academy hospital station car clinic centre center library church hall trust
national home office road safety speed watch snap facebook
"""
_NO_PERSON = frozenset(_NO_PERSON_WORDS.split()) | frozenset(LAST_WORDS)
_ONE = re.compile(
    r"\b(?:only|just)\s+(?:one|1)\b"
    r"|\b(?:one|1|a\s+single|an?)\s+(?:\d+[- ]year[- ]old\s+|[a-z]+\s+)?(?:man|woman|male|female|youth|boy|girl|child"
    r"|person|individual|resident|victim|suspect|offender|juvenile|teenager|adult|household|family|pupil)\b"
    r"|\b(?:one|1|a\s+single)\s+(?:[a-z]+\s+){0,2}(?:arrest|plan|referral|warrant|case|address|home)\b",
    re.IGNORECASE,
)
# "Comparative town" says with which as little as nothing does; a name has a capital, a time its word.
_NAMED_COMPARATOR = re.compile(r"\b[A-Z]|\d{4}|\b(?:last|previous|year|month|quarter|before|ago)\b")
_NOBODY = re.compile(
    r"\b(?:nobody|no[- ]one|none|nothing|nil)\b|\bno\s+(?:[a-z]+\s+){0,3}(?:callers?|locations?|address(?:es)?|plans?"
    r"|arrests?|reports?|complaints?|concerns?|incidents?|referrals?|problems?)\b",
    re.IGNORECASE,
)
_SAID_ELSEWHERE = (
    ("nil_demand", "on", re.compile(r"caller|location|address|demand", re.IGNORECASE)),
    ("plans", "0", re.compile(r"plan|cuckoo", re.IGNORECASE)),
    ("arrests", "0", re.compile(r"arrest", re.IGNORECASE)),
)


def doubts_of(line: LineDraft, *, typed: Typed, known: Known = NOTHING_KNOWN) -> Iterator[Doubt]:
    """What is wrong with a line that was typed freely.

    What the form itself words (bands, ticks, figures) is supported by what was ticked.
    """
    if not line.free:
        return
    words = _IN_OFFICE.sub("the officer", line.words)
    for kind, found in _found(words, line.key, typed, known):
        yield Doubt(line.key, line.words, kind, found)


def _found(words: str, key: str, typed: Typed, known: Known) -> Iterator[tuple[DoubtKind, str]]:
    if named := _NAMED.search(words):
        yield DoubtKind.NAME, named[0]
    if address := _ADDRESS.search(words):
        yield DoubtKind.ADDRESS, address[0]
    premises = _premises_in(words, known) if key == "premises_themes" else ""
    if premises:
        yield DoubtKind.PREMISES, premises
    if not named and not premises and (pair := _pair_in(words, known)):
        yield DoubtKind.PERHAPS_NAME, pair
    if one := _ONE.search(words):
        yield DoubtKind.ONE, one[0]
    if _compares_barely(words):
        yield DoubtKind.COMPARISON, words
    answers = key.startswith(ANSWER_BLANK)  # that there was none may be the very answer
    if (
        not answers
        and (none := _NOBODY.search(words))
        and not any(typed.get(blank) == value and about.search(words) for blank, value, about in _SAID_ELSEWHERE)
    ):
        yield DoubtKind.NOBODY, none[0]


def _premises_in(words: str, known: Known) -> str:
    found = _PREMISES.search(words)
    if found:
        return found[0]
    return next((name for name in known.premises if re.search(rf"\b{re.escape(name)}\b", words, re.IGNORECASE)), "")


def _pair_in(words: str, known: Known) -> str:
    places = {word for name in known.places for word in name.casefold().split()}
    for pair in _PAIR.finditer(words):
        if not {one.casefold() for one in pair.groups()} & (_NO_PERSON | places):
            return pair[0]
    return ""


def _compares_barely(words: str) -> bool:
    """Whether the notes' own reader finds a claim in it that names neither a town nor a time to compare with."""
    # Here, because the reader's patterns take longer to build than all the rest.
    from wardmote.documents.statements import statements_in

    read = statements_in(words, at=0, context=Context())
    claims = (one for one in read if one.kind is StatementKind.CLAIM)
    return any(not _NAMED_COMPARATOR.search(one.comparator or "") for one in claims)
