"""Commands on a town's record: sign, take, pack, carried, release, verify."""

import argparse
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from wardmote.cli.main import PARTLY, Stop
from wardmote.cli.reading import shown
from wardmote.cli.standing import sentences, standing
from wardmote.confidentiality import writes as confidentiality
from wardmote.documents.paper_pdf import to_pdf
from wardmote.documents.paper_word import to_docx
from wardmote.documents.read import read as read_file
from wardmote.documents.several import Given, in_order
from wardmote.govuk.words import count_of, long_date
from wardmote.meetings import reads as meetings_reads
from wardmote.meetings import writes as meetings
from wardmote.meetings.agenda import Agenda, agenda
from wardmote.meetings.pack import pack as pack_paper
from wardmote.meetings.rules import NO_DATE, NoDate
from wardmote.minutes import reads as minutes
from wardmote.minutes import writes as minutes_writes
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import NotesNeed
from wardmote.public import reads as public
from wardmote.public import writes as public_writes
from wardmote.register import reads as register
from wardmote.register.rules import Viewer
from wardmote.register.writes import consulted
from wardmote.towns.folder import write_whole

FORMS = {".pdf": to_pdf, ".docx": to_docx}


def sign(typed: argparse.Namespace) -> int:
    """Sign the agreement in force as oneself."""
    with sentences():
        now = timezone.now()
        viewer, _ = standing(typed.person or typed.name, now=now)
        signature = confidentiality.sign(typed.name, by=viewer, now=now)
    print(f"Signed. It holds until {long_date(signature.until_at.date())}.")
    return 0


def take(typed: argparse.Namespace) -> int:
    """Take notes into the record, and say what is asked of the clerk; of a folder, every file, the oldest first."""
    if typed.file.is_dir():
        return _take_folder(typed)
    document = read_file(typed.file)  # says what is wrong with the file before anything else
    content = typed.file.read_bytes()
    with sentences():
        now = timezone.now()
        viewer, _ = standing(typed.person, now=now)
        taken = meetings.take(
            document,
            content=content,
            file_name=typed.file.name,
            body_name=typed.body,
            held_on=typed.on,
            by=viewer,
            now=now,
        )
        meeting = taken.meeting
        if not taken.new:
            print(f"This file is in the record already ({meeting.reference}). Nothing was changed.")
            return 0
        said = document.statements()
        print(f"Taken: {meeting.body.name}, {long_date(meeting.held_on)} ({meeting.reference}).")
        print(f"{count_of(len(document.items), 'item')}, {count_of(len(said), 'statement')}.")
        waiting = meetings_reads.waiting(viewer=viewer, now=now)
        consulted(waiting.shown, by=viewer, now=now)
    for _, earlier, later in waiting.matters:
        print(f"Is “{later}” the same matter as “{earlier}”? Say so on the page “Are these the same?”.")
    for hidden in document.hidden:
        print(f"Note: {hidden.says}")
    if viewer.signed_until is None:
        print("You have not signed the confidentiality agreement: what the police said is closed to you.")
    return 0


def _take_folder(typed: argparse.Namespace) -> int:
    """Take each file of a folder by itself. What can't be taken is named; the others are in the record."""
    if typed.on:
        raise Stop("One day cannot be that of every file. Nothing was stored. Leave --on out.")
    files = [(path.name, path.read_bytes()) for path in sorted(typed.file.iterdir()) if path.is_file()]
    if not files:
        raise Stop(f"There is no file in {typed.file}. Nothing was stored.")
    left = 0
    for one in in_order(files):
        print(f"{one.name}: {(said := _take_one(one, typed))}", flush=True)
        left += not said.startswith(("taken", "in the record"))
    print(f"{count_of(len(files) - left, 'file')} of {len(files)} in the record. Check the oldest meeting first.")
    return PARTLY if left else 0


def _take_one(one: Given, typed: argparse.Namespace) -> str:
    if one.document is None:
        return one.why_not
    try:
        with sentences():
            now = timezone.now()
            by, _ = standing(typed.person, now=now)
            told = {"content": one.content, "file_name": one.name, "body_name": typed.body, "held_on": None}
            taken = meetings.take(one.document, **told, by=by, now=now)
    except Stop as refusal:
        return str(refusal)
    return f"taken, {long_date(taken.meeting.held_on)}" if taken.new else "in the record already"


