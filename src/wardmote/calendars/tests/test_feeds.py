"""Feeds, read with another library; what they keep to themselves, and when they end."""

import re
from calendar import monthcalendar
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
import vobject
from django.test import Client

from conftest import FOUNDER
from tests.notes import FIRST, MARZIPAN, QUILLWORT, SECOND
from wardmote.actions import reads as actions_reads
from wardmote.actions import writes as actions
from wardmote.actions.models import Action
from wardmote.calendars import reads, writes
from wardmote.calendars.models import Feed
from wardmote.calendars.rules import Entry, Pattern, Told, Week, calendar_file, days_of
from wardmote.confidentiality.models import Grant
from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.correspondence.rules import WRONG_LINKS
from wardmote.minutes.models import Meeting
from wardmote.minutes.reads import viewer_for
from wardmote.minutes.writes import move_meeting
from wardmote.people import writes as people
from wardmote.people.models import Holding, Seat
from wardmote.register.rules import Marking
from wardmote.summons import writes as summons

QUARTERLY = Pattern(Week.LAST, 4, frozenset({3, 6, 9, 12}))


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


def read(content):
    """What another library finds in a file: UID -> entry."""
    calendar = vobject.readOne(content.decode())
    return {event.uid.value: event for event in calendar.contents.get("vevent", [])}


def last_sunday(year, month):
    return date(year, month, max(row[6] for row in monthcalendar(year, month)))


def in_utc(day):
    """10:15 on a day in the town, by the rule of the clocks and by nothing else."""
    summer = last_sunday(day.year, 3) <= day < last_sunday(day.year, 10)
    return datetime.combine(day, time(9 if summer else 10, 15), tzinfo=UTC)


def test_every_day_is_at_a_quarter_past_ten_for_another_reader():
    """Last Fridays of each quarter and of March and October, 2022 to 2030: across eighteen changes of the clocks."""
    days = [day for year in range(2022, 2031) for day in days_of(QUARTERLY, year)]
    changes = [last_sunday(year, month) for year in range(2022, 2031) for month in (3, 10)]
    days = sorted({*days, *(change + timedelta(days=n) for change in changes for n in (-2, 0, 5))})
    told = [Told(UUID(int=n), "meeting", day, time(10, 15), "Town Hall", False) for n, day in enumerate(days)]
    entries = [Entry(one, "Panel", "", 0, datetime(2022, 1, 1, tzinfo=UTC)) for one in told]
    found = read(calendar_file(entries, name="Panel", public=True))
    starts = [found[f"meeting-{one.row_id}@wardmote"].dtstart.value for one in told]
    assert [at.astimezone(UTC) for at in starts] == list(map(in_utc, days))
    assert {in_utc(day).hour for day in days} == {9, 10}


def test_long_words_are_folded_and_come_back():
    place = "Große Halle; „upstairs“, left\\right " * 12
    told = Told(UUID(int=1), "meeting", date(2022, 3, 25), None, place, True)
    entry = Entry(told, "Panel", "", 3, datetime(2022, 1, 1, tzinfo=UTC))
    content = calendar_file([entry], name="Panel", public=True)
    assert max(map(len, content.split(b"\r\n"))) <= 75
    (event,) = read(content).values()
    assert event.location.value == place and event.status.value == "CANCELLED" and event.sequence.value == "3"
    assert event.dtstart.value == date(2022, 3, 25)


@pytest.fixture
def planned(rhythm, at_table, by):
    """The meetings of 2023, planned at once."""
    writes.make_year(at_table, year=2023, **by)
    return at_table


@pytest.fixture
def token(planned, member, now):
    return writes.make_feed(member.person_id, by=member, now=now)


def got(token, **asked):
    return Client().get(f"/calendar/{token}.ics", **asked)


def test_a_person_gets_their_meetings_and_when_actions_are_due(token, planned, ben, by, take):
    take(FIRST), take(SECOND, name="second.txt")
    row = actions.add("Buy quillwort for the heronry by 12 January 2023", **by)
    actions.assign(row.pk, seat=None, person=ben, due_on=date(2023, 1, 12), why="", **by)
    found = read(got(token).content)
    summaries = sorted(event.summary.value for event in found.values())
    assert f"Action {row.reference} due" in summaries and summaries.count("Amenities Committee") == 4
    due = found[f"action-{row.pk}@wardmote"]
    assert due.dtstart.value == date(2023, 1, 12) and due.url.value.endswith(f"/actions/{row.pk}/")
    said = got(token).content.decode().lower()
    assert not [word for word in (QUILLWORT, MARZIPAN, "heronry") if word.lower() in said]


