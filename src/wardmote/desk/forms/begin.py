"""What may be typed on the first day. Shape only: what is allowed is in the rules."""

from datetime import time
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from wardmote.desk.rules.founding import (
    NAME_LENGTH,
    POLICE_CONTACT,
    SEAT_LENGTH,
    Founding,
    NextMeeting,
    SeatLine,
    clerks_seat,
    read_members,
)
from wardmote.govuk.widgets import DateBoxes
from wardmote.govuk.words import time_typed
from wardmote.law.rules import BodyKind

REAL_DAY = {"invalid": "Give a real day, such as 11 12 2026, or leave all three boxes empty"}
REAL_ADDRESS = {"invalid": "Give an e-mail address such as name@anytown.example"}


class Code(forms.Form):
    """What was printed where Wardmote was started."""

    code = forms.CharField(
        max_length=40,
        label="Starting code",
        help_text="Ten letters and figures. They stand in the window where Wardmote was started.",
        error_messages={"required": "Type the starting code"},
    )


class LastNotes(forms.Form):
    """The file of last meeting's notes, if there is one."""

    file = forms.FileField(
        label="Last meeting’s notes, as they were typed",
        help_text="A Word, PDF or text file of up to 20 MB.",
        error_messages={
            "required": "Choose the file, or go on without notes",
            "empty": "This file is empty. Nothing was stored.",
        },
    )


class SixThings(forms.Form):
    """Town, body, clerk, members, next meeting and police contact."""

    town = forms.CharField(
        max_length=NAME_LENGTH,
        label="Name of the town or council",
        help_text="It stands at the top of every page. For example, Anytown Town Council.",
        error_messages={"required": "Give the name of the town or council"},
    )
    body = forms.CharField(
        max_length=NAME_LENGTH,
        label="Name of the body that meets",
        help_text="For example, Police Partnership Panel.",
        error_messages={"required": "Give the name of the body that meets"},
    )
    body_kind = forms.ChoiceField(
        choices=[(kind.value, kind.words) for kind in reversed(BodyKind)],
        initial=BodyKind.EXTERNAL_PARTNERSHIP.value,
        label="What kind of body it is",
        help_text="Papers then say “recommends” or “resolves”.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of body it is"},
    )
    notes_on = forms.DateField(
        widget=DateBoxes(),
        required=False,
        label="Day of the meeting that the notes are of",
        help_text="The notes do not say it. For example, 25 9 2026.",
        error_messages={**REAL_DAY, "required": "Give the day of the meeting that the notes are of"},
    )
    clerk = forms.CharField(
        max_length=NAME_LENGTH,
        label="Your name",
        help_text="You are the clerk: you keep this record.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Give your name"},
    )
    clerk_email = forms.EmailField(
        label="Your e-mail address",
        help_text="You sign in with it.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={**REAL_ADDRESS, "required": "Give your e-mail address"},
    )
    members = forms.CharField(
        required=False,
        label="Members",
        help_text="One a line: name, seat, e-mail address. The last two can wait. No letter is sent to anybody now.",
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    held_on = forms.DateField(
        widget=DateBoxes(),
        required=False,
        label="Day",
        help_text="Leave it empty if it is not known yet. For example, 11 12 2026.",
        error_messages=REAL_DAY,
    )
    starts = forms.CharField(required=False, label="Time", help_text="For example, 10:15 or 2pm.")
    place = forms.CharField(max_length=NAME_LENGTH, required=False, label="Place")
    police_name = forms.CharField(
        max_length=NAME_LENGTH, required=False, label="Name", help_text="Leave it empty if it is not known yet."
    )
    police_post = forms.CharField(
        max_length=SEAT_LENGTH, required=False, label="Post", help_text="For example, Inspector."
    )
    police_email = forms.EmailField(required=False, label="E-mail address", error_messages=REAL_ADDRESS)

    def __init__(self, *args: Any, asks_day: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["notes_on"].required = asks_day
        if not asks_day:
            del self.fields["notes_on"]

    def clean_members(self) -> tuple[SeatLine, ...]:
        """The lines as they were understood; one that was not stops here and stays in its box."""
        members, unread = read_members(self.cleaned_data["members"])
        if unread:
            more = f" {len(unread) - 1} more were not." if len(unread) > 1 else ""
            raise forms.ValidationError(f"{unread[0]}.{more} Write it like: Ben Member, Mayor, ben@anytown.example")
        return tuple(members)

    def clean_starts(self) -> time | None:
        """The time of day as people write it."""
        typed = self.cleaned_data["starts"]
        try:
            return time_typed(typed) if typed else None
        except ValueError:
            raise forms.ValidationError("Give a time such as 10:15 or 2pm") from None

    def clean(self) -> dict[str, Any]:
        """A time belongs to a day, a post or an address to a name."""
        given = self.cleaned_data
        if given.get("starts") and not given.get("held_on") and "held_on" not in self.errors:
            self.add_error("held_on", "Give the day as well, or clear the time")
        if (given.get("police_post") or given.get("police_email")) and not given.get("police_name"):
            self.add_error("police_name", "Give the name as well, or clear the post and the address")
        return given

    def founding(self) -> Founding:
        """The six things, once the form is valid."""
        given = self.cleaned_data
        police = SeatLine(
            given["police_name"], given["police_post"] or POLICE_CONTACT, given["police_email"].lower() or None
        )
        return Founding(
            town=given["town"],
            clerk=SeatLine(given["clerk"], clerks_seat(given["town"]), given["clerk_email"].lower()),
            body=given["body"],
            body_kind=BodyKind(given["body_kind"]),
            members=given["members"],
            next=NextMeeting(given["held_on"], given["starts"], given["place"] or None) if given["held_on"] else None,
            police=police if given["police_name"] else None,
        )


class ChoosePassword(forms.Form):
    """The clerk's password, twice."""

    password = forms.CharField(
        label="Password",
        strip=False,
        help_text="At least 12 characters. Three or four words that do not belong together are good.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password"},
    )
    again = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Type the password again"},
    )

    def clean_password(self) -> str:
        """Long enough, and not one that everybody tries first."""
        typed = str(self.cleaned_data["password"])
        validate_password(typed)
        return typed

    def clean(self) -> dict[str, Any]:
        """The same twice."""
        given = self.cleaned_data
        if given.get("password") and given.get("again") and given["password"] != given["again"]:
            self.add_error("again", "The two passwords are not the same. Type both again")
        return given
