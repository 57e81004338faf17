"""What may be typed. Shape only: what is allowed is in the rules."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wardmote.crime.rules import LONGEST_NAME, LONGEST_REASON, LONGEST_REPLY, SuppliedKind


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


def _month(label: str, help_text: str = "") -> forms.CharField:
    missing = f"Give the {label.lower()}, like 2022-01"
    return forms.CharField(label=label, max_length=10, help_text=help_text, error_messages={"required": missing})


def _who() -> forms.CharField:
    return forms.CharField(
        label="Who supplied them",
        max_length=LONGEST_NAME,
        help_text="A post, such as the force’s analyst; not a name.",
        error_messages={"required": "Say who supplied them"},
    )


class TypeCounts(forms.Form):
    """Counts of one kind for a range of months."""

    kind = forms.ChoiceField(
        label="What was counted",
        choices=[(kind.value, kind.value.capitalize()) for kind in SuppliedKind],
        widget=forms.RadioSelect,
        error_messages={"required": "Say what was counted", "invalid_choice": "Say what was counted"},
    )
    since = _month("First month", "For example, 2022-01.")
    until = _month("Last month")
    numbers = forms.CharField(
        label="Counts",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One for each month, the first month first, with spaces or new lines between.",
        error_messages={"required": "Type the counts"},
    )
    supplied_by = _who()


MOST_MEGABYTES = 1


class GiveCounts(forms.Form):
    """Counts in a file."""

    file = forms.FileField(
        label="CSV file",
        help_text="With the columns month, kind and count. 1 MB at most.",
        widget=forms.FileInput(attrs={"accept": ".csv"}),
        error_messages={"required": "Choose a file", "empty": "The file is empty. Nothing was saved. Choose another."},
    )
    supplied_by = _who()

    def clean_file(self) -> Any:
        """A file that is not too big to be read at once."""
        file = self.cleaned_data["file"]
        if file.size > MOST_MEGABYTES * 1_000_000:
            raise forms.ValidationError("The file is bigger than 1 MB. Nothing was saved. Choose another.")
        return file


class ReleaseCounts(forms.Form):
    """Of which months the panel may see what can be shown."""

    since = _month("First month", "For example, 2022-01.")
    until = _month("Last month")
