"""A town begins whole or not at all, once and for ever; and lines of members as people write them."""

from dataclasses import replace
from datetime import date, time

import pytest

from conftest import NOTES, NOW
from wardmote.confidentiality.models import Agreement
from wardmote.correspondence.models import Outgoing
from wardmote.desk import writes
from wardmote.desk.rules.founding import (
    FOUNDER,
    FoundedAlready,
    Founding,
    NextMeeting,
    NotTheExample,
    SeatLine,
    Unread,
    Unsound,
    must_be_sound,
    offered,
    read_member,
    read_members,
    same_code,
    starting_code,
)
from wardmote.desk.writes import Notes
from wardmote.documents.read import read_bytes
from wardmote.law.rules import BodyKind
from wardmote.minutes.models import Body, Meeting, Original
from wardmote.minutes.reads import viewer_for
from wardmote.minutes.rules import NotesNeed
from wardmote.people.models import Holding, Person, Seat, User
from wardmote.people.reads import holders, never_signed_in, nobody_yet
from wardmote.people.rules import SeatKind
from wardmote.people.writes import end_again
from wardmote.places.models import Place
from wardmote.register.models import Event
from wardmote.register.reads import first_break, opened
from wardmote.register.rules import THE_PUBLIC

CLERK = SeatLine("Ada Clerk", "Town Clerk", "ada@anytown.example")
SIX = Founding(
    town="Anytown Town Council",
    clerk=CLERK,
    body="Police Partnership Panel",
    body_kind=BodyKind.EXTERNAL_PARTNERSHIP,
    members=(SeatLine("Ben Member", "Mayor", "ben@anytown.example"), SeatLine("Cy Oddly", "Councillor")),
    next=NextMeeting(date(2022, 12, 9), time(10, 15), "Wool Hall"),
    police=SeatLine("Dee Even", "Inspector", "dee@police.example"),
)


pytestmark = pytest.mark.django_db


def found(six=SIX, *, notes=None, at=NOW):
    return writes.found_town(six, notes=notes, password="four words beside water", by=FOUNDER, now=at)


def kept():
    models = (Person, Seat, Holding, User, Agreement, Body, Meeting, Original, Place, Event)
    return {model.__name__: model.objects.count() for model in models}


def test_a_town_begins_with_its_six_things(own_folder):
    made = found()
    assert own_folder.name == "Anytown Town Council"
    assert {(p.name, seat, kind) for p, seat, kind in holders(now=NOW)} == {
        ("Ada Clerk", "Town Clerk", SeatKind.CLERK),
        ("Ben Member", "Mayor", SeatKind.MEMBER),
        ("Cy Oddly", "Councillor", SeatKind.MEMBER),
        ("Dee Even", "Inspector", SeatKind.POLICE),
    }
    assert viewer_for(made.clerk.pk, now=NOW).keeps_record
    assert made.user.check_password("four words beside water")
    assert not User.objects.get(email="ben@anytown.example").has_usable_password()
    assert (made.planned.held_on, made.planned.starts, made.planned.place.name) == (
        date(2022, 12, 9),
        time(10, 15),
        "Wool Hall",
    )
    assert Body.objects.get().name == "Police Partnership Panel"
    assert "confidential" in opened(Agreement.objects.get(), "text")
    assert first_break() is None
    assert not Outgoing.objects.exists()  # nobody is written to until the clerk says so
    assert not viewer_for(made.clerk.pk, now=NOW).signed_until  # nobody signs for anybody


def test_the_notes_are_of_the_body_that_was_named(own_folder):
    content = NOTES.read_bytes()
    early = replace(SIX, next=None)
    made = found(early, notes=Notes(read_bytes(content, name=NOTES.name), content, NOTES.name))
    assert made.taken.new and made.taken.meeting.body == Body.objects.get()
    assert made.taken.meeting.body.name == "Police Partnership Panel"
    deeds = list(Event.objects.order_by("number").values_list("deed", "person_id"))
    assert deeds[0][0] == "desk.found_town"
    assert ("meetings.take", made.clerk.pk) in deeds


