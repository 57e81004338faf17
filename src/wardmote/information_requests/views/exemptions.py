"""The list of exemptions. The clock is read here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.govuk.doors import for_clerk
from wardmote.govuk.words import long_date
from wardmote.information_requests import forms, reads, writes
from wardmote.information_requests.rules import (
    Exempt,
    NotNoted,
    RequestKind,
)
from wardmote.register.rules import london_date


@for_clerk
@require_http_methods(["GET", "POST"])
def exemptions(request: HttpRequest) -> HttpResponse:
    """The list of exemptions, and the form that adds one."""
    now = timezone.now()
    form = forms.AddExemption(request.POST or None, initial={"checked_on": london_date(now)})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            one = Exempt(**form.cleaned_data | {"kind": RequestKind(form.cleaned_data["kind"])})
            try:
                writes.add_exemption(one, by=request.viewer, now=now)
            except NotNoted as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                messages.success(request, f"Added: {one.cited}.")
                return redirect("information_requests:exemptions")
    told = {"form": form, "exemptions": reads.exemptions(), "kinds": list(RequestKind), "long_date": long_date}
    return render(request, "information_requests/exemptions.html", told, status=status)


@for_clerk
@require_POST
def set_exemption(request: HttpRequest) -> HttpResponse:
    """Take an exemption out of the list, or put it back."""
    told = {"stands": request.POST.get("stands") == "yes", "by": request.viewer, "now": timezone.now()}
    kinds = {kind.value: kind for kind in RequestKind}
    kind = kinds.get(request.POST.get("kind", ""), RequestKind.FREEDOM_OF_INFORMATION)
    try:
        row = writes.set_exemption(request.POST.get("cited", ""), kind=kind, **told)
    except NotNoted as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{'Back in' if told['stands'] else 'Taken out of'} the list: {row.code}.")
    return redirect("information_requests:exemptions")
