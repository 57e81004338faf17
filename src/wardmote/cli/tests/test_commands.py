"""Each command as it is typed, in a process of its own, on a folder that nothing was in."""

import http.client
import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from types import SimpleNamespace

import pytest

from tests.agenda_papers import Changed
from tests.notes import FIRST, MARZIPAN, SECOND
from tests.typed import ROOT
from tests.typed import typed as python

pytestmark = pytest.mark.slow
RUN = "import sys; from wardmote.cli.main import main; sys.exit(main(sys.argv[1:]))"
RUN_ALL = """
import contextlib, io, json, sys
from wardmote.cli.main import main
told = []
for words in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as err:
        try:
            code = main(words)
        except SystemExit as stop:
            code = stop.code
    told.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(told))
"""
FERNCOMBE = ("town", "new", "Ferncombe", "--clerk", "Ada Clerk", "--email", "ada@ferncombe.example")
SECOND_PERSON = """
from datetime import date
from django.utils import timezone
from wardmote.people import writes
from wardmote.people.rules import SeatKind
from wardmote.register.rules import Viewer
by, now = Viewer(None, "founder", on_panel=True, keeps_record=True), timezone.now()
seat = writes.add_seat("Mayor", kind=SeatKind.MEMBER, by=by, now=now)
writes.seat_person(writes.add_person("Ben Member", by=by, now=now), seat=seat, from_on=date(2022, 5, 1), by=by, now=now)
"""
MARK_PUBLIC = """
from django.utils import timezone
from wardmote.minutes import writes
from wardmote.minutes.models import Paragraph
from wardmote.minutes.reads import viewer_for
from wardmote.people.models import Person
from wardmote.register.reads import opened
from wardmote.register.rules import Marking
now = timezone.now()
ada = viewer_for(Person.objects.get(name="Ada Clerk").pk, now=now)
row = next(p for p in Paragraph.objects.all() if "swings" in opened(p, "text"))
writes.mark_paragraph(row.pk, marking=Marking.PUBLIC, by=ada, now=now)
"""


@pytest.fixture
def var(tmp_path):
    return tmp_path / "var"


def type_in(folder, *words, script=RUN):
    """A command in a process of its own, in this folder, with its towns below it."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("WARDMOTE_", "DJANGO_", "DATABASE_"))}
    env = {**kept, "WARDMOTE_VAR": str(folder / "var"), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    return python(env, "-c", script, *words, folder=folder)


def judged(code, told, *, expected):
    """What a command said, held to the house's manner: a refusal is one sentence on the other stream, no traceback."""
    out, says = told
    assert code == expected, told
    assert "Traceback" not in says
    if code == 2 and not says.startswith("usage:"):
        assert not out
        assert len(says.strip().splitlines()) == 1, says
    return SimpleNamespace(out=out, says=says.strip())


@pytest.fixture
def typed(tmp_path):
    """Type a command."""

    def typed(*words, code=0, script=RUN):
        done = type_in(tmp_path, *words, script=script)
        return judged(done.returncode, (done.stdout, done.stderr), expected=code)

    return typed


@pytest.fixture
def refused(tmp_path):
    """Type several commands, one after the other in one process, for speed: each is refused. What each says."""

    def refused(*commands):
        done = type_in(tmp_path, json.dumps(commands), script=RUN_ALL)
        assert done.returncode == 0, done
        return [judged(code, told, expected=2).says for code, *told in json.loads(done.stdout)]

    return refused


@pytest.fixture
def within(typed):
    """Do something in a town's record that has no command yet."""

    def within(script, town="ferncombe"):
        typed(script=f"from wardmote.cli.main import open_town\nopen_town({town!r})\n{script}")

    return within


@pytest.fixture
def notes(tmp_path):
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text)


@pytest.fixture(scope="session")
def founded(tmp_path_factory):
    """A town with its clerk's signature, made once by the commands and copied for each test: tables take seconds."""
    kept = tmp_path_factory.mktemp("founded")
    for words in (FERNCOMBE, ("sign", "Ada Clerk")):
        assert type_in(kept, *words).returncode == 0
    return kept / "var"


@pytest.fixture
def ferncombe(founded, var, notes):
    shutil.copytree(founded, var)


def events(var, town="ferncombe"):
    with sqlite3.connect(var / f"towns/{town}/record.sqlite3") as record:
        return record.execute("SELECT deed, capacity FROM register_event ORDER BY number").fetchall()


