"""What can happen to the posts of the local team."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from wardmote.actions import writes as actions
from wardmote.confidentiality.rules import must_be_clerk_or_police
from wardmote.people.rules import one_line
from wardmote.policing import reads
from wardmote.policing.models import NamedOfficer, Post, PostHolding
from wardmote.policing.rules import (
    ADD_POST,
    CHANGE_POST,
    CORRECT_HOLDING,
    FILL_POST,
    NAME_OFFICER,
    TAKE_BACK_HOLDING,
    Manner,
    PostKind,
    PostNeeds,
    Spell,
    introduction_of,
    sound,
)
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Marking, Viewer, london_date


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who introduces a joiner to the council, and by when: both as typed."""

    owner: str
    due_on: date | None


@transaction.atomic
def add_post(name: str, *, kind: PostKind, vacant_from: date | None = None, by: Viewer, now: datetime) -> Post:
    """Keep a post of the team.

    Raises:
        Refused: neither the clerk nor the police ask. Nothing is stored.
        PostNeeds: it has no name, or the day has not come. Nothing is stored.
    """
    must_be_clerk_or_police(by)
    _must_have_name(name)
    if vacant_from and vacant_from > london_date(now):
        raise PostNeeds("vacant_from", "This day has not come yet. Nothing was saved. Give today or an earlier day.")
    post = Post(kind=kind.value, vacant_from=vacant_from, recorded_at=now)
    post.name = register.sealed(post, "name", one_line(name))
    post.save(force_insert=True)
    register.record(post, deed=ADD_POST, by=by, now=now)
    return post


def _must_have_name(name: str) -> None:
    if not one_line(name):
        raise PostNeeds("name", "The post has no name. Nothing was saved. Call it like “PC, Anytown north”.")


@transaction.atomic
def change_post(
    post_id: UUID,
    *,
    name: str,
    kind: PostKind,
    vacant_from: date | None,
    ended_on: date | None,
    by: Viewer,
    now: datetime,
) -> Post:
    """Correct what a post is called and is, or say from which day there is no such post any more.

    Raises:
        NotHere, Refused: the post is not one that `by` may change. Nothing is stored.
        PostNeeds: it would have no name. Nothing is stored.
    """
    must_be_clerk_or_police(by)
    post = Post.objects.select_for_update().find(post_id, viewer=by, deed=CHANGE_POST, now=now)
    _must_have_name(name)
    post.name = register.sealed(post, "name", one_line(name))
    post.kind, post.vacant_from, post.ended_on = kind.value, vacant_from, ended_on
    post.save(update_fields=["name", "kind", "vacant_from", "ended_on"])
    register.record(post, deed=CHANGE_POST, by=by, now=now)
    return post


@transaction.atomic
def fill_post(
    post_id: UUID,
    *,
    manner: Manner,
    name: str,
    team: str = "",
    from_on: date,
    until_on: date | None = None,
    introduction: Introduction | None = None,
    by: Viewer,
    now: datetime,
) -> PostHolding:
    """An officer has a post, or it is recruited for, from a day on. An introduction to council is an action at once.

    Whoever joins for good ends what stood for the vacancy: the recruiting ends on their first day.

    Raises:
        NotHere, Refused: the post is not one that `by` may fill. Nothing is stored.
        PostNeeds: a name, team or day is missing or wrong. Nothing is stored.
        NoAction, DueTooEarly: the introduction can't be kept so. Nothing is stored.
    """
    must_be_clerk_or_police(by)
    post = Post.objects.select_for_update().find(post_id, viewer=by, deed=FILL_POST, now=now)
    others = _others(post)
    row = PostHolding(post=post, manner=manner.value, from_on=from_on, until_on=until_on, recorded_at=now)
    spell = Spell(row.pk, manner, one_line(name), one_line(team), from_on, until_on)
    sound(spell, [reads.spell_of(one) for one in others])
    _written(row, spell)
    if introduction is not None:
        what = introduction_of(PostKind(post.kind), opened(post, "name"))
        row.introduction = actions.owe(what, owner=introduction.owner, due_on=introduction.due_on, by=by, now=now)
    row.save(force_insert=True)
    if manner is Manner.SUBSTANTIVE:
        _end_recruiting(others, from_on)
    register.record(row, post, deed=FILL_POST, by=by, now=now)
    return row


