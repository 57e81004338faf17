"""The team's page, and the forms that keep it."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.actions.rules import DueTooEarly, NoAction
from wardmote.confidentiality.rules import must_be_clerk_or_police
from wardmote.govuk.doors import for_panel
from wardmote.policing import reads, writes
from wardmote.policing.forms import ChangePost, CorrectHolding, FillPost, NameOfficer, NewPost
from wardmote.policing.rules import Manner, PostKind, PostNeeds
from wardmote.register.rules import london_date
from wardmote.register.writes import consulted


@for_panel
@require_GET
def team(request: HttpRequest) -> HttpResponse:
    """The posts of the local team as they stand on a day."""
    now, viewer = timezone.now(), request.viewer
    on = _day(request.GET.get("on", "")) or london_date(now)
    posts = reads.team(viewer=viewer, now=now, on=on)
    consulted(reads.shown_rows(posts), by=viewer, now=now)
    shown = {"posts": posts, "on": on, "today": london_date(now), "may_keep": viewer.keeps_record or viewer.police}
    return render(request, "policing/team.html", shown)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def form_page(
    request: HttpRequest, form: forms.Form, *, heading: str, button: str, told: str = "", back: str = ""
) -> HttpResponse:
    """One form under its heading."""
    shown = {"form": form, "heading": heading, "button": button, "told": told, "back": back or reverse("policing:team")}
    return render(request, "policing/form.html", shown, status=422 if form.is_bound else 200)


def refused(form: forms.Form, error: Exception, field: str | None = None) -> None:
    """Say on the form what was refused, at its field if there is one."""
    name = field or getattr(error, "field", None)
    form.add_error(name if name in form.fields else None, str(error))


@for_panel
@require_http_methods(["GET", "POST"])
def new_post(request: HttpRequest) -> HttpResponse:
    """Keep a post."""
    must_be_clerk_or_police(request.viewer)
    form = NewPost(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            writes.add_post(
                told["name"],
                kind=PostKind(told["kind"]),
                vacant_from=told["vacant_from"],
                by=request.viewer,
                now=timezone.now(),
            )
        except PostNeeds as why:
            refused(form, why)
        else:
            messages.success(request, "The post is in the record. Say who holds it, or that it is recruited for.")
            return redirect("policing:team")
    return form_page(request, form, heading="New post", button="Keep it")


@for_panel
@require_http_methods(["GET", "POST"])
def change_post(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Correct a post, or say that there is no such post any more."""
    must_be_clerk_or_police(request.viewer)
    now = timezone.now()
    post = reads.post_found(post_id, viewer=request.viewer, now=now)
    initial = {
        "name": post.name,
        "kind": post.kind.value,
        "vacant_from": post.row.vacant_from,
        "ended_on": post.row.ended_on,
    }
    form = ChangePost(request.POST or None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        try:
            writes.change_post(
                post_id,
                name=told["name"],
                kind=PostKind(told["kind"]),
                vacant_from=told["vacant_from"],
                ended_on=told["ended_on"],
                by=request.viewer,
                now=now,
            )
        except PostNeeds as why:
            refused(form, why)
        else:
            messages.success(request, "Saved.")
            return redirect("policing:team")
    return form_page(request, form, heading=f"Change {post.name}", button="Save")


@for_panel
@require_http_methods(["GET", "POST"])
def fill_post(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """An officer has a post from a day on, or it is recruited for."""
    must_be_clerk_or_police(request.viewer)
    now = timezone.now()
    post = reads.post_found(post_id, viewer=request.viewer, now=now)
    form = FillPost(request.POST or None, initial={"from_on": london_date(now)})
    if form.is_valid():
        told = form.cleaned_data
        asked = told["introduce"] and told["manner"] != Manner.RECRUITING.value
        try:
            made = writes.fill_post(
                post_id,
                **_spell(told),
                introduction=writes.Introduction(told["owner"], told["due_on"]) if asked else None,
                by=request.viewer,
                now=now,
            )
        except PostNeeds as why:
            refused(form, why)
        except (DueTooEarly, NoAction) as why:
            refused(form, why, "due_on")
        else:
            said = " Their introduction to the council is an action." if made.introduction_id else ""
            messages.success(request, f"Saved.{said}")
            return redirect("policing:team")
    return form_page(request, form, heading=f"Who holds {post.name}", button="Save")


def _spell(told: dict[str, Any]) -> dict[str, Any]:
    kept = {name: told[name] for name in ("name", "team", "from_on", "until_on")}
    return {"manner": Manner(told["manner"]), **kept}


@for_panel
@require_http_methods(["GET", "POST"])
def holding(request: HttpRequest, post_holding_id: UUID) -> HttpResponse:
    """Correct who holds a post, or end it."""
    must_be_clerk_or_police(request.viewer)
    now = timezone.now()
    post, one = reads.holding_found(post_holding_id, viewer=request.viewer, now=now)
    initial = {
        "manner": one.spell.manner.value,
        "name": one.spell.name,
        "team": one.spell.team,
        "from_on": one.spell.from_on,
        "until_on": one.spell.until_on,
    }
    form = CorrectHolding(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            writes.correct_holding(post_holding_id, **_spell(form.cleaned_data), by=request.viewer, now=now)
        except PostNeeds as why:
            refused(form, why)
        else:
            messages.success(request, "Saved.")
            return redirect("policing:team")
    told = "If the whole line is wrong, go back and choose “Typed wrongly”."
    return form_page(request, form, heading=f"Correct or end: {post.name}", button="Save", told=told)


@for_panel
@require_POST
def take_back(request: HttpRequest, post_holding_id: UUID) -> HttpResponse:
    """A line was typed wrongly; or it is put back."""
    back = request.POST.get("do") != "put-back"
    try:
        row = writes.take_back_holding(post_holding_id, back=back, by=request.viewer, now=timezone.now())
    except PostNeeds as why:
        messages.warning(request, str(why))
    else:
        stays = " Its introduction is still an action: close it there." if back and row.introduction_id else ""
        messages.success(request, f"Taken back. It can be put back below.{stays}" if back else "Put back.")
    return redirect("policing:team")


@for_panel
@require_http_methods(["GET", "POST"])
def named_officer(request: HttpRequest, post_holding_id: UUID) -> HttpResponse:
    """Note what an officer said of being named."""
    must_be_clerk_or_police(request.viewer)
    now = timezone.now()
    post, one = reads.holding_found(post_holding_id, viewer=request.viewer, now=now)
    known = one.named
    initial = {
        "public": "yes" if known and known.public else "no",
        "name": known.name if known else one.spell.name,
        "contact": known.contact if known else "",
        "said_on": london_date(now),
    }
    form = NameOfficer(request.POST or None, initial=initial)
    if form.is_valid():
        told = form.cleaned_data
        public = told["public"] == "yes"
        try:
            writes.name_officer(
                post_holding_id,
                public=public,
                name=told["name"],
                contact=told["contact"],
                said_on=told["said_on"],
                by=request.viewer,
                now=now,
            )
        except PostNeeds as why:
            refused(form, why)
        else:
            messages.success(request, "Saved. The next public release shows it." if public or known else "Saved.")
            return redirect("policing:team")
    told_of = "Ask the officer. Without a yes, the name stays with the panel."
    return form_page(request, form, heading=f"The officer to contact: {post.name}", button="Save", told=told_of)
