"""The agreement: read it, sign it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wardmote.confidentiality import reads, writes
from wardmote.confidentiality.forms import Sign
from wardmote.confidentiality.rules import NothingToSign, NotSignedAs, has_signed
from wardmote.govuk.doors import ONWARD, for_panel
from wardmote.register.reads import opened


@for_panel
@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest) -> HttpResponse:
    """The agreement in force, and the line to sign it on."""
    now = timezone.now()
    form = Sign(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                writes.sign(form.cleaned_data["name"], by=request.viewer, now=now)
            except (NotSignedAs, NothingToSign) as refusal:
                form.add_error("name", str(refusal))
            else:
                messages.success(request, "You have signed. What is confidential is open to you now.")
                return redirect(request.session.pop(ONWARD, None) or "confidentiality:agreement")
    in_force = reads.agreement_in_force(now=now)
    page = {
        "text": opened(in_force, "text") if in_force else None,
        "signed": has_signed(request.viewer, now),
        "until": request.viewer.signed_until,
        "form": form,
    }
    return render(request, "confidentiality/agreement.html", page, status=status)
