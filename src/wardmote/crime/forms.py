"""What may be typed. Shape only: what is allowed is in the rules."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wardmote.crime.rules import LONGEST_NAME, LONGEST_REASON, LONGEST_REPLY


class ChooseTown(forms.Form):
    """Which built-up area of the Census the town is."""

    town = forms.CharField(
        label="Town",
        max_length=LONGEST_NAME,
        help_text="As the Census names it, such as Market Drayton. If several share it, add the district in brackets.",
        error_messages={"required": "Type the name of the town"},
    )


class DrawTown(forms.Form):
    """Which small areas belong to it."""

    areas = forms.MultipleChoiceField(
        label="Small areas (LSOAs) of the town", widget=forms.CheckboxSelectMultiple, required=False
    )
    also = forms.CharField(
        label="More small areas",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Codes such as E01028880, with spaces between them. The council’s planning officer knows them.",
    )

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["areas"].choices = areas


class Declare(forms.Form):
    """The towns that the police declare to be comparable."""

    name = forms.CharField(
        label="Name of the set",
        max_length=LONGEST_NAME,
        help_text="For example, comparative towns of the local policing area.",
        error_messages={"required": "Give the set a name"},
    )
    towns = forms.CharField(
        label="Towns",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One on each line, as the Census names it.",
        error_messages={"required": "Name at least one town"},
    )
    declared_by = forms.CharField(
        label="Who declares it",
        max_length=LONGEST_NAME,
        help_text="A post, such as the inspector; not a name.",
        error_messages={"required": "Say who declares it"},
    )
    reason = forms.CharField(
        label="Why these",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why these towns"},
    )


class Check(forms.Form):
    """A sentence about figures."""

    sentence = forms.CharField(
        label="What was said, or is to be said",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example, recorded crime is lower than in the comparative towns.",
        error_messages={"required": "Type the sentence"},
    )


class Reply(forms.Form):
    """What the author of a claim says of its check."""

    reply = forms.CharField(
        label="What its author replies",
        max_length=LONGEST_REPLY,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stands beside the check in the pack, word for word.",
        error_messages={"required": "Type the reply"},
    )
