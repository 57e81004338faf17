"""Counts that the police supply: typed by them or the clerk, released by them, seen by the panel."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wardmote.crime import reads, writes
from wardmote.crime.forms import GiveCounts, ReleaseCounts, TypeCounts
from wardmote.crime.rules import (
    MOST_MONTHS,
    NO_SOURCE,
    RELEASED,
    SHARE_FROM,
    FileFaults,
    NotDone,
    SuppliedKind,
    counts_typed,
    months_asked,
    must_supply,
)
from wardmote.govuk.doors import for_panel
from wardmote.register.rules import london_date
from wardmote.register.writes import consulted


@for_panel
@require_GET
def supplied(request: HttpRequest) -> HttpResponse:
    """What the police have released of the counts that nobody publishes."""
    now = timezone.now()
    found = reads.releases(viewer=request.viewer, now=now)
    consulted([one.row for one in found], by=request.viewer, now=now)
    newest = reads.newest_releases(found)
    charts = {kind: reads.supplied_chart(newest[kind].found, kind) for kind in newest}
    shown = {"releases": found, "newest": newest, "charts": charts, "kinds": SuppliedKind, "share_from": SHARE_FROM}
    shown |= {"released_kinds": RELEASED, "no_source": NO_SOURCE}
    return render(request, "crime/supplied.html", shown)


def _typed_form(request: HttpRequest | None = None) -> TypeCounts:
    return TypeCounts(request.POST if request else None, auto_id="typed_%s")


def _file_form(request: HttpRequest | None = None) -> GiveCounts:
    return GiveCounts(request.POST, request.FILES, auto_id="file_%s") if request else GiveCounts(auto_id="file_%s")


def _release_form(request: HttpRequest | None = None) -> ReleaseCounts:
    return ReleaseCounts(request.POST if request else None, auto_id="release_%s")


@for_panel
@require_http_methods(["GET", "POST"])
def supply(request: HttpRequest) -> HttpResponse:
    """The counts as they were supplied, and the forms in which the police or the clerk type, give and release them."""
    now = timezone.now()
    must_supply(request.viewer, now)
    if request.method == "GET":
        return _counts_page(request)
    form = _typed_form(request)
    if form.is_valid():
        told = form.cleaned_data
        try:
            counts = counts_typed(
                SuppliedKind(told["kind"]),
                told["numbers"],
                since=told["since"].strip(),
                until=told["until"].strip(),
                today=london_date(now),
            )
            kept = writes.supply(counts, supplied_by=told["supplied_by"], by=request.viewer, now=now)
        except NotDone as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return _kept(request, kept)
    return _counts_page(request, status=422, typed_form=form, wrong=form)


@for_panel
@require_POST
def supply_file(request: HttpRequest) -> HttpResponse:
    """Counts given as a file: all of it is kept, or nothing."""
    now = timezone.now()
    must_supply(request.viewer, now)
    form = _file_form(request)
    if form.is_valid():
        told = form.cleaned_data
        try:
            kept = writes.supply_file(told["file"].read(), supplied_by=told["supplied_by"], by=request.viewer, now=now)
        except FileFaults as refusal:
            form.add_error("file", [str(refusal), *refusal.faults])
        except NotDone as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return _kept(request, kept)
    return _counts_page(request, status=422, file_form=form, wrong=form)


@for_panel
@require_POST
def release_supplied(request: HttpRequest) -> HttpResponse:
    """Look at what would be released of some months; then release it, which can't be taken back."""
    now, viewer = timezone.now(), request.viewer
    must_supply(viewer, now)
    form = _release_form(request)
    if form.is_valid():
        asked = {name: form.cleaned_data[name].strip() for name in ("since", "until")}
        try:
            if request.POST.get("do") != "release":
                months = months_asked(**asked, today=london_date(now))
                found = reads.to_be_released(months, viewer=viewer, now=now)
                return _counts_page(request, release_form=form, found=found)
            writes.release_supplied(asked["since"], until=asked["until"], by=viewer, now=now)
        except NotDone as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, "Released. Everybody on the panel sees this page.")
            return redirect("crime:supplied")
    return _counts_page(request, status=422, release_form=form, wrong=form)


def _kept(request: HttpRequest, kept: writes.Kept) -> HttpResponse:
    told = f"Saved. New: {kept.new}. Corrected: {kept.corrected}. Unchanged: {kept.same}."
    messages.success(request, f"{told} Nobody else sees them until the police release them.")
    return redirect("crime:supply")


def _counts_page(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    now = timezone.now()
    found = reads.supplied_counts(viewer=request.viewer, now=now)
    consulted([one.row for _, kinds in found for one in kinds.values()], by=request.viewer, now=now)
    shown = {"counts": found, "kinds": SuppliedKind, "most_months": MOST_MONTHS, "share_from": SHARE_FROM}
    shown |= {"typed_form": _typed_form(), "file_form": _file_form(), "release_form": _release_form()}
    return render(request, "crime/supplied_counts.html", shown | more, status=status)
