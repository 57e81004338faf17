"""`./wardmote COMMAND`: what can be typed, and one plain sentence on anything that goes wrong."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from wardmote.cli.comparing_options import add_options, add_supplied
from wardmote.cli.days import day, time_of_day
from wardmote.documents.source import Unreadable
from wardmote.towns.folder import NoSuchTown, TownExists, load_town, own_slugs, town_slugs
from wardmote.towns.shut import UPGRADING, shut_by

PARTLY = 1  # something was left out, and is named; the rest is done
BAD_INPUT = 2


class Stop(Exception):
    """One plain sentence for the person at the terminal; the command exits with 2."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 1 partly, 2 bad input or a refusal, said in one sentence."""
    os.umask(0o077)  # what this leaves behind is for the operator alone
    typed = parser().parse_args(argv)
    try:
        if typed.needs_town:
            open_town(typed.town, also_shut=typed.also_shut)
        return int(typed.run(typed) or 0)
    except (Stop, Unreadable, NoSuchTown, TownExists) as sentence:
        print(sentence, file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return BAD_INPUT


def chosen_town(slug: str | None) -> str:
    """The town that is meant: the one named, or the only one here; the example stands back.

    Raises:
        NoSuchTown: there is none, or more than one and none was named.
    """
    here, own = town_slugs(), own_slugs()
    slug = slug or os.environ.get("WARDMOTE_TOWN") or (own[0] if len(own) == 1 else None)
    if slug is None:
        if not here:
            raise NoSuchTown('There is no town here yet. Make one: ./wardmote town new "Anytown" --clerk "Ada Clerk"')
        raise NoSuchTown(f"There is more than one town here ({', '.join(own)}). Say which: --town NAME")
    if slug not in here:
        raise NoSuchTown(f"There is no town “{slug}” here (towns: {', '.join(here) or 'none yet'}).")
    return slug


def open_town(slug: str | None, *, also_shut: bool = False) -> None:
    """Choose the town and start Django on it.

    Raises:
        NoSuchTown: there is none, or more than one and none was named.
        Stop: it is being upgraded, and the command is not one of those that look after that.
    """
    slug = chosen_town(slug)
    if not also_shut and shut_by(load_town(slug).folder) == UPGRADING:
        raise Stop(f"“{slug}” is being upgraded. Nothing was done. If that was interrupted: ./wardmote upgrade")
    os.environ["WARDMOTE_TOWN"] = slug
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.web.settings")
    import django

    django.setup()
    from wardmote.register.reads import of_another_town

    if of_another_town():
        raise NoSuchTown(f"This database is the record of another town than “{slug}”. Nothing was opened or changed.")


def parser() -> argparse.ArgumentParser:
    """Every command with its options; `docs/commands.md` is held against it by a test."""
    top = argparse.ArgumentParser(prog="wardmote", description="The working record of a police partnership panel.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(
        name: str,
        run: object,
        says: str,
        *,
        town: bool = True,
        person: bool = False,
        shut: bool = False,
        town_is: str = "the town's folder; not needed where there is only one",
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=says, description=says)
        made.set_defaults(run=run, needs_town=town, also_shut=shut)
        made.add_argument("--town", metavar="NAME", help=town_is)
        if person:
            made.add_argument("--as", dest="person", metavar="PERSON", help="who acts; the clerk if not given")
        return made

    read = command(
        "read",
        later("reading", "read"),
        "Read a file of notes, minutes or an agenda and say what was understood.",
        town=False,
    )
    read.add_argument("file", type=Path)
    form = read.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object (docs/reading.md)")
    form.add_argument("--reprint", action="store_true", help="the reading text again, from the tree")
    form.add_argument("--where", action="store_true", help="each sentence and the place of the record where it ends")

    demand = command(
        "demand", later("demand", "demand"), "Say which places and callers come again and again, as bands.", town=False
    )
    demand.add_argument("file", type=Path)
    demand.add_argument("--profile", type=Path, metavar="FILE", help="how the export is laid out")
    demand.add_argument("--json", action="store_true", help="one JSON object")

    town = command("town", later("founding", "town"), "Make a town, or list the towns here.", town=False)
    town.add_argument("what", choices=["new", "list"])
    town.add_argument("name", nargs="?", help="the town's name")
    town.add_argument("--clerk", metavar="PERSON", help="the clerk's name")
    town.add_argument("--email", metavar="ADDRESS", help="the clerk's e-mail address, to sign in with")
    town.add_argument("--body", metavar="NAME", help="the body that meets, such as Police Partnership Panel")
    one = "such as “Ben Member, Mayor, ben@…”"
    town.add_argument(
        "--member", action="append", default=[], metavar="PERSON", help=f"a member, {one}; again for each"
    )
    town.add_argument("--meeting", metavar="WHEN", help="the next meeting, such as “2026-12-11 10:15, Town Hall”")
    town.add_argument("--police", metavar="PERSON", help="the police contact, such as “Dee Even, Inspector, dee@…”")
    town.add_argument("--notes", type=Path, metavar="FILE", help="last meeting's notes")

    example = command(
        "example",
        later("founding", "example"),
        "Make the example town, if it is not there, and do the main job on it.",
        town=False,
    )
    example.add_argument("--serve", type=int, metavar="PORT", help="and serve its pages, as `serve` does")

    person = command(
        "person", later("seats", "person"), "List who is on the panel, seat somebody, or end a seat.", person=True
    )
    person.add_argument("what", choices=["list", "add", "end"])
    person.add_argument("name", nargs="?", help="the person's name")
    person.add_argument("--seat", metavar="SEAT", help="such as Mayor, or Chair of Amenities")
    person.add_argument("--kind", choices=["member", "clerk", "officer", "police"], default="member")
    person.add_argument("--email", metavar="ADDRESS", help="the address to sign in with")
    person.add_argument("--until", type=day, metavar="DATE", help="the first day without the seat, for a deputy")

    brought = command(
        "bring-in",
        later("lists", "bring_in"),
        "Bring in a list of members or of past meetings from CSV; without --yes, say what it would do.",
        person=True,
    )
    brought.add_argument("file", type=Path)
    brought.add_argument("--yes", action="store_true", help="store the lines that can be understood")

    let_in = command("let-in", later("seats", "let_in"), "Let somebody back in who lost their telephone: the last way.")
    let_in.add_argument("name", help="the person's full name")
    let_in.add_argument("--yes", action="store_true", help="it is really them")
    let_in.add_argument("--port", type=int, default=8000, help="the port that serve was given")

    sign = command(
        "sign", later("record", "sign"), "Sign the confidentiality agreement by typing one's own name.", person=True
    )
    sign.add_argument("name", help="the name of the person who signs")

    take = command(
        "take", later("record", "take"), "Take a file of notes, or a folder of old ones, into the record.", person=True
    )
    take.add_argument("file", type=Path)
    take.add_argument("--body", metavar="NAME", help="the body that met, where the notes do not say")
    take.add_argument("--on", type=day, metavar="DATE", help="the day of the meeting, where the notes do not say")

    pack = command("pack", later("record", "pack"), "Make the next meeting's pack.", person=True)
    pack.add_argument("--meeting", metavar="ID", help="the meeting's reference or day; the next one if not given")
    pack.add_argument("--out", type=Path, required=True, metavar="FILE", help="pack.pdf or pack.docx")
    pack.add_argument("--large-print", action="store_true", help="18 point")
    pack.add_argument("--on", type=day, metavar="DATE", help="set the day of the next meeting")
    pack.add_argument("--at", type=time_of_day, metavar="TIME", help="and its time, such as 10:15")
    pack.add_argument("--place", metavar="NAME", help="and its place")

    agenda = command(
        "agenda",
        later("planning", "agenda"),
        "Give an agenda back and see what it changes, or write it out.",
        person=True,
    )
    agenda.add_argument("file", type=Path, nargs="?", help="the Word file that comes back")
    agenda.add_argument("--meeting", metavar="ID", help="the meeting's reference or day; the next one if not given")
    agenda.add_argument("--all", action="store_true", help="take every difference without asking")
    agenda.add_argument("--out", type=Path, metavar="FILE", help="write the agenda to this Word file instead")

    command("carried", later("record", "carried"), "Say what the next agenda carries over.", person=True)

    says = "Search the record for words, as far as the person may see it."
    search = command("search", later("searching", "search"), says, person=True)
    search.add_argument("words", nargs="*", help="what to look for; without them a line is read, for no history")
    search.add_argument("--json", action="store_true", help="every result, as one JSON object")

    release = command(
        "release", later("record", "release"), "Compose or approve a release of the public record.", person=True
    )
    release.add_argument("--approve", metavar="REFERENCE", help="approve the release of this reference")

    due = command(
        "due", later("due", "due"), "Do what is due: send what lies in the outbox, and finish what was interrupted."
    )
    due.add_argument("--every", type=int, metavar="SECONDS", help="go on doing it")

    serve = command("serve", _serve, "Serve the pages on this machine, with worker and timer.", town=False)
    serve.add_argument("port", type=int, nargs="?", default=8000)

    links = command("links", _links, "Print fresh sign-in links for the example's people.")
    links.add_argument("--port", type=int, default=8000, help="the port that serve was given")

    command("verify", later("record", "verify"), "Check that the log of events holds.")
    command(
        "upgrade", later("upgrade", "upgrade"), "Back the record up, bring it to this version, and check it.", shut=True
    )
    _of_the_safe(command)
    _of_crime(command)
    return top


def _of_crime(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands around crime figures: those that are published, and those that the police supply."""
    says = "Load published crime figures, say which are there, verify them, compare a town's, or check a sentence."
    crime = command("crime", _crime, says, town=False, town_is="the town of which a sentence was said")
    crime.add_argument("what", choices=["load", "coverage", "verify", "compare", "check"])
    given = "downloads to load, the town to compare, or the sentence to check"
    crime.add_argument("given", nargs="*", metavar="FILE|TOWN|SENTENCE", help=given)
    add_options(crime)
    says = "Give, list or release the police's own counts of what nobody publishes, or show what was released."
    add_supplied(command("supplied", later("supplying", "supplied"), says, person=True))


def _of_the_safe(command: Callable[..., argparse.ArgumentParser]) -> None:
    """The commands around backups."""
    backup = command("backup", later("backup", "backup"), "Back the town up into one sealed file, and check it.")
    backup.add_argument("--out", type=Path, metavar="FOLDER", help="another folder, such as a stick")
    backup.add_argument("--prove", action="store_true", help="and restore it into a folder that is thrown away")

    restore = command(
        "restore",
        later("restore", "restore"),
        "Bring a town back from a backup, where there is nothing of it.",
        town=False,
    )
    restore.add_argument("file", type=Path)
    keys = restore.add_mutually_exclusive_group()
    keys.add_argument("--keys", type=Path, metavar="FILE", help="the town's key file, or a copy of it")
    keys.add_argument("--sheet", type=Path, metavar="FILE", help="the text of the key sheet; without it you type it")
    restore.add_argument("--endings", type=Path, metavar="FILE", help="one more list of what has ended")
    restore.add_argument("--json", action="store_true", help="say what came back as one JSON object")

    export = command(
        "export", later("exporting", "export"), "Write everything that the town has as open files, none of them sealed."
    )
    export.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="a new folder")
    export.add_argument("--yes", action="store_true", help="the confidential words as well, in the open")

    bring_in = command(
        "import",
        later("exporting", "import_"),
        "Bring a town in from open files, where there is nothing of it.",
        town=False,
    )
    bring_in.add_argument("folder", type=Path)

    seats = command(
        "seats",
        later("seats", "seats"),
        "After a restore: look through who holds which seat, and confirm it.",
        person=True,
    )
    seats.add_argument("what", choices=["list", "confirm"])
    seats.add_argument("number", nargs="?", type=int, help="how many seats the list has")

    keys_out = command(
        "keys", later("keys", "keys"), "Write the town's keys for the safe: on paper, or as a file.", town=False
    )
    keys_out.add_argument("what", choices=["sheet", "copy"])
    keys_out.add_argument("--out", type=Path, required=True, metavar="FILE", help="keys.pdf or keys.txt; keys.json")

    doctor = command("doctor", later("doctor", "doctor"), "Say what is well, what is not, and what to do.", shut=True)
    doctor.add_argument("--json", action="store_true", help="one JSON object")


def later(module: str, run: str) -> Callable[[argparse.Namespace], int]:
    """A command whose module is imported when it is called.

    Most need the town's settings first, and `read` needs no Django.
    """

    def called(typed: argparse.Namespace) -> int:
        return int(getattr(import_module(f"wardmote.cli.{module}"), run)(typed))

    return called


def _serve(typed: argparse.Namespace) -> int:
    from wardmote.cli.founding import open_or_begin

    open_or_begin(typed.town)
    from wardmote.cli.serve import serve

    return serve(typed)


def _crime(typed: argparse.Namespace) -> int:
    if typed.what in ("load", "coverage"):
        from wardmote.cli.crime import crime_coverage, crime_load

        return {"load": crime_load, "coverage": crime_coverage}[typed.what](typed)
    if typed.what == "verify":
        from wardmote.cli.verifying import crime_verify

        return crime_verify(typed)
    if not typed.given:
        raise Stop("Nothing was compared. Name the town, or give the sentence.")
    from wardmote.cli.comparing import crime_check, crime_compare

    return {"compare": crime_compare, "check": crime_check}[typed.what](typed)


def _links(typed: argparse.Namespace) -> int:
    from wardmote.cli.serve import links

    return links(typed)
