"""The form of the police's update: what it asks, what was typed, what of it is doubted, and the lines it became."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from wardmote.actions.models import Action
from wardmote.confidentiality.rules import NotHere
from wardmote.govuk.links import hash_of
from wardmote.govuk.words import clock, long_date, short_date
from wardmote.minutes import reads as minutes
from wardmote.minutes.models import Meeting
from wardmote.people import reads as people
from wardmote.people.rules import SeatKind
from wardmote.places.models import Place
from wardmote.places.rules import PlaceKind
from wardmote.policing import reads as policing
from wardmote.policing.rules import answer_by, state_words
from wardmote.register.models import Marked
from wardmote.register.reads import opened
from wardmote.register.rules import CONSULT, LONDON, Marking, Viewer, london_date
from wardmote.updates.models import FormLink, NilReturn, UpdateForm, UpdateLine
from wardmote.updates.reads.figures import figures_ready, held_against_figures
from wardmote.updates.rules import (
    Ask,
    Asked,
    Doubt,
    FormContext,
    Known,
    LinkEnded,
    Part,
    Typed,
    answer_lines,
    doubts_of,
    lines_of,
    marking_of_line,
    opens_on,
)

# Whoever fills in the form by the link. It has no rights: what the form shows is read for it here, and nothing else.
BY_LINK = Viewer(person_id=None, capacity="link to the form")
DAYS_BACK = 30  # that an update tells of, where no earlier meeting is in the record


def _asked_for(now: datetime) -> Viewer:
    """As whom the police's own promises are read for the form: like the police, without what they have an interest in.

    Never restricted rows: nobody is named here.
    """
    police = {person.pk for person, _, kind in people.holders(now=now) if kind is SeatKind.POLICE}
    interests = frozenset[UUID]().union(*(minutes.interests_of(person) for person in police))
    return Viewer(None, "update form", on_panel=True, police=True, signed_until=now + timedelta(1), interests=interests)


def actions_asked(*, now: datetime) -> list[Action]:
    """What the police owe, as the form repeats it: what is due first at the head."""
    return policing.asked_of_police(viewer=_asked_for(now), now=now)


def questions_asked(*, now: datetime) -> list[policing.QuestionShown]:
    """What the council has asked the police and has no answer to: the longest wait at the head."""
    return policing.unanswered(viewer=_asked_for(now), now=now)


def context_of(
    form: UpdateForm, *, asks: Sequence[Action], questions: Sequence[policing.QuestionShown], now: datetime
) -> FormContext:
    """What the form of a meeting is filled in about."""
    viewer, today = _asked_for(now), london_date(now)
    last = minutes.last_taken(on_or_before=min(form.meeting.held_on, today), viewer=viewer)
    since = last.held_on if last else today - timedelta(days=DAYS_BACK)
    posts = policing.team(viewer=viewer, now=now)
    return FormContext(
        meeting=long_date(form.meeting.held_on),
        asks=tuple(_ask(row) for row in asks),
        figures=tuple(figures_ready()),
        posts=tuple(f"{one.name}: {state_words(one.state)}." for one in posts),
        officers=tuple(json.loads(opened(form, "officers") or "[]")),
        front_door=opened(form, "front_door"),
        since_on=min(since, today),
        until_on=today,
        questions=tuple(_asked(one) for one in questions),
    )


def _asked(one: policing.QuestionShown) -> Asked:
    until = answer_by(one.row.recorded_at).astimezone(LONDON)
    words = f"Answer by {long_date(until.date())}, {clock(until.time())}"
    closed = one.row.marking == Marking.CONFIDENTIAL.value
    return Asked(one.row.reference, one.subject, one.words, one.clock.words, words, closed)


def _ask(row: Action) -> Ask:
    due = short_date(row.due_on) if row.due_on else opened(row, "due_words")
    return Ask(row.reference, opened(row, "what"), due, row.marking == Marking.CONFIDENTIAL.value)


def for_a_file(about: FormContext) -> FormContext:
    """The same for a file that goes by e-mail: without what is confidential."""
    return replace(
        about,
        asks=tuple(ask for ask in about.asks if not ask.closed),
        questions=tuple(replace(one, clock=one.answer_by) for one in about.questions if not one.closed),
    )


def typed_in(form: UpdateForm) -> dict[str, str]:
    """What stands in each blank."""
    return dict(json.loads(opened(form, "typed") or "{}"))


def known_places() -> Known:
    """The names of the places of the record, for telling a place from a person."""
    rows = list(Place.objects.values_list("name", "kind"))
    premises = frozenset(name for name, kind in rows if kind == PlaceKind.PREMISES.value)
    return Known(places=frozenset(name for name, _ in rows), premises=premises)


def doubts_in(typed: Typed, about: FormContext) -> list[Doubt]:
    """What the record and the published figures cannot support of what was typed, in the order of the form."""
    known = known_places()
    found: list[Doubt] = []
    for line in [*lines_of(typed, about), *answer_lines(typed, about)]:
        found += held_against_figures(line, list(doubts_of(line, typed=typed, known=known)))
    return found


def link_of(token: str, *, now: datetime) -> FormLink:
    """The link that this token opens.

    Raises:
        NotHere: there never was such a link here.
        LinkEnded: its time is over, it was taken back, or the form was given in.
    """
    row = FormLink.objects.select_related("form__meeting__body").filter(token_hash=hash_of(token)).first()
    if row is None:
        raise NotHere
    if row.revoked_at is not None or row.used_at is not None or now >= row.ends_at:
        raise LinkEnded("This link has ended. Nothing was saved. Ring the clerk for a new one.")
    return row


def open_links(*, now: datetime) -> list[FormLink]:
    """Every link that opens its form."""
    rows = FormLink.objects.filter(revoked_at__isnull=True, used_at__isnull=True, ends_at__gt=now)
    return list(rows.select_related("form"))


def form_found(form_id: UUID, *, viewer: Viewer, now: datetime) -> UpdateForm:
    """One form.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    return UpdateForm.objects.select_related("meeting__body").find(form_id, viewer=viewer, deed=CONSULT, now=now)


