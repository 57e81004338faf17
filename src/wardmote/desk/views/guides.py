"""The guides for clerk, member and host, as docs/guides has them. For anyone: who is locked out needs them too."""

from pathlib import Path

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from wardmote.govuk.doors import for_anyone
from wardmote.govuk.prose import prose

DOCS = Path(__file__).parents[4] / "docs"
GUIDES = {
    "clerk": "the first day, taking notes, the pack, the people",
    "member": "signing in, your actions, your pack",
    "host": "installing Wardmote, keeping it running, backups and keys",
}


@for_anyone
@require_GET
def guides(request: HttpRequest) -> HttpResponse:
    """Which guide is for whom."""
    return render(request, "desk/guides.html", {"guides": GUIDES})


@for_anyone
@require_GET
def guide(request: HttpRequest, guide: str) -> HttpResponse:
    """One guide."""
    if guide not in GUIDES:
        raise Http404
    text = (DOCS / "guides" / f"{guide}.md").read_text(encoding="utf-8")
    words = prose(text, pictures=f"{reverse('desk:guides')}pictures/")
    return render(request, "desk/guide.html", {"name": guide, "text": words})


@for_anyone
@require_GET
def picture(request: HttpRequest, picture: str) -> FileResponse:
    """A picture of a guide."""
    path = DOCS / "pictures" / f"{picture}.png"
    if not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), content_type="image/png")
