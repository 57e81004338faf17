"""A walk of random deeds: a meeting is only ever where it may be, and what was signed or sent stays whole.

WARDMOTE_WALKS says how many walks; a few by themselves.
"""

import os
from datetime import date
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.notes import FIRST
from wardmote.documents.read import read_bytes
from wardmote.meetings import writes as meetings
from wardmote.meetings.rules import AgendaShut
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Approval, Correction, Decision, Meeting, Paragraph, Statement
from wardmote.minutes.rules import (
    NOTES_STAND,
    CannotMove,
    MeetingState,
    NotesStand,
    NotFromHere,
    NotSigned,
    TakenAlready,
    Verdict,
    must_lead_to,
)
from wardmote.register.reads import opened
from wardmote.register.rules import Marking
from wardmote.summons import reads, writes
from wardmote.summons.models import Delivery, Summons
from wardmote.summons.rules import DOES, NotSummoned, ToldAlready

REFUSALS = (
    AgendaShut,
    CannotMove,
    NotFromHere,
    NotSigned,
    NotSummoned,
    NotesStand,
    TakenAlready,
    ToldAlready,
)
NEW_DAY = {"held_on": date(2022, 12, 9), "starts": None, "place": None}
SIGNED = {"signed_by": "Ben Member", "signed_on": date(2022, 11, 14)}
STEPS = ["freeze", "unfreeze", "supplement", "summon", "notice", "postpone", "cancel", "undo", "tell", "go_on"]
STEPS += ["circulate", "take_back", "approve", "correct", "publish", "take", "open", "close", "adjourn"]
CHANGES = ["judge", "mark", "confirm", "move"]