def _others(post: Post) -> list[PostHolding]:
    return list(PostHolding.objects.filter(post=post, taken_back_at__isnull=True))


def _written(row: PostHolding, spell: Spell) -> None:
    row.name = register.sealed(row, "name", spell.name)
    row.team = register.sealed(row, "team", spell.team)


def _end_recruiting(others: list[PostHolding], on: date) -> None:
    for other in others:
        if other.manner == Manner.RECRUITING.value and other.until_on is None and other.from_on < on:
            other.until_on = on
            other.save(update_fields=["until_on"])


@transaction.atomic
def correct_holding(
    holding_id: UUID,
    *,
    manner: Manner,
    name: str,
    team: str,
    from_on: date,
    until_on: date | None,
    by: Viewer,
    now: datetime,
) -> PostHolding:
    """Correct who holds a post and how, or give the day from which they no longer do.

    Raises:
        NotHere, Refused: it is not one that `by` may correct. Nothing is stored.
        PostNeeds: a name, team or day is missing or wrong. Nothing is stored.
    """
    must_be_clerk_or_police(by)
    row = PostHolding.objects.select_for_update().find(holding_id, viewer=by, deed=CORRECT_HOLDING, now=now)
    spell = Spell(row.pk, manner, one_line(name), one_line(team), from_on, until_on)
    sound(spell, [reads.spell_of(one) for one in _others(row.post)])
    if spell.name != opened(row, "name"):  # another name: whoever said yes was somebody else
        _unsay(row, now=now)
    row.manner, row.from_on, row.until_on = manner.value, from_on, until_on
    _written(row, spell)
    row.save(update_fields=["manner", "name", "team", "from_on", "until_on"])
    register.record(row, deed=CORRECT_HOLDING, by=by, now=now)
    return row


def _unsay(row: PostHolding, *, now: datetime) -> None:
    NamedOfficer.objects.filter(holding=row, ended_at__isnull=True).update(ended_at=now, marking=Marking.PANEL.value)


@transaction.atomic
def take_back_holding(holding_id: UUID, *, back: bool = True, by: Viewer, now: datetime) -> PostHolding:
    """Take back a holding that was typed wrongly, or (`back` false) put it where it was.

    Raises:
        NotHere, Refused: it is not one that `by` may take back. Nothing is stored.
        PostNeeds: it cannot be put back, because the post is somebody else's by now. Nothing is stored.
    """
    must_be_clerk_or_police(by)
    row = PostHolding.objects.select_for_update().find(holding_id, viewer=by, deed=TAKE_BACK_HOLDING, now=now)
    if not back:
        sound(reads.spell_of(row), [reads.spell_of(one) for one in _others(row.post)])
    row.taken_back_at = now if back else None
    row.save(update_fields=["taken_back_at"])
    register.record(row, deed=TAKE_BACK_HOLDING, by=by, now=now)
    return row


@transaction.atomic
def name_officer(
    holding_id: UUID, *, public: bool, name: str, contact: str, said_on: date, by: Viewer, now: datetime
) -> NamedOfficer:
    """Note what an officer said of being named as the one to contact: to the public only if they said yes.

    What was said before stays in the record, and is no longer public.

    Raises:
        NotHere, Refused: it is not one that `by` may note. Nothing is stored.
        PostNeeds: nobody holds the post by it, it has no name, or the day has not come. Nothing is stored.
    """
    must_be_clerk_or_police(by)
    row = PostHolding.objects.select_for_update().find(holding_id, viewer=by, deed=NAME_OFFICER, now=now)
    if row.manner == Manner.RECRUITING.value or row.taken_back_at is not None:
        raise PostNeeds("name", "Nobody holds the post by this line. Nothing was saved.")
    if not one_line(name):
        raise PostNeeds("name", "Give the name as it may be said, such as “PC Oak”. Nothing was saved.")
    if said_on > london_date(now):
        raise PostNeeds("said_on", "This day has not come yet. Nothing was saved. Give today or an earlier day.")
    _unsay(row, now=now)
    said = NamedOfficer(holding=row, said_on=said_on, noted_by_id=by.person_id, recorded_at=now)
    said.marking = (Marking.PUBLIC if public else Marking.PANEL).value
    said.name = register.sealed(said, "name", one_line(name))
    said.contact = register.sealed(said, "contact", one_line(contact))
    said.save(force_insert=True)
    register.record(said, row, deed=NAME_OFFICER, by=by, now=now)
    return said
