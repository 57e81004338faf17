"""The form itself, as it is filled in: by whoever has the link, without an account, or by the police and the clerk."""

from dataclasses import dataclass
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wardmote.confidentiality.rules import NotHere, must_be_clerk_or_police
from wardmote.correspondence.rules import WRONG_LINKS
from wardmote.correspondence.writes import tried_too_often
from wardmote.documents.agenda_word import LARGEST, agenda_of
from wardmote.documents.source import Unreadable
from wardmote.govuk.doors import for_anyone, for_panel
from wardmote.govuk.links import quiet
from wardmote.govuk.words import count_of
from wardmote.register.rules import THE_PUBLIC, Viewer
from wardmote.register.writes import consulted
from wardmote.updates import reads, writes
from wardmote.updates.forms import FillIn, posted
from wardmote.updates.models import FormLink, UpdateForm
from wardmote.updates.rules import (
    PRESSES,
    ChangedMeanwhile,
    Doubt,
    FormContext,
    FormNeeds,
    LinkEnded,
    NotThisForm,
    Section,
    read_back,
    risk_words,
    sections,
)

NO_VERSION = 0  # what no form was ever read with


@for_anyone
@never_cache
@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, token: str) -> HttpResponse:
    """The form, for whoever has the link."""
    now = timezone.now()
    try:
        link = reads.link_of(token, now=now)
    except NotHere:
        who = get_adapter().get_client_ip(request)
        if tried_too_often(f"wrong link from {who}", most=WRONG_LINKS, by=THE_PUBLIC, now=now):
            return quiet(render(request, "429.html", status=429))
        raise
    except LinkEnded as why:
        return quiet(render(request, "govuk/link_ended.html", {"why": str(why)}, status=410))
    pressed = f"presses on {link.pk}"
    if request.method == "POST" and tried_too_often(pressed, most=PRESSES, by=reads.BY_LINK, now=now):
        return quiet(render(request, "429.html", status=429))
    return quiet(_filling(request, link.form, link))


@for_panel
@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, form_id: UUID) -> HttpResponse:
    """The same form for the police who sign in, and for the clerk who fills it in for them."""
    must_be_clerk_or_police(request.viewer)
    row = reads.form_found(form_id, viewer=request.viewer, now=timezone.now())
    if row.given_at is not None:
        return redirect("updates:update", row.pk)
    return _filling(request, row, None)


@dataclass(frozen=True, slots=True)
class Filling:
    """One request to fill in a form: the form, what it is about, and by which way somebody came to it."""

    request: HttpRequest
    row: UpdateForm
    about: FormContext
    parts: tuple[Section, ...]
    link: FormLink | None
    viewer: Viewer

    def again(self, typed: dict[str, str], version: int) -> FillIn:
        """The form with what was typed, held to its shape."""
        return FillIn(posted(typed, self.parts, version), parts=self.parts)

    def unheld(self, typed: dict[str, str], version: int) -> FillIn:
        """The form with what was typed, as a draft: nothing in it is wrong yet."""
        return FillIn(parts=self.parts, initial={**typed, "version": version})

    def keep(self, given: FillIn, typed: dict[str, str]) -> int:
        """Keep a draft; its version by now."""
        kept = writes.keep_draft(
            self.row.pk, typed=typed, version=_version(given), link=self.link, by=self.viewer, now=timezone.now()
        )
        return kept.version


def _filling(request: HttpRequest, row: UpdateForm, link: FormLink | None) -> HttpResponse:
    now = timezone.now()
    viewer = reads.BY_LINK if link else request.viewer
    asked, questions = reads.actions_asked(now=now), reads.questions_asked(now=now)
    about = reads.context_of(row, asks=asked, questions=questions, now=now)
    consulted([row, *asked, *(one.row for one in questions)], by=viewer, now=now)
    one = Filling(request, row, about, sections(about), link, viewer)
    if request.method == "GET":
        return _page(one, one.unheld(reads.typed_in(row), row.version))
    given = FillIn(request.POST, request.FILES, parts=one.parts)
    act = {"send": _send, "anyway": _send, "read": _read}.get(request.POST.get("do", ""), _save)
    try:
        return act(one, given)
    except LinkEnded as why:
        return render(request, "govuk/link_ended.html", {"why": str(why)}, status=410)
    except ChangedMeanwhile as why:
        newest = UpdateForm.objects.get(pk=row.pk)
        again = one.again(given.typed(), newest.version)
        again.add_error(None, str(why))
        return _page(one, again, status=409)
    except FormNeeds as why:
        given.add_error(None, str(why))
        return _page(one, given, status=422)


