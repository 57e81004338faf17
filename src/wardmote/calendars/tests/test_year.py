"""The year at a glance, and what falls due before the next meeting."""

from datetime import date

import pytest

from wardmote.actions import writes as actions
from wardmote.calendars import reads, writes
from wardmote.calendars.reads import DueKind
from wardmote.membership import writes as membership
from wardmote.minutes import writes as minutes
from wardmote.people import writes as people
from wardmote.people.models import Holding
from wardmote.register.rules import Marking
from wardmote.summons import writes as summons


def lines(year, viewer, now, body=None):
    page = reads.year_page(year, body=body, viewer=viewer, now=now)
    assert len(page.months) == 12
    return [(line.day, line.words, line.state) for month in page.months for line in month.lines]


def test_a_year_has_its_meetings_by_state_and_their_last_days_of_issue(rhythm, committee, by, member, now):
    writes.make_year(committee, year=2023, **by)
    off = next(one.of.meeting for one in reads.rhythm_page(committee, year=2023, now=now).days)
    summons.cancel(off, reason="Nobody can come", **by)
    writes.change_day(committee, day=date(2022, 12, 30), moved_to=date(2022, 12, 16), **by)
    found = lines(2023, member, now)
    assert (date(2023, 3, 31), "Amenities Committee", "cancelled") in found
    assert (date(2023, 6, 30), "Amenities Committee", "planned") in found
    assert (date(2023, 6, 26), "Last lawful day of issue: Amenities Committee", "") in found
    assert not [words for day, words, _ in found if day.month == 3 and words.startswith("Last")]
    assert (date(2022, 12, 16), "Amenities Committee, by its rhythm", "not planned yet") in lines(2022, member, now)
    assert lines(2023, member, now, body=committee) == found


def test_an_action_that_one_may_not_see_is_not_counted(by, clerk, unsigned, now):
    for marking in (Marking.PANEL, Marking.CONFIDENTIAL):
        row = actions.add("Look at the wall by 12 January 2023", marking=marking, **by)
        actions.assign(row.pk, seat=None, person=None, due_on=date(2023, 1, 12), why="", **by)
    assert [words for _, words, _ in lines(2023, clerk, now)] == ["2 actions due"]
    ((_, words, _),) = lines(2023, unsigned, now)
    assert words.startswith("Action ")


def kinds(viewer, now, *, own, until=date(2022, 11, 25), meeting=None):
    found = reads.falling_due(until=until, own=own, meeting=meeting, viewer=viewer, now=now)
    return {(one.kind, one.day) for one in found}


def test_what_falls_due_before_the_next_meeting(at_table, by, clerk, member, unsigned, ben, now):
    meeting = minutes.plan_meeting(at_table, held_on=date(2022, 11, 25), starts=None, place=None, **by)
    row = actions.add("Look at the wall by 18 November 2022", **by)
    actions.assign(row.pk, seat=None, person=ben, due_on=date(2022, 11, 18), why="", **by)
    terms = {"adopted_by": at_table, "adopted_on": date(2022, 5, 1), "review_on": date(2022, 11, 20)}
    membership.adopt_terms(at_table, text="To advise.", **terms, **by)
    people.end_holding(Holding.objects.get(person=ben), until_on=date(2022, 11, 24), **by)
    membership.note_elsewhere(ben, attended_on=date(2022, 6, 1), where="Full council", **by)
    clerks = kinds(clerk, now, own=False, meeting=meeting)
    assert {
        (DueKind.ACTION, date(2022, 11, 18)),
        (DueKind.REVIEW, date(2022, 11, 20)),
        (DueKind.NOTICE, date(2022, 11, 21)),
        (DueKind.TERM, date(2022, 11, 24)),
        (DueKind.SIX_MONTHS, date(2022, 12, 1)),
        (DueKind.SIGNATURE, None),  # somebody has not signed
    } <= clerks
    assert {kind for kind, _ in kinds(member, now, own=True)} == {DueKind.ACTION, DueKind.TERM, DueKind.SIX_MONTHS}
    assert (DueKind.ACTION, date(2022, 11, 18)) in kinds(unsigned, now, own=False)
    assert kinds(unsigned, now, own=True) == {(DueKind.SIGNATURE, None)}
    assert (DueKind.ACTION, date(2022, 11, 18)) not in kinds(clerk, now, own=False, until=date(2022, 11, 17))


@pytest.mark.parametrize("path", ["/calendar/2022/", "/calendar/due/", "/calendar/digest/", "/calendar/subscribe/"])
def test_an_empty_town_says_so(enter, member, path):
    assert enter(member).get(path).status_code == 200
