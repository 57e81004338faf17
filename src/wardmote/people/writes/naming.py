"""What a person is called, and how they are reached."""

from datetime import date, datetime

from django.db import transaction

from wardmote.people import reads
from wardmote.people.models import AddressChange, Contact, Person, Spelling, User
from wardmote.people.rules import (
    ACCEPT_SPELLING,
    CORRECT_NAME,
    EDIT_PERSON,
    KEEP_CONTACT,
    NOTE_E_SUMMONS,
    WITHDRAW_SPELLING,
    NameTaken,
    NotDone,
    must_keep_record,
    one_line,
    without_title,
)
from wardmote.people.writes.entry import change_address, open_sign_in
from wardmote.register import writes as register
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date


@transaction.atomic
def accept_spelling(person: Person, *, words: str, by: Viewer, now: datetime) -> Spelling:
    """From now on these words of the notes mean this person.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
        NameTaken: the words are empty, too long, or mean somebody else. Nothing is stored.
    """
    must_keep_record(by)
    words = without_title(words) or one_line(words)
    if not words or len(words) > 120:
        raise NameTaken("A spelling has between 1 and 120 letters. Nothing was saved.")
    others = Person.objects.exclude(pk=person.pk)
    taken = others.filter(name__iexact=words).first() or others.filter(spellings__words__iexact=words).first()
    if taken:
        raise NameTaken(f"“{words}” means {taken.name} already. Nothing was saved.")
    kept = Spelling.objects.filter(person=person, words__iexact=words).first()
    if kept is None:
        kept = Spelling.objects.create(person=person, words=words, recorded_at=now)
        register.record(kept, person, deed=ACCEPT_SPELLING, by=by, now=now)
    return kept


@transaction.atomic
def withdraw_spelling(spelling: Spelling, *, by: Viewer, now: datetime) -> None:
    """Take back that a spelling means a person.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
    """
    must_keep_record(by)
    register.record(spelling, deed=WITHDRAW_SPELLING, by=by, now=now)
    spelling.delete()


@transaction.atomic
def correct_name(person: Person, *, name: str, by: Viewer, now: datetime) -> Person:
    """Spell a name rightly. The notes are not touched: the old spelling goes on to mean this person.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
        NameTaken: somebody else bears the name. Nothing is stored.
    """
    must_keep_record(by)
    name, before = one_line(name), person.name
    others = Person.objects.exclude(pk=person.pk)
    if others.filter(name__iexact=name).exists() or others.filter(spellings__words__iexact=name).exists():
        raise NameTaken(f"There is somebody called {name} already. Nothing was saved. Write the name in full.")
    if name == before:
        return person
    Spelling.objects.filter(person=person, words__iexact=name).delete()
    if not others.filter(name__iexact=before).exists() and name.casefold() != before.casefold():
        accept_spelling(person, words=before, by=by, now=now)
    person.name = name
    person.save(update_fields=["name"])
    register.record(person, deed=CORRECT_NAME, by=by, now=now)
    return person


@transaction.atomic
def edit_person(person: Person, *, name: str, email: str, by: Viewer, now: datetime) -> AddressChange | None:
    """Spell a name rightly and give an address to sign in with; what is the same as before is left alone.

    Gives the change of address, if there is one.

    Raises:
        NotDone: somebody else than the clerk asks, an address waits, or one was left out. Nothing is stored.
        NameTaken: somebody else bears the name. Nothing is stored.
        AddressTaken: somebody signs in with this address. Nothing is stored.
    """
    correct_name(person, name=name, by=by, now=now)
    user = reads.user_of(person.pk)
    changed = None
    if user and not email:
        raise NotDone("A sign-in needs its address. Nothing was saved. To keep somebody out, end their seat.")
    if user and user.email != email.lower():
        changed = change_address(person, email=email, by=by, now=now)
    elif email and not user:
        open_sign_in(person, email=email, password=None, by=by, now=now)
    register.record(person, deed=EDIT_PERSON, by=by, now=now)
    return changed


@transaction.atomic
def keep_contact(
    person: Person,
    *,
    email: str,
    telephone: str,
    email_shown: bool,
    telephone_shown: bool,
    by: Viewer,
    now: datetime,
) -> Contact:
    """Keep how a person is reached, and which of it the panel may see, as the person said.

    Raises:
        NotDone: somebody else than the clerk asks. Nothing is stored.
    """
    must_keep_record(by)
    contact = Contact.objects.select_for_update().filter(person=person).first()
    contact = contact or Contact(person=person, recorded_at=now)
    contact.email = register.sealed(contact, "email", email)
    contact.telephone = register.sealed(contact, "telephone", one_line(telephone))
    contact.email_shown, contact.telephone_shown = email_shown, telephone_shown
    contact.save()
    register.record(contact, person, deed=KEEP_CONTACT, by=by, now=now)
    return contact


@transaction.atomic
def note_e_summons(person: Person, *, agreed_on: date | None, on_paper: bool, by: Viewer, now: datetime) -> Contact:
    """Note that a person agreed to be summoned by e-mail, or that they are summoned on paper (`agreed_on` is none).

    Only the person and the clerk can; the law lets a summons go by e-mail only to a member who agreed.

    Raises:
        NotDone: somebody else asks, the day is to come, or there is no address. Nothing is stored.
    """
    if by.person_id != person.pk:
        must_keep_record(by)
    contact = Contact.objects.select_for_update().filter(person=person).first()
    contact = contact or Contact(person=person, recorded_at=now)
    if agreed_on is not None:
        if agreed_on > london_date(now):
            raise NotDone("This day is to come. Nothing was saved. Give the day on which it was said.")
        if not (opened(contact, "email") or User.objects.filter(person=person, is_active=True).exists()):
            raise NotDone("There is no e-mail address. Nothing was saved. Note the address first.")
    contact.e_summons_on, contact.e_summons_on_paper = agreed_on, on_paper and agreed_on is not None
    contact.save()
    register.record(contact, person, deed=NOTE_E_SUMMONS, by=by, now=now)
    return contact
