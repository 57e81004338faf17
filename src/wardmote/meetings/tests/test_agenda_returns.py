"""An agenda goes out, is changed, and comes back on the page: what is shown, what is kept, and what is not."""

import io
from datetime import date, time
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from conftest import FOUNDER
from tests.agenda_papers import Changed
from tests.notes import FIRST, SECOND
from wardmote.confidentiality.rules import Refused
from wardmote.documents.agenda_word import LARGEST
from wardmote.meetings import reads, writes
from wardmote.meetings.agenda import CARRIED_OVER, agenda
from wardmote.meetings.models import AgendaItem, AgendaVersion, StandingItem
from wardmote.meetings.rules import AgendaShut, Theirs
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import CannotMove
from wardmote.register.models import Event
from wardmote.register.reads import first_break

SECRET = "Arrest in Mill Street"


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


def downloaded(door, meeting):
    return door.post(f"/meetings/{meeting.pk}/agenda/")


def give(door, meeting, content, *, name="agenda.docx"):
    file = SimpleUploadedFile(name, content)
    return door.post(f"/meetings/{meeting.pk}/agenda/returned/", {"file": file})


def answer(door, meeting, page, **typed):
    """Send the form that a page of differences holds."""
    html = page.content.decode()
    read = html.split('name="read" value="')[1].split('"')[0]
    keys = [part.split('"')[0] for part in html.split('name="shown" value="')[1:]]
    sent = {"read": read, "shown": keys, **typed}
    return door.post(f"/meetings/{meeting.pk}/agenda/returned/", sent, follow=True)


def changed(door, meeting):
    """A file with one of each."""
    word = Changed(downloaded(door, meeting).content)
    word.rename(3, "Other Business")
    word.write_under(0, "By e-mail to the clerk.")
    word.add(5, "Parking", "In Mill Street.")
    word.retype(word.line("Time:"), "Time: 10am")
    return word.content


def titles(meeting, viewer, now):
    return [item.title for item in agenda(meeting, viewer=viewer, now=now).items]


def test_taking_all_changes_page_pack_and_carried_over_business_together(door, planned, clerk, now):
    page = give(door, planned, changed(door, planned))
    html = page.content.decode()
    assert page.status_code == 200
    for words in (
        "Item 4 “Other Issues” now reads “Other Business”.",
        "Text added under item 1 “Apologies”.",
        "By e-mail to the clerk.",
        "New item after “Next Steps”: “Parking”.",
        "Time: 10:15am → 10am.",
        "4 differences",
    ):
        assert words in html
    assert AgendaVersion.objects.count() == 1  # nothing is stored by looking
    said = answer(door, planned, page, take="all").content.decode()
    assert "4 changes taken." in said and "Other Business" in said and "By e-mail to the clerk." in said
    planned.refresh_from_db()
    assert planned.starts == time(10)
    made = agenda(planned, viewer=clerk, now=now)
    business = next(item for item in made.items if item.title == "Other Business")
    assert {one.title for one in business.carried} == {"Swings in Larkspur Meadow", "Lighting in Cobbler Row"}
    assert CARRIED_OVER not in [item.title for item in made.items]
    pack = door.post(f"/meetings/{planned.pk}/pack/", {"form": "docx"}).content
    words = ZipFile(io.BytesIO(pack)).read("word/document.xml").decode()
    assert "Other Business" in words and "By e-mail to the clerk." in words and "wm_" not in words
    assert first_break() is None


def test_each_is_taken_or_left_and_the_same_file_again_shows_what_was_left(door, planned, clerk, now):
    content = changed(door, planned)
    page = give(door, planned, content)
    key = next(k.split('"')[0] for k in page.content.decode().split('name="shown" value="')[1:] if "renamed-" in k[:9])
    said = answer(door, planned, page, take="chosen", **{key: "yes", "starts": "no"}).content.decode()
    assert "1 change taken, 3 others left." in said
    assert "Other Business" in titles(planned, clerk, now)
    again = give(door, planned, content).content.decode()
    assert "3 differences" in again and "now reads" not in again.split('name="read"')[1]


