"""The days of a rhythm against a count that knows nothing of it."""

from calendar import monthcalendar
from datetime import date

import pytest

from wardmote.calendars.rules import (
    ALL_MONTHS,
    CalendarNeeds,
    Often,
    Pattern,
    Week,
    days_of,
    months_of,
    why_no_working_day,
)

YEARS = range(2022, 2031)


def counted(week, weekday, months, year):
    """The same days, read off a wall calendar."""
    for month in sorted(months):
        column = [row[weekday] for row in monthcalendar(year, month) if row[weekday]]
        yield date(year, month, column[-1] if week is Week.LAST else column[list(Week).index(week)])


@pytest.mark.parametrize("week", Week)
def test_the_days_are_those_of_a_wall_calendar(week):
    for year in YEARS:
        for weekday in range(7):
            for months in (ALL_MONTHS, ALL_MONTHS - {8}, frozenset({3, 6, 9, 12})):
                assert days_of(Pattern(week, weekday, months), year) == list(counted(week, weekday, months, year))


def test_the_choices_of_the_form_come_back_as_they_were_made():
    for week in Week:
        for often, ticked in [(Often.MONTHLY, ()), (Often.QUARTERLY, ()), (Often.BUT, (8,)), (Often.ONLY, (3, 9))]:
            pattern = Pattern(week, 1, months_of(often, ticked, week=week))
            assert pattern.often == (often, frozenset(ticked))


@pytest.mark.parametrize(("often", "ticked"), [(Often.ONLY, []), (Often.BUT, []), (Often.BUT, range(1, 13))])
def test_a_rhythm_without_a_month_is_refused(often, ticked):
    with pytest.raises(CalendarNeeds, match="Tick the months"):
        months_of(often, ticked, week=Week.FIRST)


def test_the_last_friday_of_march_can_be_good_friday():
    (march, *_) = days_of(Pattern(Week.LAST, 4, frozenset({3})), 2024)
    assert why_no_working_day(march, {date(2024, 3, 29): "Good Friday"}) == "Good Friday"
