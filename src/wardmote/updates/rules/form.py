"""The form itself: one list of its blanks, for the page, for the Word file, and for reading either. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wardmote.documents.sentences import sentences_in
from wardmote.figures.statistics import Band
from wardmote.govuk.words import long_date, short_date
from wardmote.updates.rules.update import Asked, FormContext, Live, NilKind, Part, ReferralKind

Typed = Mapping[str, str]  # what was typed in each blank, by its key; what was left empty is missing or empty


class BlankKind(StrEnum):
    """How a blank is filled in."""

    LINE = "line"
    WORDS = "words"
    TICK = "tick"
    CHOICE = "choice"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Blank:
    """One place to fill in. The key is of small letters, digits and `_`, 33 at most: it names a bookmark."""

    key: str
    label: str
    kind: BlankKind
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form with its blanks; `notes` are sentences that stand before them."""

    part: Part | None  # none: who fills it in
    title: str
    notes: tuple[str, ...]
    blanks: tuple[Blank, ...]


BANDS = tuple((band.value, band.value) for band in Band)
ASK_STATES = (
    ("done", "Done"),
    ("in progress", "In progress"),
    ("waiting", "Waiting for others"),
    ("not done", "Not done"),
)
LIVES = ((Live.YES.value, "Yes"), (Live.NO.value, "No"), (Live.UNKNOWN.value, "Not known"))
COMING = (("comes", "Comes"), ("apologies", "Sends apologies"), ("not known", "Not known yet"))
NO_FIGURES = "No figures are loaded."
ANSWERED = "What you write here is the answer, said by you. It goes to the council when you send the form."
NO_QUESTION = "No question is open."
ANSWER_BLANK = "answer_"
NO_PERSON = "No names, no addresses, nothing that tells who it is."
SAID_BY = Blank("said_by", "Your name and rank", BlankKind.LINE, "As the notes should have it: “Inspector Oak”.")


def sections(about: FormContext) -> tuple[Section, ...]:
    """The form for one meeting, part by part."""
    return (
        Section(None, "Who tells it", (), (SAID_BY,)),
        _asks(about),
        _questions(about),
        _figures(about),
        Section(
            Part.TEAM,
            Part.TEAM.words,
            about.posts or ("No post is in the record yet.",),
            (Blank("posts", "What has changed", BlankKind.WORDS, "Who joined, left, acts or covers. Empty: nothing."),),
        ),
        Section(
            Part.NIL,
            Part.NIL.words,
            ("Tick only what you have looked up. No tick says nothing.",),
            (
                Blank("nil_demand", NilKind.DEMAND.words, BlankKind.TICK),
                Blank("nil_from", "From which day", BlankKind.DAY, f"If empty: {long_date(about.since_on)}."),
                Blank("nil_until", "Until which day", BlankKind.DAY, f"If empty: {long_date(about.until_on)}."),
            ),
        ),
        Section(
            Part.PLANS,
            Part.PLANS.words,
            (),
            (Blank("plans", "Plans in place", BlankKind.CHOICE, "A band only: one plan is somebody’s home.", BANDS),),
        ),
        Section(
            Part.PREMISES,
            Part.PREMISES.words,
            (),
            (
                Blank("premises_planned", "Planned", BlankKind.NUMBER),
                Blank("premises_done", "Done", BlankKind.NUMBER),
                Blank("premises_themes", "What they were about", BlankKind.WORDS, "Themes, no premises by name."),
            ),
        ),
        Section(
            Part.REFERRALS,
            Part.REFERRALS.words,
            ("Since the last meeting. No child is named here, nor a school.",),
            tuple(Blank(f"referral_{k.value}", k.words, BlankKind.CHOICE, choices=BANDS) for k in ReferralKind),
        ),
        Section(
            Part.PROCEEDINGS,
            Part.PROCEEDINGS.words,
            (),
            (
                Blank("arrests", "Arrests since the last meeting", BlankKind.CHOICE, choices=BANDS),
                Blank("proceedings", "What may be told of them", BlankKind.WORDS, NO_PERSON),
                Blank("live", "May proceedings be live?", BlankKind.CHOICE, choices=LIVES),
            ),
        ),
        Section(
            Part.OFFICERS,
            Part.OFFICERS.words,
            () if about.officers else ("Nobody was asked by name.",),
            (
                *(Blank(f"officer_{n}", who, BlankKind.CHOICE, choices=COMING) for n, who in enumerate(about.officers)),
                Blank("others_come", "Who else comes", BlankKind.LINE),
            ),
        ),
        Section(
            Part.MORE,
            Part.MORE.words,
            ("If somebody else said it, begin the line with who: “Sgt Moss: …”.",),
            (Blank("more", "What else there is to tell", BlankKind.WORDS, NO_PERSON),),
        ),
    )


