"""What may be typed in the form of the update. It has the blanks of the rules, and no others. Shape only."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from wardmote.govuk.widgets import DateBoxes
from wardmote.register.rules import Marking
from wardmote.updates.rules import Blank, BlankKind, Live, Section

LONGEST_LINE, LONGEST = 300, 4000
MOST_KEPT = 200_000  # of a draft: as much as is read of a Word file
TOO_LONG = "Write at most %(limit_value)d letters here. It is saved, and not sent."
NOT_STATED = ("", "Not stated")


def _field(blank: Blank) -> forms.Field:
    told: dict[str, Any] = {"label": blank.label, "help_text": blank.help, "required": False}
    match blank.kind:
        case BlankKind.TICK:
            return forms.BooleanField(**told)
        case BlankKind.CHOICE:
            return forms.ChoiceField(**told, choices=[NOT_STATED, *blank.choices])
        case BlankKind.NUMBER:
            wrong = {"invalid": "Give a whole number", "min_value": "Give 0 or more", "max_value": "Give at most 999"}
            return forms.IntegerField(**told, min_value=0, max_value=999, error_messages=wrong)
        case BlankKind.DAY:
            wrong = {"invalid": "Give a real day, such as 27 3 2027"}
            return forms.DateField(**told, widget=DateBoxes(), error_messages=wrong)
        case BlankKind.WORDS:
            box = forms.Textarea(attrs={"rows": 3})
            return forms.CharField(**told, max_length=LONGEST, widget=box, error_messages={"max_length": TOO_LONG})
    return forms.CharField(**told, max_length=LONGEST_LINE, error_messages={"max_length": TOO_LONG})


class FillIn(forms.Form):
    """The form. Nothing is required while it is a draft."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput())
    file = forms.FileField(
        label="The Word file, filled in",
        required=False,
        help_text="The .docx file of the letter, 5 MB at most.",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )

    def __init__(self, *args: Any, parts: Sequence[Section], **named: Any) -> None:
        super().__init__(*args, **named)
        self.blanks = [blank for part in parts for blank in part.blanks]
        self.fields |= {blank.key: _field(blank) for blank in self.blanks}

    def typed(self) -> dict[str, str]:
        """What was typed in each blank, right, wrong or too long: whoever typed it is told, and nothing is cut."""
        found: dict[str, str] = {}
        for blank in self.blanks:
            given = self[blank.key].data
            words = "on" if given is True else "" if given in (None, False) else str(given)
            found[blank.key] = words.replace("\r\n", "\n").strip()[:MOST_KEPT]
        return found


def posted(typed: dict[str, str], parts: Sequence[Section], version: int) -> QueryDict:
    """What was typed as if it had been sent, so that a form can be held to its shape."""
    data = QueryDict(mutable=True)
    data["version"] = str(version)
    for blank in (blank for part in parts for blank in part.blanks):
        words = typed.get(blank.key, "")
        if blank.kind is BlankKind.DAY:
            for name, value in DateBoxes().parts(words).items():
                data[f"{blank.key}-{name}"] = value
        elif words:
            data[blank.key] = words
    return data


class SendForm(forms.Form):
    """To whom the form goes, and what it has to say to them."""

    to_address = forms.EmailField(
        label="E-mail address of the police",
        help_text="Whoever gets the letter can fill in the form without an account.",
        error_messages={
            "required": "Give the address to which the letter goes",
            "invalid": "Give an e-mail address such as ada@anytown.example",
        },
    )
    officers = forms.CharField(
        label="Who is asked to come to the meeting",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One a line. For example, “Inspector”.",
    )
    front_door = forms.CharField(
        label="Number of the children’s front door",
        required=False,
        max_length=60,
        help_text="It stands at the head of the form, for a child at risk now.",
    )


class MarkLine(forms.Form):
    """How far a sentence may go."""

    marking = forms.ChoiceField(
        label="Who may see it",
        choices=[(m.value, m.value.capitalize()) for m in (Marking.PUBLIC, Marking.PANEL, Marking.CONFIDENTIAL)],
    )


class AnswerLive(forms.Form):
    """Whether proceedings may be live."""

    live = forms.ChoiceField(
        label="May proceedings be live?",
        choices=[(one.value, one.value.capitalize()) for one in Live if one.value],
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose one"},
    )
