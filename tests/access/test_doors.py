"""Every address says for whom it is, and answers each kind of viewer as it says."""

import io
import re
from dataclasses import replace
from datetime import date
from uuid import uuid4
from zipfile import ZipFile

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from conftest import FOUNDER, seated
from tests.access.table import OF_A_PRIORITY, OF_THE_FIRST_DAY, SENT, TABLE, WHO
from tests.notes import FIRST, MARZIPAN, QUILLWORT, SECOND
from wardmote.actions import writes as actions
from wardmote.actions.models import Action, SameAction
from wardmote.actions.rules import ActionState, Grounds
from wardmote.correspondence import writes as correspondence
from wardmote.correspondence.models import Outgoing
from wardmote.desk.reads.review import pair_id
from wardmote.govuk.doors import Audience
from wardmote.meetings.models import StandingItem
from wardmote.minutes import writes as minutes
from wardmote.minutes.models import (
    Attendance,
    Decision,
    Item,
    Matter,
    Meeting,
    Original,
    Paragraph,
    SameMatter,
    Statement,
)
from wardmote.people import writes as people
from wardmote.people.models import Holding, Person
from wardmote.people.rules import SeatKind
from wardmote.policing import writes as policing
from wardmote.policing.models import Post, PostHolding, Question, Reply, UpdateForm, UpdateLine
from wardmote.policing.rules import Manner, PostKind
from wardmote.priorities import writes as priorities
from wardmote.priorities.models import Measure, Priority, YouSaidWeDid
from wardmote.public import reads as public_reads
from wardmote.public import writes as public
from wardmote.public.models import Release
from wardmote.register.reads import opened
from wardmote.register.rules import Marking

SECRET_NAME = "heronry.txt"
CANARIES = (QUILLWORT, MARZIPAN, "heronry")
# Name: why. None: the sign-in library's own views are wrapped, each with its audience, in people/signin.py.
UNDECLARED: dict[str, str] = {}


# Whom each address is for


def routes(patterns=None, space=""):
    """Every address of the resolver: its full name and its view."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from routes(one.url_patterns, f"{one.namespace or one.app_name or space}")
        elif isinstance(one, URLPattern):
            yield f"{space}:{one.name}" if space else str(one.name), one.callback


def undeclared(found):
    return {name for name, view in found if not isinstance(getattr(view, "audience", None), Audience)}


def test_every_address_says_for_whom_it_is():
    assert undeclared(routes()) == set(UNDECLARED)
    assert len(list(routes())) > 40


def test_planted_an_address_that_does_not_say_is_caught():
    def view(request):
        return HttpResponse("for whom?")

    assert undeclared(routes([path("open/", view, name="open")], "trial")) == {"trial:open"}


AUDIENCE = {name: view.audience for name, view in routes()}
OURS = {name for name in AUDIENCE if name == "health" or ":" in name}  # the others are the sign-in library's


def test_every_address_of_ours_is_in_the_table():
    assert set(TABLE) == OURS


@pytest.fixture(autouse=True)
def at_that_time(time_machine, now):
    """The doors read the real clock; the signatures are of that day."""
    time_machine.move_to(now, tick=False)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.TOWN = replace(settings.TOWN, folder=tmp_path)


def updates(planned, body, clerk, now):
    """A form of the police's update that is out, with the token of its link; and one that was given in."""
    form = policing.prepare(planned, by=clerk, now=now)
    later = minutes.plan_meeting(body, held_on=date(2022, 12, 20), starts=None, place=None, by=clerk, now=now)
    given = policing.prepare(later, by=clerk, now=now)
    typed = {"said_by": "Sgt Moss", "more": f"The {MARZIPAN} was eaten."}
    assert not policing.give_in(given.pk, typed=typed, anyway=True, version=None, link=None, by=clerk, now=now)
    before = set(Outgoing.objects.values_list("pk", flat=True))
    told = {"to_address": "dee@force.example", "officers": [], "front_door": "", "link_before": "to/"}
    policing.send_form(form.pk, **told, by=clerk, now=now)
    letter = opened(Outgoing.objects.exclude(pk__in=before).get(), "body")
    return form, given, re.search(r"to/([\w-]+)/", letter)[1]


