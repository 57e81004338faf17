"""The clerk's pages of the letters: what waits, went and failed; never what a letter says."""

import pytest

from wardmote.confidentiality.rules import NotHere, Refused
from wardmote.correspondence import reads, writes
from wardmote.correspondence.models import LetterSetting, Outgoing
from wardmote.correspondence.rules import TRIES, Letters, LetterState, Problem
from wardmote.register.models import Event
from wardmote.register.rules import THE_PUBLIC

TO = "kit.sorrel@ferncombe.example"


@pytest.fixture
def letters(clerk, now):
    """One that waits, one that went, one that is given up."""
    waits, went, gone = (writes.leave(TO, subject=f"Letter {n}", body="heronry", by=clerk, now=now) for n in range(3))
    writes.sent(went.pk, by=clerk, now=now)
    writes.not_sent(waits.pk, problem=Problem.NO_ANSWER, by=clerk, now=now)
    for _ in range(TRIES):
        writes.not_sent(gone.pk, problem=Problem.REFUSED_ADDRESS, by=clerk, now=now)
    return waits, went, gone


def test_what_failed_is_counted_with_its_reasons(letters, now):
    found = reads.undelivered()
    assert (found.letters, found.given_up, found.oldest_at) == (2, 1, now)
    assert dict(found.reasons) == {Problem.NO_ANSWER: 1, Problem.REFUSED_ADDRESS: 1}
    assert all(problem.words.endswith(".") for problem in Problem)


def test_each_letter_is_in_one_state(letters, clerk, now):
    assert reads.counts(viewer=clerk, now=now) == dict.fromkeys(LetterState, 1)
    assert [reads.posted(row).state for row in letters_again(letters)] == [
        LetterState.WAITING,
        LetterState.SENT,
        LetterState.GIVEN_UP,
    ]


def letters_again(rows):
    return [Outgoing.objects.get(pk=row.pk) for row in rows]


def test_given_up_it_is_tried_again_and_one_that_went_is_not(letters, clerk, now):
    _, went, gone = letters
    writes.try_again(gone.pk, by=clerk, now=now)
    writes.try_again(went.pk, by=clerk, now=now)
    assert {letter.id for letter in reads.due(now=now)} == {gone.pk}
    assert reads.given_up() == 0
    with pytest.raises(NotHere):
        writes.try_again(clerk.person_id, by=clerk, now=now)


def test_only_the_clerk_sees_and_sets(letters, member, inspector, now):
    before = Event.objects.count()
    for viewer in (member, inspector, THE_PUBLIC):
        with pytest.raises(Refused):
            writes.try_again(letters[2].pk, by=viewer, now=now)
        with pytest.raises(Refused):
            writes.set_letters(Letters(), by=viewer, now=now)
        with pytest.raises(Refused):
            reads.letters(None, viewer=viewer, now=now)
    assert (Event.objects.count(), LetterSetting.objects.count()) == (before, 0)


def test_the_page_shows_addresses_and_reasons_and_no_body(letters, enter, clerk):
    said = enter(clerk).get("/letters/").content.decode()
    assert said.count(TO) > 2
    assert "2 letters could not be delivered" in said
    assert Problem.REFUSED_ADDRESS.words in said
    assert "heronry" not in said
    only = enter(clerk).get("/letters/", {"show": "given up"}).content.decode()
    assert "Letter 2" in only and "Letter 0" not in only


def test_try_again_by_one_key(letters, enter, clerk):
    answer = enter(clerk).post(f"/letters/{letters[2].pk}/try-again/", follow=True)
    assert "tried again within a minute" in answer.content.decode()
    assert reads.given_up() == 0


def test_an_empty_page_says_where_letters_come_from(enter, clerk):
    assert "No letter has been written yet." in enter(clerk).get("/letters/").content.decode()


def test_without_a_setting_the_defaults_hold_and_one_row_keeps_another(enter, clerk):
    assert reads.settings_kept() == Letters(3, True, "")
    door = enter(clerk)
    assert 'value="3"' in door.get("/settings/letters/").content.decode()
    for typed, kept in (({"remind_days_before": "5"}, 5), ({"remind_days_before": "0", "remind_weekly": "on"}, 0)):
        typed = {**typed, "sender_name": "The panel", "monday": "on"}
        assert door.post("/settings/letters/", typed).status_code == 302
        assert reads.settings_kept() == Letters(kept, "remind_weekly" in typed, "The panel")
    assert LetterSetting.objects.count() == 1
    assert b"The panel" not in bytes(LetterSetting.objects.get().sender_name)


@pytest.mark.parametrize("typed", ["", "31", "-1", "soon"])
def test_a_number_that_is_none_is_said_on_the_page(enter, clerk, typed):
    answer = enter(clerk).post("/settings/letters/", {"remind_days_before": typed, "sender_name": "Kept"})
    assert answer.status_code == 422
    assert "Give a number from 0 to 30" in answer.content.decode() and 'value="Kept"' in answer.content.decode()
    assert not LetterSetting.objects.exists()
