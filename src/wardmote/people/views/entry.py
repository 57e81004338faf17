"""The way back in: one person asks, another confirms."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.govuk.doors import after_proof, for_panel
from wardmote.people import reads, writes
from wardmote.people.forms import AskLetIn
from wardmote.people.rules import NotDone
from wardmote.people.views.letters import send, send_link
from wardmote.people.views.pages import person_or_404, refused_next


@for_panel
@after_proof
@require_http_methods(["GET", "POST"])
def ask_let_in(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Ask that somebody who lost their telephone be let back in."""
    person = person_or_404(person_id)
    form = AskLetIn(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                asked = writes.ask_let_in(person, **form.cleaned_data, by=request.viewer, now=timezone.now())
            except NotDone as refusal:
                form.add_error(None, str(refusal))
                status = 409
            else:
                user = reads.user_of(person_id)
                if user:
                    send(request, user.email, letter="let_in_asked")
                messages.success(request, "Saved. Now somebody else on the panel has to confirm it within a day.")
                return redirect("people:let-in", asked.pk)
    page = {"form": form, "person": person}
    return render(request, "people/ask_let_in.html", page, status=status)


@for_panel
@require_http_methods(["GET"])
def let_ins(request: HttpRequest) -> HttpResponse:
    """Who waits to be let back in, and who was."""
    page = {"let_ins": reads.let_ins(viewer=request.viewer, now=timezone.now())}
    return render(request, "people/let_ins.html", page)


@for_panel
@require_http_methods(["GET"])
def let_in(request: HttpRequest, let_in_id: UUID) -> HttpResponse:
    """One request: who, why, and how they were recognised."""
    shown = reads.let_in(let_in_id, viewer=request.viewer, now=timezone.now())
    if shown is None:
        raise Http404
    return render(request, "people/let_in.html", {"shown": shown})


@for_panel
@after_proof
@require_POST
def confirm_let_in(request: HttpRequest, let_in_id: UUID) -> HttpResponse:
    """Say as the second person that it is really them."""
    with refused_next(request):
        user = writes.confirm_let_in(let_in_id, by=request.viewer, now=timezone.now())
        if send_link(request, user, letter="let_in"):
            messages.success(request, "Confirmed. A letter with a link goes to their address on record.")
    return redirect("people:let-in", let_in_id)


@for_panel
@require_POST
def refuse_let_in(request: HttpRequest, let_in_id: UUID) -> HttpResponse:
    """Say that it is not to be."""
    with refused_next(request):
        writes.refuse_let_in(let_in_id, by=request.viewer, now=timezone.now())
        messages.success(request, "Refused. Nothing about their sign-in was changed.")
    return redirect("people:let-in", let_in_id)
