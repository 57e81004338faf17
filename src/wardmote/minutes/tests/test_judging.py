"""What a person says of what was read: joined, refused, settled, confirmed, marked; each once, by whom it may be."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from tests.notes import FIRST, QUILLWORT, SECOND
from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.minutes import reads, writes
from wardmote.minutes.models import Decision, Interest, Matter, Paragraph, SameMatter, Statement
from wardmote.minutes.reads import viewer_for
from wardmote.minutes.rules import NotJoined, PoliceLower, SettledAlready
from wardmote.people.models import Person
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import THE_PUBLIC, Marking

SWINGS = "Swings in Larkspur Meadow"
DECIDED = FIRST.replace("There was nothing to report.", "It was agreed to buy a lamp.")
THIRD = SECOND.replace("16th September 2022", "18th November 2022").replace("Oxbarrow", "Nettleby")


@pytest.fixture
def two(take):
    """Two sets of notes in the record."""
    take(DECIDED), take(SECOND, name="second.txt")


def about(title):
    """The proposal whose later matter has this title."""
    (found,) = [s for s in SameMatter.objects.filter(state="proposed") if opened(s.later, "title") == title]
    return found


def paragraph_with(words):
    (found,) = [p for p in Paragraph.objects.all() if words in opened(p, "text")]
    return found


def streak_of(title, viewer, now):
    found = [s for s in reads.streaks(viewer=viewer, now=now) if s.title == title]
    return [s.times for s in found]


def test_joined_the_streak_grows(two, clerk, now):
    assert streak_of(SWINGS, clerk, now) == [1, 1]
    proposal = writes.join_matters(about(SWINGS).pk, by=clerk, now=now)
    assert proposal.state == "confirmed"
    assert streak_of(SWINGS, clerk, now) == [2]
    proposal.later.refresh_from_db()
    assert proposal.later.joined_to == proposal.earlier
    assert not Paragraph.objects.filter(matter=proposal.later).exists()
    event = Event.objects.get(deed="minutes.join_matters")
    assert {row_id for _, row_id in event.subjects} == {
        str(one.pk) for one in (proposal, proposal.earlier, proposal.later)
    }


def test_refused_they_stay_two(two, clerk, now):
    refused = writes.refuse_join(about(SWINGS).pk, by=clerk, now=now)
    assert refused.state == "refused"
    assert streak_of(SWINGS, clerk, now) == [1, 1]
    assert not Matter.objects.filter(joined_to__isnull=False).exists()


@pytest.mark.parametrize("first_said", [writes.join_matters, writes.refuse_join])
@pytest.mark.parametrize("then", [writes.join_matters, writes.refuse_join])
def test_said_once_it_is_said(two, clerk, now, first_said, then):
    proposal = about(SWINGS)
    first_said(proposal.pk, by=clerk, now=now)
    kept = list(Matter.objects.values()), list(SameMatter.objects.values()), Event.objects.count()
    with pytest.raises(SettledAlready, match="Nothing was changed"):
        then(proposal.pk, by=clerk, now=now)
    assert (list(Matter.objects.values()), list(SameMatter.objects.values()), Event.objects.count()) == kept


@pytest.mark.parametrize("newest_first", [True, False], ids=["the newest pair first", "the oldest pair first"])
def test_three_in_a_row_become_one_whichever_pair_is_judged_first(take, clerk, now, newest_first):
    for number, text in enumerate((FIRST, SECOND, THIRD)):
        take(text, name=f"{number}.txt", now=now + timedelta(minutes=number))
    pairs = [s for s in SameMatter.objects.order_by("recorded_at") if opened(s.later, "title") == SWINGS]
    assert len(pairs) == 2
    for proposal in sorted(pairs, key=lambda s: s.recorded_at, reverse=newest_first):
        writes.join_matters(proposal.pk, by=clerk, now=now)
    assert streak_of(SWINGS, clerk, now) == [3]


def test_joined_the_stricter_marking_holds_and_what_was_settled_is_open_again(two, clerk, now):
    proposal = about(SWINGS)
    Matter.objects.filter(pk=proposal.later_id).update(marking="confidential")
    Matter.objects.filter(pk=proposal.earlier_id).update(settled_at=now)
    writes.join_matters(proposal.pk, by=clerk, now=now)
    earlier = Matter.objects.get(pk=proposal.earlier_id)
    assert (earlier.marking, earlier.settled_at) == ("confidential", None)


@pytest.mark.parametrize("side", ["earlier", "later"])
def test_an_interest_declared_in_either_hides_both_once_they_are_one(two, clerk, member, now, side):
    proposal = about(SWINGS)
    person = Person.objects.get(pk=member.person_id)
    Interest.objects.create(person=person, matter=getattr(proposal, side), recorded_at=now)
    writes.join_matters(proposal.pk, by=clerk, now=now)
    interested = viewer_for(member.person_id, now=now)
    assert SWINGS not in [s.title for s in reads.streaks(viewer=interested, now=now)]
    assert not Paragraph.objects.visible_to(interested, now=now).filter(matter=proposal.earlier).exists()


def test_to_the_interested_the_matter_is_absent_and_the_rest_stays(two, member, now):
    matter = about(SWINGS).earlier
    before = Paragraph.objects.visible_to(member, now=now).count()
    hanging = Paragraph.objects.filter(matter=matter).count()
    person = Person.objects.get(pk=member.person_id)
    Interest.objects.create(person=person, matter=matter, recorded_at=now)
    interested = viewer_for(member.person_id, now=now)
    assert Paragraph.objects.visible_to(interested, now=now).count() == before - hanging
    assert not Statement.objects.visible_to(interested, now=now).filter(paragraph__matter=matter).exists()
    assert [title for _, title, _ in reads.proposals(viewer=interested, now=now)] == ["Lighting in Cobbler Row"]


def test_a_settled_statement_is_not_carried_over_again(two, clerk, now):
    left = reads.unfinished(viewer=clerk, now=now)
    (spending,) = [s for s, _ in left if s.kind.value == "spending" and "Panel Budget" in s.words]
    writes.settle_statement(spending.row.pk, by=clerk, now=now)
    writes.settle_statement(spending.row.pk, by=clerk, now=now + timedelta(days=1))
    assert Statement.objects.get(pk=spending.row.pk).settled_at == now  # when it was first said
    assert spending.row.pk not in [s.row.pk for s, _ in reads.unfinished(viewer=clerk, now=now)]


def test_a_matter_at_an_end_takes_what_is_below_it_along_and_can_be_opened_again(two, clerk, now):
    matter = about("Lighting in Cobbler Row").earlier
    before = [s.row.pk for s, _ in reads.unfinished(viewer=clerk, now=now)]
    writes.settle_matter(matter.pk, settled=True, by=clerk, now=now)
    assert not [p for _, p in reads.unfinished(viewer=clerk, now=now) if p.matter_id == matter.pk]
    writes.settle_matter(matter.pk, settled=False, by=clerk, now=now)
    assert [s.row.pk for s, _ in reads.unfinished(viewer=clerk, now=now)] == before


def test_a_decision_binds_from_the_first_yes_on(two, clerk, now):
    (decision,) = Decision.objects.all()
    writes.confirm_decision(decision.pk, by=clerk, now=now)
    writes.confirm_decision(decision.pk, by=clerk, now=now + timedelta(days=1))
    decision.refresh_from_db()
    assert decision.confirmed_at == now


def test_only_the_clerk_judges(two, member, inspector, now):
    proposal, paragraph = about(SWINGS), paragraph_with("The swings were discussed again")
    statement, decision = Statement.objects.first(), Decision.objects.get()
    before = Event.objects.count()
    for viewer in (member, inspector, THE_PUBLIC):
        for deed, row in (
            (writes.join_matters, proposal),
            (writes.refuse_join, proposal),
            (writes.settle_statement, statement),
            (writes.confirm_decision, decision),
        ):
            with pytest.raises(Refused):
                deed(row.pk, by=viewer, now=now)
        with pytest.raises(Refused):
            writes.settle_matter(proposal.later_id, settled=True, by=viewer, now=now)
        with pytest.raises((Refused, NotHere)):
            writes.mark_paragraph(paragraph.pk, marking=Marking.PUBLIC, by=viewer, now=now)
    assert Event.objects.count() == before
    assert not Paragraph.objects.filter(marking="public").exists()


def test_only_the_police_lower_what_came_from_the_police(two, clerk, inspector, now):
    paragraph = paragraph_with(QUILLWORT)
    with pytest.raises(PoliceLower, match="Ask them"):
        writes.mark_paragraph(paragraph.pk, marking=Marking.PANEL, by=clerk, now=now)
    paragraph.refresh_from_db()
    assert (paragraph.marking, paragraph.version) == ("confidential", 1)
    writes.mark_paragraph(paragraph.pk, marking=Marking.PANEL, by=inspector, now=now)
    paragraph.refresh_from_db()
    assert (paragraph.marking, paragraph.version) == ("panel", 2)
    assert {s.marking for s in paragraph.statements.all()} == {"panel"}
    writes.mark_paragraph(paragraph.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)  # anybody may be more careful
    assert {s.marking for s in paragraph.statements.all()} == {"confidential"}


def test_the_police_do_not_mark_what_others_said(two, inspector, now):
    paragraph = paragraph_with("The swings were discussed again")
    with pytest.raises(Refused):
        writes.mark_paragraph(paragraph.pk, marking=Marking.CONFIDENTIAL, by=inspector, now=now)


def test_a_paragraph_takes_its_decisions_with_it(two, clerk, now):
    decision = Decision.objects.select_related("paragraph").get()
    writes.mark_paragraph(decision.paragraph_id, marking=Marking.PUBLIC, by=clerk, now=now)
    decision.refresh_from_db()
    assert decision.marking == "public"


def test_a_raised_paragraph_takes_the_matter_that_its_words_name_with_it(take, clerk, unsigned, now):
    take(FIRST.replace("There was nothing to report.", "A second gate should be put up by Larkspur Farm."))
    paragraph = paragraph_with("Larkspur Farm")
    assert paragraph.matter.marking == "panel"
    writes.mark_paragraph(paragraph.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert not Matter.objects.visible_to(unsigned, now=now).filter(pk=paragraph.matter_id).exists()
    writes.mark_paragraph(paragraph.pk, marking=Marking.PUBLIC, by=clerk, now=now)
    assert Matter.objects.get(pk=paragraph.matter_id).marking == "panel"  # a title is never published by itself


def test_to_the_unsigned_a_closed_paragraph_cannot_be_marked(two, unsigned, now):
    with pytest.raises(Refused, match="signature"):
        writes.mark_paragraph(paragraph_with(QUILLWORT).pk, marking=Marking.PANEL, by=unsigned, now=now)


def test_a_title_that_tells_of_a_person_stays_closed_whatever_its_paragraphs_may(take, clerk, unsigned, now):
    heading = "7.\tCuckooing at 14 Mill Street\nTown Clerk to write to the landlord by 1 October 2022.\n"
    take(FIRST + heading)
    paragraph = paragraph_with("the landlord")
    assert (opened(paragraph.matter, "title"), paragraph.marking) == ("Cuckooing at 14 Mill Street", "panel")
    assert paragraph.matter.marking == "confidential"
    writes.mark_paragraph(paragraph.pk, marking=Marking.PUBLIC, by=clerk, now=now)
    assert not Matter.objects.visible_to(unsigned, now=now).filter(pk=paragraph.matter_id).exists()


def test_the_upgrade_closes_titles_that_began_too_wide(take, clerk):
    take(FIRST + "7.\tA resident's fence\nTown Clerk to write to them by 1 October 2022.\n")
    began = dict(Matter.objects.values_list("pk", "marking"))
    assert opened(paragraph_with("to them").matter, "title") == "Resident's fence"  # closed by its heading alone
    Matter.objects.update(marking="panel")
    step = import_module("wardmote.minutes.migrations.0003_titles_that_tell_of_a_person")
    step.close_what_tells_of_a_person(apps, connection.schema_editor())
    assert dict(Matter.objects.values_list("pk", "marking")) == began
    assert began[paragraph_with("to them").matter_id] == "confidential"


def test_two_that_were_joined_on_are_not_parted_beneath(take, clerk, now):
    for number, text in enumerate((FIRST, SECOND, THIRD)):
        take(text, name=f"{number}.txt", now=now + timedelta(minutes=number))
    first, second = [s for s in SameMatter.objects.order_by("recorded_at") if opened(s.later, "title") == SWINGS]
    SameMatter.objects.filter(pk=second.pk).update(earlier=first.later)  # a chain: the third is the second
    writes.join_matters(second.pk, by=clerk, now=now)
    writes.join_matters(first.pk, by=clerk, now=now)
    kept = list(Matter.objects.values()), list(Paragraph.objects.values())
    with pytest.raises(NotJoined, match="Undo that first"):
        writes.part_matters(second.pk, by=clerk, now=now)
    assert (list(Matter.objects.values()), list(Paragraph.objects.values())) == kept
    writes.part_matters(first.pk, by=clerk, now=now)
    writes.part_matters(second.pk, by=clerk, now=now)
    assert streak_of(SWINGS, clerk, now) == [1, 1, 1]
