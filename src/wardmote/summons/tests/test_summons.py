"""A meeting is called in time, each member by the way that was agreed, and can be put off."""

from datetime import date, datetime, timedelta

import pytest

from tests.notes import SECOND
from wardmote.confidentiality.rules import Refused
from wardmote.correspondence import writes as correspondence
from wardmote.correspondence.models import Outgoing
from wardmote.correspondence.rules import Problem
from wardmote.correspondence.tasks import TIMER
from wardmote.documents.paper import Heading
from wardmote.law import writes as law
from wardmote.law.rules import DayKind
from wardmote.meetings import reads as meetings_reads
from wardmote.meetings import writes as meetings
from wardmote.meetings.agenda import agenda
from wardmote.meetings.models import AgendaItem, AgendaVersion
from wardmote.meetings.pack import pack
from wardmote.meetings.rules import AgendaShut
from wardmote.membership.models import Apology
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import CannotMove, MeetingState, NotFromHere
from wardmote.people import writes as people
from wardmote.people.models import Person
from wardmote.people.rules import NotDone
from wardmote.register.reads import opened
from wardmote.summons import reads, writes
from wardmote.summons.models import Delivery, PutOff, Summons
from wardmote.summons.pack import notice_paper, summons_paper
from wardmote.summons.rules import DOES, Handed, NotDelivered, NotSummoned, ToldAlready

pytestmark = pytest.mark.django_db
SIGNED = {"signed_by": "Ada Clerk", "title": "Town Clerk and Proper Officer", "paper": b"%PDF"}
NEW_DAY = {"held_on": date(2022, 12, 9), "starts": None, "place": None}


def again(meeting):
    return Meeting.objects.select_related("body", "place").get(pk=meeting.pk)


@pytest.fixture
def agreed(member, clerk, now):
    """Ben agreed to be summoned by e-mail."""
    ben = Person.objects.get(pk=member.person_id)
    told = {"telephone": "", "email_shown": False, "telephone_shown": False, "by": clerk, "now": now}
    people.keep_contact(ben, email="ben@trial.example", **told)
    people.note_e_summons(ben, agreed_on=date(2022, 5, 1), on_paper=True, by=clerk, now=now)
    return ben


def test_every_state_has_what_can_be_done_in_it():
    assert set(DOES) == set(MeetingState)


def test_by_e_mail_only_who_agreed_and_everybody_has_a_record(frozen, agreed, unsigned, clerk, now):
    writes.summon(frozen, **SIGNED, by=clerk, now=now)
    assert [(d.name, d.words, d.by_hand) for d in reads.deliveries(frozen)] == [
        ("Ben Member", "By e-mail: waits in the outbox.", False),
        ("Cy Unsigned", "On paper: not handed over yet", True),
    ]
    letter = Outgoing.objects.get()
    assert opened(letter, "to_address") == "ben@trial.example" and letter.attachments.count() == 1
    correspondence.sent(letter.pk, by=TIMER, now=now)
    paper = Delivery.objects.get(way="paper")
    writes.note_delivery(paper.pk, handed=Handed.POSTED, handed_on=date(2022, 11, 14), by=clerk, now=now)
    assert [d.words for d in reads.deliveries(frozen)] == [
        "By e-mail on Monday 14 November 2022",
        "On paper: posted on Monday 14 November 2022, noted by Ada Clerk",
    ]
    assert reads.steps_page(frozen.pk, viewer=clerk, now=now).steps[2].done.value == "done"


def test_the_summons_by_e_mail_carries_the_one_button_that_apologises(frozen, agreed, clerk, client, now, time_machine):
    time_machine.move_to(now, tick=False)
    writes.summon(frozen, **SIGNED, apology_before="http://testserver/membership/apology/", by=clerk, now=now)
    letter = Outgoing.objects.get()
    (link,) = [line for line in opened(letter, "body").splitlines() if line.startswith("http")]
    assert client.get(link).status_code == 200 and not Apology.objects.exists()  # to look does nothing
    client.post(link, {"why": ""})
    assert Apology.objects.get().person == agreed
    correspondence.sent(letter.pk, by=TIMER, now=now)
    assert link not in opened(Outgoing.objects.get(), "body")  # the door does not lie in the outbox


def test_a_letter_that_did_not_go_is_handed_over_instead(frozen, agreed, clerk, now):
    writes.summon(frozen, **SIGNED, by=clerk, now=now)
    for _ in range(16):
        correspondence.not_sent(Outgoing.objects.get().pk, problem=Problem.REFUSED_ADDRESS, by=TIMER, now=now)
    (one,) = reads.deliveries(frozen)
    assert one.by_hand and one.waits and "refused the address" in one.words
    writes.note_delivery(one.row.pk, handed=Handed.IN_PERSON, handed_on=now.date(), by=clerk, now=now)
    assert not reads.deliveries(frozen)[0].waits
    writes.note_delivery(one.row.pk, handed=None, handed_on=None, by=clerk, now=now)
    assert reads.deliveries(frozen)[0].waits


