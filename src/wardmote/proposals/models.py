"""A proposal, to whom it was put, and what was said of it. Nothing of it is changed, and it has no state."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q

from wardmote.confidentiality.models import Guarded
from wardmote.correspondence.models import Outgoing
from wardmote.minutes.models import Body, Matter, Meeting, Statement, known
from wardmote.people.models import Person
from wardmote.proposals.rules import CHASE_DAYS, Became, EntryKind, How
from wardmote.register.models import Sealed


class Proposal(Guarded):
    """What a body asks of others, from the sentence that first said so. How it stands is read from what hangs on it."""

    what = Sealed("proposal.what")
    from_body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, related_name="+")  # none: typed here
    # A matter as it was chosen, though it may since be joined to another; and the one that it is part of now.
    chosen_matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class OfProposal(Guarded):
    """A row of a proposal."""

    matter_path = "proposal__matter"
    proposal: Any

    class Meta(Guarded.Meta):
        abstract = True

    @property
    def matter_id(self) -> UUID | None:
        found: UUID | None = self.proposal.matter_id
        return found


class Asking(OfProposal):
    """That a proposal was put to a body: by whom, of whom there, when and at which meeting.

    The body is one of this record, or another named in words. `email` is where its clerk is reached, if known.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="askings")
    to_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    outside = Sealed("asking.outside", default=b"")
    asked_by = Sealed("asking.asked_by", default=b"")
    asked_of = Sealed("asking.asked_of", default=b"")
    email = Sealed("asking.email", default=b"")
    asked_on = models.DateField()
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    answer_by = models.DateField(null=True)
    chase_days = models.PositiveSmallIntegerField(default=CHASE_DAYS)
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class ProposalEntry(OfProposal):
    """Something said or done on the way of a proposal. It is corrected by a later one, and never changed."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()  # in the order in which they were typed
    kind = models.CharField(max_length=11, choices={k.value: k.value.capitalize() for k in EntryKind})
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    against = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # the other of two at odds
    asking = models.ForeignKey(Asking, models.PROTECT, null=True, related_name="+")
    said_on = models.DateField()
    said_by = Sealed("proposal_entry.said_by", default=b"")  # a body or a post
    words = Sealed("proposal_entry.words", default=b"")
    how = models.CharField(max_length=14, blank=True, choices={h.value: h.value.capitalize() for h in How})
    look_on = models.DateField(null=True)
    became = models.CharField(max_length=18, blank=True, choices={b.value: b.value.capitalize() for b in Became})
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    statement = models.ForeignKey(Statement, models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey(Outgoing, models.PROTECT, null=True, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who typed it; none: the timer

    class Meta(OfProposal.Meta):
        ordering = ["number"]
        constraints = [
            *OfProposal.Meta.constraints,
            models.UniqueConstraint(fields=["proposal", "number"], name="entries_of_a_proposal_have_an_order"),
            known("kind", EntryKind, "proposal_entry_kind_is_known"),
            models.CheckConstraint(
                condition=Q(became="") | Q(became__in=[b.value for b in Became]),
                name="what_became_of_it_is_known",
            ),
            models.CheckConstraint(
                condition=Q(how="") | Q(how__in=[h.value for h in How]), name="proposal_entry_way_is_known"
            ),
        ]
