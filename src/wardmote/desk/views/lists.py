"""A list of members or of past meetings is brought in: the file, what it would do line by line, and the way back.

Between the pages the file is kept, sealed, in the browser's session.
"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.desk import writes
from wardmote.desk.forms.lists import ListFile
from wardmote.desk.reads.lists import judged, lists_brought
from wardmote.desk.rules.lists import MOST_BYTES, NotAList, NothingNew, NotTakenBack, Outcome, counted, read_sheet
from wardmote.desk.views.between import kept, opened
from wardmote.govuk.doors import after_proof, for_clerk
from wardmote.govuk.words import count_of
from wardmote.membership.rules import MembershipNeeds
from wardmote.minutes.rules import CannotMove
from wardmote.people.rules import NotDone
from wardmote.register.writes import consulted

LIST, NAME = "lists.file", "lists.name"  # in the session, under the first


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Step 1: the file; and the lists that were brought in, each with its way back."""
    form = ListFile(request.POST, request.FILES) if request.method == "POST" else ListFile()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            content = file.read(MOST_BYTES + 1)
            read_sheet(content)
        except NotAList as refusal:
            form.add_error("file", str(refusal))
        else:
            request.session[LIST] = [kept(file.name.encode(), NAME), kept(content, LIST)]
            return redirect("desk:lists-check")
    page = {"form": form, "brought": lists_brought(viewer=request.viewer)}
    return render(request, "desk/lists.html", page, status=422 if form.errors else 200)


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Step 2: what each line would do. Then all lines that are good are stored, or nothing."""
    now = timezone.now()
    if LIST not in request.session:
        messages.error(request, "No list waits here. Nothing was stored. Choose the file.")
        return redirect("desk:lists")
    name, content = request.session[LIST]
    sheet = read_sheet(opened(content, LIST))
    if request.method == "POST":
        try:
            done = writes.bring_in(sheet, by=request.viewer, now=now)
        except NothingNew as said:
            messages.info(request, str(said))
        except (NotDone, MembershipNeeds, CannotMove) as refusal:  # somebody changed the record since
            messages.error(request, f"{refusal} No line was stored.")
            return redirect("desk:lists-check")
        else:
            left = done.counts[Outcome.LEFT_OUT]
            messages.success(
                request, f"{count_of(done.row.lines, 'line')} stored, {left} left out. No letter was sent."
            )
        del request.session[LIST]
        return redirect("desk:lists")
    lines, shown = judged(sheet, viewer=request.viewer, now=now)
    consulted(shown, by=request.viewer, now=now)
    page = {"sheet": sheet, "lines": lines, "counts": counted(lines), "Outcome": Outcome}
    return render(request, "desk/lists_check.html", {**page, "name": opened(name, NAME).decode()})


@for_clerk
@after_proof
@require_POST
def take_back(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """What a list brought never was."""
    try:
        row = writes.take_back_list(list_id, by=request.viewer, now=timezone.now())
    except NotTakenBack as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Taken back: {count_of(row.lines, 'line')}. What was there before stays.")
    return redirect("desk:lists")
