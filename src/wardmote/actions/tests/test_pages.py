"""The pages of the actions, as a clerk and as whoever owes one use them."""

import csv
import io
from datetime import date

import pytest

from tests.notes import FIRST
from wardmote.actions import reads, writes
from wardmote.actions.models import Action, Chase, Step
from wardmote.actions.rules import ActionState, Grounds
from wardmote.govuk.spreadsheet import plain_cell
from wardmote.minutes.models import Matter
from wardmote.people.models import Seat
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import Marking


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    time_machine.move_to(now, tick=False)


@pytest.fixture
def action(take, member, clerk, now):
    take(FIRST)
    row = next(a for a in Action.objects.all() if "maker of the swings" in opened(a, "what"))
    seat = Seat.objects.get(name="Mayor")
    return writes.assign(row.pk, seat=seat, person=None, due_on=date(2022, 8, 1), by=clerk, now=now)


def text(answer):
    return " ".join(answer.content.decode().split())


def listed(door, **asked):
    """References on the list, in its order."""
    page = door.get("/actions/", asked).content.decode()
    shown = [a for a in Action.objects.all() if f'id="a-{a.pk}"' in page]
    return [a.pk for a in sorted(shown, key=lambda a: page.index(f'id="a-{a.pk}"'))]


def again(action):
    return Action.objects.get(pk=action.pk)


# The list


@pytest.fixture
def many(action, clerk, inspector, now):
    """One of each kind: late and the Mayor's; waiting; with nobody; done; ended."""
    waits = writes.add("Inspector to ask the county by 1 March 2023", by=clerk, now=now)
    grounds = Grounds(third_party="The county")
    writes.move_on(waits.pk, to=ActionState.AWAITING, grounds=grounds, by=clerk, now=now)
    nobodys = writes.add("Look for the key", by=clerk, now=now)
    done = writes.add("Clerk to buy paper by 2 January 2023", by=clerk, now=now)
    writes.move_on(done.pk, to=ActionState.DONE, grounds=Grounds(note="Bought."), by=clerk, now=now)
    ended = writes.add("Clerk to buy ink", by=clerk, now=now)
    writes.move_on(ended.pk, to=ActionState.DECLINED, grounds=Grounds(note="No."), by=clerk, now=now)
    return {"late": action, "awaiting": waits, "no-owner": nobodys, "done": done, "ended": ended}


@pytest.mark.parametrize(
    ("show", "kinds"),
    [
        ("late", {"late"}),
        ("awaiting", {"awaiting"}),
        ("no-owner", {"no-owner"}),
        ("no-date", {"no-owner"}),
        ("done", {"done"}),
        ("unanswered", {"late"}),
        ("open", {"late", "awaiting", "no-owner"}),
        ("all", {"late", "awaiting", "no-owner", "done", "ended"}),
        ("nonsense", {"late", "awaiting", "no-owner"}),
    ],
)
def test_each_filter_holds_what_its_count_says(many, enter, clerk, now, show, kinds):
    Action.objects.exclude(pk__in=[row.pk for row in many.values()]).update(joined_to=many["late"])
    assert set(listed(enter(clerk), show=show)) == {many[kind].pk for kind in kinds}
    if show in reads.SHOWS:
        assert reads.counts(viewer=clerk, now=now)[show] == len(kinds)


def test_mine_is_what_the_reader_owes(many, enter, member, inspector):
    assert listed(enter(member), show="mine") == [many["late"].pk]
    assert listed(enter(inspector), show="mine") == [many["awaiting"].pk]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ({"sort": "due"}, "late"),
        ({"sort": "-due"}, "awaiting"),
        ({"sort": "what"}, "ended"),
        ({"sort": "-state"}, "ended"),
        ({"q": "county inspector"}, "awaiting"),
        ({"state": "declined"}, "ended"),
        ({"q": "nothing of the kind"}, None),
        ({"state": "nonsense", "owner": "nonsense", "matter": "1", "sort": "nonsense"}, "late"),
    ],
)
def test_it_is_sorted_and_searched(many, enter, clerk, asked, first):
    Action.objects.exclude(pk__in=[row.pk for row in many.values()]).update(joined_to=many["late"])
    found = listed(enter(clerk), show="all", **asked)
    assert (found[0] if found else None) == (many[first].pk if first else None)


def test_by_owner_and_by_matter(many, enter, clerk, member):
    mayor = Seat.objects.get(name="Mayor")
    assert listed(enter(clerk), show="all", owner=str(mayor.pk)) == [many["late"].pk]
    assert many["late"].pk in listed(enter(clerk), show="all", matter=str(many["late"].matter_id))
    said = text(enter(clerk).get("/actions/", {"show": "all", "matter": str(many["late"].matter_id)}))
    assert "Swings in Larkspur Meadow" in said
    closed = Matter.objects.get(pk=many["late"].matter_id)
    Matter.objects.filter(pk=closed.pk).update(marking="restricted")
    said = text(enter(clerk).get("/actions/", {"matter": str(closed.pk)}))
    assert "Swings in Larkspur Meadow" not in said.replace("maker of the swings", "")