def _version(given: FillIn) -> int | None:
    typed = str(given["version"].data or "")
    if not typed:
        return None
    return int(typed) if typed.isdecimal() and len(typed) < 10 else NO_VERSION


def _save(one: Filling, given: FillIn) -> HttpResponse:
    """Keep it as it is."""
    typed = given.typed()
    again = one.unheld(typed, one.keep(given, typed))
    more = "Nothing was sent yet. The same link brings you back." if one.link else "It is not given in yet."
    return _page(one, again, said=f"Saved. {more}")


def _read(one: Filling, given: FillIn) -> HttpResponse:
    """Take what the Word file says into the blanks. What fits none stands under "Anything else"."""
    file = one.request.FILES.get("file")
    if file is None:
        given.add_error("file", "Choose the Word file first. Nothing was read.")
        return _page(one, given, status=422)
    try:
        content = agenda_of(file.read(LARGEST + 1), name=file.name or "The file", thing="update form")
        read = read_back(content, one.parts, reference=one.row.reference, written=reads.written_on(one.about))
    except (Unreadable, NotThisForm) as why:
        given.add_error("file", str(why))
        return _page(one, given, status=422)
    typed = {**given.typed(), **read.typed}
    typed["more"] = "\n".join(filter(None, [typed.get("more", ""), *read.unread]))
    again = one.unheld(typed, one.keep(given, typed))
    lines = count_of(len(read.unread), "line fits", "lines fit")
    odd = f" {lines} no blank: see “Anything else”." if read.unread else ""
    return _page(one, again, said=f"The file was read and saved. Look through it, then send it.{odd}")


def _send(one: Filling, given: FillIn) -> HttpResponse:
    """Give it in, or show whoever wrote it what the record cannot support."""
    typed = given.typed()
    if not given.is_valid() or not typed["said_by"]:
        again = one.again(typed, one.keep(given, typed))
        if not typed["said_by"]:
            again.add_error("said_by", "Give your name and rank. Your answers are saved, and not sent.")
        return _page(one, again, status=422)
    doubts = writes.give_in(
        one.row.pk,
        typed=typed,
        anyway=one.request.POST.get("do") == "anyway",
        version=_version(given),
        link=one.link,
        by=one.viewer,
        now=timezone.now(),
    )
    if not doubts:
        if one.link:
            return render(one.request, "updates/given_in.html", {"meeting": one.about.meeting})
        messages.success(one.request, "The update is given in. It is confidential until the police lower it.")
        return redirect("updates:update", one.row.pk)
    again = one.again(typed, (_version(given) or one.row.version) + 1)
    for key, words in _by_blank(doubts).items():
        again.add_error(key if key in again.fields else "more", words)
    return _page(one, again, doubts=doubts, status=422)


def _by_blank(doubts: list[Doubt]) -> dict[str, str]:
    """What is wrong in each blank, in one text: a field shows one."""
    found: dict[str, str] = {}
    for doubt in doubts:
        found[doubt.key] = f"{found[doubt.key]} {doubt.words}" if doubt.key in found else doubt.words
    return found


def _page(
    one: Filling, form: FillIn, *, doubts: list[Doubt] | None = None, said: str = "", status: int = 200
) -> HttpResponse:
    shown = {
        "form": form,
        "about": one.about,
        "parts": one.parts,
        "risk": risk_words(one.about.front_door),
        "by_link": one.link is not None,
        "may_send_anyway": bool(doubts) and not any(doubt.kind.never for doubt in doubts or ()),
        "back": reverse("updates:update", args=[one.row.pk]),
        "said": said,
    }
    return render(one.request, "updates/fill.html", shown, status=status)
