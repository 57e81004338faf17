"""A sentence about figures: typed to be tried, or claimed in notes and kept with its check and its author's reply."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.crime import reads, writes
from wardmote.crime.forms import Check, Reply
from wardmote.crime.rules import NotDone
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.register.writes import consulted

A_PAGE = 20


def _frozen() -> tuple[Any, Any]:
    """The area and its newest frozen set.

    Raises:
        NoFigures: nobody has said which area the town is.
    """
    area = reads.area_row()
    if area is None:
        raise reads.NoFigures("Nobody has said yet which area the town is. Choose it first.")
    sets = reads.frozen_sets(area)
    return area, sets[0] if sets else None


@for_panel
@require_http_methods(["GET", "POST"])
def claims(request: HttpRequest) -> HttpResponse:
    """Try a sentence before it is said, and see which claims of the notes were checked. What is typed is not kept."""
    form, found, status = Check(request.POST or None), None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                area, frozen = _frozen()
                found, status = reads.check_typed(form.cleaned_data["sentence"], area, frozen), 200
            except reads.NoFigures as why:
                form.add_error("sentence", str(why))
    now = timezone.now()
    page = Paginator(reads.claim_rows(viewer=request.viewer, now=now), A_PAGE).get_page(request.GET.get("page"))
    shown = reads.claims(page.object_list, viewer=request.viewer, now=now)
    consulted([row for one in shown for row in one.rows], by=request.viewer, now=now)
    told = {"form": form, "found": found.to_json() if found else None, "claims": shown, "page": page}
    return render(request, "crime/claims.html", told, status=status)


@for_panel
@require_GET
def claim(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """One claim of the notes, its check, and what its author replied."""
    return _claim_page(request, statement_id)


def _claim_page(
    request: HttpRequest, statement_id: UUID, *, status: int = 200, form: Reply | None = None
) -> HttpResponse:
    now = timezone.now()
    shown = reads.claim_found(statement_id, viewer=request.viewer, now=now)
    consulted(shown.rows, by=request.viewer, now=now)
    initial = {"reply": shown.check.reply} if shown.check else {}
    return render(request, "crime/claim.html", {"claim": shown, "form": form or Reply(initial=initial)}, status=status)


@for_panel
@require_POST
def check(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """Hold a claim of the notes against the figures, and keep the result."""
    now = timezone.now()
    shown = reads.claim_found(statement_id, viewer=request.viewer, now=now)
    try:
        area, frozen = _frozen()
        found = reads.check(shown, area, frozen)
        writes.check_claim(
            statement_id,
            found=found.to_json(),
            frozen_set=frozen.row if frozen else None,
            by=request.viewer,
            now=now,
        )
    except (reads.NoFigures, NotDone) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Checked. So far only the clerk and the police see the result.")
    return redirect("crime:claim", statement_id)


@for_clerk
@require_POST
def send(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """Tell the author of a claim that its check waits for a reply."""
    now = timezone.now()
    shown = reads.claim_found(statement_id, viewer=request.viewer, now=now)
    if shown.check is None:
        messages.warning(request, "It is not checked yet. Nothing was sent. Check it first.")
        return redirect("crime:claim", statement_id)
    link = request.build_absolute_uri(reverse("crime:claim", args=[statement_id]))
    try:
        letters = writes.send_check(shown.check.row.pk, link=link, by=request.viewer, now=now)
    except NotDone as refusal:
        messages.warning(request, str(refusal))
    else:
        told = (
            "A letter goes to the police." if letters else "Nobody of the police can sign in: tell them by telephone."
        )
        messages.success(request, f"{told} The others see the check once there is a reply, or in three days.")
    return redirect("crime:claim", statement_id)


@for_panel
@require_POST
def reply(request: HttpRequest, statement_id: UUID) -> HttpResponse:
    """Keep what the author of a claim says of its check."""
    now = timezone.now()
    shown = reads.claim_found(statement_id, viewer=request.viewer, now=now)
    form = Reply(request.POST)
    if form.is_valid() and shown.check:
        try:
            writes.reply(shown.check.row.pk, words=form.cleaned_data["reply"], by=request.viewer, now=now)
        except NotDone as refusal:
            form.add_error("reply", str(refusal))
        else:
            messages.success(request, "The reply is kept. It stands beside the check in the pack.")
            return redirect("crime:claim", statement_id)
    return _claim_page(request, statement_id, status=422, form=form)
