"""What may be typed. Shape only: what is allowed is in the rules."""

from wardmote.policing.forms.questions import AnswerIt, AskPolice, MarkReply
from wardmote.policing.forms.team import ChangePost, CorrectHolding, FillPost, NameOfficer, NewPost
from wardmote.policing.forms.update import AnswerLive, FillIn, MarkLine, SendForm, posted

__all__ = [
    "AnswerIt",
    "AnswerLive",
    "AskPolice",
    "ChangePost",
    "CorrectHolding",
    "FillIn",
    "FillPost",
    "MarkLine",
    "MarkReply",
    "NameOfficer",
    "NewPost",
    "SendForm",
    "posted",
]
