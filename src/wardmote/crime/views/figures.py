"""The published figures of the town: at a glance, one kind, and what is loaded."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from wardmote.crime import reads
from wardmote.figures.compare import NoSuchKind, csv_of, measure_of
from wardmote.figures.compare.windows import months_between, period_in_words
from wardmote.govuk.doors import for_panel
from wardmote.govuk.spreadsheet import plain_cell
from wardmote.register.writes import consulted


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The area, the set, the window and what may be chosen instead.

    Raises:
        NoFigures: something of it is missing; the sentence says what.
    """
    area = reads.area_row()
    if area is None:
        raise reads.NoFigures("Nobody has said yet which area the town is.")
    town = reads.town_of(area)
    since, until = reads.window(town, request.GET.get("from", ""), request.GET.get("to", ""))
    sets = reads.frozen_sets(area)
    chosen = next((one for one in sets if str(one.row.pk) == request.GET.get("set", "")), sets[0] if sets else None)
    months = reads.covered_months(town)
    asked = {"row": area, "area": town, "sets": sets, "chosen": chosen, "since": since, "until": until}
    return asked | {"months": months, "period": period_in_words(months_between(since, until))}


@for_panel
@require_GET
def glance(request: HttpRequest) -> HttpResponse:
    """The town at a glance: what is lower, higher or unclear beside the towns of the frozen set."""
    try:
        shown = _asked(request)
        if shown["chosen"]:
            found = reads.comparison(shown["row"], shown["chosen"], since=shown["since"], until=shown["until"])
            results = [one for one in found.results if one.whole_set]
            shown |= {"found": found, "results": results, "chart_svg": reads.glance_chart(results)}
            shown["said"] = reads.by_verdict(results)
            if request.GET.get("as") == "csv":
                return _csv(found.to_rows(), f"crime-{found.town}")
    except reads.NoFigures as why:
        shown = {"missing": str(why), "row": reads.area_row(), "asked": bool(request.GET)}
    now = timezone.now()
    supplied = reads.supplied_told(viewer=request.viewer, now=now)
    consulted([one.row for one in supplied if one.row], by=request.viewer, now=now)
    return render(request, "crime/glance.html", shown | {"supplied": supplied})


@for_panel
@require_GET
def kind(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: the town and each comparator, and the town month by month."""
    try:
        measure = measure_of(kind)
    except NoSuchKind:
        return render(request, "404.html", status=404)
    try:
        shown = _asked(request)
        trend = reads.trend(shown["row"], measure)
        counted = reads.by_area(shown["row"], measure, since=shown["since"], until=shown["until"])
        shown |= {"trend": trend, "trend_chart": reads.trend_chart(trend)}
        shown |= {"by_area": counted, "map": reads.area_map(counted)}
        if shown["chosen"]:
            asked = {"since": shown["since"], "until": shown["until"], "kinds": [measure.key]}
            found = reads.comparison(shown["row"], shown["chosen"], **asked)
            shown |= {"found": found, "whole": found.of(measure.key), "chart_svg": reads.kind_chart(found, measure)}
            if request.GET.get("as") == "csv":
                return _csv(found.to_rows(), f"crime-{found.town}-{measure.key}")
    except reads.NoFigures as why:
        shown = {"missing": str(why), "row": reads.area_row(), "asked": bool(request.GET)}
    return render(request, "crime/kind.html", {**shown, "measure": measure})


@for_panel
@require_GET
def coverage(request: HttpRequest) -> HttpResponse:
    """Which months of which force are loaded, and which are missing."""
    return render(request, "crime/coverage.html", {"forces": reads.coverage(), "today": timezone.localdate()})


def _csv(rows: list[dict[str, str]], name: str) -> HttpResponse:
    plain = [{column: plain_cell(cell) for column, cell in row.items()} for row in rows]
    answer = HttpResponse(f"\ufeff{csv_of(plain)}", content_type="text/csv; charset=utf-8")
    file = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
    answer.headers["Content-Disposition"] = f'attachment; filename="{file}.csv"'
    return answer
