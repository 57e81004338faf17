"""A town is made: its folder, its keys, its clerk and the agreement; and the example, made of invented people."""

import argparse
from datetime import date, time, timedelta
from importlib.resources import files

from wardmote.cli.main import Stop, open_town
from wardmote.register.rules import Viewer
from wardmote.towns.folder import EXAMPLE_SLUG, load_town, make_town, town_slugs, var_folder

AGREEMENT = """Confidentiality agreement

At meetings of the panel I may hear or read things that are confidential. I agree:

1. to tell nobody outside the panel what is marked confidential or restricted;
2. to keep papers and screens where nobody else can read them, and to give papers back when asked;
3. to use what I learn only for the work of the panel;
4. to tell the clerk at once if something has got out;
5. to leave the room, and the papers, of any matter in which I have an interest.

This goes on after I leave the panel. It holds for one year from the day I sign, and is signed again each year."""

EXAMPLE_NAME = "Hexcombe Town Council"
EXAMPLE_PEOPLE = (
    ("Pia Ledgerwood", "Town Clerk", "clerk", True),
    ("Hugo Marrowby", "Chair of the panel", "member", True),
    ("Tansy Oake", "Mayor", "member", True),
    ("Wilf Quillfeather", "Chair of Amenities", "member", False),
    ("Ottoline Larkwhistle", "Inspector", "police", True),
)
EXAMPLE_NOTES = ("notes-2026-07-31.txt", "notes-2026-09-25.txt")
SEATED_ON = date(2026, 5, 1)
FOUNDER = Viewer(person_id=None, capacity="founder (command line)", on_panel=True, keeps_record=True)


def town(typed: argparse.Namespace) -> int:
    """Make a town, or list the towns here."""
    if typed.what == "list":
        for slug in town_slugs():
            print(f"{slug:<30} {load_town(slug).name}")
        return 0
    if not typed.name or not typed.clerk:
        raise Stop('Give the town and its clerk: ./wardmote town new "Anytown" --clerk "Ada Clerk" --email ada@…')
    made = make_town(typed.name)
    open_town(made.slug)
    _tables()
    _found([(typed.clerk, "Town Clerk", "clerk", False)], emails={typed.clerk: typed.email})
    print(f"Made {made.name} in {made.folder}; its keys lie apart, in {var_folder() / 'keys'}. Keep a copy of them.")
    print(f"On paper, for the safe: ./wardmote keys sheet --out keys.pdf --town {made.slug}")
    print(f'The clerk signs the agreement first: ./wardmote sign "{typed.clerk}" --town {made.slug}')
    return 0


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
    planned = minutes.next_meeting(now=now, viewer=clerk) or minutes_writes.plan_meeting(
        taken.meeting.body,
        held_on=_friday_in_six_weeks(now.date()),
        starts=time(10, 15),
        place="Council Chamber, Hexcombe Town Hall",
        by=clerk,
        now=now,
    )
    made = agenda(planned, viewer=clerk, now=now)
    print(f"EXAMPLE: what the next agenda carries over:\n\n{carried_words(made)}\n")
    out = load_town(EXAMPLE_SLUG).folder / "EXAMPLE-pack.pdf"
    content = to_pdf(pack(made, reader=name, now=now))
    meetings.hand_out_pack(planned, rows=made.shown, by=clerk, now=now)
    write_whole(out, content)
    print(f"EXAMPLE: wrote the next meeting's pack: {out}")


def _friday_in_six_weeks(today: date) -> date:
    return today + timedelta(days=42 + (4 - today.weekday()) % 7)
