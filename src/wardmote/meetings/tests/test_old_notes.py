"""Notes of several meetings at once: the oldest first, each by itself, and what came up again joined on."""

from io import BytesIO

import pytest

from tests.notes import FIRST, SECOND
from wardmote.meetings import writes as meetings
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Meeting, SameMatter

pytestmark = pytest.mark.django_db


def file(name, content):
    made = BytesIO(content.encode() if isinstance(content, str) else content)
    made.name = name
    return made


def test_files_of_a_folder_are_taken_oldest_first_and_one_that_cannot_be_keeps_back_no_other(enter, clerk, now):
    door = enter(clerk)
    chooser = door.get("/meetings/take/").text.split('type="file"')[1].split(">")[0]
    assert "multiple" in chooser
    given = [file("b.txt", SECOND), file("photo.jpg", b"\xff\xd8"), file("a.txt", FIRST), file("c.txt", "Of no day.")]
    page = door.post("/meetings/take/", {"file": given, "body_name": ""}).text
    assert page.index("a.txt") < page.index("b.txt") < page.index("c.txt")
    assert page.count("Taken in:") == 2 and page.count("Not taken in.") == 2
    assert "photo.jpg is a picture" in page and "Give the day." in page
    assert "Check what was understood of Friday 15 July 2022" in page
    assert [one.held_on.month for one in minutes.unchecked(viewer=clerk, now=now)] == [7, 9]
    again = door.post("/meetings/take/", {"file": [file("a.txt", FIRST), file("b.txt", SECOND)]}).text
    assert again.count("In the record already:") == 2


@pytest.mark.parametrize("texts", [(FIRST, SECOND), (SECOND, FIRST)], ids=["oldest first", "newest first"])
def test_in_either_order_what_came_up_again_is_asked_and_joins_to_one_streak(take, clerk, now, texts):
    for text in texts:
        take(text)
    for proposal in SameMatter.objects.all():
        meetings.join_matters(proposal.pk, by=clerk, now=now)
    raised = [(one.title, one.times) for one in minutes.streaks(viewer=clerk, now=now)]
    assert sorted(raised) == [("Dark Lanes", 1), ("Lighting in Cobbler Row", 2), ("Swings in Larkspur Meadow", 2)]


def test_what_cannot_be_of_every_file_is_said_and_too_many_are_not_begun(enter, clerk):
    door = enter(clerk)
    day = {"held_on-day": "1", "held_on-month": "7", "held_on-year": "2022"}
    page = door.post("/meetings/take/", {"file": [file("a.txt", FIRST), file("b.txt", SECOND)], **day})
    assert (page.status_code, "One day cannot be that of every file." in page.text) == (422, True)
    page = door.post("/meetings/take/", {"file": [file(f"{n}.txt", FIRST) for n in range(21)]})
    assert (page.status_code, "Choose up to 20 files at a time." in page.text) == (422, True)
    assert not Meeting.objects.exists()
