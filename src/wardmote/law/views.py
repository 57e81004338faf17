"""Request -> one read or one deed -> page. The clock is read here."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.govuk.doors import for_clerk
from wardmote.law import reads, writes
from wardmote.law.forms import YEARS, NewDay, NewRules
from wardmote.law.rules import BodyKind, DayKind, NotDone, Question
from wardmote.register.rules import london_date


@for_clerk
@require_GET
def kinds(request: HttpRequest) -> HttpResponse:
    """The kinds of body, and what is asked of each today."""
    today = london_date(timezone.now())
    law = reads.law()
    rows = [(kind, law.of(kind, on=today)) for kind in BodyKind]
    return render(request, "law/kinds.html", {"rows": rows, "Q": Question})


@for_clerk
@require_http_methods(["GET", "POST"])
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind of body: every set of rules that it ever had, and the form for newer ones."""
    now = timezone.now()
    of = next((one for one in BodyKind if slug_of(one) == kind), None)
    if of is None:
        raise Http404
    law = reads.law()
    standing = law.of(of, on=london_date(now))
    form = NewRules(request.POST if request.method == "POST" else None, initial=NewRules.as_typed(standing))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                writes.put_in_force(form.rules(of), by=request.viewer, now=now)
            except NotDone as refusal:
                form.add_error("in_force_from", str(refusal))
                status = 409
            else:
                messages.success(request, "Saved. The older rules stay, and hold for the days before.")
                return redirect("law:kind", kind)
    shown = {"kind": of, "slug": kind, "standing": standing, "kept": law.kept[of], "form": form, "Q": Question}
    return render(request, "law/kind.html", shown, status=status)


def slug_of(kind: BodyKind) -> str:
    """A kind of body as an address names it."""
    return kind.value.replace(" ", "-")


@for_clerk
@require_POST
def withdraw(request: HttpRequest, row_id: UUID) -> HttpResponse:
    """Take rules back that were put in force by mistake, or let them hold again."""
    withdrawn = request.POST.get("withdrawn") == "yes"
    try:
        row = writes.withdraw(row_id, withdrawn=withdrawn, by=request.viewer, now=timezone.now())
    except NotDone as refusal:
        messages.error(request, str(refusal))
        return redirect("law:kinds")
    messages.success(request, "The rules are withdrawn. They stay in the list." if withdrawn else "They hold again.")
    return redirect("law:kind", slug_of(BodyKind(row.kind)))


@for_clerk
@require_GET
def this_year(request: HttpRequest) -> HttpResponse:
    """The days of this year."""
    return redirect("law:days", london_date(timezone.now()).year)


@for_clerk
@require_http_methods(["GET", "POST"])
def days(request: HttpRequest, year: int) -> HttpResponse:
    """The days of a year that are no clear days, and the form that adds one."""
    if year not in YEARS:
        raise Http404
    form = NewDay(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                row = writes.add_day(
                    told["day"], name=told["name"], kind=DayKind(told["kind"]), by=request.viewer, now=timezone.now()
                )
            except NotDone as refusal:
                form.add_error("day", str(refusal))
                status = 409
            else:
                messages.success(request, "The day is added. The last day of issue moves with it.")
                return redirect("law:days", row.day.year)
    shown = {
        "year": year,
        "rows": reads.days_of(year),
        "form": form,
        "years": [y for y in (year - 1, year + 1) if y in YEARS],
    }
    return render(request, "law/days.html", shown, status=status)


@for_clerk
@require_POST
def set_day(request: HttpRequest, year: int) -> HttpResponse:
    """Let a day of the list count as a clear day, or put it back."""
    stands = request.POST.get("stands") == "yes"
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
        writes.set_day(day, stands=stands, by=request.viewer, now=timezone.now())
    except ValueError:
        messages.error(request, "The form was not whole. Nothing was changed. Press the button once more.")
    except NotDone as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is no clear day again." if stands else "It counts as a clear day now.")
    return redirect("law:days", year)
