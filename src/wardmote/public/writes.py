"""What can happen to a release: one person composes it, a second one approves it, and it is switched in whole."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from wardmote.confidentiality.rules import NOT_ON_THE_PANEL, NotHere, Refused, must_be_clerk
from wardmote.people.models import Person
from wardmote.public import reads
from wardmote.public.models import Release
from wardmote.public.rules import APPROVE, COMPOSE, Changed, must_be_second
from wardmote.register import writes as register
from wardmote.register.rules import Marking, Viewer
from wardmote.towns.folder import switch_release, write_whole


@transaction.atomic
def compose(pages: dict[str, str], *, by: Viewer, now: datetime) -> Release:
    """Keep the digest of what would be published, for a second person to approve.

    Raises:
        Refused: somebody else than the clerk asks. Nothing is stored.
    """
    must_be_clerk(by)
    release = Release.objects.create(
        digest=reads.digest_of(pages),
        composed_by=Person.objects.get(pk=by.person_id),  # type: ignore[misc]  # the clerk is somebody
        marking=Marking.PANEL.value,
        recorded_at=now,
    )
    register.record(release, deed=COMPOSE, by=by, now=now)
    return release


@transaction.atomic
def approve(release_id: UUID, *, by: Viewer, now: datetime) -> Release:
    """Approve a release: its files are written whole into a folder of their own, and `current` is switched to it.

    Raises:
        NotHere: there is no such release. Nothing is published.
        Refused: the viewer is not on the panel. Nothing is published.
        NotBySamePerson: the person who composed it would approve it. Nothing is published.
        Changed: the public record has changed since it was composed. Nothing is published.
    """
    if not by.on_panel:
        raise Refused(NOT_ON_THE_PANEL)
    release = Release.objects.select_for_update().filter(pk=release_id).first()
    if release is None:
        raise NotHere
    if release.approved_at is not None:
        raise Changed("This release was approved before. Nothing was changed.")
    must_be_second(release.composed_by_id, by.person_id)
    pages = reads.site(now=now)
    if reads.digest_of(pages) != bytes(release.digest):
        raise Changed(
            "What is public has changed since this release was composed. Nothing was published. Compose it again."
        )
    folder = settings.TOWN.releases / release.reference.lower()
    for name, page in pages.items():
        write_whole(folder / name, page.encode(), mode=0o644)
    release.approved_by_id, release.approved_at = by.person_id, now
    release.save(update_fields=["approved_by", "approved_at"])
    register.record(release, deed=APPROVE, by=by, now=now)
    # Last, and at once: until here a reader sees the old release, whole. `due` mends a kill between commit and switch.
    transaction.on_commit(lambda: switch_release(settings.TOWN, release.reference.lower()))
    return release