@pytest.fixture
def town(take, clerk, member, unsigned, inspector, now, django_capture_on_commit_callbacks):
    """Two meetings, one planned, one release: and for each address the rows that it takes."""
    take(FIRST.replace("There was nothing to report.", "It was agreed to buy a lamp."), name=SECRET_NAME)
    people.add_person("Tansy Yarow", by=clerk, now=now)
    take(SECOND.replace("again.", "again. Cobblers Row was swept.", 1), name="second.txt")
    body = Meeting.objects.first().body
    planned = minutes.plan_meeting(body, held_on=date(2022, 12, 2), starts=None, place=None, by=clerk, now=now)
    paragraph = next(p for p in Paragraph.objects.all() if "locks" in opened(p, "text"))
    minutes.mark_paragraph(paragraph.pk, marking=Marking.PUBLIC, by=clerk, now=now)
    release = public.compose(public_reads.site(now=now), by=clerk, now=now)
    with django_capture_on_commit_callbacks(execute=True):
        public.approve(release.pk, by=member, now=now)
    theirs = actions.add("Clerk to write to the county", by=clerk, now=now)
    actions.move_on(theirs.pk, to=ActionState.AWAITING, grounds=Grounds(third_party="The county"), by=clerk, now=now)
    worked_on = Priority.objects.filter(marking="panel").first()
    measure = priorities.add_measure(worked_on.pk, words="Reports", counted="", by=clerk, now=now)
    pair = priorities.say(worked_on.pk, said="It is dark.", did="A lamp.", by=clerk, now=now)
    letter = correspondence.leave("kit@trial.example", subject="The pack", body="", by=clerk, now=now)
    closed = next(p for p in Paragraph.objects.all() if MARZIPAN in opened(p, "text"))
    second = Meeting.objects.get(held_on=date(2022, 9, 16))
    item = Item.objects.filter(meeting=second).last()
    pairs = SameMatter.objects.order_by("pk")
    handover = people.plan_handover(
        Holding.objects.get(person_id=clerk.person_id),
        name="Fay Successor",
        email="fay@trial.example",
        from_on=now.date(),
        until_on=date(2022, 12, 1),
        by=clerk,
        now=now,
    )
    away = Person.objects.get(pk=seated("Gus Lost", "Chair", SeatKind.MEMBER, signed=False).person_id)
    Authenticator.objects.create(
        user=people.open_sign_in(away, email="gus@trial.example", password=None, by=clerk, now=now),
        type="totp",
        data={},
    )
    post = policing.add_post("PC, Ferncombe north", kind=PostKind.PC, by=clerk, now=now)
    beat = policing.fill_post(post.pk, manner=Manner.SUBSTANTIVE, name="PC Oak", from_on=now.date(), by=clerk, now=now)
    asked_police = {"on_behalf_of": "", "marking": Marking.PANEL, "link": "", "by": member, "now": now}
    question = policing.ask("Bicycles", words="How many were found?", **asked_police)
    reply = policing.answer(question.pk, words="Two.", said_by="Sgt Moss", by=clerk, now=now)
    form, given, token = updates(planned, body, clerk, now)
    let_in = people.ask_let_in(away, why="Lost on the train.", recognised="At the office.", by=clerk, now=now)
    seat = Holding.objects.get(person=away)
    return {
        "desk:review": [second.pk],
        "desk:review-head": [second.pk],
        "desk:review-item": [second.pk, item.pk],
        "desk:review-marking": [second.pk, item.pk],
        "desk:review-sentence": [second.pk, Statement.objects.filter(paragraph__meeting=second, kind="claim")[0].pk],
        "desk:review-matter": [second.pk, pairs[1].pk],
        "desk:review-action": [second.pk, SameAction.objects.last().pk],
        "desk:review-name": [second.pk, Attendance.objects.get(meeting=second).pk],
        "desk:review-place": [second.pk, pair_id("Cobblers Row", "Cobbler Row")],
        "desk:review-missed": [second.pk],
        "desk:review-undo": [second.pk],
        **{f"people:{name}": [away.pk] for name in ("edit", "give-seat", "contact", "spelling", "invite")},
        **{f"people:{name}": [away.pk] for name in ("stop-address", "ask-let-in")},
        **{f"people:{name}": [let_in.pk] for name in ("let-in", "confirm-let-in", "refuse-let-in")},
        **{f"people:{name}": [seat.pk] for name in ("move", "end", "reopen")},
        **{f"people:{name}": [handover.pk] for name in ("settle-handover", "undo-handover")},
        "people:seat": [seat.seat_id],
        **{f"policing:{name}": [form.pk] for name in ("update", "send", "fill", "word")},
        **{f"policing:{name}": [given.pk] for name in ("revoke", "reopen", "answer-live")},
        "policing:prepare": [planned.pk],
        "policing:form": [token],
        "policing:mark-line": [UpdateLine.objects.first().pk],
        **{f"policing:{name}": [question.pk] for name in ("question", "answer", "withdraw")},
        "policing:mark-reply": [reply.pk],
        **{f"policing:{name}": [post.pk] for name in ("change-post", "fill-post")},
        **{f"policing:{name}": [beat.pk] for name in ("holding", "take-back", "named-officer")},
        "confidentiality:person": [away.pk],
        "confidentiality:note-signature": [away.pk],
        "confidentiality:handover": [handover.pk],
        "desk:guide": ["clerk"],
        "desk:picture": ["pack"],
        "meetings:judge": [SameMatter.objects.first().pk],
        "meetings:meeting": [Meeting.objects.get(held_on=date(2022, 7, 15)).pk],
        "meetings:pack": [planned.pk],
        "meetings:tell": [planned.pk],
        "meetings:replan": [planned.pk],
        "meetings:agenda": [planned.pk],
        "meetings:returned": [planned.pk],
        "meetings:undo-agenda": [planned.pk],
        "meetings:change-item": [StandingItem.objects.first().pk],
        "meetings:original": [Original.objects.get(meeting__held_on=date(2022, 7, 15)).pk],
        "meetings:paragraph": [closed.pk],
        "meetings:settle": [Statement.objects.filter(kind="spending", marking="panel").first().pk],
        "meetings:confirm": [Decision.objects.first().pk],
        "meetings:matter": [Matter.objects.filter(marking="panel").first().pk],
        "meetings:settle-matter": [Matter.objects.filter(marking="panel").first().pk],
        "actions:action": [Action.objects.filter(marking="panel").first().pk],
        "actions:assign": [Action.objects.filter(marking="panel").first().pk],
        "actions:move-on": [Action.objects.filter(marking="panel").first().pk],
        **{f"actions:{name}": [theirs.pk] for name in ("undo", "chase", "answered", "mark")},
        "correspondence:try-again": [letter.pk],
        **{f"priorities:{name}": [worked_on.pk] for name in OF_A_PRIORITY},
        "priorities:remove-measure": [measure.pk],
        "priorities:change-said": [pair.pk],
        "actions:judge": [SameAction.objects.first().pk],
        "public:page": ["index.html"],
        "public:approve": [Release.objects.first().pk],
    }


