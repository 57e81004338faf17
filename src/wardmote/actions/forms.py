"""What may be typed. Shape only: what is allowed is in the rules."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from wardmote.actions.reads import SHOWS, SORTS, Asked
from wardmote.actions.rules import ActionState, Grounds, How
from wardmote.govuk.widgets import DateBoxes
from wardmote.register.rules import Marking

Choices = Sequence[tuple[str, str]]
LONGEST = 2000
BAD_DAY = {"invalid": "Give a real day, such as 27 3 2027"}


def a_day(label: str, help_text: str = "For example, 27 3 2027.") -> forms.DateField:
    """A day in three boxes, which may stay empty."""
    return forms.DateField(label=label, required=False, widget=DateBoxes(), help_text=help_text, error_messages=BAD_DAY)


def a_line(label: str, help_text: str = "") -> forms.CharField:
    """A line that may stay empty."""
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=LONGEST)


def words(label: str, help_text: str = "", rows: int = 3) -> forms.CharField:
    """Words that may stay empty."""
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=box, required=False, max_length=LONGEST)


class Assign(forms.Form):
    """Whose an action is, by when, and in which words. Owner and day may stay open: the notes may not say."""

    what = forms.CharField(
        label="What is to be done",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is to be done"},
    )
    owner = forms.ChoiceField(label="Who owes it", required=False)
    owner_words = a_line("Owner in words", "As written, or somebody who is not on the list.")
    due_on = a_day("Due by", "For example, 27 3 2027. Leave it empty if nobody has said.")
    why = a_line("Why it changes")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput())
    back = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, owners: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["owner"].choices = [("", "Not on the list, or not stated"), *owners]

    def with_version(self, version: int) -> None:
        """Let the next press save over what somebody else has saved: it was shown."""
        self.data = {**self.data.dict(), self.add_prefix("version"): version}


def how_choices(first: Sequence[How]) -> Choices:
    """Ways of telling, for radios and selects."""
    return [(h.value, h.value.capitalize()) for h in first]


class MoveOn(forms.Form):
    """One step, with the grounds that it needs and no other field."""

    to = forms.ChoiceField(widget=forms.HiddenInput(), error_messages={"required": "Choose what has happened"})
    third_party = a_line("Who is waited for", "For example, the county.")
    since_on = a_day("Since when", "For example, 27 3 2027. Leave it empty for today.")
    meeting = forms.ChoiceField(label="Which meeting saw it", required=False)
    instead = a_line("Reference of the other action", "Eight letters and figures, from its page.")
    note = words("Anything to note")
    on_behalf_of = a_line("On whose behalf", "If somebody told you. Leave it empty if it is your own word.")
    how = forms.ChoiceField(label="How you were told", required=False, choices=how_choices(list(How)))

    def __init__(
        self, *args: Any, to: ActionState, steps: Sequence[ActionState], meetings: Choices, clerk: bool, **named: Any
    ) -> None:
        super().__init__(*args, **named)
        self.fields["to"].choices = [(s.value, s.says) for s in steps]
        self.fields["meeting"].choices = [("", "Choose a meeting"), *meetings]
        if to is ActionState.DONE:
            self.fields["note"].label = "What was done, and where is the proof?"
            self.fields["note"].help_text = "For example, “Lamp mended on 3 March. Photo in the clerk’s folder.”"
        if to in {ActionState.DECLINED, ActionState.NOT_PRACTICABLE, ActionState.SUPERSEDED}:
            self.fields["note"].label = "Reason"
        only = {
            "third_party": to is ActionState.AWAITING,
            "since_on": to is ActionState.AWAITING,
            "meeting": to is ActionState.VERIFIED,
            "instead": to is ActionState.SUPERSEDED,
            "on_behalf_of": clerk and to is not ActionState.VERIFIED,
            "how": clerk and to is not ActionState.VERIFIED,
        }
        for name, wanted in only.items():
            if not wanted:
                del self.fields[name]

    def grounds(self) -> Grounds:
        """What was typed, as the deed takes it."""
        told = self.cleaned_data
        return Grounds(
            note=told["note"],
            on_behalf_of=told.get("on_behalf_of", ""),
            how=How(told.get("how") or How.PAGE),
            third_party=told.get("third_party", ""),
            since_on=told.get("since_on"),
        )


class ChaseThem(forms.Form):
    """That somebody was asked again. Nothing of it needs to be typed."""

    how = forms.ChoiceField(
        label="How they were asked",
        choices=how_choices([How.TELEPHONE, How.WRITING, How.MEETING]),
        widget=forms.RadioSelect(),
        required=False,
    )
    words = words("What was said")
    chased_on = a_day("When", "For example, 27 3 2027. Leave it empty for today.")
    next_on = a_day("When to ask again", "For example, 27 3 2027. Leave it empty for two weeks later.")


class Answered(forms.Form):
    """What the third party has answered."""

    words = words("What was the answer?")
    on = a_day("When it came", "For example, 27 3 2027. Leave it empty for today.")
    how = forms.ChoiceField(
        label="How it came", choices=how_choices([How.WRITING, How.TELEPHONE, How.MEETING]), required=False
    )


class AddAction(forms.Form):
    """An action in one line."""

    line = forms.CharField(
        label="Who does what by when",
        help_text="For example, “Inspector to enquire about the wall by 1 December”.",
        max_length=500,
        error_messages={"required": "Type who does what by when"},
    )
    marking = forms.ChoiceField(
        label="Who may see it",
        choices=[
            (Marking.PANEL.value, "The panel"),
            (Marking.CONFIDENTIAL.value, "Only members who have signed the agreement"),
        ],
        widget=forms.RadioSelect(),
        initial=Marking.PANEL.value,
    )


class MarkAction(forms.Form):
    """How far an action that was typed here may go."""

    marking = forms.ChoiceField(
        label="Who may see it",
        choices=[(m.value, m.value.capitalize()) for m in (Marking.PUBLIC, Marking.PANEL, Marking.CONFIDENTIAL)],
    )


def asked(given: Any) -> Asked:
    """What an address asks for; what it does not know it leaves out."""
    show, sort, state = given.get("show", "open"), given.get("sort", "due"), given.get("state", "")
    return Asked(
        show=show if show in SHOWS else "open",
        state=ActionState(state) if state in list(ActionState) else None,
        owner=_uuid(given.get("owner", "")),
        matter=_uuid(given.get("matter", "")),
        words=given.get("q", "").strip(),
        sort=sort if sort.removeprefix("-") in SORTS else "due",
    )


def _uuid(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
