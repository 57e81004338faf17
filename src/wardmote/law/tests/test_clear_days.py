"""The last lawful day of issue, against a count of our own from bank holidays typed here."""

from datetime import date, timedelta

import pytest

from wardmote.law.rules import days_off, last_day_of_issue

# GOV.UK's list for England: day and month. Bank holidays only; the breaks are worked out below.
BANK_HOLIDAYS = {
    2021: "1.1 2.4 5.4 3.5 31.5 30.8 25.12 26.12 27.12 28.12",
    2022: "1.1 3.1 15.4 18.4 2.5 2.6 3.6 29.8 19.9 25.12 26.12 27.12",
    2023: "1.1 2.1 7.4 10.4 1.5 8.5 29.5 28.8 25.12 26.12",
    2024: "1.1 29.3 1.4 6.5 27.5 26.8 25.12 26.12",
    2025: "1.1 18.4 21.4 5.5 26.5 25.8 25.12 26.12",
    2026: "1.1 3.4 6.4 4.5 25.5 31.8 25.12 26.12 28.12",
    2027: "1.1 26.3 29.3 3.5 31.5 30.8 25.12 26.12 27.12 28.12",
    2028: "1.1 3.1 14.4 17.4 1.5 29.5 28.8 25.12 26.12",
    2029: "1.1 30.3 2.4 7.5 28.5 27.8 25.12 26.12",
    2030: "1.1 19.4 22.4 6.5 27.5 26.8 25.12 26.12",
}
# The Thursday before Easter and the Tuesday after it; the first and the last day of the Christmas break.
BREAKS = {
    2021: ("1.4 6.4", "24.12 29.12"),
    2022: ("14.4 19.4", "23.12 28.12"),
    2023: ("6.4 11.4", "22.12 27.12"),
    2024: ("28.3 2.4", "24.12 27.12"),
    2025: ("17.4 22.4", "24.12 29.12"),
    2026: ("2.4 7.4", "24.12 29.12"),
    2027: ("25.3 30.3", "24.12 29.12"),
    2028: ("13.4 18.4", "22.12 27.12"),
    2029: ("29.3 3.4", "24.12 27.12"),
    2030: ("18.4 23.4", "24.12 27.12"),
}


def day_of(words, year):
    day, month = words.split(".")
    return date(year, int(month), int(day))


def closed_days():
    found = set()
    for year, words in BANK_HOLIDAYS.items():
        found |= {day_of(one, year) for one in words.split()}
        for span in BREAKS[year]:
            first, last = (day_of(one, year) for one in span.split())
            while first <= last:
                found.add(first)
                first += timedelta(days=1)
    return found


CLOSED = closed_days()


def by_brute_force(held_on):
    """Try each earlier day: it will do if it is open itself and three open days lie strictly between."""
    issued = held_on
    while True:
        issued -= timedelta(days=1)
        between = [issued + timedelta(days=n) for n in range(1, (held_on - issued).days)]
        open_days = [day for day in between if day.isoweekday() != 7 and day not in CLOSED]
        if issued.isoweekday() != 7 and issued not in CLOSED and len(open_days) >= 3:
            return issued


def brought(day):
    return any(off.day == day for off in days_off(day.year))


def test_every_day_of_nine_years():
    days = [date(2022, 1, 1) + timedelta(days=n) for n in range((date(2031, 1, 1) - date(2022, 1, 1)).days)]
    wrong = [day for day in days if last_day_of_issue(day, clear_days=3, left_out=brought) != by_brute_force(day)]
    assert not wrong


def test_planted_a_forgotten_day_of_mourning_is_caught():
    held_on = date(2022, 9, 22)
    forgotten = last_day_of_issue(held_on, clear_days=3, left_out=lambda day: day != date(2022, 9, 19) and brought(day))
    assert (by_brute_force(held_on), forgotten) == (date(2022, 9, 16), date(2022, 9, 17))


@pytest.mark.parametrize(("held_on", "last"), [((2022, 10, 28), (2022, 10, 24)), ((2022, 10, 31), (2022, 10, 26))])
def test_october_2022(held_on, last):
    assert by_brute_force(date(*held_on)) == date(*last)
