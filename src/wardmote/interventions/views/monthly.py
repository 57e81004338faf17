"""Counts month by month: the form in which they are typed or pasted, and their chart."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from wardmote.figures.charts import two_series
from wardmote.govuk.doors import for_panel
from wardmote.interventions import reads, writes
from wardmote.interventions.forms import TypeMonths
from wardmote.interventions.reads import MonthlyShown
from wardmote.interventions.rules import PUBLISHED, ChangedMeanwhile, InterventionNeeds
from wardmote.register.writes import consulted

AGREE_FIRST = "Agree first how it will be judged. Nothing was stored."


@for_panel
@require_http_methods(["GET", "POST"])
def count_monthly(request: HttpRequest, intervention_id: UUID) -> HttpResponse:
    """Type or paste what was counted in the place and in its control, month by month."""
    now = timezone.now()
    page = reads.intervention_page(intervention_id, viewer=request.viewer, now=now)
    if not page.yardsticks:
        messages.warning(request, AGREE_FIRST)
        return redirect("interventions:intervention", intervention_id)
    kept = page.monthly
    initial: dict[str, Any] = {"version": kept.row.number if kept else 0}
    if kept:
        initial |= {"months": kept.typed, "counted_by": kept.counted_by, "how": kept.how}
    form, status = TypeMonths(request.POST if request.method == "POST" else None, initial=initial), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                writes.count_monthly(intervention_id, **form.cleaned_data, by=request.viewer, now=now)
            except InterventionNeeds as need:
                form.add_error(need.field, str(need))
            except ChangedMeanwhile as refusal:
                form.add_error(None, str(refusal))
                form.with_version(initial["version"])
                status = 409
            else:
                messages.success(request, "The months are kept. What was typed before is kept as well.")
                return redirect("interventions:intervention", intervention_id)
    consulted(page.shown, by=request.viewer, now=now)
    shown = {"form": form, "page": page, "published": PUBLISHED}
    return render(request, "interventions/monthly.html", shown, status=status)


def chart(monthly: MonthlyShown | None) -> Markup | None:
    """Both places month by month; none where nothing was typed."""
    if monthly is None:
        return None
    found = monthly.found
    drawn = two_series(
        [one.month for one in found.months],
        {"the place": [one.place for one in found.months], "its control": [one.control for one in found.months]},
        since=found.since,
        axis="Count in a month",
        description=f"Counts of the place and its control from {found.months[0].month} to {found.months[-1].month}. "
        f"The broken line stands at {found.since}, the first whole month after the change. {found.words}",
    )
    return Markup(drawn)  # drawn by our own cellar; its description is escaped there
