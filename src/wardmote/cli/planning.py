"""The agenda in a terminal: it goes out as a Word file, and what comes back is taken difference by difference."""

import argparse
import sys

from django.utils import timezone

from wardmote.cli.main import Stop
from wardmote.cli.reading import shown
from wardmote.cli.record import meeting_named
from wardmote.cli.standing import sentences, standing
from wardmote.confidentiality.rules import has_signed
from wardmote.documents.agenda_word import LARGEST, agenda_of
from wardmote.documents.paper_word import to_docx
from wardmote.documents.source import Unreadable
from wardmote.govuk.words import count_of, long_date
from wardmote.meetings import writes as meetings
from wardmote.meetings.agenda import agenda as agenda_now
from wardmote.meetings.pack import Returned, agenda_paper, returned
from wardmote.minutes.models import Meeting
from wardmote.register.rules import Viewer
from wardmote.register.writes import consulted
from wardmote.towns.folder import write_whole


def agenda(typed: argparse.Namespace) -> int:
    """Write the agenda out, or show what a file changes and take what is said yes to."""
    if (typed.file is None) == (typed.out is None):
        raise Stop("Give the file that comes back, or --out FILE to write the agenda. Nothing was done.")
    with sentences():
        viewer, _ = standing(typed.person, now=timezone.now())
        meeting = meeting_named(typed, viewer, timezone.now())
    return _write(typed, meeting, viewer) if typed.out else _give_back(typed, meeting, viewer)


def _write(typed: argparse.Namespace, meeting: Meeting, viewer: Viewer) -> int:
    if typed.out.suffix.lower() != ".docx":
        raise Stop(f"An agenda to be changed is a .docx, not “{typed.out.name}”. Nothing was written.")
    with sentences():
        now = timezone.now()
        made = agenda_now(meeting, viewer=viewer, now=now)
        if not made.items:
            raise Stop("There is no standing order yet, so there is no agenda. Nothing was written.")
        version = meetings.hand_out_agenda(meeting, rows=made.on_agenda, by=viewer, now=now)
    saw_all = has_signed(viewer, now)
    content = to_docx(agenda_paper(made, number=version.number, saw_all=saw_all, now=now))
    try:
        write_whole(typed.out, content)
    except OSError as error:
        raise Stop(f"The agenda could not be written to {typed.out}: {error.strerror}. Choose another place.") from None
    print(f"Wrote {typed.out}: the agenda of {long_date(meeting.held_on)}.")
    return 0


def _give_back(typed: argparse.Namespace, meeting: Meeting, viewer: Viewer) -> int:
    try:
        content = typed.file.read_bytes() if typed.file.stat().st_size <= LARGEST else b" " * (LARGEST + 1)
    except OSError as error:
        raise Unreadable(f"{typed.file.name} can't be opened: {error.strerror}. Nothing was changed.") from None
    with sentences():
        now = timezone.now()
        page = returned(meeting, agenda_of(content, name=typed.file.name), viewer=viewer, now=now)
        consulted(page.shown, by=viewer, now=now)
        _say(page)
        if not page.differences:
            print("This file changes nothing: the agenda in the record says the same.")
            return 0
        taken = {one.key for one in page.differences} if typed.all else _asked(page)
        if not taken:
            print("Nothing was taken, and nothing was changed.")
            return 0
        meetings.take_agenda(
            meeting,
            theirs=page.theirs,
            made_from=page.made_from,
            saw_all=page.saw_all,
            taken=taken,
            by=viewer,
            now=timezone.now(),
        )
    print(f"{count_of(len(taken), 'change')} taken, {len(page.differences) - len(taken)} left.")
    return 0


def _say(page: Returned) -> None:
    """What stands beside the differences."""
    if page.card_lost:
        print("This file no longer says from which agenda it was made. Items were told by their words.")
    for title, lines in (
        ("Changed in the record since (it stays):", page.since),
        ("In the file, and not taken:", page.theirs.not_taken),
        ("Comments (not kept):", page.comments),
    ):
        if lines:
            print(shown("\n  ".join([title, *lines])))


def _asked(page: Returned) -> set[str]:
    """Each difference with a question; where nobody can answer, all are shown and none is taken."""
    taken = set()
    for one in page.differences:
        beside = [*(["tracked change"] if one.tracked else []), *(["guessed"] if one.guessed else [])]
        lines = [one.says + (f" ({', '.join(beside)})" if beside else ""), *one.words.splitlines(), one.also]
        print(shown("\n    ".join(line for line in lines if line)))
        if sys.stdin.isatty() and input("  Take it? y or n: ").strip().lower() in {"y", "yes"}:
            taken.add(one.key)
    return taken
