"""Questions to this room. Each that shows words takes the viewer and the time."""

from wardmote.policing.reads.team import (
    HoldingShown,
    Named,
    PostShown,
    holding_found,
    named_in_public,
    post_found,
    shown_rows,
    spell_of,
    team,
)

__all__ = [
    "HoldingShown",
    "Named",
    "PostShown",
    "holding_found",
    "named_in_public",
    "post_found",
    "shown_rows",
    "spell_of",
    "team",
]
