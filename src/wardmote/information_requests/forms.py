"""What may be typed. Shape only: what is allowed is in the rules."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.information_requests.rules import CameBy, Exempt, Outcome, PoliceAnswer, RequestKind, wanted

REAL_DAY = {"invalid": "Give a real day, such as 28 10 2026", "required": "Give the day"}
WAYS = [(way.value, way.value.capitalize()) for way in CameBy]
OUTCOMES = [(outcome.value, outcome.value.capitalize()) for outcome in Outcome]
SAYS = [("yes", "I agree"), ("no", "It should be decided again")]
KINDS = [(kind.value, kind.value.capitalize()) for kind in RequestKind]


def day(label: str, help_text: str = "For example, 28 10 2026.") -> forms.DateField:
    """A day in three boxes."""
    return forms.DateField(widget=DateBoxes(), label=label, help_text=help_text, error_messages=REAL_DAY)


def words(label: str, *, rows: int = 3, required: bool = True, help_text: str = "") -> forms.CharField:
    """Some sentences."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(max_length=4000, label=label, widget=area, required=required, help_text=help_text)


def one_of(label: str, choices: Sequence[tuple[str, str]], missing: str, **more: Any) -> forms.ChoiceField:
    """One of a few."""
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": missing}, **more
    )


def set_choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    """The choices of a field that only the record knows."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


class OneOfSeveral(forms.Form):
    """One of the forms of a page: two fields there must not have one id."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{type(self).__name__.lower()}_%s", **kwargs)


class NoteRequest(forms.Form):
    """What came in."""

    kind = one_of("Kind of request", KINDS, "Choose the kind of request")
    asked_by = forms.CharField(max_length=200, label="Who asks", help_text="Name, and where to answer.")
    received_on = day("Received on")
    came_by = one_of("How it came", WAYS, "Choose how it came")
    asked = words("What is asked", rows=6, help_text="As it was written.")


class NameReviewer(OneOfSeveral):
    """The second person."""

    person = forms.ChoiceField(label="Reviewer", error_messages={"required": "Choose the reviewer"})

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "person", [("", "Choose somebody"), *people])


class LookFor(OneOfSeveral):
    """What the record is looked through for."""

    words = words(
        "Words to look for",
        required=False,
        help_text="One or several words on a line. Each line is looked for by itself, at the beginning of words.",
    )
    person = forms.ChoiceField(label="Person of the record", required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_choices(self, "person", [("", "Nobody"), *people])

    def clean_words(self) -> tuple[str, ...]:
        """One for each line."""
        return wanted(self.cleaned_data["words"])


class Extend(OneOfSeveral):
    """That whoever asked was told that it takes longer."""

    told_on = day("They were told on")
    why = words("The reason they were given")


class Decide(OneOfSeveral):
    """What becomes of a find. Nothing is chosen beforehand."""

    outcome = one_of("What becomes of it", OUTCOMES, "Choose what becomes of it")
    phrases = words(
        "Words to black out",
        required=False,
        help_text="One or several words on a line, as they stand there. Each is blacked out wherever it stands.",
    )
    exemption = forms.ChoiceField(label="Exemption", required=False, help_text="For what is blacked out or withheld.")
    why = words("Why it applies", required=False, rows=2, help_text="The answer says this. Leave out what is withheld.")
    public_interest = words(
        "The public interest",
        required=False,
        rows=2,
        help_text="For a qualified exemption: why withholding outweighs disclosing.",
    )

    def __init__(self, *args: Any, exemptions: Sequence[Exempt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = [(one.cited, f"{one.cited}{', qualified' if one.qualified else ''}") for one in exemptions]
        set_choices(self, "exemption", [("", "None"), *told])

    def clean_phrases(self) -> tuple[str, ...]:
        """One for each line."""
        return wanted(self.cleaned_data["phrases"])


class NotePolice(OneOfSeveral):
    """That the police were asked, and what they said."""

    asked_on = day("They were asked on")
    answer = one_of(
        "Their answer",
        [("", "None yet"), *((a.value, a.value.capitalize()) for a in PoliceAnswer)],
        "Choose their answer",
        required=False,
    )
    words = words("What they said", required=False, rows=2)


class Review(OneOfSeveral):
    """What a second person says of a decision."""

    agree = one_of("What do you say of it?", SAYS, "Choose what you say of it")
    words = words("What should be different", required=False, rows=2)


class Send(OneOfSeveral):
    """That an answer went out."""

    sent_on = day("Sent on")
    sent_by = one_of("How", WAYS, "Choose how it was sent")


class AddExemption(forms.Form):
    """An exemption for the list."""

    kind = one_of("For which requests", KINDS, "Choose for which requests")
    code = forms.CharField(max_length=60, label="Where it stands", help_text="Such as section 36.")
    name = forms.CharField(max_length=120, label="Name")
    qualified = forms.BooleanField(required=False, label="Qualified: the public interest has to be weighed")
    source = forms.CharField(max_length=300, label="Source", help_text="The act, and where you read it.")
    checked_on = day("Checked on")
