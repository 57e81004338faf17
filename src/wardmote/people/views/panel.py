"""Who joins the panel, moves and leaves; what they are called, and how they are reached."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wardmote.govuk.doors import after_proof, for_clerk, for_panel
from wardmote.govuk.words import long_date
from wardmote.people import reads, writes
from wardmote.people.forms import ContactDetails, Edit, EndSeat, ESummons, GiveSeat, Join, Move, NewSpelling
from wardmote.people.models import Holding
from wardmote.people.views.letters import send, send_link
from wardmote.people.views.pages import form_page, person_or_404, refused_next, refused_on
from wardmote.register.rules import london_date


def _holding_or_404(holding_id: UUID) -> Holding:
    holding = reads.find_holding(holding_id)
    if holding is None:
        raise Http404
    return holding


def _seats() -> list[tuple[str, str]]:
    return [(seat.name, seat.kind) for seat in reads.seats()]


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Somebody joins the panel."""
    now = timezone.now()
    form = Join(request.POST or None, seats=_seats(), initial={"from_on": london_date(now), "kind": "member"})
    if form.is_valid():
        with refused_on(form):
            person = writes.join(**form.told(), by=request.viewer, now=now)
            messages.success(request, f"{person.name} is on the panel.")
            if form.cleaned_data["email"]:
                messages.info(request, "Send them an invitation, so that they can choose a password.")
            return redirect("confidentiality:person", person.pk)
    return form_page(request, form, heading="Add a person", button="Add")


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def give_seat(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Somebody whom the record knows takes a seat."""
    now = timezone.now()
    person = person_or_404(person_id)
    form = GiveSeat(request.POST or None, seats=_seats(), initial={"from_on": london_date(now), "kind": "member"})
    if form.is_valid():
        with refused_on(form):
            holding = writes.give_seat(person, **form.told(), by=request.viewer, now=now)
            messages.success(request, f"{person.name} has the seat from {long_date(holding.from_on)}.")
            return redirect("confidentiality:person", person.pk)
    heading = f"Give {person.name} a seat"
    return form_page(request, form, heading=heading, button="Give the seat", person=person)


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, holding_id: UUID) -> HttpResponse:
    """Somebody holds another seat in place of this one."""
    now = timezone.now()
    holding = _holding_or_404(holding_id)
    form = Move(request.POST or None, seats=_seats(), initial={"from_on": london_date(now), "kind": "member"})
    if form.is_valid():
        with refused_on(form):
            writes.move(holding, **form.told(), by=request.viewer, now=now)
            messages.success(request, f"{holding.person.name} moves to {form.cleaned_data['seat']}.")
            return redirect("confidentiality:person", holding.person_id)
    heading = f"Move {holding.person.name} from {holding.seat.name}"
    return form_page(request, form, heading=heading, button="Move", person=holding.person)


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, holding_id: UUID) -> HttpResponse:
    """A seat ends for somebody."""
    now = timezone.now()
    holding = _holding_or_404(holding_id)
    form = EndSeat(request.POST or None, initial={"until_on": london_date(now)})
    if form.is_valid():
        with refused_on(form, "until_on"):
            writes.end_holding(holding, until_on=form.cleaned_data["until_on"], by=request.viewer, now=now)
            day = long_date(form.cleaned_data["until_on"])
            messages.success(request, f"{holding.person.name} is no longer {holding.seat.name} from {day}.")
            return redirect("confidentiality:person", holding.person_id)
    heading = f"End the seat of {holding.person.name} as {holding.seat.name}"
    told = "What they signed up to keep to themselves goes on. Their actions stay with the seat."
    return form_page(
        request,
        form,
        heading=heading,
        button="End the seat",
        person=holding.person,
        told=told,
        warning=True,
    )


@for_clerk
@after_proof
@require_POST
def reopen(request: HttpRequest, holding_id: UUID) -> HttpResponse:
    """The end of a seat is taken back."""
    holding = _holding_or_404(holding_id)
    with refused_next(request):
        writes.reopen_holding(holding, by=request.viewer, now=timezone.now())
        messages.success(request, f"{holding.person.name} keeps the seat. They have to sign in again.")
    return redirect("confidentiality:person", holding.person_id)


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What somebody is called."""
    now = timezone.now()
    person = person_or_404(person_id)
    user = reads.user_of(person_id)
    form = Edit(request.POST or None, initial={"name": person.name, "email": user.email if user else ""})
    if form.is_valid():
        with refused_on(form):
            changed = writes.edit_person(person, **form.cleaned_data, by=request.viewer, now=now)
            messages.success(request, "Saved.")
            if changed and user:
                waits = changed.takes_effect_at if changed.takes_effect_at > now else None
                send(request, user.email, letter="address_changing", waits_until=waits)
            return redirect("confidentiality:person", person.pk)
    heading = f"Name and address of {person.name}"
    return form_page(request, form, heading=heading, button="Save", person=person)


@for_clerk
@after_proof
@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """How somebody is reached, and what the panel may see of it."""
    person = person_or_404(person_id)
    kept = reads.contacts_of([person_id], viewer=request.viewer).get(person_id)
    initial = {name: getattr(kept, name) for name in ContactDetails.base_fields} if kept else {}
    form = ContactDetails(request.POST or None, initial=initial)
    if form.is_valid():
        writes.keep_contact(person, **form.cleaned_data, by=request.viewer, now=timezone.now())
        messages.success(request, "Saved.")
        return redirect("confidentiality:person", person.pk)
    told = "Ask the person what the panel may see. You see all of it."
    return form_page(
        request,
        form,
        heading=f"How to reach {person.name}",
        button="Save",
        person=person,
        told=told,
    )


@for_panel
@require_http_methods(["GET", "POST"])
def e_summons(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Whether somebody agreed to be summoned by e-mail: for the person, and for the clerk."""
    now, viewer = timezone.now(), request.viewer
    person = person_or_404(person_id)
    own = viewer.person_id == person_id
    if not (own or viewer.keeps_record):
        raise Http404
    form = ESummons(request.POST or None, initial={"agrees": "yes"})
    if own:
        del form.fields["on_paper"]
    if form.is_valid():
        day = (form.cleaned_data["agreed_on"] or london_date(now)) if form.cleaned_data["agrees"] == "yes" else None
        on_paper = form.cleaned_data.get("on_paper", False)
        with refused_on(form, "agreed_on"):
            writes.note_e_summons(person, agreed_on=day, on_paper=on_paper, by=viewer, now=now)
            messages.success(request, "Saved. It holds for the next summons.")
            return redirect("confidentiality:person", person.pk)
    told = "A summons goes by e-mail only to a member who agreed. Everybody else gets it on paper."
    return form_page(request, form, heading=f"Summons for {person.name}", button="Save", person=person, told=told)


@for_clerk
@require_http_methods(["GET", "POST"])
def spelling(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Another way in which notes write the name."""
    person = person_or_404(person_id)
    form = NewSpelling(request.POST or None)
    if form.is_valid():
        with refused_on(form, "words"):
            writes.accept_spelling(person, words=form.cleaned_data["words"], by=request.viewer, now=timezone.now())
            messages.success(request, "Saved. Notes that write the name so now mean this person.")
            return redirect("confidentiality:person", person.pk)
    heading = f"Another spelling of {person.name}"
    return form_page(request, form, heading=heading, button="Save", person=person)


@for_clerk
@after_proof
@require_POST
def invite(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Send somebody a link to choose a password."""
    person = person_or_404(person_id)
    with refused_next(request):
        user = writes.invite(person, by=request.viewer, now=timezone.now())
        if send_link(request, user, letter="invitation"):
            messages.success(request, f"A letter is on its way to {user.email}. Its link works for one hour.")
    return redirect("confidentiality:person", person_id)


@for_panel
@require_POST
def stop_address(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The address on record stays."""
    person = person_or_404(person_id)
    with refused_next(request):
        writes.stop_address(person, by=request.viewer, now=timezone.now())
        messages.success(request, "The address on record stays.")
    return redirect("confidentiality:person", person_id)


@for_panel
@require_http_methods(["GET"])
def seat(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    """A seat and who has held it."""
    found = reads.seat_page(seat_id, viewer=request.viewer)
    if found is None:
        raise Http404
    page = {"seat": found[0], "holdings": found[1], "today": london_date(timezone.now())}
    return render(request, "people/seat.html", page)
