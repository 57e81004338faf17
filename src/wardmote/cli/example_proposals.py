"""The example's one proposal, invented as all of it: cameras on a bypass, two years on the way and disputed."""

from datetime import datetime, timedelta
from typing import Any

from wardmote.minutes.models import Meeting
from wardmote.proposals import writes
from wardmote.proposals.models import Proposal
from wardmote.proposals.rules import Became
from wardmote.register.rules import Viewer, london_date


def proposals(planned: Meeting, *, clerk: Viewer, now: datetime) -> None:
    """A proposal to two bodies outside the town, with what each says of it. Nothing, if it is there."""
    if Proposal.objects.exists():
        return
    by: dict[str, Any] = {"by": clerk, "now": now}
    today = london_date(now)

    def ago(days: int) -> Any:
        return today - timedelta(days=days)

    row = writes.propose(
        "Average speed cameras on the Nettlebridge bypass",
        from_body=planned.body,
        put=writes.Put(
            asked_on=ago(760),
            outside="EXAMPLE: the Police and Crime Commissioner",
            asked_by="The chair of the panel",
            answer_by=ago(400),
        ),
        **by,
    )
    first = row.askings.get()
    county = writes.Put(asked_on=ago(300), outside="EXAMPLE: the county council", asked_by="The Mayor", chase_days=28)
    writes.ask(row.pk, put=county, **by)
    commissioner, council = "EXAMPLE: the commissioner’s office", "EXAMPLE: the county’s highways officer"
    approved = writes.claim(
        row.pk, said_by=commissioner, words="The scheme is approved and has its money.", said_on=ago(420), **by
    )
    writes.claim(
        row.pk,
        said_by=council,
        words="No money for it stands in any budget of ours, and no date is set.",
        said_on=ago(210),
        at_odds_with=[approved.pk],
        **by,
    )
    spring = writes.expect(
        row.pk, words="Cameras in place", said_by=commissioner, said_on=ago(420), look_on=ago(150), **by
    )
    writes.become(
        spring.pk,
        became=Became.MOVED,
        said_by=commissioner,
        words="The posts have to be ordered again.",
        said_on=ago(140),
        look_on=ago(3),
        **by,
    )
    writes.answer(
        first.pk, words="The commissioner supports it, and asks the county to decide.", said_on=ago(405), **by
    )
