"""Request -> one read or one deed -> page. The clock is read here."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.documents.paper_pdf import to_pdf
from wardmote.documents.paper_word import to_docx
from wardmote.documents.read import read_bytes
from wardmote.documents.several import Given, in_order
from wardmote.documents.source import Unreadable
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.law import reads as law
from wardmote.law.rules import BodyKind
from wardmote.meetings import reads, writes
from wardmote.meetings.agenda import Agenda, agenda
from wardmote.meetings.forms import Adopt, GiveBack, MakePack, Mark, TakeNotes
from wardmote.meetings.pack import pack, when_and_where
from wardmote.meetings.rules import INFORMATION_ONLY
from wardmote.membership import reads as membership
from wardmote.minutes import reads as minutes
from wardmote.minutes import writes as minutes_writes
from wardmote.minutes.models import Meeting
from wardmote.minutes.rules import (
    BEFORE_SUMMONS,
    LIVES_ON,
    AdoptedBy,
    NotAdopted,
    NotesNeed,
    NotesStand,
    NotFromHere,
    PoliceLower,
    SettledAlready,
    TakenAlready,
)
from wardmote.people import reads as people
from wardmote.register.rules import Marking, Viewer, london_date
from wardmote.register.writes import consulted

A_PAGE = 50
PDF, WORD = "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@for_panel
@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting, newest first."""
    page = Paginator(minutes.meetings(viewer=request.viewer), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "meetings/meetings.html", {"page": page, "when": when_and_where})


