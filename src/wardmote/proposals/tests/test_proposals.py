"""A proposal on its way: put, chased, answered and back; disputed and expected; who may read what of it."""

from datetime import date, timedelta

import pytest

from conftest import NOW
from tests.notes import FIRST, SECOND
from wardmote.confidentiality.rules import NotHere
from wardmote.correspondence.models import Outgoing
from wardmote.law.rules import BodyKind
from wardmote.meetings import writes as meetings
from wardmote.meetings.agenda import agenda
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Adoption, SameMatter, Statement
from wardmote.minutes.reads import viewer_for
from wardmote.minutes.rules import AdoptedBy
from wardmote.people.models import Person
from wardmote.proposals import reads, tasks, writes
from wardmote.proposals.models import Proposal, ProposalEntry
from wardmote.proposals.reads import Wanted
from wardmote.proposals.rules import Became, EntryKind, ProposalNeeds
from wardmote.register.reads import opened
from wardmote.register.rules import Marking

TODAY = NOW.date()


@pytest.fixture
def by(clerk):
    return {"by": clerk, "now": NOW}


@pytest.fixture
def bodies(take, by):
    """The panel with its first notes, the council, and the next meeting of each."""
    panel = take(FIRST).meeting.body
    council = minutes.add_body("Ferncombe Town Council", kind=BodyKind.COUNCIL, **by)
    days = {"starts": None, "place": None, **by}
    return {
        "panel": panel,
        "council": council,
        "ours": minutes.plan_meeting(panel, held_on=TODAY + timedelta(days=20), **days),
        "theirs": minutes.plan_meeting(council, held_on=TODAY + timedelta(days=6), **days),
    }


def proposed(bodies, by, *, put=None, **more):
    put = put or writes.Put(asked_on=TODAY, to_body=bodies["council"], asked_by="The chair")
    return writes.propose("Discuss who is a member", from_body=bodies["panel"], put=put, **more, **by)


def lines(meeting, viewer, now=NOW):
    made = agenda(meeting, viewer=viewer, now=now)
    return [f"{one.shown} {one.asks}" for item in made.items for matter in item.carried for one in matter.lines]


def test_it_waits_on_the_agenda_of_the_other_body_and_comes_back_with_its_answer(bodies, by, clerk):
    row = proposed(bodies, by)
    asked = next(one for one in lines(bodies["theirs"], clerk) if "Discuss who" in one)
    assert "Resolve an answer" in asked and "The chair" in asked and bodies["panel"].name in asked
    assert any("without an answer" in one for one in lines(bodies["ours"], clerk))
    answer = writes.answer(row.askings.get().pk, words="Two more seats.", said_on=TODAY, **by)
    assert not any("Discuss who" in one for one in lines(bodies["theirs"], clerk))
    made = agenda(bodies["ours"], viewer=clerk, now=NOW)
    assert any("Two more seats." in one for one in made.decide)
    writes.see_answer(answer.pk, meeting=None, **by)
    assert not any("Discuss who" in one for one in lines(bodies["ours"], clerk))
    with pytest.raises(ProposalNeeds, match="answered already"):
        writes.answer(row.askings.get().pk, words="No.", said_on=TODAY, **by)


def test_a_decision_of_the_other_body_is_its_answer(bodies, by, clerk, take):
    row = proposed(bodies, by, put=writes.Put(asked_on=date(2022, 9, 1), to_body=bodies["council"]))
    text = SECOND.replace("Ferncombe Police Partnership Panel Meeting", "Ferncombe Town Council Meeting")
    take(text.replace("Two locks", "It was agreed to add two seats. Two locks"))
    asking = row.askings.get()
    ours = Statement.objects.get(kind="spending")
    with pytest.raises(ProposalNeeds, match="another body"):
        writes.answer(asking.pk, words="", said_on=TODAY, statement_id=ours.pk, **by)
    ((statement, words),) = reads.decisions_of(asking, viewer=clerk, now=NOW)
    answer = writes.answer(asking.pk, words="", said_on=TODAY, statement_id=statement.pk, **by)
    assert answer.said_on == date(2022, 9, 16) and opened(answer, "words") in words


