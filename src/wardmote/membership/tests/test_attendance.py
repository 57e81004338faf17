"""Who came: from the notes, from the clerk, from apologies; what was put off or called off is left out."""

from datetime import date

import pytest

from tests.notes import FIRST
from wardmote.membership import reads, writes
from wardmote.membership.models import AttendanceEntry
from wardmote.membership.rules import Came, MembershipKind, MembershipNeeds
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Attendance
from wardmote.minutes.rules import MeetingState

JUNE, JULY = date(2022, 6, 10), date(2022, 7, 8)


def table(body, by, *, viewer=None):
    days = {"since": date(2022, 1, 1), "until": by["now"].date()}
    return reads.attendance_table(body, **days, viewer=viewer or by["by"], now=by["now"])


def test_the_notes_say_who_came_and_a_correction_stands_beside_them(take, ben, cy, by, now):
    meeting = take(FIRST).meeting
    for person in (ben, cy):
        told = {"seat": None, "person": person, "kind": MembershipKind.MEMBER, "from_on": date(2022, 5, 1)}
        writes.add_membership(meeting.body, **told, **by)
    rows = list(Attendance.objects.filter(meeting=meeting))
    minutes.name_attendance(rows[0].pk, person=ben, **by)
    of = {line.person: line for line in table(meeting.body, by).lines}
    assert list(of[ben].came) == [Came.ATTENDED]
    others = [row for row in rows[1:] if row.kind == "present"]
    assert list(of[cy].came) == [Came.NOT_STATED if others else Came.ABSENT]
    with pytest.raises(MembershipNeeds):
        writes.correct_attendance(meeting, person=ben, came=Came.ABSENT, why=" ", **by)
    writes.correct_attendance(meeting, person=ben, came=Came.ABSENT, why="The Mayor came for him.", **by)
    assert {line.person: list(line.came) for line in table(meeting.body, by).lines}[ben] == [Came.ABSENT]
    assert Attendance.objects.get(pk=rows[0].pk).person == ben
    writes.correct_attendance(meeting, person=ben, came=Came.NOT_STATED, why="The notes were right.", **by)
    assert {line.person: list(line.came) for line in table(meeting.body, by).lines}[ben] == [Came.ATTENDED]
    assert AttendanceEntry.objects.count() == 2


def test_counts_stand_beside_the_percentage_and_leave_out_what_was_called_off(seated_two, on, ben, cy, by):
    held, off = on(JUNE), on(JULY)
    writes.note_attendance(held, came={ben: Came.ATTENDED, cy: Came.NOT_STATED}, **by)
    writes.note_attendance(off, came={ben: Came.ABSENT}, **by)
    found = table(seated_two, by)
    words = {line.person: line.tally.words for line in found.lines}
    assert (words[ben], words[cy]) == ("1 of 2 (50%)", "not stated")
    minutes.set_state(off, state=MeetingState.CANCELLED, **by)
    found = table(seated_two, by)
    assert ([roll.meeting for roll in found.rolls], found.lines[0].tally.words) == ([held], "1 of 1 (100%)")
    with pytest.raises(MembershipNeeds):
        writes.correct_attendance(off, person=ben, came=Came.ATTENDED, why="He came.", **by)


def test_a_meeting_to_come_has_no_attendance(seated_two, on, ben, by):
    with pytest.raises(MembershipNeeds):
        writes.note_attendance(on(date(2022, 12, 2)), came={ben: Came.ATTENDED}, **by)


def test_before_and_after_a_term_nothing_is_counted(committee, on, ben, by):
    told = {"seat": None, "person": ben, "kind": MembershipKind.MEMBER}
    writes.add_membership(committee, **told, from_on=date(2022, 7, 1), until_on=JULY, **by)
    for day in (JUNE, JULY):
        writes.note_attendance(on(day), came={ben: Came.ATTENDED}, **by)
    assert not table(committee, by).lines


def test_a_walkabout_is_counted_apart(seated_two, on, ben, by):
    writes.note_attendance(on(JUNE), came={ben: Came.ABSENT}, **by)
    writes.note_walkabout(JULY, came={ben: Came.ATTENDED}, **by)
    writes.note_walkabout(JULY, came={ben: Came.ATTENDED}, **by)
    (line,) = [line for line in table(seated_two, by).lines if line.person == ben]
    assert (line.tally.words, line.walkabouts) == ("0 of 1 (0%)", 1)


def test_who_may_not_see_a_line_of_the_notes_is_told_nothing_of_it(seated_two, on, ben, by, unsigned):
    writes.note_attendance(on(JUNE), came={ben: Came.ATTENDED}, **by)
    AttendanceEntry.objects.update(marking="confidential")
    (line,) = [line for line in table(seated_two, by, viewer=unsigned).lines if line.person == ben]
    assert Came.ATTENDED not in line.came


def test_the_page_and_the_file_show_the_same(seated_two, on, ben, cy, by, enter, clerk, time_machine, now):
    time_machine.move_to(now, tick=False)
    door = enter(clerk)
    meeting = on(JUNE)
    door.post(f"/membership/meetings/{meeting.pk}/who-came/", {str(ben.pk): "attended", str(cy.pk): "apologies"})
    page = door.get(f"/membership/bodies/{seated_two.pk}/attendance/").content.decode()
    assert "1 of 1 (100%)" in page and "0 of 1 (0%)" in page and "10 Jun 2022" in page
    file = door.get(f"/membership/bodies/{seated_two.pk}/attendance/download/").content.decode()
    assert "Ben Member,attended,1,0,0,0,0" in file and "Cy Unsigned,apologies,0,1,0,0,0" in file
    own = door.get(f"/membership/people/{ben.pk}/").content.decode()
    assert "attended 1 of 1 (100%)" in own and "Not known yet" in own
    answer = door.post(
        f"/membership/meetings/{meeting.pk}/who-came/{cy.pk}/", {"came": "attended", "why": "She signed."}, follow=True
    )
    assert answer.content.decode().count("1 of 1 (100%)") == 2
