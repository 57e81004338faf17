"""The first day: an empty installation becomes a town. From the moment a clerk exists nothing here answers.

What is typed is kept, sealed, in the browser's session until it is stored whole or the session runs out.
"""

import json
from dataclasses import asdict, replace
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wardmote.desk import writes
from wardmote.desk.forms.begin import ChoosePassword, Code, LastNotes, SixThings
from wardmote.desk.rules.founding import (
    FOUNDER,
    FoundedAlready,
    Unsound,
    must_be_sound,
    offered,
    same_code,
    starting_code,
)
from wardmote.desk.views.between import kept, opened
from wardmote.desk.writes import Notes
from wardmote.documents.read import read_bytes
from wardmote.documents.source import Unreadable
from wardmote.govuk.doors import ONWARD, View, for_anyone
from wardmote.law.rules import BodyKind
from wardmote.people import reads as people
from wardmote.people.signin import let_in
from wardmote.register.rules import london_date
from wardmote.towns.folder import FIRST_NAME

OPEN, NOTES, ANSWERS = "begin.open", "begin.notes", "begin.answers"  # in the session


def while_empty(view: View) -> View:
    """Answer only while nobody ever held a seat here, and only whoever gave the starting code."""

    @wraps(view)
    def at_the_door(request: HttpRequest, *args: Any, **named: Any) -> Any:
        if settings.TOWN.example or not people.nobody_yet():
            if request.method == "POST" and request.session.get(OPEN):
                return render(request, "desk/begin_taken.html", {"said": str(FoundedAlready())}, status=409)
            raise Http404
        if not request.session.get(OPEN):
            return code(request)
        return view(request, *args, **named)

    return at_the_door


def code(request: HttpRequest) -> HttpResponse:
    """Ask for the starting code. It is wanted from this machine as well: others may use it, or a web server of it."""
    typed = request.GET.get("code") if request.method == "GET" else request.POST.get("code", "")
    form = Code(None if typed is None else {"code": typed})
    if form.is_valid():
        if same_code(form.cleaned_data["code"], starting_code(settings.TOWN.web_key)):
            request.session[OPEN] = True
            return redirect("desk:begin")  # so that the code does not stay in the address
        form.add_error("code", "This is not the code. Nothing was opened. Look where Wardmote was started")
    return render(request, "desk/begin_code.html", {"form": form}, status=422 if typed is not None else 200)


@for_anyone
@require_http_methods(["GET", "POST"])
@while_empty
def begin(request: HttpRequest) -> HttpResponse:
    """Step 1: last meeting's notes, from which the rest is filled in."""
    if request.method == "GET":
        return render(request, "desk/begin.html", {"form": LastNotes(), "kept": _name_of_notes(request)})
    if "without" in request.POST:
        request.session.pop(NOTES, None)
        return redirect("desk:begin-six")
    if "keep" in request.POST and NOTES in request.session:
        return redirect("desk:begin-six")
    form = LastNotes(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            read_bytes(content, name=file.name)
        except Unreadable as refusal:
            form.add_error("file", f"{refusal} Nothing was stored.")
        else:
            request.session.pop(ANSWERS, None)
            request.session[NOTES] = [kept(file.name.encode(), "begin.name"), kept(content, "begin.notes")]
            return redirect("desk:begin-six")
    return render(request, "desk/begin.html", {"form": form, "kept": _name_of_notes(request)}, status=422)


@for_anyone
@require_http_methods(["GET", "POST"])
@while_empty
def six(request: HttpRequest) -> HttpResponse:
    """Step 2: the six things, filled in as far as the notes say them."""
    now = timezone.now()
    notes = _notes(request)
    asks_day = notes is not None and notes.document.starts_at is None
    shown: dict[str, Any] = {"notes": notes}
    status = 200
    if request.method == "POST":
        form = SixThings(request.POST, asks_day=asks_day)
        if form.is_valid():
            try:
                must_be_sound(form.founding(), today=london_date(now))
            except Unsound as fault:
                form.add_error(fault.part, str(fault))
            else:
                typed = json.dumps({name: request.POST.get(name, "") for name in request.POST})
                request.session[ANSWERS] = kept(typed.encode(), "begin.answers")
                return redirect("desk:begin-check")
        status = 422
    elif ANSWERS in request.session:  # back from the next page: as it was typed
        form = SixThings(_answers(request), asks_day=asks_day)
    else:
        offer = asdict(offered(notes.document, today=london_date(now))) if notes else {}
        if settings.TOWN.name != FIRST_NAME:
            offer["town"] = settings.TOWN.name
        form = SixThings(initial={name: value for name, value in offer.items() if value}, asks_day=asks_day)
    return render(request, "desk/begin_six.html", {**shown, "form": form}, status=status)


@for_anyone
@require_http_methods(["GET", "POST"])
@while_empty
def check(request: HttpRequest) -> HttpResponse:
    """Step 3: what was understood, and the clerk's password. Then all of it is stored, or nothing."""
    now = timezone.now()
    notes = _notes(request)
    answers = SixThings(_answers(request), asks_day=notes is not None and notes.document.starts_at is None)
    if not answers.is_valid():
        return redirect("desk:begin-six")
    founding = answers.founding()
    form = ChoosePassword(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if notes:  # what comes next was asked on the page, where the notes' own day stood to be mended
            document = replace(notes.document, next_meeting=None)
            notes = replace(notes, document=document, held_on=answers.cleaned_data.get("notes_on"))
        try:
            founded = writes.found_town(
                founding, notes=notes, password=form.cleaned_data["password"], by=FOUNDER, now=now
            )
        except FoundedAlready as said:
            return render(request, "desk/begin_taken.html", {"said": str(said)}, status=409)
        except Unsound as fault:  # midnight has passed since the page before
            messages.error(request, str(fault))
            return redirect("desk:begin-six")
        return _come_in(request, founded)
    page = {"founding": founding, "kind": BodyKind(founding.body_kind), "notes": notes, "form": form}
    return render(request, "desk/begin_check.html", page, status=422 if request.method == "POST" else 200)


def _come_in(request: HttpRequest, founded: writes.Founded) -> HttpResponse:
    """Sign the clerk in, with the way marked out: second factor, agreement, review."""
    for name in (OPEN, NOTES, ANSWERS):
        request.session.pop(name, None)
    assert founded.user is not None  # the form asks for the address
    let_in(request, founded.user)
    request.session[ONWARD] = (
        reverse("desk:review", args=[founded.taken.meeting.pk]) if founded.taken else reverse("desk:home")
    )
    messages.success(request, f"The record of {settings.TOWN.name} has begun. Next: make your sign-in safe.")
    return redirect("mfa_index")


def _name_of_notes(request: HttpRequest) -> str | None:
    notes = request.session.get(NOTES)
    return opened(notes[0], "begin.name").decode() if notes else None


def _notes(request: HttpRequest) -> Notes | None:
    name = _name_of_notes(request)
    if name is None:
        return None
    content = opened(request.session[NOTES][1], "begin.notes")
    return Notes(read_bytes(content, name=name), content, name)


def _answers(request: HttpRequest) -> dict[str, str]:
    sealed = request.session.get(ANSWERS)
    typed: dict[str, str] = json.loads(opened(sealed, "begin.answers")) if sealed else {}
    # Typed before an upgrade, when a panel was a kind of its own.
    return typed | {"body_kind": BodyKind.EXTERNAL_PARTNERSHIP.value} if typed.get("body_kind") == "panel" else typed
