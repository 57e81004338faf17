"""What may be typed. Shape only: what is allowed is in the rules."""

from django import forms

from wardmote.correspondence.rules import MOST_DAYS_BEFORE, Letters


class LetterSettings(forms.Form):
    """How the town's letters go out."""

    remind_days_before = forms.IntegerField(
        label="Days before the due date",
        help_text=f"From 0 to {MOST_DAYS_BEFORE}. With 0 there is no letter before the day itself.",
        min_value=0,
        max_value=MOST_DAYS_BEFORE,
        error_messages={
            "required": f"Give a number from 0 to {MOST_DAYS_BEFORE}",
            "invalid": f"Give a number from 0 to {MOST_DAYS_BEFORE}",
            "min_value": f"Give a number from 0 to {MOST_DAYS_BEFORE}",
            "max_value": f"Give a number from 0 to {MOST_DAYS_BEFORE}",
        },
    )
    remind_weekly = forms.BooleanField(label="Remind again each week after the due date", required=False)
    monday = forms.BooleanField(
        label="Send everybody a letter on Monday",
        help_text="It says how much waits for them, and nothing confidential.",
        required=False,
    )
    sender_name = forms.CharField(
        label="Name of the sender",
        help_text="As people see it in their mail. If it is empty, it is the panel of the town.",
        max_length=60,
        required=False,
    )

    def letters(self) -> Letters:
        """What was typed, as the deed takes it."""
        told = self.cleaned_data
        return Letters(told["remind_days_before"], told["remind_weekly"], told["sender_name"], told["monday"])