def test_it_is_chased_by_letter_three_times_and_then_by_telephone(bodies, by, clerk, time_machine):
    put = writes.Put(asked_on=date(2022, 9, 1), outside="The county", email="clerk@county.example", chase_days=10)
    row = proposed(bodies, by, put=put)
    for number in range(1, 4):
        time_machine.move_to(NOW + timedelta(days=10 * (number - 1)), tick=False)
        assert [tasks.chase(), tasks.chase()] == [1, 0]
    letter = Outgoing.objects.last()
    assert row.reference in opened(letter, "subject") and "third time" in opened(letter, "body")
    assert "Discuss" not in opened(letter, "body")  # it is the panel's
    later = NOW + timedelta(days=40)
    time_machine.move_to(later, tick=False)
    assert tasks.chase() == 0
    (one,) = reads.waiting(viewer=clerk, now=later, first=9).to_chase
    assert one.by_telephone and one.asking.chases == 3
    writes.chase(one.asking.row.pk, by=clerk, now=later)
    assert not reads.waiting(viewer=clerk, now=later, first=9).to_chase


def test_claims_at_odds_stand_side_by_side_until_somebody_says_what_settled_it(bodies, by, clerk):
    row = proposed(bodies, by)
    told = {"said_on": TODAY, **by}
    first = writes.claim(row.pk, said_by="The county", words="It is approved.", **told)
    second = writes.claim(row.pk, said_by="The treasurer", words="No money.", at_odds_with=[first.pk], **told)
    (dispute,) = reads.proposal_page(row.pk, viewer=clerk, now=NOW).disputes
    assert [dispute.one.words, dispute.other.words] == ["It is approved.", "No money."]
    assert any("Disputed." in one and "What settles it?" in one for one in lines(bodies["ours"], clerk))
    with pytest.raises(ProposalNeeds, match="disputed already"):
        writes.say_at_odds(second.pk, against_id=first.pk, **by)
    settled = writes.settle(dispute.row.pk, words="It is in the budget.", said_by="The county", **told)
    page = reads.proposal_page(row.pk, viewer=clerk, now=NOW)
    assert not page.disputes and len(page.claims) == 2 and page.settled[0][1] == "It is in the budget."
    writes.take_back(settled.pk, **by)
    assert reads.proposal_page(row.pk, viewer=clerk, now=NOW).disputes
    writes.take_back(settled.pk, **by)
    assert not reads.proposal_page(row.pk, viewer=clerk, now=NOW).disputes


def test_an_expectation_rises_on_its_day_and_moves_only_with_who_said_so(bodies, by, clerk):
    row = proposed(bodies, by)
    told = {"said_by": "The county", "said_on": TODAY, **by}
    one = writes.expect(row.pk, words="Cameras by spring", look_on=TODAY, **told)
    assert reads.waiting(viewer=clerk, now=NOW, first=9).to_look_at
    assert any("what became of it?" in line for line in lines(bodies["ours"], clerk))
    later = {"became": Became.MOVED, "look_on": TODAY + timedelta(days=90), "said_on": TODAY}
    with pytest.raises(ProposalNeeds, match="who moved it"):
        writes.become(one.pk, **later, **by)
    writes.become(one.pk, **later, said_by="The county", **by)
    assert not reads.waiting(viewer=clerk, now=NOW, first=9).to_look_at
    writes.become(one.pk, became=Became.NOT_MET, said_on=TODAY, **by)
    assert not reads.proposal_page(row.pk, viewer=clerk, now=NOW).expected


def test_a_recommendation_to_spend_is_said_once_and_adopted_by_its_answer(bodies, by, clerk):
    spending = Statement.objects.get(kind="spending")
    before = lines(bodies["ours"], clerk)
    row = proposed(bodies, by, statement_id=spending.pk)
    assert row.matter_id == spending.matter_id
    assert any("waits for adoption" in one for one in before)
    assert not any("waits for adoption" in one for one in lines(bodies["ours"], clerk))
    answer = writes.answer(row.askings.get().pk, words="Minute 45/22", said_on=TODAY, adopts=True, **by)
    assert opened(Adoption.objects.get(), "who") == "Ferncombe Town Council"
    writes.see_answer(answer.pk, meeting=None, **by)
    spending.refresh_from_db()
    assert spending.settled_at


