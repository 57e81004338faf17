"""What may be typed. Shape only: what is allowed is in the rules."""

from typing import Any

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.law.rules import BodyKind, DayKind, Nation, Powers, Question, Quorum, Rules, Voters

REAL_DAY = {"invalid": "Give a real day, such as 1 5 2027", "required": "Give the day"}
YEARS = range(1974, 2101)


class NewRules(forms.Form):
    """What holds for a kind of body from a day on."""

    in_force_from = forms.DateField(
        widget=DateBoxes(),
        label="In force from",
        help_text="For example, 1 5 2027. For the days before, the older rules hold.",
        error_messages=REAL_DAY,
    )
    in_force_to = forms.DateField(
        widget=DateBoxes(),
        required=False,
        label="Last day",
        help_text="Leave it empty unless the law ends on a day.",
        error_messages=REAL_DAY,
    )
    clear_days = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=30,
        label="Clear days of notice",
        help_text="Leave it empty if no notice is asked for.",
    )
    needs_summons = forms.BooleanField(required=False, label="Members are called by a signed summons")
    quorum_least = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=99,
        label="Quorum: never fewer than",
        help_text="Leave it empty if the terms of reference of each body say the quorum.",
    )
    quorum_part = forms.IntegerField(
        required=False, min_value=1, max_value=99, label="Quorum: so many", help_text="For one third, 1 of 3."
    )
    quorum_of = forms.IntegerField(required=False, min_value=1, max_value=99, label="of every so many members")
    voters = forms.ChoiceField(
        label="Who votes",
        choices=[(v.value, v.value.capitalize()) for v in Voters],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who votes"},
    )
    public_may_attend = forms.BooleanField(required=False, label="The public may attend")
    powers = forms.ChoiceField(
        label="What it may do",
        choices=[(p.value, p.value.capitalize()) for p in Powers],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it may do"},
    )
    counts_for_s85 = forms.BooleanField(required=False, label="Attendance there counts for the six-month rule")
    source = forms.CharField(
        max_length=500,
        label="Source",
        help_text="The Act and section, or the page on which you read it.",
        error_messages={"required": "Say where you read it"},
    )
    checked_on = forms.DateField(
        widget=DateBoxes(), label="Day on which you checked the source", error_messages=REAL_DAY
    )
    said_by_source = forms.MultipleChoiceField(
        required=False,
        label="What the source says",
        help_text="Tick only what you read there. The rest is shown as usual practice, not as law.",
        choices=[(q.value, q.value.capitalize()) for q in Question],
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self) -> dict[str, Any]:
        """A part of the members needs both its figures, and a least number."""
        kept: dict[str, Any] = super().clean() or {}
        given = [kept.get(name) is not None for name in ("quorum_part", "quorum_of")]
        if any(given) and not (all(given) and kept.get("quorum_least")):
            self.add_error("quorum_least", "Give all three figures of the quorum, or only this one")
        return kept

    def rules(self, kind: BodyKind) -> Rules:
        """What was typed, as rules of England."""
        kept = self.cleaned_data
        least = kept["quorum_least"]
        same = ("clear_days", "needs_summons", "public_may_attend", "counts_for_s85", "source", "checked_on")
        return Rules(
            nation=Nation.ENGLAND,
            kind=kind,
            quorum=Quorum(kept["quorum_part"], kept["quorum_of"], least) if least else None,
            voters=Voters(kept["voters"]),
            powers=Powers(kept["powers"]),
            said_by_source=frozenset(map(Question, kept["said_by_source"])),
            in_force_from=kept["in_force_from"],
            in_force_to=kept["in_force_to"],
            **{name: kept[name] for name in same},
        )

    @staticmethod
    def as_typed(rules: Rules) -> dict[str, Any]:
        """The rules in force, to be changed: what must be read anew is left empty."""
        quorum = rules.quorum
        return {
            "clear_days": rules.clear_days,
            "needs_summons": rules.needs_summons,
            "quorum_least": quorum.least if quorum else None,
            "quorum_part": quorum.part if quorum else None,
            "quorum_of": quorum.of if quorum else None,
            "voters": rules.voters.value,
            "public_may_attend": rules.public_may_attend,
            "powers": rules.powers.value,
            "counts_for_s85": rules.counts_for_s85,
        }


class NewDay(forms.Form):
    """A day that is no clear day."""

    day = forms.DateField(widget=DateBoxes(), label="Day", help_text="For example, 19 9 2022.", error_messages=REAL_DAY)
    name = forms.CharField(
        max_length=120,
        label="What it is",
        help_text="For example, day of mourning.",
        error_messages={"required": "Say what day it is"},
    )
    kind = forms.ChoiceField(
        label="Kind",
        choices=[(k.value, k.value.capitalize()) for k in (DayKind.MOURNING, DayKind.BANK_HOLIDAY, DayKind.ADDED)],
        initial=DayKind.MOURNING.value,
        widget=forms.RadioSelect,
    )

    def clean_day(self) -> Any:
        """Of a year that the calendar knows."""
        day = self.cleaned_data["day"]
        if day.year not in YEARS:
            raise forms.ValidationError("Give a day between 1974 and 2100")
        return day
