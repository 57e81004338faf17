"""The log shows its breaks, and nothing told in confidence goes in unsealed."""

from datetime import UTC, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from wardmote.minutes.models import Matter
from wardmote.places import writes as places
from wardmote.places.models import Place
from wardmote.places.rules import PlaceKind
from wardmote.register import writes
from wardmote.register.models import Event
from wardmote.register.reads import binding, events_kept, first_break, opened
from wardmote.register.rules import CONSULT, REFERENCE_LETTERS, Marking, london_date, short_reference, strictest
from wardmote.seals.envelope import SealBroken


@pytest.fixture
def place(clerk, now):
    return places.add_place("The Long Room", kind=PlaceKind.VENUE, by=clerk, now=now)


@pytest.fixture
def five(place, clerk, now):
    """The number of the first of five events that follow each other."""
    with transaction.atomic():
        made = [writes.record(place, deed=CONSULT, by=clerk, now=now) for _ in range(5)]
    return made[0].number


def titled(title, now, **kept):
    matter = Matter(recorded_at=now, **kept)
    matter.title = writes.sealed(matter, "title", title)
    matter.save(force_insert=True)
    return matter


def test_the_log_follows(five):
    assert first_break() is None
    assert events_kept() == five + 4


@pytest.mark.parametrize(
    "change",
    [
        {"capacity": "Mayor"},
        {"deed": "nothing"},
        {"verb": "erase"},
        {"subjects": []},
        {"person_id": uuid4()},
        {"at": datetime(2000, 1, 1, tzinfo=UTC)},
        {"digest": bytes(32)},
        {"previous": bytes(32)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_event_is_found(five, change):
    Event.objects.filter(number=five + 2).update(**change)
    assert first_break() == five + 2


def test_a_missing_event_is_found(five):
    Event.objects.filter(number=five + 2).delete()
    assert first_break() == five + 3


def test_an_event_changed_with_its_own_digest_is_found_at_the_next(five):
    """Somebody who can count, and rewrites one line well."""
    from wardmote.seals.chain import canonical, link

    event = Event.objects.get(number=five + 1)
    event.capacity = "Mayor"
    event.digest = link(bytes(event.previous), canonical(event.facts()))
    event.save()
    assert first_break() == five + 2


def test_the_log_cannot_fork(five, now):
    beginning = Event.objects.get(number=five)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(
            number=five + 99, at=now, verb="alter", subjects=[], previous=beginning.previous, digest=bytes(32)
        )


@pytest.mark.django_db(transaction=True)
def test_no_event_outside_the_transaction_of_its_deed(place, clerk, now):
    before = Event.objects.count()
    with pytest.raises(RuntimeError, match="outside its transaction"):
        writes.record(place, deed=CONSULT, by=clerk, now=now)
    assert Event.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_a_deed_that_fails_takes_its_event_with_it(place, clerk, now):
    before = Event.objects.count()
    with pytest.raises(OSError, match="disk"), transaction.atomic():
        writes.record(place, deed=CONSULT, by=clerk, now=now)
        raise OSError("the disk is full")
    assert Event.objects.count() == before
    assert first_break() is None


def test_the_log_holds_in_summer_time_as_well(place, clerk):
    local = datetime(2022, 7, 1, 0, 30, tzinfo=ZoneInfo("Europe/London"))
    with transaction.atomic():
        writes.record(place, deed=CONSULT, by=clerk, now=local)
    assert first_break() is None


def test_an_event_names_rows_and_holds_no_words(place, clerk, now):
    with transaction.atomic():
        event = writes.record(place, deed=CONSULT, by=clerk, now=now)
    event.refresh_from_db()
    assert event.subjects == [["places.place", str(place.pk)]]
    assert (event.person_id, event.capacity) == (clerk.person_id, "Town Clerk")
    assert "Long Room" not in str(event.facts())


def test_consulted_names_the_closed_rows_alone(place, clerk, now):
    rows = [titled(marking.value, now, marking=marking.value) for marking in Marking]
    event = writes.consulted([place, *rows], by=clerk, now=now)
    closed = [row for row in rows if row.marking in {"confidential", "restricted"}]
    assert [row_id for _, row_id in event.subjects] == [str(row.pk) for row in closed]
    assert (event.verb, event.deed) == ("consult", "register.consulted")
    assert writes.consulted([place, *rows[:2]], by=clerk, now=now) is None


def test_a_seal_moved_to_another_row_does_not_open(clerk, now):
    one, other = titled("A lamp", now), titled("A bench", now)
    other.title = one.title
    with pytest.raises(SealBroken, match="nothing was shown"):
        opened(other, "title")
    assert opened(one, "title") == "A lamp"


def test_another_towns_key_opens_nothing(clerk, now, settings):
    from dataclasses import replace

    matter = titled("A lamp", now)
    settings.TOWN = replace(settings.TOWN, data_key=bytes(32))
    with pytest.raises(SealBroken):
        opened(matter, "title")


def test_plain_text_is_not_stored_in_a_sealed_column(clerk, now):
    matter = titled("A lamp", now)
    with pytest.raises(TypeError, match="seal it first"):
        Matter.objects.filter(pk=matter.pk).update(title="A lamp")
    with pytest.raises(TypeError, match="not a sealed column"):
        binding(matter, "reference")


@pytest.mark.parametrize("make", [Place, Matter])
def test_the_table_itself_refuses_an_unknown_marking(db, now, make):
    kept = {"name": "x", "kind": "venue"} if make is Place else {"title": b""}
    with pytest.raises(IntegrityError), transaction.atomic():
        make.objects.create(marking="secret", recorded_at=now, **kept)


def test_a_new_row_is_the_panels(db, now):
    assert titled("A lamp", now).marking == "panel"


@pytest.mark.parametrize(
    ("markings", "strict"),
    [
        (["public"], "public"),
        (["public", "panel"], "panel"),
        (["restricted", "public", "confidential"], "restricted"),
        (["panel", "confidential", "panel"], "confidential"),
    ],
)
def test_the_strictest_marking(markings, strict):
    assert strictest(*markings) == strict


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2022, 6, 30, 22, 59, tzinfo=UTC), "2022-06-30"),
        (datetime(2022, 6, 30, 23, 0, tzinfo=UTC), "2022-07-01"),
        (datetime(2022, 12, 31, 23, 59, tzinfo=UTC), "2022-12-31"),
    ],
)
def test_the_date_is_the_towns(at, day):
    assert london_date(at).isoformat() == day


def test_references_are_spoken_easily_and_tell_nothing():
    made = {short_reference() for _ in range(200)}
    assert len(made) == 200
    assert set("".join(made)) <= set(REFERENCE_LETTERS)
    assert not set(REFERENCE_LETTERS) & set("AEIOU01SL5")
