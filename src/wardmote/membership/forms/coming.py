"""What may be typed of attendance and of the six-month rule. Shape only."""

from collections.abc import Iterable
from typing import Any

from django import forms

from wardmote.membership.forms.tables import Choices, a_day
from wardmote.membership.rules import SAID, Came
from wardmote.people.models import Person

CAME = [(came.value, came.value.capitalize()) for came in SAID]
NOT_SAID = (Came.NOT_STATED.value, "Not stated")


class WhoCame(forms.Form):
    """Who came to a meeting: one answer for each member."""

    def __init__(self, *args: Any, members: Iterable[Person], **named: Any) -> None:
        super().__init__(*args, **named)
        for person in members:
            self.fields[str(person.pk)] = forms.ChoiceField(
                label=person.name,
                choices=[*CAME, NOT_SAID],
                widget=forms.RadioSelect(),
                initial=Came.NOT_STATED.value,
            )


class CorrectAttendance(forms.Form):
    """What is right of one member at one meeting, and why it is corrected."""

    came = forms.ChoiceField(
        label="What is right",
        choices=[*CAME, (Came.NOT_STATED.value, "As the notes say")],
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose what is right"},
    )
    why = forms.CharField(
        label="Why it is corrected",
        required=False,
        max_length=2000,
        help_text="For example, “She signed the attendance sheet”.",
    )


class NoteElsewhere(forms.Form):
    """When a member last came to a meeting that is not in this record."""

    attended_on = a_day("They came on", required=True)
    where = forms.CharField(
        label="To which meeting", required=False, max_length=200, help_text="For example, full council."
    )


class ApproveReason(forms.Form):
    """That a body approved why a member does not come."""

    body = forms.ChoiceField(label="Which body resolved it")
    resolved_on = a_day("On which day", required=True)
    until_on = a_day("Until which day", "For example, 27 3 2027. Leave it empty if the resolution names none.")
    reason = forms.CharField(
        label="The reason", required=False, max_length=2000, help_text="Only the clerk and the member see it."
    )

    def __init__(self, *args: Any, bodies: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["body"].choices = bodies


class Period(forms.Form):
    """From which day to which a table goes; both may stay empty."""

    since = a_day("From")
    until = a_day("To")
