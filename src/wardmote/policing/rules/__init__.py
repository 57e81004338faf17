"""What the local team is, what it is asked, and what its update may say. Pure."""

from wardmote.policing.rules.team import (
    ADD_POST,
    CHANGE_POST,
    CORRECT_HOLDING,
    FILL_POST,
    NAME_OFFICER,
    TAKE_BACK_HOLDING,
    Manner,
    PostKind,
    PostNeeds,
    PostState,
    Spell,
    introduction_of,
    sound,
    state_of,
)

__all__ = [
    "ADD_POST",
    "CHANGE_POST",
    "CORRECT_HOLDING",
    "FILL_POST",
    "NAME_OFFICER",
    "TAKE_BACK_HOLDING",
    "Manner",
    "PostKind",
    "PostNeeds",
    "PostState",
    "Spell",
    "introduction_of",
    "sound",
    "state_of",
]
