"""Where somebody who signed in lands. The clock is read here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wardmote.desk.reads.home import home as what_waits
from wardmote.govuk.doors import for_clerk, for_panel
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


@for_clerk
@require_GET
def settings(request: HttpRequest) -> HttpResponse:
    """What the clerk may set, and where."""
    pages = [
        (reverse("places:council"), "The council", "What it is called on pages and letters."),
        (
            reverse("meetings:standing-order"),
            "The body",
            "Its name, kind and powers, its standing order, when it usually meets.",
        ),
        (reverse("law:kinds"), "The law", "What each kind of body may do, with source and day."),
        (reverse("calendars:this-year"), "The year", "How often each body meets, and its meetings planned at once."),
        (reverse("law:this-year"), "Clear days", "Bank holidays, breaks and days of mourning: what does not count."),
        (reverse("confidentiality:change-agreement"), "The agreement", "Its text, and for how long a signature holds."),
        (reverse("correspondence:settings"), "Letters", "Reminders, the Monday letter, the name of the sender."),
        (reverse("confidentiality:panel"), "People", "Seats, who holds them, how they sign in, handover."),
        (reverse("desk:invitations"), "Invitations", "Who has not signed in yet."),
        (
            reverse("information_requests:requests"),
            "Requests for information",
            "What was asked, and by when.",
        ),
        (reverse("correspondence:letters"), "Letters sent", "What waits, what went, and what did not go."),
    ]
    return render(request, "desk/settings.html", {"settings": pages})
