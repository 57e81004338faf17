"""What may be typed in this room."""

from wardmote.membership.forms.apologies import NoteApology, SendApology
from wardmote.membership.forms.coming import ApproveReason, CorrectAttendance, NoteElsewhere, Period, WhoCame
from wardmote.membership.forms.tables import (
    AddMembership,
    AdoptTerms,
    AnswerRequest,
    AskOfficer,
    ChangeMembership,
    NameSubstitute,
)

__all__ = [
    "AddMembership",
    "AdoptTerms",
    "AnswerRequest",
    "ApproveReason",
    "AskOfficer",
    "ChangeMembership",
    "CorrectAttendance",
    "NameSubstitute",
    "NoteApology",
    "NoteElsewhere",
    "Period",
    "SendApology",
    "WhoCame",
]
