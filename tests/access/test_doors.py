"""Every address says for whom it is, and answers each kind of viewer as it says."""

import io
import re
from datetime import date
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, path, reverse

from conftest import FOUNDER
from tests.access.table import (
    OF_A_CLAIM,
    OF_A_PRIORITY,
    OF_A_PROPOSAL,
    OF_A_PROPOSAL_ENTRY,
    OF_A_REQUEST,
    OF_AN_ASKING,
    OF_AN_ENTRY,
    OF_AN_INTERVENTION,
    OF_THE_FIRST_DAY,
    SENT,
    TABLE,
    WHO,
)
from tests.notes import MARZIPAN, QUILLWORT
from wardmote.actions.models import Action, SameAction
from wardmote.govuk.doors import Audience
from wardmote.information_requests.models import InformationRequest
from wardmote.interventions.models import Count, Intervention
from wardmote.meetings.models import StandingItem
from wardmote.membership.models import (
    Apology,
    ApprovedReason,
    AttendedElsewhere,
    AttendRequest,
    Membership,
    Substitute,
    TermsOfReference,
)
from wardmote.minutes.models import (
    Adoption,
    Decision,
    Matter,
    Meeting,
    Original,
    Paragraph,
    SameMatter,
    Statement,
)
from wardmote.people import writes as people
from wardmote.people.models import Holding
from wardmote.policing.models import Post, PostHolding, Question, Reply
from wardmote.priorities.models import Measure, Priority, YouSaidWeDid
from wardmote.proposals.models import Asking, Proposal, ProposalEntry
from wardmote.sittings.models import Declared, Entry, EntryClash, Presence, SittingItem
from wardmote.updates.models import UpdateForm, UpdateLine

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
    "meetings:adopt": Statement,
    "meetings:withdraw-adoption": Adoption,
    "meetings:confirm": Decision,
    "meetings:settle-matter": Matter,
    "actions:assign": Action,
    **{f"actions:{name}": Action for name in ("move-on", "undo", "chase", "answered", "mark")},
    "actions:judge": SameAction,
    "search:matter": Matter,
    "search:action": Action,
    **{f"priorities:{name}": Priority for name in OF_A_PRIORITY},
    **{f"policing:{name}": Question for name in ("question", "answer", "withdraw")},
    "policing:mark-reply": Reply,
    **{f"updates:{name}": UpdateForm for name in ("update", "send", "fill", "word", "revoke", "reopen", "answer-live")},
    "updates:mark-line": UpdateLine,
    **{f"policing:{name}": Post for name in ("change-post", "fill-post")},
    **{f"policing:{name}": PostHolding for name in ("holding", "take-back", "named-officer")},
    **{f"membership:{name}": Membership for name in ("change", "take-back", "substitute")},
    "membership:take-back-substitute": Substitute,
    "membership:terms": TermsOfReference,
    "membership:settle-apology": Apology,
    "membership:take-back-elsewhere": AttendedElsewhere,
    "membership:take-back-reason": ApprovedReason,
    **{f"membership:{name}": AttendRequest for name in ("answer", "chase")},
    **{f"proposals:{name}": Proposal for name in OF_A_PROPOSAL},
    **{f"proposals:{name}": Asking for name in OF_AN_ASKING},
    **{f"proposals:{name}": ProposalEntry for name in OF_A_PROPOSAL_ENTRY},
    "priorities:remove-measure": Measure,
    "priorities:change-said": YouSaidWeDid,
    **{f"crime:{name}": Statement for name in OF_A_CLAIM},
    **{f"sittings:{name}": Entry for name in OF_AN_ENTRY},
    **{f"information_requests:{name}": InformationRequest for name in OF_A_REQUEST},
    "sittings:declare": SittingItem,
    "sittings:spoken": Declared,
    "sittings:take-back": Presence,
    "sittings:settle": EntryClash,
    **{f"interventions:{name}": Intervention for name in OF_AN_INTERVENTION},
    **{f"interventions:{name}": Count for name in ("correct", "take-back")},
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
        said = readable(door.post("/search/", {"q": word}, follow=True)).replace(f'value="{word.lower()}"', "")
        if word.lower() in said:
            yield "/search/", word
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
