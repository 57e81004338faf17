"""A town is made: its folder, its keys, its clerk and the agreement; and the example, made of invented people."""

import argparse
import os
from dataclasses import replace
from datetime import date, time, timedelta
from importlib.resources import files

from wardmote.cli.main import Stop, open_town
from wardmote.desk.rules.founding import (
    AGREEMENT,
    NO_SEAT,
    POLICE_CONTACT,
    Founding,
    NextMeeting,
    Unread,
    Unsound,
    clerks_seat,
    must_be_sound,
    read_member,
)
from wardmote.desk.rules.founding import FOUNDER as ON_A_PAGE
from wardmote.documents.read import read as read_file
from wardmote.govuk.words import time_typed
from wardmote.law.rules import kind_of_body
from wardmote.towns.folder import EXAMPLE_SLUG, first_town, load_town, make_town, own_slugs, town_slugs, var_folder

EXAMPLE_NAME = "Hexcombe Town Council"
EXAMPLE_INSPECTOR = "Ottoline Larkwhistle"
EXAMPLE_PEOPLE = (
    ("Pia Ledgerwood", "Town Clerk", "clerk", True),
    ("Hugo Marrowby", "Chair of the panel", "member", True),
    ("Tansy Oake", "Mayor", "member", True),
    ("Wilf Quillfeather", "Chair of Amenities", "member", False),
    (EXAMPLE_INSPECTOR, "Inspector", "police", True),
)
EXAMPLE_NOTES = ("notes-2026-07-31.txt", "notes-2026-09-25.txt")
SEATED_ON = date(2026, 5, 1)
FOUNDER = replace(ON_A_PAGE, capacity="founder (command line)")


def town(typed: argparse.Namespace) -> int:
    """Make a town with the six things of the first page, or list the towns here.

    Raises:
        Stop: something is missing or cannot be so; no town was made.
    """
    if typed.what == "list":
        for slug in town_slugs():
            print(f"{slug:<30} {load_town(slug).name}")
        return 0
    if not typed.name or not typed.clerk:
        raise Stop('Give the town and its clerk: ./wardmote town new "Anytown" --clerk "Ada Clerk" --email ada@…')
    founding = _six_things(typed)
    document = read_file(typed.notes) if typed.notes else None
    if document and (document.starts_at is None or not (document.body or typed.body)):
        raise Stop("The notes do not say on which day which body met. No town was made. Leave --notes out; use `take`.")
    if founding.next and not (founding.body or document):
        raise Stop("A meeting is of a body. No town was made. Give it as well: --body NAME")
    made = make_town(typed.name)
    open_town(made.slug)
    _tables()
    from django.utils import timezone

    from wardmote.desk import writes

    notes = None
    if document:
        document = replace(document, next_meeting=None) if founding.next else document
        notes = writes.Notes(document, typed.notes.read_bytes(), typed.notes.name)
    writes.found_town(founding, notes=notes, password=None, by=FOUNDER, now=timezone.now())
    print(f"Made {made.name} in {made.folder}; its keys lie apart, in {var_folder() / 'keys'}. Keep a copy of them.")
    print(f"On paper, for the safe: ./wardmote keys sheet --out keys.pdf --town {made.slug}")
    print(f'The clerk signs the agreement first: ./wardmote sign "{typed.clerk}" --town {made.slug}')
    if typed.email:
        print(
            f"To sign in: ./wardmote serve --town {made.slug}\n"
            "On the sign-in page choose “I have forgotten my password”; the letter lies in the town's mail folder."
        )
    return 0


def _six_things(typed: argparse.Namespace) -> Founding:
    """What was typed, read as the first page reads it.

    Raises:
        Stop: a person, an address or a day was not understood, or cannot be so.
    """
    seat = clerks_seat(typed.name)
    try:
        clerk = read_member(f"{typed.clerk}, {seat}, {typed.email or ''}")
        members = tuple(read_member(one) for one in typed.member)
        police = read_member(typed.police) if typed.police else None
        if police and police.seat == NO_SEAT:
            police = replace(police, seat=POLICE_CONTACT)
        founding = Founding(
            town=typed.name,
            clerk=clerk,
            body=typed.body,
            body_kind=kind_of_body(typed.body or ""),
            members=members,
            next=_next_meeting(typed.meeting) if typed.meeting else None,
            police=police,
        )
        must_be_sound(founding, today=date.today())
    except Unread as why:
        raise Stop(
            f"A person was not understood: {why}. No town was made. Write it like “Ben Member, Mayor”."
        ) from None
    except Unsound as fault:
        raise Stop(str(fault)) from None
    return founding


def _next_meeting(words: str) -> NextMeeting:
    when, _, place = words.partition(",")
    day, _, clock = when.strip().partition(" ")
    try:
        return NextMeeting(date.fromisoformat(day), time_typed(clock) if clock else None, place.strip() or None)
    except ValueError:
        raise Stop(f"“{words}” is no meeting. No town was made. Write it like “2026-12-11 10:15, Town Hall”.") from None


def open_or_begin(slug: str | None) -> None:
    """Open the town; where there is none but the example, an empty one, which the first page of a browser begins."""
    if slug is None and "WARDMOTE_TOWN" not in os.environ and own_slugs() in ([], [EXAMPLE_SLUG]):
        slug = first_town().slug
    open_town(slug)
    from wardmote.register.reads import claimed

    if not claimed():  # new, or its making was interrupted
        _tables()