def asked(door, name, args):
    """What this address answers."""
    verb, _ = TABLE[name]
    address = reverse(name, args=args)
    return door.get(address) if verb == "get" else door.post(address, SENT.get(name, {}))


def body_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("who", [w if w == "clerk" else pytest.param(w, marks=pytest.mark.slow) for w in WHO])
def test_each_member_gets_what_the_table_says(request, town, enter, who):
    door = enter(request.getfixturevalue(who))
    place = WHO.index(who)
    got = {name: asked(door, name, town.get(name, [])).status_code for name in TABLE}
    assert got == {name: int(codes[place]) for name, (_, codes) in TABLE.items()}


def sent_to_sign_in(answer):
    return answer.status_code == 302 and answer["Location"].startswith("/accounts/login/?next=")


def test_the_public_is_sent_to_the_sign_in_page_by_both_verbs(town):
    for name in TABLE:
        address = reverse(name, args=town.get(name, []))
        for answer in (Client().get(address), Client().post(address, SENT.get(name, {}))):
            if AUDIENCE[name] is Audience.ANYONE:
                assert answer.status_code in ({404} if name in OF_THE_FIRST_DAY else {200, 405}), name
            else:
                assert sent_to_sign_in(answer), name


def test_a_former_member_is_out_at_the_next_page(town, enter, member, now):
    for holding in Holding.objects.filter(person_id=member.person_id):
        people.end_holding(holding, until_on=date(2022, 11, 14), by=FOUNDER, now=now)
    for name in TABLE:
        answer = asked(enter(member), name, town.get(name, []))
        if AUDIENCE[name] is Audience.ANYONE:
            assert answer.status_code == (404 if name in OF_THE_FIRST_DAY else 200), name
        else:
            assert sent_to_sign_in(answer), name
        assert not Client(cookies=answer.cookies).session.get("_auth_user_id"), name


