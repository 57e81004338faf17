"""The list of proposals: which are shown, searched for, and in which order."""

from dataclasses import dataclass
from datetime import date, datetime

from wardmote.proposals.models import Asking, Proposal
from wardmote.proposals.reads.known import AskingShown, Known, known, whom
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer

SHOWS = {
    "all": "All",
    "waiting": "Waiting for an answer",
    "chase": "To be chased",
    "look": "To be looked at again",
    "disputed": "Disputed",
    "back": "Answer is back",
}
SORTS = {"waits": "Longest wait", "what": "What is proposed", "to": "To whom", "asked": "Newest"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for."""

    show: str = "all"
    words: str = ""
    sort: str = "waits"


@dataclass(frozen=True, slots=True)
class Listed:
    """A proposal in the list, opened: what, to whom last, and everything that holds of it at once."""

    known: Known
    what: str
    last: Asking | None  # the newest asking that the viewer may see
    to: str  # the body of that

    @property
    def row(self) -> Proposal:
        """The row."""
        return self.known.row

    @property
    def asked_on(self) -> date | None:
        """When it was last put to somebody, as far as the viewer may see that."""
        return self.last.asked_on if self.last else None

    @property
    def longest(self) -> AskingShown | None:
        """Who is waited for the longest, of those whom the viewer may see."""
        return next((one for one in self.known.waiting if one.row.pk in self.known.seen), None)

    @property
    def shown(self) -> list[Marked]:
        """The rows that it opens."""
        return [self.row, *([self.last] if self.last else [])]


def _in(one: Known, show: str) -> bool:
    match show:
        case "waiting":
            return bool(one.waiting)
        case "chase":
            return bool(one.to_chase)
        case "look":
            return bool(one.expected(one.as_of))
        case "disputed":
            return bool(one.disputes)
        case "back":
            return bool(one.answers_back)
    return True


def listed(want: Wanted, *, viewer: Viewer, now: datetime) -> tuple[list[Listed], dict[str, int]]:
    """The proposals that are asked for; and how many each filter holds. Words are sealed, so all are opened."""
    every = known(Proposal.objects.all(), viewer=viewer, now=now)
    counts = {show: sum(_in(one, show) for one in every) for show in SHOWS}
    found = [_listed(one) for one in every if _in(one, want.show)]
    asked = want.words.casefold().split()
    found = [one for one in found if all(word in _text(one) for word in asked)]
    match want.sort:
        case "what":
            found.sort(key=lambda one: one.what.casefold())
        case "to":
            found.sort(key=lambda one: (one.to.casefold(), one.what.casefold()))
        case "asked":
            found.sort(key=lambda one: one.asked_on or date.min, reverse=True)
        case _:
            found.sort(key=lambda one: -(one.longest.days if one.longest else -1))
    return found, counts


def _text(one: Listed) -> str:
    return f"{one.what} {one.to} {one.row.from_body.name} {one.row.reference}".casefold()


def _listed(one: Known) -> Listed:
    last = next((asking for asking in reversed(one.askings) if asking.pk in one.seen), None)
    return Listed(one, opened(one.row, "what"), last, whom(last) if last else "")


MOST_TO_ADD_TO = 50


def to_add_to(*, viewer: Viewer, now: datetime) -> list[tuple[Proposal, str]]:
    """The newest proposals, to which a sentence may be added."""
    rows = Proposal.objects.visible_to(viewer, now=now).order_by("-recorded_at", "id")[:MOST_TO_ADD_TO]
    return [(row, opened(row, "what")) for row in rows]
