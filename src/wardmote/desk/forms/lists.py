"""The file of a list."""

from django import forms


class ListFile(forms.Form):
    """A list of members or of past meetings."""

    file = forms.FileField(
        label="The list, as CSV",
        help_text="In Excel choose Save As, then CSV UTF-8. At most 1 MB and 2,000 lines.",
        error_messages={
            "required": "Choose the file",
            "empty": "This file is empty. Nothing was stored.",
        },
    )
