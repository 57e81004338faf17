"""Calendars that other programs read: the addresses, and the files behind them. The clock is read here."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wardmote.calendars import reads, writes
from wardmote.calendars.reads import Titled
from wardmote.calendars.rules import calendar_file, etag_of
from wardmote.confidentiality.rules import NotHere
from wardmote.correspondence.rules import WRONG_LINKS
from wardmote.correspondence.writes import tried_too_often
from wardmote.govuk.doors import for_anyone, for_clerk, for_panel
from wardmote.govuk.links import quiet, whole_address
from wardmote.register.rules import THE_PUBLIC, Viewer
from wardmote.summons import reads as summons

BY_LINK = Viewer(person_id=None, capacity="calendar program")
ICS = "text/calendar; charset=utf-8"


@for_anyone
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """A calendar, for whatever program has its address. One that has ended is the same as one that never was."""
    now = timezone.now()
    try:
        row = reads.feed_of(token, now=now)
    except NotHere:
        who = get_adapter().get_client_ip(request)
        if tried_too_often(f"wrong link from {who}", most=WRONG_LINKS, by=THE_PUBLIC, now=now):
            return quiet(render(request, "429.html", status=429))
        raise
    public = row.person_id is None
    told = reads.told_in(row, now=now)
    return quiet(_file(request, told, public=public, by=BY_LINK, now=now))


def _file(request: HttpRequest, told: Sequence[Titled], *, public: bool, by: Viewer, now: datetime) -> HttpResponse:
    """The calendar, or 304 if the program has it already. It is named by its content alone, not by a time."""
    said = [one.told for one in told]
    if any(reads.changed(said)):
        writes.note_changes(said, by=by, now=now)
    pages = {"meeting": "meetings:meeting", "action": "actions:action"}
    addresses = {} if public else {one.row_id: whole_address(pages[one.kind], (one.row_id,)) for one in said}
    example = "EXAMPLE: " if settings.TOWN.example else ""
    titled = [Titled(one.told, f"{example}{one.title}") for one in told]
    content = calendar_file(
        reads.entries(titled, addresses=addresses), name=f"{example}{settings.TOWN.name}", public=public
    )
    answer = HttpResponse(content, content_type=ICS)
    answer["ETag"] = etag_of(content)
    answer["Cache-Control"] = "private, no-cache"  # kept by the program, and asked for each time
    found = get_conditional_response(request, etag=answer["ETag"], response=answer)
    assert isinstance(found, HttpResponse)
    return found


@for_panel
@require_safe
def meeting_file(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One meeting, for the reader's own calendar."""
    now, viewer = timezone.now(), request.viewer
    meeting = summons.found(meeting_id, viewer=viewer)
    told = [Titled(reads.meeting_told(meeting), meeting.body.name)]
    answer = _file(request, told, public=False, by=viewer, now=now)
    answer["Content-Disposition"] = f'attachment; filename="meeting-{meeting.held_on:%Y-%m-%d}.ics"'
    return answer


@for_panel
@never_cache
@require_http_methods(["GET", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """The reader's own calendar address: made, renewed or ended. It is shown once."""
    now, viewer = timezone.now(), request.viewer
    address = ""
    if request.method == "POST":
        mine = reads.feed_of_person(viewer.person_id, now=now)
        if request.POST.get("do") == "end":
            if mine is not None:
                writes.end_feed(mine.pk, by=viewer, now=now)
            messages.success(request, "The address is ended. A calendar that reads it gets nothing more.")
            return redirect("calendars:subscribe")
        address = _address(writes.make_feed(viewer.person_id, by=viewer, now=now))
    return _subscribe_page(request, address, public=False, now=now)


def _address(token: str) -> str:
    return f"{settings.ADDRESS}{reverse('calendars:feed', args=[token])}"


def _subscribe_page(request: HttpRequest, address: str, *, public: bool, now: datetime) -> HttpResponse:
    viewer = request.viewer
    shown = {
        "address": address,
        "of_public": public,
        "mine": reads.feed_of_person(viewer.person_id, now=now),
        "public_feeds": reads.public_feeds() if viewer.keeps_record else [],
        "public_many": len(reads.public_told(now=now)) if viewer.keeps_record else 0,
    }
    return render(request, "calendars/subscribe.html", shown)


@for_clerk
@never_cache
@require_POST
def public_feed(request: HttpRequest) -> HttpResponse:
    """An address for the calendar of the public days, shown once; or one of them is ended."""
    now, viewer = timezone.now(), request.viewer
    if request.POST.get("do") == "end":
        try:
            writes.end_feed(UUID(request.POST.get("feed", "")), by=viewer, now=now)
        except ValueError:
            messages.error(request, "The form was not whole. Nothing was changed. Press the button once more.")
        else:
            messages.success(request, "The address is ended. A calendar that reads it gets nothing more.")
        return redirect("calendars:subscribe")
    address = _address(writes.make_feed(None, by=viewer, now=now))
    return _subscribe_page(request, address, public=True, now=now)
