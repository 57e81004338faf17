"""What may be typed. Shape only: what is allowed is in the rules."""

from typing import Any

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.people.rules import SeatKind

NEW_SEAT = "new"
KINDS = {
    SeatKind.MEMBER.value: "Member of the panel",
    SeatKind.POLICE.value: "Local policing team",
    SeatKind.OFFICER.value: "Officer of the council",
    SeatKind.CLERK.value: "Clerk: keeps the record, with every right that goes with it",
}
REAL_DAY = {"invalid": "Give a real day, such as 27 3 2027", "required": "Give a day, such as 27 3 2027"}


def day(label: str, hint: str, *, required: bool = True) -> forms.DateField:
    """A day in three boxes."""
    return forms.DateField(label=label, help_text=hint, required=required, widget=DateBoxes(), error_messages=REAL_DAY)


class SeatChoice(forms.Form):
    """A seat that is there, or a new one."""

    seat = forms.ChoiceField(label="Seat", error_messages={"required": "Choose a seat"})
    new_seat = forms.CharField(
        label="Name of the new seat",
        max_length=40,
        required=False,
        help_text="Only for a new seat, such as Deputy clerk or Chair of Amenities.",
    )
    kind = forms.ChoiceField(
        label="What a new seat is for",
        choices=KINDS,
        required=False,
        widget=forms.RadioSelect,
        initial=SeatKind.MEMBER.value,
    )

    def __init__(self, *args: Any, seats: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        choices = [(name, f"{name} ({kind})") for name, kind in seats]
        self.fields["seat"].choices = [("", "Choose a seat"), *choices, (NEW_SEAT, "A new seat")]
        self.kinds = dict(seats)

    def clean(self) -> dict[str, Any]:
        """The name and kind of the seat, whichever way it was given."""
        given = super().clean() or {}
        if given.get("seat") == NEW_SEAT:
            if not given.get("new_seat"):
                self.add_error("new_seat", "Give the name of the new seat")
            given["seat"] = given.get("new_seat")
            given["kind"] = SeatKind(given.get("kind") or SeatKind.MEMBER.value)
        elif given.get("seat"):
            given["kind"] = SeatKind(self.kinds[given["seat"]])
        return given

    def told(self) -> dict[str, Any]:
        """What the deed is told: the seat by its name, new or not."""
        return {name: value for name, value in self.cleaned_data.items() if name != "new_seat"}


class GiveSeat(SeatChoice):
    """A seat, from a day on and up to another."""

    from_on = day("From which day", "For example, 27 3 2027.")
    until_on = day(
        "Until which day", "Leave it empty if nobody has said. On this day they hold it no more.", required=False
    )


class Join(GiveSeat):
    """Somebody new on the panel."""

    name = forms.CharField(label="Full name", max_length=120, help_text="As it stands in the notes, without a title.")
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="To sign in with. Leave it empty for somebody on paper and telephone: you act for them.",
        error_messages={"invalid": "Give an e-mail address such as ada@anytown.example"},
    )
    field_order = ("name", "seat", "new_seat", "kind", "from_on", "until_on", "email")


class Move(SeatChoice):
    """Another seat in place of this one."""

    from_on = day("From which day", "On this day the one seat ends and the other begins.")


class Edit(forms.Form):
    """Spelling and address."""

    name = forms.CharField(label="Full name", max_length=120)
    email = forms.EmailField(
        label="E-mail address",
        required=False,
        help_text="To sign in with. An address that is in use changes a day later, after a letter to the old one.",
        error_messages={"invalid": "Give an e-mail address such as ada@anytown.example"},
    )


class EndSeat(forms.Form):
    """The first day without the seat."""

    until_on = day("From which day do they no longer hold it?", "Today ends it at once, and signs them out.")


class NewSpelling(forms.Form):
    """Another way to write the name."""

    words = forms.CharField(label="Another spelling in the notes", max_length=120)


class ContactDetails(forms.Form):
    """How somebody is reached, and what of it the panel may see."""

    email = forms.EmailField(label="E-mail address", required=False)
    email_shown = forms.BooleanField(label="The panel may see the e-mail address", required=False)
    telephone = forms.CharField(label="Telephone number", max_length=40, required=False)
    telephone_shown = forms.BooleanField(label="The panel may see the telephone number", required=False)


class ESummons(forms.Form):
    """Whether somebody is summoned by e-mail, and since when."""

    agrees = forms.ChoiceField(
        label="How to send the summons",
        choices=[("yes", "By e-mail: I agree to it"), ("no", "On paper")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how"},
    )
    agreed_on = forms.DateField(
        widget=DateBoxes(),
        required=False,
        label="Day on which it was agreed",
        help_text="For example, 1 5 2026. Leave it empty for today.",
        error_messages={"invalid": "Give a real day, such as 1 5 2026"},
    )
    on_paper = forms.BooleanField(required=False, label="It was agreed on paper")


class AskLetIn(forms.Form):
    """Why, and how the person was recognised."""

    why = forms.CharField(
        label="What happened",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example, the telephone was lost on the train on Monday.",
        error_messages={"required": "Say what happened"},
    )
    recognised = forms.CharField(
        label="How you know that it is really them",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example, they came to the office. A call or an e-mail alone can be from anybody.",
        error_messages={"required": "Say how you know that it is really them"},
    )


class PlanHandover(forms.Form):
    """The next clerk."""

    leaving = forms.ChoiceField(label="Whose seat is handed over", widget=forms.RadioSelect)
    name = forms.CharField(
        label="Full name of the next clerk",
        max_length=120,
        error_messages={"required": "Give the name of the next clerk"},
    )
    email = forms.EmailField(
        label="Their e-mail address",
        required=False,
        help_text="Leave it empty if they sign in already.",
        error_messages={"invalid": "Give an e-mail address such as ada@anytown.example"},
    )
    from_on = day("From which day are they clerk as well?", "Today is best: both need at least one day together.")
    until_on = day("From which day is the leaving clerk no longer clerk?", "Until that day comes, it can be undone.")

    def __init__(self, *args: Any, clerks: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["leaving"].choices = clerks