def test_a_folder_of_old_notes_is_taken_oldest_first(typed, ferncombe, tmp_path):
    old = tmp_path / "old"
    old.mkdir()
    assert "There is no file in old." in typed("take", "old", code=2).says
    for name, text in (("a.txt", SECOND), ("b.txt", FIRST), ("c.png", "?")):
        (old / name).write_text(text)
    assert "One day cannot be that of every file." in typed("take", "old", "--on", "2022-07-15", code=2).says
    said = typed("take", "old", code=1).out.splitlines()
    assert said[0] == "b.txt: taken, Friday 15 July 2022" and said[1].startswith("a.txt: taken, Friday 16 September")
    assert "c.png is a picture" in said[2] and said[3].startswith("2 files of 3 in the record.")
    (old / "c.png").unlink()
    assert typed("take", "old").out.count("in the record already") == 2


def test_from_nothing_to_a_pack(typed, notes, var, tmp_path):
    assert "There is no town here yet." in typed("take", "first.txt", code=2).says
    made = typed(*FERNCOMBE).out
    assert "Made Ferncombe in" in made and "Keep a copy" in made
    assert "Signed. It holds until" in typed("sign", "Ada Clerk").out
    assert "Ferncombe" in typed("town", "list").out
    taken = typed("take", "first.txt").out
    assert "Taken: Ferncombe Police Partnership Panel, Friday 15 July 2022" in taken
    assert "5 items" in taken
    assert "Nothing was changed." in typed("take", "first.txt").out
    assert (
        "Is “Swings in Larkspur Meadow” the same matter as “Swings in Larkspur Meadow”?"
        in typed("take", "second.txt").out
    )
    needs = typed("carried", code=2)
    assert needs.says == (
        "No day is set for the next meeting. Nothing was made. Give the day, and the time if it is known. "
        "(--on DATE --at TIME)"
    )
    told = typed("pack", "--on", "2099-12-04", "--at", "10:15", "--place", "The Long Room", "--out", "pack.pdf").out
    assert "Wrote pack.pdf: Ferncombe Police Partnership Panel, Friday 4 December 2099, for Ada Clerk." in told
    assert (tmp_path / "pack.pdf").read_bytes().startswith(b"%PDF-")
    assert typed("pack", "--meeting", "2099-12-04", "--out", "pack.docx", "--large-print").out.startswith(
        "Wrote pack.docx"
    )
    assert not list(tmp_path.glob(".*.part"))
    carried = typed("carried").out
    assert "The Mayor to write to the maker of the swings by 1 August 2022." in carried
    found = typed("search", "writing", "swings").out
    assert "Friday 15 July 2022" in found and "item 5." in found and "The Mayor to write to the maker" in found
    assert "Type a word" in typed("search", "–", code=2).says
    holds = typed("verify").out
    assert holds.startswith("The log holds: ")
    operators = {capacity for deed, capacity in events(var) if deed.startswith("meetings.")}
    assert all("(command line: " in capacity for capacity in operators) and operators
    whole = b"".join(file.read_bytes() for file in (var / "towns").rglob("*") if file.is_file())
    assert MARZIPAN.encode() not in whole


REFUSALS = [
    (("take", "missing.txt"), "There is no file missing.txt."),
    (("take", "first.txt", "--as", "Kit Sorrel"), "Nobody called “Kit Sorrel” holds a seat today. Nothing was done."),
    (("pack", "--out", "pack.odt"), "A pack is a .pdf or a .docx, not “.odt”. Nothing was written."),
    (("pack", "--out", "pack.pdf"), "No day is set for the next meeting."),
    (("pack", "--on", "2099-12-04", "--out", "pack.pdf"), "There is not just one body in the record."),
    (("pack", "--meeting", "XXXX", "--out", "pack.pdf"), "There is no meeting “XXXX”."),
    (("sign", "Kit Sorrel"), "Nobody called “Kit Sorrel” holds a seat today."),
    (("sign", "Ada", "--as", "Ada Clerk"), "Type your name as the panel has it: Ada Clerk. Nothing was signed."),
    (("release", "--approve", "XXXX"), "There is no release “XXXX”. Nothing was published."),
    (("links",), "Sign-in links are for the example town only."),
    (("town", "new", "Ferncombe", "--clerk", "Kit Sorrel"), "There is a town “ferncombe” already."),
    (("town", "new", "Oxbarrow"), "Give the town and its clerk"),
    (("verify", "--town", "oxbarrow"), "There is no town “oxbarrow” here (towns: ferncombe)."),
    (("take", "empty.txt"), "empty.txt is empty"),
    (("take", "broken.docx"), "broken.docx"),
    (("take", "broken.pdf"), "broken.pdf is damaged"),
    (("take", "no-day.txt"), "The notes do not say on which day the meeting was. Nothing was stored. Give the day."),
    (("pack", "--on", "4.12.2099", "--out", "pack.pdf"), "usage: "),
]


