"""What the timer does for the public record."""

from django.conf import settings

from wardmote.public import reads
from wardmote.towns.folder import switch_release


def switch_newest() -> None:
    """Let the public see the release approved last, if a kill came between its approval and the switch."""
    newest = reads.newest_approved()
    if newest and (settings.TOWN.releases / newest.reference.lower()).exists():
        switch_release(settings.TOWN, newest.reference.lower())
