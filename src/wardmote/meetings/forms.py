"""What may be typed. Shape only: what is allowed is in the rules."""

from datetime import time
from typing import Any

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.govuk.words import time_typed
from wardmote.law.rules import BodyKind
from wardmote.minutes.rules import AdoptedBy
from wardmote.register.rules import Marking, strictest

REAL_DAY = {"invalid": "Give a real day, such as 28 10 2026", "required": "Give the day of the meeting"}


MOST_FILES = 20  # each takes about a second


class SeveralFiles(forms.FileField):
    """One file or more, as a list."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The files, each of which is sound."""
        if len(data or ()) > MOST_FILES:
            raise forms.ValidationError(
                f"Choose up to {MOST_FILES} files at a time. Nothing was stored. A folder is taken by: wardmote take"
            )
        return [super(SeveralFiles, self).clean(one, initial) for one in data or [None]]


class ChosenFiles(forms.FileInput):
    """Where files are chosen."""

    allow_multiple_selected = True


class TakeNotes(forms.Form):
    """The file, or old notes in several, and what one may not say itself."""

    file = SeveralFiles(
        label="The notes as they were typed",
        help_text="A Word, PDF or text file of up to 20 MB, or up to 20 files of old notes at once. "
        "They are kept unchanged and encrypted.",
        widget=ChosenFiles(attrs={"multiple": True}),
        error_messages={"required": "Choose the file of the notes", "empty": "This file is empty. Nothing was stored."},
    )
    body_name = forms.CharField(
        max_length=120, required=False, label="Which body met", help_text="Only if the notes do not say."
    )
    held_on = forms.DateField(
        required=False,
        widget=DateBoxes(),
        label="Day of the meeting",
        help_text="Only if the notes do not say. For example, 28 10 2026.",
        error_messages=REAL_DAY,
    )


class TimeAsTyped(forms.CharField):
    """A time of day as people write it: 2pm, 10.15am, 10:15, 14.00."""

    def clean(self, value: Any) -> time | None:
        """The time, or none if nothing was typed."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return time_typed(typed)
        except ValueError:
            raise forms.ValidationError("Give a time such as 10:15 or 2pm") from None


class PlanMeeting(forms.Form):
    """The day of a meeting; time and place if they are known."""

    held_on = forms.DateField(
        widget=DateBoxes(), label="Day", help_text="For example, 11 12 2026.", error_messages=REAL_DAY
    )
    starts = TimeAsTyped(required=False, label="Time", help_text="For example, 10:15 or 2pm.")
    place = forms.CharField(max_length=120, required=False, label="Place")
    as_usual = forms.BooleanField(required=False)

    def __init__(self, *given: Any, usual: dict[str, Any], **named: Any) -> None:
        super().__init__(*given, **named)
        self.usual = usual
        if usual:
            self.fields["as_usual"].label = f"As usual: {usual['words']}"
        else:
            del self.fields["as_usual"]

    def clean(self) -> dict[str, Any]:
        """What is usual stands where somebody said so and typed nothing else."""
        kept: dict[str, Any] = super().clean() or {}
        if kept.get("as_usual"):
            for name in ("starts", "place"):
                kept[name] = kept.get(name) or self.usual[name]
        return kept


class GiveBack(forms.Form):
    """An agenda that comes back."""

    file = forms.FileField(
        label="The agenda as you changed it",
        help_text="The Word file (.docx). You see each difference before anything is stored.",
        error_messages={
            "required": "Choose the file of the agenda",
            "empty": "This file is empty. Nothing was stored.",
        },
    )


class NameItem(forms.Form):
    """What an item of the standing order is called."""

    title = forms.CharField(max_length=120, label="Name", error_messages={"required": "Give the item a name"})

    def clean_title(self) -> str:
        """Without stray spaces."""
        return " ".join(self.cleaned_data["title"].split())


class NameBody(forms.Form):
    """The name of the body, and what it may do."""

    name = forms.CharField(
        max_length=120,
        label="Name of the body",
        help_text="As the notes write it. Notes that name another body start another one.",
        error_messages={"required": "Give the body's name"},
    )
    kind = forms.ChoiceField(
        label="What kind of body it is",
        choices=[(kind.value, kind.words) for kind in BodyKind],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of body"},
    )

    def clean_name(self) -> str:
        """Without stray spaces."""
        return " ".join(self.cleaned_data["name"].split())


class BodyPowers(forms.Form):
    """What is a body's own, beside what holds for its kind."""

    quorum = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=99,
        label="Quorum by its terms of reference",
        help_text="How many members. Leave it empty if the rules of its kind say it.",
    )
    delegated = forms.CharField(
        max_length=2000,
        required=False,
        label="What is delegated to it",
        help_text="For a committee: as resolved, with the minute. With nothing delegated it can only recommend.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    counts = forms.ChoiceField(
        required=False,
        label="Does attendance there count for the six-month rule?",
        help_text="Section 85 of the Local Government Act 1972 names bodies appointed to advise the authority.",
        choices=[("kind", "As for its kind"), ("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(max_length=500, required=False, label="Why it counts, or does not")

    @property
    def counts_for_s85(self) -> bool | None:
        """What was chosen; none leaves it to the kind."""
        return {"yes": True, "no": False}.get(self.cleaned_data["counts"])


class UsualTimes(forms.Form):
    """When and where the body usually meets."""

    starts = TimeAsTyped(required=False, label="Usual time", help_text="For example, 10:15 or 2pm.")
    place = forms.CharField(max_length=120, required=False, label="Usual place")


class Mark(forms.Form):
    """How far a paragraph may go."""

    marking = forms.ChoiceField(
        label="How far it may go",
        choices=[
            (Marking.PUBLIC.value, "Public: anybody may read it"),
            (Marking.PANEL.value, "Panel: members and officers"),
            (Marking.CONFIDENTIAL.value, "Confidential: those who have signed the agreement"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it may go"},
    )

    def offer_from(self, lowest: str) -> None:
        """Offer no marking below this one. What was sent is judged by the deed, which says why not."""
        field = self.fields["marking"]
        field.choices = [(key, words) for key, words in field.choices if strictest(key, lowest) == key]


class Adopt(forms.Form):
    """Who adopted a recommendation to spend."""

    how = forms.ChoiceField(
        label="How it was adopted",
        choices=[
            (AdoptedBy.RESOLUTION.value, "By a resolution of the council or a committee"),
            (AdoptedBy.DELEGATION.value, "By an officer, under a delegation"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how it was adopted"},
    )
    who = forms.CharField(
        max_length=120,
        label="Which body, or which officer",
        help_text="For example, Town Council, or the Town Clerk.",
        error_messages={"required": "Say who adopted it"},
    )
    adopted_on = forms.DateField(
        widget=DateBoxes(), label="Day", help_text="For example, 3 11 2026.", error_messages=REAL_DAY
    )
    told_in = forms.CharField(
        max_length=200,
        label="Minute reference, or the delegation",
        help_text="For example, minute 45/26, or financial regulation 4.1.",
        error_messages={"required": "Say where it stands"},
    )


class MakePack(forms.Form):
    """In which form a pack is wanted."""

    form = forms.ChoiceField(
        label="Make the pack as",
        choices=[("pdf", "PDF, to print or read"), ("large", "PDF in large print (18 point)"), ("docx", "Word")],
        initial="pdf",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a form"},
    )