def test_the_same_file_twice_changes_nothing(door, planned):
    content = changed(door, planned)
    answer(door, planned, give(door, planned, content), take="all")
    before = AgendaVersion.objects.count(), Event.objects.exclude(verb="consult").count()
    assert "This file changes nothing" in give(door, planned, content).content.decode()
    assert (AgendaVersion.objects.count(), Event.objects.exclude(verb="consult").count()) == before


def test_leaving_all_changes_nothing(door, planned):
    page = give(door, planned, changed(door, planned))
    before = AgendaVersion.objects.count(), Event.objects.exclude(verb="consult").count()
    said = answer(door, planned, page, take="chosen").content.decode()
    assert "Nothing was taken, and nothing was changed." in said
    assert (AgendaVersion.objects.count(), Event.objects.exclude(verb="consult").count()) == before


def test_it_can_be_undone_until_a_pack_is_made(door, planned, clerk, now):
    before = titles(planned, clerk, now)
    content = changed(door, planned)
    answer(door, planned, give(door, planned, content), take="all")
    assert "Undo the last change" in door.get(f"/meetings/{planned.pk}/").content.decode()
    said = door.post(f"/meetings/{planned.pk}/agenda/undo/", follow=True).content.decode()
    assert "The agenda is again as it was before." in said and "Undo the last change" not in said
    planned.refresh_from_db()
    assert (titles(planned, clerk, now), planned.starts) == (before, time(10, 15))
    assert "There is no change" in door.post(f"/meetings/{planned.pk}/agenda/undo/", follow=True).content.decode()
    answer(door, planned, give(door, planned, content), take="all")  # the file still tells its differences
    door.post(f"/meetings/{planned.pk}/pack/", {"form": "docx"})
    assert "Undo the last change" not in door.get(f"/meetings/{planned.pk}/").content.decode()
    said = door.post(f"/meetings/{planned.pk}/agenda/undo/", follow=True).content.decode()
    assert "A pack with this agenda has been handed out" in said
    assert "Other Business" in titles(planned, clerk, now)


def test_a_file_of_an_older_version_loses_nothing(door, planned, clerk, now):
    old = Changed(downloaded(door, planned).content)
    old.rename(0, "Welcome and apologies")
    old.rename(3, "Any other business")
    answer(door, planned, give(door, planned, changed(door, planned)), take="all")
    page = give(door, planned, old.content)
    html = page.content.decode()
    assert "Changed in the record since you downloaded it" in html
    assert "The record has changed since: “Other Issues” became “Other Business”." in html
    answer(door, planned, page, take="all")
    now_called = titles(planned, clerk, now)
    assert now_called[0] == "Welcome and apologies" and "Any other business" in now_called and "Parking" in now_called
    made = agenda(planned, viewer=clerk, now=now)
    assert next(item for item in made.items if item.title == "Any other business").carried
    assert made.items[0].note == "By e-mail to the clerk."


def test_what_changed_between_looking_and_taking_is_looked_at_again(door, planned, clerk, now):
    content = changed(door, planned)
    first, second = give(door, planned, content), give(door, planned, content)
    answer(door, planned, first, take="all")
    late = answer(door, planned, second, take="all")
    assert late.status_code == 409 and "Look at the differences again." in late.content.decode()


def test_a_form_that_somebody_changed_is_refused(door, planned):
    page = give(door, planned, changed(door, planned))
    other = minutes.plan_meeting(
        planned.body, held_on=date(2023, 3, 3), starts=None, place=None, by=FOUNDER, now=planned.recorded_at
    )
    read = page.content.decode().split('name="read" value="')[1].split('"')[0]
    for meeting, typed in ((planned, read[:-4]), (other, read)):
        said = door.post(f"/meetings/{meeting.pk}/agenda/returned/", {"read": typed, "take": "all"}, follow=True)
        assert "Nothing was changed. Give the file again." in said.content.decode()


def add_secret(clerk, now):
    body = StandingItem.objects.first().body
    return writes.add_standing_item(body, title=SECRET, by=clerk, now=now)


