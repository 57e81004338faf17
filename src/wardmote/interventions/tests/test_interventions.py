"""What was changed and whether it worked: kept, judged, counted, corrected, closed, and brought to a meeting."""

import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.notes import FIRST, SECOND
from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.figures.change import Answer
from wardmote.interventions import briefing, reads, writes
from wardmote.interventions.models import Count, Intervention, InterventionChange, Yardstick
from wardmote.interventions.rules import Area, ChangedMeanwhile, InterventionNeeds, Periods, When, judged, must_fit
from wardmote.meetings import writes as meetings
from wardmote.meetings.agenda import agenda
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Matter, Meeting, SameMatter
from wardmote.priorities.models import Priority
from wardmote.register.models import Event
from wardmote.register.rules import THE_PUBLIC, Marking

TABLES = (Intervention, Yardstick, Count, InterventionChange, Event)
PERIODS = Periods(date(2022, 3, 1), date(2022, 5, 31), date(2022, 6, 1))
IN_MAY = datetime(2022, 5, 20, 12, tzinfo=UTC)
PARK = {Area.PLACE: (24, 9), Area.CONTROL: (20, 18), Area.BUFFER: (11, 13), Area.BUFFER_CONTROL: (15, 14)}
SAID = {"counted_by": "The park warden", "how": "On a walk each Friday."}
AGREED = {"better": "Evenings with drinking", "counter": "The park warden", "how": "On a walk each Friday."}


@pytest.fixture
def benches(member):
    """A change that a member typed in May, with what was agreed of it then."""
    row = writes.keep("The benches were taken away", where="The park", from_on=date(2022, 6, 1), by=member, now=IN_MAY)
    writes.agree(row.pk, **AGREED, periods=PERIODS, control="The green", by=member, now=IN_MAY)
    return row


def counted(row, by, now, *, of=PARK):
    for area, (before, after) in of.items():
        writes.count(row.pk, area=area, before=before, after=after, **SAID, by=by, now=now)


def kept():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def page(row, viewer, now):
    return reads.intervention_page(row.pk, viewer=viewer, now=now)


# Rules


def cells(park):
    return {(area, when): n for area, pair in park.items() for when, n in zip(When, pair, strict=True) if n is not None}


def test_the_answers():
    assert judged(cells(PARK), buffer_agreed=True).answer is Answer.NOT_PROVEN
    assert "Even none at all" in judged(cells(PARK), buffer_agreed=True).to_know
    much = {Area.PLACE: (90, 20), Area.CONTROL: (20, 21)}
    assert judged(cells(much), buffer_agreed=False).answer is Answer.IMPROVED
    assert judged(cells({**much, Area.PLACE: (20, 90)}), buffer_agreed=False).answer is Answer.WORSE


def test_what_was_agreed_or_begun_is_not_left_out():
    much = {Area.PLACE: (90, 20), Area.CONTROL: (20, 21)}
    assert judged(cells(much), buffer_agreed=True).answer is Answer.NOBODY_COUNTED
    begun = judged(cells({**much, Area.BUFFER: (3, None)}), buffer_agreed=False)
    assert begun.missing == ("the buffer after", "the buffer’s control before", "the buffer’s control after")


def test_a_count_of_none_is_a_count_and_a_missing_one_is_not_zero():
    assert judged(cells({Area.PLACE: (30, 0), Area.CONTROL: (9, 9)}), buffer_agreed=False).answer is Answer.IMPROVED
    nobody = judged(cells({Area.PLACE: (30, None), Area.CONTROL: (9, 9)}), buffer_agreed=False)
    assert (nobody.answer, nobody.level) == (Answer.NOBODY_COUNTED, None)


@pytest.mark.parametrize(
    ("park", "level"),
    [({Area.PLACE: (None, 9)}, 1), ({Area.PLACE: (24, 9)}, 2), (PARK, 3)],
    ids=["one", "two", "three"],
)
def test_how_far_it_can_be_believed(park, level):
    assert judged(cells(park), buffer_agreed=False).level == level


