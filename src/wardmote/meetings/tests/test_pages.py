"""Taking notes, planning and judging on the page: what is typed, what comes back, what is kept."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.notes import FIRST, QUILLWORT, SECOND
from wardmote.minutes.models import Matter, Meeting, Original, Paragraph, SameMatter
from wardmote.register.models import Event
from wardmote.register.reads import opened


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def door(enter, clerk):
    return enter(clerk)


def give(door, text, *, name="notes.txt", **more):
    content = text if isinstance(text, bytes) else text.encode()
    return door.post("/meetings/take/", {"file": SimpleUploadedFile(name, content), **more}, follow=True)


def test_a_file_is_given_and_the_meeting_shown(door):
    answer = give(door, FIRST)
    assert answer.redirect_chain[-1][0] == f"/meetings/{Meeting.objects.get(held_on=date(2022, 7, 15)).pk}/review/"
    page = answer.content.decode()
    assert "The notes are in the record." in page and "Councillor Tarragon" in page


def test_given_again_it_says_so(door):
    give(door, FIRST)
    assert "This file is in the record already. Nothing was changed." in give(door, FIRST).content.decode()
    assert Original.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "name", "status", "words"),
    [
        ("", "notes.txt", 422, "This file is empty"),
        ("   \n", "notes.txt", 422, "is empty"),
        (b"\x00\x01", "notes.docx", 422, "Nothing was stored."),
        ("x", "notes.xls", 422, "Nothing was stored."),
        ("Notes\n\n1.\tSwings\nThey squeak.\n", "notes.txt", 422, "Give the day."),
        (FIRST.replace("swings", "slides"), "other.txt", 409, "from another file. Nothing was stored."),
    ],
)
def test_what_is_wrong_is_said_on_the_page_and_nothing_is_stored(door, take, text, name, status, words):
    take(FIRST)
    before = Original.objects.count(), Meeting.objects.count(), Event.objects.count()
    answer = give(door, text, name=name)
    page = answer.content.decode()
    assert answer.status_code == status
    assert words in page and "There is a problem" in page
    assert (Original.objects.count(), Meeting.objects.count(), Event.objects.count()) == before


def test_no_file_at_all(door):
    answer = door.post("/meetings/take/", {})
    assert (answer.status_code, "Choose the file of the notes" in answer.content.decode()) == (422, True)


def test_the_day_that_the_notes_do_not_give_is_typed(door):
    text = "Ferncombe Police Partnership Panel\nNotes\n\n1.\tSwings\nThey squeak.\n"
    give(door, text, **{"held_on-day": "18", "held_on-month": "7", "held_on-year": "2022"})
    assert Meeting.objects.get().held_on == date(2022, 7, 18)


def test_a_day_is_set_and_never_invented(door, take):
    empty = door.post("/meetings/plan/", {})
    assert empty.status_code == 422
    typed = {"held_on-day": "2", "held_on-month": "12", "held_on-year": "2022", "starts": "", "place": ""}
    assert "No body is in the record yet" in door.post("/meetings/plan/", typed).content.decode()
    take(FIRST)
    page = door.post("/meetings/plan/", typed, follow=True).content.decode()
    assert "time not set, place not set" in page
    assert Meeting.objects.get(held_on=date(2022, 12, 2)).starts is None


def test_a_browser_keeps_no_title_of_a_matter(door, take):
    take(FIRST)
    matter = Matter.objects.first()
    assert f"<title>Matter {matter.reference} –" in door.get(f"/matters/{matter.pk}/").content.decode()


def test_two_matters_are_judged_once(door, take):
    take(FIRST), take(SECOND, name="second.txt")
    same = SameMatter.objects.first()
    assert "Swings in Larkspur Meadow" in door.get("/meetings/waiting/").content.decode()
    door.post(f"/meetings/waiting/{same.pk}/", {"same": "yes"})
    again = door.post(f"/meetings/waiting/{same.pk}/", {"same": "no"}, follow=True)
    assert "This was confirmed before. Nothing was changed." in again.content.decode()
    same.refresh_from_db()
    assert same.state == "confirmed"


def test_the_original_comes_back_byte_for_byte_and_the_log_says_who_had_it(door, take, clerk):
    take(FIRST, name='no"tes\n.txt')
    original = Original.objects.get()
    answer = door.get(f"/meetings/originals/{original.pk}/")
    assert answer.content == FIRST.encode()
    assert answer["Content-Disposition"] == 'attachment; filename="no_tes_.txt"'
    event = Event.objects.last()
    assert (event.deed, event.person_id) == ("register.consulted", clerk.person_id)
    assert event.subjects == [["minutes.original", str(original.pk)]]


def test_a_page_names_in_one_event_the_closed_rows_that_it_shows(enter, door, take, unsigned):
    meeting = take(FIRST).meeting
    before = Event.objects.count()
    door.get(f"/meetings/{meeting.pk}/")
    (event,) = Event.objects.filter(number__gt=before)
    closed = {str(p.pk) for p in Paragraph.objects.filter(marking="confidential")}
    assert closed <= {row_id for _, row_id in event.subjects}
    theirs = enter(unsigned)
    before = Event.objects.count()
    theirs.get(f"/meetings/{meeting.pk}/")
    assert Event.objects.count() == before


def test_only_the_police_lower_on_the_page_too(enter, door, take, inspector):
    take(FIRST)
    (row,) = [p for p in Paragraph.objects.all() if QUILLWORT in opened(p, "text")]
    answer = door.post(f"/meetings/paragraphs/{row.pk}/", {"marking": "panel"})
    assert (answer.status_code, "only the police can lower it" in answer.content.decode()) == (409, True)
    assert enter(inspector).post(f"/meetings/paragraphs/{row.pk}/", {"marking": "panel"}).status_code == 302


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("large", b"%PDF-"), ("docx", b"PK")])
def test_a_pack_of_each_form_says_on_its_name_how_far_it_goes(enter, door, take, unsigned, form, begins):
    take(FIRST)
    planned = Meeting.objects.get(held_on=date(2022, 9, 16))
    for who, marking in ((door, "CONFIDENTIAL"), (None, "PANEL")):
        client = who or enter(unsigned)
        answer = client.post(f"/meetings/{planned.pk}/pack/", {"form": form})
        assert answer.content.startswith(begins)
        assert f'filename="{marking}-pack-2022-09-16' in answer["Content-Disposition"]
        assert Event.objects.last().deed == "meetings.hand_out_pack"


def test_a_form_that_is_none_makes_no_pack(door, take):
    take(FIRST)
    planned = Meeting.objects.get(held_on=date(2022, 9, 16))
    answer = door.post(f"/meetings/{planned.pk}/pack/", {"form": "odt"}, follow=True)
    assert "Choose a form for the pack. Nothing was made." in answer.content.decode()
    assert not Event.objects.filter(deed="meetings.hand_out_pack").exists()


@pytest.mark.parametrize("typed", ["2pm", "2 p.m.", "14.00", "14:00", "2:00pm"])
def test_a_time_is_typed_as_people_write_it(door, take, typed):
    take(FIRST)
    day = {"held_on-day": "2", "held_on-month": "12", "held_on-year": "22", "place": ""}
    door.post("/meetings/plan/", {**day, "starts": typed})
    assert Meeting.objects.get(held_on=date(2022, 12, 2)).starts.hour == 14


@pytest.mark.parametrize(
    ("year", "starts", "words"), [("2021", "", "This day is past."), ("2022", "25:00", "such as 10:15 or 2pm")]
)
def test_a_day_that_is_past_or_a_time_that_is_none_is_refused(door, take, year, starts, words):
    take(FIRST)
    before = Meeting.objects.count()
    typed = {"held_on-day": "2", "held_on-month": "12", "held_on-year": year, "starts": starts, "place": "Wool Hall"}
    answer = door.post("/meetings/plan/", typed)
    page = answer.content.decode()
    assert (
        answer.status_code == 422 and words in page and "Wool Hall" in page and f'value="{starts}"' in page + 'value=""'
    )
    assert Meeting.objects.count() == before
