"""What the pages of this room have in common: choices of people, and a form that is one deed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wardmote.confidentiality.rules import NotHere
from wardmote.membership import reads
from wardmote.membership.rules import MembershipNeeds
from wardmote.minutes.models import Body
from wardmote.people import reads as people
from wardmote.register.rules import Viewer


def body_or_404(body_id: UUID, viewer: Viewer) -> Body:
    """The body.

    Raises:
        NotHere: there is none for this viewer.
    """
    body = reads.body_found(body_id, viewer=viewer)
    if body is None:
        raise NotHere
    return body


def typed(request: HttpRequest) -> Any:
    """What was sent with a form; none if the page is only asked for."""
    return request.POST if request.method == "POST" else None


def people_choices() -> list[tuple[str, str]]:
    """Everybody, by name."""
    named = people.everybody().values()
    return [(str(one.pk), one.name) for one in sorted(named, key=lambda one: one.name.casefold())]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The words round a form: its heading, where it leads back to (text and address), its button, what is said after.

    `says` stands above the form; `then` is where a done deed leads, unless back.
    """

    heading: str
    back: tuple[str, str]
    button: str
    done: str
    says: str = ""
    then: str = ""


def form_page(
    request: HttpRequest, form: forms.Form, sheet: Sheet, *, deed: Callable[[dict[str, Any]], Any]
) -> HttpResponse:
    """A page with one form: the deed and on, or the page again with what is missing and what was typed."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                deed(form.cleaned_data)
            except MembershipNeeds as need:
                form.add_error(need.field if need.field in form.fields else None, str(need))
            else:
                messages.success(request, sheet.done)
                return redirect(sheet.then or sheet.back[1])
    return render(request, "membership/form.html", {"form": form, "sheet": sheet}, status=status)
