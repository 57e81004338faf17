"""What the record has already of what a list tells, and what lists were brought in."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from wardmote.desk.models import BroughtList
from wardmote.desk.rules.lists import Judged, ListKind, Names, Row, Sheet, days_of
from wardmote.desk.rules.meetings_list import MeetingNow, MeetingsNow, judge_meetings
from wardmote.desk.rules.members_list import PanelNow, Term, judge_members
from wardmote.membership import reads as membership
from wardmote.membership.models import Membership
from wardmote.membership.rules import Came
from wardmote.minutes.models import Body, Meeting
from wardmote.minutes.rules import NOT_HELD, MeetingState
from wardmote.people import reads as people
from wardmote.people.models import Holding, Person, Seat, Spelling, User
from wardmote.people.rules import SeatKind
from wardmote.register.models import Marked
from wardmote.register.rules import Viewer, london_date

LATEST = 10


def judged(sheet: Sheet, *, viewer: Viewer, now: datetime) -> tuple[list[Judged], list[Marked]]:
    """What becomes of each line of a list, and the confidential rows of which that tells something.

    A fixed number of queries, however long the list or the record.
    """
    today = london_date(now)
    if sheet.kind is ListKind.MEMBERS:
        return judge_members(sheet.rows, panel=panel_now(viewer=viewer, now=now), today=today), []
    known, shown = meetings_now(sheet.rows, viewer=viewer, now=now)
    return judge_meetings(sheet.rows, now=known, today=today), shown


def names() -> Names:
    """Whom the record knows, and by which words. Two queries."""
    called = {person.pk: person.name for person in Person.objects.all()}
    by_words: dict[str, set[UUID]] = defaultdict(set)
    for person_id, name in called.items():
        by_words[name.casefold()].add(person_id)
    for words, person_id in Spelling.objects.values_list("words", "person_id"):
        by_words[words.casefold()].add(person_id)
    return Names(called, {words: frozenset(ids) for words, ids in by_words.items()})


def bodies() -> dict[str, str]:
    """The names of all bodies, by folded name."""
    return {name.casefold(): name for name in Body.objects.values_list("name", flat=True)}


def panel_now(*, viewer: Viewer, now: datetime) -> PanelNow:
    """What the record has of the panel, for the clerk."""
    known, called = names(), bodies()
    held: dict[UUID, list[Term]] = defaultdict(list)
    for holding in Holding.objects.select_related("seat"):
        held[holding.person_id].append(Term(holding.seat.name.casefold(), holding.from_on, holding.until_on))
    places: dict[UUID, list[Term]] = defaultdict(list)
    body_names = {body.pk: body.name.casefold() for body in Body.objects.all()}
    rows = Membership.objects.visible_to(viewer, now=now).filter(taken_back_at__isnull=True)
    for term in membership.terms_of(rows.select_related("person")):
        places[term.person.pk].append(Term(body_names[term.body_id], term.from_on, term.until_on))
    contacts = people.contacts_of(list(known.people), viewer=viewer)
    return PanelNow(
        names=known,
        held={who: tuple(terms) for who, terms in held.items()},
        places={who: tuple(terms) for who, terms in places.items()},
        seats={name.casefold(): SeatKind(kind) for name, kind in Seat.objects.values_list("name", "kind")},
        addresses=dict(User.objects.values_list("email", "person_id")),
        telephones={who: one.telephone for who, one in contacts.items() if one.telephone},
        bodies=called,
    )


def meetings_now(rows: Sequence[Row], *, viewer: Viewer, now: datetime) -> tuple[MeetingsNow, list[Marked]]:
    """What the record has of the meetings of these lines, and the confidential rows that were read for it."""
    days = [day for day in days_of(rows) if day]
    found = list(Meeting.objects.filter(held_on__in=days).select_related("body", "place"))
    rolls = {roll.meeting.pk: roll for roll in membership.rolls(found, viewer=viewer, now=now)}
    known = names()
    meetings: dict[tuple[str, date], MeetingNow] = {}
    for meeting in found:
        key = (meeting.body.name.casefold(), meeting.held_on)
        not_held = meeting.state in NOT_HELD
        if not_held and key in meetings:
            continue  # one was called off, and another was held
        roll = rolls.get(meeting.pk)
        stands = {person_id: roll.came(person_id) for person_id in known.people} if roll else {}
        meetings[key] = MeetingNow(
            came={person_id: said for person_id, said in stands.items() if said is not Came.NOT_STATED},
            by_notes=bool(roll and roll.notes),
            not_held=not_held,
            draft=meeting.state == MeetingState.DRAFT.value,
            starts=meeting.starts,
            place=meeting.place.name if meeting.place else "",
        )
    return MeetingsNow(known, bodies(), meetings), membership.shown_of(found, viewer=viewer, now=now)


def lists_brought(*, viewer: Viewer) -> list[BroughtList]:
    """The lists that were brought in last, the newest first; for the clerk."""
    if not viewer.keeps_record:
        return []
    return list(BroughtList.objects.order_by("-recorded_at", "id")[:LATEST])
