"""Each deed by what it leaves."""

from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from conftest import seated
from wardmote.actions.models import Action
from wardmote.meetings import reads as meetings
from wardmote.meetings import writes as hall
from wardmote.meetings.agenda import agenda
from wardmote.minutes.models import Attendance, Decision, Interest, Meeting, Paragraph, Statement
from wardmote.people.rules import SeatKind
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.sittings import reads, writes
from wardmote.sittings.models import Entry, EntryClash, Sitting, SittingItem
from wardmote.sittings.rules.deciding import Manner, Motion, NotDecided, Vote
from wardmote.sittings.rules.sitting import (
    ApologyAnswer,
    EntryKind,
    NotSitting,
    NotTyped,
    NotYet,
    Outcome,
    WhoIsThat,
)


def state(sitting):
    return Meeting.objects.get(pk=sitting.meeting_id).state


def words(rows, column="text"):
    return [opened(row, column) for row in rows]


def test_opening_holds_the_agenda_still_and_counts_the_quorum(sitting, planned, clerk, at):
    assert state(sitting) == "in session"
    titles = words(SittingItem.objects.filter(sitting=sitting), "title")
    assert titles == [one.title for one in agenda(planned, viewer=clerk, now=at).items if one.id]
    inside = reads.room(sitting, now=at)
    assert inside.quorum.words == "3 of 3 with a vote: quorate, 3 needed"
    assert [one.name for one in inside.here if not one.votes] == ["Ada Clerk"]
    # A press of the button a second time opens nothing twice.
    assert writes.open_sitting(planned.pk, here=[], chair=None, by=clerk, now=at) == sitting


def test_what_came_late_stands_below_the_agenda_with_the_numbers_going_on(planned, clerk, at):
    told = {"title": "A letter", "words": "From the county.", "information_only": True}
    hall.freeze_agenda(planned, by=clerk, now=at)
    hall.add_supplement(planned, **told, by=clerk, now=at)
    sitting = writes.open_sitting(planned.pk, here=[], chair=None, by=clerk, now=at)
    *noticed, late = SittingItem.objects.filter(sitting=sitting).order_by("position")
    assert opened(late, "title") == "Supplement 1: A letter" and late.information_only
    assert [one.number for one in (*noticed, late)] == [str(n) for n in range(1, len(noticed) + 2)]


def test_it_opens_on_its_day_only(planned, clerk, at):
    with pytest.raises(NotSitting, match="not today"):
        writes.open_sitting(planned.pk, here=[], chair=None, by=clerk, now=at - timedelta(days=1))
    assert not Sitting.objects.exists()


def test_the_state_follows_those_in_the_room(sitting, member, clerk, at):
    gone = writes.left(sitting.pk, who=member.person_id, by=clerk, now=at + timedelta(minutes=30))
    assert state(sitting) == "inquorate"
    writes.take_back_presence(gone.pk, by=clerk, now=at + timedelta(minutes=31))
    assert state(sitting) == "in session"
    writes.left(sitting.pk, who=member.person_id, by=clerk, now=at + timedelta(minutes=32))
    writes.came(sitting.pk, who=member.person_id, remote=True, by=clerk, now=at + timedelta(minutes=33))
    assert state(sitting) == "inquorate"  # by video nobody counts


def test_a_name_that_is_typed_is_somebody_in_attendance(sitting, clerk, at):
    writes.came(sitting.pk, name="Rowan Guest", by=clerk, now=at)
    writes.came(sitting.pk, name="rowan guest", by=clerk, now=at + timedelta(minutes=1))
    (guest,) = [one for one in reads.room(sitting, now=at).attendees if one.name.casefold() == "rowan guest"]
    assert guest.here and not guest.votes and len(guest.came) == 1
    with pytest.raises(WhoIsThat):
        writes.sent_apology(sitting.pk, who=guest.who, answer=ApologyAnswer.NOTED, by=clerk, now=at)


