"""The clerk leaves. The page with the checklist stands a floor higher, where it is known who has signed."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.govuk.doors import after_proof, for_clerk
from wardmote.govuk.words import long_date
from wardmote.people import reads, writes
from wardmote.people.forms import PlanHandover
from wardmote.people.views.letters import send_link
from wardmote.people.views.pages import form_page, refused_next, refused_on
from wardmote.register.rules import london_date


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def plan_handover(request: HttpRequest) -> HttpResponse:
    """Name the next clerk."""
    now = timezone.now()
    under_way = reads.planned_handover(now=now)
    if under_way and request.method == "GET":
        return redirect("confidentiality:handover", under_way.row.pk)
    held = reads.clerks_now(now=now)
    clerks = [(str(h.pk), f"{h.person.name}, {h.seat.name}") for h in held]
    own = next((str(h.pk) for h in held if h.person_id == request.viewer.person_id), "")
    form = PlanHandover(request.POST or None, clerks=clerks, initial={"from_on": london_date(now), "leaving": own})
    if form.is_valid():
        with refused_on(form):
            given = {**form.cleaned_data}
            leaving = next(h for h in held if str(h.pk) == given["leaving"])
            del given["leaving"]
            made = writes.plan_handover(leaving, **given, by=request.viewer, now=now)
            user = reads.user_of(made.successor.person_id)
            if user and not reads.who_can_come_in([user.person_id]):
                send_link(request, user, letter="invitation")
            messages.success(request, "Saved. You both keep the record now. Go through the list below.")
            return redirect("confidentiality:handover", made.pk)
    told = (
        "The next clerk has the seat beside the clerk who leaves, until the day you name."
        " Actions belong to the seat, so nothing moves."
    )
    return form_page(
        request,
        form,
        heading="Hand over to the next clerk",
        button="Name the next clerk",
        told=told,
    )


@for_clerk
@after_proof
@require_POST
def settle_handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Fix the day."""
    given = request.POST.get("key_sheet") == "given"
    with refused_next(request):
        settled = writes.settle_handover(handover_id, key_sheet=given, by=request.viewer, now=timezone.now())
        messages.success(request, f"Settled. The seat is handed over on {long_date(settled.until_on)}.")
    return redirect("confidentiality:handover", handover_id)


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def undo_handover(request: HttpRequest, handover_id: UUID) -> HttpResponse:
    """Call it off, once somebody has read what that ends."""
    shown = reads.find_handover(handover_id)
    if shown is None:
        raise Http404
    stays = f"{shown.leaving.name} stays {shown.seat.name}."
    if request.method == "GET" and not shown.undone:
        return form_page(
            request,
            Form(),
            heading=f"Undo the handover to {shown.successor.name}",
            button="Undo the handover",
            handover=shown,
            told=f"{stays} {shown.successor.name}’s seat ends at once.",
            warning=True,
        )
    if request.method == "POST":
        with refused_next(request):
            writes.undo_handover(handover_id, by=request.viewer, now=timezone.now())
            messages.success(request, f"Undone. {stays} {shown.successor.name}’s seat has ended.")
    return redirect("confidentiality:handover", handover_id)
