"""Who can come in by the door, at which address, and who waits to be let back in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Q

from wardmote.people.models import AddressChange, LetIn, Person, User
from wardmote.people.reads.holding import held_at, standing_of
from wardmote.people.rules import (
    ENDS_SIGN_IN,
    KNOWN_FOR,
    AddressState,
    LetInState,
    LockedOut,
    SeatKind,
)
from wardmote.register.models import Event
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody has to come in with."""

    invited: bool = False
    came_in: bool = False
    proves: bool = False  # a password or a passkey
    second_factor: bool = False

    @property
    def complete(self) -> bool:
        """Whether they can come in and the record opens."""
        return self.proves and self.second_factor

    @property
    def words(self) -> str:
        """What the page says of it."""
        if not self.invited:
            return "On paper"
        if self.complete:
            return "Can sign in"
        return "No second factor" if self.proves else "Has not come in yet"


ON_PAPER = Access()


@dataclass(frozen=True, slots=True)
class LetInShown:
    """Somebody who waits to be let in, opened for whoever is to confirm it."""

    row: LetIn
    person: Person
    asked_by: Person
    why: str
    recognised: str
    expired: bool
    may_answer: bool

    @property
    def waits(self) -> bool:
        """Whether somebody can still answer."""
        return self.row.state == LetInState.ASKED.value and not self.expired

    @property
    def state(self) -> str:
        """How far it is, in a word."""
        lapsed = self.expired and self.row.state == LetInState.ASKED.value
        return LetInState.EXPIRED.value if lapsed else self.row.state


def access_of(person_ids: Iterable[UUID]) -> dict[UUID, Access]:
    """What each of these people has to come in with; two queries."""
    users = list(User.objects.filter(person_id__in=list(person_ids), is_active=True))
    kinds: dict[UUID, set[str]] = {}
    found = Authenticator.objects.filter(user_id__in=[u.pk for u in users], type__in=SECOND_FACTORS)
    for user_id, kind in found.values_list("user_id", "type"):
        kinds.setdefault(user_id, set()).add(kind)
    return {
        user.person_id: Access(
            invited=True,
            came_in=user.last_login is not None,
            proves=user.has_usable_password() or Authenticator.Type.WEBAUTHN in kinds.get(user.pk, set()),
            second_factor=bool(kinds.get(user.pk)),
        )
        for user in users
    }


def who_can_come_in(person_ids: Collection[UUID]) -> set[UUID]:
    """Those of these people for whom the record opens when they sign in."""
    return {person_id for person_id, access in access_of(person_ids).items() if access.complete}


def cannot_sign_in(*, now: datetime) -> list[Person]:
    """For the home page: everybody in a seat today who has an address, and for whom the record does not open yet."""
    held = {h.person_id: h.person for h in held_at(now).select_related("person").order_by("person__name")}
    access = access_of(held)
    return [person for key, person in held.items() if key in access and not access[key].complete]


def addresses(*, now: datetime) -> list[tuple[Person, str]]:
    """Person and e-mail address of everybody who holds a seat today and can sign in."""
    seated = held_at(now).values("person_id")
    users = User.objects.filter(person__in=seated, is_active=True).select_related("person").order_by("email")
    return [(user.person, user.email) for user in users]


def email_taken(email: str, *, but_for: UUID | None = None) -> bool:
    """Whether somebody signs in with this address, or is about to; `but_for` names the person who may."""
    users = User.objects.filter(email__iexact=email)
    waiting = AddressChange.objects.filter(state=AddressState.WAITING.value)
    if but_for is not None:
        users, waiting = users.exclude(person_id=but_for), waiting.exclude(person_id=but_for)
    if users.exists():
        return True
    return any(opened(change, "email").casefold() == email.casefold() for change in waiting)


def user_of(person_id: UUID) -> User | None:
    """The sign-in of this person."""
    return User.objects.filter(person_id=person_id, is_active=True).first()


def sign_ins_that_open() -> list[User]:
    """Every sign-in that a password, an app, a passkey or a code still opens, by the person's name."""
    factors = set(Authenticator.objects.values_list("user_id", flat=True))
    users = User.objects.select_related("person").order_by("person__name", "pk")
    return [user for user in users if user.has_usable_password() or user.pk in factors]


