"""A sitting under every order of deeds: nothing typed is lost, nothing is decided by too few, an interest hides."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from wardmote.minutes.models import Interest, Meeting, Paragraph
from wardmote.minutes.reads import viewer_for
from wardmote.register.reads import opened
from wardmote.sittings import reads, writes
from wardmote.sittings.models import Entry, EntryClash, Sitting, SittingItem
from wardmote.sittings.rules.deciding import Manner, Motion, NotDecided
from wardmote.sittings.rules.sitting import EntryKind, NotSitting, NotYet, Outcome, WhoIsThat
from wardmote.sittings.writes import Typing

SITS = {"in session", "inquorate"}


class Sat(RuleBasedStateMachine):
    """The meeting, what was typed and by which version, and who must not see what."""

    town = None  # set by the test: clerk, voters, planned meeting, the time

    @initialize()
    def open(self):
        self.point = transaction.atomic()
        self.point.__enter__()
        self.clerk, self.voters, planned, self.at = self.town
        here = [self.clerk.person_id, *(one.person_id for one in self.voters)]
        self.sitting = writes.open_sitting(planned.pk, here=here, chair=None, by=self.clerk, now=self.at)
        self.items = list(SittingItem.objects.filter(sitting=self.sitting)[2:])
        self.typed, self.entries, self.hidden, self.number = {}, [], {}, 0
        self.decided_by_few = False

    def teardown(self):
        if hasattr(self, "point"):
            transaction.set_rollback(True)
            self.point.__exit__(None, None, None)

    def now(self):
        self.at += timedelta(seconds=30)
        return self.at

    def state(self):
        return Meeting.objects.get(pk=self.sitting.meeting_id).state

    def words(self):
        self.number += 1
        return f"Sentence number {self.number} of the meeting"

    @rule(who=st.integers(0, 2), item=st.integers(0, 1))
    def come_or_leave(self, who, item):
        one = self.voters[who].person_id
        inside = reads.room(self.sitting, now=self.at).find(one)
        deed = writes.left if inside.here else writes.came
        try:
            deed(self.sitting.pk, who=one, by=self.clerk, now=self.now())
        except NotSitting:
            assert self.state() not in SITS

    @rule(item=st.integers(0, 1), kind=st.sampled_from([EntryKind.PARAGRAPH, EntryKind.DECISION, EntryKind.ACTION]))
    def type_something(self, item, kind):
        text, entry = self.words(), uuid4()
        typing = Typing(entry, self.items[item].pk, kind, text, uuid4())
        try:
            for _ in range(2):  # each save is sent twice
                writes.save(self.sitting.pk, typing=typing, by=self.clerk, now=self.now())
        except NotSitting:
            assert self.state() == "notes drafted"
            return
        self.entries.append(entry)
        self.typed[text] = entry

    @precondition(lambda self: self.entries)
    @rule(data=st.data(), stale=st.booleans())
    def change_something(self, data, stale):
        entry = Entry.objects.get(pk=data.draw(st.sampled_from(self.entries)))
        text, before = self.words(), opened(entry, "text")
        version = entry.version - 1 if stale else entry.version
        typing = Typing(entry.pk, entry.item_id, EntryKind(entry.kind), text, uuid4(), version=version)
        try:
            saved = writes.save(self.sitting.pk, typing=typing, by=self.clerk, now=self.now())
        except NotSitting:
            return
        self.typed[text] = entry.pk
        if saved.clash is None:  # whoever changed it saw what stood there, and let it go
            self.typed.pop(before, None)

    @rule(take=st.booleans())
    def take_one_of_two_texts(self, take):
        clash = EntryClash.objects.filter(settled_at=None).first()
        if clash is None:
            return
        there, other = opened(clash.entry, "text"), opened(clash, "text")
        try:
            writes.settle_clash(clash.pk, take=take, by=self.clerk, now=self.now())
        except (NotSitting, NotDecided):
            return
        self.typed.pop(there if take else other, None)

    @rule(hands=st.integers(0, 4))
    def decide(self, hands):
        entry = Entry.objects.filter(kind="decision", decided_at=None, item__sitting=self.sitting).first()
        if entry is None:
            return
        quorate = reads.room(self.sitting, now=self.at).quorum.met
        motion = Motion(manner=Manner.HANDS, hands=(hands, 0, 0))
        try:
            writes.decide(entry.pk, motion=motion, by=self.clerk, now=self.now())
        except (NotDecided, NotSitting):
            return
        self.decided_by_few |= not quorate or hands > 3

    @rule(who=st.integers(0, 2), item=st.integers(0, 1))
    def declare_and_leave(self, who, item):
        one = self.voters[who]
        told = {"who": one.person_id, "outcome": Outcome.LEAVES, "by": self.clerk, "now": self.now()}
        try:
            writes.declare(self.items[item].pk, **told)
        except (NotSitting, WhoIsThat):
            return
        self.hidden.setdefault(one.person_id, set()).add(self.items[item].pk)

    @rule()
    def close_or_open_again(self):
        try:
            if self.state() in SITS:
                writes.close(self.sitting.pk, by=self.clerk, now=self.now())
            else:
                writes.reopen(self.sitting.pk, by=self.clerk, now=self.now())
        except NotSitting:
            assert self.state() == "notes drafted"

    @precondition(lambda self: self.number > 3)
    @rule()
    def draft_the_notes(self):
        waits = EntryClash.objects.filter(settled_at=None).exists()
        was = self.state()
        try:
            writes.draft_notes(self.sitting.pk, by=self.clerk, now=self.now())
        except NotYet:
            assert waits and self.state() == was
        except NotSitting:
            assert was == "notes drafted"

    @invariant()
    def nothing_typed_is_lost(self):
        if not hasattr(self, "sitting"):
            return
        kept = {opened(one, "text") for one in Entry.objects.filter(item__sitting=self.sitting)}
        kept |= {opened(one, "text") for one in EntryClash.objects.filter(settled_at=None)}
        assert set(self.typed) <= kept
        if self.state() == "notes drafted":
            told = " ".join(opened(one, "text") for one in Paragraph.objects.filter(meeting=self.sitting.meeting))
            assert all(text in told for text in self.typed)

    @invariant()
    def too_few_decide_nothing_and_the_state_says_so(self):
        if not hasattr(self, "sitting"):
            return
        assert not self.decided_by_few
        if self.state() in SITS:
            met = reads.room(self.sitting, now=self.at).quorum.met
            assert self.state() == ("in session" if met else "inquorate")

    @invariant()
    def an_interest_hides_everywhere(self):
        for person, items in getattr(self, "hidden", {}).items():
            viewer = viewer_for(person, now=self.at)
            assert Interest.objects.filter(person_id=person).exists()
            assert not Entry.objects.visible_to(viewer, now=self.at).filter(item__in=items).exists()
            secret = [opened(one, "text") for one in Entry.objects.filter(item__in=items)]
            seen = Paragraph.objects.visible_to(viewer, now=self.at).filter(meeting=self.sitting.meeting)
            told = " ".join(opened(one, "text") for one in seen)
            assert not any(text in told for text in secret)
            assert SittingItem.objects.visible_to(viewer, now=self.at).filter(pk__in=items).count() == len(items)


@pytest.mark.slow
def test_a_sitting_under_every_order_of_deeds(planned, clerk, member, chair, unsigned, at):
    Sat.town = (clerk, [member, chair, unsigned], planned, at)
    # Not made smaller: each step asks a database, and the steps that are printed are few.
    told = {"max_examples": 12, "stateful_step_count": 14, "deadline": None, "phases": [Phase.generate]}
    run_state_machine_as_test(Sat, settings=settings(**told, suppress_health_check=list(HealthCheck)))
    assert not Sitting.objects.exists()
