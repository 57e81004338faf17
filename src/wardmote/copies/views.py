"""Request -> one read or one deed -> page. The clock is read here."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from pypdf import PdfWriter

from wardmote.confidentiality.rules import has_signed
from wardmote.copies import forms, reads, writes
from wardmote.copies.pack import closed_rows, copy_paper
from wardmote.copies.reads import Candidate
from wardmote.copies.rules import NotMade, NotNoted, Whereabouts
from wardmote.copies.writes import Made
from wardmote.documents.paper_pdf import to_pdf
from wardmote.govuk.doors import for_clerk
from wardmote.govuk.words import count_of, short_date
from wardmote.meetings import reads as meetings
from wardmote.meetings import writes as meetings_writes
from wardmote.meetings.agenda import agenda
from wardmote.meetings.pack import pack, when_and_where
from wardmote.minutes.models import Meeting
from wardmote.minutes.reads import viewer_for
from wardmote.register.rules import Viewer, london_date
from wardmote.register.writes import consulted


def _meeting(meeting_id: UUID, viewer: Viewer, now: datetime) -> Meeting:
    return meetings.meeting_page(meeting_id, viewer=viewer, now=now).meeting


@for_clerk
@require_http_methods(["GET", "POST"])
def copies(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The numbered copies of a meeting's confidential part, and the form that makes more."""
    now = timezone.now()
    meeting = _meeting(meeting_id, request.viewer, now)
    candidates = reads.candidates(meeting, now=now)
    may = [one for one in candidates if one.signed]
    form = forms.MakeCopies(
        request.POST if request.method == "POST" else None,
        readers=[(str(one.person.pk), ", ".join(filter(None, (one.person.name, one.seat)))) for one in may],
        initial={"readers": [str(one.person.pk) for one in may if one.on_paper and not one.has_one], "size": "normal"},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            chosen = [one for one in may if str(one.person.pk) in form.cleaned_data["readers"]]
            try:
                made = _make(meeting, chosen, large=form.cleaned_data["size"] == "large", by=request.viewer, now=now)
            except NotMade as refusal:
                form.add_error("readers", str(refusal))
                status = 409
            else:
                messages.success(request, f"{count_of(made, 'copy', 'copies')} made. Print and hand them over.")
                return redirect("copies:copies", meeting_id)
    shown = reads.copies_of(meeting, viewer=request.viewer, now=now)
    consulted([one.row for one in shown], by=request.viewer, now=now)
    page = {"meeting": meeting, "copies": shown, "form": form, "unsigned": [c for c in candidates if not c.signed]}
    page |= {"may": may, "signed": has_signed(request.viewer, now), "when": when_and_where}
    return render(request, "copies/copies.html", page, status=status)


def _make(meeting: Meeting, readers: Sequence[Candidate], *, large: bool, by: Viewer, now: datetime) -> int:
    """Set a paper for each reader, by what that reader may see, and keep them."""
    seen = {row.pk for row in agenda(meeting, viewer=by, now=now).shown}
    first, papers = reads.next_number(meeting), list[Made]()
    for reader in readers:
        theirs = agenda(meeting, viewer=viewer_for(reader.person.pk, now=now), now=now)
        rows = closed_rows(theirs)
        if not seen.issuperset(row.pk for row in rows):
            raise NotMade(
                f"The copy of {reader.person.name} would hold a matter that is closed to you. Nothing was made. "
                "Ask a deputy to make it."
            )
        paper = copy_paper(theirs, number=first + len(papers), reader=reader.person.name, now=now)
        if paper is None:
            raise NotMade(
                f"Nothing in these papers is confidential for {reader.person.name}. Nothing was made. "
                "Leave that reader out."
            )
        papers.append(Made(reader.person, to_pdf(paper, large_print=large), rows))
    return len(writes.make(meeting, papers=papers, first=first, by=by, now=now))


@for_clerk
@require_POST
def print_all(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Every copy that nobody has been handed yet, in one file."""
    now = timezone.now()
    meeting = _meeting(meeting_id, request.viewer, now)
    shown = reads.copies_of(meeting, viewer=request.viewer, now=now)
    wanted = [one.row.pk for one in shown if one.state is Whereabouts.PRINTED]
    if not wanted:
        messages.error(request, "No copy waits to be printed. Nothing was made.")
        return redirect("copies:copies", meeting_id)
    return _files(request, meeting, wanted, now=now)


@for_clerk
@require_POST
def copy_file(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """One copy, as it was made."""
    now = timezone.now()
    shown = reads.copy_found(copy_id, viewer=request.viewer, now=now)
    return _files(request, shown.row.meeting, [copy_id], now=now)


def _files(request: HttpRequest, meeting: Meeting, wanted: Sequence[UUID], *, now: datetime) -> HttpResponse:
    found = reads.papers_of(wanted, viewer=request.viewer, now=now)
    writes.note_printed([row for row, _ in found], by=request.viewer, now=now)
    contents = [content for _, content in found]
    if len(contents) > 1:
        together, whole = PdfWriter(), io.BytesIO()
        for content in contents:
            together.append(io.BytesIO(content))
        together.write(whole)
        contents = [whole.getvalue()]
    which = f"copy-{found[0][0].number}" if len(found) == 1 else "copies"
    return _pdf(contents[0], f"CONFIDENTIAL-{which}-{meeting.held_on:%Y-%m-%d}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    example = "EXAMPLE-" if settings.TOWN.example else ""
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{example}{name}"'
    return response


@for_clerk
@require_POST
def open_part(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The pack without anything confidential, for who gets that part as a numbered copy."""
    now = timezone.now()
    meeting = _meeting(meeting_id, request.viewer, now)
    made = agenda(meeting, viewer=replace(request.viewer, signed_until=None), now=now)
    content = to_pdf(pack(made, reader=None, now=now), large_print=request.POST.get("size") == "large")
    meetings_writes.hand_out_pack(meeting, rows=made.shown, by=request.viewer, now=now)
    return _pdf(content, f"PANEL-pack-{meeting.held_on:%Y-%m-%d}.pdf")


@for_clerk
@require_http_methods(["GET", "POST"])
def copy(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """One copy: where it is, what was noted of it, and the form that notes what became of it."""
    now = timezone.now()
    shown = reads.copy_found(copy_id, viewer=request.viewer, now=now)
    initial = {"on": london_date(now)} | ({"state": shown.can_become[0]} if shown.can_become else {})
    form = forms.NoteStep(request.POST if request.method == "POST" else None, states=shown.can_become, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = {**form.cleaned_data, "state": Whereabouts(form.cleaned_data["state"])}
            try:
                writes.note(shown, **told, by=request.viewer, now=now)
            except NotNoted as refusal:
                form.add_error("on", str(refusal))
                status = 409
            else:
                said = f"Copy {shown.row.number}: {told['state']} on {short_date(told['on'])}."
                messages.success(request, said)
                return redirect("copies:copies", shown.row.meeting_id)
    consulted([shown.row], by=request.viewer, now=now)
    return render(request, "copies/copy.html", {"one": shown, "form": form, "when": when_and_where}, status=status)


@for_clerk
@require_POST
def take_back(request: HttpRequest, copy_id: UUID) -> HttpResponse:
    """Take back what was noted last."""
    now = timezone.now()
    shown = reads.copy_found(copy_id, viewer=request.viewer, now=now)
    try:
        step = writes.take_back(shown, by=request.viewer, now=now)
    except NotNoted as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Taken back: copy {shown.row.number} is not {step.state} any more.")
    return redirect("copies:copy", copy_id)