@dataclass(frozen=True, slots=True)
class LineShown:
    """A sentence of an update, opened."""

    row: UpdateLine
    part: Part
    words: str
    said_by: str
    nil: NilReturn | None


@dataclass(frozen=True, slots=True)
class UpdateShown:
    """An update with the lines that the viewer may see."""

    form: UpdateForm
    meeting: Meeting
    lines: Sequence[LineShown]
    links: Sequence[tuple[FormLink, str]]  # with the address: for the clerk alone
    link_open: bool
    started: bool  # something was typed

    @property
    def given(self) -> bool:
        """Whether the police have given it in."""
        return self.form.given_at is not None

    @property
    def shown(self) -> list[Marked]:
        """The rows that it opens."""
        return [self.form, *(line.row for line in self.lines)]


def update_found(form_id: UUID, *, viewer: Viewer, now: datetime) -> UpdateShown:
    """One update, with how its form went out.

    Raises:
        NotHere, Refused: as `decide` says.
    """
    form = form_found(form_id, viewer=viewer, now=now)
    links = list(form.links.order_by("-recorded_at"))
    live = [one for one in links if one.revoked_at is None and one.used_at is None and now < one.ends_at]
    return UpdateShown(
        form=form,
        meeting=form.meeting,
        lines=lines_told(form.meeting, viewer=viewer, now=now),
        links=[(one, opened(one, "to_address")) for one in links] if viewer.keeps_record else [],
        link_open=bool(live),
        started=bool(form.typed),
    )


def lines_told(meeting: Meeting, *, viewer: Viewer, now: datetime) -> list[LineShown]:
    """The sentences of the update for a meeting, once it was given in, as far as the viewer may see them.

    One that repeats an action goes no further than the action does by now, and is shown as it is marked.
    """
    rows = UpdateLine.objects.visible_to(viewer, now=now).filter(
        form__meeting=meeting, form__given_at__isnull=False, withdrawn_at__isnull=True
    )
    seen = Action.objects.visible_to(viewer, now=now).values("pk")
    rows = rows.filter(Q(action__isnull=True) | Q(action__in=seen))
    rows = rows.select_related("action", "form").order_by("position")
    nils = {nil.line_id: nil for nil in NilReturn.objects.filter(line__in=rows)}
    for row in rows:
        row.marking = marking_of_line(Marking(row.marking), of_action=row.action.marking if row.action else None)
    return [
        LineShown(row, Part(row.part), opened(row, "words"), opened(row, "said_by"), nils.get(row.pk)) for row in rows
    ]


@dataclass(frozen=True, slots=True)
class MeetingForm:
    """A planned meeting with its form, if there is one yet."""

    meeting: Meeting
    form: UpdateForm | None


def coming_forms(*, viewer: Viewer, now: datetime) -> list[MeetingForm]:
    """The planned meetings, the first one first, each with the form that the viewer may know of."""
    planned = list(minutes.planned(now=now, viewer=viewer))
    seen = UpdateForm.objects.visible_to(viewer, now=now).filter(meeting__in=planned)
    forms = {form.meeting_id: form for form in seen}
    return [MeetingForm(one, forms.get(one.pk)) for one in planned]


def past_forms(*, viewer: Viewer, now: datetime) -> list[UpdateForm]:
    """The updates of meetings that are over, the newest first."""
    rows = UpdateForm.objects.visible_to(viewer, now=now).filter(meeting__held_on__lt=london_date(now))
    return list(rows.select_related("meeting__body").order_by("-meeting__held_on"))


def to_prepare(*, viewer: Viewer, now: datetime) -> list[Meeting]:
    """For the timer: the planned meetings that are near enough and have no form yet."""
    today = london_date(now)
    near = [one for one in minutes.planned(now=now, viewer=viewer) if opens_on(one.held_on) <= today]
    known = set(UpdateForm.objects.filter(meeting__in=near).values_list("meeting_id", flat=True))
    return [one for one in near if one.pk not in known]


def forms_to_send(*, viewer: Viewer, now: datetime) -> list[UpdateForm]:
    """For the clerk's desk: forms that are ready, of which no letter went, and that nobody has given in."""
    rows = UpdateForm.objects.visible_to(viewer, now=now).filter(given_at__isnull=True, links__isnull=True)
    return list(
        rows.filter(meeting__held_on__gte=london_date(now)).select_related("meeting").order_by("meeting__held_on")
    )


def last_front_door() -> str:
    """The number of the children's front door as the clerk typed it last."""
    row = UpdateForm.objects.exclude(front_door=b"").order_by("-recorded_at").first()
    return opened(row, "front_door") if row else ""
