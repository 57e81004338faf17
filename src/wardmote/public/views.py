"""Request -> one read or one deed -> page."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wardmote.govuk.doors import for_anyone, for_clerk, for_panel
from wardmote.public import reads, writes
from wardmote.public.rules import Changed, NotBySamePerson


@for_anyone
@require_GET
def record(request: HttpRequest, name: str = "index.html") -> HttpResponse | FileResponse:
    """A page of the release in force, as it lies on the disk."""
    folder = (settings.TOWN.releases / "current").resolve()
    if not (folder / "index.html").exists():
        if name == "index.html":
            return render(request, "public/nothing.html")
        raise Http404
    page = folder / name
    if not page.exists():
        raise Http404
    kind = "text/css" if page.suffix == ".css" else "text/html"
    return FileResponse(page.open("rb"), content_type=f"{kind}; charset=utf-8")


@for_panel
@require_GET
def releases(request: HttpRequest) -> HttpResponse:
    """Every release, and what would be in the next one."""
    now = timezone.now()
    page = {"releases": reads.releases(), "meetings": reads.public_meetings(now=now), "newest": reads.newest_approved()}
    return render(request, "public/releases.html", page)


@for_clerk
@require_POST
def compose(request: HttpRequest) -> HttpResponse:
    """Compose a release for a second person to approve."""
    now = timezone.now()
    writes.compose(reads.site(now=now), by=request.viewer, now=now)
    messages.success(request, "The release is composed. A second person must approve it.")
    return redirect("public:releases")


@for_panel
@require_POST
def approve(request: HttpRequest, release_id: UUID) -> HttpResponse:
    """Approve a release; the public sees it at once."""
    try:
        writes.approve(release_id, by=request.viewer, now=timezone.now())
    except (NotBySamePerson, Changed) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The release is published.")
    return redirect("public:releases")
