"""What the pages of this room have in common: choices of bodies and meetings, and a form that is one deed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from wardmote.govuk import sheets
from wardmote.govuk.sheets import Sheet
from wardmote.govuk.words import long_date
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Body, Meeting, Paragraph
from wardmote.minutes.reads import Said
from wardmote.minutes.rules import NotAdopted
from wardmote.proposals.models import Proposal
from wardmote.proposals.rules import ProposalNeeds
from wardmote.proposals.writes import Put
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date

MOST_MEETINGS = 60


def form_page(
    request: HttpRequest, form: forms.Form, sheet: Sheet, *, deed: Callable[[dict[str, Any]], Any], **more: Any
) -> HttpResponse:
    """A page with one form: the deed, and on to its proposal."""

    def done(told: dict[str, Any]) -> Any:
        try:
            return deed(told)
        except NotAdopted as refusal:
            raise ProposalNeeds("adopts", str(refusal)) from None

    def to(made: Any) -> str:
        return reverse("proposals:proposal", args=[made if isinstance(made, UUID) else made.proposal_id])

    return sheets.form_page(request, form, sheet, deed=done, to=to, template="proposals/form.html", **more)


def back_to(row: Proposal) -> tuple[str, str]:
    """The link back to a proposal. Its words may be long, so its reference stands for them."""
    return f"Proposal {row.reference}", reverse("proposals:proposal", args=[row.pk])


def bodies() -> dict[str, Body]:
    """Every body, by its id as a form sends it."""
    return {str(one.pk): one for one in Body.objects.order_by("name")}


def meetings(*, viewer: Viewer, now: datetime) -> dict[str, Meeting]:
    """The newest meetings until today, of whichever body."""
    rows = minutes.meetings(viewer=viewer).filter(held_on__lte=london_date(now))[:MOST_MEETINGS]
    return {str(one.pk): one for one in rows}


def choices_of(rows: dict[str, Any]) -> list[tuple[str, str]]:
    """Bodies by name, meetings by body and day."""
    words = {
        key: f"{one.body.name}, {long_date(one.held_on)}" if isinstance(one, Meeting) else one.name
        for key, one in rows.items()
    }
    return list(words.items())


def day_of(given: date | None, meeting: Meeting | None, *, now: datetime) -> date:
    """The day that was typed, else that of the meeting, else today."""
    return given or (meeting.held_on if meeting else london_date(now))


def put_of(told: dict[str, Any], known: dict[str, Body], held: dict[str, Meeting], *, now: datetime) -> Put:
    """To whom a proposal is put, as it was typed."""
    meeting = held.get(told["meeting"])
    return Put(
        asked_on=day_of(told["asked_on"], meeting, now=now),
        to_body=known.get(told["to_body"]),
        meeting=meeting,
        **{name: told[name] for name in ("outside", "asked_by", "asked_of", "email", "answer_by", "chase_days")},
    )


@dataclass(frozen=True, slots=True)
class Source:
    """The sentence of the notes from which a page was opened."""

    said: Said
    paragraph: Paragraph

    @property
    def initial(self) -> dict[str, Any]:
        """What it says already of a claim or an expectation."""
        told = self.said.particulars
        return {
            "words": self.said.words,
            "said_by": told.get("said_by", ""),
            "meeting": str(self.paragraph.meeting_id),
            "look_on": told.get("due_on"),
        }


def source_of(request: HttpRequest, *, now: datetime) -> Source | None:
    """The sentence that `?statement=` names.

    Raises:
        NotHere, Refused: it is not one that this viewer may read.
    """
    asked = request.GET.get("statement", "")
    try:
        statement_id = UUID(asked)
    except ValueError:
        return None
    return Source(*minutes.statement_found(statement_id, viewer=request.viewer, now=now))


def title_of(row: Proposal) -> str:
    """What is proposed."""
    return opened(row, "what")
