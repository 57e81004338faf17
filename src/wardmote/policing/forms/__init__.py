"""What may be typed. Shape only: what is allowed is in the rules."""

from wardmote.policing.forms.team import ChangePost, CorrectHolding, FillPost, NameOfficer, NewPost

__all__ = ["ChangePost", "CorrectHolding", "FillPost", "NameOfficer", "NewPost"]
