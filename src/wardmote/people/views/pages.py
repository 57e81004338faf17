"""What the pages of this room have in common: one form, the person it is about, and a refusal in its own words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wardmote.people import reads
from wardmote.people.models import Person
from wardmote.people.rules import NotDone


def person_or_404(person_id: UUID) -> Person:
    """The person of this id."""
    person = reads.find_person(person_id)
    if person is None:
        raise Http404
    return person


def form_page(request: HttpRequest, form: Form, *, heading: str, button: str, **more: Any) -> HttpResponse:
    """A page with one form, to be filled in, or with what was wrong in what was sent.

    `more` names what it is about (`person` or `handover`, to which it leads back), what is `told` above the form, and
    whether its button is a `warning`.
    """
    page = {"form": form, "heading": heading, "button": button, **more}
    return render(request, "people/form.html", page, status=422 if request.method == "POST" else 200)


@contextmanager
def refused_on(form: Form, box: str | None = None) -> Iterator[None]:
    """A refusal is said on the form that was sent: at the box that it is about, or above them all."""
    try:
        yield
    except NotDone as refusal:
        form.add_error(box, str(refusal))


@contextmanager
def refused_next(request: HttpRequest) -> Iterator[None]:
    """A refusal of what a button asked for is said on the page that comes next."""
    try:
        yield
    except NotDone as refusal:
        messages.error(request, str(refusal))
