"""What may be typed of proposals. Shape only: what is allowed is in the rules."""

from collections.abc import Sequence
from typing import Any

from django import forms

from wardmote.govuk.widgets import DateBoxes
from wardmote.proposals.reads import SHOWS, SORTS, Wanted
from wardmote.proposals.rules import CHASE_DAYS, Became, How
from wardmote.register.rules import Marking

Choices = Sequence[tuple[str, str]]
LONGEST = 2000
TODAY = "For example, 27 3 2027. Leave it empty for today."
MARKINGS = (Marking.PUBLIC, Marking.PANEL, Marking.CONFIDENTIAL)


def a_day(label: str, help_text: str = TODAY, *, required: bool = False) -> forms.DateField:
    """A day in three boxes."""
    return forms.DateField(
        label=label,
        required=required,
        widget=DateBoxes(),
        help_text=help_text,
        error_messages={"invalid": "Give a real day, such as 27 3 2027"},
    )


def a_line(label: str, help_text: str = "", *, need: str = "") -> forms.CharField:
    """A line that may stay empty, unless `need` says what is missing then."""
    return forms.CharField(
        label=label, help_text=help_text, required=bool(need), max_length=200, error_messages={"required": need}
    )


def words(label: str, help_text: str = "", *, need: str = "") -> forms.CharField:
    """Words that may stay empty, unless `need` says what is missing then."""
    box = forms.Textarea(attrs={"rows": 3})
    told = {"required": need}
    return forms.CharField(
        label=label, help_text=help_text, widget=box, required=bool(need), max_length=LONGEST, error_messages=told
    )


def ways(*chosen: How) -> forms.ChoiceField:
    """How something reached the clerk."""
    choices = [(how.value, how.value.capitalize()) for how in chosen]
    return forms.ChoiceField(label="How", choices=choices, widget=forms.RadioSelect(), initial=choices[0][0])


def choose(label: str, help_text: str = "") -> forms.ChoiceField:
    """One of what the page offers, or none."""
    return forms.ChoiceField(label=label, help_text=help_text, required=False)


