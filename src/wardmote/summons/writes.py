"""What happens to a meeting before it is held and after its notes came in. Each deed moves it to its next state."""

from collections.abc import Callable, Collection
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction

from wardmote.confidentiality.rules import NotHere, must_be_clerk
from wardmote.correspondence import writes as correspondence
from wardmote.govuk.words import clock, long_date
from wardmote.law import reads as law
from wardmote.law.rules import BodyKind
from wardmote.meetings import reads as meetings_reads
from wardmote.meetings import writes as meetings
from wardmote.membership import writes as membership
from wardmote.membership.rules import words_of_link
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import MeetingState, NotFromHere
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register import writes as register
from wardmote.register.rules import Viewer, london_date
from wardmote.summons import reads
from wardmote.summons.models import Delivery, PublicNotice, PutOff, Summons
from wardmote.summons.rules import (
    CIRCULATE,
    GO_ON,
    NOTE_DELIVERY,
    POST_NOTICE,
    PUBLISH,
    PUT_OFF,
    SUMMON,
    TAKE_BACK,
    TELL_PUT_OFF,
    UNDO_PUT_OFF,
    Handed,
    NotDelivered,
    NotSummoned,
    ToldAlready,
    Way,
    must_be_in_time,
)


@transaction.atomic
def summon(
    meeting: Meeting,
    *,
    signed_by: str,
    title: str,
    paper: bytes,
    apology_before: str = "",
    by: Viewer,
    now: datetime,
) -> Summons:
    """Call the members: by e-mail those who agreed to it, on paper the others. `paper` is the summons as a PDF.

    With `apology_before`, the address up to the token, each letter holds a link of its own that sends an apology by
    one button; such a letter is emptied as soon as it went.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotSummoned: it is too late, or there is nobody to summon. Nothing is stored.
        NotFromHere: the agenda is not frozen. Nothing is stored.
    """
    must_be_clerk(by)
    notice = law.notice_of(BodyKind(meeting.body.kind), held_on=meeting.held_on)
    must_be_in_time(notice, london_date(now))
    if meeting.held_on < london_date(now):
        raise NotSummoned("The day of this meeting is past. Nothing was sent. Take in its notes.")
    members = reads.to_be_summoned(meeting, now=now)
    if not members:
        raise NotSummoned("Nobody holds a member’s seat. Nothing was sent. Seat the members first.")
    version = meetings_reads.newest_version(meeting)
    meeting = minutes.set_state(meeting, state=MeetingState.SUMMONED, by=by, now=now)
    assert version is not None  # a frozen agenda has one
    row = Summons(meeting=meeting, version=version, issued_on=london_date(now), recorded_at=now)
    row.signed_by, row.title = register.sealed(row, "signed_by", signed_by), register.sealed(row, "title", title)
    row.paper = register.sealed_bytes(row, "paper", paper)
    row.save(force_insert=True)
    when, where = _when(meeting), f"\nPlace: {meeting.place.name}" if meeting.place else ""
    subject = f"Summons: {meeting.body.name}, {when}"
    body = (
        f"You are summoned to the meeting of the {meeting.body.name}.\n\nWhen: {when}{where}\n\n"
        f"The business stands in the file with this letter.\n\n{signed_by}\n{title}\n"
    )
    file = (f"summons-{meeting.held_on:%Y-%m-%d}.pdf", paper)

    def cannot(person: Person) -> str:
        token = membership.link_apology(meeting, person=person, by=by, now=now)
        return f"\n{words_of_link(f'{apology_before}{token}/')}"

    link = cannot if apology_before else None
    _deliver(row, members, None, subject=subject, body=body, file=file, link=link, by=by, now=now)
    register.record(row, meeting, deed=SUMMON, by=by, now=now)
    return row


def _when(meeting: Meeting) -> str:
    return long_date(meeting.held_on) + (f" at {clock(meeting.starts)}" if meeting.starts else "")


def _deliver(
    summons: Summons,
    members: Collection[Person],
    about: PutOff | None,
    *,
    subject: str,
    body: str,
    file: tuple[str, bytes] | None,
    link: Callable[[Person], str] | None = None,
    by: Viewer,
    now: datetime,
) -> None:
    """A row for each member: a letter for those who agreed to e-mail, and a copy to be handed over for the others.

    `link` gives the lines that open a door for that person alone.
    """
    addresses = people.e_summonses([person.pk for person in members])
    for person in members:
        row = Delivery(summons=summons, about=about, person=person, way=Way.PAPER.value, recorded_at=now)
        if address := addresses.get(person.pk):
            files = [file] if file else []
            greeted = f"Dear {person.name},\n\n{body}{link(person) if link else ''}"
            row.letter = correspondence.leave(
                address,
                subject=subject,
                body=greeted,
                attachments=files,
                fleeting=link is not None,
                by=by,
                now=now,
            )
            row.way = Way.EMAIL.value
        row.save(force_insert=True)