def test_a_save_sent_twice_is_one_and_its_marking_is_by_the_rules(sitting, type_in, clerk, at):
    entry, change = uuid4(), uuid4()
    for _ in range(2):
        saved = type_in("Other", "The swings are broken.", entry=entry, change=change)
    assert (saved.entry.version, saved.entry.marking, Entry.objects.count()) == (1, "panel", 1)
    more = type_in("Other", "The swings are broken. A man was arrested.", entry=entry, version=1)
    assert more.entry.marking == "confidential"
    lowered = type_in("Other", "The swings are broken. A man was arrested!", entry=entry, version=2, chosen="panel")
    assert lowered.entry.marking == "panel"
    police = type_in("Update", "Two bicycles were found.", chosen="public").entry
    assert (police.from_police, police.marking) == (True, "confidential")
    with pytest.raises(NotTyped):
        type_in("Other", "  ")


def test_an_answer_that_was_lost_makes_no_clash(type_in):
    entry, first, second = uuid4(), uuid4(), uuid4()
    type_in("Other", "The swings", entry=entry, change=first)
    # The browser never heard of version 1, and goes on typing.
    saved = type_in("Other", "The swings are broken.", entry=entry, change=second, version=0, sent=frozenset({first}))
    assert saved.clash is None and words([saved.entry]) == ["The swings are broken."]


def test_two_texts_wait_until_one_is_taken(sitting, type_in, clerk, at):
    entry = type_in("Other", "The swings.").entry
    type_in("Other", "The swings are broken.", entry=entry.pk, version=1)
    clash = type_in("Other", "The swings are painted.", entry=entry.pk, version=1).clash
    assert words(Entry.objects.all()) == ["The swings are broken."] and words([clash]) == ["The swings are painted."]
    # Whoever typed it types on: it is still one other text.
    more = {"entry": entry.pk, "version": 1, "sent": frozenset({clash.change})}
    type_in("Other", "The swings are painted green.", **more)
    assert words(EntryClash.objects.all()) == ["The swings are painted green."]
    with pytest.raises(NotYet, match="two texts"):
        writes.draft_notes(sitting.pk, by=clerk, now=at)
    assert state(sitting) == "in session"
    writes.settle_clash(clash.pk, take=True, by=clerk, now=at)
    assert words(Entry.objects.all()) == ["The swings are painted green."]
    writes.draft_notes(sitting.pk, by=clerk, now=at)


def test_decisions_need_a_quorum_and_people_who_may(sitting, item, type_in, member, chair, unsigned, clerk, at):
    entry = type_in("Other", "to fit a lamp in Cobbler Row", kind=EntryKind.DECISION).entry

    def refused(motion, match):
        with pytest.raises(NotDecided, match=match):
            writes.decide(entry.pk, motion=motion, by=clerk, now=at)
        assert Entry.objects.get(pk=entry.pk).decided_at is None

    refused(Motion(mover=clerk.person_id), "with a vote")
    refused(Motion(mover=member.person_id, seconder=member.person_id), "second")
    refused(Motion(manner=Manner.HANDS, hands=(4, 0, 0)), "4 hands")
    refused(Motion(manner=Manner.RECORDED, votes={clerk.person_id: Vote.FOR}), "no vote")
    refused(Motion(manner=Manner.HANDS, hands=(2, 1, 0), casting=Vote.FOR), "casting")
    writes.left(sitting.pk, who=unsigned.person_id, by=clerk, now=at + timedelta(minutes=1))
    refused(Motion(), "inquorate")
    writes.came(sitting.pk, who=unsigned.person_id, by=clerk, now=at + timedelta(minutes=2))
    motion = Motion(member.person_id, unsigned.person_id, Manner.HANDS, (1, 1, 1), casting=Vote.FOR)
    decided = writes.decide(entry.pk, motion=motion, by=clerk, now=at)
    shown = reads.entry_shown(decided, viewer=clerk, now=at).decided
    assert shown["binds"] == "Recommended: to fit a lamp in Cobbler Row."
    assert "Casting vote of Tansy Tarragon: for." in shown["told"] and shown["carried"]
    # Its words stand until it is taken back; what is typed over them is kept beside.
    assert type_in("Other", "to fit two lamps", entry=entry.pk, version=decided.version).clash
    writes.undo_decision(entry.pk, by=clerk, now=at)
    assert Entry.objects.get(pk=entry.pk).decided_at is None


