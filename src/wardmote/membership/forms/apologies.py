"""What may be typed of an apology. Shape only."""

from typing import Any

from django import forms

from wardmote.membership.forms.tables import TOLD, Choices, ways
from wardmote.membership.rules import Way


def why(help_text: str) -> forms.CharField:
    """A reason, which may stay empty."""
    return forms.CharField(label="Why", required=False, max_length=500, help_text=help_text)


class SendApology(forms.Form):
    """The one button of the link."""

    why = why("Only the clerk sees it. You need not say.")


class NoteApology(forms.Form):
    """An apology that somebody told the clerk."""

    person = forms.ChoiceField(label="Who cannot come")
    how = forms.ChoiceField(
        label="How they told you", choices=ways(TOLD), widget=forms.RadioSelect(), initial=Way.TELEPHONE.value
    )
    why = why("Only you and they see it.")

    def __init__(self, *args: Any, people: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["person"].choices = [("", "Choose"), *people]