def _asks(about: FormContext) -> Section:
    blanks: list[Blank] = []
    for ask in about.asks:
        key = ask.reference.lower()
        due = f" (due {ask.due})" if ask.due else ""
        blanks.append(Blank(f"ask_{key}", f"{ask.what}{due}", BlankKind.CHOICE, choices=ASK_STATES))
        blanks.append(Blank(f"told_{key}", f"More on “{_short(ask.what)}”", BlankKind.LINE))
    return Section(
        Part.ASKS, Part.ASKS.words, () if blanks else ("Nothing that you were asked is open.",), tuple(blanks)
    )


def _questions(about: FormContext) -> Section:
    blanks = (
        Blank(answer_key(one), one.subject, BlankKind.WORDS, f"{one.words} ({one.clock})") for one in about.questions
    )
    notes = (ANSWERED,) if about.questions else (NO_QUESTION,)
    return Section(None, "Questions of the council", notes, tuple(blanks))


def answer_key(asked: Asked) -> str:
    """The blank in which a question is answered."""
    return f"{ANSWER_BLANK}{asked.reference.lower()}"


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60].rsplit(' ', 1)[0]} …"


def _figures(about: FormContext) -> Section:
    blanks = tuple(Blank(f"figure_{one.key}", one.words, BlankKind.TICK) for one in about.figures)
    notes = ("Tick what you want to say.",) if blanks else (NO_FIGURES,)
    return Section(Part.FIGURES, Part.FIGURES.words, notes, blanks)


@dataclass(frozen=True, slots=True)
class LineDraft:
    """One sentence of the update: from which part and blank, who said it. Free words are checked before they go."""

    part: Part
    key: str
    words: str
    said_by: str
    free: bool = False
    ask: str = ""  # the reference of the action that it repeats


_SPEAKER = re.compile(r"\s*(?P<who>(?:[A-Z][\w.’'-]*\s*){1,4}):\s+(?=\S)")


def _sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for line in text.splitlines() for span in sentences_in(line)]


def lines_of(typed: Typed, about: FormContext) -> list[LineDraft]:
    """What the form says, sentence by sentence, part by part. An empty blank says nothing: it is no nought.

    >>> from datetime import date
    >>> about = FormContext("28 October 2022", (), (), (), (), "", date(2022, 9, 16), date(2022, 10, 25))
    >>> lines_of({"said_by": "Insp Oak", "plans": "1-4", "posts": ""}, about)[0].words
    'Cuckooing plans in place: 1-4.'
    """
    who = typed.get("said_by", "").strip()
    found = [line for part in (_told_of_asks, _told_in_bands, _told_freely) for line in part(typed, about, who)]
    return sorted(found, key=lambda line: list(Part).index(line.part))


def _told_of_asks(typed: Typed, about: FormContext, who: str) -> Iterator[LineDraft]:
    states = dict(ASK_STATES)
    for ask in about.asks:
        key = ask.reference.lower()
        state, more = states.get(typed.get(f"ask_{key}", ""), ""), typed.get(f"told_{key}", "").strip()
        if state:
            words = f"{ask.what.rstrip('.')}: {state.lower()}."
            yield LineDraft(Part.ASKS, f"ask_{key}", words, who, ask=ask.reference)
        for sentence in _sentences(more):
            yield LineDraft(Part.ASKS, f"told_{key}", sentence, who, free=True, ask=ask.reference)
    asked = {f"told_{ask.reference.lower()}" for ask in about.asks} | {answer_key(one) for one in about.questions}
    of_asks = (key for key in typed if key.startswith(("told_", ANSWER_BLANK)))
    for key in (key for key in of_asks if key not in asked):  # settled or answered since it was typed
        yield from (LineDraft(Part.MORE, key, sentence, who, free=True) for sentence in _sentences(typed[key]))
    for one in about.figures:
        if typed.get(f"figure_{one.key}"):
            yield LineDraft(Part.FIGURES, f"figure_{one.key}", one.words, who)