@pytest.mark.parametrize(
    ("periods", "field"),
    [
        (replace(PERIODS, before_until=date(2022, 6, 1)), "before_until"),
        (replace(PERIODS, before_until=date(2022, 2, 1)), "before_until"),
        (replace(PERIODS, after_from=date(2022, 5, 31)), "after_from"),
    ],
)
def test_days_that_do_not_fit_the_change_are_refused(periods, field):
    with pytest.raises(InterventionNeeds) as need:
        must_fit(periods, date(2022, 6, 1))
    assert need.value.field == field


# Deeds


def test_counted_it_has_its_answer(benches, member, now):
    assert page(benches, member, now).judgement.answer is Answer.NOBODY_COUNTED
    counted(benches, member, now)
    found = page(benches, member, now).judgement
    assert (found.answer, found.found.wdd, round(found.found.se, 1)) == (Answer.NOT_PROVEN, -10, 11.1)
    assert b"warden" not in bytes(Count.objects.first().counted_by)


def test_what_was_agreed_is_frozen_and_a_later_version_says_so(benches, member, now):
    first = page(benches, member, now).yardsticks[0]
    assert (first.row.number, first.before_the_result) == (1, True)
    counted(benches, member, now)
    writes.agree(benches.pk, **{**AGREED, "better": "Litter"}, periods=PERIODS, version=1, by=member, now=now)
    newest, first = page(benches, member, now).yardsticks
    assert (newest.better, newest.before_the_result, first.better) == ("Litter", False, AGREED["better"])
    before = kept()
    with pytest.raises(ChangedMeanwhile):
        writes.agree(benches.pk, **AGREED, periods=PERIODS, version=1, by=member, now=now)
    assert kept() == before


def test_counts_of_other_days_are_kept_and_not_used(benches, clerk, now):
    counted(benches, clerk, now)
    writes.agree(benches.pk, **AGREED, periods=replace(PERIODS, after_from=date(2022, 7, 1)), by=clerk, now=now)
    shown = page(benches, clerk, now)
    assert shown.judgement.answer is Answer.NOBODY_COUNTED
    assert [one.row.when for one in shown.earlier] == ["after"] * 4


def test_a_corrected_count_is_kept_for_the_clerk(benches, clerk, member, now):
    counted(benches, member, now)
    old = Count.objects.get(area="place", when="after")
    writes.correct(old.pk, number=19, **SAID, why="Read wrongly", by=member, now=now)
    assert page(benches, member, now).counts[Area.PLACE, When.AFTER].row.number == 19
    ((was, why),) = [(one.row.number, one.why) for one in page(benches, clerk, now).earlier]
    assert (was, why, list(page(benches, member, now).earlier)) == (9, "Read wrongly", [])
    before = kept()
    with pytest.raises(ChangedMeanwhile):
        writes.correct(old.pk, number=8, **SAID, why="Again", by=member, now=now)
    with pytest.raises(ChangedMeanwhile):
        writes.take_back(old.pk, by=member, now=now)
    assert kept() == before


def test_a_count_taken_back_is_nobody_counted_and_can_be_typed_again(benches, member, now):
    counted(benches, member, now)
    writes.take_back(Count.objects.get(area="control", when="before").pk, by=member, now=now)
    assert page(benches, member, now).judgement.missing == ("the control before",)
    writes.count(benches.pk, area=Area.CONTROL, before=20, after=None, **SAID, by=member, now=now)
    assert page(benches, member, now).judgement.answer is Answer.NOT_PROVEN


