"""What was put to other bodies over many years, by the hundred."""

from datetime import date, timedelta

from conftest import NOW
from tests.scale.beat import MARKINGS, words
from wardmote.minutes.models import Body
from wardmote.proposals.models import Asking, Proposal, ProposalEntry

WORDS = "Average speed cameras on the bypass"


def grow(panel, numbers, on):
    """So many proposals, put to a body of the town and to another; and as many entries of one of them."""
    council, _ = Body.objects.get_or_create(name="Ferncombe Town Council", defaults={"kind": "council", **on})
    from_panel = {"from_body": panel.body, "matter": panel.matter, "chosen_matter": panel.matter, **on}
    made = [words(Proposal(marking=MARKINGS[n % 3], **from_panel), what=f"{WORDS} ({n})") for n in numbers]
    Proposal.objects.bulk_create(made)
    one = panel.proposal = panel.proposal or next(row for row in made if row.marking == "panel")
    put = {"asked_on": date(2022, 3, 1), "meeting": panel.thick, "by_person": panel.people[0], **on}
    askings = [Asking(proposal=row, to_body=council, marking=row.marking, **put) for row in made]
    askings += [words(Asking(proposal=one, **put), outside="The county") for _ in numbers]
    Asking.objects.bulk_create(askings)
    panel.asking = panel.asking or next(a for a in askings if a.marking == "panel")
    first = (numbers[0] + 1) * 10
    entries = [entry for n, _ in enumerate(numbers) for entry in _said(panel, one, first + n * 10, on)]
    for entry in entries:  # some speak of those before them
        entry.save()
    panel.entry_said = panel.entry_said or entries[0]


def _said(panel, row, number, on):
    """A pair of claims at odds, an expectation, a chase and an answer of an asking that has one."""
    of = {"proposal": row, "said_on": NOW.date() - timedelta(days=9), "by_person": panel.people[0], **on}
    of |= {"meeting": panel.thick}
    kinds = ("claim", "claim", "expectation", "chase")
    made = [
        words(ProposalEntry(number=number + n, kind=k, **of), words=WORDS, said_by="X") for n, k in enumerate(kinds)
    ]
    one, other, expected, chase = made
    expected.look_on, chase.asking = NOW.date(), panel.asking
    one.statement = panel.claim
    odds = ProposalEntry(number=number + 4, kind="at odds", about=one, against=other, **of)
    return [*made, odds]