def test_nothing_is_decided_under_any_other_business(sitting, item, type_in, clerk, at):
    other = item("Other")
    entry = type_in(other, "to buy a bench", kind=EntryKind.DECISION).entry
    SittingItem.objects.filter(pk=other.pk).update(information_only=True)
    with pytest.raises(NotDecided, match="information only"):
        writes.decide(entry.pk, motion=Motion(), by=clerk, now=at)
    other.refresh_from_db()
    with pytest.raises(NotTyped, match="information only"):
        type_in(other, "to buy two", kind=EntryKind.DECISION)


def test_who_leaves_for_an_interest_is_gone_with_the_matter(sitting, item, type_in, member, clerk, again, at):
    other = item("Other")
    before = type_in(other, "The lamp was priced.").entry
    writes.declare(other.pk, who=member.person_id, outcome=Outcome.LEAVES, by=clerk, now=at + timedelta(minutes=5))
    assert Interest.objects.filter(person_id=member.person_id).exists()
    assert state(sitting) == "inquorate"
    after = type_in(other, "It costs too much.").entry
    theirs = again(member)
    seen = set(Entry.objects.visible_to(theirs, now=at).values_list("pk", flat=True))
    assert not {before.pk, after.pk} & seen
    assert item("Other") in SittingItem.objects.visible_to(theirs, now=at)  # its heading stands in every copy
    # Nor does it come back as a paragraph of the notes, in the file, or in the matters and actions made of it.
    type_in(other, "The Clerk to write to the electrician about the lamp by 1 February 2023.")
    writes.draft_notes(sitting.pk, by=clerk, now=at + timedelta(hours=1))
    assert {"It costs too much."} <= set(words(Paragraph.objects.filter(meeting=sitting.meeting)))
    page = meetings.meeting_page(sitting.meeting_id, viewer=theirs, now=at)
    told = " ".join(line.text for one in page.notes.items for line in one.lines)
    assert "costs too much" not in told and "electrician" not in told and page.original is None
    assert "declared an interest in this and left the room at 10:20am" in told
    assert not [a for a in Action.objects.visible_to(theirs, now=at) if "electrician" in opened(a, "what")]


def test_who_speaks_first_cannot_vote_and_leaves_later(sitting, item, type_in, member, chair, unsigned, clerk, at):
    fourth = seated("Ned Fourth", "Vice-chair", SeatKind.MEMBER, signed=True, at=at)
    writes.came(sitting.pk, who=fourth.person_id, by=clerk, now=at)
    other = item("Other")
    row = writes.declare(other.pk, who=member.person_id, outcome=Outcome.SPEAKS, by=clerk, now=at)
    entry = type_in(other, "to do it", kind=EntryKind.DECISION).entry
    with pytest.raises(NotDecided, match="move"):
        writes.decide(entry.pk, motion=Motion(mover=member.person_id), by=clerk, now=at)
    assert not Interest.objects.exists()
    writes.has_spoken(row.pk, by=clerk, now=at + timedelta(minutes=2))
    assert Interest.objects.exists() and state(sitting) == "in session"


