"""`./wardmote COMMAND`: what can be typed, and one plain sentence on anything that goes wrong."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

from wardmote.documents.source import Unreadable
from wardmote.towns.folder import NoSuchTown, TownExists, own_slugs, town_slugs

BAD_INPUT = 2


class Stop(Exception):
    """One plain sentence for the person at the terminal; the command exits with 2."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0 done, 2 bad input or a refusal, said in one sentence."""
    os.umask(0o077)  # what this leaves behind is for the operator alone
    typed = parser().parse_args(argv)
    try:
        if typed.needs_town:
            open_town(typed.town)
        return int(typed.run(typed) or 0)
    except (Stop, Unreadable, NoSuchTown, TownExists) as sentence:
        print(sentence, file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return BAD_INPUT


def open_town(slug: str | None) -> None:
    """Choose the town and start Django on it: the one named, or the only one here; the example stands back.

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
        name: str, run: object, says: str, *, town: bool = True, person: bool = False
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=says, description=says)
        made.set_defaults(run=run, needs_town=town)
        made.add_argument("--town", metavar="NAME", help="the town's folder; not needed where there is only one")
        if person:
            made.add_argument("--as", dest="person", metavar="PERSON", help="who acts; the clerk if not given")
        return made

    read = command("read", _read, "Read a file of notes, minutes or an agenda and say what was understood.", town=False)
    read.add_argument("file", type=Path)
    form = read.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object (docs/reading.md)")
    form.add_argument("--reprint", action="store_true", help="the reading text again, from the tree")
    form.add_argument("--where", action="store_true", help="each sentence and the place of the record where it ends")

    town = command("town", _town, "Make a town, or list the towns here.", town=False)
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
        "example", _example, "Make the example town, if it is not there, and do the main job on it.", town=False
    )
    example.add_argument("--serve", type=int, metavar="PORT", help="and serve its pages, as `serve` does")

    person = command("person", _person, "List who is on the panel, seat somebody, or end a seat.", person=True)
    person.add_argument("what", choices=["list", "add", "end"])
    person.add_argument("name", nargs="?", help="the person's name")
    person.add_argument("--seat", metavar="SEAT", help="such as Mayor, or Chair of Amenities")
    person.add_argument("--kind", choices=["member", "clerk", "officer", "police"], default="member")
    person.add_argument("--email", metavar="ADDRESS", help="the address to sign in with")

    sign = command("sign", _sign, "Sign the confidentiality agreement by typing one's own name.", person=True)
    sign.add_argument("name", help="the name of the person who signs")

    take = command("take", _take, "Take a file of notes into the record.", person=True)
    take.add_argument("file", type=Path)
    take.add_argument("--body", metavar="NAME", help="the body that met, where the notes do not say")
    take.add_argument("--on", type=_day, metavar="DATE", help="the day of the meeting, where the notes do not say")

    pack = command("pack", _pack, "Make the next meeting's pack.", person=True)
    pack.add_argument("--meeting", metavar="ID", help="the meeting's reference or day; the next one if not given")
    pack.add_argument("--out", type=Path, required=True, metavar="FILE", help="pack.pdf or pack.docx")
    pack.add_argument("--large-print", action="store_true", help="18 point")
    pack.add_argument("--on", type=_day, metavar="DATE", help="set the day of the next meeting")
    pack.add_argument("--at", type=_time, metavar="TIME", help="and its time, such as 10:15")
    pack.add_argument("--place", metavar="NAME", help="and its place")

    command("carried", _carried, "Say what the next agenda carries over.", person=True)

    release = command("release", _release, "Compose or approve a release of the public record.", person=True)
    release.add_argument("--approve", metavar="REFERENCE", help="approve the release of this reference")

    due = command("due", _due, "Do what is due: send what lies in the outbox, and finish what was interrupted.")
    due.add_argument("--every", type=int, metavar="SECONDS", help="go on doing it")

    serve = command("serve", _serve, "Serve the pages on this machine, with worker and timer.", town=False)
    serve.add_argument("port", type=int, nargs="?", default=8000)

    links = command("links", _links, "Print fresh sign-in links for the example's people.")
    links.add_argument("--port", type=int, default=8000, help="the port that serve was given")

    command("verify", _verify, "Check that the log of events holds.")
    command("upgrade", _upgrade, "Bring the town's record to this version.")
    return top


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{typed}” is not a day; write it like 2026-12-11") from None


def _time(typed: str) -> time:
    try:
        return time.fromisoformat(typed if ":" in typed else f"{typed}:00")
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{typed}” is not a time; write it like 10:15") from None


# Each command's module is imported when it is called: most need the town's settings first, and `read` needs no Django.


def _read(typed: argparse.Namespace) -> int:
    from wardmote.cli.reading import read

    return read(typed)


def _town(typed: argparse.Namespace) -> int:
    from wardmote.cli.founding import town

    return town(typed)


def _example(typed: argparse.Namespace) -> int:
    from wardmote.cli.founding import example

    return example(typed)


def _person(typed: argparse.Namespace) -> int:
    from wardmote.cli.seats import person

    return person(typed)


def _sign(typed: argparse.Namespace) -> int:
    from wardmote.cli.record import sign

    return sign(typed)


def _take(typed: argparse.Namespace) -> int:
    from wardmote.cli.record import take

    return take(typed)


def _pack(typed: argparse.Namespace) -> int:
    from wardmote.cli.record import pack

    return pack(typed)


def _carried(typed: argparse.Namespace) -> int:
    from wardmote.cli.record import carried

    return carried(typed)


def _release(typed: argparse.Namespace) -> int:
    from wardmote.cli.record import release

    return release(typed)


def _due(typed: argparse.Namespace) -> int:
    from wardmote.cli.due import due

    return due(typed)


def _serve(typed: argparse.Namespace) -> int:
    from wardmote.cli.founding import open_or_begin

    open_or_begin(typed.town)
    from wardmote.cli.serve import serve

    return serve(typed)


def _verify(typed: argparse.Namespace) -> int:
    from wardmote.cli.record import verify

    return verify(typed)


def _upgrade(typed: argparse.Namespace) -> int:
    from wardmote.cli.founding import upgrade

    return upgrade(typed)


def _links(typed: argparse.Namespace) -> int:
    from wardmote.cli.serve import links

    return links(typed)
