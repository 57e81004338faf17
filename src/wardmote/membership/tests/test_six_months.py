"""The six-month rule: counted to the day, off until the last attendance elsewhere is known, warned once each."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardmote.correspondence.models import Outgoing
from wardmote.law.rules import BodyKind
from wardmote.membership import reads, writes
from wardmote.membership.models import WarningLetter
from wardmote.membership.rules import Approval, Came, Danger, MembershipNeeds, months_after, six_months
from wardmote.minutes import writes as minutes
from wardmote.minutes.rules import MeetingState
from wardmote.people import writes as people
from wardmote.register.reads import opened

DAYS = st.dates(date(2020, 1, 1), date(2031, 12, 31))


@given(DAYS)
def test_the_clock_warns_at_four_and_five_months_and_is_over_the_day_after_six(last):
    four, five, six = (months_after(last, months) for months in (4, 5, 6))
    assert last < four < five < six and (six - last).days in range(181, 185)
    said = {day: six_months(last, [], today=day).danger for day in (four, five, six, six + timedelta(days=1))}
    assert list(said.values()) == [Danger.FOUR, Danger.FIVE, Danger.FIVE, Danger.OVER]
    assert six_months(last, [], today=four - timedelta(days=1)).danger is Danger.NONE


@pytest.mark.parametrize(
    ("last", "end"),
    [
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 30), date(2028, 2, 29)),
        (date(2028, 2, 29), date(2028, 8, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_the_ends_of_months_and_leap_years(last, end):
    assert six_months(last, [], today=last).runs_out_on == end


def test_a_reason_counts_only_if_it_was_approved_in_time():
    last, over = date(2027, 1, 10), date(2027, 7, 11)
    late, in_time, for_a_time = (
        Approval(date(2027, 7, 11), None),
        Approval(date(2027, 7, 10), None),
        Approval(date(2027, 6, 1), date(2027, 8, 1)),
    )
    assert six_months(last, [late], today=over).danger is Danger.OVER
    assert six_months(last, [in_time], today=over).danger is Danger.APPROVED
    assert six_months(last, [for_a_time], today=date(2027, 8, 1)).danger is Danger.APPROVED
    assert six_months(last, [for_a_time], today=date(2027, 8, 2)).danger is Danger.LAPSED


def danger(person, by):
    (one,) = reads.clocks(now=by["now"], of=person.pk)
    return one.clock.danger, one.clock.last_on


def test_out_by_one_day(seated_two, on, ben, by, now):
    """Two meetings were missed, and the next fell a day after the six months."""
    writes.note_elsewhere(ben, attended_on=date(2022, 5, 13), where="Full council", **by)
    for day in (date(2022, 7, 8), date(2022, 9, 9)):
        writes.note_attendance(on(day), came={ben: Came.APOLOGIES}, **by)
    assert now.date() == date(2022, 11, 14)
    assert danger(ben, by) == (Danger.OVER, date(2022, 5, 13))
    writes.note_elsewhere(ben, attended_on=date(2022, 5, 14), where="Planning", **by)
    assert danger(ben, by) == (Danger.FIVE, date(2022, 5, 14))


def test_off_until_the_clerk_has_said_when_they_came_elsewhere(seated_two, on, ben, by):
    writes.note_attendance(on(date(2022, 7, 8)), came={ben: Came.ATTENDED}, **by)
    assert danger(ben, by) == (Danger.NOT_KNOWN, None)
    row = writes.note_elsewhere(ben, attended_on=date(2022, 6, 1), where="Full council", **by)
    assert danger(ben, by) == (Danger.FOUR, date(2022, 7, 8))
    writes.take_back_elsewhere(row.pk, **by)
    assert danger(ben, by) == (Danger.NOT_KNOWN, None)
    with pytest.raises(MembershipNeeds):
        writes.note_elsewhere(ben, attended_on=date(2022, 11, 15), where="Full council", **by)


def test_a_meeting_called_off_and_a_panel_stop_no_clock(seated_two, on, ben, by):
    writes.note_elsewhere(ben, attended_on=date(2022, 6, 1), where="Full council", **by)
    meeting = on(date(2022, 9, 9))
    writes.note_attendance(meeting, came={ben: Came.ATTENDED}, **by)
    assert danger(ben, by) == (Danger.NONE, date(2022, 9, 9))
    minutes.set_state(meeting, state=MeetingState.CANCELLED, **by)
    assert danger(ben, by) == (Danger.FIVE, date(2022, 6, 1))
    panel = minutes.add_body("Police Panel", kind=BodyKind.WORKING_PARTY, **by)
    sitting = minutes.plan_meeting(panel, held_on=date(2022, 9, 16), starts=None, place=None, **by)
    writes.note_attendance(sitting, came={ben: Came.ATTENDED}, **by)
    assert danger(ben, by) == (Danger.FIVE, date(2022, 6, 1))


def test_an_approved_reason_holds_the_clock(seated_two, ben, by, clerk, now):
    writes.note_elsewhere(ben, attended_on=date(2022, 6, 1), where="Full council", **by)
    assert [one.person for one in reads.in_danger(viewer=clerk, now=now)] == [ben]
    told = {"resolved_on": date(2022, 11, 1), "until_on": date(2023, 3, 1), "reason": "The marzipan operation"}
    row = writes.approve_reason(ben, body=seated_two, **told, **by)
    assert row.marking == "confidential"
    assert danger(ben, by)[0] is Danger.APPROVED and not reads.in_danger(viewer=clerk, now=now)
    writes.take_back_reason(row.pk, **by)
    assert danger(ben, by)[0] is Danger.FIVE


def test_a_letter_goes_once_at_each_and_nobody_else_sees_the_clock(
    seated_two, ben, cy, by, clerk, unsigned, now, enter
):
    people.open_sign_in(ben, email="ben@trial.example", password=None, **by)
    for person in (ben, cy):
        writes.note_elsewhere(person, attended_on=date(2022, 6, 1), where="The marzipan inquiry", **by)
    before = Outgoing.objects.count()
    for one in [*reads.to_warn(now=now), *reads.clocks(now=now)]:
        writes.warn_member(one.person, telephone="01234 567890", **by)
    assert Outgoing.objects.count() == before + 1 and not reads.to_warn(now=now)
    letter = WarningLetter.objects.get(person=ben).letter
    body = opened(letter, "body")
    assert "1 December 2022" in body and "01234 567890" in body and "marzipan" not in body
    assert [one.on_paper for one in reads.in_danger(viewer=clerk, now=now)] == [False, True]
    page = enter(unsigned).get(f"/membership/people/{ben.pk}/").content.decode()
    assert "six-month rule" not in page and "marzipan" not in page
    assert not reads.in_danger(viewer=unsigned, now=now)
