"""What may be typed. Shape only: what is allowed is in the rules."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.interventions.rules import Periods, When
from wardmote.register.rules import Marking

Choices = Sequence[tuple[str, str]]
LONGEST = 2000
LONGEST_NAME = 200
MOST = 1_000_000  # of anything that a panel counts in one place


def words(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    """Some sentences."""
    box = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, help_text=help_text, widget=box, required=required, max_length=LONGEST)


def line(label: str, help_text: str = "", *, required: bool = True) -> forms.CharField:
    """A few words."""
    return forms.CharField(label=label, help_text=help_text, required=required, max_length=LONGEST_NAME)


def day(label: str, help_text: str = "", *, required: bool = True) -> forms.DateField:
    """A day in three boxes."""
    wrong = {"invalid": "Give a real day, such as 27 3 2027", "required": f"{label}: give a day"}
    return forms.DateField(
        label=label, help_text=help_text, required=required, widget=DateBoxes(), error_messages=wrong
    )


class Versioned(forms.Form):
    """A form that two people may have open at once."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput())

    def with_version(self, version: int) -> None:
        """Let the next press save over what somebody else has saved: it was shown."""
        self.data = {**self.data.dict(), "version": version}


class KeepIntervention(Versioned):
    """What was changed."""

    what = words("What was changed", "For example, the benches in the park were taken away.")
    where = line("Where", "For example, the park behind the library. Never an address.")
    from_on = day("From which day")
    until_on = day("Until which day", "Leave it empty if it stays so.", required=False)
    hangs_on = forms.ChoiceField(label="What it hangs on", required=False)
    loses = words(
        "Who loses by it",
        "For example, older people who rested on a bench. The Equality Act asks councils to think of them first.",
        required=False,
    )

    def __init__(self, *args: Any, hangs_on: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["hangs_on"].choices = [("", "Nothing in the record"), *hangs_on]


class AgreeYardstick(Versioned):
    """How it is to be judged."""

    better = words("What should become fewer", "For example, evenings with drinking in the park.")
    counter = line("Who will count", "A role, not a name: for example, the park warden.")
    how = words("How it will be counted", "For example, on a walk at 9pm each Friday and Saturday.")
    before_from = day("Before the change: first day counted")
    before_until = day("Before the change: last day counted")
    after_from = day("After the change: first day counted", "As many days are counted after as before.")
    control = line(
        "The control", "A place like it where nothing is changed. Without one nothing can be proven.", required=False
    )
    buffer = line(
        "The buffer", "The streets round it, where trouble may move. It needs a control of its own.", required=False
    )
    buffer_control = line("The buffer’s control", "Streets like those, further away.", required=False)

    @property
    def periods(self) -> Periods:
        """The days that were typed."""
        told = self.cleaned_data
        return Periods(told["before_from"], told["before_until"], told["after_from"])


def number(label: str, *, required: bool, help_text: str = "") -> forms.IntegerField:
    """A count, from 0."""
    wrong = "Type a whole number from 0"
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=required,
        min_value=0,
        max_value=MOST,
        error_messages={"invalid": wrong, "min_value": wrong, "required": wrong, "max_value": "Type a smaller number"},
    )


class TypeCount(forms.Form):
    """What somebody counted in one area. What is counted already is left out."""

    before = number("Count before", required=False, help_text="0 if somebody counted and found none.")
    after = number("Count after", required=False, help_text="Leave it empty if nobody counted.")
    counted_by = line("Who counted", "A role, not a name.")
    how = words("How it was counted")

    def __init__(self, *args: Any, left: Iterable[When], **named: Any) -> None:
        super().__init__(*args, **named)
        for when in set(When) - set(left):
            del self.fields[when.value]


class TypeMonths(Versioned):
    """What somebody counted in the place and in its control, month by month."""

    months = forms.CharField(
        label="The months",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="One line for each: the month, the place’s count, the control’s, such as 2026-01, 20, 31. "
        "Leave a count empty if nobody counted. A table may be pasted from a spreadsheet.",
        error_messages={"required": "Type or paste the months"},
    )
    counted_by = line("Who counted", "A role, not a name.")
    how = words("How it was counted")


class CorrectCount(forms.Form):
    """Another count in place of one that was typed wrongly."""

    number = number("The right count", required=True)
    counted_by = line("Who counted", "A role, not a name.")
    how = words("How it was counted")
    why = words("Why it is corrected")


class MarkIntervention(forms.Form):
    """How far an intervention may go."""

    marking = forms.ChoiceField(
        label="Who may see it",
        choices=[(m.value, m.value.capitalize()) for m in (Marking.PUBLIC, Marking.PANEL, Marking.CONFIDENTIAL)],
    )