def _who_comes(meeting: Meeting, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """Which officers are asked to a planned meeting, and who has apologised."""
    asked = membership.requests_for(meeting, viewer=viewer, now=now)
    return {"asked": asked, "apologised": membership.apologies_for(meeting, viewer=viewer, now=now)}


@for_panel
@require_GET
def meeting(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting: its notes with the original beside them, or, before it is held, its agenda."""
    now = timezone.now()
    page = reads.meeting_page(meeting_id, viewer=request.viewer, now=now)
    planned = None
    if not page.has_notes:
        planned = agenda(page.meeting, viewer=request.viewer, now=now)
    beside = _who_comes(page.meeting, request.viewer, now) if planned else {}
    rows = [one.row for found in beside.values() for one in found]
    consulted([*page.shown, *(planned.shown if planned else []), *rows], by=request.viewer, now=now)
    shown: dict[str, Any] = {"page": page, "agenda": planned, "when": when_and_where, "pack_form": MakePack()}
    shown |= {"information_only": INFORMATION_ONLY, **beside}
    if planned:
        shown |= {"give_back": GiveBack(), "before": reads.former_days(page.meeting)}
        shown |= _notice(page.meeting, today=london_date(now))
        shown |= {"undo": reads.can_undo(page.meeting) if request.viewer.keeps_record else None}
    return render(request, "meetings/meeting.html", shown)


def _notice(planned: Meeting, *, today: date) -> dict[str, Any]:
    """The last day of issue, as long as the meeting is to come and nobody was summoned."""
    if planned.state not in BEFORE_SUMMONS or planned.held_on < today:
        return {"notice": None}
    notice = law.notice_of(BodyKind(planned.body.kind), held_on=planned.held_on)
    return {"notice": notice, "notice_past": notice.is_past(today)}


@for_clerk
@require_http_methods(["GET", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Give the notes of a meeting."""
    if request.method == "GET":
        return render(request, "meetings/take.html", {"form": TakeNotes()})
    form = TakeNotes(request.POST, request.FILES)
    status = 422
    if form.is_valid() and len(form.cleaned_data["file"]) > 1:
        return _take_several(request, form)
    if form.is_valid():
        (file,) = form.cleaned_data["file"]
        content = file.read()
        try:
            taken = writes.take(
                read_bytes(content, name=file.name),
                content=content,
                file_name=file.name,
                body_name=form.cleaned_data["body_name"] or None,
                held_on=form.cleaned_data["held_on"],
                by=request.viewer,
                now=timezone.now(),
            )
        except Unreadable as refusal:
            form.add_error("file", f"{refusal} Nothing was stored.")
        except (TakenAlready, NotFromHere) as refusal:
            form.add_error("file", str(refusal))
            status = 409
        except NotesNeed as need:
            form.add_error("body_name" if "body" in str(need) else "held_on", str(need))
        else:
            if taken.new:
                return redirect("desk:review", taken.meeting.pk)
            messages.info(request, "This file is in the record already. Nothing was changed.")
            return redirect("meetings:meeting", taken.meeting.pk)
    return render(request, "meetings/take.html", {"form": form}, status=status)


def _take_several(request: HttpRequest, form: TakeNotes) -> HttpResponse:
    """Take old notes, the oldest first: each by itself, so that one that can't be taken keeps back no other."""
    if form.cleaned_data["held_on"]:
        form.add_error("held_on", "One day cannot be that of every file. Nothing was stored. Leave it empty.")
        return render(request, "meetings/take.html", {"form": form}, status=422)
    outcomes = []
    for one in in_order((file.name, file.read()) for file in form.cleaned_data["file"]):
        outcomes.append((one, *_take_one(one, form.cleaned_data["body_name"] or None, request.viewer)))
    return render(request, "meetings/several.html", {"outcomes": outcomes})


def _take_one(one: Given, body_name: str | None, by: Viewer) -> tuple[Meeting | None, str]:
    """The meeting of this file, and whether it is new or known; or why it was not taken."""
    if one.document is None:
        return None, f"{one.why_not} It was not stored."
    try:
        taken = writes.take(
            one.document,
            content=one.content,
            file_name=one.name,
            body_name=body_name,
            held_on=None,
            by=by,
            now=timezone.now(),
        )
    except (NotFromHere, NotesNeed, TakenAlready) as refusal:
        return None, str(refusal)
    return taken.meeting, "Taken in" if taken.new else "In the record already"


@for_panel
@require_POST
def make_pack(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The pack as a file: what this person may see, and no more."""
    now = timezone.now()
    form = MakePack(request.POST)
    planned = reads.meeting_page(meeting_id, viewer=request.viewer, now=now).meeting
    if not form.is_valid():
        messages.error(request, "Choose a form for the pack. Nothing was made.")
        return redirect("meetings:meeting", meeting_id)
    chosen = form.cleaned_data["form"]
    made = agenda(planned, viewer=request.viewer, now=now)
    paper = pack(made, reader=people.name_of(request.viewer.person_id), now=now)
    content = to_docx(paper) if chosen == "docx" else to_pdf(paper, large_print=chosen == "large")
    writes.hand_out_pack(planned, rows=made.shown, by=request.viewer, now=now)
    return _file(content, name=_pack_name(planned, made, chosen), kind=WORD if chosen == "docx" else PDF)


def _pack_name(planned: Meeting, made: Agenda, chosen: str) -> str:
    closed = any(row.marking not in {Marking.PUBLIC, Marking.PANEL} for row in made.shown)
    marking = ("EXAMPLE-" if settings.TOWN.example else "") + ("CONFIDENTIAL" if closed else "PANEL")
    return f"{marking}-pack-{planned.held_on:%Y-%m-%d}{'-large-print' if chosen == 'large' else ''}." + (
        "docx" if chosen == "docx" else "pdf"
    )


def _file(content: bytes, *, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@for_clerk
@require_POST
def tell_members(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Tell everybody on the panel that the pack is ready."""
    now = timezone.now()
    planned = reads.meeting_page(meeting_id, viewer=request.viewer, now=now).meeting
    link = request.build_absolute_uri(reverse("meetings:meeting", args=[planned.pk]))
    before = request.build_absolute_uri(reverse("membership:apology", args=["-"])).removesuffix("-/")
    told = writes.tell_members(planned, link=link, apology_before=before, by=request.viewer, now=now)
    lie, become = ("letter lies", "it is a file") if told == 1 else ("letters lie", "they are files")
    messages.success(request, f"{told} {lie} in the outbox; within a minute {become} in the town's mail folder.")
    return redirect("meetings:meeting", meeting_id)


@for_panel
@require_GET
def original(request: HttpRequest, original_id: UUID) -> HttpResponse:
    """The file as it was given."""
    now = timezone.now()
    row, name, content = reads.original_file(original_id, viewer=request.viewer, now=now)
    consulted([row], by=request.viewer, now=now)
    safe = "".join(c if c.isalnum() or c in "-_. " else "_" for c in name)
    return _file(content, name=safe, kind="application/octet-stream")


@for_panel
@require_http_methods(["GET", "POST"])
def paragraph(request: HttpRequest, paragraph_id: UUID) -> HttpResponse:
    """One paragraph: what its sentences were read as, and how far it may go."""
    now = timezone.now()
    page = reads.paragraph_page(paragraph_id, viewer=request.viewer, now=now)
    form = Mark(request.POST or None, initial={"marking": page.line.row.marking})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                marking = Marking(form.cleaned_data["marking"])
                writes.mark_paragraph(paragraph_id, marking=marking, by=request.viewer, now=now)
            except (NotesStand, PoliceLower) as refusal:
                form.add_error("marking", str(refusal))
                status = 409
            else:
                messages.success(request, f"This paragraph is now marked {marking}.")
                return redirect(f"{reverse('meetings:meeting', args=[page.line.row.meeting_id])}#p-{paragraph_id}")
    if page.line.row.from_police and not request.viewer.police:
        form.offer_from(page.line.row.marking)
    consulted(page.shown, by=request.viewer, now=now)
    shown = {"page": page, "form": form, "lives_on": [kind.value for kind in LIVES_ON]}
    return render(request, "meetings/paragraph.html", shown, status=status)


@for_clerk
@require_POST
def settle(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """Say that what a statement left open has been answered."""
    row = minutes_writes.settle_statement(statement_id, by=request.viewer, now=timezone.now())
    messages.success(request, "It is settled, and not carried over again.")
    return redirect("meetings:paragraph", row.paragraph_id)


@for_clerk
@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """Note who adopted a recommendation to spend."""
    now = timezone.now()
    said, paragraph = minutes.statement_found(statement_id, viewer=request.viewer, now=now)
    form = Adopt(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = {**form.cleaned_data, "how": AdoptedBy(form.cleaned_data["how"])}
            try:
                minutes_writes.adopt(statement_id, **told, by=request.viewer, now=now)
            except NotAdopted as refusal:
                form.add_error("adopted_on", str(refusal))
                status = 409
            else:
                messages.success(request, "It is noted who adopted it.")
                return redirect("meetings:paragraph", paragraph.pk)
    consulted([paragraph], by=request.viewer, now=now)
    shown = {"form": form, "words": said.words, "paragraph_id": paragraph.pk}
    return render(request, "meetings/adopt.html", shown, status=status)


@for_clerk
@require_POST
def withdraw_adoption(request: HttpRequest, adoption_id: UUID) -> HttpResponse:
    """Take back that a recommendation was adopted."""
    row = minutes_writes.withdraw_adoption(adoption_id, by=request.viewer, now=timezone.now())
    messages.success(request, "It waits for adoption again.")
    return redirect("meetings:paragraph", row.statement.paragraph_id)


@for_clerk
@require_POST
def confirm(request: HttpRequest, decision_id: UUID) -> HttpResponse:
    """Say that a decision was read rightly."""
    now = timezone.now()
    try:
        minutes_writes.confirm_decision(decision_id, by=request.viewer, now=now)
    except NotesStand as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The decision is confirmed.")
    return redirect("meetings:paragraph", minutes.paragraph_of_decision(decision_id))


@for_panel
@require_GET
def matters(request: HttpRequest) -> HttpResponse:
    """The matters with their streaks."""
    now = timezone.now()
    words = request.GET.get("q", "").strip()
    if words:  # titles are sealed: to search them is to open them all
        found = minutes.streaks(viewer=request.viewer, now=now)
        found = [s for s in found if words.casefold() in s.title.casefold()]
        page: Page[Any] = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    else:
        page = Paginator(minutes.matters(viewer=request.viewer, now=now), A_PAGE).get_page(request.GET.get("page"))
        page.object_list = minutes.opened_matters(page.object_list)  # type: ignore[assignment]  # opened
    consulted([s.matter for s in page], by=request.viewer, now=now)
    return render(request, "meetings/matters.html", {"page": page, "q": words})


@for_panel
@require_GET
def matter(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """One matter from meeting to meeting."""
    now = timezone.now()
    page = reads.matter_page(matter_id, viewer=request.viewer, now=now)
    consulted(page.shown, by=request.viewer, now=now)
    return render(request, "meetings/matter.html", {"page": page})


@for_clerk
@require_POST
def settle_matter(request: HttpRequest, matter_id: UUID) -> HttpResponse:
    """Say that a matter is at an end, or that it is not."""
    settled = request.POST.get("settled") == "yes"
    minutes_writes.settle_matter(matter_id, settled=settled, by=request.viewer, now=timezone.now())
    messages.success(request, "The matter is at an end." if settled else "The matter is open again.")
    return redirect("meetings:matter", matter_id)


@for_clerk
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for the clerk's yes or no."""
    now = timezone.now()
    page = reads.waiting(viewer=request.viewer, now=now, first=A_PAGE)
    consulted(page.shown, by=request.viewer, now=now)
    to_judge = reads.to_judge(viewer=request.viewer, now=now)
    return render(request, "meetings/waiting.html", {"page": page, "to_judge": to_judge})


@for_clerk
@require_POST
def judge(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Say whether two matters are one."""
    deed = writes.join_matters if request.POST.get("same") == "yes" else minutes_writes.refuse_join
    try:
        deed(proposal_id, by=request.viewer, now=timezone.now())
    except SettledAlready as said:
        messages.warning(request, str(said))
    return redirect("meetings:waiting")
