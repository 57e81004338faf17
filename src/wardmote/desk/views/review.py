"""The review of a meeting's notes: one question after the other, each answered with one key. The clock is read here."""

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wardmote.actions.rules import DueTooEarly, NoAction
from wardmote.confidentiality.rules import NotHere
from wardmote.crime.reads import claims_of
from wardmote.desk import writes
from wardmote.desk.forms.review import Missed, Owner
from wardmote.desk.reads import review as reads
from wardmote.desk.reads.review import Question, Review, Step
from wardmote.desk.rules.reviewing import AnswerKind, NothingToUndo
from wardmote.desk.writes import Whose
from wardmote.documents.tree import StatementKind
from wardmote.govuk.doors import for_clerk
from wardmote.govuk.words import count_of
from wardmote.meetings.pack import when_and_where
from wardmote.minutes import reads as minutes
from wardmote.minutes.rules import NotesStand, SettledAlready, Verdict
from wardmote.people import reads as people
from wardmote.people.rules import NotDone
from wardmote.places.rules import NotDone as PlaceNotDone
from wardmote.register.rules import Marking
from wardmote.register.writes import consulted

PAIR_WORDS = {
    AnswerKind.MATTER: "Is this the same matter as before?",
    AnswerKind.ACTION: "Is this the same action as before?",
    AnswerKind.NAME: "Is this the same person?",
    AnswerKind.PLACE: "Is this the same road or place, spelt in two ways?",
}
WORDS = {
    StatementKind.DECISION: "Something was decided",
    StatementKind.ACTION: "Somebody is to do something",
    StatementKind.SPENDING: "Money is to be spent",
    StatementKind.CLAIM: "Something is compared",
}


