"""What may be typed in the room. Shape only: what is allowed is in the rules."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.govuk.words import time_typed
from wardmote.sittings.rules.deciding import Manner, Motion, Vote
from wardmote.sittings.rules.sitting import OFFERED, ApologyAnswer, EntryKind, Outcome

Named = Iterable[tuple[UUID, str]]
NOBODY = ("", "Not stated")


def _choices(people: Named) -> list[tuple[str, str]]:
    return [(str(who), name) for who, name in people]


class OpenSitting(forms.Form):
    """Who is there as the meeting opens, and who is in the chair."""

    here = forms.MultipleChoiceField(
        required=False, label="Who is here", help_text="Tick more as they come.", widget=forms.CheckboxSelectMultiple
    )
    chair = forms.ChoiceField(required=False, label="In the chair")

    def __init__(self, *given: Any, people: Named, voters: Named, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["here"].choices = _choices(people)
        self.fields["chair"].choices = [("", "Not decided yet"), *_choices(voters)]

    def clean(self) -> dict[str, Any]:
        """Whoever is in the chair is there."""
        kept: dict[str, Any] = super().clean() or {}
        kept["here"] = [UUID(one) for one in kept.get("here", [])]
        kept["chair"] = UUID(kept["chair"]) if kept.get("chair") else None
        if kept["chair"] and kept["chair"] not in kept["here"]:
            kept["here"].append(kept["chair"])
        return kept


class SaveEntry(forms.Form):
    """One save of one entry, with the ids that were made where it was typed."""

    entry = forms.UUIDField()
    item = forms.UUIDField()
    change = forms.UUIDField()
    version = forms.IntegerField(required=False, min_value=0)
    kind = forms.ChoiceField(choices=[(k.value, k.value) for k in EntryKind])
    text = forms.CharField(required=False, strip=False)
    said_by = forms.CharField(required=False, max_length=120)
    chosen = forms.ChoiceField(required=False, choices=[("", ""), *((m.value, m.value) for m in OFFERED)])
    matter = forms.CharField(required=False, max_length=36)
    sent = forms.CharField(required=False, max_length=4000)

    def clean_sent(self) -> frozenset[UUID]:
        """The changes that the sender made before and was not told of."""
        try:
            return frozenset(UUID(one) for one in self.cleaned_data["sent"].split())
        except ValueError:
            raise forms.ValidationError("This is no list of ids") from None

    def clean_matter(self) -> UUID | str | None:
        """A matter; an empty string for none; nothing where the form did not ask."""
        typed = self.cleaned_data["matter"]
        if typed in {"", "none"}:
            return "" if typed else None
        try:
            return UUID(typed)
        except ValueError:
            raise forms.ValidationError("This is no matter") from None


class SomebodyCame(forms.Form):
    """Somebody who is not on the list, or an apology."""

    name = forms.CharField(max_length=120, required=False, label="Name")
    reason = forms.CharField(max_length=300, required=False, label="Reason")
    answer = forms.ChoiceField(
        required=False, label="The meeting", choices=[(one.value, one.value.capitalize()) for one in ApologyAnswer]
    )


class DeclareInterest(forms.Form):
    """Who declared an interest, in what, and what they do."""

    who = forms.UUIDField(error_messages={"required": "Say who declares it"})
    outcome = forms.ChoiceField(choices=[(one.value, one.value) for one in Outcome])
    matter = forms.UUIDField(required=False)


class Decide(forms.Form):
    """Who moved it, who seconded it, and how it was decided."""

    mover = forms.ChoiceField(required=False, label="Moved by")
    seconder = forms.ChoiceField(required=False, label="Seconded by")
    manner = forms.ChoiceField(
        label="How it was decided",
        choices=[
            (Manner.AGREED.value, "Agreed without a vote"),
            (Manner.HANDS.value, "Show of hands"),
            (Manner.RECORDED.value, "Recorded vote, because somebody asked before the vote"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how it was decided"},
    )
    hands_for = forms.IntegerField(required=False, min_value=0, label="For")
    hands_against = forms.IntegerField(required=False, min_value=0, label="Against")
    hands_abstained = forms.IntegerField(required=False, min_value=0, label="Abstained")
    casting = forms.ChoiceField(
        required=False,
        label="Casting vote of the chair, at a tie",
        choices=[("", "None"), (Vote.FOR.value, "For"), (Vote.AGAINST.value, "Against")],
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, people: Named, **named: Any) -> None:
        super().__init__(*given, **named)
        self.people = list(people)
        for one in ("mover", "seconder"):
            self.fields[one].choices = [NOBODY, *_choices(self.people)]
        votes = [("", "Did not vote"), *((vote.value, vote.value.capitalize()) for vote in Vote)]
        for who, name in self.people:
            self.fields[f"vote_{who}"] = forms.ChoiceField(required=False, label=name, choices=votes)

    @property
    def votes(self) -> list[forms.BoundField]:
        """The fields of a recorded vote."""
        return [self[f"vote_{who}"] for who, _ in self.people]

    @property
    def motion(self) -> Motion:
        """What was typed, as it is counted."""
        told = self.cleaned_data
        said = {who: Vote(told[f"vote_{who}"]) for who, _ in self.people if told.get(f"vote_{who}")}
        manner = Manner(told["manner"])
        hands = (told["hands_for"] or 0, told["hands_against"] or 0, told["hands_abstained"] or 0)
        return Motion(
            mover=UUID(told["mover"]) if told["mover"] else None,
            seconder=UUID(told["seconder"]) if told["seconder"] else None,
            manner=manner,
            hands=hands if manner is Manner.HANDS else (0, 0, 0),
            votes=said if manner is Manner.RECORDED else {},
            casting=Vote(told["casting"]) if told["casting"] else None,
        )


class Adjourn(forms.Form):
    """What remains, and the day on which it is taken up."""

    remaining = forms.MultipleChoiceField(
        label="Items that remain",
        help_text="They alone stand on the agenda of the new day.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the items that remain"},
    )
    held_on = forms.DateField(
        widget=DateBoxes(),
        label="New day",
        help_text="For example, 9 12 2026.",
        error_messages={"invalid": "Give a real day, such as 9 12 2026", "required": "Give the new day"},
    )
    starts = forms.CharField(required=False, label="Time", help_text="For example, 10:15 or 2pm.")
    place = forms.CharField(max_length=120, required=False, label="Place")

    def __init__(self, *given: Any, items: Named, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["remaining"].choices = _choices(items)

    def clean_starts(self) -> Any:
        """A time of day as people write it."""
        typed = self.cleaned_data["starts"]
        try:
            return time_typed(typed) if typed else None
        except ValueError:
            raise forms.ValidationError("Give a time such as 10:15 or 2pm") from None
