"""The first page: who may open it, what each box refuses, and what becomes of two who begin at once."""

import re
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from conftest import NOTES
from wardmote.desk.rules.founding import starting_code
from wardmote.desk.views import begin as begin_views
from wardmote.minutes.models import Meeting, Original
from wardmote.people.models import Person, User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_folder")]
ANSWERS = {
    "town": "Anytown Town Council",
    "body": "Police Partnership Panel",
    "body_kind": "external partnership",
    "clerk": "Ada Clerk",
    "clerk_email": "ada@anytown.example",
    "members": "Ben Member, Mayor, ben@anytown.example",
}
PASSWORD = {"password": "four words beside water", "again": "four words beside water"}


@pytest.fixture
def code(settings):
    return starting_code(settings.TOWN.web_key)


@pytest.fixture
def opened(client, code):
    """A browser that gave the code."""
    assert client.get("/begin/", {"code": code}).headers["Location"] == "/begin/"
    return client


def answered(client, **other):
    return client.post("/begin/panel/", {**ANSWERS, **other})


def begun(client):
    """All three steps, without notes."""
    client.post("/begin/", {"without": "yes"})
    assert answered(client).headers["Location"] == "/begin/check/"
    return client.post("/begin/check/", PASSWORD)


# Who may open it


def test_an_empty_record_leads_to_its_first_page(client):
    assert client.get("/").headers["Location"] == "/begin/"


@pytest.mark.parametrize("address", ["/begin/", "/begin/panel/", "/begin/check/"])
def test_without_the_code_nothing_opens_from_this_machine_either(client, address):
    """Another user of the machine, and everybody behind a web server on it, come from 127.0.0.1."""
    answer = client.get(address, REMOTE_ADDR="127.0.0.1")
    assert "Starting code" in answer.content.decode() and "Step" not in answer.content.decode()
    assert client.post(address, {**ANSWERS, **PASSWORD, "without": "yes"}).status_code == 422
    assert not Person.objects.exists()


@pytest.mark.parametrize("typed", ["", "BCDFGHJKMN", "ä", "x" * 5000])
def test_a_wrong_code_is_refused(client, typed):
    for answer in (client.post("/begin/", {"code": typed}), client.get("/begin/", {"code": typed})):
        assert answer.status_code == 422 and "There is a problem" in answer.content.decode()
    assert "Step 1" not in client.get("/begin/").content.decode()