def test_an_empty_list_says_what_to_do_first(enter, clerk, member):
    assert "take in the last notes" in text(enter(clerk).get("/actions/"))
    assert "Actions come from the notes" in text(enter(member).get("/actions/"))


def test_a_row_is_changed_in_its_place_and_the_list_comes_back(action, enter, clerk):
    door = enter(clerk)
    page = door.get("/actions/", {"show": "late", "edit": str(action.pk)}).content.decode()
    assert 'name="what"' in page and "#a-" in page
    typed = {"what": "Write to the maker", "owner": "", "owner_words": "Mr Sorrel", "version": again(action).version}
    answer = door.post(f"/actions/{action.pk}/assign/", {**typed, "back": "?show=late#a-1"})
    assert (answer.status_code, answer["Location"]) == (302, "/actions/?show=late#a-1")
    assert opened(again(action), "what") == "Write to the maker"
    elsewhere = door.post(f"/actions/{action.pk}/assign/", {**typed, "version": "", "back": "//evil.example/"})
    assert elsewhere["Location"] == f"/actions/{action.pk}/"


# Download


def test_the_links_of_the_list_ask_for_the_same_again(many, enter, clerk):
    door = enter(clerk)
    page = door.get("/actions/", {"show": "late", "sort": "-due"}).content.decode()
    assert 'href="/actions/download/?show=late&amp;sort=-due"' in page
    assert f'href="?show=late&amp;sort=-due&amp;page=1&amp;edit={many["late"].pk}#a-{many["late"].pk}"' in page
    assert 'href="?show=late&amp;sort=due"' in page and 'aria-sort="descending"' in page


