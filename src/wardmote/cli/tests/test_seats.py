"""Who joins and who leaves the panel, by command; and a record that no other town opens."""

import pytest
from django.conf import settings

from conftest import FOUNDER, seated
from wardmote.cli.main import Stop, parser
from wardmote.cli.seats import person
from wardmote.minutes.reads import viewer_for
from wardmote.people import reads
from wardmote.people.models import Holding, User
from wardmote.people.rules import SeatKind
from wardmote.register import writes as register
from wardmote.register.models import Event, RecordOf
from wardmote.register.reads import first_break, of_another_town


def type_in(*words):
    typed = parser().parse_args(["person", *words])
    return typed.run(typed) if typed.command != "person" else person(typed)


def test_somebody_joins_and_leaves(clerk, capsys):
    type_in("add", "Ben Member", "--seat", "Mayor", "--email", "ben@trial.example")
    user = User.objects.get(email="ben@trial.example")
    assert not user.has_usable_password()
    assert viewer_for(user.person_id, now=user.person.recorded_at).capacity == "Mayor"
    type_in("list")
    assert "Ben Member" in capsys.readouterr().out
    type_in("end", "Ben Member", "--seat", "Mayor")
    assert not viewer_for(user.person_id, now=user.person.recorded_at).on_panel
    assert Holding.objects.get(person=user.person).until_on is not None
    assert {"people.seat_person", "people.end_holding"} <= set(Event.objects.values_list("deed", flat=True))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["add", "Ben Member"], "Give the name and the seat"),
        (["add", "Ben Member", "--seat", "Mayor", "--email", "nothing"], "is not an e-mail address"),
        (["end", "Ben Member", "--seat", "Mayor"], "is not Mayor today"),
        (["add", "Ben Member", "--seat", "Mayor", "--as", "Cy Unsigned"], "Only the clerk"),
    ],
)
def test_a_refusal_leaves_nothing(clerk, unsigned, words, says):
    before = Event.objects.count()
    with pytest.raises(Stop, match=says):
        type_in(*words)
    assert Event.objects.count() == before
    assert reads.person_named("Ben Member") is None


def test_an_address_is_used_once(clerk):
    type_in("add", "Ben Member", "--seat", "Mayor", "--email", "ben@trial.example")
    with pytest.raises(Stop, match="signs in with"):
        type_in("add", "Bea Member", "--seat", "Deputy Mayor", "--email", "BEN@trial.example")


def test_a_record_is_claimed_once_and_by_one_town(clerk, now):
    assert not of_another_town()
    register.claim(by=FOUNDER, now=now)
    register.claim(by=FOUNDER, now=now)
    assert [str(row.town_id) for row in RecordOf.objects.all()] == [settings.TOWN.id]
    assert not of_another_town()
    assert first_break() is None


def test_planted_a_record_of_another_town_is_known(db, now):
    from uuid import uuid4

    register.claim(by=FOUNDER, now=now)
    RecordOf.objects.update(town_id=uuid4())
    assert of_another_town()


def test_without_a_second_factor_nothing_opens(enter, clerk):
    from allauth.mfa.models import Authenticator

    door = enter(clerk)
    assert door.get("/actions/").status_code == 200
    Authenticator.objects.all().delete()
    answer = door.get("/actions/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/accounts/2fa/")
    assert door.post("/meetings/take/").headers["Location"] == "/accounts/2fa/"
    assert door.get("/accounts/2fa/").status_code == 200


def test_a_seat_is_police_only_by_its_kind(agreement):
    assert seated("Dee Inspector", "Inspector", SeatKind.POLICE, signed=False).police
    assert not seated("Ed Member", "Mayor", SeatKind.MEMBER, signed=False).police
