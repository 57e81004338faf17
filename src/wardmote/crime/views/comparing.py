"""What the town is, and what it is compared with."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.crime import reads, writes
from wardmote.crime.forms import ChooseTown, Declare, DrawTown
from wardmote.crime.rules import NotDone
from wardmote.figures.areas.towns import Town, areas
from wardmote.figures.charts import Shade, outline_map
from wardmote.govuk.doors import for_panel


@for_panel
@require_http_methods(["GET", "POST"])
def area(request: HttpRequest) -> HttpResponse:
    """Which area the town is: its small areas on a map and in a list."""
    form, status = ChooseTown(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                row = writes.choose_area(form.cleaned_data["town"], by=request.viewer, now=timezone.now())
            except NotDone as refusal:
                form.add_error(refusal.field, str(refusal))
            else:
                messages.success(request, f"Saved. Figures are those of {row.name} from now on.")
                return redirect("crime:area")
    return _area_page(request, status=status, form=form)


def _area_page(request: HttpRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    row = reads.area_row()
    shown: dict[str, Any] = {"row": row, "form": ChooseTown()}
    if row:
        town = reads.town_of(row)
        members = [areas()[code] for code in town.areas]
        words = f"A map of the {len(members)} small areas of {town.name}, numbered as in the list."
        shades = [Shade(one.code, number, 0) for number, one in enumerate(members, start=1)]
        shown |= {"area": town, "members": members, "map": outline_map(shades, legend=["the town"], description=words)}
        shown["draw_form"] = DrawTown(initial={"areas": town.areas}, areas=_choices(town))
    wrong = next((form for form in forms.values() if form.errors), None)
    return render(request, "crime/area.html", {**shown, **forms, "wrong": wrong}, status=status)


def _choices(town: Town) -> list[tuple[str, str]]:
    return [(code, f"{areas()[code].name} ({code}), {areas()[code].population:,} residents") for code in town.areas]


def _no_area(request: HttpRequest) -> HttpResponse:
    messages.warning(request, "Nobody has said yet which area the town is. Nothing was saved. Choose it first.")
    return redirect("crime:area")


@for_panel
@require_POST
def draw(request: HttpRequest) -> HttpResponse:
    """Leave small areas out of the town, or take more in."""
    row = reads.area_row()
    if row is None:
        return _no_area(request)
    town = reads.town_of(row)
    form = DrawTown(request.POST, areas=_choices(town))
    if form.is_valid():
        also = re.findall(r"\w+", form.cleaned_data["also"].upper())
        without = set(town.areas) - set(form.cleaned_data["areas"])
        try:
            writes.redraw_area(row, also=also, without=sorted(without), by=request.viewer, now=timezone.now())
        except NotDone as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "Saved. Figures are those of the areas below from now on.")
            return redirect("crime:area")
    return _area_page(request, status=422, draw_form=form)


@for_panel
@require_GET
def comparators(request: HttpRequest) -> HttpResponse:
    """The sets that the town is compared with, each with who chose it, how and why."""
    return _comparators_page(request)


def _comparators_page(request: HttpRequest, *, status: int = 200, form: Declare | None = None) -> HttpResponse:
    row = reads.area_row()
    shown = {"row": row, "area": reads.town_of(row) if row else None, "sets": reads.frozen_sets(row)}
    wrong = form if form is not None and form.errors else None
    return render(
        request, "crime/comparators.html", {**shown, "form": form or Declare(), "wrong": wrong}, status=status
    )


@for_panel
@require_POST
def declare(request: HttpRequest) -> HttpResponse:
    """Freeze the towns that the police declare to be comparable."""
    form, row = Declare(request.POST), reads.area_row()
    if row is None:
        return _no_area(request)
    if form.is_valid():
        told = form.cleaned_data
        try:
            writes.declare(
                row,
                names=told["towns"].splitlines(),
                name=told["name"],
                declared_by=told["declared_by"],
                reason=told["reason"],
                by=request.viewer,
                now=timezone.now(),
            )
        except NotDone as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "The set is frozen. It can be followed by a new version, and never changed.")
            return redirect("crime:comparators")
    return _comparators_page(request, status=422, form=form)


@for_panel
@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """Freeze the fifteen towns most like this one."""
    row = reads.area_row()
    if row is None:
        return _no_area(request)
    try:
        writes.freeze_similar(row, among=reads.loaded_towns(), by=request.viewer, now=timezone.now())
    except NotDone as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "The set is frozen. It was chosen by who lives there, and never by crime.")
    return redirect("crime:comparators")
