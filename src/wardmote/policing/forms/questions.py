"""What may be typed of questions to the police. Shape only."""

from typing import Any

from django import forms

from wardmote.actions.rules import How
from wardmote.register.rules import Marking

LONGEST = 4000


def how_told() -> forms.ChoiceField:
    """In what way somebody told the clerk."""
    ways = [(how.value, how.value.capitalize()) for how in How if how is not How.PAGE]
    return forms.ChoiceField(label="How they told you", choices=[("", "Nobody told me"), *ways], required=False)


class ToldToClerk(forms.Form):
    """A form that the clerk may fill in for somebody; nobody else is asked how they were told."""

    def __init__(self, *args: Any, clerk: bool = False, **named: Any) -> None:
        super().__init__(*args, **named)
        if not clerk:
            del self.fields["how"]

    def way(self) -> How:
        """How it was told, as the deed takes it."""
        return How(self.cleaned_data.pop("how", "") or How.PAGE)


class AskPolice(ToldToClerk):
    """A question of the council."""

    subject = forms.CharField(
        label="What it is about",
        max_length=120,
        help_text="A few words. For example, “Speed checks in Mill Street”.",
        error_messages={"required": "Say in a few words what it is about"},
    )
    words = forms.CharField(
        label="The question",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Type what is asked"},
    )
    on_behalf_of = forms.CharField(
        label="For whom you ask", max_length=120, required=False, help_text="If somebody asked you to."
    )
    how = how_told()
    marking = forms.ChoiceField(
        label="Who may see it",
        choices=[
            (Marking.PANEL.value, "The panel"),
            (Marking.CONFIDENTIAL.value, "Only members who have signed the agreement"),
        ],
        widget=forms.RadioSelect(),
        initial=Marking.PANEL.value,
    )


class AnswerIt(ToldToClerk):
    """The answer of the police."""

    words = forms.CharField(
        label="The answer",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Type what was answered"},
    )
    said_by = forms.CharField(
        label="Who of the police said it",
        max_length=120,
        required=False,
        help_text="For example, “Sgt Moss”.",
    )
    how = how_told()


class MarkReply(forms.Form):
    """How far a reply may go."""

    marking = forms.ChoiceField(
        label="Who may see it",
        choices=[(m.value, m.value.capitalize()) for m in (Marking.PUBLIC, Marking.PANEL, Marking.CONFIDENTIAL)],
    )
