"""A priority as the clerk keeps it: what was agreed, how it is measured, told of, reviewed and ended."""

from datetime import date, timedelta

import pytest

from tests.notes import FIRST, SECOND
from wardmote.confidentiality.rules import Refused
from wardmote.meetings.agenda import agenda
from wardmote.meetings.pack import pack
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import Meeting
from wardmote.people.models import Seat
from wardmote.priorities import briefing, reads, writes
from wardmote.priorities.models import Measure, Priority, PriorityChange, PriorityNote, YouSaidWeDid
from wardmote.priorities.rules import ChangedMeanwhile, PriorityNeeds
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import THE_PUBLIC, Marking

TABLES = (Priority, PriorityNote, Measure, YouSaidWeDid, PriorityChange, Event)


@pytest.fixture
def theft(take, clerk):
    take(FIRST), take(SECOND, name="second.txt")
    return next(p for p in Priority.objects.all() if opened(p, "title") == "Bicycle Theft")


def kept():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def page(row, viewer, now):
    return reads.priority_page(row.pk, viewer=viewer, now=now)


def told(row, viewer, now):
    (one,) = [one for one in reads.priorities(viewer=viewer, now=now) if one.row == row]
    return one


def as_it_stands(row):
    """What `edit` takes, as the record has it."""
    return {"title": opened(row, "title"), "why": "", "seat": None, "agreed_at": None, "review_on": None}


def test_typed_it_has_what_was_said_and_no_more(clerk, member, now):
    row = writes.add("Speeding in Weir Lane", by=clerk, now=now)
    one = told(row, member, now)
    assert (one.title, one.why, one.owner, one.review_on, one.agreed_on) == (
        "Speeding in Weir Lane",
        "",
        "",
        None,
        None,
    )
    assert (one.first_named_on, one.updates, row.marking) == (now.date(), [], "panel")
    assert writes.add("Victim in Weir Lane", by=clerk, now=now).marking == "confidential"


def test_each_change_says_what_stood_there_before(theft, clerk, member, now):
    seat, meeting = Seat.objects.get(name="Mayor"), Meeting.objects.get(held_on=date(2022, 7, 15))
    new = {"title": "Theft", "why": "Six in May.", "seat": seat, "agreed_at": meeting, "review_on": date(2023, 3, 1)}
    writes.edit(theft.pk, **new, by=clerk, now=now)
    one = page(theft, member, now).told
    assert (one.title, one.why, one.owner, one.agreed_on) == ("Theft", "Six in May.", "Mayor", date(2022, 7, 15))
    changes = {c.row.of: (c.was, c.became) for c in page(theft, member, now).changes}
    assert changes["title"] == ("Bicycle Theft", "Theft")
    assert changes["review date"] == ("", "Wednesday 1 March 2023")
    assert set(changes) == {"title", "why", "owner", "agreed at", "review date"}
    assert b"Six in May" not in bytes(Priority.objects.get(pk=theft.pk).why)


def test_two_who_change_one_lose_nothing(theft, clerk, now):
    writes.edit(theft.pk, **as_it_stands(theft), version=1, by=clerk, now=now)
    before = kept()
    with pytest.raises(ChangedMeanwhile):
        writes.edit(theft.pk, **{**as_it_stands(theft), "title": "Other"}, version=1, by=clerk, now=now)
    assert kept() == before


def test_typed_and_read_updates_stand_in_the_order_of_the_meetings(theft, clerk, member, now):
    meeting = Meeting.objects.get(held_on=date(2022, 7, 15))
    writes.tell(theft.pk, meeting=meeting, words="Said by telephone.", by=clerk, now=now)
    found = reads.opened_updates(reads.updates_of(theft, viewer=member, now=now), viewer=member, now=now)
    assert [(day.month, line.typed_by) for day, line in found] == [(9, None), (7, "Ada Clerk"), (7, None)]
    assert [line.text for _, line in told(theft, member, now).updates] == ["Two locks were given out."]
    writes.tell(theft.pk, meeting=None, words="", no_change=True, by=clerk, now=now)
    assert [line.text for _, line in told(theft, member, now).updates] == ["No change."]


