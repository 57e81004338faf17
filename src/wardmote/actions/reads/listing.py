"""The list of actions as somebody asks for it: narrowed, searched, sorted, and how many each filter holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, Value, When
from django.db.models.functions import Length

from wardmote.actions.models import Action
from wardmote.actions.reads.owed import Owed, actions, opened_actions, owned_by
from wardmote.actions.rules import OPEN, ActionState
from wardmote.confidentiality.models import GuardedQuerySet
from wardmote.minutes.models import Matter
from wardmote.people.models import Person, Seat
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date
from wardmote.seals.envelope import EMPTY_BYTES


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see of the actions. A filter or a sorting that is not there asks for nothing."""

    show: str = "open"
    state: ActionState | None = None
    owner: UUID | None = None  # a seat or a person
    matter: UUID | None = None
    words: str = ""
    sort: str = "due"  # with a minus before it: the other way round


SHOWS = {
    "open": "Open",
    "mine": "Mine",
    "unconfirmed": "Not confirmed",
    "late": "Overdue",
    "awaiting": "Waiting for others",
    "unanswered": "Not answered by owner",
    "no-owner": "No owner",
    "no-date": "No date",
    "done": "Done, not seen by a meeting",
    "all": "All",
}
_OPEN = Q(state__in=[s.value for s in OPEN])
_NOBODY = Q(owner_seat__isnull=True, owner_person__isnull=True, owner_bytes__lte=EMPTY_BYTES)


def _filters(viewer: Viewer, now: datetime) -> dict[str, Q]:
    return {
        "open": _OPEN,
        "mine": _OPEN & owned_by(viewer, now=now),
        "unconfirmed": Q(state=ActionState.PROPOSED.value),
        "late": _OPEN & Q(due_on__lt=london_date(now)),
        "awaiting": Q(state=ActionState.AWAITING.value),
        "unanswered": Q(state=ActionState.ASSIGNED.value) & ~_NOBODY,
        "no-owner": _OPEN & _NOBODY,
        "no-date": _OPEN & Q(due_on__isnull=True),
        "done": Q(state=ActionState.DONE.value),
        "all": Q(),
    }


def _measured(rows: GuardedQuerySet[Action]) -> GuardedQuerySet[Action]:
    """The actions with how long their owner as written is, sealed: so that who is not stated can be asked for."""
    return rows.annotate(owner_bytes=Length("owner_words"))  # type: ignore[return-value]  # and annotated


def counts(*, viewer: Viewer, now: datetime) -> dict[str, int]:
    """How many actions that the viewer may see each filter holds, in one query."""
    rows = _measured(actions(viewer=viewer, now=now).order_by())
    asked = {f"in_{n}": Count("pk", filter=which) for n, which in enumerate(_filters(viewer, now).values())}
    found = rows.aggregate(**asked)
    return {name: found[f"in_{n}"] for n, name in enumerate(SHOWS)}


_LIFE = Case(*(When(state=s.value, then=Value(n)) for n, s in enumerate(ActionState)), output_field=IntegerField())
_SORTS: dict[str, F | Case] = {"due": F("due_on"), "raised": F("raised_on"), "state": _LIFE}
_SORTS_OF_WORDS = ("what", "owner")
SORTS = (*_SORTS, *_SORTS_OF_WORDS)


def narrowed(rows: GuardedQuerySet[Action], asked: Asked, *, viewer: Viewer, now: datetime) -> Sequence[Action]:
    """Those of the actions that are asked for, in that order.

    Words are sealed: to search or sort them is to open them all. Else nothing is opened, and the rows can be cut.
    """
    rows = _measured(rows).filter(_filters(viewer, now).get(asked.show, Q()))
    if asked.state:
        rows = rows.filter(state=asked.state.value)
    if asked.owner:
        rows = rows.filter(Q(owner_seat=asked.owner) | Q(owner_person=asked.owner))
    if asked.matter:
        rows = rows.filter(matter=asked.matter)
    name, backwards = asked.sort.removeprefix("-"), asked.sort.startswith("-")
    if name in _SORTS:
        way = _SORTS[name].desc(nulls_last=True) if backwards else _SORTS[name].asc(nulls_last=True)
        rows = rows.order_by(way, *rows.query.order_by)
    if not asked.words and name not in _SORTS_OF_WORDS:
        return rows  # type: ignore[return-value]  # a query is cut like a list
    found = [o for o in opened_actions(rows, now=now) if _has(o, asked.words)]
    if name in _SORTS_OF_WORDS:
        found.sort(key=lambda o: getattr(o, name).casefold(), reverse=backwards)
        found.sort(key=lambda o: not getattr(o, name))  # what is not stated comes last either way
    return [o.row for o in found]


def _has(owed: Owed, words: str) -> bool:
    said = f"{owed.what} {owed.owner} {owed.row.reference}".casefold()
    return all(word in said for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class Owners:
    """Who can be chosen or asked for: the seats and the persons."""

    seats: Sequence[Seat]
    persons: Sequence[Person]


def owners(*, viewer: Viewer, now: datetime) -> Owners:
    """The seats and persons that owe something that the viewer may see."""
    rows = actions(viewer=viewer, now=now).order_by()
    seats = Seat.objects.filter(pk__in=rows.filter(owner_seat__isnull=False).values("owner_seat"))
    persons = Person.objects.filter(pk__in=rows.filter(owner_person__isnull=False).values("owner_person"))
    return Owners(list(seats.order_by("name")), list(persons.order_by("name")))


def matter_title(matter_id: UUID, *, viewer: Viewer, now: datetime) -> tuple[Matter, str] | None:
    """A matter that the viewer may see, with its title."""
    row = Matter.objects.visible_to(viewer, now=now).filter(pk=matter_id).first()
    return (row, opened(row, "title")) if row else None