def test_what_is_missing_is_said_and_nothing_is_stored(benches, member, now):
    bare = writes.keep("A lamp", where="The alley", from_on=date(2022, 6, 1), by=member, now=now)
    counted(benches, member, now, of={Area.PLACE: (24, 9)})
    one = Count.objects.first()
    told = {"what": "A lamp", "where": "The alley", "from_on": date(2022, 6, 1), "until_on": None}
    edit = {**told, "loses": "", "hangs_on": None}
    cell = {"area": Area.PLACE, "before": 1, "after": None, **SAID}
    before = kept()
    for deed, subject, given, field in (
        (writes.keep, " ", {"where": "Here", "from_on": date(2022, 6, 1)}, "what"),
        (writes.keep, "A lamp", {"where": " ", "from_on": date(2022, 6, 1)}, "where"),
        (writes.keep, "A lamp", {**told, "until_on": date(2022, 5, 1)} | {"what": None}, "until_on"),
        (writes.edit, bare.pk, {**edit, "where": ""}, "where"),
        (writes.edit, benches.pk, {**edit, "from_on": date(2022, 5, 1)}, "from_on"),
        (writes.agree, bare.pk, {**AGREED, "how": " ", "periods": PERIODS}, "how"),
        (writes.count, bare.pk, cell, "before"),
        (writes.count, benches.pk, {**cell, "before": None}, "before"),
        (writes.count, benches.pk, cell, "before"),
        (writes.count, benches.pk, {**cell, "area": Area.CONTROL, "counted_by": ""}, "counted_by"),
        (writes.correct, one.pk, {"number": 3, **SAID, "why": ""}, "why"),
    ):
        given = {name: value for name, value in given.items() if not (deed is writes.keep and name == "what")}
        with pytest.raises(InterventionNeeds, match=r"Nothing was stored\.$") as need:
            deed(subject, **given, by=member, now=now)
        assert need.value.field == field
    assert kept() == before


def test_no_count_before_its_days_have_passed(benches, member):
    in_july = datetime(2022, 7, 20, 12, tzinfo=UTC)
    with pytest.raises(InterventionNeeds, match="31 August 2022"):
        writes.count(benches.pk, area=Area.PLACE, before=24, after=9, **SAID, by=member, now=in_july)
    assert not Count.objects.exists()


def test_each_change_says_what_stood_there_before(benches, member, now):
    new = {"what": "Benches gone", "where": "The park", "from_on": date(2022, 6, 1), "until_on": date(2022, 8, 31)}
    writes.edit(benches.pk, **new, loses="Older people", hangs_on=None, version=1, by=member, now=now)
    changes = {one.row.of: (one.was, one.became) for one in page(benches, member, now).changes}
    assert changes["what"] == ("The benches were taken away", "Benches gone")
    assert changes["who loses"] == ("", "Older people") and set(changes) == {"what", "until", "who loses"}
    before = kept()
    with pytest.raises(ChangedMeanwhile):
        writes.edit(benches.pk, **new, loses="", hangs_on=None, version=1, by=member, now=now)
    assert kept() == before


def test_the_public_keeps_nothing_and_only_the_clerk_marks(benches, member, inspector, now):
    counted(benches, inspector, now, of={Area.PLACE: (24, 9)})
    one, before = Count.objects.first(), kept()
    for deed, by in (
        (lambda by: writes.keep("A lamp", where="Here", from_on=date(2022, 6, 1), by=by, now=now), THE_PUBLIC),
        (lambda by: writes.agree(benches.pk, **AGREED, periods=PERIODS, by=by, now=now), THE_PUBLIC),
        (lambda by: writes.take_back(one.pk, by=by, now=now), THE_PUBLIC),
        (lambda by: writes.mark(benches.pk, marking=Marking.PUBLIC, by=by, now=now), member),
        (lambda by: writes.follow_matter(Matter(), by=by, now=now), member),
    ):
        with pytest.raises(Refused):
            deed(by)
    assert kept() == before