def test_nobody_gets_in_the_file_what_they_may_not_see(enter, planned, clerk, unsigned, now):
    assert add_secret(clerk, now).marking == "confidential"
    whole = downloaded(enter(clerk), planned)
    assert 'filename="CONFIDENTIAL-agenda-2022-12-02.docx"' in whole["Content-Disposition"]
    words = ZipFile(io.BytesIO(whole.content)).read("word/document.xml").decode()
    assert SECRET in words and "[Confidential]" in words
    (event,) = Event.objects.filter(deed="meetings.hand_out_agenda")
    assert "meetings.standingitem" in {kind for kind, _ in event.subjects}
    part = downloaded(enter(unsigned), planned)
    assert 'filename="PANEL-agenda-2022-12-02.docx"' in part["Content-Disposition"]
    with ZipFile(io.BytesIO(part.content)) as parts:
        for name in parts.namelist():
            assert b"Arrest" not in parts.read(name), name


def test_what_was_not_in_the_file_is_not_taken_away(enter, planned, clerk, unsigned, now):
    add_secret(clerk, now)
    part = downloaded(enter(unsigned), planned).content
    door = enter(clerk)
    assert "This file changes nothing" in give(door, planned, part).content.decode()
    word = Changed(part)
    word.move(3, 0)
    word.add(9, "Parking")
    page = give(door, planned, word.content)
    assert SECRET not in page.content.decode().split("<main")[1]
    answer(door, planned, page, take="all")
    assert SECRET in titles(planned, clerk, now) and SECRET not in titles(planned, unsigned, now)
    assert titles(planned, unsigned, now)[0] == "Other Issues"
    door.post(f"/meetings/{planned.pk}/agenda/undo/")
    assert SECRET in titles(planned, clerk, now)


def test_text_that_tells_of_a_person_closes_its_item(door, planned, clerk, unsigned, now):
    word = Changed(downloaded(door, planned).content)
    word.write_under(0, "A man was arrested on Tuesday.")
    answer(door, planned, give(door, planned, word.content), take="all")
    assert "Apologies" in titles(planned, clerk, now) and "Apologies" not in titles(planned, unsigned, now)
    for row in AgendaItem.objects.all():
        assert b"arrested" not in bytes(row.note) and b"Apologies" not in bytes(row.title)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("agenda.docx", b"", "This file is empty."),
        ("agenda.pdf", b"%PDF-1.7", "is not a Word file (.docx)"),
        ("agenda.docx", b"no zip at all", "is damaged"),
        ("agenda.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        ("agenda.docx", b"x" * (LARGEST + 1), "is larger than 5 MB"),
        ("agenda.doc", b"\xd0\xcf\x11\xe0", "is not a Word file (.docx)"),
    ],
)
def test_a_wrong_file_gets_one_clear_sentence(door, planned, name, content, words):
    before = AgendaVersion.objects.count(), Event.objects.count()
    page = give(door, planned, content, name=name)
    assert page.status_code == 422 and words in page.content.decode()
    assert (AgendaVersion.objects.count(), Event.objects.count()) == before


def test_another_meetings_agenda_and_notes_are_told_apart(door, planned, clerk, now):
    other = minutes.plan_meeting(planned.body, held_on=date(2023, 3, 3), starts=None, place=None, by=clerk, now=now)
    page = give(door, planned, downloaded(door, other).content)
    assert page.status_code == 422 and "the agenda of another meeting" in page.content.decode()
    from docx import Document

    notes, made = Document(), io.BytesIO()
    for line in FIRST.splitlines():
        notes.add_paragraph(line)
    notes.save(made)
    page = give(door, planned, made.getvalue())
    assert page.status_code == 422 and "reads like notes of a meeting" in page.content.decode()


def test_an_agenda_without_marks_is_guessed_and_says_so(door, planned):
    word = Changed(downloaded(door, planned).content)
    word.rename(3, "Other Business and Issues")
    html = give(door, planned, word.forget()).content.decode()
    assert "This file no longer says from which agenda it was made." in html and "guessed by its words" in html
    assert "1 difference." in html