def test_what_was_typed_becomes_the_notes(sitting, item, type_in, member, chair, inspector, clerk, at):
    writes.note_reminder(sitting.pk, said_by="Tansy Tarragon", by=clerk, now=at)
    writes.came(sitting.pk, who=inspector.person_id, by=clerk, now=at + timedelta(minutes=25))
    writes.sent_apology(sitting.pk, name="Rue Absent", reason="Ill", answer=ApologyAnswer.NOTED, by=clerk, now=at)
    type_in("Update", "Two bicycles were found.", said_by="Dee Inspector")
    type_in("Update", "No demand locations, police, 1 to 31 Oct", kind=EntryKind.NIL_RETURN)
    action = type_in("Other", "Inspector to enquire about the wall by 1 Jan 2023", kind=EntryKind.ACTION).entry
    writes.confirm(action.pk, by=clerk, now=at)
    entry = type_in("Other", "to spend £400 on a lamp from the Panel Budget", kind=EntryKind.DECISION).entry
    writes.decide(entry.pk, motion=Motion(member.person_id, chair.person_id), by=clerk, now=at)
    type_in("Other", "to buy a moon", kind=EntryKind.DECISION)
    struck = type_in("Other", "Nobody said this.").entry
    writes.strike(struck.pk, by=clerk, now=at)
    meeting = writes.draft_notes(sitting.pk, by=clerk, now=at + timedelta(hours=1))
    assert state(sitting) == "notes drafted"
    came = {(opened(a, "name_as_written"), a.kind, a.person_id) for a in Attendance.objects.filter(meeting=meeting)}
    assert {
        ("Ben Member", "present", member.person_id),
        ("Ada Clerk", "in attendance", clerk.person_id),
        ("Rue Absent", "apologies", None),
    } <= came
    assert sum(kind == "present" for _, kind, _ in came) == 3
    told = words(Paragraph.objects.filter(meeting=meeting).order_by("position"))
    assert "Tansy Tarragon read out the confidentiality reminder at 10:15am." in told
    assert "Dee Inspector came at 10:40am." in told
    assert "Dee Inspector: Two bicycles were found." in told and "Nobody said this." not in told
    assert "Proposed, and not put to the vote: to buy a moon" in told
    assert "The meeting closed at 11:15am." in told
    found = {s.kind: s for s in Statement.objects.filter(paragraph__meeting=meeting)}
    assert {"decision", "action", "nil_return", "spending"} <= set(found)
    assert found["decision"].sure and found["action"].sure and found["nil_return"].sure
    assert found["nil_return"].marking == "confidential"
    (decision,) = Decision.objects.filter(paragraph__meeting=meeting)
    text = opened(decision.paragraph, "text")
    assert text[decision.statement.start : decision.statement.end] == (
        "Recommended: to spend £400 on a lamp from the Panel Budget."
    )
    owed = Action.objects.get(raised_at=meeting)
    assert opened(owed, "owner_words") == "Inspector" and owed.due_on == date(2023, 1, 1)
    assert Event.objects.filter(deed="sittings.draft_notes").exists()
    with pytest.raises(NotSitting, match="in the record"):
        type_in("Other", "Too late.")


def test_a_closed_meeting_is_typed_on_and_opened_again_that_day(sitting, type_in, clerk, at):
    writes.close(sitting.pk, by=clerk, now=at + timedelta(hours=1))
    type_in("Other", "Typed afterwards.")
    with pytest.raises(NotSitting, match="today"):
        writes.reopen(sitting.pk, by=clerk, now=at + timedelta(days=1))
    writes.reopen(sitting.pk, by=clerk, now=at + timedelta(hours=2))
    assert state(sitting) == "in session"


def test_only_what_remains_goes_to_the_new_day(sitting, item, type_in, clerk, at):
    type_in("Update", "It is quiet.")
    left = [item("Other").identity, item("Next").identity]
    told = {"held_on": date(2022, 12, 9), "starts": time(10), "place": None}
    later = writes.adjourn(sitting.pk, remaining=left, **told, by=clerk, now=at + timedelta(minutes=45))
    assert later.continues == sitting.meeting and state(sitting) == "adjourned"
    shown = [one.title for one in agenda(later, viewer=clerk, now=at).items if one.id]
    assert shown == ["Other Issues", "Next Steps"]
    writes.draft_notes(sitting.pk, by=clerk, now=at + timedelta(hours=1))
    told = words(Paragraph.objects.filter(meeting=sitting.meeting))
    assert "The meeting was adjourned at 11am to Friday 9 December 2022." in told
    assert Meeting.objects.get(pk=later.pk).state == "draft"