def answers_of(typed: Typed, about: FormContext) -> dict[str, str]:
    """What was typed to the open questions, by the reference of each. Nothing typed is no answer."""
    found = {one.reference: typed.get(answer_key(one), "").strip() for one in about.questions}
    return {reference: words for reference, words in found.items() if words}


def answer_lines(typed: Typed, about: FormContext) -> list[LineDraft]:
    """The sentences of the answers: they are checked like those of the update, and become none of its lines."""
    who, told = typed.get("said_by", "").strip(), answers_of(typed, about)
    return [
        LineDraft(Part.ASKS, answer_key(one), sentence, who, free=True)
        for one in about.questions
        for sentence in _sentences(told.get(one.reference, ""))
    ]


def nil_period(typed: Typed, about: FormContext) -> tuple[date, date]:
    """From when until when the nil return speaks; what was not typed is since the last meeting, until today."""
    from_on, until_on = _day(typed.get("nil_from", "")), _day(typed.get("nil_until", ""))
    return from_on or about.since_on, until_on or about.until_on


def _day(typed: str) -> date | None:
    try:
        year, month, day = map(int, typed.split("-"))
        return date(year, month, day)
    except ValueError:
        return None


def _band(typed: Typed, key: str) -> str:
    """The band that was given; anything else is none."""
    return dict(BANDS).get(typed.get(key, ""), "")


def _told_in_bands(typed: Typed, about: FormContext, who: str) -> Iterator[LineDraft]:
    if typed.get("nil_demand"):
        from_on, until_on = nil_period(typed, about)
        period = f"from {short_date(from_on)} to {short_date(until_on)}"
        yield LineDraft(Part.NIL, "nil_demand", f"{NilKind.DEMAND.words}, {period}.", who)
    if band := _band(typed, "plans"):
        yield LineDraft(Part.PLANS, "plans", f"Cuckooing plans in place: {band}.", who)
    numbers = [
        f"{typed[k]} {w}" for k, w in (("premises_planned", "planned"), ("premises_done", "done")) if typed.get(k)
    ]
    if numbers:
        yield LineDraft(Part.PREMISES, "premises_done", f"Checks of premises: {', '.join(numbers)}.", who)
    for kind in ReferralKind:
        if band := _band(typed, f"referral_{kind.value}"):
            yield LineDraft(Part.REFERRALS, f"referral_{kind.value}", f"Referrals, {kind.words.lower()}: {band}.", who)
    if band := _band(typed, "arrests"):
        yield LineDraft(Part.PROCEEDINGS, "arrests", f"Arrests since the last meeting: {band}.", who)
    for number, officer in enumerate(about.officers):
        if answer := dict(COMING).get(typed.get(f"officer_{number}", "")):
            yield LineDraft(Part.OFFICERS, f"officer_{number}", f"{officer}: {answer.lower()}.", who)


FREE = (
    ("posts", Part.TEAM),
    ("premises_themes", Part.PREMISES),
    ("proceedings", Part.PROCEEDINGS),
    ("others_come", Part.OFFICERS),
    ("more", Part.MORE),
)


def _told_freely(typed: Typed, about: FormContext, who: str) -> Iterator[LineDraft]:
    for key, part in FREE:
        for line in typed.get(key, "").splitlines():
            speaker = _SPEAKER.match(line) if part is Part.MORE else None
            said_by = speaker["who"].strip() if speaker else who
            for sentence in _sentences(line[speaker.end() :] if speaker else line):
                yield LineDraft(part, key, sentence, said_by, free=True)
