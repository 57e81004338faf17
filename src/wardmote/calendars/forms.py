"""What may be typed. Shape only: what is allowed is in the rules."""

from datetime import time
from typing import Any

from django import forms

from wardmote.calendars.rules import MONTHS, MOST_DAYS_BEFORE, WEEKDAYS, Choice, Every, Often, Week
from wardmote.govuk.widgets import DateBoxes
from wardmote.govuk.words import time_typed

Choices = list[tuple[str, str]]


def _words(kinds: Any) -> Choices:
    return [(kind.value, kind.value[0].upper() + kind.value[1:]) for kind in kinds]


class SetRhythm(forms.Form):
    """How often a body meets, by choices."""

    week = forms.ChoiceField(label="Which one", choices=_words(Week))
    weekday = forms.TypedChoiceField(
        label="Weekday", choices=[(str(number), name) for number, name in enumerate(WEEKDAYS)], coerce=int
    )
    often = forms.ChoiceField(
        label="How often",
        choices=_words(Often),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how often the body meets"},
    )
    months = forms.TypedMultipleChoiceField(
        label="Months",
        help_text="Only for the choices that speak of months ticked below.",
        choices=[(str(number), name) for number, name in enumerate(MONTHS, start=1)],
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    starts = forms.CharField(label="Time", help_text="For example, 10:15 or 2pm.", max_length=20, required=False)
    place = forms.CharField(label="Place", max_length=120, required=False)

    def clean_starts(self) -> time | None:
        """A time of day as people write it."""
        typed = self.cleaned_data["starts"]
        try:
            return time_typed(typed) if typed else None
        except ValueError:
            raise forms.ValidationError("Give a time such as 10:15 or 2pm") from None

    def clean_place(self) -> str:
        """Without stray spaces."""
        return " ".join(self.cleaned_data["place"].split())


class MoveDay(forms.Form):
    """Another day instead of one of the rhythm."""

    day = forms.DateField(widget=forms.HiddenInput)
    moved_to = forms.DateField(
        widget=DateBoxes(),
        label="The day on which it meets instead",
        help_text="For example, 2 4 2027.",
        error_messages={"invalid": "Give a real day, such as 2 4 2027", "required": "Give the other day"},
    )


class ChooseDigest(forms.Form):
    """When somebody gets the letter of what to do by when."""

    every = forms.ChoiceField(label="Send it", choices=_words(Every), widget=forms.RadioSelect)
    days_before = forms.IntegerField(
        label="How many days before a meeting",
        help_text=f"From 1 to {MOST_DAYS_BEFORE}. It counts for “before each meeting”.",
        min_value=1,
        max_value=MOST_DAYS_BEFORE,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), f"Give from 1 to {MOST_DAYS_BEFORE} days"
        ),
    )

    def choice(self) -> Choice:
        """What was chosen, as the deed takes it."""
        return Choice(Every(self.cleaned_data["every"]), self.cleaned_data["days_before"])
