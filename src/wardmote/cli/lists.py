"""`wardmote bring-in`: a list of members or of past meetings, first as a preview, then stored."""

import argparse

from django.utils import timezone

from wardmote.cli.main import PARTLY, Stop
from wardmote.cli.standing import sentences, standing
from wardmote.confidentiality.rules import must_be_clerk
from wardmote.desk import writes
from wardmote.desk.reads.lists import judged
from wardmote.desk.rules.lists import MOST_BYTES, NotAList, NothingNew, Outcome, counted, read_sheet
from wardmote.govuk.words import count_of
from wardmote.membership.rules import MembershipNeeds
from wardmote.register.writes import consulted


def bring_in(typed: argparse.Namespace) -> int:
    """Print what each line of a list would do; with --yes store those that can be understood.

    Raises:
        Stop: the file is no list, or a deed was refused. Nothing is stored.
    """
    try:
        with typed.file.open("rb") as file:
            sheet = read_sheet(file.read(MOST_BYTES + 1))
    except OSError as error:
        raise Stop(f"{typed.file} could not be read: {error.strerror}. Nothing was stored.") from None
    except NotAList as refusal:
        raise Stop(str(refusal)) from None
    with sentences():
        now = timezone.now()
        viewer, _ = standing(typed.person, now=now)
        must_be_clerk(viewer)
        lines, shown = judged(sheet, viewer=viewer, now=now)
        consulted(shown, by=viewer, now=now)
    for heading in sheet.unread:
        print(f"Not read, because its heading is not known: {heading}")
    for one in lines:
        print(f"line {one.number}: {one.outcome.value}: {one.words}" + (f". {one.says}" if one.says else ""))
    counts = counted(lines)
    print(", ".join(f"{many} {outcome.value}" for outcome, many in counts.items()) + ".")
    if not typed.yes:
        print("Nothing is stored yet. To store it: the same command with --yes")
        return PARTLY if counts[Outcome.LEFT_OUT] else 0
    try:
        with sentences():
            done = writes.bring_in(sheet, by=viewer, now=now)
    except NothingNew as said:
        print(said)
    except MembershipNeeds as refusal:
        raise Stop(f"{refusal} No line was stored.") from None
    else:
        left = done.counts[Outcome.LEFT_OUT]
        print(f"{count_of(done.row.lines, 'line')} stored, {left} left out. No letter was sent.")
    return PARTLY if counts[Outcome.LEFT_OUT] else 0
