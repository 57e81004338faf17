"""Who acts when a command is typed: the person named, else the clerk; the event names the operator as well."""

import os
import pwd
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from wardmote.actions.rules import OutOfOrder
from wardmote.cli.main import Stop
from wardmote.confidentiality.rules import NotHere, NothingToSign, NotSignedAs, Refused
from wardmote.meetings.rules import AgendaShut, ChangedMeanwhile, NoDate, NotThisAgenda
from wardmote.minutes.reads import viewer_for
from wardmote.minutes.rules import CannotMove, NotesNeed, NotFromHere, TakenAlready
from wardmote.people import reads as people
from wardmote.people.rules import NotDone, SeatKind
from wardmote.public.rules import Changed, NotBySamePerson
from wardmote.register.rules import Viewer
from wardmote.seals.envelope import SealBroken

CAPACITY_LENGTH = 40


def standing(person: str | None, *, now: datetime) -> tuple[Viewer, str]:
    """The viewer for whom a command acts, and their name.

    Raises:
        Stop: there is no such person in a seat today, or several clerks and nobody was named.
    """
    held = people.holders(now=now)
    if person is None:
        clerks = {p.pk: p for p, _, kind in held if kind is SeatKind.CLERK}
        if not clerks:  # a restore found that the last clerk's seat had ended: whoever runs the machine names the next
            return replace(host(), on_panel=True, keeps_record=True), "the host"
        if len(clerks) != 1:
            raise Stop("There is more than one clerk in this town. Nothing was done. Say who acts: --as PERSON")
        (who,) = clerks.values()
    else:
        found = {p.pk: p for p, _, _ in held if p.name.casefold() == person.casefold()}
        if len(found) != 1:
            raise Stop(f"Nobody called “{person}” holds a seat today. Nothing was done.")
        (who,) = found.values()
    viewer = viewer_for(who.pk, now=now)
    typist = operator()
    return replace(viewer, capacity=viewer.capacity[: CAPACITY_LENGTH - len(typist)] + typist), who.name


def host() -> Viewer:
    """Whoever runs the machine, for what is done on nobody's behalf."""
    return Viewer(person_id=None, capacity="host" + operator())


def operator() -> str:
    """Who types, as the log has it; of the process itself: a variable of the environment could name anybody."""
    return f" (command line: {pwd.getpwuid(os.getuid()).pw_name[:16]})"


@contextmanager
def sentences() -> Iterator[None]:
    """Turn every refusal of a deed into the one sentence that the terminal shows.

    Raises:
        Stop: in place of the refusal.
    """
    try:
        yield
    except NotHere:
        raise Stop("There is nothing of that name here. Nothing was done.") from None
    except Refused as refused:
        raise Stop(f"{refused.refusal.reason} Nothing was stored. {refused.refusal.remedy}") from None
    except NotesNeed as need:
        raise Stop(f"{need} (--on DATE, --body NAME)") from None
    except NoDate as need:
        raise Stop(f"{need} (--on DATE --at TIME)") from None
    except (AgendaShut, CannotMove, ChangedMeanwhile, NotThisAgenda) as said:
        raise Stop(str(said)) from None
    except (
        TakenAlready,
        NotFromHere,
        NotSignedAs,
        NothingToSign,
        NotDone,
        OutOfOrder,
        NotBySamePerson,
        Changed,
        SealBroken,
    ) as said:
        raise Stop(str(said)) from None
