"""One proposal with its whole way, and how far it may go."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wardmote.govuk.doors import for_clerk, for_panel
from wardmote.proposals import reads, writes
from wardmote.proposals.forms import MarkProposal
from wardmote.register.rules import Marking
from wardmote.register.writes import consulted

A_PAGE = 50


@for_panel
@require_GET
def proposal(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """One proposal: who is waited for, what is disputed and expected, and its way from the first sentence to today."""
    now = timezone.now()
    found = reads.proposal_page(proposal_id, viewer=request.viewer, now=now)
    page = Paginator(reads.timeline(found), A_PAGE).get_page(request.GET.get("page"))
    page.object_list = reads.lines_of(found, page.object_list)  # type: ignore[assignment]  # opened
    consulted(found.shown, by=request.viewer, now=now)
    form = MarkProposal(initial={"marking": found.row.marking})
    return render(request, "proposals/proposal.html", {"one": found, "page": page, "mark_form": form})


@for_clerk
@require_POST
def mark(request: HttpRequest, proposal_id: UUID) -> HttpResponse:
    """Say how far a proposal may go."""
    now = timezone.now()
    form = MarkProposal(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose who may see it. Nothing was changed.")
        return redirect("proposals:proposal", proposal_id)
    asked = Marking(form.cleaned_data["marking"])
    row = writes.mark(proposal_id, marking=asked, by=request.viewer, now=now)
    more = "" if row.marking == asked.value else " The sentence that it came from goes no further."
    messages.success(request, f"This proposal is now marked {row.marking}.{more}")
    return redirect("proposals:proposal", proposal_id)
