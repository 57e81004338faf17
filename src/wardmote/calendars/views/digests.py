"""What to do by when, on one page; and when its letter goes. The clock is read here."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wardmote.calendars import reads, writes
from wardmote.calendars.forms import ChooseDigest
from wardmote.calendars.rules import CalendarNeeds, by_when, choice_of
from wardmote.confidentiality.rules import NotHere
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.meetings.pack import when_and_where
from wardmote.people import reads as people
from wardmote.people.models import Person
from wardmote.register.rules import london_date


@for_panel
@require_http_methods(["GET", "POST"])
def digest(request: HttpRequest) -> HttpResponse:
    """The reader's own."""
    person = people.find_person(request.viewer.person_id)
    if person is None:
        raise NotHere
    return _page(request, person)


@for_clerk
@require_http_methods(["GET", "POST"])
def digest_for(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody else's: to be printed for who is on paper, and chosen on their behalf."""
    person = people.find_person(person_id)
    if person is None:
        raise NotHere
    return _page(request, person)


def _page(request: HttpRequest, person: Person) -> HttpResponse:
    now, own, status = timezone.now(), person.pk == request.viewer.person_id, 200
    by_email = reads.by_email(person.pk)
    kept = choice_of(reads.choice_kept(person.pk), by_email=by_email)
    form = ChooseDigest(
        request.POST if request.method == "POST" else None,
        initial={"every": kept.every.value, "days_before": kept.days_before},
    )
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                writes.choose_digest(person, choice=form.choice(), by=request.viewer, now=now)
            except CalendarNeeds as need:
                form.add_error(need.field, str(need))
            else:
                messages.success(request, "Saved.")
                return redirect("calendars:digest") if own else redirect("calendars:digest-for", person.pk)
    shown = {
        "digest": reads.digest_of(person, now=now, reader=request.viewer),
        "own": own,
        "form": form,
        "by_email": by_email,
        "today": london_date(now),
        "by_when": by_when,
        "when": when_and_where,
    }
    return render(request, "calendars/digest.html", shown, status=status)
