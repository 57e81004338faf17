"""What may be typed. Shape only: what is allowed is in the rules."""

from wardmote.policing.forms.questions import AnswerIt, AskPolice, MarkReply
from wardmote.policing.forms.team import ChangePost, CorrectHolding, FillPost, NameOfficer, NewPost

__all__ = [
    "AnswerIt",
    "AskPolice",
    "ChangePost",
    "CorrectHolding",
    "FillPost",
    "MarkReply",
    "NameOfficer",
    "NewPost",
]
