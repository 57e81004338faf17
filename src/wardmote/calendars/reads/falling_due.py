"""What falls due before the next meeting: for the page as far as the viewer may see, for letters in neutral words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from wardmote.actions import reads as actions
from wardmote.calendars.reads.reviews import holder, newest_terms, places
from wardmote.calendars.reads.year import Way
from wardmote.calendars.rules import issue_words
from wardmote.confidentiality import reads as confidentiality
from wardmote.confidentiality.rules import has_signed
from wardmote.copies import reads as copies
from wardmote.crime import reads as crime
from wardmote.govuk.words import short_date
from wardmote.law import reads as law
from wardmote.law.rules import BodyKind
from wardmote.membership import reads as membership
from wardmote.minutes.models import Meeting
from wardmote.people import reads as people
from wardmote.policing import reads as policing
from wardmote.policing.rules import RESPONSE_HOURS
from wardmote.priorities.models import Priority
from wardmote.proposals import reads as proposals
from wardmote.proposals.models import Proposal
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import Marking, Viewer, london_date

FOR_THE_PANEL = {Marking.PUBLIC.value, Marking.PANEL.value}
MOST_DUE = 100  # actions that a page or a letter names


class DueKind(StrEnum):
    """What falls due."""

    ACTION = "Actions"
    QUESTION = "Questions to the police"
    CHECK = "Checks of what was claimed"
    COPY = "Numbered copies"
    NOTICE = "Notice"
    REVIEW = "To be looked at again"
    TERM = "Places and seats that end"
    SIGNATURE = "The confidentiality agreement"
    SIX_MONTHS = "The six-month rule"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due. `neutral` tells nothing of the record; `words` may, and are for the page alone."""

    kind: DueKind
    day: date | None  # none: it waits already
    neutral: str
    to: Way
    words: str = ""
    row: Marked | None = None

    @property
    def shown(self) -> str:
        """As the page says it."""
        return self.words or self.neutral

    @property
    def printed(self) -> str:
        """As a page says it that is printed and handed on: in words only what is for the whole panel."""
        if not self.words or self.row is None or self.row.marking not in FOR_THE_PANEL:
            return self.neutral
        return f"{self.neutral}: {self.words}"


def falling_due(*, until: date, own: bool, meeting: Meeting | None, viewer: Viewer, now: datetime) -> list[Due]:
    """What falls due up to a day, that day included; what is overdue first. A fixed number of queries.

    `own` leaves only what the viewer has to do; else it is all that they may see. `meeting` is the one ahead.
    """
    found = [
        *_actions(until, own=own, viewer=viewer, now=now),
        *_questions(own=own, viewer=viewer, now=now),
        *_checks(viewer=viewer, now=now),
        *_copies(viewer=viewer, now=now),
        *_reviews(until, own=own, viewer=viewer, now=now),
        *_expectations(until, own=own, viewer=viewer, now=now),
        *_ends(until, own=own, viewer=viewer, now=now),
        *_signatures(until, own=own, viewer=viewer, now=now),
        *_six_months(own=own, viewer=viewer, now=now),
    ]
    if meeting is not None and viewer.keeps_record:
        found += _notice(meeting, now=now)
    order = list(DueKind)
    return sorted(found, key=lambda one: (one.day or date.min, order.index(one.kind), one.neutral))


def _actions(until: date, *, own: bool, viewer: Viewer, now: datetime) -> Iterator[Due]:
    rows = (actions.mine if own else actions.still_open)(viewer=viewer, now=now).filter(due_on__lte=until)
    if own:  # a letter does not tell that there is something restricted
        rows = rows.exclude(marking=Marking.RESTRICTED.value)
    for one in actions.opened_actions(rows[:MOST_DUE], now=now):
        words = f"{one.what} ({one.owner or 'owner not stated'})"
        neutral = f"Action {one.row.reference}"
        yield Due(DueKind.ACTION, one.due_on, neutral, ("actions:action", (one.row.pk,)), words, one.row)


def more_actions(*, until: date, viewer: Viewer, now: datetime) -> int:
    """How many actions fall due beyond those that the page names."""
    return max(0, actions.still_open(viewer=viewer, now=now).filter(due_on__lte=until).count() - MOST_DUE)


def _questions(*, own: bool, viewer: Viewer, now: datetime) -> Iterator[Due]:
    """Of those who answer and of the clerk; on the page everybody's, with the hours that are left."""
    if own and not (viewer.police or viewer.keeps_record):
        return
    for one in policing.unanswered(viewer=viewer, now=now)[:MOST_DUE]:
        if own and one.row.marking == Marking.RESTRICTED.value:
            continue
        day = london_date(one.row.recorded_at + timedelta(hours=RESPONSE_HOURS))
        neutral = f"Question {one.row.reference} to the police: not answered"
        to: Way = ("policing:question", (one.row.pk,))
        yield Due(DueKind.QUESTION, day, neutral, to, f"{one.subject}. {one.clock.words}", one.row)


def _checks(*, viewer: Viewer, now: datetime) -> Iterator[Due]:
    waiting = crime.checks_waiting(viewer=viewer, now=now)
    if waiting is None:
        return
    if waiting.to_reply:
        to: Way = ("crime:claim", (waiting.to_reply[0],))
        yield Due(DueKind.CHECK, None, f"Checks of claims that wait for a reply: {len(waiting.to_reply)}", to)
    if waiting.to_send and viewer.keeps_record:
        to = ("crime:claim", (waiting.to_send[0],))
        yield Due(DueKind.CHECK, None, f"Checks of claims that were not sent: {len(waiting.to_send)}", to)