def test_it_says_what_was_moved_and_what_is_off(token, planned, by):
    before = read(got(token).content)
    rows = sorted(before.values(), key=lambda event: event.dtstart.value)
    moved, off = (UUID(event.uid.value[8:-9]) for event in rows[:2])
    move_meeting(Meeting.objects.get(pk=moved), held_on=date(2023, 4, 3), starts=time(14), place=None, **by)
    summons.cancel(Meeting.objects.get(pk=off), reason="Nobody can come", **by)
    after = read(got(token).content)
    assert set(after) == set(before)
    one, other = after[f"meeting-{moved}@wardmote"], after[f"meeting-{off}@wardmote"]
    assert (one.sequence.value, one.dtstart.value.date()) == ("1", date(2023, 4, 3))
    assert (other.sequence.value, other.status.value) == ("1", "CANCELLED")
    assert sum(event.sequence.value == "0" for event in after.values()) == 2


def test_what_has_not_changed_is_not_sent_again(token, planned, ben, by):
    first = got(token)
    assert first["Content-Type"] == "text/calendar; charset=utf-8" and first["X-Robots-Tag"] == "noindex, nofollow"
    assert "Last-Modified" not in first and "no-store" not in first["Cache-Control"]
    again = got(token, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304 and not again.content
    # What the feed does not tell leaves no trace in it.
    row = actions.add("Look at the wall by 12 January 2023", **by)
    assert got(token)["ETag"] == first["ETag"]
    actions.assign(row.pk, seat=None, person=ben, due_on=date(2023, 1, 12), why="", **by)
    assert got(token, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200
    assert Action.objects.filter(pk=row.pk).exists()


def without_token(answer):
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", answer.content), sorted(answer.headers.items())


def test_it_dies_with_the_seat_and_no_later_seat_brings_it_back(token, ben, now, time_machine):
    assert got(token).status_code == 200
    for holding in Holding.objects.filter(person=ben):
        people.end_holding(holding, until_on=date(2022, 11, 14), by=FOUNDER, now=now)
    dead, unknown = got(token), got("x" * 43)
    assert dead.status_code == unknown.status_code == 404 and without_token(dead) == without_token(unknown)
    later = now + timedelta(days=30)
    people.seat_person(ben, seat=Seat.objects.get(name="Mayor"), from_on=date(2022, 12, 14), by=FOUNDER, now=later)
    time_machine.move_to(later, tick=False)
    assert got(token).status_code == 404


def test_renewed_ended_and_never_another_persons(token, member, unsigned, clerk, now):
    assert token.encode() not in b"".join(bytes(row.token_hash) for row in Feed.objects.all())
    newer = writes.make_feed(member.person_id, by=member, now=now)
    assert (got(token).status_code, got(newer).status_code) == (404, 200)
    for other in (unsigned, clerk):
        with pytest.raises(Refused):
            writes.make_feed(member.person_id, by=other, now=now)
        with pytest.raises(NotHere):
            writes.end_feed(reads.feed_of_person(member.person_id, now=now).pk, by=other, now=now)
    assert writes.end_feeds(reads.open_feeds(), by=clerk, now=now) == 1
    assert got(newer).status_code == 404


def test_wrong_addresses_are_counted(planned):
    answers = [got(f"{n:043}").status_code for n in range(WRONG_LINKS + 1)]
    assert answers == [404] * WRONG_LINKS + [429]


def test_the_public_days_are_days_times_and_places_alone(planned, member, by, clerk, now):
    """A committee's days are public by law; the clerk can keep them to the panel."""
    token = writes.make_feed(None, **by)
    found = read(got(token).content)
    assert len(found) == 4
    for event in found.values():
        assert getattr(event, "class").value == "PUBLIC" and not hasattr(event, "url")
        assert event.location.value == "Town Hall; upstairs, left"
    assert not any(uid.startswith("action") for uid in found)
    writes.mark_days(planned, public=False, **by)
    assert not read(got(token).content)
    with pytest.raises(Refused):
        writes.make_feed(None, by=member, now=now)


def test_somebody_who_has_not_signed_gets_no_confidential_due_date(planned, unsigned, by, now):
    row = actions.add("Look at the wall by 12 January 2023", **by)
    seat = Seat.objects.get(name="Chair of Amenities")
    actions.assign(row.pk, seat=seat, person=None, due_on=date(2023, 1, 12), why="", **by)
    token = writes.make_feed(unsigned.person_id, by=unsigned, now=now)
    assert f"action-{row.pk}@wardmote" in read(got(token).content)
    actions.mark(row.pk, marking=Marking.CONFIDENTIAL, **by)
    assert f"action-{row.pk}@wardmote" not in read(got(token).content)


def test_what_is_restricted_is_told_to_no_program_and_in_no_letter(token, ben, member, by, now):
    """Even to whom it was opened by name."""
    row = actions.add("Look at the wall by 12 January 2023", **by)
    actions.assign(row.pk, seat=None, person=ben, due_on=date(2023, 1, 12), why="", **by)
    Action.objects.filter(pk=row.pk).update(marking=Marking.RESTRICTED.value)
    Grant.objects.create(person=ben, row_id=row.pk, recorded_at=now)
    assert actions_reads.mine(viewer=viewer_for(ben.pk, now=now), now=now).filter(pk=row.pk).exists()
    assert row.reference not in got(token).content.decode()
    assert not [one for one in reads.digest_of(ben, now=now).due if row.reference in one.neutral]
