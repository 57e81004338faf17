"""Questions to this room. Each that shows words takes the viewer and the time."""

from wardmote.policing.reads.promises import Kept, asked_of_police, promises
from wardmote.policing.reads.questions import (
    QuestionShown,
    ReplyShown,
    asked_too_long_ago,
    police_addresses,
    question_found,
    question_rows,
    questions,
    unanswered,
)
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
    "Kept",
    "Named",
    "PostShown",
    "QuestionShown",
    "ReplyShown",
    "asked_of_police",
    "asked_too_long_ago",
    "holding_found",
    "named_in_public",
    "police_addresses",
    "post_found",
    "promises",
    "question_found",
    "question_rows",
    "questions",
    "shown_rows",
    "spell_of",
    "team",
    "unanswered",
]
