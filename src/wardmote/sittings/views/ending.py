"""The meeting closes, goes on, is adjourned, or becomes notes. The clock is read here."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.govuk.doors import for_clerk
from wardmote.minutes.rules import CannotMove, NotFromHere, TakenAlready
from wardmote.sittings import reads, writes
from wardmote.sittings.forms import Adjourn
from wardmote.sittings.rules.sitting import NotSitting, NotYet
from wardmote.sittings.views.room import back_to


@for_clerk
@require_POST
def close(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """Close the meeting and draft its notes; or close it and type on; or open it again."""
    now, does = timezone.now(), request.POST.get("do")
    try:
        if does == "close":
            writes.close(sitting_id, by=request.viewer, now=now)
            messages.success(request, "The meeting is closed. You can go on typing, and draft the notes when you like.")
        elif does == "reopen":
            writes.reopen(sitting_id, by=request.viewer, now=now)
        else:
            meeting = writes.draft_notes(sitting_id, by=request.viewer, now=now)
            messages.success(request, "The meeting is closed, and its notes are in the record. Review them now.")
            return redirect("desk:review", meeting.pk)
    except (NotSitting, NotYet, NotFromHere, TakenAlready) as refusal:
        messages.error(request, str(refusal))
    return back_to(sitting_id)


@for_clerk
@require_http_methods(["GET", "POST"])
def adjourn(request: HttpRequest, sitting_id: UUID) -> HttpResponse:
    """Adjourn to another day, with the items that remain."""
    now = timezone.now()
    page = reads.sitting_page(sitting_id, viewer=request.viewer, now=now)
    items = [(one.row.identity, f"{one.row.number}. {one.title}") for one in page.items]
    left = [str(one.row.identity) for one in page.items if not one.entries]
    form = Adjourn(request.POST if request.method == "POST" else None, items=items, initial={"remaining": left})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            told = form.cleaned_data
            try:
                writes.adjourn(
                    sitting_id,
                    remaining=[UUID(one) for one in told["remaining"]],
                    held_on=told["held_on"],
                    starts=told["starts"],
                    place=told["place"] or None,
                    by=request.viewer,
                    now=now,
                )
            except (CannotMove, NotSitting) as refusal:
                form.add_error("held_on", str(refusal))
                status = 409
            else:
                messages.success(request, "Adjourned. The items that remain stand on the new day’s agenda.")
                return back_to(sitting_id)
    return render(request, "sittings/adjourn.html", {"form": form, "page": page}, status=status)
