"""The six things that a town begins with, how lines of members are read, and what notes offer. Pure."""

import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from wardmote.documents.tree import Document, Named
from wardmote.law.rules import BodyKind, kind_of_body
from wardmote.minutes.rules import POLICE_TITLE
from wardmote.register.rules import LONDON, REFERENCE_LETTERS, Deed, Verb, Viewer

FOUND_TOWN = Deed("desk.found_town", Verb.COLLECT)
INVITE = Deed("desk.invite", Verb.DISCLOSE)
FOUNDER = Viewer(person_id=None, capacity="founder", on_panel=True, keeps_record=True)

AGREEMENT = """Confidentiality agreement

At meetings of the panel I may hear or read things that are confidential. I agree:

1. to tell nobody outside the panel what is marked confidential or restricted;
2. to keep papers and screens where nobody else can read them, and to give papers back when asked;
3. to use what I learn only for the work of the panel;
4. to tell the clerk at once if something has got out;
5. to leave the room, and the papers, of any matter in which I have an interest.

This goes on after I leave the panel. It holds for one year from the day I sign, and is signed again each year."""

NAME_LENGTH, SEAT_LENGTH = 120, 40
CODE_LENGTH = 10
COUNCILLOR, NO_SEAT, POLICE_CONTACT = "Councillor", "Member", "Police contact"  # where nobody says what the seat is


class FoundedAlready(Exception):
    """Somebody has begun the record of this town."""

    def __init__(self) -> None:
        super().__init__(
            "Somebody has begun this record already. Nothing of yours was stored. "
            "If it was not your clerk, tell whoever runs this machine."
        )


class NotTheExample(Exception):
    """The invented town takes no real one in."""

    def __init__(self) -> None:
        super().__init__("This is the example town. Nothing was stored. Begin a town of your own beside it.")


class Unsound(Exception):
    """One of the six things cannot be so; `part` says which."""

    def __init__(self, part: str, says: str) -> None:
        super().__init__(says)
        self.part = part


class Unread(Exception):
    """A line of members that was not understood."""


