"""What may be typed of a body's table. Shape only: what is allowed is in the rules."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.membership.rules import MembershipKind, RequestAnswer, Way

Choices = Sequence[tuple[str, str]]
LONGEST = 2000
TOLD = (Way.TELEPHONE, Way.PAPER, Way.MEETING)  # how somebody told the clerk


def a_day(label: str, help_text: str = "For example, 27 3 2027.", *, required: bool = False) -> forms.DateField:
    """A day in three boxes."""
    return forms.DateField(
        label=label,
        required=required,
        widget=DateBoxes(),
        help_text=help_text,
        error_messages={"invalid": "Give a real day, such as 27 3 2027"},
    )


def words(label: str, help_text: str = "", rows: int = 3, longest: int = LONGEST) -> forms.CharField:
    """Words that may stay empty: the deed says what is missing."""
    box = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=box, required=False, max_length=longest)


def ways(chosen: Sequence[Way] = TOLD) -> Choices:
    """Ways of telling, for radios."""
    return [(way.value, way.value.capitalize()) for way in chosen]


class AddMembership(forms.Form):
    """A place at the table."""

    who = forms.ChoiceField(label="Who has the place", help_text="An office, whoever holds it; or a person.")
    kind = forms.ChoiceField(
        label="As what",
        choices=[(k.value, k.value.capitalize()) for k in MembershipKind],
        widget=forms.RadioSelect(),
        initial=MembershipKind.MEMBER.value,
        help_text="A member is a councillor. Somebody who is none is co-opted.",
    )
    votes = forms.BooleanField(label="This co-opted member votes", required=False)
    why_vote = forms.CharField(label="Why a co-opted member votes, or does not", required=False, max_length=LONGEST)
    from_on = a_day("First day", required=True)
    until_on = a_day("Last day is the day before", "For example, 27 3 2027. Leave it empty if the term has no end.")
    review_on = a_day("To be looked at again on")

    def __init__(self, *args: Any, offices: Choices, people: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["who"].choices = [("", "Choose"), *offices, *people]


class ChangeMembership(forms.Form):
    """What of a place may be changed."""

    votes = forms.BooleanField(label="This co-opted member votes", required=False)
    why_vote = forms.CharField(label="Why a co-opted member votes, or does not", required=False, max_length=LONGEST)
    until_on = a_day("Last day is the day before", "For example, 27 3 2027. Leave it empty if the term has no end.")
    review_on = a_day("To be looked at again on")

    def __init__(self, *args: Any, co_opted: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        if not co_opted:
            del self.fields["votes"], self.fields["why_vote"]


class NameSubstitute(forms.Form):
    """Who stands in for a member."""

    person = forms.ChoiceField(label="Who stands in")
    meeting = forms.ChoiceField(label="At one meeting", required=False)
    from_on = a_day("Or for a time: first day")
    until_on = a_day("Last day is the day before", "For example, 27 3 2027. Leave it empty if there is no end yet.")

    def __init__(self, *args: Any, people: Choices, meetings: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["person"].choices = [("", "Choose"), *people]
        self.fields["meeting"].choices = [("", "Not for one meeting"), *meetings]


class AdoptTerms(forms.Form):
    """A version of the terms of reference."""

    text = words("Terms of reference", rows=14, longest=100_000)
    adopted_by = forms.ChoiceField(label="Adopted by")
    adopted_on = a_day("Adopted on", required=True)
    review_on = a_day("To be looked at again on")

    def __init__(self, *args: Any, bodies: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["adopted_by"].choices = bodies


class AskOfficer(forms.Form):
    """That an officer was asked to come."""

    who = forms.CharField(
        label="Who is asked to come", required=False, max_length=200, help_text="For example, the county's engineer."
    )
    why = words("Why")
    asked_on = a_day("Asked on", "For example, 27 3 2027. Leave it empty for today.")
    how = forms.ChoiceField(
        label="How they were asked", choices=ways(), widget=forms.RadioSelect(), initial=Way.TELEPHONE.value
    )


class AnswerRequest(forms.Form):
    """What an officer answered."""

    answer = forms.ChoiceField(
        label="What they answered",
        choices=[(a.value, a.value.capitalize()) for a in RequestAnswer],
        widget=forms.RadioSelect(),
    )
    words = forms.CharField(label="Whom they send, or what they said", required=False, max_length=LONGEST)
    answered_on = a_day("Answered on", "For example, 27 3 2027. Leave it empty for today.")
