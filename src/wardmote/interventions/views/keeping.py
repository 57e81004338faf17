"""An intervention is kept, agreed, counted and marked. The clock is read here."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from markupsafe import Markup

from wardmote.actions.models import Action
from wardmote.figures.change import Answer
from wardmote.figures.charts import Estimate, intervals
from wardmote.govuk import spreadsheet
from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.govuk.sheets import say
from wardmote.govuk.words import long_date
from wardmote.interventions import reads, writes
from wardmote.interventions.forms import AgreeYardstick, CorrectCount, KeepIntervention, MarkIntervention, TypeCount
from wardmote.interventions.reads import InterventionPage, Told
from wardmote.interventions.rules import (
    PUBLISHED,
    Area,
    ChangedMeanwhile,
    InterventionNeeds,
    Judgement,
    When,
    amount,
)
from wardmote.interventions.views.monthly import chart
from wardmote.minutes.models import Matter
from wardmote.priorities.models import Priority
from wardmote.register.rules import Marking
from wardmote.register.writes import consulted

A_PAGE = 50
CHART_AXIS = "Change in the count (fewer to the left, more to the right)"


@for_panel
@require_GET
def interventions(request: HttpRequest) -> HttpResponse:
    """What was changed, with what the counts say: all of it, or one answer."""
    now, viewer = timezone.now(), request.viewer
    every = reads.interventions(viewer=viewer, now=now)
    chosen = next((answer for answer in Answer if answer.value == request.GET.get("answer")), None)
    page = Paginator([one for one in every if chosen in (None, one.judgement.answer)], A_PAGE)
    shown = page.get_page(request.GET.get("page"))
    told = [reads.told(one, viewer=viewer, now=now) for one in shown]
    consulted([row for one in told for row in one.shown], by=viewer, now=now)
    tally = reads.tally(every)
    return render(
        request,
        "interventions/interventions.html",
        {"told": told, "shown": shown, "tally": tally, "all": len(every), "chosen": chosen},
    )


def _key(row: Matter | Priority | Action) -> str:
    return f"{row._meta.model_name}:{row.pk}"


def _to_hang_on(request: HttpRequest, now: Any, kept: Told | None = None) -> dict[str, Matter | Priority | Action]:
    """What may be chosen, by its value in the form; what is chosen now is always among it."""
    rows = reads.to_hang_on(viewer=request.viewer, now=now)
    if kept and kept.linked:
        rows.insert(0, kept.linked)
    return {_key(row): row for row in rows}


def _choices(rows: dict[str, Matter | Priority | Action]) -> list[tuple[str, str]]:
    return [(key, reads.title_of(row)) for key, row in rows.items()]


def _typed(
    form: KeepIntervention, rows: dict[str, Matter | Priority | Action], kept: Told | None = None
) -> dict[str, Any]:
    told = form.cleaned_data
    words = {name: told[name] for name in ("what", "where", "from_on", "until_on", "loses")}
    # Whoever can't see what it hangs on does not take it off by saving the rest.
    return words | {"hangs_on": rows.get(told["hangs_on"], kept.hidden_link if kept else None)}


def _kept(request: HttpRequest, row: Any, done: str) -> HttpResponse:
    """On to the intervention; somebody whose own words closed it to them is told so."""
    if row.marking == Marking.CONFIDENTIAL.value:
        done += " It is confidential: its words tell of a person, or were marked so."
    messages.success(request, done)
    return redirect("interventions:intervention", row.pk)


@for_panel
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Type what was changed."""
    now = timezone.now()
    rows = _to_hang_on(request, now)
    form, status = KeepIntervention(request.POST or None, hangs_on=_choices(rows)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = writes.keep(**_typed(form, rows), by=request.viewer, now=now)
            except InterventionNeeds as need:
                form.add_error(need.field, str(need))
            else:
                return _kept(request, made, "It is in the record. Agree next how it will be judged.")
    consulted(rows.values(), by=request.viewer, now=now)
    return render(request, "interventions/edit.html", {"form": form, "told": None, "yours": ()}, status=status)


@for_panel
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, intervention_id: UUID) -> HttpResponse:
    """Change what was typed of it. Two people who do so see both versions."""
    now = timezone.now()
    page = reads.intervention_page(intervention_id, viewer=request.viewer, now=now)
    told, row = page.told, page.told.row
    rows = _to_hang_on(request, now, told)
    initial = {"what": told.what, "where": told.where, "from_on": row.from_on, "until_on": row.until_on}
    initial |= {"loses": told.loses, "hangs_on": _key(told.linked) if told.linked else "", "version": row.version}
    given = request.POST if request.method == "POST" else None
    form = KeepIntervention(given, initial=initial, hangs_on=_choices(rows))
    status, yours = 200, ()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            typed, version = _typed(form, rows, told), form.cleaned_data["version"]
            try:
                made = writes.edit(intervention_id, **typed, version=version, by=request.viewer, now=now)
            except InterventionNeeds as need:
                form.add_error(need.field, str(need))
            except ChangedMeanwhile as refusal:
                form.add_error(None, str(refusal))
                form.with_version(row.version)
                yours, status = _side_by_side(told, form), 409
            else:
                return _kept(request, made, "Saved.")
    consulted([*rows.values(), row], by=request.viewer, now=now)
    return render(request, "interventions/edit.html", {"form": form, "told": told, "yours": yours}, status=status)


