"""The pages: what is typed stands in no address, and what was discussed is told meeting by meeting."""

import os
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from tests.notes import MARZIPAN, QUILLWORT
from wardmote.actions.models import Action
from wardmote.minutes.models import Paragraph, SameMatter
from wardmote.minutes.writes import join_matters, mark_paragraph
from wardmote.places import writes as places
from wardmote.places.rules import PlaceKind
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import Marking
from wardmote.search.rules import key_of, token


@pytest.fixture
def typed(enter):
    """The page that typed words lead to, and its address."""

    def typed(viewer, words, **more):
        client = enter(viewer)
        answer = client.post(reverse("search:search"), {"q": words, **more})
        assert answer.status_code == 302, answer.content.decode()
        return answer["Location"], client.get(answer["Location"]).content.decode()

    return typed


def test_what_is_typed_stands_in_no_address_and_on_the_page_marked(record, typed, clerk):
    address, page = typed(clerk, "swings <b>")
    assert set(parse_qs(urlsplit(address).query)) == {"s"}
    assert "swings" not in address and "<b>" not in page
    address, page = typed(clerk, "swings")
    assert '<mark class="wm-found">swings</mark>' in page and "Friday 16 September 2022" in page
    assert page.index("16 September") < page.index("15 July")
    assert re.search(r"item 5: Other Issues", page)


def test_who_has_not_signed_finds_nothing_closed_and_is_told_how(record, typed, unsigned, member):
    for word in (QUILLWORT, MARZIPAN):
        _, page = typed(unsigned, word)
        assert "Nothing was found" in page and "sign the agreement" in page
        _, page = typed(member, word)
        assert "Nothing was found" not in page
    shown = Event.objects.filter(verb="consult").last().subjects
    assert shown and all(label.startswith(("minutes.", "actions.")) for label, _ in shown)


def test_another_persons_search_does_not_open(record, typed, enter, member, clerk):
    address, _ = typed(member, MARZIPAN)
    page = enter(clerk).get(address).content.decode()
    assert "cannot be opened here" in page and MARZIPAN not in page


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"q": " "}, "Type a word to look for."),
        ({"q": "-lamp"}, "left out by a minus"),
        ({"q": "x" * 201}, "no more than 200 letters"),
        ({"q": "lamp", "from_on-day": "41"}, "Type a day"),
        ({"q": "lamp", "body": "none"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_kept(enter, clerk, sent, said):
    answer = enter(clerk).post(reverse("search:search"), sent)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert sent["q"].strip() in answer.content.decode()


def test_a_matters_history_stands_oldest_first_and_words_apart(record, enter, clerk, now):
    (same,) = [one for one in SameMatter.objects.all() if "Swings" in opened(one.earlier, "title")]
    address = reverse("search:matter", args=[same.earlier_id])
    known, _, by_words = enter(clerk).get(address).content.decode().partition("Found by its words alone")
    assert "As the record has joined it" in known and "15 July 2022" in known and "item 5: Other Issues" in known
    assert "16 September 2022" in by_words and "16 September 2022" not in known
    join_matters(same.pk, by=clerk, now=now)
    known, _, _ = enter(clerk).get(address).content.decode().partition("Found by its words alone")
    assert known.index("15 July 2022") < known.index("16 September 2022")
    assert enter(clerk).get(reverse("search:matter", args=[same.later_id])).status_code == 200


def test_an_actions_and_a_places_history(record, enter, clerk, now):
    client = enter(clerk)
    action = next(a for a in Action.objects.all() if "swings" in opened(a, "what"))
    page = client.get(reverse("search:action", args=[action.pk])).content.decode()
    assert "The Mayor to write to the maker of the" in page
    place = places.add_place("Cobbler Row", kind=PlaceKind.ROAD, by=clerk, now=now)
    page = client.get(reverse("search:place", args=[place.pk])).content.decode()
    assert "15 July 2022" in page and "Found by its words alone" in page
    assert client.get(reverse("search:place", args=[action.pk])).status_code == 404


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="reads the file of SQLite")
@pytest.mark.django_db(transaction=True)
def test_no_word_and_no_token_of_what_was_closed_stays_in_the_file(record, typed, clerk, now):
    def kept():
        return Path(connection.settings_dict["NAME"]).read_bytes()

    typed(clerk, "locks")
    of_locks = token("lock", key_of(settings.TOWN.data_key, Marking.PANEL)).encode()
    assert of_locks in kept() and b"locks" not in kept()
    row = next(p for p in Paragraph.objects.all() if "Two locks" in opened(p, "text"))
    mark_paragraph(row.pk, marking=Marking.CONFIDENTIAL, by=clerk, now=now)
    typed(clerk, "locks")
    assert of_locks not in kept()
