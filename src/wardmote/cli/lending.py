"""The example's figures: those published of a real town, lent to the invented one, and its claims held against them."""

from datetime import date, datetime

from wardmote.crime import reads, writes
from wardmote.figures.areas.shipped import FOLDER
from wardmote.figures.sources.loading import load
from wardmote.register.rules import Viewer
from wardmote.towns.folder import crime_folder

EXTRACT = FOLDER / "crime-extract.zip"
DOWNLOADED_ON = date(2026, 11, 22)
LENDER = "Market Drayton"


def lend_figures(clerk: Viewer, *, now: datetime) -> str:
    """Load the shipped extract, say which town it is, freeze its comparators and check what the notes claim.

    Safe to do again: nothing is loaded, chosen or checked twice. Gives what to print.
    """
    if not reads.loaded_towns():
        load([EXTRACT], crime_folder(), loaded_at=now, downloaded_on=DOWNLOADED_ON)
    area = reads.area_row() or writes.choose_area(LENDER, by=clerk, now=now)
    if not reads.frozen_sets(area):
        writes.freeze_similar(area, among=reads.loaded_towns(), by=clerk, now=now)
    frozen = reads.frozen_sets(area)[0]
    told = [f"The figures are those published of {LENDER}, lent to this invented town."]
    for claim in reads.claims(reads.claim_rows(viewer=clerk, now=now), viewer=clerk, now=now):
        if claim.check is None and claim.said.particulars.get("comparator"):
            found = reads.check(claim, area, frozen).to_json()
            writes.check_claim(claim.said.row.pk, found=found, frozen_set=frozen.row, by=clerk, now=now)
            told += [
                f"“{claim.said.words}” ({claim.paragraph.meeting.held_on})",
                *found["with_all"]["answers"],
                found["instead"],
            ]
    return "\n".join(told)