def test_a_day_that_cannot_be_is_no_delivery(frozen, unsigned, clerk, now):
    writes.summon(frozen, **SIGNED, by=clerk, now=now)
    for day in (date(2022, 11, 13), date(2022, 11, 15), None):
        with pytest.raises(NotDelivered):
            writes.note_delivery(Delivery.objects.get().pk, handed=Handed.POSTED, handed_on=day, by=clerk, now=now)


def test_consent_needs_an_address_and_is_the_persons_or_the_clerks(member, unsigned, clerk, now):
    ben = Person.objects.get(pk=member.person_id)
    with pytest.raises(NotDone, match="no e-mail address"):
        people.note_e_summons(ben, agreed_on=now.date(), on_paper=False, by=member, now=now)
    with pytest.raises(NotDone, match="Only the clerk"):
        people.note_e_summons(ben, agreed_on=None, on_paper=False, by=unsigned, now=now)


LAST_DAY = datetime.fromisoformat("2022-11-28T23:00:00+00:00")


@pytest.mark.usefixtures("council")
def test_after_the_last_lawful_day_no_summons_goes_out(frozen, member, clerk):
    """For Friday 2 December 2022 it is Monday 28 November."""
    with pytest.raises(NotSummoned, match="Monday 28 November 2022"):
        writes.summon(again(frozen), **SIGNED, by=clerk, now=LAST_DAY + timedelta(hours=1))
    assert (again(frozen).state, Summons.objects.count()) == ("agenda frozen", 0)
    writes.summon(again(frozen), **SIGNED, by=clerk, now=LAST_DAY)
    assert again(frozen).state == "summoned"


@pytest.mark.usefixtures("council")
def test_a_day_of_mourning_makes_it_earlier(frozen, member, clerk, now):
    law.add_day(date(2022, 11, 30), name="Day of mourning", kind=DayKind.MOURNING, by=clerk, now=now)
    with pytest.raises(NotSummoned, match="Saturday 26 November 2022"):
        writes.summon(again(frozen), **SIGNED, by=clerk, now=LAST_DAY)


def test_where_no_notice_is_asked_for_it_may_be_late(frozen, member, clerk):
    writes.summon(frozen, **SIGNED, by=clerk, now=LAST_DAY + timedelta(days=2))
    assert again(frozen).state == "summoned"


def test_nobody_to_summon_and_only_the_clerk(frozen, inspector, clerk, now):
    with pytest.raises(NotSummoned, match="Nobody holds"):
        writes.summon(frozen, **SIGNED, by=clerk, now=now)
    with pytest.raises(Refused):
        writes.summon(frozen, **SIGNED, by=inspector, now=now)


# The agenda


def test_a_frozen_agenda_takes_only_supplements(frozen, clerk, now):
    told = {"title": "A late letter", "words": "From the county.", "information_only": False}
    assert meetings.add_supplement(frozen, **told, by=clerk, now=now).number == 1
    with pytest.raises(AgendaShut, match="frozen"):
        meetings.move_meeting(frozen, held_on=date(2022, 12, 9), starts=None, place=None, by=clerk, now=now)
    with pytest.raises(CannotMove):
        minutes.plan_meeting(frozen.body, held_on=frozen.held_on, starts=None, place="Pub", by=clerk, now=now)
    version = meetings.unfreeze_agenda(frozen, by=clerk, now=now)
    assert (version.number, version.kind, again(frozen).state) == (2, "unfrozen", "draft")
    with pytest.raises(AgendaShut, match="Only a frozen"):
        meetings.add_supplement(frozen, **told, by=clerk, now=now)


def test_numbers_are_the_same_and_a_closed_heading_is_not_told(frozen, clerk, now):
    row = AgendaItem.objects.get(version__meeting=frozen, position=1)
    title = opened(row, "title")
    AgendaItem.objects.filter(pk=row.pk).update(marking="confidential")
    paper = summons_paper(frozen, (), signed_by="Ada", title="Clerk", today=now.date())
    heads = [(part.number, part.text) for part in paper.parts if isinstance(part, Heading) and part.number]
    assert heads[1] == ("2", "Confidential business")
    assert title not in str(paper)


def test_notice_is_not_needed_where_all_business_is_confidential(council, frozen, clerk, now):
    rules = reads.steps_page(frozen.pk, viewer=clerk, now=now).rules
    assert reads.needs_notice(frozen, rules)
    AgendaItem.objects.filter(version__meeting=frozen).update(marking="confidential")
    assert not reads.needs_notice(frozen, rules)


# Put off


