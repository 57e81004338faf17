"""Where somebody who signed in lands. The clock is read here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from wardmote.desk.reads.home import home as what_waits
from wardmote.govuk.doors import for_panel
from wardmote.meetings.pack import when_and_where
from wardmote.register.writes import consulted


@for_panel
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Where somebody who signed in lands: the next meeting, the last notes, what waits."""
    now = timezone.now()
    page = what_waits(viewer=request.viewer, now=now)
    consulted(page.shown, by=request.viewer, now=now)
    return render(request, "desk/home.html", {"page": page, "when": when_and_where})