class Ask(forms.Form):
    """To which body a proposal is put, by whom, and when an answer is expected."""

    to_body = choose("To which body")
    outside = a_line("Or another body, in words", "For example, National Highways.")
    asked_of = a_line("Of whom there", "For example, the chair.")
    asked_by = a_line("Asked by whom", "For example, the Mayor.")
    meeting = choose("At which meeting")
    asked_on = a_day("Asked on", "For example, 27 3 2027. Empty: the day of that meeting, else today.")
    answer_by = a_day("An answer is expected by", "For example, 27 3 2027. Leave it empty if nobody has said.")
    chase_days = forms.IntegerField(
        label="Ask again after how many days",
        help_text="Counted from that body’s next meeting, if it is known, and from each time it was asked.",
        initial=CHASE_DAYS,
        error_messages={"invalid": "Give a number of days, such as 14"},
    )
    email = forms.EmailField(
        label="E-mail of that body’s clerk",
        help_text="If it is known, letters go by themselves. Else you are reminded to ring.",
        required=False,
        error_messages={"invalid": "Give a whole address, such as clerk@council.example"},
    )

    def __init__(self, *args: Any, bodies: Choices, meetings: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["to_body"].choices = [("", "Not in this record"), *bodies]
        self.fields["meeting"].choices = [("", "At none, or not stated"), *meetings]


class Propose(Ask):
    """A proposal, and to whom it is put first."""

    what = words("What is proposed", "In one sentence, as the other body will read it.", need="Say what is proposed")
    from_body = forms.ChoiceField(label="Which body proposes it")
    marking = forms.ChoiceField(
        label="Who may see it",
        choices=[(m.value, m.value.capitalize()) for m in MARKINGS],
        widget=forms.RadioSelect(),
        initial=Marking.PANEL.value,
    )
    field_order = ("what", "from_body", "to_body", "outside")

    def __init__(self, *args: Any, bodies: Choices, meetings: Choices, **named: Any) -> None:
        super().__init__(*args, bodies=bodies, meetings=meetings, **named)
        self.fields["from_body"].choices = bodies


class Saying(forms.Form):
    """Who says something of a proposal, and when."""

    said_by = a_line(
        "Which body or post says it", "For example, the county council.", need="Say which body or post says it"
    )
    words = words("What they say", need="Say what they say")
    meeting = choose("At which meeting")
    said_on = a_day("Said on", "For example, 27 3 2027. Empty: the day of that meeting, else today.")
    how = ways(How.MEETING, How.WRITING, How.PAPER, How.TELEPHONE)

    def __init__(self, *args: Any, meetings: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["meeting"].choices = [("", "At none, or not stated"), *meetings]


class SayClaim(Saying):
    """A claim."""

    at_odds_with = forms.MultipleChoiceField(
        label="At odds with",
        help_text="Both then stand side by side as disputed, until you record what settled it.",
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, *args: Any, claims: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["at_odds_with"].choices = claims
        if not claims:
            del self.fields["at_odds_with"]


class Expect(Saying):
    """What should come about, and when it is looked at again."""

    look_on = a_day(
        "Look at it again on", "For example, 27 3 2027. From that day it stands on each agenda.", required=True
    )
    field_order = ("said_by", "words", "look_on")


class AtOdds(forms.Form):
    """Two claims that cannot both be true."""

    claim = choose("One claim")
    against = choose("The other")

    def __init__(self, *args: Any, claims: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        for name in ("claim", "against"):
            self.fields[name].choices = claims


class Settle(forms.Form):
    """What settled two claims at odds."""

    words = words("What settled it", need="Say what settled it")
    said_by = a_line("Who says so")
    said_on = a_day("On which day")


class BecameWhat(forms.Form):
    """What became of an expectation."""

    became = forms.ChoiceField(
        label="What became of it",
        choices=[(b.value, b.value.capitalize()) for b in Became],
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose what became of it"},
    )
    look_on = a_day("If it was moved: its new day", "For example, 27 3 2027.")
    said_by = a_line("Who says so", "If it was moved, this is needed.")
    words = words("Anything to note")
    meeting = choose("At which meeting")
    said_on = a_day("Said on", "For example, 27 3 2027. Empty: the day of that meeting, else today.")

    def __init__(self, *args: Any, meetings: Choices, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["meeting"].choices = [("", "At none, or not stated"), *meetings]


class Chase(forms.Form):
    """That a body was asked again. Nothing of it needs to be typed."""

    how = ways(How.TELEPHONE, How.WRITING, How.PAPER, How.MEETING)
    words = words("What was said")
    chased_on = a_day("When")


class Answer(forms.Form):
    """What a body answered."""

    decision = choose("A decision of that body", "From the notes of its meetings since it was asked.")
    words = words("Or the answer in words")
    said_by = a_line("Who says it", "Leave it empty if it is the body itself.")
    said_on = a_day("When", "For example, 27 3 2027. Leave it empty for today; a decision has its own day.")
    how = ways(How.WRITING, How.PAPER, How.TELEPHONE, How.MEETING)
    adopts = forms.BooleanField(label="With this the body adopts the recommendation to spend", required=False)

    def __init__(self, *args: Any, decisions: Choices, spends: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["decision"].choices = [("", "None of these"), *decisions]
        if not decisions:
            del self.fields["decision"]
            told = self.fields["words"]
            told.label, told.required = "The answer", True
            told.error_messages["required"] = "Say what the answer was"
        if not spends:
            del self.fields["adopts"]


class Correct(forms.Form):
    """What is right, beside what was typed."""

    words = words("What is right", "The entry itself stays as it is; this stands beside it.", need="Say what is right")


class MarkProposal(forms.Form):
    """How far a proposal may go."""

    marking = forms.ChoiceField(label="Who may see it", choices=[(m.value, m.value.capitalize()) for m in MARKINGS])


def wanted(given: Any) -> Wanted:
    """What an address asks for; what it does not know it leaves out."""
    show, sort = given.get("show", "all"), given.get("sort", "waits")
    return Wanted(
        show=show if show in SHOWS else "all",
        words=given.get("q", "").strip(),
        sort=sort if sort in SORTS else "waits",
    )