def test_a_meeting_is_postponed_with_its_agenda_and_back(frozen, member, clerk, now):
    writes.summon(frozen, **SIGNED, by=clerk, now=now)
    on = writes.postpone(again(frozen), reason="Snow", **NEW_DAY, by=clerk, now=now)
    assert (again(frozen).state, on.state, on.continues_id) == ("postponed", "draft", frozen.pk)
    assert (
        AgendaItem.objects.filter(version__meeting=on).count()
        == AgendaItem.objects.filter(version=AgendaVersion.objects.get(meeting=frozen)).count()
    )
    writes.undo_put_off(again(frozen), by=clerk, now=now)
    assert (again(frozen).state, again(on).state, again(on).continues_id) == ("summoned", "cancelled", None)
    on = writes.postpone(again(frozen), reason="Ice", **NEW_DAY, by=clerk, now=now)
    assert writes.tell_put_off(again(frozen), by=clerk, now=now) == 1
    with pytest.raises(ToldAlready):
        writes.undo_put_off(again(frozen), by=clerk, now=now)
    assert [one.of_put_off for one in reads.deliveries(frozen)] == [False, True]


def test_why_a_meeting_is_off_is_in_no_letter(frozen, agreed, clerk, now):
    writes.summon(frozen, **SIGNED, by=clerk, now=now)
    writes.cancel(again(frozen), reason="The Mayor is ill", by=clerk, now=now)
    writes.tell_put_off(again(frozen), by=clerk, now=now)
    assert not any("ill" in opened(letter, "body").split() for letter in Outgoing.objects.all())
    assert opened(PutOff.objects.get(), "reason") == "The Mayor is ill"


def test_a_cancelled_meeting_frees_its_day_and_is_then_not_undone(planned, clerk, now):
    writes.cancel(planned, reason="Snow", by=clerk, now=now)
    minutes.plan_meeting(planned.body, held_on=planned.held_on, starts=None, place=None, by=clerk, now=now)
    with pytest.raises(ToldAlready, match="Another meeting has this day"):
        writes.undo_put_off(again(planned), by=clerk, now=now)


def test_an_adjourned_meeting_takes_only_what_remains(frozen, clerk, now):
    for state in (MeetingState.IN_SESSION, MeetingState.ADJOURNED):
        minutes.set_state(frozen, state=state, by=clerk, now=now)
    left = reads.noticed(frozen)[1]
    told = {**NEW_DAY, "by": clerk, "now": now}
    with pytest.raises(AgendaShut):
        writes.go_on(again(frozen), remaining=set(), **told)
    on = writes.go_on(again(frozen), remaining={left.identity}, **told)
    assert [one.words for one in reads.noticed(on)] == [left.words]
    with pytest.raises(NotFromHere, match="set already"):
        writes.go_on(again(frozen), remaining={left.identity}, **told)


# After


def test_notes_go_round_and_come_back(body, take, member, clerk, now):
    meeting = Meeting.objects.get(body=body, state="notes drafted")
    writes.circulate(meeting, link="https://trial.example/m", by=clerk, now=now)
    assert again(meeting).state == "circulated"
    writes.take_back_notes(again(meeting), by=clerk, now=now)
    with pytest.raises(NotFromHere):
        writes.publish(again(meeting), by=clerk, now=now)
    later = take(SECOND, name="second.txt").meeting
    signed = {"signed_by": "Ben Member", "signed_on": date(2022, 9, 16), "at_meeting": later}
    minutes.approve(again(meeting), **signed, by=clerk, now=now)
    writes.publish(again(meeting), by=clerk, now=now)
    assert again(meeting).state == "published"


def test_a_closed_part_is_for_those_who_signed_and_its_reason_for_everybody(frozen, clerk, unsigned, now):
    told = {"title": "A letter", "words": "From the county.", "information_only": False}
    closed = {"closed_words": "A visit to the heronry.", "closed_because": "It tells of one household."}
    meetings.add_supplement(frozen, **told, **closed, by=clerk, now=now)
    (seen,) = meetings_reads.supplements(frozen, viewer=unsigned, now=now)
    assert (seen.closed_because, seen.closed_words, len(seen.rows)) == ("It tells of one household.", "", 1)
    (whole,) = meetings_reads.supplements(frozen, viewer=clerk, now=now)
    assert whole.closed_words == "A visit to the heronry." and whole.closed_part.marking == "confidential"
    for viewer, there in ((unsigned, False), (clerk, True)):
        printed = str(pack(agenda(frozen, viewer=viewer, now=now), reader=None, now=now))
        assert "It tells of one household." in printed and ("heronry" in printed) is there
    notice = str(notice_paper(frozen, [whole], public=True, today=now.date()))
    assert "It tells of one household." in notice and "heronry" not in notice


def test_supplements_stand_on_the_pages_agenda(frozen, clerk, now):
    told = {"title": "A late letter", "words": "From the county.", "information_only": True}
    meetings.add_supplement(frozen, **told, by=clerk, now=now)
    (one,) = meetings_reads.supplements(frozen, viewer=clerk, now=now)
    assert (one.number, one.title, one.information_only) == (1, "A late letter", True)
