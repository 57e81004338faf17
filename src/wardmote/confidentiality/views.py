"""The agreement: read it, sign it, change it. And the panel: who holds which seat, and who has signed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wardmote.confidentiality import reads, writes
from wardmote.confidentiality.forms import ChangeAgreement, NoteSignature, Sign
from wardmote.confidentiality.rules import (
    SIGNATURE_HOLDS_DAYS,
    AnotherText,
    NotAdopted,
    NothingToSign,
    NotSignedAs,
    has_signed,
)
from wardmote.govuk.doors import ONWARD, after_proof, for_clerk, for_panel
from wardmote.govuk.words import long_date
from wardmote.people import reads as people
from wardmote.register.reads import opened
from wardmote.register.rules import Viewer, london_date

A_PAGE = 50
SHOWS = {
    "all": "Everybody",
    "unsigned": "Who has not signed",
    "shut": "Who cannot sign in yet",
    "paper": "Who is on paper and telephone",
    "vacant": "Vacant seats",
    "former": "Who holds no seat today",
}


@for_panel
@require_http_methods(["GET", "POST"])
def agreement(request: HttpRequest) -> HttpResponse:
    """The agreement in force, and the line to sign it on."""
    now = timezone.now()
    in_force = reads.agreement_in_force(now=now)
    form = Sign(request.POST or None, initial={"shown": in_force and in_force.pk})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            typed = form.cleaned_data
            try:
                writes.sign(typed["name"], shown=typed["shown"], by=request.viewer, now=now)
            except AnotherText as refusal:
                messages.error(request, str(refusal))
                return redirect("confidentiality:agreement")
            except (NotSignedAs, NothingToSign) as refusal:
                form.add_error("name", str(refusal))
            else:
                messages.success(request, "You have signed. What is confidential is open to you now.")
                return redirect(request.session.pop(ONWARD, None) or "confidentiality:agreement")
    page = {
        "text": opened(in_force, "text") if in_force else None,
        "signed": has_signed(request.viewer, now),
        "until": request.viewer.signed_until,
        "form": form,
    }
    return render(request, "confidentiality/agreement.html", page, status=status)


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def change_agreement(request: HttpRequest) -> HttpResponse:
    """The text in force; another is shown as it will be signed, with what it closes, before it is put in force."""
    now = timezone.now()
    in_force = reads.agreement_in_force(now=now)
    shown = in_force and in_force.pk
    text = opened(in_force, "text") if in_force else ""
    days = in_force.renewal_days if in_force else SIGNATURE_HOLDS_DAYS
    form = ChangeAgreement(request.POST or None, initial={"text": text, "renewal_days": days, "shown": shown})
    page: dict[str, Any] = {"signed": len(reads.signatures_in_force(now=now)), "in_force": in_force}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                said = _changed(form, step=request.POST.get("step", ""), by=request.viewer, now=now)
            except AnotherText as refusal:
                # What was typed stays, below the text that came in between; sent again, it is meant against that one.
                messages.error(request, str(refusal))
                form, status = ChangeAgreement(initial={**form.cleaned_data, "shown": shown}), 409
                page["theirs"] = text
            except NotAdopted as refusal:
                form.add_error(None, str(refusal))
            else:
                if said:
                    messages.success(request, said)
                    return redirect("confidentiality:change-agreement")
                page["preview"], status = request.POST.get("step") != "again", 200
    return render(request, "confidentiality/change_agreement.html", {**page, "form": form}, status=status)


def _changed(form: ChangeAgreement, *, step: str, by: Viewer, now: datetime) -> str | None:
    """What was done with the text and the days that were typed; none if they are to be looked at once more."""
    text, days, shown = (form.cleaned_data[name] for name in ("text", "renewal_days", "shown"))
    in_force = reads.still_in_force(shown)
    if step == "again":
        return None
    if in_force is not None and text == opened(in_force, "text"):
        writes.set_renewal(in_force, days=days, by=by, now=now)
        return "Saved. It holds for signatures from now on."
    if step != "adopt":
        return None
    writes.adopt(text, instead_of=shown, renewal_days=days, by=by, now=now)
    return "The new agreement is in force. Sign it first yourself, then ask the others."


@for_panel
@require_http_methods(["GET"])
def panel(request: HttpRequest) -> HttpResponse:
    """The seats and who holds them."""
    now = timezone.now()
    words = request.GET.get("q", "").strip()
    show = request.GET.get("show", "all")
    show = show if show in SHOWS else "all"
    rows: list[Any]
    if show == "former":
        rows = reads.former(words=words, now=now)
    else:
        rows = reads.those_of(reads.panel(viewer=request.viewer, now=now), show=show, words=words)
    page = {
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "q": words,
        "show": show,
        "shows": SHOWS,
        "handover": people.planned_handover(now=now) if request.viewer.keeps_record else None,
    }
    return render(request, "confidentiality/panel.html", page)


@for_panel
@require_http_methods(["GET"])
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """One person: seats, signature, how they come in, how they are reached."""
    now = timezone.now()
    shown = people.person_page(person_id, viewer=request.viewer, now=now)
    if shown is None:
        raise Http404
    page = {
        "shown": shown,
        "signed_until": reads.signatures_in_force(now=now).get(person_id),
        "today": london_date(now),
        "waits": people.open_let_in(person_id, now=now),
    }
    return render(request, "confidentiality/person.html", page)


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def note_signature(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody signed by hand."""
    now = timezone.now()
    who = people.find_person(person_id)
    if who is None:
        raise Http404
    in_force = reads.agreement_in_force(now=now)
    form = NoteSignature(request.POST or None, initial={"shown": in_force and in_force.pk})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                signature = writes.note_signature(who, **form.cleaned_data, by=request.viewer, now=now)
            except AnotherText as refusal:
                messages.error(request, str(refusal))
                return redirect("confidentiality:note-signature", person_id)
            except (NothingToSign, NotSignedAs) as refusal:
                form.add_error("signed_on", str(refusal))
            else:
                until = long_date(london_date(signature.until_at))
                messages.success(request, f"Noted. The signature holds until {until}. Keep the paper.")
                return redirect("confidentiality:person", person_id)
    page = {"form": form, "person": who, "in_force": in_force}
    return render(request, "confidentiality/note_signature.html", page, status=status)


@for_clerk
@require_http_methods(["GET"])
def handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """The clerk's handover and its checklist."""
    now = timezone.now()
    shown = people.find_handover(handover_id)
    if shown is None:
        raise Http404
    page = {
        "shown": shown,
        "signed_until": reads.signatures_in_force(now=now).get(shown.successor.pk),
        "access": people.access_of([shown.successor.pk]).get(shown.successor.pk),
        "over": shown.settled and london_date(now) >= shown.until_on,
    }
    return render(request, "confidentiality/handover.html", page)
