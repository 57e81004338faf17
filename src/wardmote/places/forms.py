"""What may be typed. Shape only."""

from django import forms


class CallCouncil(forms.Form):
    """What the council is called."""

    name = forms.CharField(
        max_length=80,
        label="Name of the council",
        help_text="For example, Anytown Town Council.",
        error_messages={"required": "Give the name of the council"},
    )
    telephone = forms.CharField(
        max_length=40,
        required=False,
        label="The clerk’s telephone number",
        help_text="It stands at the foot of every page. For example, 01234 567890.",
    )