@dataclass(frozen=True, slots=True)
class SeatLine:
    """Somebody, what they sit as, and the address they sign in with, if one was given."""

    name: str
    seat: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The day of the next meeting; time and place if they are known."""

    held_on: date
    starts: time | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Founding:
    """The six things. What is not known yet is none, and is not made up."""

    town: str
    clerk: SeatLine
    body: str | None
    body_kind: BodyKind = BodyKind.EXTERNAL_PARTNERSHIP
    members: tuple[SeatLine, ...] = ()
    next: NextMeeting | None = None
    police: SeatLine | None = None


def starting_code(web_key: str) -> str:
    """What opens the first page: printed where Wardmote is started, the same until the town has begun.

    >>> len(starting_code("a key")), starting_code("a key") == starting_code("another key")
    (10, False)
    """
    figures = hmac.digest(web_key.encode(), b"desk.starting_code", "sha256")
    return "".join(REFERENCE_LETTERS[figure % len(REFERENCE_LETTERS)] for figure in figures[:CODE_LENGTH])


def same_code(typed: str, code: str) -> bool:
    """Whether the typed code is the right one, whatever its spaces, hyphens and capitals; in the same time each time.

    >>> same_code("bcdf-ghjk mn", "BCDFGHJKMN"), same_code("", "BCDFGHJKMN")
    (True, False)
    """
    letters = re.sub(r"[\s-]", "", typed).upper()
    return hmac.compare_digest(letters.encode(), code.encode())


def clerks_seat(town: str) -> str:
    """What the clerk of such a town is called.

    >>> clerks_seat("Anytown Parish Council"), clerks_seat("Anytown")
    ('Parish Clerk', 'Town Clerk')
    """
    return "Parish Clerk" if re.search(r"\bparish\b", town, re.IGNORECASE) else "Town Clerk"


# Lines of members

_ADDRESS = re.compile(r"[<(\[]?(?:mailto:)?([^\s<>()\[\],;:]*@[^\s<>()\[\],;]*)[>)\]]?", re.IGNORECASE)
SOUND_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}", re.ASCII)
_BULLET = re.compile(r"^\s*(?:[-–•*·]|\d{1,3}[.)])\s*")
_CUTS = re.compile(r"[,;|\t]|\s[–—-]\s")
_COUNCILLOR = r"(?:Cllrs?|Clrs?|Councillors?)\b\.?"
_COURTESY = re.compile(
    rf"^(?:(?:{_COUNCILLOR}|(?:Mr|Mrs|Ms|Miss|Mx|Dr|Revd?|Sir|Dame|Prof|Canon|Alderman)\b\.?)\s+)+", re.IGNORECASE
)
_SEAT = re.compile(
    r"(?:(?:deputy|vice)[ -])*(?:(?:town|parish) )?(?:mayor|chair\w*|clerk|warden|leader)\b", re.IGNORECASE
)
_SEAT_THEN_NAME = re.compile(rf"((?i:{_SEAT.pattern}))\s+(?=[A-Z])")


def read_member(words: str) -> SeatLine:
    """One line of the list of members, as people write them: name, seat, address; in any usual order.

    Raises:
        Unread: no name is in it, or what looks like an address is none.

    >>> read_member("Cllr Ben Member, Mayor, ben@anytown.example")
    SeatLine(name='Ben Member', seat='Mayor', email='ben@anytown.example')
    >>> read_member("Mayor: Cllr Mrs Ben Member <BEN@anytown.example>").seat, read_member("- Cllr Cy Oddly").seat
    ('Mayor', 'Councillor')
    """
    bare = _BULLET.sub("", " ".join(words.split(" ")).strip())
    addresses = _ADDRESS.findall(bare)
    if len(addresses) > 1 or not all(SOUND_ADDRESS.fullmatch(one) for one in addresses):
        raise Unread("its e-mail address is not one address")
    rest = re.sub(r"\(([^()]*)\)", r", \1", _ADDRESS.sub(",", bare))
    parts = [" ".join(part.split()) for part in _CUTS.split(rest) if part.strip(" .:")]
    if parts and ":" in parts[0]:
        seat, _, name = parts[0].partition(":")
        parts = [name.strip(), seat.strip(), *parts[1:]]
    elif parts and (both := _SEAT_THEN_NAME.match(parts[0])):
        parts = [parts[0][both.end() :], both[1], *parts[1:]]
    elif len(parts) > 1 and _SEAT.match(parts[0]) and not _SEAT.match(parts[1]):
        parts[:2] = parts[1::-1]
    councillor = bool(parts and re.match(_COUNCILLOR, parts[0], re.IGNORECASE))
    name = _COURTESY.sub("", parts[0]) if parts else ""
    seat = ", ".join(part for part in parts[1:] if part) or (COUNCILLOR if councillor else NO_SEAT)
    if not re.search(r"[^\W\d_]{2}", name):
        raise Unread("it has no name")
    if len(name) > NAME_LENGTH or len(seat) > SEAT_LENGTH:
        raise Unread("the name or the seat is too long")
    return SeatLine(name, seat, addresses[0].lower() if addresses else None)


def read_members(text: str) -> tuple[list[SeatLine], list[str]]:
    """The list of members, one a line; and a sentence for each line that was not understood.

    >>> members, unread = read_members("Ben Member, Mayor\\n\\n???\\nCllr Cy Oddly; Cllr Di Even")
    >>> [one.name for one in members], unread
    (['Ben Member', 'Cy Oddly', 'Di Even'], ['Line 3 was not understood: it has no name. It says “???”'])
    """
    members: list[SeatLine] = []
    unread: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        for words in re.split(rf"[;,]\s*(?={_COUNCILLOR}\s+[A-Z])", line):
            if not words.strip():
                continue
            try:
                members.append(read_member(words))
            except Unread as why:
                unread.append(f"Line {number} was not understood: {why}. It says “{line.strip()[:80]}”")
    return members, unread


# What cannot be so


def must_be_sound(founding: Founding, *, today: date) -> None:
    """Go on only with six things that can be so.

    Raises:
        Unsound: a day is past, or two people or addresses are one.
    """
    if founding.next and founding.next.held_on < today:
        raise Unsound("held_on", "This day is past. Nothing was stored. Give a day to come, or leave it empty.")
    seen: set[tuple[str, str]] = set()
    whose: dict[str, str] = {}
    given: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for part, one in everybody(founding):
        name = one.name.casefold()
        if kinds.setdefault(one.seat.casefold(), part) != part:
            why = "A seat belongs to the clerk, to members or to the police, and opens what they may see."
            raise Unsound(part, f"“{one.seat}” stands here for two kinds of people. Nothing was stored. {why}")
        if (name, one.seat.casefold()) in seen:
            raise Unsound(part, f"{one.name} stands here twice as {one.seat}. Nothing was stored. Take one out.")
        seen.add((name, one.seat.casefold()))
        if one.email and whose.setdefault(one.email.casefold(), name) != name:
            raise Unsound(part, f"Two people have the address {one.email}. Nothing was stored. Each needs their own.")
        if one.email and given.setdefault(name, one.email.casefold()) != one.email.casefold():
            raise Unsound(part, f"{one.name} has two e-mail addresses. Nothing was stored. Keep one.")


def everybody(founding: Founding) -> Iterator[tuple[str, SeatLine]]:
    """Everybody who gets a seat, each with the part of the six things that names them."""
    yield "clerk", founding.clerk
    yield from (("members", one) for one in founding.members)
    if founding.police:
        yield "police_name", founding.police


# What notes offer


@dataclass(frozen=True, slots=True)
class Offer:
    """What last meeting's notes say of the six things, to be read and mended before anything is kept."""

    town: str = ""
    body: str = ""
    body_kind: str = BodyKind.EXTERNAL_PARTNERSHIP.value
    clerk: str = ""
    members: str = ""
    held_on: date | None = None
    starts: str = ""
    place: str = ""
    police_name: str = ""
    police_post: str = ""