def test_a_typed_update_that_tells_of_a_person_is_confidential(theft, clerk, unsigned, now):
    note = writes.tell(theft.pk, meeting=None, words="Two were arrested.", by=clerk, now=now)
    assert note.marking == "confidential"
    assert "arrested" not in str([line.text for _, line in told(theft, unsigned, now).updates])


def test_measures_are_taken_out_and_put_back(theft, clerk, member, now):
    row = writes.add_measure(theft.pk, words="Reports of theft", counted="each quarter", by=clerk, now=now)
    for removed in (True, False):
        writes.remove_measure(row.pk, removed=removed, by=clerk, now=now)
        ((measure, words, counted),) = page(theft, member, now).measures
        assert (bool(measure.removed_at), words, counted) == (removed, "Reports of theft", "each quarter")


def test_you_said_we_did_is_public_only_if_a_person_says_so(theft, clerk, now):
    pair = writes.say(theft.pk, said="It is dark.", did="A lamp.", by=clerk, now=now)
    assert pair.marking == "panel"
    assert not YouSaidWeDid.objects.visible_to(THE_PUBLIC, now=now).exists()
    writes.change_said(pair.pk, said="It is dark.", did="A lamp.", public=True, version=1, by=clerk, now=now)
    assert YouSaidWeDid.objects.visible_to(THE_PUBLIC, now=now).count() == 1
    before = kept()
    with pytest.raises(ChangedMeanwhile):
        writes.change_said(pair.pk, said="x", did="y", public=False, version=1, by=clerk, now=now)
    assert kept() == before


def test_ended_with_a_reason_it_leaves_the_list_and_comes_back(theft, clerk, member, now):
    writes.end(theft.pk, why="Reached.", by=clerk, now=now)
    assert theft not in [one.row for one in reads.priorities(viewer=member, now=now)]
    (one,) = reads.priorities(viewer=member, now=now, ended=True)
    assert (one.row, one.ended_why) == (theft, "Reached.")
    before = kept()
    with pytest.raises(PriorityNeeds, match="ended already"):
        writes.end(theft.pk, why="Again.", by=clerk, now=now)
    assert kept() == before
    writes.reopen(theft.pk, by=clerk, now=now)
    assert told(theft, member, now).ended_on is None
    assert {(c.was, c.became) for c in page(theft, member, now).changes} == {
        ("In force", "Ended: Reached."),
        ("Ended: Reached.", "In force"),
    }


def test_what_is_missing_is_said_and_nothing_is_stored(theft, clerk, now):
    before = kept()
    for deed, given, field in (
        (writes.add, {}, "title"),
        (writes.edit, {**as_it_stands(theft), "title": " "}, "title"),
        (writes.end, {"why": " "}, "why"),
        (writes.tell, {"meeting": None, "words": ""}, "words"),
        (writes.add_measure, {"words": "", "counted": ""}, "words"),
        (writes.say, {"said": "", "did": "A lamp."}, "said"),
        (writes.say, {"said": "Dark.", "did": " "}, "did"),
    ):
        with pytest.raises(PriorityNeeds, match=r"Nothing was stored\.") as need:
            deed(" " if deed is writes.add else theft.pk, **given, by=clerk, now=now)
        assert need.value.field == field
    assert kept() == before


def test_only_the_clerk_keeps_them(theft, clerk, member, inspector, now):
    measure = writes.add_measure(theft.pk, words="Reports", counted="", by=clerk, now=now)
    pair = writes.say(theft.pk, said="Dark.", did="A lamp.", by=clerk, now=now)
    before = kept()
    deeds = [
        lambda by: writes.add("New", by=by, now=now),
        lambda by: writes.edit(theft.pk, **as_it_stands(theft), by=by, now=now),
        lambda by: writes.end(theft.pk, why="So.", by=by, now=now),
        lambda by: writes.reopen(theft.pk, by=by, now=now),
        lambda by: writes.tell(theft.pk, meeting=None, words="So.", by=by, now=now),
        lambda by: writes.add_measure(theft.pk, words="So.", counted="", by=by, now=now),
        lambda by: writes.remove_measure(measure.pk, removed=True, by=by, now=now),
        lambda by: writes.say(theft.pk, said="So.", did="So.", by=by, now=now),
        lambda by: writes.change_said(pair.pk, said="So.", did="So.", public=True, by=by, now=now),
    ]
    for deed in deeds:
        for viewer in (member, inspector, THE_PUBLIC):
            with pytest.raises(Refused):
                deed(viewer)
    assert kept() == before


