"""What a release would hold: read as the public reads, so that nothing else can be in it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from wardmote.minutes.models import Item, Meeting, Paragraph
from wardmote.minutes.reads import Line, lines
from wardmote.policing.reads import named_in_public
from wardmote.public.models import Release
from wardmote.register.reads import opened
from wardmote.register.rules import THE_PUBLIC, Marking


@dataclass(frozen=True, slots=True)
class PublicMeeting:
    """A meeting of which something is public: its lines by heading."""

    meeting: Meeting
    lines: list[tuple[str, Line]]

    @property
    def name(self) -> str:
        """The file name of its page."""
        return f"{self.meeting.held_on:%Y-%m-%d}-{self.meeting.reference.lower()}.html"

    def by_heading(self) -> list[tuple[str, list[Line]]]:
        """The lines below each heading, in the order of the notes."""
        return [(h, [line for _, line in pairs]) for h, pairs in groupby(self.lines, key=lambda pair: pair[0])]


def public_meetings(*, now: datetime) -> list[PublicMeeting]:
    """Every meeting of which a paragraph was marked public, newest first. A meeting without one is not named at all."""
    rows = list(
        Paragraph.objects.visible_to(THE_PUBLIC, now=now)
        .select_related("meeting__body", "item")
        .order_by("-meeting__held_on", "meeting_id", "position")
    )
    by_meeting: dict[Meeting, list[tuple[str, Line]]] = {}
    for line in lines(rows, viewer=THE_PUBLIC, now=now):
        heading = _public_heading(line.row.item) if line.row.item else ""
        by_meeting.setdefault(line.row.meeting, []).append((heading, line))
    return [PublicMeeting(meeting, told) for meeting, told in by_meeting.items()]


def _public_heading(item: Item) -> str:
    """What the public reads above a paragraph: the title only if it was marked public, else the bare number."""
    if item.marking == Marking.PUBLIC.value:
        return opened(item, "title")
    return f"Item {item.number}" if item.number else ""


def site(*, now: datetime) -> dict[str, str]:
    """The whole public site: path to page. The same public words give the same bytes."""
    shown = public_meetings(now=now)
    look = Path(__file__).with_name("templates") / "public/site/site.css"
    pages = {"site.css": look.read_text()}
    first = {"meetings": shown, "officers": named_in_public(now=now), "town": settings.TOWN}
    pages |= {"index.html": render_to_string("public/site/index.html", first)}
    for one in shown:
        pages[one.name] = render_to_string("public/site/meeting.html", {"one": one, "town": settings.TOWN})
    return pages


def digest_of(pages: dict[str, str]) -> bytes:
    """32 bytes that name the content of a site."""
    whole = sha256()
    for name in sorted(pages):
        whole.update(sha256(name.encode()).digest() + sha256(pages[name].encode()).digest())
    return whole.digest()


def releases() -> list[Release]:
    """Every release, newest first."""
    return list(Release.objects.select_related("composed_by", "approved_by").order_by("-recorded_at"))


def newest_approved() -> Release | None:
    """The release that the public should see."""
    return Release.objects.filter(approved_at__isnull=False).order_by("-approved_at").first()
