"""What each kind of body may do, from which day on; and the days that the clerk changes."""

from dataclasses import replace
from datetime import date

import pytest

from wardmote.law import reads, writes
from wardmote.law.models import BodyRules, NonBusinessDay
from wardmote.law.rules import (
    ENGLAND,
    BodyKind,
    DayKind,
    NotDone,
    Powers,
    Question,
    Quorum,
    kind_of_body,
    words_for_agreement,
)
from wardmote.register.models import Event

COUNCIL, PARTNERSHIP = BodyKind.COUNCIL, BodyKind.EXTERNAL_PARTNERSHIP
NEWER = replace(
    ENGLAND[0], clear_days=5, source="An Act of 2027", checked_on=date(2027, 2, 1), in_force_from=date(2027, 5, 1)
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Panel of the Town Council", BodyKind.EXTERNAL_PARTNERSHIP),
        ("Police Liaison Committee", BodyKind.EXTERNAL_PARTNERSHIP),
        ("Amenities Committee", BodyKind.COMMITTEE),
        ("Staffing Sub Committee", BodyKind.SUB_COMMITTEE),
        ("Youth Advisory Committee", BodyKind.ADVISORY_COMMITTEE),
        ("Town Centre Working Party", BodyKind.WORKING_PARTY),
        ("Ferncombe Parish Council", BodyKind.COUNCIL),
        ("Friends of the Meadow", BodyKind.EXTERNAL_PARTNERSHIP),
    ],
)
def test_a_body_decides_only_if_its_name_says_so(name, kind):
    assert kind_of_body(name) is kind


def test_every_kind_has_its_rules_and_only_what_can_decide_resolves():
    assert [rules.kind for rules in ENGLAND] == list(BodyKind)
    verbs = {r.kind: words_for_agreement(r.powers, delegated=True) for r in ENGLAND}
    assert {kind for kind, verb in verbs.items() if verb == "resolves"} == {
        COUNCIL,
        BodyKind.COMMITTEE,
        BodyKind.SUB_COMMITTEE,
    }
    assert [r.kind for r in ENGLAND if words_for_agreement(r.powers, delegated=False) == "resolves"] == [COUNCIL]


def test_only_what_a_source_says_is_shown_as_law():
    """Notice and quorum of a committee stand in its standing orders; for the council they are law."""
    said = {rules.kind: rules.said_by_source for rules in ENGLAND}
    assert {Question.NOTICE, Question.QUORUM} <= said[COUNCIL]
    assert not {Question.NOTICE, Question.QUORUM, Question.SUMMONS} & said[BodyKind.COMMITTEE]


@pytest.mark.django_db
def test_newer_rules_hold_from_their_day_and_the_older_ones_stay(clerk, now):
    before = reads.in_force(COUNCIL, on=date(2022, 10, 28))
    writes.put_in_force(NEWER, by=clerk, now=now)
    law = reads.law()
    assert (law.of(COUNCIL, on=date(2027, 4, 30)), law.of(COUNCIL, on=date(2027, 5, 1))) == (before, NEWER)
    assert BodyRules.objects.count() == len(ENGLAND) + 1
    assert Event.objects.last().deed == "law.put_in_force"


@pytest.mark.django_db
def test_a_law_that_ends_gives_way_to_the_older_one(clerk, now):
    """As the rules for meetings from home did, from April 2020 to May 2021."""
    short = replace(NEWER, in_force_to=date(2027, 5, 7))
    writes.put_in_force(short, by=clerk, now=now)
    assert reads.in_force(COUNCIL, on=date(2027, 5, 7)).clear_days == 5
    assert reads.in_force(COUNCIL, on=date(2027, 5, 8)).clear_days == 3


@pytest.mark.django_db
def test_a_mistake_is_withdrawn_and_put_back(clerk, now):
    row = writes.put_in_force(NEWER, by=clerk, now=now)
    writes.withdraw(row.pk, withdrawn=True, by=clerk, now=now)
    assert reads.in_force(COUNCIL, on=NEWER.in_force_from).clear_days == 3
    writes.withdraw(row.pk, withdrawn=False, by=clerk, now=now)
    assert reads.in_force(COUNCIL, on=NEWER.in_force_from).clear_days == 5
    with pytest.raises(NotDone, match="begin on that day already"):
        writes.put_in_force(NEWER, by=clerk, now=now)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fault", "says"),
    [
        ({"in_force_to": date(2027, 4, 1)}, "end before they begin"),
        ({"quorum": Quorum(4, 3, 3)}, "no more than all members"),
    ],
)
def test_rules_that_cannot_stand_are_refused(clerk, now, fault, says):
    with pytest.raises(NotDone, match=says):
        writes.put_in_force(replace(NEWER, **fault), by=clerk, now=now)
    assert not BodyRules.objects.exists()