@for_clerk
@require_GET
def review(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The next question, with its item on one side and the original on the other."""
    return _page(request, meeting_id, step=request.GET.get("item"), ask=request.GET.get("ask"))


def _page(
    request: HttpRequest,
    meeting_id: UUID,
    *,
    step: str | None = None,
    ask: str | None = None,
    forms: Mapping[UUID, Owner] | None = None,
    missed: Missed | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    found = reads.review(meeting_id, viewer=request.viewer, now=now)
    here = found.step(step)
    question = _question(here, ask)
    asked = here.questions if here else ()
    consulted([*found.page.shown, *(row for q in asked for row in q.rows)], by=request.viewer, now=now)
    if question and forms is None:
        seats = people.seats_and_holders(now=now)
        forms = {r.said.row.pk: _owner_form(r, seats) for r in question.readings if r.owed}
    page = {
        "review": found,
        "step": here,
        "question": question,
        "passage": found.passage(here, question) if here else [],
        "forms": forms or {},
        "missed": missed
        or Missed(prefix="missed", initial={"item": here.item.row.pk if here and here.item.row else None}),
        "checks": {one.said.row.pk: one.check for one in claims_of(found.page.meeting, viewer=request.viewer, now=now)},
        "says": WORDS,
        "asks": PAIR_WORDS,
        "when": when_and_where,
        "markings": [m.value for m in (Marking.PUBLIC, Marking.PANEL, Marking.CONFIDENTIAL)],
    }
    return render(request, "desk/review.html", page, status=status)


def _question(step: Step | None, key: str | None) -> Question | None:
    """The question that was asked for, else the first that waits."""
    questions: Sequence[Question] = step.questions if step else ()
    return next((q for q in questions if q.key == key), None) or next((q for q in questions if q.open), None)


def _owner_form(reading: reads.Reading, seats: list[tuple[str, str]], data: object = None) -> Owner:
    owed = reading.owed
    assert owed is not None
    initial = {"seat": str(owed.row.owner_seat_id or ""), "due_on": owed.due_on}
    return Owner(data, prefix=str(reading.said.row.pk), initial=initial, seats=seats, as_written=owed.owner)


def _back(meeting_id: UUID, step: str = "") -> HttpResponse:
    """To the next question: of the same item while it asks, then of the next."""
    where = reverse("desk:review", args=[meeting_id])
    return redirect(f"{where}{f'?item={step}' if step else ''}")


@for_clerk
@require_POST
def head(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Say that it was this meeting, with these people."""
    writes.answer_head(meeting_id, by=request.viewer, now=timezone.now())
    return _back(meeting_id)


@for_clerk
@require_POST
def item(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Take an item as it was read."""
    writes.answer_item(item_id, by=request.viewer, now=timezone.now())
    return _back(meeting_id)


@for_clerk
@require_POST
def marking(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Say how far an item may go."""
    try:
        chosen = Marking(request.POST.get("marking", ""))
    except ValueError:
        raise NotHere from None
    made = writes.mark_item(item_id, marking=chosen, by=request.viewer, now=timezone.now())
    if made.stayed:
        stay = "stays as it is" if made.stayed == 1 else "stay as they are"
        said = f"{count_of(made.stayed, 'paragraph')} {stay}: lower what is confidential on its own page."
        messages.warning(request, f"{said} What came from the police only they can lower.")
    return _back(meeting_id, str(item_id))


@for_clerk
@require_POST
def sentence(request: HttpRequest, meeting_id: UUID, statement_id: UUID) -> HttpResponse:
    """Say whether a sentence was read rightly, and whose its action is."""
    now = timezone.now()
    found = reads.review(meeting_id, viewer=request.viewer, now=now)
    step, question = _asked(found, statement_id)
    right = set(request.POST.getlist("reading")) if request.POST.get("say") == "yes" else set()
    verdicts = {
        r.said.row.pk: Verdict.RIGHT if str(r.said.row.pk) in right else Verdict.WRONG for r in question.readings
    }
    seats = people.seats_and_holders(now=now)
    forms = {r.said.row.pk: _owner_form(r, seats, request.POST) for r in question.readings if r.owed}
    kept = {pk: form for pk, form in forms.items() if verdicts[pk] is Verdict.RIGHT}
    refused = partial(_page, request, meeting_id, step=step.key, ask=question.key, forms=forms, status=422)
    if not all(form.is_valid() for form in kept.values()):
        return refused()
    whose = {
        pk: Whose(people.seat_by_id(form.cleaned_data["seat"]), form.cleaned_data["due_on"])
        for pk, form in kept.items()
    }
    try:
        writes.answer_sentence(statement_id, verdicts=verdicts, whose=whose, by=request.viewer, now=now)
    except DueTooEarly as refusal:
        for form in kept.values():
            form.add_error("due_on", str(refusal))
        return refused()
    except NotesStand as said:
        messages.warning(request, str(said))
    return _back(meeting_id, step.key)


def _asked(found: Review, subject_id: UUID) -> tuple[Step, Question]:
    asked = next(((s, q) for s in found.steps for q in s.questions if q.subject_id == subject_id), None)
    if asked is None:
        raise NotHere
    return asked


@for_clerk
@require_POST
def pair(request: HttpRequest, meeting_id: UUID, proposal_id: UUID, kind: AnswerKind) -> HttpResponse:
    """Say whether two matters, or two actions, are one."""
    now = timezone.now()
    meeting = minutes.meeting_found(meeting_id, viewer=request.viewer)
    if meeting is None:
        raise NotHere
    same = request.POST.get("say") == "yes"
    try:
        writes.answer_pair(proposal_id, kind=kind, same=same, meeting=meeting, by=request.viewer, now=now)
    except SettledAlready as said:
        messages.warning(request, str(said))
    return _back(meeting_id, request.POST.get("item", ""))


@for_clerk
@require_POST
def name(request: HttpRequest, meeting_id: UUID, attendance_id: UUID) -> HttpResponse:
    """Say whether a name as written is somebody whom the record knows."""
    now = timezone.now()
    step, question = _asked(reads.review(meeting_id, viewer=request.viewer, now=now), attendance_id)
    person = people.person_named(question.earlier) if request.POST.get("say") == "yes" else None
    try:
        writes.answer_name(attendance_id, words=question.words, person=person, by=request.viewer, now=now)
    except (NotDone, NotesStand) as said:
        messages.warning(request, str(said))
    return _back(meeting_id, step.key)


@for_clerk
@require_POST
def place(request: HttpRequest, meeting_id: UUID, pair_id: UUID) -> HttpResponse:
    """Say whether two spellings are one road or place."""
    now = timezone.now()
    found = reads.review(meeting_id, viewer=request.viewer, now=now)
    step, question = _asked(found, pair_id)
    try:
        writes.answer_place(
            found.page.meeting,
            pair_id=pair_id,
            name=question.earlier,
            other=question.words,
            same=request.POST.get("say") == "yes",
            by=request.viewer,
            now=now,
        )
    except PlaceNotDone as said:
        messages.warning(request, str(said))
    return _back(meeting_id, step.key)


@for_clerk
@require_POST
def missed(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Keep a promise that was not read as one."""
    form = Missed(request.POST, prefix="missed")
    item_id = form.cleaned_data.get("item") if form.is_valid() else None
    step = str(item_id or request.POST.get("missed-item", ""))
    if form.is_valid():
        line, now = form.cleaned_data["line"], timezone.now()
        try:
            writes.add_missed(meeting_id, line=line, item_id=item_id, by=request.viewer, now=now)
        except (NoAction, DueTooEarly) as refusal:
            form.add_error("line", str(refusal))
        else:
            messages.success(request, "The action is kept. Undo takes it back.")
            return _back(meeting_id, step)
    return _page(request, meeting_id, step=step, missed=form, status=422)


@for_clerk
@require_POST
def undo(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Take back one's last answer."""
    try:
        undone = writes.undo(meeting_id, by=request.viewer, now=timezone.now())
    except NothingToUndo as said:
        messages.warning(request, str(said))
    else:
        if undone.refused:
            messages.warning(request, f"{undone.refused} The next undo takes back the answer before it.")
    return _back(meeting_id)