def test_the_librarys_addresses_for_the_panel_are_shut_to_the_public(town):
    inner = {name for name in set(AUDIENCE) - OURS if AUDIENCE[name] is not Audience.ANYONE}
    assert {"mfa_index", "account_change_password"} <= inner
    for name in inner:
        address = reverse(name, args=[1] if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"} else [])
        assert sent_to_sign_in(Client().get(address)) and sent_to_sign_in(Client().post(address)), name


# What is not there


ABSENT = {
    "meetings:original": Original,
    "meetings:paragraph": Paragraph,
    "meetings:matter": Matter,
    "actions:action": Action,
    "meetings:judge": SameMatter,
    "meetings:change-item": StandingItem,
    "meetings:settle": Statement,
    "meetings:confirm": Decision,
    "meetings:settle-matter": Matter,
    "actions:assign": Action,
    **{f"actions:{name}": Action for name in ("move-on", "undo", "chase", "answered", "mark")},
    "actions:judge": SameAction,
    **{f"priorities:{name}": Priority for name in OF_A_PRIORITY},
    **{f"policing:{name}": Question for name in ("question", "answer", "withdraw")},
    "policing:mark-reply": Reply,
    **{
        f"policing:{name}": UpdateForm for name in ("update", "send", "fill", "word", "revoke", "reopen", "answer-live")
    },
    "policing:mark-line": UpdateLine,
    **{f"policing:{name}": Post for name in ("change-post", "fill-post")},
    **{f"policing:{name}": PostHolding for name in ("holding", "take-back", "named-officer")},
    "priorities:remove-measure": Measure,
    "priorities:change-said": YouSaidWeDid,
}


def without_token(answer):
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", answer.content)


@pytest.mark.parametrize("name", ABSENT)
def test_an_absent_row_is_the_same_page_as_a_wrong_id(town, enter, clerk, name):
    """Even for the clerk: a restricted row that names others is not there."""
    ABSENT[name].objects.filter(pk=town[name][0]).update(marking="restricted")
    door = enter(clerk)
    hidden, wrong = asked(door, name, town[name]), asked(door, name, [uuid4()])
    assert (hidden.status_code, wrong.status_code) == (404, 404)
    assert without_token(hidden) == without_token(wrong)
    assert sorted(hidden.headers.items()) == sorted(wrong.headers.items())


# No confidential word gets out


def readable(answer):
    """The answer's headers and text; of a Word file the text of every part."""
    content = body_of(answer)
    if content[:2] == b"PK":
        with ZipFile(io.BytesIO(content)) as parts:
            content = b" ".join(parts.read(name) for name in parts.namelist())
    return (str(answer.headers) + content.decode(errors="replace")).lower()


def leaks(door, town):
    """Where a confidential word stands in an answer: over every address, every row of its kind, and searches."""
    everything = {
        **{name: [[row.pk] for row in model.objects.all()] for name, model in ABSENT.items()},
        "meetings:meeting": [[row.pk] for row in Meeting.objects.all()],
    }
    for name in TABLE:
        for args in everything.get(name, [town.get(name, [])]):
            said = readable(asked(door, name, args))
            yield from ((name, word) for word in CANARIES if word.lower() in said)
    for word in CANARIES:
        for address in ("/matters/", "/actions/?show=all"):
            # What was typed comes back in the search box, or in the address that a sign-in leads on to; nowhere else.
            said = readable(door.get(address, {"q": word, "show": "all"})).replace(f'value="{word.lower()}"', "")
            if word.lower() in said.replace(f"q%3d{word.lower()}", ""):
                yield address, word


def test_no_confidential_word_gets_to_the_public(town):
    assert not list(leaks(Client(), town))


def test_no_confidential_word_gets_to_a_member_who_has_not_signed(town, enter, unsigned):
    assert not list(leaks(enter(unsigned), town))


def test_planted_who_has_signed_does_get_them(town, enter, member):
    assert {word for _, word in leaks(enter(member), town)} == set(CANARIES)
