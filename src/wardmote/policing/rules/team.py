"""Posts of the local team, and how each stands on a day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from wardmote.govuk.needs import Needs
from wardmote.govuk.words import short_date
from wardmote.people.rules import in_force
from wardmote.register.rules import Deed, Verb

ADD_POST = Deed("policing.add_post", Verb.COLLECT)
CHANGE_POST = Deed("policing.change_post", Verb.ALTER)
FILL_POST = Deed("policing.fill_post", Verb.COLLECT)
CORRECT_HOLDING = Deed("policing.correct_holding", Verb.ALTER)
TAKE_BACK_HOLDING = Deed("policing.take_back_holding", Verb.ALTER)
NAME_OFFICER = Deed("policing.name_officer", Verb.ALTER)


class PostKind(StrEnum):
    """What a post is. The "CSO" of the notes is a police community support officer."""

    PC = "pc"
    CSO = "cso"
    SERGEANT = "sergeant"
    INSPECTOR = "inspector"

    @property
    def words(self) -> str:
        """As it is shown."""
        return {PostKind.PC: "PC", PostKind.CSO: "CSO (PCSO)"}.get(self, self.value.capitalize())


class Manner(StrEnum):
    """How a post is held for a time."""

    SUBSTANTIVE = "substantive"
    ACTING = "acting"
    COVER = "cover"  # by somebody of another team, beside their own post
    RECRUITING = "recruiting"  # by nobody: a successor is being looked for

    @property
    def words(self) -> str:
        """As somebody chooses it."""
        return {
            Manner.SUBSTANTIVE: "It is their own post",
            Manner.ACTING: "Acting, for a time",
            Manner.COVER: "Cover from another team",
            Manner.RECRUITING: "Nobody yet: recruiting",
        }[self]


class PostNeeds(Needs):
    """A post, or who holds it, cannot be kept so; `field` says what is wrong."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One time in a post: by whom, in which manner, from a day and up to, not including, another."""

    id: UUID
    manner: Manner
    name: str  # empty while recruiting
    team: str  # from which team a cover comes
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class PostState:
    """How a post stands on one day."""

    holder: Spell | None  # whose own post it is
    acting: tuple[Spell, ...]
    covers: tuple[Spell, ...]
    vacant: bool
    vacant_since: date | None  # none also if nobody has said since when
    recruiting_since: date | None


def state_of(spells: Iterable[Spell], *, on: date, vacant_from: date | None = None) -> PostState:
    """How a post stands on a day. It is vacant while it is nobody's own, whoever acts or covers meanwhile.

    `vacant_from` is what was said of a post that nobody in the record has held yet.

    >>> from uuid import UUID
    >>> was = Spell(UUID(int=1), Manner.SUBSTANTIVE, "PC Oak", "", date(2022, 1, 3), date(2022, 9, 1))
    >>> cover = Spell(UUID(int=2), Manner.COVER, "PC Elm", "Oxbarrow", date(2022, 9, 5), None)
    >>> state = state_of([was, cover], on=date(2022, 10, 28))
    >>> state.vacant, state.vacant_since.isoformat(), [one.team for one in state.covers], state.recruiting_since
    (True, '2022-09-01', ['Oxbarrow'], None)
    """
    known = sorted(spells, key=lambda one: one.from_on)
    today = [one for one in known if in_force(one.from_on, one.until_on, on)]
    holder = next((one for one in today if one.manner is Manner.SUBSTANTIVE), None)
    ended = [one.until_on for one in known if one.manner is Manner.SUBSTANTIVE and one.until_on and one.until_on <= on]
    since = max(ended, default=vacant_from if vacant_from and vacant_from <= on else None)
    recruiting = next((one for one in today if one.manner is Manner.RECRUITING), None)
    return PostState(
        holder=holder,
        acting=tuple(one for one in today if one.manner is Manner.ACTING),
        covers=tuple(one for one in today if one.manner is Manner.COVER),
        vacant=holder is None,
        vacant_since=since if holder is None else None,
        recruiting_since=recruiting.from_on if recruiting and holder is None else None,
    )


def state_words(state: PostState) -> str:
    """How a post stands, without a name.

    >>> state_words(PostState(None, (), (), True, date(2022, 9, 1), None))
    'vacant since 1 Sep 2022'
    """
    since = f" since {short_date(state.vacant_since)}" if state.vacant_since else ""
    words = ["held" if state.holder else f"vacant{since}"]
    if state.recruiting_since:
        words.append(f"recruiting since {short_date(state.recruiting_since)}")
    words += ["acting"] * bool(state.acting) + [f"cover from {one.team}" for one in state.covers]
    return ", ".join(words)


def sound(spell: Spell, others: Iterable[Spell]) -> Spell:
    """The spell, if it can be kept beside the others of its post.

    Raises:
        PostNeeds: a name, a team or a day is missing or wrong, or the post is somebody else's own then.
    """
    if spell.manner is Manner.RECRUITING and spell.name:
        raise PostNeeds("name", "While a post is recruited for, nobody holds it. Nothing was saved. Leave it empty.")
    if spell.manner is not Manner.RECRUITING and not spell.name:
        raise PostNeeds("name", "Give the name of the officer. Nothing was saved.")
    if spell.manner is Manner.COVER and not spell.team:
        raise PostNeeds("team", "Say from which team the cover comes. Nothing was saved.")
    if spell.until_on is not None and spell.until_on <= spell.from_on:
        raise PostNeeds("until_on", "It would end before it begins. Nothing was saved. Give a later day.")
    if spell.manner is Manner.SUBSTANTIVE:
        for other in others:
            if other.manner is Manner.SUBSTANTIVE and other.id != spell.id and _meet(spell, other):
                raise PostNeeds(
                    "from_on", f"{other.name} holds this post then. Nothing was saved. Give their last day first."
                )
    return spell


def _meet(one: Spell, other: Spell) -> bool:
    return (one.until_on is None or other.from_on < one.until_on) and (
        other.until_on is None or one.from_on < other.until_on
    )


def introduction_of(kind: PostKind, post: str) -> str:
    """The words of the action that introduces a joiner to the council. It names the post, not the person.

    >>> introduction_of(PostKind.PC, "PC, Anytown north")
    'Introduce the new PC, Anytown north, to council'
    """
    return f"Introduce the new {post}, to council" if "," in post else f"Introduce the new {post} to council"
