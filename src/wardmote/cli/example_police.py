"""The example's policing team, a question and an update: invented, like everybody and everything in that town."""

from datetime import datetime, timedelta
from typing import Any

from wardmote.minutes.models import Meeting
from wardmote.policing import reads, writes
from wardmote.policing.rules import Manner, PostKind
from wardmote.register.rules import Marking, Viewer, london_date
from wardmote.updates import writes as updates

UPDATE = {
    "said_by": "Inspector Larkwhistle",
    "posts": "PC Teasel walks the north beat since the summer. PCSO cover comes from Wether Cross twice a week.",
    "nil_demand": "on",
    "plans": "1-4",
    "premises_planned": "6",
    "premises_done": "4",
    "premises_themes": "Sales to those under age.",
    "referral_children": "1-4",
    "more": "Bicycles are marked at the Wool Hall each Friday.",
}


def policing(planned: Meeting, *, clerk: Viewer, now: datetime) -> None:
    """Posts, a question and an update that was given in; nothing, if they are there."""
    if reads.team(viewer=clerk, now=now):
        return
    by: dict[str, Any] = {"by": clerk, "now": now}
    today = london_date(now)
    inspector = writes.add_post("Inspector, Hexcombe", kind=PostKind.INSPECTOR, **by)
    north = writes.add_post("PC, Hexcombe north", kind=PostKind.PC, **by)
    cso = writes.add_post("CSO, Hexcombe", kind=PostKind.CSO, vacant_from=today - timedelta(days=60), **by)
    own: dict[str, Any] = {"manner": Manner.SUBSTANTIVE}
    years = timedelta(days=700)
    writes.fill_post(inspector.pk, **own, name="Inspector Larkwhistle", from_on=today - years, **by)
    beat = writes.fill_post(
        north.pk,
        **own,
        name="PC Teasel",
        from_on=today - timedelta(days=40),
        introduction=writes.Introduction("Inspector", today + timedelta(days=30)),
        **by,
    )
    writes.name_officer(beat.pk, public=True, name="PC Teasel", contact="Hexcombe police station", said_on=today, **by)
    writes.fill_post(cso.pk, manner=Manner.RECRUITING, name="", from_on=today - timedelta(days=30), **by)
    writes.fill_post(
        cso.pk, manner=Manner.COVER, name="CSO Burdock", team="Wether Cross", from_on=today - timedelta(days=45), **by
    )
    writes.ask(
        "Lorries in Fuller Lane",
        words="How often were lorries stopped in Fuller Lane since the summer?",
        on_behalf_of="",
        marking=Marking.PANEL,
        link="",
        **by,
    )
    form = updates.prepare(planned, **by)
    updates.give_in(form.pk, typed=UPDATE, anyway=True, version=None, link=None, **by)
