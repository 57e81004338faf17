"""What stands between a request and its answer."""

from datetime import datetime
from uuid import UUID

from wardmote.confidentiality.rules import NotHere
from wardmote.information_requests.models import InformationRequest
from wardmote.information_requests.reads.asked import FindShown, RequestShown, request_found
from wardmote.information_requests.rules import NotReady, Outcome, RequestState
from wardmote.register.models import Marked
from wardmote.register.rules import Viewer


def request_held(request_id: UUID, *, viewer: Viewer, now: datetime) -> RequestShown:
    """The request as the viewer sees it, which nobody else changes until the transaction is over.

    Raises:
        NotHere, Refused: there is none for this viewer.
    """
    if not InformationRequest.objects.select_for_update().filter(pk=request_id).exists():
        raise NotHere
    return request_found(request_id, viewer=viewer, now=now)


def open_to_agree(shown: RequestShown, *, viewer: Viewer) -> list[FindShown]:
    """The disclosures of what is public to which this viewer may agree."""
    return [
        find
        for find in shown.finds
        if find.open
        and find.decided
        and not find.agreed
        and find.ruling is not None
        and find.ruling.outcome is Outcome.DISCLOSE
        and find.ruling.row.decided_by_id != viewer.person_id
    ]


def must_be_ready(shown: RequestShown) -> None:
    """Go on only if all was looked for twice, decided, and agreed to.

    Raises:
        NotReady: something is missing.
    """
    if shown.closed:
        raise NotReady("Part of this is closed to you. Nothing was made. Ask the reviewer to make the answer.")
    if shown.row.reviewer_id is None:
        raise NotReady("Nobody reviews this yet. Nothing was made. Name a second person first.")
    if shown.to_repeat:
        raise NotReady("The reviewer has not looked for the same words yet. Nothing was made. Ask them to look.")
    if shown.state is not RequestState.READY:
        raise NotReady("Not everything is decided and agreed to. Nothing was made. See what is left below.")


def disclosed(shown: RequestShown) -> list[Marked]:
    """The rows of the record whose words go out, whole or in part."""
    return [find.passage.row for find in shown.finds if find.ruling and find.ruling.shown]
