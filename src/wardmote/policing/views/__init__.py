"""Request -> one read or one deed -> page. The clock is read here."""

from wardmote.policing.views.team import (
    change_post,
    fill_post,
    holding,
    named_officer,
    new_post,
    take_back,
    team,
)

__all__ = ["change_post", "fill_post", "holding", "named_officer", "new_post", "take_back", "team"]