@pytest.mark.django_db
def test_only_the_clerk_changes_the_law(member, now):
    for deed in (
        lambda: writes.put_in_force(NEWER, by=member, now=now),
        lambda: writes.add_day(date(2022, 9, 9), name="Mourning", kind=DayKind.MOURNING, by=member, now=now),
    ):
        with pytest.raises(NotDone, match="Only the clerk"):
            deed()


@pytest.mark.django_db
def test_a_day_of_mourning_moves_the_last_day_of_issue(clerk, now):
    held_on = date(2026, 10, 9)
    assert reads.notice_of(COUNCIL, held_on=held_on).last_day == date(2026, 10, 5)
    writes.add_day(date(2026, 10, 7), name="Day of mourning", kind=DayKind.MOURNING, by=clerk, now=now)
    assert reads.notice_of(COUNCIL, held_on=held_on).last_day == date(2026, 10, 3)
    writes.set_day(date(2026, 10, 7), stands=False, by=clerk, now=now)
    assert reads.notice_of(COUNCIL, held_on=held_on).last_day == date(2026, 10, 5)
    with pytest.raises(NotDone, match="not in the list"):
        writes.set_day(date(2026, 10, 6), stands=False, by=clerk, now=now)


@pytest.mark.django_db
def test_a_year_that_was_changed_keeps_its_other_days(clerk, now):
    writes.set_day(date(2022, 9, 19), stands=False, by=clerk, now=now)
    assert not reads.calendar().left_out(date(2022, 9, 19))
    assert reads.calendar().left_out(date(2022, 4, 14)) and reads.calendar().left_out(date(2023, 5, 8))
    assert NonBusinessDay.objects.filter(removed_at__isnull=False).count() == 1


@pytest.mark.django_db
def test_a_body_without_notice_is_told_what_is_usual():
    notice = reads.notice_of(PARTNERSHIP, held_on=date(2022, 10, 28))
    assert (notice.last_day, notice.required) == (date(2022, 10, 24), False)
    assert reads.in_force(PARTNERSHIP, on=date(2022, 10, 28)).powers is Powers.RECOMMENDS


# Pages


DAY = {
    "day-day": "7",
    "day-month": "10",
    "day-year": "2026",
    "name": "Day of mourning",
    "kind": "mourning or thanksgiving",
}
TYPED = {
    "in_force_from-day": "1",
    "in_force_from-month": "5",
    "in_force_from-year": "2027",
    "clear_days": "5",
    "quorum_least": "3",
    "voters": "councillors",
    "powers": "resolves",
    "source": "An Act of 2027",
    "checked_on-day": "1",
    "checked_on-month": "2",
    "checked_on-year": "2027",
    "said_by_source": ["clear days of notice"],
}


@pytest.mark.django_db
def test_the_clerk_changes_the_days_on_a_page(enter, clerk):
    door = enter(clerk)
    assert door.post("/settings/days/2026/", DAY).status_code == 302
    assert "Wednesday 7 October 2026: Day of mourning" in door.get("/settings/days/2026/").text
    again = door.post("/settings/days/2026/", DAY)
    assert (again.status_code, "stands in the list already" in again.text) == (409, True)
    door.post("/settings/days/2026/set/", {"day": "2026-10-07", "stands": "no"})
    assert "counts as a clear day" in door.get("/settings/days/2026/").text
    assert door.get("/settings/days/1066/").status_code == 404


@pytest.mark.django_db
def test_the_clerk_puts_newer_rules_in_force_on_a_page(enter, clerk):
    door = enter(clerk)
    assert door.get("/settings/law/sub-committee/").status_code == 200
    assert door.get("/settings/law/club/").status_code == 404
    assert door.post("/settings/law/council/", {**TYPED, "source": ""}).status_code == 422
    assert door.post("/settings/law/council/", TYPED).status_code == 302
    page = door.get("/settings/law/council/").text
    assert "From Saturday 1 May 2027" in page and "An Act of 2027" in page
    assert "usual practice, not read in the source" in page
    door.post(f"/settings/law/rows/{BodyRules.objects.get(clear_days=5).pk}/withdraw/", {"withdrawn": "yes"})
    assert "(withdrawn)" in door.get("/settings/law/council/").text
