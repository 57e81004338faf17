"""Counts month by month: how they are typed, what they say, and that what was typed before is kept."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from wardmote.figures.change import Answer, Maryland
from wardmote.figures.compare.windows import month_of, month_ordinal
from wardmote.interventions import reads, writes
from wardmote.interventions.models import MonthlyCounts
from wardmote.interventions.rules import ChangedMeanwhile, InterventionNeeds, Month, Periods, monthly, months_typed
from wardmote.register.models import Event

TODAY = date(2022, 11, 14)
IN_MAY = datetime(2022, 5, 20, 12, tzinfo=UTC)
PLACE, CONTROL = [20, 22, 19, 21] * 4 + [9, 11, 10, 10, 9], [30, 29, 31, 30] * 5 + [30]
SAID = {"counted_by": "The park warden", "how": "On a walk each Friday."}


def typed(place=PLACE, control=CONTROL, since="2021-02"):
    first = month_ordinal(since)
    pairs = enumerate(zip(place, control, strict=True))
    return tuple(Month(month_of(first + at), *pair) for at, pair in pairs)


def lines(months):
    return "\n".join(map(str, months))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no month"),
        ("01/2022, 3, 4", "“01/2022” is no month"),
        ("2022-11, 3, 4", "2022-11 is not over"),
        ("2022-01, 3", "a month and two counts"),
        ("2022-01, 3, 4, 5", "a month and two counts"),
        ("2022-01, 3, -4", "“-4” is no count"),
        ("2022-01, 3, 4\n2022-01, 3, 4", "Line 2: 2022-01 stands twice"),
        ("1990-01, 3, 4\n2022-01, 3, 4", "more than 240 months"),
    ],
)
def test_a_wrong_line_is_named(text, told):
    with pytest.raises(InterventionNeeds, match="Nothing was stored") as need:
        months_typed(text, today=TODAY)
    assert told in str(need.value) and need.value.field == "months"


def test_a_table_from_a_spreadsheet_is_read_and_read_again_as_it_was_kept():
    months = months_typed("Month\tPark\tGreen\n2022-03\t9\t\n2022-01\t0\t14\n", today=TODAY)
    assert months == (Month("2022-01", 0, 14), Month("2022-02", None, None), Month("2022-03", 9, None))
    assert months_typed(lines(months), today=TODAY) == months


def test_the_month_of_the_change_and_what_came_after_its_end_are_left_out():
    loud = typed([*PLACE[:16], 500, 9, 11, 10, 10, 9, 11, 10], [30, 29, 31, 30] * 6)
    early = monthly(loud, from_on=date(2022, 6, 10), until_on=None)
    assert early.since == "2022-07" and early.found.ratio < 0.7
    for day, months in ((31, 3), (30, 4)):  # August counts if it was whole
        ended = monthly(typed(), from_on=date(2022, 6, 1), until_on=date(2022, 8, day))
        assert ended.lacking == f"Still to be counted in both places: {months} months after the change."
    assert monthly(typed(), from_on=date(2030, 1, 1), until_on=None).found.answer is Answer.NOBODY_COUNTED


def test_the_level_is_that_of_what_was_counted():
    def level(months):
        return monthly(months, from_on=date(2022, 6, 1), until_on=None).level

    nobody = [None] * 21
    assert level(typed()) is Maryland.WITH_CONTROL
    assert level(typed(control=nobody)) is Maryland.BEFORE_AND_AFTER
    assert level(typed(place=[None] * 16 + PLACE[16:])) is Maryland.ONE_TIME
    assert level(typed(place=nobody)) is None


@pytest.fixture
def benches(db, member):
    row = writes.keep("The benches were taken away", where="The park", from_on=date(2022, 6, 1), by=member, now=IN_MAY)
    periods = Periods(date(2022, 3, 1), date(2022, 5, 31), date(2022, 6, 1))
    writes.agree(row.pk, better="Evenings", counter="The warden", how="Fridays", periods=periods, by=member, now=IN_MAY)
    return row


def test_months_typed_again_take_the_place_and_the_older_are_kept(benches, member, now):
    writes.count_monthly(benches.pk, months=lines(typed()), **SAID, version=0, by=member, now=now)
    with pytest.raises(ChangedMeanwhile):
        writes.count_monthly(benches.pk, months=lines(typed()), **SAID, version=0, by=member, now=now)
    writes.count_monthly(benches.pk, months="2022-01, 3, 4", **SAID, version=1, by=member, now=now)
    assert list(MonthlyCounts.objects.values_list("number", flat=True).order_by("number")) == [1, 2]
    assert len(reads.intervention_page(benches.pk, viewer=member, now=now).monthly.found.months) == 1
    assert Event.objects.filter(deed="interventions.count_monthly").count() == 2
    assert b"20, 30" not in bytes(MonthlyCounts.objects.get(number=1).months)


def test_words_that_tell_of_a_person_close_the_months_with_all_of_it(benches, member, now):
    told = {"counted_by": "The warden", "how": "As a resident of Quillwort Lane told the warden."}
    row = writes.count_monthly(benches.pk, months=lines(typed()), **told, by=member, now=now)
    row.refresh_from_db()
    benches.refresh_from_db()
    assert row.marking == benches.marking == "confidential"


def test_the_page_has_the_answer_the_chart_the_table_and_the_level(enter, benches, member, now, time_machine):
    time_machine.move_to(now, tick=False)
    door = enter(member)
    address = reverse("interventions:count-monthly", args=[benches.pk])
    answer = door.post(address, {"months": "2022-01, x, 3", "version": "0", **SAID})
    assert answer.status_code == 422 and "“x” is no count" in answer.content.decode()
    assert "2022-01, x, 3" in answer.content.decode() and not MonthlyCounts.objects.exists()
    sent = {"months": lines(typed(PLACE, CONTROL)), "version": "0", **SAID}
    assert "is not over" not in (shown := door.post(address, sent, follow=True).content.decode())
    assert "Still to be counted in both places: 1 month after the change." in shown
    assert shown.count('role="img"') == 1 and "Level 3 of 5" in shown and "2021-02</td>" in shown