def pack(typed: argparse.Namespace) -> int:
    """Make the pack for one reader and write it whole."""
    form = FORMS.get(typed.out.suffix.lower())
    if form is None:
        raise Stop(f"A pack is a .pdf or a .docx, not “{typed.out.suffix or typed.out.name}”. Nothing was written.")
    if typed.meeting and typed.on:
        raise Stop("Give the meeting, or the day of a new one, not both. Nothing was made.")
    if (typed.at or typed.place) and not typed.on:
        raise Stop("A time and a place go with the day: --on DATE --at TIME --place NAME. Nothing was made.")
    with sentences():
        now = timezone.now()
        viewer, name = standing(typed.person, now=now)
        meeting = meeting_named(typed, viewer, now)
        made = agenda(meeting, viewer=viewer, now=now)
        content = form(pack_paper(made, reader=name, now=now), large_print=typed.large_print)
        meetings.hand_out_pack(meeting, rows=made.shown, by=viewer, now=now)
    try:
        write_whole(typed.out, content)
    except OSError as error:
        raise Stop(f"The pack could not be written to {typed.out}: {error.strerror}. Choose another place.") from None
    print(f"Wrote {typed.out}: {meeting.body.name}, {long_date(meeting.held_on)}, for {name}.")
    return 0


def meeting_named(typed: argparse.Namespace, viewer: Viewer, now: datetime) -> Meeting:
    """The meeting that was typed, by reference or day; else the next one, planned here if a day was given.

    Raises:
        Stop, NotesNeed, NoDate: there is none.
    """
    if typed.meeting:
        wanted = typed.meeting.casefold()
        for meeting in minutes.meetings(viewer=viewer):
            if wanted in {meeting.reference.casefold(), str(meeting.pk), meeting.held_on.isoformat()}:
                return meeting
        raise Stop(f"There is no meeting “{typed.meeting}”. Nothing was made. Give its reference or its day.")
    if getattr(typed, "on", None):
        body = minutes.only_body()
        if body is None:
            raise NotesNeed("There is not just one body in the record. Nothing was made. Take its notes first.")
        return minutes_writes.plan_meeting(
            body, held_on=typed.on, starts=typed.at, place=typed.place, by=viewer, now=now
        )
    planned = minutes.next_meeting(now=now, viewer=viewer)
    if planned is None:
        raise NoDate(NO_DATE)
    return planned


def carried(typed: argparse.Namespace) -> int:
    """Print what the next agenda carries over."""
    with sentences():
        now = timezone.now()
        viewer, _ = standing(typed.person, now=now)
        meeting = minutes.next_meeting(now=now, viewer=viewer)
        if meeting is None:
            raise NoDate(NO_DATE)
        made = agenda(meeting, viewer=viewer, now=now)
        consulted(made.shown, by=viewer, now=now)
    print(shown(carried_words(made)))
    return 0


def carried_words(made: Agenda) -> str:
    """The next agenda with what it carries over, in plain lines."""
    rows = [f"{made.meeting.body.name}, {long_date(made.meeting.held_on)}"]
    for item in made.items:
        rows.append(f"{item.number:>3}. {item.title}")
        for matter in item.carried:
            rows.append("     " + " – ".join(part for part in (matter.title, matter.streak) if part))
            rows += [f"       {' '.join(line.words.split())} {line.asks}" for line in matter.lines]
    return "\n".join(rows)


def release(typed: argparse.Namespace) -> int:
    """Compose a release, or approve one as a second person."""
    with sentences():
        now = timezone.now()
        viewer, _ = standing(typed.person, now=now)
        if typed.approve:
            found = next((r for r in public.releases() if r.reference.casefold() == typed.approve.casefold()), None)
            if found is None:
                raise Stop(f"There is no release “{typed.approve}”. Nothing was published.")
            public_writes.approve(found.pk, by=viewer, now=now)
            print(f"Published: {settings.TOWN.releases / 'current'}")
            return 0
        pages = public.site(now=now)
        made = public_writes.compose(pages, by=viewer, now=now)
    print(f"Composed {made.reference}: {count_of(len(pages), 'page')}. A second person approves it:")
    print(f"./wardmote release --approve {made.reference} --as PERSON")
    return 0


def verify(typed: argparse.Namespace) -> int:
    """Check the log of events from the first to the last."""
    broken = register.first_break()
    if broken is not None:
        raise Stop(f"The log does not hold: event {broken} does not follow from the one before it.")
    print(f"The log holds: {count_of(register.events_kept(), 'event')}.")
    return 0
