"""Request -> one read or one deed -> page. The clock is read here."""

from dataclasses import asdict
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.correspondence import reads, writes
from wardmote.correspondence.forms import LetterSettings
from wardmote.correspondence.rules import LetterState
from wardmote.govuk.doors import for_clerk

A_PAGE = 50


@for_clerk
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """What waits, what went and what failed. Never what a letter says."""
    now, viewer = timezone.now(), request.viewer
    asked = request.GET.get("show", "")
    show = LetterState(asked) if asked in list(LetterState) else None
    page = Paginator(reads.letters(show, viewer=viewer, now=now), A_PAGE).get_page(request.GET.get("page"))
    page.object_list = [reads.posted(row) for row in page.object_list]
    shown = {
        "page": page,
        "show": show,
        "counts": reads.counts(viewer=viewer, now=now),
        "undelivered": reads.undelivered(),
        "as_files": settings.SMTP is None,
    }
    return render(request, "correspondence/letters.html", shown)


@for_clerk
@require_POST
def try_again(request: HttpRequest, letter_id: UUID) -> HttpResponse:
    """Let a letter be tried at once."""
    row = writes.try_again(letter_id, by=request.viewer, now=timezone.now())
    if row.sent_at:
        messages.info(request, "This letter has gone. Nothing was changed.")
    else:
        messages.success(request, "The letter is tried again within a minute.")
    return redirect("correspondence:letters")


@for_clerk
@require_http_methods(["GET", "POST"])
def letter_settings(request: HttpRequest) -> HttpResponse:
    """How the town's letters go out."""
    status = 200
    form = LetterSettings(request.POST or None, initial=asdict(reads.settings_kept()))
    if request.method == "POST":
        status = 422
        if form.is_valid():
            writes.set_letters(form.letters(), by=request.viewer, now=timezone.now())
            messages.success(request, "Saved.")
            return redirect("correspondence:settings")
    return render(request, "correspondence/settings.html", {"form": form}, status=status)
