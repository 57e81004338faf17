"""What may be typed. Shape only: what is allowed is in the rules."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wardmote.copies.rules import Whereabouts
from wardmote.govuk.widgets import DateBoxes

REAL_DAY = {"invalid": "Give a real day, such as 28 10 2026", "required": "Give the day"}


class MakeCopies(forms.Form):
    """For whom copies are made, and in which print."""

    readers = forms.MultipleChoiceField(
        label="For whom",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one reader", "invalid_choice": "Choose readers from the list"},
    )
    size = forms.ChoiceField(
        label="Print",
        choices=[("normal", "Normal"), ("large", "Large (18 point)")],
        initial="normal",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a print"},
    )

    def __init__(self, *args: Any, readers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["readers"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = readers


class NoteStep(forms.Form):
    """Where a copy is, and from which day on."""

    state = forms.ChoiceField(
        label="What became of it", widget=forms.RadioSelect, error_messages={"required": "Choose what became of it"}
    )
    on = forms.DateField(widget=DateBoxes(), label="On", help_text="For example, 28 10 2026.", error_messages=REAL_DAY)
    note = forms.CharField(
        max_length=500,
        required=False,
        label="Note",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Who took it, who saw it destroyed, or where it was last seen.",
    )

    def __init__(self, *args: Any, states: Sequence[Whereabouts], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.value, one.value.capitalize()) for one in states]