def _copies(*, viewer: Viewer, now: datetime) -> Iterator[Due]:
    """For the clerk: the copies on paper that are missing or have not come back."""
    if viewer.keeps_record:
        for one in copies.at_large(viewer=viewer, now=now):
            neutral = f"Copy {one.row.number} of {short_date(one.row.meeting.held_on)}: {one.rises}"
            yield Due(DueKind.COPY, None, neutral, ("copies:copy", (one.row.pk,)))


def _notice(meeting: Meeting, *, now: datetime) -> Iterator[Due]:
    notice = law.notice_of(BodyKind(meeting.body.kind), held_on=meeting.held_on)
    if not notice.is_past(london_date(now)):
        words = issue_words(meeting.body.name, notice)
        yield Due(DueKind.NOTICE, notice.last_day, words, ("meetings:meeting", (meeting.pk,)))


def _reviews(until: date, *, own: bool, viewer: Viewer, now: datetime) -> Iterator[Due]:
    """What the clerk brings before the body again; everybody sees it on the page."""
    if own and not viewer.keeps_record:
        return
    for row in newest_terms(viewer=viewer, now=now):
        if row.review_on and row.review_on <= until:
            to: Way = ("membership:body", (row.body_id,))
            yield Due(DueKind.REVIEW, row.review_on, f"Terms of reference: {row.body.name}", to)
    again = places(viewer=viewer, now=now).filter(review_on__lte=until)
    for place in again.exclude(until_on__lte=london_date(now)):
        words = f"Place at the table: {holder(place)}, {place.body.name}"
        yield Due(DueKind.REVIEW, place.review_on, words, ("membership:body", (place.body_id,)))
    rows = Priority.objects.visible_to(viewer, now=now).filter(ended_at__isnull=True, review_on__lte=until)
    for priority in rows.exclude(marking=Marking.RESTRICTED.value).only("id", "reference", "review_on")[:MOST_DUE]:
        to = ("priorities:priority", (priority.pk,))
        yield Due(DueKind.REVIEW, priority.review_on, f"Priority {priority.reference}", to)


def _expectations(until: date, *, own: bool, viewer: Viewer, now: datetime) -> Iterator[Due]:
    """What somebody expected of a proposal by then; the clerk asks what became of it."""
    if own and not viewer.keeps_record:
        return
    for one in proposals.known(Proposal.objects.all(), viewer=viewer, now=now):
        for entry in one.expected(until):
            if own and Marking.RESTRICTED.value in (one.row.marking, entry.marking):
                continue
            neutral = f"Proposal {one.row.reference}: what was expected"
            to: Way = ("proposals:proposal", (one.row.pk,))
            yield Due(DueKind.REVIEW, entry.look_on, neutral, to, opened(entry, "words"), entry)


def _ends(until: date, *, own: bool, viewer: Viewer, now: datetime) -> Iterator[Due]:
    """Seats and places whose last day comes; one's own in a letter, and all of them for the clerk."""
    today = london_date(now)
    mine_only = own and not viewer.keeps_record
    my_seats = actions.seats_of(viewer, now=now) if mine_only else ()
    for holding in people.live_holdings(now=now):
        if holding.until_on and today < holding.until_on <= until and holding.from_on <= today:
            if mine_only and holding.person_id != viewer.person_id:
                continue
            words = f"Seat ends: {holding.seat.name}, {holding.person.name}"
            yield Due(DueKind.TERM, holding.until_on, words, ("people:seat", (holding.seat_id,)))
    for place in places(viewer=viewer, now=now).filter(until_on__gt=today, until_on__lte=until):
        if mine_only and place.person_id != viewer.person_id and place.seat_id not in my_seats:
            continue
        words = f"Place ends: {holder(place)}, {place.body.name}"
        yield Due(DueKind.TERM, place.until_on, words, ("membership:body", (place.body_id,)))


def _signatures(until: date, *, own: bool, viewer: Viewer, now: datetime) -> Iterator[Due]:
    """One's own signature; for the clerk on the page everybody's."""
    to: Way = ("confidentiality:agreement", ())
    if viewer.on_panel and not has_signed(viewer, now):
        yield Due(DueKind.SIGNATURE, None, "Sign the confidentiality agreement", to)
    elif viewer.signed_until and london_date(viewer.signed_until) <= until:
        yield Due(DueKind.SIGNATURE, london_date(viewer.signed_until), "Your signature ends: sign again", to)
    if own or not viewer.keeps_record:
        return
    panel: Way = ("confidentiality:panel", ())
    for person in confidentiality.not_signed(now=now):
        if person.pk != viewer.person_id:
            yield Due(DueKind.SIGNATURE, None, f"Not signed: {person.name}", panel)
    named = people.everybody()
    for person_id, at in confidentiality.signatures_in_force(now=now).items():
        if person_id != viewer.person_id and london_date(at) <= until:
            yield Due(DueKind.SIGNATURE, london_date(at), f"Signature ends: {named[person_id].name}", panel)


def _six_months(*, own: bool, viewer: Viewer, now: datetime) -> Iterator[Due]:
    """One's own clock in a letter; for the clerk on the page everybody's."""
    if viewer.person_id is None:
        return
    if own or not viewer.keeps_record:
        clocks: Sequence[membership.Clock] = membership.clocks(now=now, of=viewer.person_id)
    else:
        clocks = membership.in_danger(viewer=viewer, now=now)
    for one in clocks:
        if one.clock.danger.warns:
            own_words = "Six months without a meeting: ring the clerk"
            words = own_words if one.person.pk == viewer.person_id else f"{one.person.name}: {one.clock.danger.value}"
            to: Way = ("membership:person", (one.person.pk,))
            yield Due(DueKind.SIX_MONTHS, one.clock.runs_out_on, words, to)
