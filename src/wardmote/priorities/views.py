"""Request -> one read -> page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from wardmote.govuk.doors import for_panel
from wardmote.priorities import reads
from wardmote.register.writes import consulted


@for_panel
@require_GET
def priorities(request: HttpRequest) -> HttpResponse:
    """The priorities in force, each with what was last told of it."""
    now = timezone.now()
    told = reads.priorities(viewer=request.viewer, now=now)
    consulted(
        [row for one in told for row in (one.row, *(line.row for _, line in one.updates))], by=request.viewer, now=now
    )
    return render(request, "priorities/priorities.html", {"told": told})