def test_what_is_not_known_yet_is_not_made_up(own_folder):
    made = found(Founding(town="Anytown", clerk=CLERK, body=None))
    assert made.planned is None and made.taken is None
    assert kept() | {"Event": 0} == {
        "Person": 1, "Seat": 1, "Holding": 1, "User": 1, "Agreement": 1,
        "Body": 0, "Meeting": 0, "Original": 0, "Place": 1, "Event": 0,
    }  # fmt: skip


def test_a_second_founding_is_refused_for_ever(own_folder):
    made = found()
    before = kept()
    with pytest.raises(FoundedAlready, match="Nothing of yours was stored"):
        found(replace(SIX, town="Elsewhere"))
    assert kept() == before and own_folder.name == "Anytown Town Council"
    for holding in Holding.objects.all():  # as a restore finds them, the last clerk's among them
        end_again(holding, until_on=NOW.date(), by=viewer_for(made.clerk.pk, now=NOW), now=NOW)
    assert not holders(now=NOW) and not nobody_yet()
    with pytest.raises(FoundedAlready):
        found()


def test_the_example_takes_no_real_town_in(own_folder, settings):
    settings.TOWN = replace(settings.TOWN, example=True)
    before = kept()
    with pytest.raises(NotTheExample, match="Nothing was stored"):
        found()
    assert kept() == before


def test_notes_that_need_a_day_leave_nothing_behind(own_folder):
    before = kept()
    content = b"Notes\n\n1. Apologies\nNone.\n"
    with pytest.raises(NotesNeed):
        found(notes=Notes(read_bytes(content, name="n.txt"), content, "n.txt"))
    assert kept() == before
    assert own_folder.name == "Trial Town"


def test_planted_a_founding_in_pieces_is_caught(own_folder, monkeypatch):
    """Without its transaction, what `test_notes_that_need_a_day_leave_nothing_behind` looks for would be left."""
    before = kept()
    content = b"Notes\n\n1. Apologies\nNone.\n"
    bare = writes.found_town.__wrapped__
    with pytest.raises(NotesNeed):
        bare(
            SIX,
            notes=Notes(read_bytes(content, name="n.txt"), content, "n.txt"),
            password="x",
            by=FOUNDER,
            now=NOW,
        )
    assert kept() != before


@pytest.mark.parametrize(
    ("six", "part", "says"),
    [
        (replace(SIX, next=NextMeeting(date(2022, 11, 13))), "held_on", "past"),
        (replace(SIX, members=(SIX.members[0], SIX.members[0])), "members", "twice"),
        (replace(SIX, members=(SeatLine("Ben Member", "Mayor", "ADA@anytown.example"),)), "members", "Two people"),
        (
            replace(SIX, members=(SIX.members[0], SeatLine("ben member", "Chair", "b@anytown.example"))),
            "members",
            "two e-mail",
        ),
        (replace(SIX, members=(SeatLine("Eve Other", "Town Clerk"),)), "members", "two kinds"),
        (replace(SIX, members=(SeatLine("Eve Other", "inspector"),)), "police_name", "two kinds"),
    ],
)
def test_what_cannot_be_so_is_refused_in_one_sentence(own_folder, six, part, says):
    with pytest.raises(Unsound, match=says) as fault:
        must_be_sound(six, today=NOW.date())
    assert fault.value.part == part and "Nothing was stored" in str(fault.value)
    before = kept()
    with pytest.raises(Unsound):
        found(six)
    assert kept() == before


def test_one_human_being_with_two_seats_is_one_person(own_folder):
    found(replace(SIX, members=(*SIX.members, SeatLine("Ben Member", "Chair of Amenities"))))
    assert Person.objects.filter(name="Ben Member").count() == 1
    assert Holding.objects.filter(person__name="Ben Member").count() == 2