def test_an_agenda_goes_out_and_comes_back(typed, refused, ferncombe, tmp_path):
    typed("take", "first.txt")
    typed("pack", "--on", "2099-12-04", "--at", "10:15", "--out", "pack.docx")
    assert "Wrote agenda.docx: the agenda of Friday 4 December 2099." in typed("agenda", "--out", "agenda.docx").out
    assert "This file changes nothing" in typed("agenda", "agenda.docx").out
    word = Changed((tmp_path / "agenda.docx").read_bytes())
    word.rename(3, "Other Business")
    word.retype(word.line("Time:"), "Time: 2pm")
    (tmp_path / "changed.docx").write_bytes(word.content)
    looked = typed("agenda", "changed.docx").out
    assert "Item 4 “Other Issues” now reads “Other Business”." in looked and "Time: 10:15am → 2pm." in looked
    assert "Nothing was taken, and nothing was changed." in looked  # nobody sat there to say yes
    assert "2 changes taken, 0 left." in typed("agenda", "changed.docx", "--all", "--meeting", "2099-12-04").out
    assert "Other Business" in typed("carried").out
    (tmp_path / "empty.docx").write_bytes(b"")
    said = refused(
        ["agenda"],
        ["agenda", "changed.docx", "--out", "other.docx"],
        ["agenda", "--out", "agenda.pdf"],
        ["agenda", "empty.docx"],
        ["agenda", "gone.docx"],
        ["agenda", "changed.docx", "--meeting", "2001-01-01"],
        ["agenda", "first.txt"],
    )
    assert said[3] == "empty.docx is empty; nothing was read." and "gone.docx can't be opened" in said[4]


def test_bad_input_is_one_sentence_and_stores_nothing(typed, refused, ferncombe, var, tmp_path):
    (tmp_path / "empty.txt").touch()
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04nothing")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 no")
    (tmp_path / "no-day.txt").write_text("Ferncombe Panel\nNotes\n\n1.\tSwings\nThey squeak.\n")
    before = events(var)
    says = refused(*(words for words, _ in REFUSALS))
    assert [one for one, (_, begins) in zip(says, REFUSALS, strict=True) if not one.startswith(begins)] == []
    assert says[-1].endswith("“4.12.2099” is not a day; write it like 2026-12-11")
    assert events(var) == before
    assert not list(tmp_path.glob("pack*"))
    assert "Taken: Ferncombe Panel, Monday 18 July 2022" in typed("take", "no-day.txt", "--on", "2022-07-18").out


def test_a_pack_that_cannot_be_written_leaves_the_old_one(typed, ferncombe, tmp_path):
    typed("take", "first.txt")
    (tmp_path / "folder.pdf").mkdir()
    refused = typed("pack", "--meeting", "2022-09-16", "--out", "folder.pdf", code=2).says
    assert refused.startswith("The pack could not be written to folder.pdf")
    assert not list(tmp_path.glob(".*.part"))


def test_a_release_needs_a_second_person(typed, within, ferncombe, var):
    within(SECOND_PERSON)
    typed("take", "first.txt")
    within(MARK_PUBLIC)
    composed = typed("release").out
    assert composed.startswith("Composed ") and "3 pages" in composed
    reference = composed.split()[1].strip(":")
    assert "You composed this release. Nothing was published." in typed("release", "--approve", reference, code=2).says
    assert not (var / "towns/ferncombe/releases/current").exists()
    assert typed("release", "--approve", reference.lower(), "--as", "Ben Member").out.startswith("Published: ")
    pages = {page.name: page.read_text() for page in (var / "towns/ferncombe/releases/current").iterdir()}
    assert "maker of the swings" in "".join(pages.values())
    assert MARZIPAN not in "".join(pages.values())
    assert "EXAMPLE" not in "".join(pages.values())
    assert "Only the clerk" in typed("release", "--as", "ben member", code=2).says


def test_a_changed_log_is_found(typed, ferncombe, var):
    assert typed("verify").out.startswith("The log holds: ")
    path = var / "towns/ferncombe/record.sqlite3"
    whole = path.read_bytes()
    for tampering in (
        "UPDATE register_event SET capacity = 'Mayor' WHERE number = 3",
        "DELETE FROM register_event WHERE number = 2",
        "UPDATE register_event SET at = '2001-01-01 00:00:00' WHERE number = 3",
    ):
        path.write_bytes(whole)
        with sqlite3.connect(path) as record:
            record.execute(tampering)
        record.close()
        assert typed("verify", code=2).says == "The log does not hold: event 3 does not follow from the one before it."


