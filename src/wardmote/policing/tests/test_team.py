"""Posts of the local team: how each stands on a day, who may be named, and who is introduced."""

from datetime import date

import pytest
from django.urls import reverse

from conftest import seated
from wardmote.actions.models import Action
from wardmote.confidentiality.rules import Refused
from wardmote.people.models import Holding, Person
from wardmote.people.rules import SeatKind
from wardmote.policing import reads, writes
from wardmote.policing.models import NamedOfficer, Post, PostHolding
from wardmote.policing.rules import Manner, PostKind, PostNeeds
from wardmote.public import reads as public
from wardmote.register.models import Event
from wardmote.register.reads import opened

JOINED = date(2022, 10, 3)


@pytest.fixture
def post(clerk, now):
    return writes.add_post("PC, Ferncombe north", kind=PostKind.PC, by=clerk, now=now)


def fill(post, by, now, *, manner=Manner.SUBSTANTIVE, name="PC Oak", from_on=JOINED, **more):
    return writes.fill_post(post.pk, manner=manner, name=name, from_on=from_on, by=by, now=now, **more)


def state(viewer, now, on=None):
    (one,) = reads.team(viewer=viewer, now=now, on=on)
    return one.state


def kept():
    return [list(t.objects.order_by("pk").values()) for t in (Post, PostHolding, NamedOfficer, Action, Event)]


def test_a_post_is_vacant_covered_recruited_for_and_filled_each_on_its_day(post, clerk, member, now):
    fill(post, clerk, now, name="PC Elm", from_on=date(2021, 1, 4), until_on=date(2022, 9, 1))
    fill(post, clerk, now, manner=Manner.COVER, name="PC Ash", team="Oxbarrow", from_on=date(2022, 9, 5))
    fill(post, clerk, now, manner=Manner.RECRUITING, name="", from_on=date(2022, 9, 12))
    empty = state(member, now, on=date(2022, 9, 20))
    assert (empty.vacant, empty.vacant_since, empty.recruiting_since) == (True, date(2022, 9, 1), date(2022, 9, 12))
    assert [(one.name, one.team) for one in empty.covers] == [("PC Ash", "Oxbarrow")]
    fill(post, clerk, now)
    filled = state(member, now)
    assert (filled.vacant, filled.holder.name, filled.recruiting_since) == (False, "PC Oak", None)
    assert state(member, now, on=date(2022, 8, 31)).holder.name == "PC Elm"


def test_who_holds_a_post_gets_neither_a_person_nor_a_seat(post, clerk, now):
    people, seats = Person.objects.count(), Holding.objects.count()
    row = fill(post, clerk, now)
    assert (Person.objects.count(), Holding.objects.count()) == (people, seats)
    assert b"Oak" not in bytes(row.name)


def test_a_joiner_is_introduced_by_an_action_in_the_same_deed(post, inspector, now):
    asked = writes.Introduction("Inspector", date(2022, 12, 5))
    row = fill(post, inspector, now, introduction=asked)
    action = Action.objects.get(pk=row.introduction_id)
    assert opened(action, "what") == "Introduce the new PC, Ferncombe north, to council"
    assert (action.owner_seat.name, action.due_on, action.state) == ("Inspector", date(2022, 12, 5), "assigned")
    before = kept()
    with pytest.raises(Exception, match="before the action was raised"):
        fill(
            post,
            inspector,
            now,
            manner=Manner.ACTING,
            introduction=writes.Introduction("Inspector", date(2022, 1, 1)),
        )
    assert kept() == before


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"manner": Manner.COVER}, "team"),
        ({"manner": Manner.RECRUITING}, "name"),
        ({"until_on": JOINED}, "until_on"),
        ({}, "from_on"),  # somebody holds it already
    ],
)
def test_what_cannot_be_is_refused_whole(post, clerk, now, given, field):
    fill(post, clerk, now, name="PC Elm")
    before = kept()
    with pytest.raises(PostNeeds, match=r"Nothing was saved") as refusal:
        fill(post, clerk, now, **given)
    assert refusal.value.field == field and kept() == before