def test_the_file_holds_what_the_reader_may_see_and_runs_nothing(many, enter, clerk, unsigned, now):
    writes.add("=HYPERLINK of the Clerk", marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    answer = enter(clerk).get("/actions/download/", {"show": "all"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert "CONFIDENTIAL-actions-2022-11-14.csv" in answer["Content-Disposition"]
    assert len(rows) == 1 + reads.actions(viewer=clerk, now=now).count()
    assert "'=HYPERLINK of the Clerk" in [row[1] for row in rows]
    assert Event.objects.last().deed == "register.consulted"
    other = enter(unsigned).get("/actions/download/", {"show": "all"})
    assert "PANEL-actions" in other["Content-Disposition"] and "HYPERLINK" not in other.content.decode()


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", " =1", "\n=1"])
def test_what_a_spreadsheet_would_run_is_made_words(words):
    assert plain_cell(words) == f"'{words}"


# Steps on the page


def test_done_asks_for_proof_keeps_what_was_typed_and_then_says_so(action, enter, clerk):
    door, at = enter(clerk), f"/actions/{action.pk}/move-on/"
    assert "where is the proof" in text(door.get(at, {"to": "done"}))
    answer = door.post(at, {"to": "done", "on_behalf_of": "The Mayor", "how": "by telephone"})
    assert answer.status_code == 422
    assert "Say what was done, and where the proof is." in text(answer) and 'value="The Mayor"' in text(answer)
    answer = door.post(
        at, {"to": "done", "note": "Sent.", "on_behalf_of": "The Mayor", "how": "by telephone"}, follow=True
    )
    assert "This action is now “Done”." in text(answer) and "The Mayor, by telephone" in text(answer)


def test_a_step_out_of_order_says_which_are_open(action, enter, clerk):
    answer = enter(clerk).post(f"/actions/{action.pk}/move-on/", {"to": "closed"})
    assert answer.status_code == 409
    assert "Nothing was changed. It can become" in text(answer)


def test_a_state_that_is_none_changes_nothing(action, enter, clerk):
    answer = enter(clerk).post(f"/actions/{action.pk}/move-on/", {"to": "nonsense"}, follow=True)
    assert "Choose what has happened. Nothing was changed." in text(answer)


def test_whoever_owes_it_declines_with_a_reason_and_takes_it_back(action, enter, member):
    door, at = enter(member), f"/actions/{action.pk}/"
    assert "The owner accepts it" in text(door.get(at)) and "not practicable" not in text(door.get(at))
    assert door.post(f"{at}move-on/", {"to": "declined"}).status_code == 422
    said = text(door.post(f"{at}move-on/", {"to": "declined", "note": "No time."}, follow=True))
    assert "Declined" in said and "No time." in said
    assert Step.objects.filter(action=action, became="declined").get().by_person_id == member.person_id
    assert "is taken back" in text(door.post(f"{at}undo/", follow=True))
    assert again(action).state == "assigned"


def test_to_others_the_page_offers_nothing(action, enter, inspector):
    said = text(enter(inspector).get(f"/actions/{action.pk}/"))
    assert "What has happened since?" not in said and 'name="what"' not in said


def test_superseded_names_another_action_that_is_there(action, enter, clerk, now):
    other, at = writes.add("Clerk to buy swings", by=clerk, now=now), f"/actions/{action.pk}/move-on/"
    door = enter(clerk)
    assert "No other action has this reference" in text(door.post(at, {"to": "superseded", "instead": "BCDF2346"}))
    answer = door.post(at, {"to": "superseded", "instead": other.reference.lower()}, follow=True)
    assert "Clerk to buy swings" in text(answer)


def test_verified_takes_the_meeting_that_saw_it(action, enter, clerk, now):
    writes.move_on(action.pk, to=ActionState.DONE, grounds=Grounds(note="Sent."), by=clerk, now=now)
    door, at = enter(clerk), f"/actions/{action.pk}/move-on/"
    assert door.post(at, {"to": "verified", "meeting": ""}).status_code == 422
    assert door.post(at, {"to": "verified", "meeting": str(action.raised_at_id)}).status_code == 302
    assert again(action).state == "verified"


# Waiting


def test_one_key_makes_the_chase(action, enter, clerk, now):
    grounds = Grounds(third_party="The county", since_on=date(2022, 11, 4))
    writes.move_on(action.pk, to=ActionState.AWAITING, grounds=grounds, by=clerk, now=now)
    door, at = enter(clerk), f"/actions/{action.pk}/"
    assert "10 days without an answer, not chased" in text(door.get(at))
    answer = door.post(f"{at}chase/", {"back": "home"})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert Chase.objects.get().how == "by telephone"
    assert "10 days without an answer, chased 1 time" in text(door.get("/actions/", {"show": "awaiting"}))
    assert door.post(f"{at}answered/", {"words": ""}).status_code == 422
    assert "Answer received" in text(door.post(f"{at}answered/", {"words": "They come."}, follow=True))


def test_a_chase_elsewhere_or_too_late_is_said(action, enter, clerk, now):
    door, at = enter(clerk), f"/actions/{action.pk}/chase/"
    day = {"chased_on-day": "15", "chased_on-month": "11", "chased_on-year": "2022"}
    answer = door.post(at, {**day, "words": "Kept words"})
    assert answer.status_code == 422 and "has not come yet" in text(answer) and "Kept words" in text(answer)
    writes.move_on(action.pk, to=ActionState.DONE, grounds=Grounds(note="Sent."), by=clerk, now=now)
    assert "Nobody is waited for here." in text(door.post(at, follow=True))


# Changing and adding


def test_two_who_change_one_action_see_both_versions(action, enter, clerk, now):
    read = again(action).version
    writes.assign(action.pk, what="Theirs", seat=None, person=None, due_on=None, by=clerk, now=now)
    door, at = enter(clerk), f"/actions/{action.pk}/assign/"
    answer = door.post(at, {"what": "Mine", "owner": "", "owner_words": "Mr Sorrel", "version": read})
    assert answer.status_code == 409
    said = text(answer)
    for words in ("Saved by somebody else", "Theirs", "Mine", "Mr Sorrel", f'value="{read + 1}"'):
        assert words in said
    assert opened(again(action), "what") == "Theirs"
    assert door.post(at, {"what": "Mine", "owner": "", "version": read + 1}).status_code == 302
    assert "Theirs" in text(door.get(f"/actions/{action.pk}/"))  # in the history


def test_a_new_action_says_what_was_understood(enter, clerk, inspector):
    answer = enter(clerk).post(
        "/actions/new/", {"line": "Insp to enquire about the wall by 1 Dec", "marking": "panel"}, follow=True
    )
    assert "Owner: Inspector. Due: 1 Dec 2022." in text(answer)
    assert "In no notes: it was typed here." in text(answer)


@pytest.mark.parametrize(
    ("line", "says"), [("", "Type who does what by when"), ("Clerk to look by 1 May 2022", "before")]
)
def test_a_line_that_will_not_do_is_kept(enter, clerk, line, says):
    answer = enter(clerk).post("/actions/new/", {"line": line, "marking": "panel"})
    assert answer.status_code == 422
    assert says in text(answer) and line in text(answer)
    assert not Action.objects.exists()


def test_a_typed_action_is_marked_and_one_of_the_notes_is_not(action, enter, clerk, now):
    typed = writes.add("Clerk to look", by=clerk, now=now)
    door = enter(clerk)
    assert "now marked confidential" in text(
        door.post(f"/actions/{typed.pk}/mark/", {"marking": "confidential"}, follow=True)
    )
    assert "Mark the paragraph." in text(door.post(f"/actions/{action.pk}/mark/", {"marking": "public"}, follow=True))
    assert again(action).marking == "panel"