def sign_ins_ended() -> dict[UUID, datetime]:
    """When each sign-in last lost something that opened it, as the log has it."""
    found: dict[UUID, datetime] = {}
    told = Event.objects.filter(deed__in=[deed.name for deed in ENDS_SIGN_IN]).values_list("subjects", "at")
    for subjects, at in told:
        for pk in (UUID(pk) for table, pk in subjects if table == User._meta.label_lower):
            found[pk] = max(at, found.get(pk, at))
    return found


def address_waiting(person_id: UUID) -> AddressChange | None:
    """The new address that waits for this person."""
    return AddressChange.objects.filter(person_id=person_id, state=AddressState.WAITING.value).first()


def addresses_due(*, now: datetime) -> list[AddressChange]:
    """The new addresses whose day of waiting is over."""
    due = AddressChange.objects.filter(state=AddressState.WAITING.value, takes_effect_at__lte=now)
    return list(due.select_related("person"))


def locked_out(person: Person, *, since: datetime, now: datetime) -> LockedOut:
    """What a let-in needs to know of this person. `since`: a change of address after it counts as waiting."""
    standing = standing_of(person.pk, now=now)
    access = access_of([person.pk]).get(person.pk, ON_PAPER)
    changed = Q(state=AddressState.WAITING.value) | Q(state=AddressState.TAKEN.value, settled_at__gt=since)
    return LockedOut(
        person_id=person.pk,
        seated=standing is not None,
        keeps_record=standing is not None and SeatKind.CLERK in standing.kinds,
        has_second_factor=access.second_factor,
        address_waits=AddressChange.objects.filter(changed, person=person).exists(),
    )


def known_since(person_id: UUID, *, now: datetime) -> datetime:
    """Since when this person has been on the panel, by the clock of the record; now, if they are not."""
    first = held_at(now).filter(person_id=person_id).order_by("recorded_at").first()
    return first.recorded_at if first else now


def open_let_in(person_id: UUID, *, now: datetime) -> LetIn | None:
    """The request for this person that somebody can still answer."""
    return LetIn.objects.filter(person_id=person_id, state=LetInState.ASKED.value, until_at__gt=now).first()


def let_in(let_in_id: UUID, *, viewer: Viewer, now: datetime) -> LetInShown | None:
    """One request, with its words, for somebody on the panel."""
    row = LetIn.objects.select_related("person", "asked_by", "answered_by").filter(pk=let_in_id).first()
    return _shown([row], viewer=viewer, now=now)[0] if row and viewer.on_panel else None


def let_ins(*, viewer: Viewer, now: datetime) -> list[LetInShown]:
    """The fifty newest requests, for somebody on the panel."""
    if not viewer.on_panel:
        return []
    rows = LetIn.objects.select_related("person", "asked_by", "answered_by").order_by("-recorded_at", "id")[:50]
    return _shown(list(rows), viewer=viewer, now=now)


def let_ins_waiting(*, viewer: Viewer, now: datetime) -> list[LetInShown]:
    """For the home page: the requests that this viewer may answer."""
    if not viewer.on_panel:
        return []
    rows = LetIn.objects.filter(state=LetInState.ASKED.value, until_at__gt=now).select_related("person", "asked_by")
    return [shown for shown in _shown(list(rows), viewer=viewer, now=now) if shown.may_answer]


def _shown(rows: list[LetIn], *, viewer: Viewer, now: datetime) -> list[LetInShown]:
    known = viewer.person_id is not None and now - known_since(viewer.person_id, now=now) >= KNOWN_FOR
    return [
        LetInShown(
            row=row,
            person=row.person,
            asked_by=row.asked_by,
            why=opened(row, "why"),
            recognised=opened(row, "recognised"),
            expired=now >= row.until_at,
            may_answer=known and viewer.person_id not in {row.asked_by_id, row.person_id},
        )
        for row in rows
    ]


def never_signed_in(*, now: datetime) -> list[User]:
    """The sign-ins of people who hold a seat today that were never used, by name."""
    seated = held_at(now).values("person_id")
    users = User.objects.filter(person__in=seated, is_active=True, last_login__isnull=True)
    return list(users.select_related("person").order_by("person__name", "pk"))


def without_second_factor(*, now: datetime) -> list[str]:
    """The names of those who hold a seat today, can sign in, and have neither an app nor a passkey."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    users = User.objects.filter(person__in=held_at(now).values("person_id"), is_active=True)
    without = users.exclude(authenticator__type__in=kinds).order_by("person__name")
    return list(without.values_list("person__name", flat=True))