def _side_by_side(told: Told, form: KeepIntervention) -> Any:
    typed, row, none = form.cleaned_data, told.row, "not stated"
    hangs_on = dict(form.fields["hangs_on"].choices)
    return [
        ("What", told.what, typed["what"]),
        ("Where", told.where, typed["where"]),
        ("From", long_date(row.from_on), long_date(typed["from_on"])),
        ("Until", _day_or_none(row.until_on), _day_or_none(typed["until_on"])),
        ("Who loses", told.loses or none, typed["loses"] or none),
        ("Hangs on", told.hangs_on or none, hangs_on[typed["hangs_on"]] if typed["hangs_on"] else none),
    ]


def _day_or_none(day: Any) -> str:
    return long_date(day) if day else "not stated"


@for_panel
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, intervention_id: UUID) -> HttpResponse:
    """Agree how it is to be judged, or agree something else."""
    now = timezone.now()
    page = reads.intervention_page(intervention_id, viewer=request.viewer, now=now)
    newest = page.yardsticks[0] if page.yardsticks else None
    initial: dict[str, Any] = {"version": newest.row.number if newest else 0}
    if newest:
        initial |= {name: getattr(newest, name) for name in ("better", "counter", "how")}
        initial |= {area.name.lower(): words for area, words in newest.places.items()}
        initial |= {name: getattr(newest.row, name) for name in ("before_from", "before_until", "after_from")}
    form, status = AgreeYardstick(request.POST if request.method == "POST" else None, initial=initial), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            typed = {name: form.cleaned_data[name] for name in _YARDSTICK}
            try:
                writes.agree(intervention_id, **typed, periods=form.periods, by=request.viewer, now=now)
            except InterventionNeeds as need:
                form.add_error(need.field, str(need))
            except ChangedMeanwhile as refusal:
                form.add_error(None, str(refusal))
                form.with_version(initial["version"])
                status = 409
            else:
                messages.success(request, "It is agreed how this will be judged.")
                return redirect("interventions:intervention", intervention_id)
    consulted(page.shown, by=request.viewer, now=now)
    shown = {"form": form, "page": page, "newest": newest, "published": PUBLISHED}
    return render(request, "interventions/agree.html", shown, status=status)


_YARDSTICK = ("better", "counter", "how", "control", "buffer", "buffer_control", "version")


@for_panel
@require_GET
def intervention(request: HttpRequest, intervention_id: UUID) -> HttpResponse:
    """One intervention: whether it worked, how one knows, and what it would take to know."""
    now = timezone.now()
    page = reads.intervention_page(intervention_id, viewer=request.viewer, now=now)
    consulted(page.shown, by=request.viewer, now=now)
    mark_form = MarkIntervention(initial={"marking": page.told.row.marking}, auto_id="mark_%s")
    shown = {"page": page, "areas": list(Area), "whens": list(When), "published": PUBLISHED, "mark_form": mark_form}
    return render(
        request,
        "interventions/intervention.html",
        {**shown, "chart": _chart(page.judgement), "monthly_chart": chart(page.monthly)},
    )


def _chart(judgement: Judgement) -> Markup | None:
    """The difference with its interval, against no change; none where nobody counted."""
    found = judgement.found
    if found.wdd is None or found.low is None or found.high is None:
        return None
    signs = {Answer.IMPROVED: "lower", Answer.WORSE: "higher"}
    one = Estimate(
        "The place, compared", found.wdd, found.low, found.high, signs.get(found.answer, "no clear difference")
    )
    said = f"One line: {amount(found.wdd)}, from {amount(found.low)} to {amount(found.high)}. "
    said += f"The broken line stands at no change. {judgement.answer.capitalize()}."
    # Drawn by our own cellar from numbers alone; its description is escaped there.
    return Markup(intervals([one], axis=CHART_AXIS, line=0, description=said))


def _area(name: str) -> Area:
    found = next((area for area in Area if area.value == name.replace("-", " ")), None)
    if found is None:
        raise Http404
    return found