@pytest.mark.parametrize("typed", ["kept", "agreed", "counted", "corrected"])
def test_words_of_a_person_close_all_of_it_so_that_nobody_reads_half(benches, member, unsigned, clerk, now, typed):
    counted(benches, member, now)
    words = "Seen by a resident"
    if typed == "kept":
        row = writes.keep(words, where="The park", from_on=date(2022, 6, 1), by=member, now=now)
        assert row.marking == "confidential"
        return
    if typed == "agreed":
        writes.agree(benches.pk, **{**AGREED, "how": words}, periods=PERIODS, by=member, now=now)
    count = Count.objects.get(area="place", when="after")
    if typed == "counted":
        writes.take_back(count.pk, by=member, now=now)
        given = {"before": None, "after": 9, "counted_by": words, "how": "So."}
        writes.count(benches.pk, area=Area.PLACE, **given, by=member, now=now)
    if typed == "corrected":
        writes.correct(count.pk, number=9, counted_by=words, how="So.", why="Wrong", by=member, now=now)
    with pytest.raises(Refused):
        page(benches, unsigned, now)
    writes.mark(benches.pk, marking=Marking.PANEL, by=clerk, now=now)
    assert page(benches, unsigned, now).judgement.answer is Answer.NOT_PROVEN


# What it hangs on


def test_it_follows_its_matter_and_an_interest_in_it_closes_it(take, clerk, member, now):
    take(FIRST), take(SECOND, name="second.txt")
    same = SameMatter.objects.filter(state="proposed").first()
    told = {"where": "The alley", "from_on": date(2022, 6, 1), "by": clerk, "now": now}
    row = writes.keep("A lamp", hangs_on=same.later, **told)
    meetings.join_matters(same.pk, by=clerk, now=now)
    assert Intervention.objects.get().matter == same.earlier
    interested = replace(member, interests=frozenset({same.earlier.pk}))
    assert not reads.interventions(viewer=interested, now=now)
    with pytest.raises(NotHere):
        page(row, interested, now)
    meetings.part_matters(same.pk, by=clerk, now=now)
    assert Intervention.objects.get().matter == same.later


def test_it_goes_back_with_a_matter_that_was_joined_twice_over(take, clerk, now):
    take(FIRST), take(SECOND, name="second.txt")
    outer = SameMatter.objects.filter(state="proposed").first()
    third = Matter.objects.filter(joined_to=None).exclude(pk__in=[outer.earlier_id, outer.later_id]).first()
    inner = SameMatter.objects.create(earlier=outer.later, later=third, marking=outer.marking, recorded_at=now)
    writes.keep("A lamp", hangs_on=third, where="The alley", from_on=date(2022, 6, 1), by=clerk, now=now)
    for same, matter in ((inner, outer.later), (outer, outer.earlier)):
        meetings.join_matters(same.pk, by=clerk, now=now)
        assert Intervention.objects.get().matter == matter
    meetings.part_matters(outer.pk, by=clerk, now=now)
    assert Matter.objects.get(pk=third.pk).joined_to == outer.later
    assert Intervention.objects.get().matter == outer.later


def test_a_title_that_the_reader_may_not_see_is_not_told_and_not_lost(take, clerk, member, unsigned, enter, now):
    take(FIRST)
    closed = Priority.objects.first()
    Priority.objects.filter(pk=closed.pk).update(marking="confidential")
    row = writes.keep(
        "A lamp", where="Here", from_on=date(2022, 6, 1), hangs_on=Priority.objects.get(pk=closed.pk), by=clerk, now=now
    )
    assert page(row, member, now).told.hangs_on.startswith("Priority: ")
    assert page(row, unsigned, now).told.linked is None
    typed = {"what": "Two lamps", "where": "Here", "from_on-day": "1", "from_on-month": "6", "from_on-year": "2022"}
    assert enter(unsigned).post(f"/interventions/{row.pk}/edit/", typed).status_code == 302
    assert Intervention.objects.get().priority_id == closed.pk


# The next meeting


