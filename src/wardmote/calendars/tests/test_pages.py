"""What is typed is kept when it is refused; an address is shown once; one meeting is a file."""

from datetime import date

import pytest

from wardmote.calendars import reads, writes
from wardmote.calendars.models import DigestChoice
from wardmote.minutes import writes as minutes
from wardmote.people import writes as people

RHYTHM = {"week": "second", "weekday": "1", "often": "every month, but not in those ticked below", "starts": "10.15am"}


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


def test_a_refused_rhythm_keeps_what_was_typed(enter, clerk, committee):
    door, address = enter(clerk), f"/calendar/bodies/{committee.pk}/"
    refused = door.post(address, {**RHYTHM, "place": "Town Hall"})
    said = refused.content.decode()
    assert refused.status_code == 422 and "Tick the months that are meant." in said
    assert 'value="10.15am"' in said and 'value="Town Hall"' in said
    assert door.post(address, {**RHYTHM, "months": ["8"], "starts": "half past"}).status_code == 422
    assert door.post(address, {**RHYTHM, "months": ["8"]}).status_code == 302
    assert b"Second Tuesday of each month except August" in door.get(address).content


def test_a_day_is_moved_on_the_page_unless_another_meeting_has_it(enter, clerk, rhythm, committee, by):
    door, address = enter(clerk), f"/calendar/bodies/{committee.pk}/days/"
    minutes.plan_meeting(committee, held_on=date(2024, 3, 22), starts=None, place=None, **by)
    typed = {"year": "2024", "do": "move", "day": "2024-03-29", "moved_to-month": "3", "moved_to-year": "2024"}
    refused = door.post(address, {**typed, "moved_to-day": "22"})
    assert refused.status_code == 422 and b"Another meeting has this day" in refused.content
    assert b'value="22"' in refused.content
    door.post(address, {**typed, "moved_to-day": "21"})
    assert b"Thursday 21 March 2024" in door.get(f"/calendar/bodies/{committee.pk}/?year=2024").content
    assert door.get(f"/calendar/bodies/{committee.pk}/?year=1066").status_code == 404


def test_an_address_is_shown_once_and_can_be_ended(enter, member, now):
    door = enter(member)
    shown = door.post("/calendar/subscribe/", {"do": "renew"})
    assert b'id="address"' in shown.content and "no-store" in shown["Cache-Control"]
    assert b'id="address"' not in door.get("/calendar/subscribe/").content
    door.post("/calendar/subscribe/", {"do": "end"})
    assert reads.feed_of_person(member.person_id, now=now) is None


def test_the_letter_is_chosen_by_who_agreed_to_e_mail(enter, member, ben, by):
    door = enter(member)
    typed = {"every": "each week, on Monday", "days_before": "7"}
    assert door.post("/calendar/digest/", typed).status_code == 422
    people.note_e_summons(ben, agreed_on=date(2022, 6, 1), on_paper=False, **by)
    assert door.post("/calendar/digest/", typed).status_code == 302
    assert DigestChoice.objects.get().every == "each week, on Monday"
    assert door.post("/calendar/digest/", {**typed, "days_before": "40"}).status_code == 422


def test_one_meeting_is_a_file_for_ones_own_calendar(enter, unsigned, rhythm, committee, by):
    made = writes.make_year(committee, year=2023, **by)
    answer = enter(unsigned).get(f"/calendar/meetings/{made.days.order_by('day')[0].meeting_id}.ics")
    assert answer["Content-Disposition"] == 'attachment; filename="meeting-2023-03-31.ics"'
    assert answer.content.count(b"BEGIN:VEVENT") == 1
