"""Days of meetings and days by which something is due."""

from datetime import date

import pytest

from wardmote.documents.dates import day_in, days_in
from wardmote.documents.read import read_text

MEETING = date(2031, 10, 31)  # a Friday


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("by 1 December", date(2031, 12, 1)),
        ("by 31st May", date(2032, 5, 31)),
        ("28.10.32", date(2032, 10, 28)),
        ("3/4/32", date(2032, 4, 3)),
        ("2032-02-29", date(2032, 2, 29)),
        ("Monday, May 3rd", date(2032, 5, 3)),
        ("next Friday", date(2031, 11, 7)),
        ("by Friday", date(2031, 11, 7)),
        ("on Monday", date(2031, 11, 3)),
        ("tomorrow", date(2031, 11, 1)),
        ("the end of March", date(2032, 3, 31)),
        ("by the end of the month", date(2031, 10, 31)),
        ("by the end of next month", date(2031, 11, 30)),
        ("by the end of the financial year", date(2032, 3, 31)),
        ("within two weeks", date(2031, 11, 14)),
        ("in a fortnight", date(2031, 11, 14)),
    ],
)
def test_a_day_that_the_words_give(words: str, expected: date):
    assert day_in(words, meeting_on=MEETING) == expected


@pytest.mark.parametrize(
    "words",
    [
        "in the next few weeks", "soon", "in March", "next month", "early December", "mid-December",
        "week commencing 5 December", "1st or 2nd December", "1-5 December", "after 3 December", "30 February",
        "31.02.32", "before the next meeting", "the beginning of May", "in the new year", "",
    ],
)  # fmt: skip
def test_what_gives_no_certain_day(words: str):
    assert day_in(words, meeting_on=MEETING) is None


def test_next_friday_said_on_a_monday_may_be_either():
    assert day_in("next Friday", meeting_on=date(2031, 10, 27)) is None


def test_without_a_meeting_s_day_only_a_full_date_counts():
    assert day_in("by 1 December", meeting_on=None) is None
    assert day_in("by 1 December 2031", meeting_on=None) == date(2031, 12, 1)


def test_times_beside_days():
    assert [
        day.at for day in days_in("7.30pm on Wednesday 29 November 2031; 1 May at 14:00; 2 May at 7.30; 3 May, 12 noon")
    ] == [(19, 30), (14, 0), None, (12, 0)]


@pytest.mark.parametrize("words", ["£26.10.31", "14/00387/F", "1.5.3 Parks", "99.99.31"])
def test_sums_and_numbers_are_no_days(words: str):
    assert days_in(words) == []


ITEMS = "\n1. Apologies\nNone.\n2. Roads\nQuiet since 3 March 2031.\n"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Elmstow Panel\nFriday 9th May 2031 at 10.15am\nNotes\n", "2031-05-09T10:15:00+01:00"),
        (
            "Minutes of Elmstow Council held in the Hall at 7.30pm on Wednesday 22nd January 2031\n",
            "2031-01-22T19:30:00+00:00",
        ),
        ("MINUTES OF ELMSTOW COUNCIL\nHELD AT THE HALL\nTHURSDAY OCTOBER 2nd 2031\n", "2031-10-02"),
        ("Minutes of the Elmstow Forum 12.01.31\nTime: 7pm\n", "2031-01-12T19:00:00+00:00"),
        ("Notes\nDate: 5 Feb 2031\nTime: 14:00\nVenue: Library\n", "2031-02-05T14:00:00+00:00"),
        ("Minutes of Elmstow Council held on 5 Feb 2031 at 7.30\n", "2031-02-05"),
        ('---\ntitle: "Notes of the meeting from 19 July"\ndate: 2031-07-26\n---\n', "2031-07-19"),
        ("Elmstow notes\n", None),
    ],
)
def test_the_meeting_s_own_day(head: str, expected: str | None):
    starts = read_text(head + ITEMS).starts_at
    assert (starts.isoformat() if starts else None) == expected


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (
            "3. Next Meeting\nThe next meeting will be on Wednesday 10 March 2032 commencing at 7.30pm.\n",
            "2032-03-10T19:30:00+00:00",
        ),
        ("The next meeting was arranged for Friday 9th January\n", "2032-01-09"),
        ("3. Date and Time of Next Meeting Wednesday 3 December 2031 at 7.00 pm.\n", "2031-12-03T19:00:00+00:00"),
        ("**Next meeting to be held on Monday November 3rd @** **7.30pm****.**\n", "2031-11-03T19:30:00+00:00"),
        (
            "The town walk will be held on 4 May at 7pm, to be followed by the Council Meeting.\n",
            "2032-05-04T19:00:00+01:00",
        ),
        ("The town walk will be held on 4 May at 7pm, to be followed by tea.\n", None),
        ("The report will come to the next meeting on parks.\n", None),
        ("The minutes of 3 March 2031 come to the next meeting.\n", None),
    ],
)
def test_the_next_meeting(tail: str, expected: str | None):
    following = read_text("Minutes of Elmstow Council held on 2 October 2031\n" + ITEMS + tail).next_meeting
    assert (following.isoformat() if following else None) == expected


def test_two_meetings_in_one_file_are_both_placed():
    head = "Minutes of Elmstow Council held on 4 June 2031 at 7pm\n1. Apologies\nNone.\nThe meeting closed.\n"
    document = read_text(
        head
        + "Minutes of Elmstow Council held on 11 June 2031 at 7pm\n"
        + "1. Apologies\nNone.\n2. Roads\nThe sign is bent and the line is worn.\n3. Parks\nQuiet.\n"
    )
    assert document.starts_at and document.starts_at.isoformat().startswith("2031-06-11")
    assert len(document.also_dated_at) == 1


def test_place_body_and_kind():
    document = read_text(
        "Elmstow Town Council\nMinutes of the Planning Committee held on Tuesday 13th May 2031 at 7.00 p.m. in "
        "the Mews Room, Old Hall.\n" + ITEMS
    )
    assert (document.kind.value, document.body, document.place) == (
        "minutes",
        "Elmstow Town Council",
        "Mews Room, Old Hall",
    )
    assert read_text("AGENDA\nElmstow Police Forum, 6th June 2031\n" + ITEMS).kind.value == "agenda"
    assert read_text("Elmstow Police Partnership Panel Meeting\nNotes\n" + ITEMS).kind.value == "notes"