@for_panel
@require_http_methods(["GET", "POST"])
def count(request: HttpRequest, intervention_id: UUID, area: str) -> HttpResponse:
    """Type what somebody counted in one area."""
    now, where = timezone.now(), _area(area)
    page = reads.intervention_page(intervention_id, viewer=request.viewer, now=now)
    left = [when for when in When if (where, when) not in page.counts]
    if not page.yardsticks or not left:
        messages.warning(request, COUNTED if page.yardsticks else AGREE_FIRST)
        return redirect("interventions:intervention", intervention_id)
    form, status = TypeCount(request.POST if request.method == "POST" else None, left=left), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            typed = {"before": None, "after": None, **form.cleaned_data}
            try:
                writes.count(intervention_id, area=where, **typed, by=request.viewer, now=now)
            except InterventionNeeds as need:
                say(need, form)
            else:
                messages.success(request, "The count is kept.")
                return redirect("interventions:intervention", intervention_id)
    consulted(page.shown, by=request.viewer, now=now)
    shown = {"form": form, "page": page, "area": where, "left": left, "published": PUBLISHED}
    return render(request, "interventions/count.html", shown, status=status)


AGREE_FIRST = "Agree first how it will be judged, and over which days. Nothing was stored."
COUNTED = "Both counts are there. Nothing was stored. Correct one of them instead."


@for_panel
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, count_id: UUID) -> HttpResponse:
    """Put another count in place of one that was typed wrongly."""
    now = timezone.now()
    old = reads.count_found(count_id, viewer=request.viewer, now=now)
    initial = {"number": old.row.number, "counted_by": old.counted_by, "how": old.how}
    form, status = CorrectCount(request.POST if request.method == "POST" else None, initial=initial), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                writes.correct(count_id, **form.cleaned_data, by=request.viewer, now=now)
            except InterventionNeeds as need:
                form.add_error(need.field, str(need))
            except ChangedMeanwhile as refusal:
                messages.warning(request, str(refusal))
                return redirect("interventions:intervention", old.row.intervention_id)
            else:
                messages.success(request, "The count is corrected. The old one is kept for the clerk.")
                return redirect("interventions:intervention", old.row.intervention_id)
    consulted([old.row], by=request.viewer, now=now)
    shown = {"form": form, "old": old, "area": Area(old.row.area)}
    return render(request, "interventions/correct.html", shown, status=status)


@for_panel
@require_POST
def take_back(request: HttpRequest, count_id: UUID) -> HttpResponse:
    """Take a count back: nobody has counted there."""
    old = reads.count_found(count_id, viewer=request.viewer, now=timezone.now())
    try:
        writes.take_back(count_id, by=request.viewer, now=timezone.now())
    except ChangedMeanwhile as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "The count is taken back. Nobody has counted there now.")
    return redirect("interventions:intervention", old.row.intervention_id)


@for_clerk
@require_POST
def mark(request: HttpRequest, intervention_id: UUID) -> HttpResponse:
    """Say how far an intervention may go."""
    form = MarkIntervention(request.POST)
    if form.is_valid():
        chosen = Marking(form.cleaned_data["marking"])
        row = writes.mark(intervention_id, marking=chosen, by=request.viewer, now=timezone.now())
        messages.success(request, f"This intervention is now marked {row.marking}.")
    else:
        messages.warning(request, "Choose who may see it. Nothing was changed.")
    return redirect("interventions:intervention", intervention_id)


PLACE_AND_DAYS = ("Counted where", "Its name", "When", "First day", "Last day")
COLUMNS = (*PLACE_AND_DAYS, "Count", "Lowest", "Highest", "Counted by", "How")


@for_panel
@require_GET
def download(request: HttpRequest, intervention_id: UUID) -> HttpResponse:
    """The counts and what they say, as a file for a spreadsheet."""
    now = timezone.now()
    page = reads.intervention_page(intervention_id, viewer=request.viewer, now=now)
    consulted(page.shown, by=request.viewer, now=now)
    return spreadsheet.download(
        COLUMNS,
        _cells(page),
        name=f"intervention-{page.told.row.reference}",
        closed=page.told.row.marking not in {Marking.PUBLIC, Marking.PANEL},
        example=settings.TOWN.example,
        day=now.date(),
    )


def _cells(page: InterventionPage) -> list[Sequence[spreadsheet.Cell]]:
    rows: list[Sequence[spreadsheet.Cell]] = []
    newest = page.yardsticks[0] if page.yardsticks else None
    for area in Area:
        name = page.told.where if area is Area.PLACE else newest.places[area] if newest else ""
        for when in When:
            days = [day.isoformat() for day in newest.row.periods.of(when)] if newest else ["", ""]
            one = page.counts.get((area, when))
            number: spreadsheet.Cell = one.row.number if one else "nobody counted"
            said = [one.counted_by, one.how] if one else ["", ""]
            rows.append([area.short, name, when.value, *days, number, "", "", *said])
    found = page.judgement.found
    numbers: list[spreadsheet.Cell] = ["" if n is None else round(n, 2) for n in (found.wdd, found.low, found.high)]
    rows.append(["weighted displacement difference", page.judgement.answer.value, "", "", "", *numbers, "", ""])
    return rows
