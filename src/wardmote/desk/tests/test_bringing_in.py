"""What a list leaves in the record, brought in once, twice, and taken back; and the page as a person uses it."""

from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.notes import FIRST
from wardmote.cli.main import Stop
from wardmote.correspondence.models import Outgoing
from wardmote.desk import writes
from wardmote.desk.models import BroughtList
from wardmote.desk.reads.lists import judged
from wardmote.desk.rules.lists import NothingNew, NotTakenBack, Outcome, read_sheet
from wardmote.law.rules import BodyKind
from wardmote.membership import reads as membership
from wardmote.membership import writes as membership_writes
from wardmote.membership.models import AttendanceEntry, Membership
from wardmote.membership.rules import Came
from wardmote.minutes.models import Body, Meeting
from wardmote.minutes.writes import add_body, plan_meeting
from wardmote.people import reads as people
from wardmote.people import writes as people_writes
from wardmote.people.models import Holding, Person, Seat, User
from wardmote.register.models import Event

MEMBERS = """Name;Seat;E-mail;From;Until;Telephone;Committee;Vote
Cllr Tansy Oake;Chair of Amenities;Tansy@anytown.example;1/5/2022;;01632 960 123;Police Panel;
Hugo Marrow;Resident;;1/5/2022;1/9/2022;;Police Panel;no
Ada Clerk;Town Clerk;;;;;;
Nobody Real;Resident;;31/2/2022;;;;
"""
MEETINGS = """Body,Date,Time,Place,Attended,Apologies,Cancelled
Police Panel,24/6/2022,10:15,Town Hall,Tansy Oake,,
Police Panel,29/7/2022,10:15,Town Hall,,,yes
Police Panel,26/8/2022,,,Hugo Marrow; ADA CLERK,Cllr Oake,
Police Panel,26/8/2022,,,Hugo Marrow; Ada Clerk,Tansy Oake,
"""


@pytest.fixture
def body(clerk, now):
    return add_body("Police Panel", kind=BodyKind.EXTERNAL_PARTNERSHIP, by=clerk, now=now)


@pytest.fixture
def bring(body, clerk, now):
    return lambda text: writes.bring_in(read_sheet(text.encode()), by=clerk, now=now)


def everything():
    tables = (Person, Seat, Holding, User, Membership, Meeting, AttendanceEntry, BroughtList)
    return {table: sorted(table.objects.values_list("pk", flat=True)) for table in tables}


def test_members_are_seated_and_nobody_gets_a_letter(bring, body, clerk, now):
    done = bring(MEMBERS)
    assert done.counts == {Outcome.NEW: 2, Outcome.THERE: 1, Outcome.LEFT_OUT: 1}
    tansy = Person.objects.get(name="Tansy Oake")
    assert tansy.sign_in.email == "tansy@anytown.example" and not tansy.sign_in.has_usable_password()
    assert people.contacts_of([tansy.pk], viewer=clerk)[tansy.pk].telephone == "01632 960 123"
    held = Holding.objects.get(person__name="Hugo Marrow")
    assert (held.from_on, held.until_on, held.seat.kind) == (date(2022, 5, 1), date(2022, 9, 1), "member")
    kinds = Membership.objects.order_by("kind").values_list("person__name", "kind", "votes")
    assert list(kinds) == [("Hugo Marrow", "co-opted", False), ("Tansy Oake", "member", False)]
    assert not Outgoing.objects.exists() and not Person.objects.filter(name="Nobody Real").exists()


def test_meetings_leave_the_attendance_right(bring, body, clerk, now):
    bring(MEMBERS)
    done = bring(MEETINGS)
    assert done.counts[Outcome.LEFT_OUT] == 1 and done.counts[Outcome.NEW] == 3
    table = membership.attendance_table(body, since=date(2022, 1, 1), until=date(2022, 8, 31), viewer=clerk, now=now)
    assert [roll.meeting.held_on for roll in table.rolls] == [date(2022, 6, 24), date(2022, 8, 26)]
    assert {line.person.name: list(line.came) for line in table.lines} == {
        "Hugo Marrow": [Came.ABSENT, Came.ATTENDED],
        "Tansy Oake": [Came.ATTENDED, Came.APOLOGIES],
    }
    first, cancelled, _ = Meeting.objects.order_by("held_on")
    assert (first.starts, first.place.name, first.state) == (time(10, 15), "Town Hall", "draft")
    assert cancelled.state == "cancelled"


def test_nobody_is_absent_who_may_stand_in_a_line_that_was_left_out(bring):
    bring(MEMBERS)
    head = "Date,Name,Attended\n"
    bring(f"{head}24/6/2022,Tansy Oake,yes\n24/6/2022,Hugo Marow,yes\n")
    assert AttendanceEntry.objects.get().person.name == "Tansy Oake"
    bring(f"{head}24/6/2022,Tansy Oake,yes\n24/6/2022,Hugo Marrow,yes\n")
    assert set(AttendanceEntry.objects.values_list("came", flat=True)) == {"attended"}


@pytest.mark.parametrize("text", [MEMBERS, MEETINGS])
def test_a_long_list_asks_no_more_of_the_record(bring, clerk, now, text, django_assert_num_queries):
    bring(MEMBERS)
    bring(MEETINGS)
    head, *lines = text.splitlines()
    with CaptureQueriesContext(connection) as few:
        judged(read_sheet("\n".join([head, lines[0]]).encode()), viewer=clerk, now=now)
    with django_assert_num_queries(len(few)):
        judged(read_sheet("\n".join([head, *lines * 20]).encode()), viewer=clerk, now=now)


