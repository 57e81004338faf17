"""The updates of the police: the form that goes out, and the lines that came back."""

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.confidentiality.rules import NotHere
from wardmote.documents.paper_word import to_docx
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.minutes import reads as minutes
from wardmote.minutes.rules import PoliceLower
from wardmote.policing import reads as policing
from wardmote.register.rules import Marking, london_date
from wardmote.register.writes import consulted
from wardmote.updates import reads, writes
from wardmote.updates.forms import AnswerLive, MarkLine, SendForm
from wardmote.updates.rules import FormNeeds, Live, opens_on

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@for_panel
@require_GET
def updates(request: HttpRequest) -> HttpResponse:
    """The planned meetings with their forms, and the updates of meetings that are over."""
    now, viewer = timezone.now(), request.viewer
    coming, past = reads.coming_forms(viewer=viewer, now=now), reads.past_forms(viewer=viewer, now=now)
    consulted([*(one.form for one in coming if one.form), *past], by=viewer, now=now)
    shown = {"coming": [(one, opens_on(one.meeting.held_on)) for one in coming], "past": past}
    return render(request, "updates/updates.html", shown)


@for_clerk
@require_POST
def prepare(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Make the form of a meeting before the timer does."""
    meeting = minutes.meeting_found(meeting_id, viewer=request.viewer)
    if meeting is None:
        raise NotHere
    row = writes.prepare(meeting, by=request.viewer, now=timezone.now())
    return redirect("updates:update", row.pk)


@for_panel
@require_GET
def update(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """One update: how its form went out, and the sentences that came back."""
    now, viewer = timezone.now(), request.viewer
    one = reads.update_found(form_id, viewer=viewer, now=now)
    consulted(one.shown, by=viewer, now=now)
    addresses = policing.police_addresses(now=now) if viewer.keeps_record else []
    shown = {
        "one": one,
        "may_fill": viewer.keeps_record or viewer.police,
        "send_to": addresses[0] if addresses else "",
        "mark_forms": {line.row.pk: MarkLine(initial={"marking": line.row.marking}) for line in one.lines},
        "live_form": AnswerLive(initial={"live": one.form.live}),
        "of_proceedings": any(line.part.value == "proceedings" for line in one.lines),
    }
    return render(request, "updates/update.html", shown)


@for_clerk
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Send the police the form: a link and a Word file."""
    now = timezone.now()
    row = reads.form_found(form_id, viewer=request.viewer, now=now)
    addresses = policing.police_addresses(now=now)
    about = reads.context_of(row, asks=[], questions=[], now=now)
    initial = {
        "to_address": addresses[0] if addresses else "",
        "officers": "\n".join(about.officers) or "Inspector",
        "front_door": about.front_door or reads.last_front_door(),
    }
    form = SendForm(request.POST or None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        before = urljoin(f"{settings.ADDRESS}/", reverse("updates:form", args=["-"])).removesuffix("-/")
        try:
            writes.send_form(
                form_id,
                to_address=told["to_address"],
                link_before=before,
                officers=told["officers"].splitlines(),
                front_door=told["front_door"],
                by=request.viewer,
                now=now,
            )
        except FormNeeds as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, f"The form is on its way to {told['to_address']}. An earlier link has ended.")
            return redirect("updates:update", form_id)
    told_of = "The letter has a link that works without an account until the meeting, and the form as a Word file."
    back = reverse("updates:update", args=[form_id])
    shown = {"form": form, "heading": "Send the form to the police", "button": "Send", "told": told_of, "back": back}
    return render(request, "policing/form.html", shown, status=422 if form.is_bound else 200)


@for_clerk
@require_POST
def revoke(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """End the link at once."""
    writes.revoke_link(form_id, by=request.viewer, now=timezone.now())
    messages.success(request, "The link opens nothing any more. What was typed is kept.")
    return redirect("updates:update", form_id)


@for_clerk
@require_POST
def word(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """The form as a Word file, to be printed or sent in another way. It holds nothing confidential."""
    now = timezone.now()
    row = reads.form_found(form_id, viewer=request.viewer, now=now)
    questions = reads.questions_asked(now=now)
    about = reads.context_of(row, asks=reads.actions_asked(now=now), questions=questions, now=now)
    about = reads.for_a_file(about)
    content = to_docx(reads.paper_of(about, reference=row.reference, day=london_date(now)))
    answer = HttpResponse(content, content_type=WORD)
    lead = "EXAMPLE-" if settings.TOWN.example else ""
    answer.headers["Content-Disposition"] = f'attachment; filename="{lead}update-{row.meeting.held_on}.docx"'
    return answer


@for_panel
@require_POST
def reopen(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Open an update again that was given in."""
    writes.reopen_form(form_id, by=request.viewer, now=timezone.now())
    messages.success(request, "The form is open again, with what was typed. Its lines are off the agenda until then.")
    return redirect("updates:update", form_id)


@for_panel
@require_POST
def mark_line(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Say how far a sentence may go."""
    form = MarkLine(request.POST)
    asked = Marking(form.cleaned_data["marking"]) if form.is_valid() else Marking.CONFIDENTIAL
    try:
        line = writes.mark_line(line_id, marking=asked, by=request.viewer, now=timezone.now())
    except (PoliceLower, FormNeeds) as why:
        messages.warning(request, str(why))
        return redirect("updates:updates")
    if line.marking != asked.value:
        messages.warning(request, f"It repeats an action that is {line.marking}, so it goes no further.")
    else:
        messages.success(request, f"The sentence is now marked {line.marking}.")
    return redirect("updates:update", line.form_id)


@for_panel
@require_POST
def answer_live(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """Say whether proceedings may be live."""
    form = AnswerLive(request.POST)
    if form.is_valid():
        live = Live(form.cleaned_data["live"])
        writes.answer_live(form_id, live=live, by=request.viewer, now=timezone.now())
        messages.success(request, "Saved.")
    else:
        messages.warning(request, "Choose yes, no or not known. Nothing was saved.")
    return redirect("updates:update", form_id)
