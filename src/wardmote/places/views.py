"""What the council is called."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wardmote.govuk.doors import after_proof, for_clerk
from wardmote.places import writes
from wardmote.places.forms import CallCouncil
from wardmote.places.rules import NotDone


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def council(request: HttpRequest) -> HttpResponse:
    """What the council is called on pages, letters and the public record."""
    kept = {"name": settings.TOWN.name, "telephone": settings.TOWN.telephone}
    form = CallCouncil(request.POST or None, initial=kept)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                name = writes.call_council(**form.cleaned_data, by=request.viewer, now=timezone.now())
            except NotDone as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"Saved. Pages and letters say {name} from now on.")
                return redirect("places:council")
    return render(request, "places/council.html", {"form": form}, status=status)
