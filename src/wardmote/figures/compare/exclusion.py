"""Who may not serve as a comparator, and why: not counted, full of holes, unknown, or the town itself."""

from dataclasses import dataclass

import numpy as np

from wardmote.figures.compare.comparators import Member
from wardmote.figures.compare.gathering import Gathered, Side
from wardmote.figures.compare.windows import changes_between, period_in_words

MOST_IN_HOLES = 0.05  # of a town's residents; a default of ours


@dataclass(frozen=True)
class Exclusion:
    """A comparator that was left out, with the reason in a sentence."""

    member: Member
    reason: str


def _missing(side: Side, chosen: list[int]) -> str | None:
    absent = [side.months[at] for at in chosen if not side.covered[at]]
    if not absent:
        return None
    listed = ", ".join(absent[:4]) + (f" and {len(absent) - 4} more" if len(absent) > 4 else "")
    return f"No full figures for {len(absent)} of {len(chosen)} months ({listed}): blank, never zero."


def hole_in_words(side: Side) -> str:
    """What a hole is, of this side."""
    who = "All residents live" if side.hole_share >= 0.995 else f"{side.hole_share * 100:.0f} % of residents live"
    return f"{who} in areas with anti-social behaviour but not one recorded crime: its crimes were not published."


def reason_against(side: Side, gathered: Gathered, chosen: list[int]) -> str | None:
    """Why this side may not serve over the months at these positions; None if it may."""
    if side.member.code == gathered.town.code and not side.member.years_back:
        return "It is the town itself."
    if side.overlaps:
        return f"It shares small areas with {gathered.town.name}."
    if missing := _missing(side, chosen):
        return missing
    if side.hole_share > MOST_IN_HOLES:
        return hole_in_words(side)
    if side.member.years_back:
        earlier, later = [side.months[at] for at in chosen], [gathered.months[at] for at in chosen]
        for change in changes_between(earlier, later):
            if change.never:
                return f"{period_in_words(earlier)} can't be compared. {change.says}"
    return None


def sorted_out(gathered: Gathered, chosen: list[int]) -> tuple[tuple[Side, ...], tuple[Exclusion, ...]]:
    """Those who may serve and those left out, both in the set's own order."""
    serve, out = [], [Exclusion(member, "No town has this code.") for member in gathered.unknown]
    for side in gathered.others:
        if reason := reason_against(side, gathered, chosen):
            out.append(Exclusion(side.member, reason))
        else:
            serve.append(side)
    return tuple(serve), tuple(out)


def counted_months(side: Side, allowed: set[str]) -> list[int]:
    """The positions of the months that this side was counted in and that are allowed."""
    return [int(at) for at in np.flatnonzero(side.covered) if side.months[at] in allowed]
