"""The priorities in two meetings: named once, told of at each."""

from datetime import date

import pytest

from tests.notes import FIRST, MARZIPAN, SECOND
from wardmote.confidentiality.rules import Refused
from wardmote.meetings import writes as meetings
from wardmote.minutes.models import Paragraph
from wardmote.priorities import reads, writes
from wardmote.priorities.models import Priority, Update
from wardmote.priorities.rules import same_priority, speaks_of_priorities
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import THE_PUBLIC, Marking


@pytest.fixture
def two(take):
    return take(FIRST).meeting, take(SECOND, name="second.txt").meeting


def told(viewer, now):
    """Every update of every priority, as its own page has them."""
    return {
        one.title: [
            (day.month, line.text)
            for day, line in reads.opened_updates(
                reads.updates_of(one.row, viewer=viewer, now=now), viewer=viewer, now=now
            )
        ]
        for one in reads.priorities(viewer=viewer, now=now)
    }


def latest(viewer, now):
    return {one.title: [line.text for _, line in one.updates] for one in reads.priorities(viewer=viewer, now=now)}


def paragraph_with(words):
    (found,) = [p for p in Paragraph.objects.all() if words in opened(p, "text")]
    return found


@pytest.mark.parametrize(
    ("title", "speaks"),
    [
        ("To consider what was done for the agreed priorities.", True),
        ("PRIORITY UPDATES", True),
        ("Other Issues", False),
        ("Prioritisation of roads", False),
    ],
)
def test_which_item_speaks_of_them(title, speaks):
    assert speaks_of_priorities(title) is speaks


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Bicycle Theft", "bicycle  theft:", True), ("Bicycle Theft", "Bicycle Thefts", False), ("", "Theft", False)],
)
def test_which_headings_are_one(one, other, same):
    assert same_priority(one, other) is same


def test_a_priority_is_named_once_and_told_of_at_each_meeting(two, member, now):
    assert told(member, now) == {
        "Bicycle Theft": [(9, "Two locks were given out."), (7, f"A man was arrested with the {MARZIPAN} bicycle.")],
        "Quiet Nights": [(7, "There was nothing to report.")],
        "Dark Lanes": [(9, "The Clerk to visit the lanes by 1 October 2022.")],
    }
    named = [(one.title, one.first_named_on) for one in reads.priorities(viewer=member, now=now)]
    assert named == [
        ("Bicycle Theft", date(2022, 7, 15)),
        ("Quiet Nights", date(2022, 7, 15)),
        ("Dark Lanes", date(2022, 9, 16)),
    ]


def test_the_list_has_what_the_latest_meeting_told_of_each(two, member, unsigned, now):
    assert latest(member, now) == {
        "Bicycle Theft": ["Two locks were given out."],
        "Quiet Nights": ["There was nothing to report."],
        "Dark Lanes": ["The Clerk to visit the lanes by 1 October 2022."],
    }
    assert latest(unsigned, now)["Bicycle Theft"] == ["Two locks were given out."]


def test_the_latest_is_the_latest_that_the_viewer_may_see(two, clerk, unsigned, now):
    meetings.mark_paragraph(paragraph_with("Two locks").pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert latest(unsigned, now)["Bicycle Theft"] == []
    assert latest(clerk, now)["Bicycle Theft"] == ["Two locks were given out."]


def test_what_stands_under_other_items_is_no_priority(two):
    assert Priority.objects.count() == 3
    assert not [u for u in Update.objects.all() if "swings" in opened(u.paragraph, "text")]


def test_one_that_has_ended_is_named_anew(take, now, member):
    take(FIRST)
    Priority.objects.update(ended_at=now)
    take(SECOND, name="second.txt")
    assert [one.title for one in reads.priorities(viewer=member, now=now)] == ["Bicycle theft", "Dark Lanes"]


def test_the_unsigned_hear_what_is_the_panels(two, unsigned, now):
    assert told(unsigned, now)["Bicycle Theft"] == [(9, "Two locks were given out.")]
    assert not reads.priorities(viewer=THE_PUBLIC, now=now)


def test_a_raised_paragraph_is_not_told_here_either(two, clerk, unsigned, now):
    meetings.mark_paragraph(paragraph_with("Two locks").pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert told(unsigned, now)["Bicycle Theft"] == []
    meetings.mark_paragraph(paragraph_with("Two locks").pk, marking=Marking.PANEL, by=clerk, now=now)
    assert told(unsigned, now)["Bicycle Theft"] == [(9, "Two locks were given out.")]


def test_a_heading_that_tells_of_a_person_is_no_open_title(take, unsigned, member, clerk, now):
    take(FIRST.replace("Quiet Nights", "Victim in Weir Lane"))
    assert "Victim in Weir Lane" in told(member, now)
    assert "Victim in Weir Lane" not in told(unsigned, now)
    meetings.mark_paragraph(paragraph_with("Victim in").pk, marking=Marking.PANEL, by=clerk, now=now)
    assert "Victim in Weir Lane" in told(unsigned, now)


def test_only_the_clerk_takes_them(two, member, inspector, now):
    before = Update.objects.count(), Event.objects.count()
    for viewer in (member, inspector, THE_PUBLIC):
        with pytest.raises(Refused):
            writes.take_updates(two[0], by=viewer, now=now)
    assert (Update.objects.count(), Event.objects.count()) == before