def test_the_next_meeting_is_asked_to_look_when_the_review_is_due(theft, clerk, now):
    review = {**as_it_stands(theft), "review_on": now.date() + timedelta(days=1)}
    writes.edit(theft.pk, **review, by=clerk, now=now)
    assert not told(theft, clerk, now).asks
    later = now + timedelta(days=1)
    first, *_ = briefing.briefing(viewer=clerk, now=later)
    assert (first.row, first.asks) == (theft, "To be looked at again: its review was due on Tuesday 15 November 2022.")
    body = Meeting.objects.first().body
    planned = minutes.plan_meeting(body, held_on=date(2022, 12, 2), starts=None, place=None, by=clerk, now=now)
    assert first.asks in str(pack(agenda(planned, viewer=clerk, now=later), reader=None, now=later).parts)


def test_what_is_kept_of_one_follows_its_marking(theft, clerk, now):
    paragraph = next(p for p in theft.first_named_at.paragraphs.all() if opened(p, "text").startswith("Bicycle Theft"))
    writes.add_measure(theft.pk, words="Reports", counted="", by=clerk, now=now)
    public, private = (writes.say(theft.pk, said="a", did="b", public=p, by=clerk, now=now) for p in (True, False))
    writes.mark_with(paragraph, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    assert Measure.objects.get().marking == "confidential"
    assert [YouSaidWeDid.objects.get(pk=p.pk).marking for p in (public, private)] == ["public", "confidential"]


def test_a_heading_opens_nothing_that_was_typed_of_a_person(theft, clerk, unsigned, now):
    paragraph = next(p for p in theft.first_named_at.paragraphs.all() if opened(p, "text").startswith("Bicycle Theft"))
    typed = {"words": "A resident was arrested.", "by": clerk, "now": now}
    rows = [writes.tell(theft.pk, meeting=None, **typed), writes.add_measure(theft.pk, counted="", **typed)]
    rows += [writes.say(theft.pk, said=typed["words"], did="b", by=clerk, now=now)]
    for marking in (Marking.PUBLIC, Marking.CONFIDENTIAL, Marking.PANEL):
        writes.mark_with(paragraph, marking=marking, by=clerk, now=now)
        assert {type(row).objects.get(pk=row.pk).marking for row in rows} == {"confidential"}
    assert Priority.objects.get(pk=theft.pk).marking == "panel"
    writes.edit(theft.pk, **{**as_it_stands(theft), "why": "One individual"}, by=clerk, now=now)
    writes.mark_with(paragraph, marking=Marking.PANEL, by=clerk, now=now)
    assert Priority.objects.get(pk=theft.pk).marking == "confidential"
    assert not PriorityChange.objects.visible_to(unsigned, now=now).exists()


@pytest.mark.parametrize(
    "deed",
    [
        lambda row, **who: writes.edit(row.pk, **{**as_it_stands(row), "why": "A suspect moved in."}, **who),
        lambda row, **who: writes.edit(row.pk, **{**as_it_stands(row), "title": "The suspect"}, **who),
        lambda row, **who: writes.end(row.pk, why="The suspect was charged with theft.", **who),
    ],
    ids=["why", "title", "end"],
)
def test_words_typed_later_close_a_priority_and_what_is_kept_of_it(theft, clerk, now, deed):
    note = writes.tell(theft.pk, meeting=None, words="Quiet.", by=clerk, now=now)
    writes.edit(theft.pk, **{**as_it_stands(theft), "review_on": date(2023, 3, 1)}, by=clerk, now=now)
    assert Priority.objects.get(pk=theft.pk).marking == "panel"
    deed(theft, by=clerk, now=now)
    assert Priority.objects.get(pk=theft.pk).marking == "confidential"
    assert PriorityNote.objects.get(pk=note.pk).marking == "confidential"
    assert set(PriorityChange.objects.values_list("marking", flat=True)) == {"confidential"}


# Pages


def test_the_pages_of_one(theft, enter, clerk, now):
    door, at = enter(clerk), f"/priorities/{theft.pk}/"
    posts = {
        "tell/": {"words": "Nothing stolen."},
        "measures/": {"words": "Reports", "counted": "each quarter"},
        "said/": {"said": "It is dark.", "did": "A lamp."},
        "edit/": {"title": "Theft of bicycles", "why": "Six in May.", "review_on-day": "1", "review_on-month": "3"}
        | {"review_on-year": "2023"},
    }
    for address, typed in posts.items():
        assert door.post(at + address, typed).status_code == 302, address
    said = door.get(at).content.decode()
    assert f"<title>Priority {theft.reference} –" in said  # a browser keeps titles: none tells what is closed
    for words in ("Nothing stolen.", "each quarter", "A lamp.", "Theft of bicycles", "Wednesday 1 March 2023"):
        assert words in said
    assert door.post(at + "end/", {"why": "Reached."}).status_code == 302
    assert "Reached." in door.get("/priorities/", {"show": "ended"}).content.decode()
    assert door.post(at + "reopen/").status_code == 302


@pytest.mark.parametrize("form", ["tell", "measures", "said", "end", "edit"])
def test_what_is_missing_is_said_on_the_page(theft, enter, clerk, form):
    answer = enter(clerk).post(f"/priorities/{theft.pk}/{form}/", {"did": "Kept words"})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert "There is a problem" in said
    assert form != "said" or "Kept words" in said


def test_a_clash_shows_both(theft, enter, clerk, now):
    writes.edit(theft.pk, **{**as_it_stands(theft), "why": "Theirs."}, by=clerk, now=now)
    answer = enter(clerk).post(f"/priorities/{theft.pk}/edit/", {"title": "Mine", "why": "Mine.", "version": "1"})
    assert answer.status_code == 409
    said = answer.content.decode()
    assert "Theirs." in said and "Mine." in said and 'value="2"' in said


def test_a_long_past_is_shown_page_by_page(theft, enter, clerk, now):
    for n in range(25):
        writes.tell(theft.pk, meeting=None, words=f"Word {n}.", by=clerk, now=now + timedelta(minutes=n))
    door = enter(clerk)
    first = door.get(f"/priorities/{theft.pk}/").content.decode()
    assert "Word 24." in first and "Word 0." not in first and "Page 1 of 2" in first
    assert "Word 0." in door.get(f"/priorities/{theft.pk}/", {"page": 2}).content.decode()
    listed = door.get("/priorities/").content.decode()
    assert listed.count("Word ") == 10 and "15 more lines" in listed


def test_a_priority_that_its_words_closed_is_opened_on_purpose_and_its_notes_stay_closed(clerk, enter, now):
    row = writes.add("Dealing with litter", why="An arrest was made.", by=clerk, now=now)
    note = writes.tell(row.pk, meeting=None, words="A man was arrested.", by=clerk, now=now)
    assert row.marking == "confidential"
    page = enter(clerk).post(f"/priorities/{row.pk}/mark/", {"marking": "panel"}, follow=True).content.decode()
    assert "This priority is now marked panel." in page
    assert Priority.objects.get(pk=row.pk).marking == "panel"
    assert PriorityNote.objects.get(pk=note.pk).marking == "confidential"


def test_a_priority_of_the_notes_goes_no_further_than_its_heading(theft, clerk, enter):
    door = enter(clerk)
    said = door.post(f"/priorities/{theft.pk}/mark/", {"marking": "public"}, follow=True).content.decode()
    assert "It stays panel, as the heading that named it in the notes." in said
    assert "Choose who may see it" in door.post(f"/priorities/{theft.pk}/mark/", follow=True).content.decode()
    assert Priority.objects.get(pk=theft.pk).marking == "panel"
