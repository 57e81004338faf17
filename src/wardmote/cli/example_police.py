"""The example's policing team, its counts, a question and an update: invented, like everything in that town."""

from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from wardmote.crime import reads as crime
from wardmote.crime import writes as crime_writes
from wardmote.crime.rules import NO_SOURCE
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

COUNTS = "invented-counts.csv"


def supplied(*, inspector: Viewer, now: datetime) -> str:
    """Counts of a year that nobody publishes, given as a file and released; nothing, if they are there.

    On a clock that stands before their last month nothing is kept. Gives what to print.
    """
    if not crime.releases(viewer=inspector, now=now):
        content = files("wardmote.cli").joinpath("example", COUNTS).read_bytes()
        since, *_, until = sorted(line[:7] for line in content.decode().splitlines()[1:])
        if until >= f"{london_date(now):%Y-%m}":
            return NO_SOURCE
        crime_writes.supply_file(content, supplied_by="the force’s analyst, invented", by=inspector, now=now)
        crime_writes.release_supplied(since, until=until, by=inspector, now=now)
    return "\n".join(f"{one.what}. {one.words}" for one in crime.supplied_told(viewer=inspector, now=now))


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
