"""What may be typed. Shape only: what is allowed is in the rules."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.register.rules import Marking

Choices = Sequence[tuple[str, str]]
LONGEST = 2000


def words(label: str, help_text: str = "", rows: int = 3) -> forms.CharField:
    """Words that may stay empty: the deed says what is missing."""
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=box, required=False, max_length=LONGEST)


class EditPriority(forms.Form):
    """A priority. All but its title may stay open."""

    title = forms.CharField(label="Title", max_length=200, error_messages={"required": "Give the priority a title"})
    why = words("Why the panel works on it")
    seat = forms.ChoiceField(label="Who leads on it", required=False)
    agreed_at = forms.ChoiceField(label="Agreed at which meeting", required=False)
    review_on = forms.DateField(
        label="To be looked at again on",
        required=False,
        widget=DateBoxes(),
        help_text="For example, 27 3 2027. From that day on, each agenda asks for it.",
        error_messages={"invalid": "Give a real day, such as 27 3 2027"},
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, seats: Choices, meetings: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["seat"].choices = [("", "Not stated"), *seats]
        self.fields["agreed_at"].choices = [("", "Not stated"), *meetings]

    def with_version(self, version: int) -> None:
        """Let the next press save over what somebody else has saved: it was shown."""
        self.data = {**self.data.dict(), "version": version}


class Tell(forms.Form):
    """An update, or that there is none."""

    meeting = forms.ChoiceField(label="For which meeting", required=False)
    words = words("What is new")
    no_change = forms.BooleanField(label="No change", required=False)

    def __init__(self, *args: Any, meetings: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["meeting"].choices = [("", "Between meetings: today"), *meetings]


class AddMeasure(forms.Form):
    """By what one sees whether it works."""

    words = forms.CharField(
        label="What is measured", help_text="For example, reports of bicycle theft.", required=False, max_length=LONGEST
    )
    counted = forms.CharField(
        label="How it is counted",
        help_text="For example, from the police update, each quarter.",
        required=False,
        max_length=LONGEST,
    )


class End(forms.Form):
    """Why a priority ends."""

    why = words("Why it ends")


class Say(forms.Form):
    """What residents said, and what was done."""

    said = words("You said: what residents said", "Name nobody.")
    did = words("We did: what was done")
    public = forms.BooleanField(
        label="Everybody may read this",
        help_text="Tick it only if you have checked that it names nobody.",
        required=False,
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def with_version(self, version: int) -> None:
        """Let the next press save over what somebody else has saved: it was shown."""
        self.data = {**self.data.dict(), "version": version}


class MarkPriority(forms.Form):
    """How far a priority may go."""

    marking = forms.ChoiceField(
        label="Who may see it",
        choices=[(m.value, m.value.capitalize()) for m in (Marking.PUBLIC, Marking.PANEL, Marking.CONFIDENTIAL)],
    )