@transaction.atomic
def note_delivery(
    delivery_id: UUID, *, handed: Handed | None, handed_on: date | None, by: Viewer, now: datetime
) -> Delivery:
    """Note how a printed copy reached a member, and when; `handed` of none takes that back.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotHere: there is no such delivery. Nothing is stored.
        NotDelivered: it went by e-mail, or the day is before the summons or to come. Nothing is stored.
    """
    must_be_clerk(by)
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("summons", "letter")
    row = rows.filter(pk=delivery_id).first()
    if row is None:
        raise NotHere
    if row.letter is not None and row.letter.sent_at is not None:
        raise NotDelivered("This summons went by e-mail. Nothing was stored.")
    if handed and not (handed_on and row.summons.issued_on <= handed_on <= london_date(now)):
        raise NotDelivered("Give a day from the summons until today. Nothing was stored.")
    row.handed, row.handed_on = (handed.value, handed_on) if handed else ("", None)
    row.noted_by_id = by.person_id if handed else None
    row.save(update_fields=["handed", "handed_on", "noted_by"])
    register.record(row, deed=NOTE_DELIVERY, by=by, now=now)
    return row


@transaction.atomic
def post_notice(
    meeting: Meeting, *, posted_on: date, posted_by: str, where: str, by: Viewer, now: datetime
) -> PublicNotice:
    """Note that the public notice was put up, on which day, by whom and where. Noted again, it is corrected.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotSummoned: the agenda is still a draft, or the day is to come. Nothing is stored.
    """
    must_be_clerk(by)
    if meeting.state == MeetingState.DRAFT:
        raise NotSummoned("The agenda is still a draft. Nothing was stored. Freeze it first.")
    if posted_on > london_date(now):
        raise NotSummoned("This day is to come. Nothing was stored. Note it when the notice is up.")
    row = PublicNotice.objects.filter(meeting=meeting).first() or PublicNotice(meeting=meeting, recorded_at=now)
    row.posted_on = posted_on
    row.posted_by, row.where = register.sealed(row, "posted_by", posted_by), register.sealed(row, "where", where)
    row.save()
    register.record(row, meeting, deed=POST_NOTICE, by=by, now=now)
    return row


@transaction.atomic
def postpone(
    meeting: Meeting,
    *,
    reason: str,
    held_on: date,
    starts: time | None,
    place: str | None,
    by: Viewer,
    now: datetime,
) -> Meeting:
    """Put a meeting off to another day: a new meeting, with its whole agenda. It can be undone until members are told.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: the meeting is not to come. Nothing is stored.
        CannotMove: the new day is past, or another meeting has it. Nothing is stored.
    """
    meeting = _put_off(meeting, MeetingState.POSTPONED, reason, by=by, now=now)
    on = minutes.continue_meeting(meeting, held_on=held_on, starts=starts, place=place, by=by, now=now)
    meetings.carry_agenda(meeting, to=on, only=None, by=by, now=now)
    register.record(meeting, on, deed=PUT_OFF, by=by, now=now)
    return on


@transaction.atomic
def cancel(meeting: Meeting, *, reason: str, by: Viewer, now: datetime) -> Meeting:
    """Call a meeting off. It can be undone until members are told.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: the meeting is not to come. Nothing is stored.
    """
    meeting = _put_off(meeting, MeetingState.CANCELLED, reason, by=by, now=now)
    register.record(meeting, deed=PUT_OFF, by=by, now=now)
    return meeting


def _put_off(meeting: Meeting, state: MeetingState, reason: str, *, by: Viewer, now: datetime) -> Meeting:
    must_be_clerk(by)
    before = Meeting.objects.values_list("state", flat=True).get(pk=meeting.pk)
    meeting = minutes.set_state(meeting, state=state, by=by, now=now)
    row = PutOff(meeting=meeting, state=state.value, before=before, recorded_at=now)
    row.reason = register.sealed(row, "reason", reason)
    row.save(force_insert=True)
    return meeting


