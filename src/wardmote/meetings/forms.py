"""What may be typed. Shape only: what is allowed is in the rules."""

from datetime import time

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.govuk.words import time_typed
from wardmote.register.rules import Marking, strictest

REAL_DAY = {"invalid": "Give a real day, such as 28 10 2026", "required": "Give the day of the meeting"}


class TakeNotes(forms.Form):
    """The file, and what it may not say itself."""

    file = forms.FileField(
        label="The notes as they were typed",
        help_text="A Word, PDF or text file of up to 20 MB. It is kept unchanged and encrypted.",
        error_messages={"required": "Choose the file of the notes", "empty": "This file is empty. Nothing was stored."},
    )
    body_name = forms.CharField(
        max_length=120, required=False, label="Which body met", help_text="Only if the notes do not say."
    )
    held_on = forms.DateField(
        required=False,
        widget=DateBoxes(),
        label="Day of the meeting",
        help_text="Only if the notes do not say. For example, 28 10 2026.",
        error_messages=REAL_DAY,
    )


class PlanMeeting(forms.Form):
    """The day of the next meeting; time and place if they are known."""

    held_on = forms.DateField(
        widget=DateBoxes(), label="Day", help_text="For example, 11 12 2026.", error_messages=REAL_DAY
    )
    starts = forms.CharField(required=False, label="Time", help_text="For example, 10:15 or 2pm.")
    place = forms.CharField(max_length=120, required=False, label="Place")

    def clean_starts(self) -> time | None:
        """The time of day as people write it: 2pm, 10.15am, 10:15, 14.00."""
        typed = self.cleaned_data["starts"]
        try:
            return time_typed(typed) if typed else None
        except ValueError:
            raise forms.ValidationError("Give a time such as 10:15 or 2pm") from None


class Mark(forms.Form):
    """How far a paragraph may go."""

    marking = forms.ChoiceField(
        label="How far it may go",
        choices=[
            (Marking.PUBLIC.value, "Public: anybody may read it"),
            (Marking.PANEL.value, "Panel: members and officers"),
            (Marking.CONFIDENTIAL.value, "Confidential: those who have signed the agreement"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it may go"},
    )

    def offer_from(self, lowest: str) -> None:
        """Offer no marking below this one. What was sent is judged by the deed, which says why not."""
        field = self.fields["marking"]
        field.choices = [(key, words) for key, words in field.choices if strictest(key, lowest) == key]


class MakePack(forms.Form):
    """In which form a pack is wanted."""

    form = forms.ChoiceField(
        label="Make the pack as",
        choices=[("pdf", "PDF, to print or read"), ("large", "PDF in large print (18 point)"), ("docx", "Word")],
        initial="pdf",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a form"},
    )
