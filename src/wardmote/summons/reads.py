"""Questions about calling a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import F

from wardmote.confidentiality.rules import NotHere
from wardmote.correspondence.reads import posted
from wardmote.correspondence.rules import LetterState
from wardmote.govuk.words import long_date
from wardmote.law import reads as law
from wardmote.law.rules import BodyKind, Notice, Rules
from wardmote.meetings import reads as meetings
from wardmote.meetings.models import AgendaItem
from wardmote.meetings.reads import SupplementShown
from wardmote.meetings.rules import CLOSED, information_only
from wardmote.membership import reads as membership
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import NOT_HELD, TO_COME, MeetingState
from wardmote.people.models import Person
from wardmote.register.models import Marked
from wardmote.register.reads import opened, opened_bytes
from wardmote.register.rules import Viewer, london_date
from wardmote.summons.models import Delivery, PublicNotice, PutOff, Summons
from wardmote.summons.rules import DOES, UNUSUAL, Facts, Step, Way, steps

Row = TypeVar("Row", bound=Marked)


def to_be_summoned(meeting: Meeting, *, now: datetime) -> list[Person]:
    """Who belongs to the body that meets, on the day of the meeting, by name."""
    return [one.person for one in membership.belong_on(meeting.body, on=meeting.held_on, now=now)]


def found(meeting_id: UUID, *, viewer: Viewer) -> Meeting:
    """A meeting, for somebody on the panel.

    Raises:
        NotHere: there is none for this viewer.
    """
    meeting = minutes.meeting_found(meeting_id, viewer=viewer)
    if meeting is None:
        raise NotHere
    return meeting


@dataclass(frozen=True, slots=True)
class Heading:
    """One item as it is noticed: its number, its heading unless that is confidential, and whether it binds."""

    identity: UUID
    number: int
    words: str
    closed: bool
    information_only: bool


CLOSED_HEADING = "Confidential business"


def noticed(meeting: Meeting) -> list[Heading]:
    """The business of a frozen agenda as anybody may read it: numbers are the same in every copy."""
    version = meetings.newest_version(meeting)
    rows = AgendaItem.objects.filter(version=version).order_by("position") if version else ()
    return [
        Heading(
            row.identity,
            number,
            CLOSED_HEADING if row.marking in CLOSED else opened(row, "title"),
            row.marking in CLOSED,
            row.marking not in CLOSED and information_only(opened(row, "title")),
        )
        for number, row in enumerate(rows, start=1)
    ]


@dataclass(frozen=True, slots=True)
class DeliveryShown:
    """How a summons reached one member, in words."""

    row: Delivery
    name: str
    words: str
    waits: bool
    by_hand: bool  # the clerk notes how it reached the member

    @property
    def of_put_off(self) -> bool:
        """Whether it is word that the meeting is off."""
        return self.row.about_id is not None


def _delivery(row: Delivery) -> DeliveryShown:
    name = row.person.name
    if row.handed and row.handed_on:
        by = f", noted by {row.noted_by.name}" if row.noted_by else ""
        return DeliveryShown(row, name, f"On paper: {row.handed} on {long_date(row.handed_on)}{by}", False, True)
    if row.way == Way.PAPER or row.letter is None:
        return DeliveryShown(row, name, "On paper: not handed over yet", True, True)
    letter = posted(row.letter)
    if row.letter.sent_at:
        return DeliveryShown(row, name, f"By e-mail on {long_date(london_date(row.letter.sent_at))}", False, False)
    why = f" {letter.problem.words}" if letter.problem else ""
    gone = letter.state is LetterState.GIVEN_UP
    said = "By e-mail: it could not be sent." if gone else "By e-mail: waits in the outbox."
    return DeliveryShown(row, name, f"{said}{why}", True, gone)


def deliveries(meeting: Meeting) -> list[DeliveryShown]:
    """How summons, and word of a putting off that stands, reached each member, by name."""
    rows = Delivery.objects.filter(summons__meeting=meeting, about__undone_at__isnull=True)
    first = F("about__recorded_at").asc(nulls_first=True)  # the two databases put none at different ends
    rows = rows.select_related("person", "letter", "noted_by").order_by(first, "about", "person__name")
    return [_delivery(row) for row in rows]


def delivery(delivery_id: UUID) -> DeliveryShown:
    """One delivery.

    Raises:
        NotHere: there is none.
    """
    row = Delivery.objects.select_related("person", "letter", "noted_by", "summons").filter(pk=delivery_id).first()
    if row is None:
        raise NotHere
    return _delivery(row)


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """That the public notice was put up, in words."""

    row: PublicNotice
    words: str


@dataclass(frozen=True, slots=True)
class StepsPage:
    """All that the page of a meeting's steps shows."""

    meeting: Meeting
    rules: Rules
    notice: Notice
    notice_past: bool
    steps: Sequence[Step]
    does: Sequence[str]
    summons: Summons | None
    signed: str
    deliveries: Sequence[DeliveryShown]
    supplements: Sequence[SupplementShown]
    public_notice: NoticeShown | None
    put_off: PutOff | None
    reason: str
    goes_on: Meeting | None  # the new day
    members: int
    needs_notice: bool

    @property
    def usual(self) -> Sequence[str]:
        """What is usually done next, of what can be done."""
        return [one for one in self.does if one not in UNUSUAL and (one != "notice" or self.needs_notice)]

    @property
    def to_come(self) -> bool:
        """Whether the meeting is still before the panel."""
        return self.meeting.state in TO_COME


