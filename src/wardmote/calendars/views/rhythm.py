"""How often a body meets, and the meetings of a year planned at once. The clock is read here."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.calendars import reads, writes
from wardmote.calendars.forms import MoveDay, SetRhythm
from wardmote.calendars.rules import YEARS, CalendarNeeds, Often, Pattern, Week, months_of
from wardmote.govuk.doors import for_clerk
from wardmote.govuk.sheets import say
from wardmote.govuk.words import clock, count_of, long_date
from wardmote.minutes.models import Body
from wardmote.minutes.rules import CannotMove
from wardmote.register.rules import london_date


def _year(request: HttpRequest) -> int:
    """The year that is asked for: this one if none is."""
    asked = request.GET.get("year") or request.POST.get("year") or str(london_date(timezone.now()).year)
    if not asked.isascii() or not asked.isdecimal() or int(asked) not in YEARS:
        raise Http404
    return int(asked)


def _back(body: Body, year: int) -> HttpResponse:
    return redirect(f"{reverse('calendars:rhythm', args=[body.pk])}?year={year}")


@for_clerk
@require_http_methods(["GET", "POST"])
def rhythm(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """The rhythm of a body: the choices, and the days of a year that follow from them."""
    body, year = reads.body_found(body_id, viewer=request.viewer), _year(request)
    if request.method != "POST":
        return _page(request, body, year, None)
    form = SetRhythm(request.POST)
    if form.is_valid():
        try:
            _set(request, body, form.cleaned_data)
        except CalendarNeeds as need:
            say(need, form)
        else:
            messages.success(request, "The rhythm is set. Meetings that are planned stay as they are.")
            return _back(body, year)
    return _page(request, body, year, form, status=422)


def _set(request: HttpRequest, body: Body, told: dict[str, Any]) -> None:
    week = Week(told["week"])
    pattern = Pattern(week, told["weekday"], months_of(Often(told["often"]), told["months"], week=week))
    place = told["place"] or None
    writes.set_rhythm(body, pattern=pattern, starts=told["starts"], place=place, by=request.viewer, now=timezone.now())


def _page(
    request: HttpRequest,
    body: Body,
    year: int,
    form: SetRhythm | None,
    *,
    move: MoveDay | None = None,
    status: int = 200,
) -> HttpResponse:
    page = reads.rhythm_page(body, year=year, now=timezone.now())
    shown = {
        "page": page,
        "form": form or SetRhythm(initial=_kept(page)),
        "beside": [one for one in (year - 1, year + 1) if one in YEARS],
        "move": move or MoveDay(),
        "asked": request.GET.get("move", "") if move is None else str(move["day"].value()),
    }
    return render(request, "calendars/rhythm.html", shown, status=status)


def _kept(page: reads.RhythmPage) -> dict[str, Any]:
    usual = page.usual
    kept: dict[str, Any] = {
        "starts": clock(usual.starts) if usual and usual.starts else "",
        "place": usual.place.name if usual and usual.place else "",
    }
    if page.row is None:
        return kept
    pattern = reads.pattern_of(page.row)
    often, ticked = pattern.often
    months = [str(number) for number in sorted(ticked)]
    return {**kept, "week": pattern.week.value, "weekday": pattern.weekday, "often": often.value, "months": months}


@for_clerk
@require_POST
def change_day(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Skip a day of the rhythm, move it, or put it back; or end the rhythm."""
    body, year = reads.body_found(body_id, viewer=request.viewer), _year(request)
    now, do = timezone.now(), request.POST.get("do", "")
    try:
        if do == "move":
            return _move(request, body, year)
        if do == "end":
            writes.end_rhythm(body, by=request.viewer, now=now)
            messages.success(request, "The rhythm is ended. Set it again to bring it back.")
        elif do == "skip":
            day = date.fromisoformat(request.POST.get("day", ""))
            writes.change_day(body, day=day, moved_to=None, by=request.viewer, now=now)
            messages.success(request, f"The body does not meet on {long_date(day)}.")
        else:
            row = writes.put_back_day(UUID(request.POST.get("change", "")), by=request.viewer, now=now)
            messages.success(request, f"{long_date(row.day)} is a day of the rhythm again.")
    except ValueError:
        messages.error(request, "The form was not whole. Nothing was changed. Press the button once more.")
    except CalendarNeeds as refusal:
        messages.warning(request, str(refusal))
    return _back(body, year)


def _move(request: HttpRequest, body: Body, year: int) -> HttpResponse:
    form = MoveDay(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        try:
            writes.change_day(body, day=told["day"], moved_to=told["moved_to"], by=request.viewer, now=timezone.now())
        except CalendarNeeds as need:
            form.add_error("moved_to", str(need))
        else:
            messages.success(request, f"The body meets on {long_date(told['moved_to'])} instead.")
            return _back(body, year)
    return _page(request, body, year, None, move=form, status=422)


@for_clerk
@require_POST
def make_year(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Plan the meetings of a year at once."""
    body, year = reads.body_found(body_id, viewer=request.viewer), _year(request)
    try:
        row = writes.make_year(body, year=year, by=request.viewer, now=timezone.now())
    except (CalendarNeeds, CannotMove) as refusal:
        messages.warning(request, str(refusal))
    else:
        many = count_of(row.days.count(), "meeting is", "meetings are")
        messages.success(request, f"{many} planned. They can be taken away again below.")
    return _back(body, year)


@for_clerk
@require_POST
def take_away(request: HttpRequest, planned_year_id: UUID) -> HttpResponse:
    """Take the meetings that were planned at once away again."""
    row = reads.planned_year_found(planned_year_id)
    try:
        went, stay = writes.take_away_year(row.pk, by=request.viewer, now=timezone.now())
    except CalendarNeeds as refusal:
        messages.warning(request, str(refusal))
    else:
        kept = f" {count_of(stay, 'meeting stays', 'meetings stay')}: something hangs on it." if stay else ""
        messages.success(request, f"{count_of(went, 'meeting was', 'meetings were')} taken away.{kept}")
    return _back(row.body, row.year)


@for_clerk
@require_POST
def mark_days(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """Say whether anybody may know when the body meets."""
    body = reads.body_found(body_id, viewer=request.viewer)
    public = request.POST.get("public") == "yes"
    writes.mark_days(body, public=public, by=request.viewer, now=timezone.now())
    messages.success(request, "Anybody may know its days now." if public else "Its days are for the panel alone now.")
    return _back(body, _year(request))