@pytest.mark.parametrize("texts", [[MEMBERS], [MEMBERS, MEETINGS]])
def test_brought_in_twice_it_changes_nothing_twice(bring, texts):
    for text in texts:
        bring(text)
    before, events = everything(), Event.objects.count()
    for text in texts:
        with pytest.raises(NothingNew, match="Nothing was changed"):
            bring(text)
    assert everything() == before and Event.objects.count() == events


def test_a_list_is_taken_back_whole(bring, clerk, now):
    start = everything()
    rows = [bring(MEMBERS).row, bring(MEETINGS).row]
    with pytest.raises(NotTakenBack, match="Something hangs"):
        writes.take_back_list(rows[0].pk, by=clerk, now=now)
    for row in reversed(rows):
        writes.take_back_list(row.pk, by=clerk, now=now)
    left = everything()
    assert len(left.pop(BroughtList)) == 2
    start.pop(BroughtList)
    assert left == start
    with pytest.raises(NotTakenBack, match="taken back already"):
        writes.take_back_list(rows[0].pk, by=clerk, now=now)
    assert bring(MEMBERS).row.lines == 2


def test_what_was_corrected_since_is_not_taken_back(bring, clerk, now):
    bring(MEMBERS)
    row = bring(MEETINGS).row
    meeting, tansy = Meeting.objects.get(held_on=date(2022, 6, 24)), Person.objects.get(name="Tansy Oake")
    corrected = {"person": tansy, "came": Came.ABSENT, "why": "She rang."}
    membership_writes.correct_attendance(meeting, **corrected, by=clerk, now=now)
    before = everything()
    with pytest.raises(NotTakenBack, match="Nothing was taken back"):
        writes.take_back_list(row.pk, by=clerk, now=now)
    assert everything() == before


def test_who_has_a_password_stays(bring, clerk, now):
    row = bring(MEMBERS).row
    user = User.objects.get(email="tansy@anytown.example")
    user.set_password("three words that fit")
    user.save()
    with pytest.raises(NotTakenBack, match="has signed in since"):
        writes.take_back_list(row.pk, by=clerk, now=now)


def test_notes_are_not_contradicted(take, clerk, now):
    person = people_writes.add_person("Ann Yarrow", by=clerk, now=now)
    people_writes.accept_spelling(person, words="Yarrow", by=clerk, now=now)
    take(FIRST)
    sheet = read_sheet(b"Date,Name,Came\n15/7/2022,Ann Yarrow,absent\n15/7/2022,Ada Clerk,yes\n15/7/2022,Yarrow,yes")
    lines, _ = judged(sheet, viewer=clerk, now=now)
    assert "The record says of Ann Yarrow: attended" in lines[0].says
    assert "do not say whether Ada Clerk came" in lines[1].says
    assert [one.outcome for one in lines] == [Outcome.LEFT_OUT, Outcome.LEFT_OUT, Outcome.THERE]


def test_what_was_planned_stands(bring, body, clerk, now):
    day = date(2022, 6, 24)
    planned = plan_meeting(body, held_on=day, starts=time(9), place=None, by=clerk, now=now)
    bring(MEMBERS)
    bring(MEETINGS)
    planned.refresh_from_db()
    assert planned.starts == time(9) and planned.place.name == "Town Hall"


def test_only_the_clerk(bring, member, now):
    before = everything()
    with pytest.raises(Exception, match="clerk"):
        writes.bring_in(read_sheet(MEMBERS.encode()), by=member, now=now)
    assert everything() == before


def upload(text, name="members.csv"):
    return {"file": SimpleUploadedFile(name, text.encode("cp1252"))}


def test_the_clerk_brings_in_a_list_on_the_page(enter, clerk, body):
    door = enter(clerk)
    before = everything()
    page = door.post("/lists/", upload(MEMBERS), follow=True).content.decode()
    assert "members.csv, read as a list of members" in page
    assert "Line 5: “31/2/2022” is no day. Write it like 28/10/2022." in page
    assert "Store 2 lines, leave out 1" in page and everything() == before
    kept = str(dict(door.session))
    assert "Tansy" not in kept and "members.csv" not in kept
    page = door.post("/lists/check/", follow=True).content.decode()
    assert "2 lines stored, 1 left out. No letter was sent." in page and "Take this list back" in page
    page = door.post(f"/lists/{BroughtList.objects.get().pk}/take-back/", follow=True).content.decode()
    assert "Taken back: 2 lines." in page and not Person.objects.filter(name="Tansy Oake").exists()
    assert "No list waits here" in door.get("/lists/check/", follow=True).content.decode()


def test_a_wrong_file_is_refused_on_the_page(enter, clerk):
    answer = enter(clerk).post("/lists/", upload("Colour,Size\nred,9"))
    assert answer.status_code == 422 and "Nothing was stored" in answer.content.decode()
    assert not BroughtList.objects.exists()


def test_the_command_says_what_it_would_do_and_then_does_it(clerk, body, tmp_path, capsys):
    from argparse import Namespace

    from wardmote.cli.lists import bring_in

    file = tmp_path / "members.csv"
    file.write_text(MEMBERS)
    before = everything()
    assert bring_in(Namespace(file=file, yes=False, person=None)) == 1 and everything() == before
    said = capsys.readouterr().out
    assert "line 5: left out: Nobody Real, Resident. “31/2/2022” is no day." in said and "with --yes" in said
    assert bring_in(Namespace(file=file, yes=True, person=None)) == 1
    assert "2 lines stored, 1 left out." in capsys.readouterr().out and everything() != before
    with pytest.raises(Stop, match="could not be read"):
        bring_in(Namespace(file=tmp_path / "none.csv", yes=False, person=None))


def test_the_body_that_is_not_there_is_said(bring, body):
    lines = Body.objects.count()
    with pytest.raises(NothingNew):
        bring("Name,Seat,Body\nCy New,Resident,Another Panel")
    assert Body.objects.count() == lines