def test_members_may_not_and_the_police_may(post, member, inspector, now):
    before = kept()
    for deed in (
        lambda: writes.add_post("PC", kind=PostKind.PC, by=member, now=now),
        lambda: fill(post, member, now),
    ):
        with pytest.raises(Refused):
            deed()
    assert kept() == before
    fill(post, inspector, now)
    assert state(inspector, now).holder.name == "PC Oak"


def test_a_line_typed_wrongly_is_taken_back_and_put_back(post, clerk, now):
    row = fill(post, clerk, now)
    writes.take_back_holding(row.pk, by=clerk, now=now)
    assert state(clerk, now).vacant
    other = fill(post, clerk, now, name="PC Elm")
    with pytest.raises(PostNeeds, match="PC Elm holds this post"):
        writes.take_back_holding(row.pk, back=False, by=clerk, now=now)
    writes.take_back_holding(other.pk, by=clerk, now=now)
    writes.take_back_holding(row.pk, back=False, by=clerk, now=now)
    assert state(clerk, now).holder.name == "PC Oak"


def in_public(now):
    return public.site(now=now)["index.html"]


def test_the_public_reads_a_name_only_after_a_yes_and_only_while_the_post_is_held(post, clerk, now):
    row = fill(post, clerk, now)
    silent = in_public(now)
    said = {"name": "PC Oak", "contact": "01630 555", "said_on": JOINED, "by": clerk, "now": now}
    writes.name_officer(row.pk, public=False, **said)
    assert in_public(now) == silent and "Oak" not in silent
    writes.name_officer(row.pk, public=True, **said)
    assert "PC Oak" in in_public(now) and "01630 555" in in_public(now)
    (one,) = reads.named_in_public(now=now)
    assert (one.row.said_on, one.noted_by) == (JOINED, "Ada Clerk")
    corrected = {"manner": Manner.SUBSTANTIVE, "team": "", "from_on": JOINED}
    writes.correct_holding(row.pk, **corrected, name="PC Oak", until_on=now.date(), by=clerk, now=now)
    assert in_public(now) == silent
    writes.correct_holding(row.pk, **corrected, name="PC Elm", until_on=None, by=clerk, now=now)
    assert in_public(now) == silent  # another officer, who has said nothing


# Pages


def test_the_page_keeps_what_was_typed_and_says_what_is_missing(post, enter, clerk, now):
    door = enter(clerk)
    assert b"Vacant" in door.get(reverse("policing:team")).content
    wrong = door.post(reverse("policing:fill-post", args=[post.pk]), {"manner": "cover", "name": "PC Ash"})
    assert wrong.status_code == 422 and b'value="PC Ash"' in wrong.content
    typed = {"manner": "acting", "name": "PC Ash", "introduce": "on", "owner": "Inspector"}
    typed |= {"from_on-day": "3", "from_on-month": "10", "from_on-year": "2022"}
    due = {"due_on-day": "5", "due_on-month": "12", "due_on-year": "2099"}
    assert b"Say by which day" in door.post(reverse("policing:fill-post", args=[post.pk]), typed).content
    page = door.post(reverse("policing:fill-post", args=[post.pk]), {**typed, **due}, follow=True)
    assert b"PC Ash, acting" in page.content and b"Introduction to the council" in page.content
    assert b"PC Ash" not in door.get(reverse("policing:team"), {"on": "2022-10-02"}).content.split(b"<h2")[0]


def test_an_empty_page_says_how_to_begin(enter, clerk, db):
    other = seated("Eve Member", "Vice Chair", SeatKind.MEMBER, signed=False)
    assert b"Begin with the posts" in enter(clerk).get(reverse("policing:team")).content
    seen = enter(other).get(reverse("policing:team")).content
    assert b"No post is in the record yet" in seen and b"New post" not in seen
