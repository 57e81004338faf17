"""What may be typed of the team. Shape only."""

from typing import Any

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.policing.rules import Manner, PostKind

REAL_DAY = {"invalid": "Give a real day, such as 27 3 2027", "required": "Give a day, such as 27 3 2027"}


def day(label: str, hint: str, *, required: bool = False) -> forms.DateField:
    """A day in three boxes."""
    return forms.DateField(label=label, help_text=hint, required=required, widget=DateBoxes(), error_messages=REAL_DAY)


class NewPost(forms.Form):
    """A post of the team."""

    kind = forms.ChoiceField(
        label="What the post is",
        choices=[(k.value, k.words) for k in PostKind],
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose what the post is"},
    )
    name = forms.CharField(
        label="Name of the post",
        max_length=80,
        help_text="Of the post, not of an officer. For example, “PC, Anytown north”.",
        error_messages={"required": "Call it like “PC, Anytown north”"},
    )
    vacant_from = day("Vacant since", "Only if nobody holds it now. Leave it empty if nobody has said.")


class ChangePost(NewPost):
    """What a post is called, and its end."""

    ended_on = day("First day without this post", "Only if there is no such post any more.")


class CorrectHolding(forms.Form):
    """Who holds a post, and how."""

    manner = forms.ChoiceField(
        label="How it is held",
        choices=[(m.value, m.words) for m in Manner],
        widget=forms.RadioSelect(),
        initial=Manner.SUBSTANTIVE.value,
        error_messages={"required": "Choose how it is held"},
    )
    name = forms.CharField(
        label="Officer", max_length=80, required=False, help_text="For example, “PC Oak”. Empty while recruiting."
    )
    team = forms.CharField(
        label="From which team", max_length=80, required=False, help_text="Only for cover. For example, “Oxbarrow”."
    )
    from_on = day("From which day", "For example, 27 3 2027.", required=True)
    until_on = day("First day on which it ends", "Leave it empty if nobody has said.")


class FillPost(CorrectHolding):
    """An officer joins; who introduces them to the council, and by when."""

    introduce = forms.BooleanField(
        label="Introduce them to the council: make an action of it", required=False, initial=True
    )
    owner = forms.CharField(
        label="Who introduces them",
        max_length=80,
        required=False,
        help_text="For example, “Inspector”.",
    )
    due_on = day("By which day", "For example, the day of the next council meeting.")

    def clean(self) -> dict[str, Any]:
        """An introduction has an owner and a day."""
        told = super().clean() or {}
        joins = told.get("manner") != Manner.RECRUITING.value
        if told.get("introduce") and joins:
            if not told.get("owner"):
                self.add_error("owner", "Say who introduces them")
            if not told.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", "Say by which day")
        return told


class NameOfficer(forms.Form):
    """What an officer said of being named."""

    public = forms.ChoiceField(
        label="May the public know the name?",
        choices=[("no", "No, the panel alone"), ("yes", "Yes, the officer said so")],
        widget=forms.RadioSelect(),
        initial="no",
    )
    name = forms.CharField(
        label="Name, as it may be said",
        max_length=80,
        help_text="For example, “PC Oak”.",
        error_messages={"required": "Give the name as it may be said"},
    )
    contact = forms.CharField(
        label="How to contact the officer",
        max_length=200,
        required=False,
        help_text="A telephone number or address of the team, as it may be said.",
    )
    said_on = day("When the officer said it", "For example, 27 3 2027.", required=True)
