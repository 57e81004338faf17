"""What can happen to places."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from wardmote.places import reads
from wardmote.places.models import Place, Spelling
from wardmote.places.rules import (
    ACCEPT_SPELLING,
    ADD_PLACE,
    CALL_COUNCIL,
    WITHDRAW_SPELLING,
    NotDone,
    PlaceKind,
    is_telephone,
    must_keep_record,
)
from wardmote.register import writes as register
from wardmote.register.rules import Viewer
from wardmote.towns.folder import call_town


@transaction.atomic
def add_place(name: str, *, kind: PlaceKind, by: Viewer, now: datetime) -> Place:
    """Make a place, or give the one of this kind and name."""
    place = reads.place_named(name, kind=kind)
    if place is None:
        place = Place.objects.create(name=name, kind=kind.value, recorded_at=now)
        register.record(place, deed=ADD_PLACE, by=by, now=now)
    return place


@transaction.atomic
def accept_spelling(place: Place, *, words: str, by: Viewer, now: datetime) -> Spelling:
    """From now on these words of the notes mean this place.

    Raises:
        NotDone: somebody else than the clerk asks, or the words are empty, too long, or mean another place. Nothing
            is stored.
    """
    must_keep_record(by)
    words = " ".join(words.split())
    if not words or len(words) > 120:
        raise NotDone("A spelling has between 1 and 120 letters. Nothing was saved.")
    others = Place.objects.exclude(pk=place.pk)
    taken = others.filter(name__iexact=words).first() or others.filter(spellings__words__iexact=words).first()
    if taken:
        raise NotDone(f"“{words}” means {taken.name} already. Nothing was saved.")
    kept = Spelling.objects.filter(place=place, words__iexact=words).first()
    if kept is None:
        kept = Spelling.objects.create(place=place, words=words, recorded_at=now)
        register.record(kept, place, deed=ACCEPT_SPELLING, by=by, now=now)
    return kept


@transaction.atomic
def withdraw_spelling(spelling: Spelling, *, by: Viewer, now: datetime) -> None:
    """Take back that a spelling means a place.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
    """
    must_keep_record(by)
    register.record(spelling, deed=WITHDRAW_SPELLING, by=by, now=now)
    spelling.delete()


@transaction.atomic
def call_council(name: str, *, telephone: str | None = None, by: Viewer, now: datetime) -> str:
    """Say what the council is called on pages, letters and the public record. Its folder and keys stay as they are.

    `telephone` is the clerk's number, which then stands on every page; without one, it stays as it is.

    Raises:
        NotDone: somebody else than the clerk asks, or name or number are empty or too long. Nothing is stored.
    """
    must_keep_record(by)
    name = " ".join(name.split())
    if not name or len(name) > 80:
        raise NotDone("The name has between 1 and 80 letters. Nothing was saved.")
    number = telephone if telephone is None else " ".join(telephone.split())
    if number and not is_telephone(number):
        raise NotDone("This is no telephone number. Nothing was saved. Write it with digits, such as 01234 567890.")
    register.record(deed=CALL_COUNCIL, by=by, now=now)
    call_town(settings.TOWN, name, telephone=number)
    return name