def _tables() -> None:
    """The tables of the record, if it has none; an old one is upgraded, with a backup first."""
    from wardmote.cli.upgrade import bring_up_a_new_one, upgrade

    if not bring_up_a_new_one():
        upgrade(argparse.Namespace())


def _found(people_and_seats: list[tuple[str, str, str, bool]], *, emails: dict[str, str | None]) -> None:
    """The agreement, and the people in their seats; those who have signed sign. All of it, or none of it."""
    from django.db import transaction
    from django.utils import timezone

    from wardmote.confidentiality import writes as confidentiality
    from wardmote.minutes.reads import viewer_for
    from wardmote.people import writes as people
    from wardmote.people.rules import SeatKind
    from wardmote.register.rules import london_date

    now = timezone.now()
    with transaction.atomic():
        confidentiality.adopt(AGREEMENT, by=FOUNDER, now=now)
        for name, seat_name, kind, signed in people_and_seats:
            person = people.add_person(name, by=FOUNDER, now=now)
            seat = people.add_seat(seat_name, kind=SeatKind(kind), by=FOUNDER, now=now)
            people.seat_person(person, seat=seat, from_on=min(SEATED_ON, london_date(now)), by=FOUNDER, now=now)
            if emails.get(name):
                people.open_sign_in(person, email=emails[name] or "", password=None, by=FOUNDER, now=now)
            if signed:
                confidentiality.sign(name, by=viewer_for(person.pk, now=now), now=now)


def example(typed: argparse.Namespace) -> int:
    """Make the example town, if it is not there, and do the main job on it: read, carry over, write the pack."""
    if EXAMPLE_SLUG not in town_slugs():
        make_town(EXAMPLE_NAME, example=True)
    open_town(EXAMPLE_SLUG)
    from django.utils import timezone

    from wardmote.people import reads as people

    _tables()
    if not people.holders(now=timezone.now()):  # new, or its making was interrupted
        emails = {name: f"{name.split()[0].lower()}@hexcombe.example" for name, *_ in EXAMPLE_PEOPLE}
        _found(list(EXAMPLE_PEOPLE), emails=dict(emails))
    if typed.serve is None:
        _main_job()
        return 0
    from wardmote.cli.serve import serve_on

    return serve_on(typed.serve, meanwhile=_main_job)


def _main_job() -> None:
    """In the terminal, what the software is for. Safe to do again: the same notes twice change nothing."""
    from django.utils import timezone

    from wardmote.cli.benches import keep_benches
    from wardmote.cli.example_membership import membership
    from wardmote.cli.example_police import policing, supplied
    from wardmote.cli.example_proposals import proposals
    from wardmote.cli.example_year import year
    from wardmote.cli.lending import lend_figures
    from wardmote.cli.reading import understood
    from wardmote.cli.record import carried_words
    from wardmote.cli.standing import standing
    from wardmote.documents.paper_pdf import to_pdf
    from wardmote.documents.read import read_bytes
    from wardmote.meetings import writes as meetings
    from wardmote.meetings.agenda import agenda
    from wardmote.meetings.pack import pack
    from wardmote.minutes import reads as minutes
    from wardmote.minutes import writes as minutes_writes
    from wardmote.towns.folder import write_whole

    now = timezone.now()
    clerk, name = standing(None, now=now)
    for file_name in EXAMPLE_NOTES:
        content = files("wardmote.cli").joinpath("example", file_name).read_bytes()
        document = read_bytes(content, name=file_name)
        taken = meetings.take(
            document, content=content, file_name=file_name, body_name=None, held_on=None, by=clerk, now=now
        )
    for same, earlier, later in minutes.proposals(viewer=clerk, now=now):
        if earlier == later:  # the clerk says yes where the headings are the same, and has still to judge the others
            meetings.join_matters(same.pk, by=clerk, now=now)
    print(f"EXAMPLE: last meeting's notes ({file_name}), as understood:\n\n{understood(document)}\n")
    print(f"EXAMPLE: what the notes claim, held against published figures:\n\n{lend_figures(clerk, now=now)}\n")
    inspector, _ = standing(EXAMPLE_INSPECTOR, now=now)
    told = supplied(inspector=inspector, now=now)
    print(f"EXAMPLE: counts that nobody publishes, invented, as the police released them:\n\n{told}\n")
    planned = minutes.next_meeting(now=now, viewer=clerk) or minutes_writes.plan_meeting(
        taken.meeting.body,
        held_on=_friday_in_six_weeks(now.date()),
        starts=time(10, 15),
        place="Council Chamber, Hexcombe Town Hall",
        by=clerk,
        now=now,
    )
    print(f"EXAMPLE: the benches were taken away. Did it work?\n\n{keep_benches(by=clerk, now=now)}\n")
    made = agenda(planned, viewer=clerk, now=now)
    print(f"EXAMPLE: what the next agenda carries over:\n\n{carried_words(made)}\n")
    out = load_town(EXAMPLE_SLUG).folder / "EXAMPLE-pack.pdf"
    content = to_pdf(pack(made, reader=name, now=now))
    meetings.hand_out_pack(planned, rows=made.shown, by=clerk, now=now)
    write_whole(out, content)
    print(f"EXAMPLE: wrote the next meeting's pack: {out}")
    policing(planned, clerk=clerk, now=now)
    membership(planned, clerk=clerk, now=now)
    proposals(planned, clerk=clerk, now=now)
    year(planned.body, clerk=clerk, now=now)


def _friday_in_six_weeks(today: date) -> date:
    return today + timedelta(days=42 + (4 - today.weekday()) % 7)