@transaction.atomic
def undo_put_off(meeting: Meeting, *, by: Viewer, now: datetime) -> Meeting:
    """Let a meeting be again what it was before it was put off or called off; the new day is given up.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: it was not put off, or the new day is no draft any more. Nothing is stored.
        ToldAlready: members were told, or its day was given to another meeting. Nothing is stored.
    """
    must_be_clerk(by)
    row = reads.put_off_of(meeting)
    if row is None:
        raise NotFromHere("This meeting was not put off. Nothing was changed.")
    if row.told_at is not None:
        raise ToldAlready("Members were told. Nothing was changed. Plan a new meeting.")
    if meetings_reads.day_is_taken(meeting.body, meeting.held_on):
        raise ToldAlready("Another meeting has this day now. Nothing was changed. Move that one first.")
    for on in Meeting.objects.filter(continues=meeting):
        minutes.give_up_day(on, by=by, now=now)
    meeting = minutes.set_state(meeting, state=MeetingState(row.before), by=by, now=now)
    row.undone_at = now
    row.save(update_fields=["undone_at"])
    register.record(meeting, row, deed=UNDO_PUT_OFF, by=by, now=now)
    return meeting


@transaction.atomic
def tell_put_off(meeting: Meeting, *, by: Viewer, now: datetime) -> int:
    """Tell everybody who was summoned that the meeting is off, in the way in which the summons goes to them.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: it was not put off, or nobody was summoned. Nothing is stored.
        ToldAlready: they were told. Nothing is stored.
    """
    must_be_clerk(by)
    row, summons = reads.put_off_of(meeting), reads.summons_of(meeting)
    if row is None or summons is None:
        raise NotFromHere("Nobody was summoned to this meeting. Nothing was sent.")
    if row.told_at is not None:
        raise ToldAlready("Members were told already. Nothing was sent.")
    on = Meeting.objects.filter(continues=meeting).first()
    after = f"It is held on {_when(on)} instead. You get another summons.\n" if on else ""
    subject = f"{row.state.capitalize()}: {meeting.body.name}, {_when(meeting)}"
    # The reason may tell of a person, so it stays in the record.
    body = f"The meeting of the {meeting.body.name} on {_when(meeting)} is {row.state}.\n{after}"
    called = {one.person for one in Delivery.objects.filter(summons=summons, about=None).select_related("person")}
    _deliver(summons, called, row, subject=subject, body=body, file=None, by=by, now=now)
    row.told_at = now
    row.save(update_fields=["told_at"])
    register.record(meeting, row, deed=TELL_PUT_OFF, by=by, now=now)
    return len(called)


@transaction.atomic
def go_on(
    meeting: Meeting,
    *,
    held_on: date,
    starts: time | None,
    place: str | None,
    remaining: Collection[UUID],
    by: Viewer,
    now: datetime,
) -> Meeting:
    """Set the day on which an adjourned meeting goes on, with the items that remain and no others.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere, CannotMove: see `minutes.continue_meeting`. Nothing is stored.
        AgendaShut: no item remains. Nothing is stored.
    """
    must_be_clerk(by)
    on = minutes.continue_meeting(meeting, held_on=held_on, starts=starts, place=place, by=by, now=now)
    meetings.carry_agenda(meeting, to=on, only=remaining, by=by, now=now)
    register.record(on, meeting, deed=GO_ON, by=by, now=now)
    return on


@transaction.atomic
def circulate(meeting: Meeting, *, link: str, by: Viewer, now: datetime) -> int:
    """Send the draft of the notes round: a letter with a link to everybody on the panel who can sign in.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: the notes are not in the record, or approved. Nothing is stored.
    """
    meeting = minutes.set_state(meeting, state=MeetingState.CIRCULATED, by=by, now=now)
    told = people.addresses(now=now)
    for person, address in told:
        body = (
            f"Dear {person.name},\n\nThe draft notes of the {meeting.body.name} of {_when(meeting)} are ready.\n\n"
            f"Sign in to read them:\n{link}\n\nTell the clerk what is wrong in them. They are approved next.\n"
        )
        subject = f"{meeting.body.name}, {_when(meeting)}: draft notes"
        correspondence.leave(address, subject=subject, body=body, by=by, now=now)
    register.record(meeting, deed=CIRCULATE, by=by, now=now)
    return len(told)


@transaction.atomic
def take_back_notes(meeting: Meeting, *, by: Viewer, now: datetime) -> Meeting:
    """Let circulated notes be a draft again.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: they are not circulated. Nothing is stored.
    """
    if meeting.state != MeetingState.CIRCULATED:
        raise NotFromHere("These notes are not circulated. Nothing was changed.")
    meeting = minutes.set_state(meeting, state=MeetingState.NOTES_DRAFTED, by=by, now=now)
    register.record(meeting, deed=TAKE_BACK, by=by, now=now)
    return meeting


@transaction.atomic
def publish(meeting: Meeting, *, by: Viewer, now: datetime) -> Meeting:
    """Note that the approved notes are published. What the public reads is decided paragraph by paragraph.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
        NotFromHere: the notes are not approved. Nothing is stored.
    """
    meeting = minutes.set_state(meeting, state=MeetingState.PUBLISHED, by=by, now=now)
    register.record(meeting, deed=PUBLISH, by=by, now=now)
    return meeting
