"""The way of a proposal under every order of entries: nothing said is lost, and only what stands counts."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from wardmote.proposals.rules import Became, EntryKind, Said, way

DAY = date(2027, 3, 1)
ASKINGS = [UUID(int=10**6 + n) for n in range(2)]


class Ledger(RuleBasedStateMachine):
    """A second account of the same entries: sets that are changed as a person would."""

    def __init__(self):
        super().__init__()
        self.told, self.claims = [], []
        self.disputed, self.looks, self.answered = {}, {}, {}

    def say(self, kind, **more):
        one = Said(UUID(int=len(self.told)), kind, DAY, **more)
        self.told.append(one)
        return one.id

    @rule()
    def claim(self):
        self.claims.append(self.say(EntryKind.CLAIM))

    @precondition(lambda self: len(self.claims) > 1)
    @rule(data=st.data())
    def odds(self, data):
        pair = data.draw(st.lists(st.sampled_from(self.claims), min_size=2, max_size=2, unique=True))
        self.disputed[self.say(EntryKind.AT_ODDS, about=pair[0], against=pair[1])] = tuple(pair)

    @precondition(lambda self: self.disputed)
    @rule(data=st.data())
    def settle(self, data):
        about = data.draw(st.sampled_from(sorted(self.disputed)))
        self.say(EntryKind.SETTLED, about=about)
        del self.disputed[about]

    @rule(days=st.integers(0, 40))
    def expect(self, days):
        day = DAY + timedelta(days=days)
        self.looks[self.say(EntryKind.EXPECTATION, look_on=day)] = day

    @precondition(lambda self: self.looks)
    @rule(data=st.data(), became=st.sampled_from(Became))
    def become(self, data, became):
        about = data.draw(st.sampled_from(sorted(self.looks)))
        day = self.looks.pop(about) + timedelta(days=1)
        moved = became is Became.MOVED
        self.say(EntryKind.BECAME, about=about, became=became, look_on=day if moved else None)
        if moved:
            self.looks[about] = day

    @precondition(lambda self: len(self.answered) < len(ASKINGS))
    @rule()
    def answer(self):
        free = next(a for a in ASKINGS if a not in self.answered)
        self.answered[free] = self.say(EntryKind.ANSWER, asking=free)

    @precondition(lambda self: self.answered)
    @rule(data=st.data(), again=st.booleans())
    def take_an_answer_back(self, data, again):
        asking = data.draw(st.sampled_from(sorted(self.answered)))
        back = self.say(EntryKind.TAKEN_BACK, about=self.answered[asking])
        if again:  # and the taking back as well: the answer stands
            self.say(EntryKind.TAKEN_BACK, about=back)
        else:
            del self.answered[asking]

    @invariant()
    def both_accounts_agree(self):
        found = way(self.told)
        assert found.disputed == self.disputed
        assert dict(found.look_on) == self.looks
        assert dict(found.answers) == self.answered


def test_the_way_agrees_with_a_second_account():
    few = settings(max_examples=60, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Ledger, settings=few)


def test_what_hangs_on_an_entry_that_was_taken_back_falls_with_it():
    a, b, odds, back = (UUID(int=n) for n in range(4))
    told = [Said(a, EntryKind.CLAIM, DAY), Said(b, EntryKind.CLAIM, DAY)]
    told += [Said(odds, EntryKind.AT_ODDS, DAY, about=a, against=b)]
    assert way(told).disputed
    assert not way([*told, Said(back, EntryKind.TAKEN_BACK, DAY, about=b)]).disputed
