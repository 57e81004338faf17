"""A rhythm is set, days are left out and moved, a year is planned at once and taken away again."""

from datetime import date, time

import pytest

from wardmote.calendars import reads, writes
from wardmote.calendars.rules import CalendarNeeds, Pattern, Week
from wardmote.confidentiality.rules import Refused
from wardmote.meetings import writes as meetings
from wardmote.membership import writes as membership
from wardmote.membership.rules import Way
from wardmote.minutes.models import Meeting

GOOD_FRIDAY = date(2024, 3, 29)
MAY = Pattern(Week.FIRST, 0, frozenset({5}))


def days(body, year, now):
    return [one.held_on for one in Meeting.objects.filter(body=body, held_on__year=year).order_by("held_on")]


def test_each_day_says_its_last_lawful_day_and_what_stands_against_it(rhythm, committee, now):
    page = reads.rhythm_page(committee, year=2024, now=now)
    assert page.words == "last Friday of each quarter" and page.usual.starts == time(10, 15)
    first, second, *_ = page.days
    assert first.on == GOOD_FRIDAY and first.warning == "Good Friday"
    assert second.on == date(2024, 6, 28) and second.notice.last_day == date(2024, 6, 24) and not second.warning
    assert second.notice.required and page.to_make == 4


def test_a_year_is_planned_at_once_and_taken_away_again(rhythm, committee, by, now):
    writes.change_day(committee, day=GOOD_FRIDAY, moved_to=date(2024, 3, 22), **by)
    writes.change_day(committee, day=date(2024, 12, 27), moved_to=None, **by)
    made = writes.make_year(committee, year=2024, **by)
    assert days(committee, 2024, now) == [date(2024, 3, 22), date(2024, 6, 28), date(2024, 9, 27)]
    first = Meeting.objects.earliest("held_on")
    assert first.starts == time(10, 15) and first.place.name == "Town Hall; upstairs, left"
    with pytest.raises(CalendarNeeds, match="No day of this year"):
        writes.make_year(committee, year=2024, **by)
    assert writes.take_away_year(made.pk, **by) == (3, 0)
    assert not days(committee, 2024, now)
    writes.make_year(committee, year=2024, **by)
    assert len(days(committee, 2024, now)) == 3


def test_what_has_something_on_it_stays(rhythm, committee, by, now, ben):
    made = writes.make_year(committee, year=2024, **by)
    with_agenda, with_apology, *_ = Meeting.objects.order_by("held_on")
    meetings.add_standing_item(committee, title="Lamps", **by)
    meetings.draw_up(with_agenda, **by)
    membership.note_apology(with_apology, person=ben, why="", how=Way.TELEPHONE, **by)
    assert writes.take_away_year(made.pk, **by) == (2, 2)
    assert days(committee, 2024, now) == [with_agenda.held_on, with_apology.held_on]


def test_a_meeting_that_was_moved_is_not_planned_twice(rhythm, committee, by, now):
    writes.make_year(committee, year=2024, **by)
    meeting = Meeting.objects.get(held_on=GOOD_FRIDAY)
    meetings.move_meeting(meeting, held_on=date(2024, 3, 21), starts=None, place=None, **by)
    with pytest.raises(CalendarNeeds):
        writes.make_year(committee, year=2024, **by)
    first, *_ = reads.rhythm_page(committee, year=2024, now=now).days
    assert (first.of.day, first.on) == (GOOD_FRIDAY, date(2024, 3, 21))


def test_a_change_is_put_back(rhythm, committee, by, now):
    change = writes.change_day(committee, day=GOOD_FRIDAY, moved_to=None, **by)
    assert reads.rhythm_page(committee, year=2024, now=now).to_make == 3
    writes.put_back_day(change.pk, **by)
    assert reads.rhythm_page(committee, year=2024, now=now).to_make == 4


@pytest.mark.parametrize(
    ("day", "moved_to", "why"),
    [
        (date(2024, 3, 28), None, "no day of the rhythm"),
        (date(2022, 3, 25), None, "is past"),
        (GOOD_FRIDAY, date(2022, 1, 1), "is past"),
    ],
)
def test_what_cannot_be_changed_is_refused(rhythm, committee, by, day, moved_to, why):
    with pytest.raises(CalendarNeeds, match=why):
        writes.change_day(committee, day=day, moved_to=moved_to, **by)


def test_the_year_is_the_clerks(rhythm, committee, by, member, now):
    change = writes.change_day(committee, day=GOOD_FRIDAY, moved_to=None, **by)
    made = writes.make_year(committee, year=2023, **by)
    theirs = {"by": member, "now": now}
    deeds = [
        lambda: writes.set_rhythm(committee, pattern=MAY, starts=None, place=None, **theirs),
        lambda: writes.end_rhythm(committee, **theirs),
        lambda: writes.change_day(committee, day=GOOD_FRIDAY, moved_to=None, **theirs),
        lambda: writes.put_back_day(change.pk, **theirs),
        lambda: writes.make_year(committee, year=2024, **theirs),
        lambda: writes.take_away_year(made.pk, **theirs),
        lambda: writes.mark_days(committee, public=True, **theirs),
    ]
    for deed in deeds:
        with pytest.raises(Refused):
            deed()
    assert len(days(committee, 2023, now)) == 4


def test_a_rhythm_ends_and_comes_back(rhythm, committee, by, now):
    writes.end_rhythm(committee, **by)
    assert reads.rhythm_page(committee, year=2024, now=now).days == []
    told = {"starts": None, "place": None, **by}
    writes.set_rhythm(committee, pattern=MAY, **told)
    assert reads.rhythm_page(committee, year=2024, now=now).words == "first Monday of May"
