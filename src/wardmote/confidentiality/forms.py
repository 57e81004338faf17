"""What may be typed. Shape only."""

from django import forms

from wardmote.confidentiality.rules import RENEWAL_DAYS
from wardmote.govuk.widgets import DateBoxes

NO_TEXT = "This page did not say which text it showed. Nothing was saved. Open it again."


def which_was_shown(*, required: bool = True) -> forms.UUIDField:
    """The agreement that stood on the page: it goes with the form, so that no other is meant."""
    messages = {"required": NO_TEXT, "invalid": NO_TEXT}
    return forms.UUIDField(required=required, widget=forms.HiddenInput(), error_messages=messages)


class Sign(forms.Form):
    """One's own name, typed below the text."""

    shown = which_was_shown()
    name = forms.CharField(
        max_length=120, label="Your full name", error_messages={"required": "Type your full name to sign"}
    )


class ChangeAgreement(forms.Form):
    """The text to sign, and for how long a signature holds."""

    shown = which_was_shown(required=False)  # none stands on the page before the first
    text = forms.CharField(
        label="Text of the agreement",
        max_length=20_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18}),
        error_messages={"required": "Type the agreement"},
    )
    renewal_days = forms.IntegerField(
        label="Days for which a signature holds",
        min_value=RENEWAL_DAYS[0],
        max_value=RENEWAL_DAYS[-1],
        help_text="365 is one year. A signature that was given keeps its own last day.",
        error_messages={
            "min_value": "Give at least 30 days",
            "max_value": "Give at most 1096 days",
            "invalid": "Give a whole number of days, such as 365",
            "required": "Give the number of days, such as 365",
        },
    )

    def clean_text(self) -> str:
        """Browsers send line ends of their own."""
        return self.cleaned_data["text"].replace("\r\n", "\n").strip()


class NoteSignature(forms.Form):
    """The day on the paper."""

    shown = which_was_shown()
    signed_on = forms.DateField(
        label="Which day stands beside the signature?",
        widget=DateBoxes(),
        help_text="For example, 27 3 2027.",
        error_messages={
            "invalid": "Give a real day, such as 27 3 2027",
            "required": "Give the day on the paper, such as 27 3 2027",
        },
    )
