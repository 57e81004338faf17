"""An answer about one sentence, and a sentence that was not read as one that binds."""

from typing import Any

from django import forms

from wardmote.govuk.widgets import DateBoxes


class Owner(forms.Form):
    """Whose an action is and by when. Both may stay as they are: the notes may not say."""

    seat = forms.ChoiceField(label="Who owes it", required=False)
    due_on = forms.DateField(
        label="Due by",
        required=False,
        widget=DateBoxes(),
        error_messages={"invalid": "Give a real day, such as 27 3 2027"},
    )

    def __init__(self, *args: Any, seats: list[tuple[str, str]], as_written: str, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["seat"].choices = [("", f"{as_written} (as written)" if as_written else "Not stated"), *seats]


class Missed(forms.Form):
    """A promise that was not read as one, in one line."""

    line = forms.CharField(
        label="Who does what by when",
        max_length=2_000,
        error_messages={"required": "Type who does what by when. Nothing was stored."},
    )
    item = forms.UUIDField(required=False, widget=forms.HiddenInput())