def put_off_of(meeting: Meeting) -> PutOff | None:
    """The putting off that stands."""
    return PutOff.objects.filter(meeting=meeting, undone_at__isnull=True).first()


def summons_of(meeting: Meeting) -> Summons | None:
    """The summons to a meeting, if it went out."""
    return Summons.objects.filter(meeting=meeting).select_related("version").first()


def summons_paper(meeting_id: UUID, *, viewer: Viewer) -> tuple[Summons, bytes]:
    """The summons as it went out.

    Raises:
        NotHere: there is none for this viewer.
    """
    row = summons_of(found(meeting_id, viewer=viewer))
    if row is None:
        raise NotHere
    return row, opened_bytes(row, "paper")


def needs_notice(meeting: Meeting, rules: Rules) -> bool:
    """Whether a public notice is asked for: the public may attend, and not all business is confidential."""
    if not rules.public_may_attend:
        return False
    business = noticed(meeting)
    return not business or not all(one.closed for one in business)


def steps_page(meeting_id: UUID, *, viewer: Viewer, now: datetime) -> StepsPage:
    """The steps of a meeting, and what can be done next.

    Raises:
        NotHere: there is no such meeting for this viewer.
    """
    meeting = found(meeting_id, viewer=viewer)
    rules = law.in_force(BodyKind(meeting.body.kind), on=meeting.held_on)
    notice = law.calendar().notice(rules, held_on=meeting.held_on)
    summons, put_off = summons_of(meeting), put_off_of(meeting)
    sent = deliveries(meeting)
    up = PublicNotice.objects.filter(meeting=meeting).first()
    goes_on = Meeting.objects.filter(continues=meeting).first()
    state = MeetingState(meeting.state)
    facts = Facts(
        state=state,
        summoned=summons is not None,
        needs_summons=rules.needs_summons,
        to_deliver=sum(one.waits for one in sent if not one.of_put_off),
        needs_notice=needs_notice(meeting, rules),
        noticed=up is not None,
        put_off=state in NOT_HELD,
        told=put_off is not None and put_off.told_at is not None,
        goes_on=goes_on is not None,
    )
    does = [one for one in DOES[state] if _stands_open(one, facts)]
    does.sort(key=lambda one: one in UNUSUAL or (one == "notice" and not facts.needs_notice))
    return StepsPage(
        meeting=meeting,
        rules=rules,
        notice=notice,
        notice_past=notice.is_past(london_date(now)),
        steps=steps(facts),
        does=does,
        summons=summons,
        signed=f"{opened(summons, 'signed_by')}, {opened(summons, 'title')}" if summons else "",
        deliveries=sent,
        supplements=meetings.supplements(meeting, viewer=viewer, now=now),
        public_notice=NoticeShown(up, _posted(up)) if up else None,
        put_off=put_off,
        reason=opened(put_off, "reason") if put_off else "",
        goes_on=goes_on,
        members=len(to_be_summoned(meeting, now=now)),
        needs_notice=facts.needs_notice,
    )


def _posted(row: PublicNotice) -> str:
    return f"Put up on {long_date(row.posted_on)} by {opened(row, 'posted_by')}: {opened(row, 'where')}."


def _stands_open(what: str, facts: Facts) -> bool:
    if what == "tell":
        return facts.summoned and not facts.told
    if what == "undo":
        return not facts.told
    return not (what == "go-on" and facts.goes_on)


def later_meetings(meeting: Meeting, *, viewer: Viewer, today: date) -> list[Meeting]:
    """The meetings of the same body, up to today, at which its notes can have been approved; the newest first."""
    rows = minutes.meetings(viewer=viewer).filter(body=meeting.body, held_on__gt=meeting.held_on, held_on__lte=today)
    return list(rows.exclude(state__in=[s.value for s in NOT_HELD])[:20])