def test_two_towns_are_never_mixed(typed, refused, ferncombe, var):
    typed("town", "new", "Oxbarrow", "--clerk", "Kit Sorrel")
    asked = "There is more than one town here (ferncombe, oxbarrow). Say which: --town NAME"
    assert set(refused(("take", "first.txt"), ("verify",), ("carried",), ("release",))) == {asked}
    typed("take", "first.txt", "--town", "ferncombe")
    assert "meetings.take" in dict(events(var)) and "meetings.take" not in dict(events(var, "oxbarrow"))
    keys = {path.name: json.loads(path.read_text())["data"] for path in (var / "keys").iterdir()}
    assert len(set(keys.values())) == 2
    (var / "keys/oxbarrow.json").write_bytes((var / "keys/ferncombe.json").read_bytes())
    assert "another town's" in typed("verify", "--town", "oxbarrow", code=2).says
    record = var / "towns/oxbarrow/record.sqlite3"
    record.write_bytes((var / "towns/ferncombe/record.sqlite3").read_bytes())
    assert "another town's" in typed("carried", "--town", "oxbarrow", code=2).says


def test_reading_needs_no_town_and_keeps_nothing(typed, notes, var, tmp_path):
    told = typed("read", "first.txt").out
    assert "Friday 15 July 2022" in told and "The Mayor" in told
    assert json.loads(typed("read", "first.txt", "--json").out)["place"].endswith("Long Room, Ferncombe Hall")
    assert typed("read", "first.txt", "--reprint").out == FIRST
    assert "actions" in typed("read", "first.txt", "--where").out
    assert not var.exists()


def test_the_example_is_made_once_and_its_notes_taken_once(typed, var):
    first = typed("example").out
    assert "EXAMPLE: wrote the next meeting's pack" in first
    assert (var / "towns/example/EXAMPLE-pack.pdf").read_bytes().startswith(b"%PDF-")
    taken = [deed for deed, _ in events(var, "example")].count("meetings.take")
    assert "EXAMPLE: wrote" in typed("example").out
    assert [deed for deed, _ in events(var, "example")].count("meetings.take") == taken == 2
    assert typed("verify", "--town", "example").out.startswith("The log holds")


SIX = ("--body", "Police Panel", "--member", "Cllr Ben Member, Mayor, ben@oxbarrow.example", "--member", "Cy Oddly")
SIX += ("--meeting", "2030-01-11 10:15, Wool Hall", "--police", "Dee Even, Inspector")


def test_a_town_with_its_six_things_and_its_notes(typed):
    made = typed("town", "new", "Oxbarrow", "--clerk", "Kit Sorrel", "--email", "kit@oxbarrow.example", *SIX)
    assert "Made Oxbarrow in " in made.out and "./wardmote serve --town oxbarrow" in made.out
    people = typed("person", "list", "--town", "oxbarrow").out
    for words in ("Ben Member", "Mayor", "Cy Oddly", "Dee Even", "Inspector", "police", "Kit Sorrel", "clerk"):
        assert words in people
    assert "Friday 11 January 2030" in typed("carried", "--town", "oxbarrow").out


NOT_SO = [
    (("--member", "???"), "A person was not understood"),
    (("--meeting", "soon"), "is no meeting"),
    (("--meeting", "2020-01-11"), "This day is past"),
    (("--police", "Dee Even, Town Clerk"), "two kinds of people"),
    (("--email", "kit@"), "A person was not understood"),
    (("--notes", "missing.txt"), "There is no file missing.txt."),
]


def test_six_things_that_cannot_be_so_make_no_town(refused, typed):
    new = ("town", "new", "Oxbarrow", "--clerk", "Kit Sorrel", "--body", "Police Panel")
    for said, (_, says) in zip(refused(*([*new, *option] for option, _ in NOT_SO)), NOT_SO, strict=True):
        assert says in said
    assert not typed("town", "list").out


def test_serve_on_an_empty_installation_prints_where_the_clerk_begins(tmp_path):
    """With the example beside it, an own town is begun; the code is the same after a new start."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {k: v for k, v in os.environ.items() if not k.startswith(("WARDMOTE_", "DJANGO_", "DATABASE_"))}
    env |= {"WARDMOTE_VAR": str(tmp_path / "var"), "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    said = []
    for _ in range(2):
        serving = subprocess.Popen(
            [sys.executable, "-m", "wardmote", "serve", str(port)], env=env, stdout=subprocess.PIPE, text=True
        )
        try:
            said.append(next(line for line in serving.stdout if "/begin/?code=" in line))
            door = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            door.request("GET", said[-1].split(f":{port}")[1].strip(), headers={"Host": f"localhost:{port}"})
            answer = door.getresponse()
            assert (answer.status, answer.headers["Location"]) == (302, "/begin/")
            door.request("GET", "/begin/", headers={"Host": f"stranger.example:{port}"})
            answer.read()
            assert door.getresponse().status == 400
        finally:
            serving.terminate()
            serving.wait(timeout=20)
            serving.stdout.close()
    assert said[0] == said[1]
    assert (tmp_path / "var/towns/town/record.sqlite3").exists()