def test_only_the_clerk_gives_back_and_only_before_the_notes_are_in(door, enter, planned, member, clerk, take, now):
    with pytest.raises(Refused):
        writes.take_agenda(planned, theirs=Theirs(()), made_from=None, saw_all=True, taken=(), by=member, now=now)
    content = changed(door, planned)
    take(SECOND.replace("16th September", "2nd December"), name="third.txt")
    late = answer(door, planned, give(door, planned, content), take="all")
    assert late.status_code == 409 and "The notes of this meeting are in the record." in late.content.decode()
    with pytest.raises(AgendaShut):
        writes.undo_agenda(planned, by=clerk, now=now)


# Moving a planned day


def test_a_planned_day_is_moved_and_keeps_its_agenda_and_its_history(door, planned, clerk, now):
    answer(door, planned, give(door, planned, changed(door, planned)), take="all")
    assert "Correct or move" in door.get("/meetings/plan/").content.decode()
    form = door.get(f"/meetings/{planned.pk}/plan/").content.decode()
    assert 'value="10am"' in form and "Long Room" in form
    typed = {"held_on-day": "9", "held_on-month": "12", "held_on-year": "2022", "starts": "", "place": "Wool Hall"}
    page = door.post(f"/meetings/{planned.pk}/plan/", typed, follow=True).content.decode()
    assert "Planned before for Friday 2 December 2022." in page and "time not set, Wool Hall" in page
    planned.refresh_from_db()
    assert "Other Business" in titles(planned, clerk, now)
    assert reads.former_days(planned) == [date(2022, 12, 2)]


@pytest.mark.parametrize(
    ("day", "words"), [(date(2022, 11, 1), "This day is past."), (date(2023, 3, 3), "Another meeting is planned")]
)
def test_a_meeting_is_not_moved_into_the_past_or_onto_another(door, planned, clerk, now, day, words):
    minutes.plan_meeting(planned.body, held_on=date(2023, 3, 3), starts=None, place=None, by=clerk, now=now)
    typed = {"held_on-day": day.day, "held_on-month": day.month, "held_on-year": day.year, "place": "Wool Hall"}
    before = AgendaVersion.objects.count()
    page = door.post(f"/meetings/{planned.pk}/plan/", typed)
    assert page.status_code == 409 and words in page.content.decode() and "Wool Hall" in page.content.decode()
    planned.refresh_from_db()
    assert (planned.held_on, AgendaVersion.objects.count()) == (date(2022, 12, 2), before)


def test_a_day_in_a_file_moves_the_meeting_too(door, planned):
    word = Changed(downloaded(door, planned).content)
    word.retype(word.line("Day:"), "Day: Friday 9 December 2022")
    answer(door, planned, give(door, planned, word.content), take="all")
    planned.refresh_from_db()
    assert planned.held_on == date(2022, 12, 9)
    word.retype(word.line("Day:"), "Day: Friday 4 November 2022")
    late = answer(door, planned, give(door, planned, word.content), take="all")
    assert late.status_code == 409 and "This day is past." in late.content.decode()


def test_only_the_clerk_moves_a_meeting_and_not_one_that_was_held(planned, member, clerk, now):
    with pytest.raises(Refused):
        minutes.move_meeting(planned, held_on=date(2022, 12, 9), starts=None, place=None, by=member, now=now)
    held = Meeting.objects.get(held_on=date(2022, 7, 15))
    with pytest.raises(CannotMove):
        minutes.move_meeting(held, held_on=date(2022, 12, 9), starts=None, place=None, by=clerk, now=now)


def test_notes_under_a_title_that_one_agenda_had_stay_with_the_standing_item(door, planned, clerk, take, now):
    answer(door, planned, give(door, planned, changed(door, planned)), take="all")
    take(SECOND.replace("16th September", "2nd December").replace("Other Issues", "Other Business"), name="third.txt")
    later = minutes.plan_meeting(planned.body, held_on=date(2023, 3, 3), starts=None, place=None, by=clerk, now=now)
    made = agenda(later, viewer=clerk, now=now)
    assert "Other Issues" in [item.title for item in made.items]
    assert CARRIED_OVER not in [item.title for item in made.items]
