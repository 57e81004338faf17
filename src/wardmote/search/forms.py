"""The shape of a search as it is typed."""

from typing import Any
from uuid import UUID

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.search.rules import NOTHING_TYPED, Asked, Kind, NothingWanted, Sort, clause_of

LONGEST = 200


class SearchFor(forms.Form):
    """Words, and what narrows them. The bodies are given by the view."""

    q = forms.CharField(
        label="Words",
        max_length=LONGEST,
        required=False,
        help_text="Put a phrase in quotation marks. A minus before a word leaves out what has it.",
        error_messages={"max_length": "Type no more than 200 letters. Nothing was looked for."},
    )
    kinds = forms.MultipleChoiceField(
        label="Only these",
        required=False,
        choices=[(kind.value, kind.value.capitalize()) for kind in Kind],
        widget=forms.CheckboxSelectMultiple,
    )
    body = forms.ChoiceField(label="Body", required=False)
    from_on = forms.DateField(
        label="From", required=False, widget=DateBoxes, error_messages={"invalid": "Type a day such as 1 5 2022."}
    )
    until_on = forms.DateField(
        label="Up to", required=False, widget=DateBoxes, error_messages={"invalid": "Type a day such as 31 12 2022."}
    )
    sort = forms.ChoiceField(
        label="In order of",
        required=False,
        initial=Sort.DATE.value,
        choices=[(Sort.DATE.value, "Date, newest first"), (Sort.RELEVANCE.value, "Relevance")],
        widget=forms.RadioSelect,
    )

    def __init__(self, *given: Any, bodies: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["body"].choices = [("", "Every body"), *bodies]

    def clean_q(self) -> str:
        typed: str = self.cleaned_data["q"].strip()
        if not typed:
            raise forms.ValidationError(NOTHING_TYPED)
        try:
            clause_of(typed)
        except NothingWanted as nothing:
            raise forms.ValidationError(str(nothing)) from nothing
        return typed

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("from_on"), told.get("until_on")
        if first and last and first > last:
            self.add_error("until_on", "The last day is before the first. Change one of the two.")
        return told

    def asked(self) -> Asked:
        """The search that was typed."""
        told = self.cleaned_data
        return Asked(
            words=told["q"],
            kinds=frozenset(Kind(kind) for kind in told["kinds"]),
            body=UUID(told["body"]) if told["body"] else None,
            from_on=told["from_on"],
            until_on=told["until_on"],
            sort=Sort(told["sort"] or Sort.DATE.value),
        )
