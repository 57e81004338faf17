"""People come, leave and apologise, meetings are called off and put back: the counts never contradict each other."""

import os
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from conftest import FOUNDER, NOW
from wardmote.law.rules import BodyKind
from wardmote.membership import reads, writes
from wardmote.membership.models import AttendanceEntry
from wardmote.membership.rules import Came, MembershipKind, MembershipNeeds, Way, months_after
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import NOT_HELD, MeetingState
from wardmote.people import writes as people

BY = {"by": FOUNDER, "now": NOW}
TODAY = NOW.date()
SAID = st.sampled_from([Came.ATTENDED, Came.APOLOGIES, Came.ABSENT])
PLACES = st.integers(0, 2)
MANY = int(os.environ.get("WARDMOTE_WALKS") or 6)
ELSEWHERE = TODAY - timedelta(days=200)


class Attendance(RuleBasedStateMachine):
    """A committee of three, with a model of plain sets and dicts beside the record."""

    @initialize()
    def begin(self):
        name = f"Committee {Meeting.objects.count()}-{AttendanceEntry.objects.count()}-{id(self)}"
        self.body = minutes.add_body(name, kind=BodyKind.COMMITTEE, **BY)
        self.people = [people.add_person(f"Member {n} of {name}", **BY) for n in range(3)]
        for person in self.people:
            told = {"seat": None, "person": person, "kind": MembershipKind.MEMBER, "from_on": date(2021, 5, 1)}
            writes.add_membership(self.body, **told, **BY)
            writes.note_elsewhere(person, attended_on=ELSEWHERE, where="Full council", **BY)
        self.meetings, self.typed, self.apologised, self.off = [], {}, {}, set()

    @rule(days=st.integers(1, 190))
    def hold(self, days):
        day = TODAY - timedelta(days=days)
        meeting = minutes.plan_meeting(self.body, held_on=day, starts=None, place=None, **BY)
        if meeting.pk not in {one.pk for one in self.meetings}:
            self.meetings.append(meeting)

    def _one(self, which):
        return self.meetings[which % len(self.meetings)]

    @precondition(lambda self: self.meetings)
    @rule(which=st.integers(0, 9), who=PLACES, came=SAID)
    def type(self, which, who, came):
        meeting = self._one(which)
        deed = {"came": {self.people[who]: came}}
        if meeting.pk in self.off:
            with pytest.raises(MembershipNeeds):
                writes.note_attendance(meeting, **deed, **BY)
            return
        writes.note_attendance(meeting, **deed, **BY)
        self.typed.setdefault((meeting.pk, who), came)

    @precondition(lambda self: self.meetings)
    @rule(which=st.integers(0, 9), who=PLACES, came=st.sampled_from(list(Came)))
    def correct(self, which, who, came):
        meeting = self._one(which)
        if meeting.pk in self.off:
            return
        writes.correct_attendance(meeting, person=self.people[who], came=came, why="The sheet says so.", **BY)
        self.typed.pop((meeting.pk, who), None)
        if came is not Came.NOT_STATED:
            self.typed[meeting.pk, who] = came

    @precondition(lambda self: self.meetings)
    @rule(which=st.integers(0, 9), who=PLACES)
    def apologise(self, which, who):
        meeting = self._one(which)
        try:
            row = writes.note_apology(
                Meeting.objects.get(pk=meeting.pk), person=self.people[who], why="", how=Way.TELEPHONE, **BY
            )
        except MembershipNeeds:
            assert meeting.pk in self.off or (meeting.pk, who) in self.apologised
        else:
            self.apologised[meeting.pk, who] = row

    @precondition(lambda self: self.apologised)
    @rule(which=st.integers(0, 9))
    def come_after_all(self, which):
        key = sorted(self.apologised, key=str)[which % len(self.apologised)]
        writes.take_back_apology(self.apologised.pop(key).pk, **BY)

    @precondition(lambda self: self.meetings)
    @rule(which=st.integers(0, 9), to=st.sampled_from(sorted(NOT_HELD)))
    def call_off(self, which, to):
        meeting = self._one(which)
        if meeting.pk not in self.off:
            minutes.set_state(meeting, state=MeetingState(to), **BY)
            self.off.add(meeting.pk)

    @precondition(lambda self: self.off)
    @rule(which=st.integers(0, 9))
    def put_back(self, which):
        meeting_id = sorted(self.off, key=str)[which % len(self.off)]
        meeting = Meeting.objects.get(pk=meeting_id)
        others = Meeting.objects.filter(body=self.body, held_on=meeting.held_on).exclude(pk=meeting_id)
        if not others.exclude(state__in=list(NOT_HELD)).exists():
            minutes.set_state(meeting, state=MeetingState.DRAFT, **BY)
            self.off.discard(meeting_id)

    @invariant()
    def counts_agree(self):
        days = {"since": TODAY - timedelta(days=365), "until": TODAY, "viewer": FOUNDER, "now": NOW}
        table = reads.attendance_table(self.body, **days)
        shown = {roll.meeting.pk for roll in table.rolls}
        assert shown == {meeting_id for meeting_id, _ in self.typed} - self.off
        for line in table.lines:
            who = self.people.index(line.person)
            count = line.tally
            assert count.of + count.not_stated == len(table.rolls)
            for roll, cell in zip(table.rolls, line.came, strict=True):
                key = (roll.meeting.pk, who)
                sent = Came.APOLOGIES if key in self.apologised else Came.NOT_STATED
                assert cell is self.typed.get(key, sent)

    @invariant()
    def the_clock_counts_no_meeting_that_was_called_off(self):
        for who, person in enumerate(self.people):
            held = {one.pk: one.held_on for one in self.meetings if one.pk not in self.off}
            days = [
                held[key]
                for (key, of), came in self.typed.items()
                if of == who and key in held and came is Came.ATTENDED
            ]
            (one,) = reads.clocks(now=NOW, of=person.pk)
            assert one.clock.last_on == max([ELSEWHERE, *days])
            assert one.clock.runs_out_on == months_after(one.clock.last_on, 6)


def test_attendance_never_contradicts_itself(db, monkeypatch):
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
    told = settings(
        max_examples=MANY, stateful_step_count=12, deadline=None, suppress_health_check=checks, derandomize=True
    )
    run_state_machine_as_test(Attendance, settings=told)
