"""What may be typed. Shape only: what is allowed is in the rules."""

from typing import Any

from django import forms

from wardmote.actions.rules import FOLLOWS, ActionState
from wardmote.govuk.widgets import DateBoxes


class Assign(forms.Form):
    """Whose an action is, and by when. Both may stay open: the notes may not say."""

    seat = forms.ChoiceField(label="Who owes it", required=False)
    due_on = forms.DateField(
        label="Due by",
        required=False,
        widget=DateBoxes(),
        help_text="For example, 27 3 2027. Leave it empty if nobody has said.",
        error_messages={"invalid": "Give a real day, such as 27 3 2027"},
    )

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["seat"].choices = [("", "Not stated"), *seats]


class MoveOn(forms.Form):
    """The next state."""

    to = forms.ChoiceField(label="What has happened", error_messages={"required": "Choose what has happened"})

    def __init__(self, *args: Any, state: ActionState, **named: Any) -> None:
        super().__init__(*args, **named)
        following = [s for s in ActionState if s in FOLLOWS[state] and s is not ActionState.ASSIGNED]
        self.fields["to"].choices = [(s.value, s.words) for s in following]