class Walk(RuleBasedStateMachine):
    """One meeting of a body that needs no notice, planned for today."""

    body, clerk, now, members = None, None, None, 0

    def __init__(self):
        super().__init__()
        self.before = transaction.savepoint()
        day = self.now.date()
        self.told = {"by": self.clerk, "now": self.now}
        self.planned = minutes.plan_meeting(self.body, held_on=day, starts=None, place=None, **self.told)
        self.was, self.signed = MeetingState.DRAFT, None

    def teardown(self):
        transaction.savepoint_rollback(self.before)

    @property
    def meeting(self):
        return Meeting.objects.select_related("body", "place").get(pk=self.planned.pk)

    def attempt(self, deed):
        try:
            with transaction.atomic():
                deed()
        except REFUSALS as refusal:
            assert "Nothing was" in str(refusal) or "is not changed" in str(refusal)

    @rule(what=st.sampled_from(STEPS))
    def step(self, what):
        self.was = MeetingState(self.meeting.state)
        self.attempt(lambda: getattr(self, what)(self.meeting))

    @rule(n=st.integers(0, 3))
    def onward(self, n):
        state = self.was = MeetingState(self.meeting.state)
        open_to = DOES[state] or ("take",)
        if state is MeetingState.SUMMONED:
            open_to = ("take", "open")
        what = open_to[n % len(open_to)].replace("-", "_")
        self.attempt(lambda: getattr(self, what)(self.meeting))

    @rule(what=st.sampled_from(CHANGES))
    def change(self, what):
        self.was = MeetingState(self.meeting.state)
        self.attempt(lambda: getattr(self, what)(self.meeting))

    def freeze(self, meeting):
        meetings.freeze_agenda(meeting, **self.told)

    def unfreeze(self, meeting):
        meetings.unfreeze_agenda(meeting, **self.told)

    def supplement(self, meeting):
        meetings.add_supplement(meeting, title="A letter", words="x", information_only=False, **self.told)

    def summon(self, meeting):
        writes.summon(meeting, signed_by="Ada", title="Clerk", paper=b"%PDF", **self.told)

    def notice(self, meeting):
        writes.post_notice(meeting, posted_on=self.now.date(), posted_by="Ada", where="The board", **self.told)

    def postpone(self, meeting):
        writes.postpone(meeting, reason="Snow", **NEW_DAY, **self.told)

    def cancel(self, meeting):
        writes.cancel(meeting, reason="Snow", **self.told)

    def undo(self, meeting):
        writes.undo_put_off(meeting, **self.told)

    def tell(self, meeting):
        writes.tell_put_off(meeting, **self.told)

    def go_on(self, meeting):
        writes.go_on(meeting, remaining={one.identity for one in reads.noticed(meeting)[:1]}, **NEW_DAY, **self.told)

    def circulate(self, meeting):
        writes.circulate(meeting, link="https://trial.example/", **self.told)

    def take_back(self, meeting):
        writes.take_back_notes(meeting, **self.told)

    def approve(self, meeting):
        minutes.approve(meeting, **SIGNED, at_meeting=None, **self.told)

    def correct(self, meeting):
        minutes.correct(meeting, paragraph_id=None, words="For one read two.", **SIGNED, **self.told)

    def publish(self, meeting):
        writes.publish(meeting, **self.told)

    def take(self, meeting):
        if meeting.state in {"postponed", "cancelled"}:
            return  # notes of that day would be of another meeting
        content = f"{FIRST}\n{uuid4()}".encode()
        given = {"content": content, "file_name": "n.txt", "body_name": self.body.name, "held_on": meeting.held_on}
        meetings.take(read_bytes(content, name="n.txt"), **given, **self.told)

    def open(self, meeting):
        minutes.set_state(meeting, state=MeetingState.IN_SESSION, **self.told)

    def close(self, meeting):
        minutes.set_state(meeting, state=MeetingState.CLOSED, **self.told)

    def adjourn(self, meeting):
        minutes.set_state(meeting, state=MeetingState.ADJOURNED, **self.told)

    def judge(self, meeting):
        for said in Statement.objects.filter(paragraph__meeting=meeting)[:1]:
            minutes.judge_readings(said.paragraph_id, verdicts={said.pk: Verdict.WRONG}, **self.told)

    def mark(self, meeting):
        for row in Paragraph.objects.filter(meeting=meeting, marking="panel")[:1]:
            meetings.mark_paragraph(row.pk, marking=Marking.PUBLIC, **self.told)

    def confirm(self, meeting):
        for row in Decision.objects.filter(paragraph__meeting=meeting)[:1]:
            minutes.confirm_decision(row.pk, **self.told)

    def move(self, meeting):
        meetings.move_meeting(meeting, held_on=meeting.held_on, starts=None, place="The Hall", **self.told)

    @invariant()
    def it_came_here_by_a_way_that_there_is(self):
        state = MeetingState(self.meeting.state)
        if state is not self.was:
            must_lead_to(self.was, state)

    @invariant()
    def approved_notes_are_as_they_were_signed(self):
        meeting = self.meeting
        stands = meeting.state in NOTES_STAND
        assert stands == Approval.objects.filter(meeting=meeting).exists()
        if not stands:
            assert not Correction.objects.filter(meeting=meeting).exists()
            return
        rows = Paragraph.objects.filter(meeting=meeting).prefetch_related("statements")
        now = [(opened(p, "text"), p.marking, sorted((s.kind, s.verdict) for s in p.statements.all())) for p in rows]
        self.signed = self.signed or now
        assert now == self.signed

    @invariant()
    def every_member_has_a_record_of_delivery(self):
        meeting = self.meeting
        summons = Summons.objects.filter(meeting=meeting).first()
        if meeting.state == MeetingState.SUMMONED:
            assert summons is not None
        if summons is not None:
            rows = Delivery.objects.filter(summons=summons, about=None)
            assert len({row.person_id for row in rows}) == rows.count() == self.members
            assert all((row.way == "e-mail") == (row.letter_id is not None) for row in rows)

    @invariant()
    def what_can_be_done_is_what_the_page_offers(self):
        page = reads.steps_page(self.planned.pk, viewer=self.clerk, now=self.now)
        assert sum(step.done.value == "now" for step in page.steps) <= 1


@pytest.mark.django_db
def test_walks(take, clerk, member, unsigned, now):
    Walk.body, Walk.clerk, Walk.now, Walk.members = take(FIRST).meeting.body, clerk, now, 2
    walks = int(os.environ.get("WARDMOTE_WALKS", "4"))
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=walks,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
