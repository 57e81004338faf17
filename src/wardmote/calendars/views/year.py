"""The year at a glance, and what falls due before the next meeting. The clock is read here."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from wardmote.calendars import reads
from wardmote.calendars.rules import YEARS
from wardmote.govuk.doors import for_panel
from wardmote.minutes import reads as minutes
from wardmote.register.rules import london_date
from wardmote.register.writes import consulted


@for_panel
@require_GET
def this_year(request: HttpRequest) -> HttpResponse:
    """The year of today."""
    return redirect("calendars:year", london_date(timezone.now()).year)


@for_panel
@require_GET
def year(request: HttpRequest, year: int, body_id: UUID | None = None) -> HttpResponse:
    """Twelve months of one body, or of all."""
    if year not in YEARS:
        raise Http404
    now, viewer = timezone.now(), request.viewer
    body = reads.body_found(body_id, viewer=viewer) if body_id else None
    page = reads.year_page(year, body=body, viewer=viewer, now=now)
    beside = [one for one in (year - 1, year + 1) if one in YEARS]
    return render(request, "calendars/year.html", {"page": page, "beside": beside, "today": london_date(now)})


@for_panel
@require_GET
def due(request: HttpRequest) -> HttpResponse:
    """What falls due before the next meeting, as far as the reader may see."""
    now, viewer = timezone.now(), request.viewer
    meeting = minutes.next_meeting(now=now, viewer=viewer)
    until = meeting.held_on if meeting else london_date(now) + reads.WITHOUT_MEETING
    found = reads.falling_due(until=until, own=False, meeting=meeting, viewer=viewer, now=now)
    consulted([one.row for one in found if one.row], by=viewer, now=now)
    shown = {
        "kinds": [(kind, [one for one in found if one.kind is kind]) for kind in reads.DueKind],
        "more": reads.more_actions(until=until, viewer=viewer, now=now),
        "meeting": meeting,
        "until": until,
        "today": london_date(now),
    }
    return render(request, "calendars/due.html", shown)
