"""What may be typed. Shape only: what is allowed is in the rules."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.govuk.words import time_typed
from wardmote.summons.rules import Handed

REAL_DAY = {"invalid": "Give a real day, such as 28 10 2026", "required": "Give the day"}


class Nothing(forms.Form):
    """A deed that needs no words."""


class Summon(forms.Form):
    """Who signs the summons."""

    signed_by = forms.CharField(
        max_length=80,
        label="Signed by",
        help_text="The Proper Officer, by name.",
        error_messages={"required": "Give the name of who signs"},
    )
    title = forms.CharField(
        max_length=80,
        label="Title",
        help_text="For example, Town Clerk and Proper Officer.",
        error_messages={"required": "Give the title of who signs"},
    )


class Reason(forms.Form):
    """Why a meeting is called off."""

    reason = forms.CharField(
        max_length=500,
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="It stays in the record. Letters do not say it.",
        error_messages={"required": "Say why"},
    )


class NewDay(forms.Form):
    """The day on which a meeting is held instead, or goes on."""

    held_on = forms.DateField(
        widget=DateBoxes(), label="New day", help_text="For example, 11 12 2026.", error_messages=REAL_DAY
    )
    starts = forms.CharField(
        max_length=20, required=False, label="Time", help_text="Leave it empty if it stays. For example, 10:15."
    )
    place = forms.CharField(max_length=120, required=False, label="Place", help_text="Leave it empty if it stays.")

    def clean_starts(self) -> Any:
        """The time, or none if nothing was typed."""
        typed = self.cleaned_data["starts"]
        if not typed:
            return None
        try:
            return time_typed(typed)
        except ValueError:
            raise forms.ValidationError("Give a time such as 10:15 or 2pm") from None


class Postpone(Reason, NewDay):
    """Why a meeting is put off, and to which day."""


class GoOn(NewDay):
    """When an adjourned meeting goes on, and with what."""

    remaining = forms.MultipleChoiceField(
        label="What remains",
        help_text="Only these items move to the new day.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one item"},
    )

    def __init__(self, *given: Any, items: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["remaining"].choices = items


class Supplement(forms.Form):
    """What is added to a frozen agenda."""

    title = forms.CharField(max_length=120, label="Title", error_messages={"required": "Give it a title"})
    words = forms.CharField(
        max_length=4000,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Give the text"},
    )
    closed_words = forms.CharField(
        max_length=4000,
        required=False,
        label="Closed part",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only for those who have signed the agreement.",
    )
    closed_because = forms.CharField(
        max_length=300,
        required=False,
        label="Why that part is closed",
        help_text="Everybody who gets the rest reads this, also on the public notice.",
    )

    def clean(self) -> dict[str, Any]:
        """A closed part has its reason, and a reason its part."""
        given = super().clean() or {}
        if given.get("closed_words") and not given.get("closed_because"):
            self.add_error("closed_because", "Say why that part is closed")
        if given.get("closed_because") and not given.get("closed_words"):
            self.add_error("closed_words", "Give the closed part, or take the reason out")
        return given


class PutUp(forms.Form):
    """That the public notice was put up."""

    posted_on = forms.DateField(
        widget=DateBoxes(), label="Put up on", help_text="For example, 24 10 2026.", error_messages=REAL_DAY
    )
    posted_by = forms.CharField(max_length=80, label="By whom", error_messages={"required": "Say who put it up"})
    where = forms.CharField(
        max_length=120,
        label="Where",
        help_text="For example, the notice board at the Town Hall.",
        error_messages={"required": "Say where"},
    )


class Approve(forms.Form):
    """Who signed the notes, on which day and at which meeting."""

    signed_by = forms.CharField(
        max_length=80,
        label="Signed by",
        help_text="For example, Ben Member, chair.",
        error_messages={"required": "Give the name of who signed"},
    )
    signed_on = forms.DateField(
        widget=DateBoxes(), label="Day of the signature", help_text="For example, 11 12 2026.", error_messages=REAL_DAY
    )
    at_meeting = forms.ChoiceField(label="At which meeting", required=False, widget=forms.RadioSelect)

    def __init__(self, *given: Any, later: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["at_meeting"].choices = [*later, ("none", "None that is in the record")]


class Correct(forms.Form):
    """What is wrong in approved notes, and who signed that."""

    paragraph = forms.ChoiceField(label="Which paragraph", required=False, widget=forms.Select)
    words = forms.CharField(
        max_length=2000,
        label="Correction",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For example, for “one” read “two”.",
        error_messages={"required": "Say what is corrected"},
    )
    signed_by = forms.CharField(
        max_length=80, label="Signed by", error_messages={"required": "Give the name of who signed"}
    )
    signed_on = forms.DateField(
        widget=DateBoxes(), label="Day of the signature", help_text="For example, 11 12 2026.", error_messages=REAL_DAY
    )

    def __init__(self, *given: Any, paragraphs: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["paragraph"].choices = [("", "The notes as a whole"), *paragraphs]


class HandOver(forms.Form):
    """How a printed copy reached a member."""

    handed = forms.ChoiceField(
        label="How it reached the member",
        choices=[(h.value, h.value.capitalize()) for h in Handed],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how"},
    )
    handed_on = forms.DateField(
        widget=DateBoxes(), label="Day", help_text="For example, 24 10 2026.", error_messages=REAL_DAY
    )