def test_the_next_meeting_gets_what_is_to_be_judged_and_what_is_new(take, benches, clerk, now):
    take(FIRST), take(SECOND, name="second.txt")  # the last was on 16 September
    since = date(2022, 9, 16)
    (one,) = briefing.briefing(since=since, viewer=clerk, now=now)
    assert one.asks.startswith("To be judged since 31 Aug 2022. Nobody counted: ")
    body = Meeting.objects.first().body
    planned = minutes.plan_meeting(body, held_on=date(2022, 12, 2), starts=None, place=None, by=clerk, now=now)
    made = agenda(planned, viewer=clerk, now=now)
    (item,) = [i for i in made.items for c in i.carried for line in c.lines if line.words == one.what]
    assert "priorities" in item.title
    assert benches in made.on_agenda and benches in made.shown
    counted(benches, clerk, now)
    (one,) = briefing.briefing(since=since, viewer=clerk, now=now)
    assert one.asks.startswith("Not proven: 24 before")
    assert not briefing.briefing(since=now.date(), viewer=clerk, now=now)


# Pages


DAYS = {"before_from": "1 3", "before_until": "31 5", "after_from": "1 6", "from_on": "1 6"}


def boxes(*names):
    return {
        f"{name}-{part}": typed
        for name in names
        for part, typed in zip(("day", "month", "year"), [*DAYS[name].split(), "2022"], strict=True)
    }


def test_a_member_goes_the_whole_way(enter, member, time_machine, now):
    time_machine.move_to(now, tick=False)
    door = enter(member)
    typed = {"what": "Benches taken away", "where": "The park", **boxes("from_on")}
    at = door.post("/interventions/new/", typed)["Location"]
    empty = door.get(at).content.decode()
    assert "Nobody counted" in empty and "Who loses by it" in empty and "not stated" in empty
    agreed = {**AGREED, "version": "0", **boxes("before_from", "before_until", "after_from")}
    assert door.post(f"{at}agree/", agreed).status_code == 302
    for area, (before, after) in PARK.items():
        cell = {"before": before, "after": after, **SAID}
        assert door.post(f"{at}count/{area.value.replace(' ', '-')}/", cell).status_code == 302
    said = door.get(at).content.decode()
    assert "Not proven: 24 before and 9 after is 10 fewer once compared" in said
    assert "1 Mar 2022 to 31 May 2022, and 1 Jun 2022 to 31 Aug 2022: 92 days each" in said
    assert 'role="img"' in said and "−31.8 to +11.8" in said and "Level 3 of 5" in said
    assert "The days had passed by then" in said and "can’t show a park or an alley" in said
    assert "Even none at all afterwards would not have shown it." in said
    rows = list(csv.reader(io.StringIO(door.get(f"{at}download/").content.decode("utf-8-sig"))))
    assert rows[2][5] == "9" and rows[-1][1:8] == ["not proven", "", "", "", "-10.0", "-31.83", "11.83"]
    listed = door.get("/interventions/", {"answer": "not proven"}).content.decode()
    assert "Benches taken away" in listed
    assert "No intervention has this answer." in door.get("/interventions/", {"answer": "worse"}).content.decode()


@pytest.mark.parametrize("form", ["edit", "agree", "count/place"])
def test_what_is_missing_is_said_on_the_page(benches, enter, member, form):
    answer = enter(member).post(f"/interventions/{benches.pk}/{form}/", {"how": "Kept words", "where": "Kept words"})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "There is a problem" in said and "Kept words" in said


def test_a_clash_shows_both(benches, enter, member, now):
    typed = {"where": "The park", "from_on": date(2022, 6, 1), "until_on": None, "loses": "", "hangs_on": None}
    writes.edit(benches.pk, what="Theirs", **typed, by=member, now=now)
    mine = {"what": "Mine", "where": "The park", **boxes("from_on"), "version": "1"}
    answer = enter(member).post(f"/interventions/{benches.pk}/edit/", mine)
    said = answer.content.decode()
    assert answer.status_code == 409 and "Theirs" in said and "Mine" in said and 'value="2"' in said


def test_a_count_from_published_figures_is_told_as_one(benches, enter, member, now):
    cell = {"counted_by": "The clerk", "how": "From data.police.uk"}
    writes.count(benches.pk, area=Area.PLACE, before=3, after=1, **cell, by=member, now=now)
    assert "From published figures" in enter(member).get(f"/interventions/{benches.pk}/").content.decode()