def test_an_adoption_noted_in_the_notes_is_the_answer(bodies, by, clerk):
    spending = Statement.objects.get(kind="spending")
    row = proposed(bodies, by, statement_id=spending.pk)
    how = {"how": AdoptedBy.RESOLUTION, "who": "Council", "told_in": "45/22"}
    minutes.adopt(spending.pk, **how, adopted_on=TODAY, **by)
    (one,) = reads.known(Proposal.objects.all(), viewer=clerk, now=NOW)
    assert not one.waiting and one.row == row


def test_what_a_reader_may_not_see_counts_and_is_not_shown(bodies, by, clerk, unsigned):
    row = proposed(bodies, by)
    told = {"said_on": TODAY, **by}
    first = writes.claim(row.pk, said_by="The county", words="It is approved.", **told)
    closed = "A man was arrested there."
    writes.claim(row.pk, said_by="The inspector", words=closed, at_odds_with=[first.pk], **told)
    writes.answer(row.askings.get().pk, words=closed, **told)
    page = reads.proposal_page(row.pk, viewer=unsigned, now=NOW)
    said = " ".join(f"{line.words}{line.said_by}" for line in reads.lines_of(page, reads.timeline(page)))
    assert "arrested" not in said and "inspector" not in said and not page.disputes and len(page.claims) == 1
    (asking,) = page.askings
    assert asking.answer_closed and not asking.shown.waits
    writes.mark(row.pk, marking=Marking.CONFIDENTIAL, **by)
    assert reads.listed(Wanted(), viewer=unsigned, now=NOW)[0] == []


def test_a_paragraph_marked_closer_closes_what_was_made_of_it_and_opens_nothing(bodies, by, clerk, unsigned):
    spending = Statement.objects.get(kind="spending")
    row = proposed(bodies, by)
    said = {"said_by": "The panel", "words": "It costs 400.", "said_on": TODAY}
    entry = writes.claim(row.pk, **said, statement_id=spending.pk, **by)
    for marking in (Marking.CONFIDENTIAL, Marking.PANEL):
        meetings.mark_paragraph(spending.paragraph_id, marking=marking, **by)
        entry.refresh_from_db()
        assert entry.marking == "confidential"
    row.refresh_from_db()
    assert row.marking == "panel"


def test_an_interest_in_its_matter_hides_it_also_after_matters_are_joined(bodies, by, clerk, member, take):
    take(SECOND, name="second.txt")
    same = SameMatter.objects.filter(later__paragraphs__isnull=False).first()
    row = proposed(bodies, by, matter=same.later)
    meetings.join_matters(same.pk, **by)
    row.refresh_from_db()
    assert row.matter_id == same.earlier_id
    minutes.declare_interest(same.earlier_id, person=Person.objects.get(pk=member.person_id), **by)
    closed = viewer_for(member.person_id, now=NOW)
    with pytest.raises(NotHere):
        reads.proposal_page(row.pk, viewer=closed, now=NOW)
    meetings.part_matters(same.pk, **by)
    row.refresh_from_db()
    assert row.matter_id == same.later_id


def test_entries_are_numbered_and_never_changed(bodies, by, clerk):
    row = proposed(bodies, by)
    told = {"said_by": "The county", "said_on": TODAY, **by}
    one = writes.claim(row.pk, words="Aproved.", **told)
    kept = bytes(one.words)
    writes.correct(one.pk, words="Approved.", **by)
    writes.take_back(one.pk, **by)
    numbers = list(ProposalEntry.objects.values_list("number", "kind"))
    assert numbers == [(1, "claim"), (2, "correction"), (3, EntryKind.TAKEN_BACK.value)]
    one.refresh_from_db()
    assert bytes(one.words) == kept
    writes.withdraw(row.askings.get().pk, **by)
    assert not any("without an answer" in line for line in lines(bodies["ours"], clerk))