def test_who_may_begin(own_folder):
    from wardmote.confidentiality.rules import Refused

    before = kept()
    with pytest.raises(Refused):
        writes.found_town(SIX, notes=None, password=None, by=THE_PUBLIC, now=NOW)
    assert kept() == before


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Cllr Ben Member, Mayor, ben@any.example", SeatLine("Ben Member", "Mayor", "ben@any.example")),
        ("Ben Member <Ben@Any.Example>", SeatLine("Ben Member", "Member", "ben@any.example")),
        ("Ben Member (Mayor) ben@any.example", SeatLine("Ben Member", "Mayor", "ben@any.example")),
        ("Ben Member – Chair of Amenities", SeatLine("Ben Member", "Chair of Amenities")),
        ("Chair of Amenities, Ben Member", SeatLine("Ben Member", "Chair of Amenities")),
        ("Mayor: Cllr Ben Member", SeatLine("Ben Member", "Mayor")),
        ("Mayor Ben Member", SeatLine("Ben Member", "Mayor")),
        ("3. Cllr Mrs Ben O’Member-Oddly", SeatLine("Ben O’Member-Oddly", "Councillor")),
        ("Ben\tMayor\tben@any.example", SeatLine("Ben", "Mayor", "ben@any.example")),
        ("ben@any.example; Ben Member; Mayor", SeatLine("Ben Member", "Mayor", "ben@any.example")),
        ("J Smith, mailto:j@any.example", SeatLine("J Smith", "Member", "j@any.example")),
    ],
)
def test_a_line_is_read_as_people_write_it(typed, read):
    assert read_member(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        "ben@any.example",
        "???",
        "Ben, ben@any",
        "Ben, @any.example",
        "Ben, a@b.example c@d.example",
        "x" * 130,
        "A, " + "s" * 50,
    ],
)
def test_a_line_that_cannot_be_read_says_why(typed):
    with pytest.raises(Unread):
        read_member(typed)
    _, (said,) = read_members(f"Ben Member\n\n{typed}")
    assert said.startswith("Line 3 was not understood: ") and typed[:40] in said


def test_what_the_notes_offer():
    document = read_bytes(NOTES.read_bytes(), name=NOTES.name)
    offer = offered(document, today=date(2026, 10, 5))
    assert (offer.town, offer.body, offer.body_kind) == (
        "Hexcombe",
        "Hexcombe Police Partnership Panel",
        "external partnership",
    )
    assert offer.members == "Councillor Brindlecombe\nCouncillor Oake"
    assert (offer.police_post, offer.police_name) == ("Inspector", "Larkwhistle")
    assert (offer.held_on, offer.place) == (None, "")  # the notes name no next meeting: nothing is assumed


def test_a_next_meeting_that_is_past_is_not_offered():
    text = (
        "Anytown Police Panel Meeting\n9 September 2026 at 10.15am in Wool Hall\nNotes\n\n"
        "1. Next meeting\nThe next meeting is on Friday 9 October 2026 at 2pm.\n"
    )
    document = read_bytes(text.encode(), name="notes.txt")
    offer = offered(document, today=date(2026, 10, 5))
    assert (offer.held_on, offer.starts) == (date(2026, 10, 9), "14:00")
    assert offered(document, today=date(2026, 10, 10)).held_on is None


def test_the_starting_code_is_of_one_town():
    assert same_code(starting_code("key").lower(), starting_code("key"))
    assert not same_code(starting_code("another"), starting_code("key"))
    assert not same_code("ä", starting_code("key"))


def test_an_invitation_is_left_for_those_chosen(own_folder):
    made = found()
    clerk = viewer_for(made.clerk.pk, now=NOW)
    chosen = [user for user in never_signed_in(now=NOW) if user.email == "ben@anytown.example"]
    assert writes.invite(chosen, link="http://localhost/accounts/password/reset/", by=clerk, now=NOW) == 1
    letter = Outgoing.objects.get()
    assert opened(letter, "to_address") == "ben@anytown.example"
    assert "http://localhost/accounts/password/reset/" in opened(letter, "body")
    assert Event.objects.filter(deed="desk.invite").count() == 1
