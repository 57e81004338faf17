"""Places at a body's table, substitutes, terms of reference, and requests that an officer come."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from wardmote.confidentiality.models import Guarded
from wardmote.membership.rules import MembershipKind, RequestAnswer, Way
from wardmote.minutes.models import Body, Meeting, known
from wardmote.people.models import Person, Seat
from wardmote.register.models import Sealed


class OnNoMatter(Guarded):
    """A row that hangs on no matter."""

    matter_path: ClassVar[str | None] = None
    matter_id = None

    class Meta(Guarded.Meta):
        abstract = True


class Membership(OnNoMatter):
    """A place at the table of a body, by office (whoever holds the seat) or in person; up to, not including, its end.

    `votes` is what was given to a co-opted member, and `why_vote` the reason.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=21, choices={k.value: k.value.capitalize() for k in MembershipKind})
    votes = models.BooleanField(default=False)
    why_vote = Sealed("membership.why_vote", default=b"")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    taken_back_at = models.DateTimeField(null=True)  # typed wrongly: it never was

    class Meta(OnNoMatter.Meta):
        constraints = [
            *OnNoMatter.Meta.constraints,
            known("kind", MembershipKind, "membership_kind_is_known"),
            # At most one: a place without either cannot be typed, and `must_be_a_place` says so in words.
            models.CheckConstraint(
                condition=Q(seat__isnull=True) | Q(person__isnull=True), name="membership_by_office_or_in_person"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name="membership_lasts"
            ),
        ]


class Substitute(OnNoMatter):
    """Who stands in for a member: at one meeting, or from a day and up to, not including, another."""

    membership = models.ForeignKey(Membership, models.PROTECT, related_name="substitutes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    taken_back_at = models.DateTimeField(null=True)


class TermsOfReference(OnNoMatter):
    """One version of what a body is for, and which body adopted it on which day. None is ever changed."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = Sealed("terms_of_reference.text")
    adopted_by = models.ForeignKey(Body, models.PROTECT, related_name="+")
    adopted_on = models.DateField()
    review_on = models.DateField(null=True)

    class Meta(OnNoMatter.Meta):
        constraints = [
            *OnNoMatter.Meta.constraints,
            models.UniqueConstraint(fields=["body", "number"], name="one_version_of_terms_of_reference"),
        ]


class AttendRequest(OnNoMatter):
    """A request that an officer come to a meeting: who, why, asked when and how, and what came of it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    who = Sealed("attend_request.who")
    why = Sealed("attend_request.why")
    asked_on = models.DateField()
    how = models.CharField(max_length=25, choices={w.value: w.value.capitalize() for w in Way})
    answer = models.CharField(
        max_length=13,
        choices={a.value: a.value.capitalize() for a in RequestAnswer},
        default=RequestAnswer.NONE.value,
    )
    answer_words = Sealed("attend_request.answer_words", default=b"")  # whom they send, or why they cannot come
    answered_on = models.DateField(null=True)
    chases = models.PositiveSmallIntegerField(default=0)
    chased_on = models.DateField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta(OnNoMatter.Meta):
        constraints = [
            *OnNoMatter.Meta.constraints,
            known("answer", RequestAnswer, "attend_request_answer_is_known"),
            known("how", Way, "attend_request_way_is_known"),
        ]
