"""Request -> one read or one deed -> page. The clock is read here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wardmote.documents.paper_pdf import to_pdf
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.govuk.words import count_of, long_date, short_date
from wardmote.meetings import reads as meetings_reads
from wardmote.meetings import writes as meetings
from wardmote.meetings.pack import when_and_where
from wardmote.meetings.rules import AgendaShut
from wardmote.minutes import reads as minutes
from wardmote.minutes import writes as minutes_writes
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import CannotMove, NotesStand, NotFromHere, NotSigned
from wardmote.people import reads as people
from wardmote.register.rules import london_date
from wardmote.register.writes import consulted
from wardmote.summons import forms, reads, writes
from wardmote.summons.pack import notice_paper, summons_paper
from wardmote.summons.rules import Handed, NotDelivered, NotSummoned, ToldAlready

PDF = "application/pdf"
REFUSALS = (AgendaShut, CannotMove, NotDelivered, NotFromHere, NotSigned, NotSummoned, NotesStand, ToldAlready)
CUT = 80  # letters of a paragraph in a list


@dataclass(frozen=True, slots=True)
class Act:
    """Something that can be done with a meeting: its page, and the deed behind it."""

    title: str
    told: str
    button: str
    form: Callable[[HttpRequest, Meeting, datetime], Form]
    deed: Callable[[HttpRequest, Meeting, Form, datetime], str]
    warning: bool = False


def _plain(of: Callable[..., Form], **initial: Any) -> Callable[[HttpRequest, Meeting, datetime], Form]:
    def made(request: HttpRequest, meeting: Meeting, now: datetime) -> Form:
        return of(request.POST if request.method == "POST" else None, initial=initial)

    return made


def _summon_form(request: HttpRequest, meeting: Meeting, now: datetime) -> Form:
    name = people.name_of(request.viewer.person_id) or ""
    kept = {"signed_by": name, "title": f"{request.viewer.capacity} and Proper Officer"}
    return forms.Summon(request.POST if request.method == "POST" else None, initial=kept)


def _go_on_form(request: HttpRequest, meeting: Meeting, now: datetime) -> Form:
    items = [(str(one.identity), f"{one.number}. {one.words}") for one in reads.noticed(meeting)]
    return forms.GoOn(request.POST if request.method == "POST" else None, items=items)


def _approve_form(request: HttpRequest, meeting: Meeting, now: datetime) -> Form:
    later = reads.later_meetings(meeting, viewer=request.viewer, today=london_date(now))
    choices = [(str(one.pk), long_date(one.held_on)) for one in later]
    first = choices[0][0] if choices else "none"
    return forms.Approve(
        request.POST if request.method == "POST" else None, later=choices, initial={"at_meeting": first}
    )


def _correct_form(request: HttpRequest, meeting: Meeting, now: datetime) -> Form:
    shown = minutes.notes(meeting, viewer=request.viewer, now=now)
    consulted(shown.shown, by=request.viewer, now=now)
    lines = [line for item in shown.items for line in item.lines]
    choices = [(str(one.row.pk), one.text[:CUT]) for one in lines]
    return forms.Correct(request.POST if request.method == "POST" else None, paragraphs=choices)


def _freeze(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    meetings.freeze_agenda(meeting, by=request.viewer, now=now)
    return "The agenda is frozen. What comes later is a numbered supplement."


def _unfreeze(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    meetings.unfreeze_agenda(meeting, by=request.viewer, now=now)
    return "The agenda can be changed again, as a new version."


def _supplement(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    page = reads.steps_page(meeting.pk, viewer=request.viewer, now=now)
    late = page.notice.required and page.notice_past
    row = meetings.add_supplement(meeting, **form.cleaned_data, information_only=late, by=request.viewer, now=now)
    after = " It came after the last lawful day of issue, so it is for information only." if late else ""
    return f"Supplement {row.number} is added.{after}"


def _summon(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    late = meetings_reads.supplements(meeting, viewer=request.viewer, now=now)
    paper = to_pdf(summons_paper(meeting, late, **form.cleaned_data, today=london_date(now)))
    before = request.build_absolute_uri(reverse("membership:apology", args=["-"])).removesuffix("-/")
    writes.summon(meeting, **form.cleaned_data, paper=paper, apology_before=before, by=request.viewer, now=now)
    return "The members are summoned. Print a copy for everybody who is summoned on paper."


def _notice(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    writes.post_notice(meeting, **form.cleaned_data, by=request.viewer, now=now)
    return "It is noted that the public notice is up."


def _postpone(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    told = {**form.cleaned_data, "place": form.cleaned_data["place"] or None}
    on = writes.postpone(meeting, **told, by=request.viewer, now=now)
    return f"The meeting is postponed to {long_date(on.held_on)}, with its agenda."


def _cancel(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    writes.cancel(meeting, **form.cleaned_data, by=request.viewer, now=now)
    return "The meeting is cancelled."


def _undo(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    writes.undo_put_off(meeting, by=request.viewer, now=now)
    return "The meeting is again what it was before."


def _tell(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    told = writes.tell_put_off(meeting, by=request.viewer, now=now)
    return f"{count_of(told, 'member')} to be told. Letters lie in the outbox; tell the others on paper."


def _go_on(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    told = {**form.cleaned_data, "place": form.cleaned_data["place"] or None}
    told["remaining"] = {UUID(one) for one in told["remaining"]}
    on = writes.go_on(meeting, **told, by=request.viewer, now=now)
    return f"The meeting goes on on {long_date(on.held_on)}, with what remains."


def _circulate(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    link = request.build_absolute_uri(reverse("meetings:meeting", args=[meeting.pk]))
    told = writes.circulate(meeting, link=link, by=request.viewer, now=now)
    return f"The notes are circulated: {count_of(told, 'letter')} in the outbox."


def _take_back(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    writes.take_back_notes(meeting, by=request.viewer, now=now)
    return "The notes are a draft again."


def _approve(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    told = dict(form.cleaned_data)
    at = told.pop("at_meeting")
    later = minutes.meeting_found(UUID(at), viewer=request.viewer) if at and at != "none" else None
    minutes_writes.approve(meeting, **told, at_meeting=later, by=request.viewer, now=now)
    return "The notes are approved. Nothing in them is changed any more."


def _correct(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    told = dict(form.cleaned_data)
    of = told.pop("paragraph")
    minutes_writes.correct(meeting, paragraph_id=UUID(of) if of else None, **told, by=request.viewer, now=now)
    return "The correction stands beside the notes."


def _publish(request: HttpRequest, meeting: Meeting, form: Form, now: datetime) -> str:
    writes.publish(meeting, by=request.viewer, now=now)
    return "It is noted that the notes are published."


NO_WORDS = _plain(forms.Nothing)
ACTS: dict[str, Act] = {
    "freeze": Act(
        "Freeze the agenda",
        "From now on nobody changes it. What comes later is a numbered supplement.",
        "Freeze the agenda",
        NO_WORDS,
        _freeze,
    ),
    "unfreeze": Act(
        "Unfreeze the agenda", "It can be changed again, as a new version.", "Unfreeze it", NO_WORDS, _unfreeze
    ),
    "supplement": Act(
        "Add a supplement",
        "It gets the next number. After the last lawful day of issue it is for information only.",
        "Add it",
        _plain(forms.Supplement),
        _supplement,
    ),
    "summon": Act(
        "Summon the members",
        "Who agreed to e-mail gets the summons by e-mail. Everybody else gets a printed copy from you.",
        "Summon the members",
        _summon_form,
        _summon,
    ),
    "notice": Act(
        "Note the public notice",
        "Print the notice, put it up, and note it here.",
        "Save",
        _plain(forms.PutUp),
        _notice,
    ),
    "postpone": Act(
        "Postpone the meeting",
        "The agenda moves to a new meeting on the new day. You can undo this until members are told.",
        "Postpone it",
        _plain(forms.Postpone),
        _postpone,
        warning=True,
    ),
    "cancel": Act(
        "Cancel the meeting",
        "A cancelled meeting does not count for attendance. You can undo this until members are told.",
        "Cancel it",
        _plain(forms.Reason),
        _cancel,
        warning=True,
    ),
    "undo": Act("Undo it", "The meeting is again what it was. A new day is given up.", "Undo it", NO_WORDS, _undo),
    "tell": Act(
        "Tell the members", "They are told as they were summoned. It can’t be undone.", "Tell them", NO_WORDS, _tell
    ),
    "go-on": Act(
        "Set the day on which it goes on",
        "An adjourned meeting takes only the business that remains.",
        "Set the day",
        _go_on_form,
        _go_on,
    ),
    "circulate": Act(
        "Circulate the notes",
        "Everybody who can sign in gets a letter with a link to the draft.",
        "Circulate them",
        NO_WORDS,
        _circulate,
    ),
    "take-back": Act("Make the notes a draft again", "The letters have gone.", "Take back", NO_WORDS, _take_back),
    "approve": Act(
        "Approve the notes",
        "From then on nothing in them changes. What is wrong is corrected beside them. It can’t be undone.",
        "Approve them",
        _approve_form,
        _approve,
        warning=True,
    ),
    "correct": Act(
        "Add a correction",
        "It is signed and dated, and stands beside the notes. It can’t be changed either.",
        "Add it",
        _correct_form,
        _correct,
    ),
    "publish": Act(
        "Publish the notes",
        "Note here that they are published. The public reads what is marked public, by a release.",
        "They are published",
        NO_WORDS,
        _publish,
    ),
}


@for_clerk
@require_GET
def steps(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """What has been done for a meeting, and what comes next."""
    page = reads.steps_page(meeting_id, viewer=request.viewer, now=timezone.now())
    consulted([one.row for one in page.supplements], by=request.viewer, now=timezone.now())
    return render(request, "summons/steps.html", {"page": page, "acts": ACTS, "when": when_and_where})


@for_clerk
@require_http_methods(["GET", "POST"])
def do(request: HttpRequest, meeting_id: UUID, what: str) -> HttpResponse:
    """One step: what it means, what it needs, and its button."""
    now = timezone.now()
    act = ACTS.get(what)
    if act is None:
        raise Http404
    page = reads.steps_page(meeting_id, viewer=request.viewer, now=now)
    form = act.form(request, page.meeting, now)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                said = act.deed(request, page.meeting, form, now)
            except REFUSALS as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, said)
                return redirect("summons:steps", meeting_id)
    shown = {"page": page, "act": act, "what": what, "form": form, "when": when_and_where}
    return render(request, "summons/do.html", shown, status=status)


@for_clerk
@require_http_methods(["GET", "POST"])
def deliver(request: HttpRequest, delivery_id: UUID) -> HttpResponse:
    """Note how a printed copy reached a member, or take that back."""
    now = timezone.now()
    row = reads.delivery(delivery_id)
    meeting_id = row.row.summons.meeting_id
    if request.POST.get("take_back") == "yes":
        writes.note_delivery(delivery_id, handed=None, handed_on=None, by=request.viewer, now=now)
        messages.success(request, "Taken back: it is not handed over yet.")
        return redirect("summons:steps", meeting_id)
    form = forms.HandOver(request.POST if request.method == "POST" else None, initial={"handed_on": london_date(now)})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            handed, day = Handed(form.cleaned_data["handed"]), form.cleaned_data["handed_on"]
            try:
                writes.note_delivery(delivery_id, handed=handed, handed_on=day, by=request.viewer, now=now)
            except NotDelivered as refusal:
                form.add_error("handed_on", str(refusal))
                status = 409
            else:
                messages.success(request, f"Noted: {handed.value} on {short_date(day)}.")
                return redirect("summons:steps", meeting_id)
    return render(request, "summons/deliver.html", {"one": row, "form": form, "meeting_id": meeting_id}, status=status)


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=PDF)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@for_panel
@require_GET
def summons_file(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The summons as it went out, to print."""
    row, content = reads.summons_paper(meeting_id, viewer=request.viewer)
    return _file(content, f"summons-{row.version.held_on:%Y-%m-%d}.pdf")


@for_panel
@require_GET
def notice(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The public notice: which body meets, when, where, and on what business."""
    page = reads.steps_page(meeting_id, viewer=request.viewer, now=timezone.now())
    shown = {"page": page, "business": reads.noticed(page.meeting), "when": when_and_where}
    return render(request, "summons/notice.html", shown)


@for_panel
@require_GET
def notice_file(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The public notice as a PDF, to print and put up."""
    now = timezone.now()
    page = reads.steps_page(meeting_id, viewer=request.viewer, now=now)
    public = page.rules.public_may_attend
    paper = notice_paper(page.meeting, page.supplements, public=public, today=london_date(now))
    return _file(to_pdf(paper), f"notice-{page.meeting.held_on:%Y-%m-%d}.pdf")