def test_the_code_does_not_stay_in_the_address(client, code):
    answer = client.get("/begin/", {"code": f" {code.lower()[:5]}-{code[5:]}"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/begin/")
    assert "Step 1 of 3" in client.get("/begin/").content.decode()


def test_the_code_of_another_town_opens_nothing(client):
    assert client.get("/begin/", {"code": starting_code("another town's key")}).status_code == 422


def test_a_page_elsewhere_that_names_this_machine_gets_no_answer(code):
    """DNS rebinding: the name of a stranger's page is made to lead here."""
    answer = Client().get("/begin/", {"code": code}, HTTP_HOST="stranger.example")
    assert answer.status_code == 400


def test_a_page_elsewhere_cannot_send_the_form(opened):
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = opened.cookies
    opened.post("/begin/", {"without": "yes"})
    for address, sent in (("/begin/panel/", ANSWERS), ("/begin/check/", PASSWORD), ("/begin/", {"without": "yes"})):
        assert strict.post(address, sent, HTTP_ORIGIN="http://stranger.example").status_code == 403
    assert not Person.objects.exists()


def test_planted_a_door_without_the_code_is_caught(client, monkeypatch):
    monkeypatch.setattr(begin_views, "same_code", lambda typed, code: True)
    client.post("/begin/", {"code": "anything"})
    assert "Step 1 of 3" in client.get("/begin/").content.decode()


def test_the_example_has_no_first_page(client, settings, code):
    settings.TOWN = replace(settings.TOWN, example=True)
    assert client.get("/begin/", {"code": code}).status_code == 404
    assert client.get("/").headers["Location"].startswith("/accounts/login/")


# The way through


def test_through_without_notes(opened, settings):
    answer = begun(opened)
    assert answer.headers["Location"] == "/accounts/2fa/"
    assert settings.TOWN.name == "Anytown Town Council"
    assert User.objects.get(email="ada@anytown.example").check_password(PASSWORD["password"])
    assert not Meeting.objects.exists()
    page = opened.get("/accounts/2fa/").content.decode()
    assert "Your sign-in" in page and "Anytown Town Council" in page
    assert opened.get("/").headers["Location"] == "/accounts/2fa/"  # the record stays closed until then
    activate = opened.get("/accounts/2fa/totp/activate/")
    assert activate.status_code == 200, activate.headers  # the password was typed a moment ago
    assert not [key for key, _ in opened.session.items() if key.startswith("begin.")]


def test_through_with_notes(opened):
    opened.post("/begin/", {"file": SimpleUploadedFile("notes.txt", NOTES.read_bytes())})
    page = opened.get("/begin/panel/").content.decode()
    assert "Hexcombe Police Partnership Panel" in page and "Larkwhistle" in page
    answered(opened, body="Hexcombe Police Partnership Panel")
    opened.post("/begin/check/", PASSWORD)
    meeting = Original.objects.get().meeting
    assert opened.session["onward"] == f"/meetings/{meeting.pk}/review/"


def test_what_waits_in_the_session_is_sealed(opened):
    opened.post("/begin/", {"file": SimpleUploadedFile("notes.txt", NOTES.read_bytes())})
    answered(opened)
    kept = str(dict(opened.session))
    for word in ("Larkwhistle", "cuckooing", "notes.txt", "Ben Member", "ada@"):
        assert word not in kept


def test_notes_without_a_day_ask_for_it(opened):
    opened.post("/begin/", {"file": SimpleUploadedFile("notes.txt", b"Notes\n\n1. Apologies\nNone.\n")})
    assert "Day of the meeting that the notes are of" in opened.get("/begin/panel/").content.decode()
    assert "Give the day of the meeting" in answered(opened).content.decode()
    day = {"notes_on-day": "25", "notes_on-month": "9", "notes_on-year": "2026"}
    assert answered(opened, **day).status_code == 302
    opened.post("/begin/check/", PASSWORD)
    assert Original.objects.get().meeting.held_on.isoformat() == "2026-09-25"


def test_a_next_meeting_that_was_cleared_is_not_planned(opened):
    text = (
        "Anytown Police Panel Meeting\n9 September 2029 at 10.15am in Wool Hall\nNotes\n\n"
        "1. Next meeting\nThe next meeting is on 9 October 2029 at 2pm.\n"
    )
    opened.post("/begin/", {"file": SimpleUploadedFile("notes.txt", text.encode())})
    page = opened.get("/begin/panel/").content.decode()
    assert 'value="2029"' in page and 'value="14:00"' in page
    answered(opened)
    assert "Not known yet" in opened.get("/begin/check/").content.decode()
    opened.post("/begin/check/", PASSWORD)
    assert [m.held_on.isoformat() for m in Meeting.objects.all()] == ["2029-09-09"]


def test_step_three_without_step_two_leads_back(opened):
    assert opened.get("/begin/check/").headers["Location"] == "/begin/panel/"


# Two at once, and afterwards


def test_of_two_who_begin_the_second_is_told(opened, code):
    other = Client()
    other.get("/begin/", {"code": code})
    other.post("/begin/", {"without": "yes"})
    answered(other, clerk="Eve Other", clerk_email="eve@anytown.example")
    begun(opened)
    answer = other.post("/begin/check/", PASSWORD)
    assert answer.status_code == 409
    assert "Somebody has begun this record already. Nothing of yours was stored." in answer.content.decode()
    assert not Person.objects.filter(name="Eve Other").exists()


def test_afterwards_nothing_answers_for_ever(opened, code):
    begun(opened)
    for address in ("/begin/", f"/begin/?code={code}", "/begin/panel/", "/begin/check/"):
        assert Client().get(address).status_code == 404
        assert Client().post(address, {**ANSWERS, **PASSWORD}).status_code == 404
        assert opened.post(address, {**ANSWERS, **PASSWORD}).headers["Location"] == "/accounts/2fa/"
    assert Client().get("/").headers["Location"].startswith("/accounts/login/")
    assert Person.objects.count() == 2


# Each box


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"town": " "}, "Give the name of the town or council"),
        ({"town": "x" * 121}, "at most 120"),
        ({"body": ""}, "Give the name of the body that meets"),
        ({"body_kind": "club"}, "not one of the available choices"),
        ({"clerk": ""}, "Give your name"),
        ({"clerk_email": "ada"}, "Give an e-mail address such as"),
        ({"clerk_email": ""}, "Give your e-mail address"),
        ({"members": "Ben\n@\n???"}, "Line 2 was not understood"),
        ({"members": "Ada Clerk, Town Clerk"}, "two kinds of people"),
        ({"held_on-day": "31", "held_on-month": "2", "held_on-year": "2030"}, "Give a real day"),
        ({"held_on-day": "1", "held_on-month": "2", "held_on-year": "2020"}, "This day is past"),
        ({"starts": "10:15"}, "Give the day as well, or clear the time"),
        ({"starts": "soon"}, "Give a time such as 10:15 or 2pm"),
        ({"police_post": "Inspector"}, "Give the name as well"),
        ({"police_name": "Dee", "police_email": "dee@"}, "Give an e-mail address such as"),
    ],
)
def test_what_a_box_refuses_is_said_and_what_was_typed_is_kept(opened, typed, says):
    answer = answered(opened, **typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and says in page
    for name, value in {**ANSWERS, **typed}.items():
        if name not in {"body_kind"} and value.strip() and len(value) < 100:
            assert re.search(rf'value="{re.escape(value)}"|{re.escape(value)}</textarea>', page), name
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("notes.txt", b"", "This file is empty"),
        ("notes.exe", b"MZ", "Nothing was stored"),
        ("notes.pdf", b"no pdf", "Nothing was stored"),
        (None, None, "Choose the file, or go on without notes"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(opened, name, content, says):
    answer = opened.post("/begin/", {"file": SimpleUploadedFile(name, content)} if name else {})
    assert answer.status_code == 422 and says in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"password": "short", "again": "short"}, "at least 12 characters"),
        ({"password": "passwordpassword", "again": "other passwords"}, "not the same"),
        ({"password": "", "again": ""}, "Choose a password"),
    ],
)
def test_a_password_that_will_not_do(opened, sent, says):
    opened.post("/begin/", {"without": "yes"})
    answered(opened)
    answer = opened.post("/begin/check/", sent)
    assert answer.status_code == 422 and says in answer.content.decode()
    assert not Person.objects.exists()


def test_who_was_not_chosen_gets_no_letter(enter, clerk):
    answer = enter(clerk).post("/invitations/", {"to": ["0"]}, follow=True)
    assert "Nobody was chosen. Nothing was sent." in answer.content.decode()