_TOWN_OF_BODY = re.compile(r"^(.+?)\s+(?:Town|Parish|Police|Policing|Community|Safer|Neighbourhood|Partnership)\b")
_CLERK = re.compile(r"\bclerk\b", re.IGNORECASE)


def offered(document: Document, *, today: date) -> Offer:
    """What a document offers. A next meeting that is past is not offered."""
    clerk = next((one for one in _people(document) if _CLERK.search(one.role or "")), None)
    members = [one for one in _people(document) if one is not clerk and not _of_police(one)]
    town = _TOWN_OF_BODY.match(document.body or "")
    at = document.next_meeting
    local = at.astimezone(LONDON) if isinstance(at, datetime) else None
    day = local.date() if local else at
    to_come = day if day and day >= today else None
    post, officer = _police_seen(document)
    return Offer(
        town=town[1] if town else "",
        body=document.body or "",
        body_kind=kind_of_body(document.body or "").value,
        clerk=clerk.name if clerk else "",
        members="\n".join(dict.fromkeys(_line(one) for one in members)),
        held_on=to_come,
        starts=f"{local:%H:%M}" if local and to_come else "",
        place=(document.place or "") if to_come else "",
        police_name=officer,
        police_post=post,
    )


def _people(document: Document) -> Iterable[Named]:
    return (*document.present, *document.apologies, *document.in_attendance)


def _line(one: Named) -> str:
    name = " ".join(part for part in (one.title, one.name) if part)
    return ", ".join(part for part in (" ".join(name.split()), one.role) if part)


def _of_police(one: Named) -> bool:
    return bool(POLICE_TITLE.search(f"{one.title or ''} {one.role or ''}"))


def _police_seen(document: Document) -> tuple[str, str]:
    """Rank and name of the first of the police who came, or else who spoke; both empty if none did."""
    for one in _people(document):
        if _of_police(one):
            return (one.title or one.role or "").strip(), one.name
    for said in document.statements():
        rank = POLICE_TITLE.match(said.said_by or "")
        if rank and (name := (said.said_by or "")[rank.end() :].strip()):
            return rank[0], name
    return "", ""
