"""What may be typed. Shape only."""

from django import forms


class Sign(forms.Form):
    """One's own name, typed below the text."""

    name = forms.CharField(
        max_length=120, label="Your full name", error_messages={"required": "Type your full name to sign"}
    )
