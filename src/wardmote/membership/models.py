"""Places at a body's table, terms of reference, who came, who apologised, and the six-month rule."""

from django.db import models
from django.db.models import F, Q

from wardmote.confidentiality.models import OnNoMatter
from wardmote.correspondence.models import Outgoing
from wardmote.membership.rules import ApologyOutcome, Came, Gathering, MembershipKind, RequestAnswer, Way
from wardmote.minutes.models import Body, Meeting, known
from wardmote.people.models import Person, Seat
from wardmote.register.models import Sealed


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


class AttendanceEntry(OnNoMatter):
    """What the clerk says of one person at one gathering; the notes stay as they are. One that was corrected stays too.

    `meeting` is none for a walkabout.
    """

    gathering = models.CharField(max_length=9, choices={g.value: g.value.capitalize() for g in Gathering})
    held_on = models.DateField()
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    came = models.CharField(max_length=10, choices={c.value: c.value.capitalize() for c in Came})
    why = Sealed("attendance_entry.why", default=b"")  # of a correction
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta(OnNoMatter.Meta):
        constraints = [
            *OnNoMatter.Meta.constraints,
            known("gathering", Gathering, "gathering_is_known"),
            known("came", Came, "attendance_entry_came_is_known"),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(replaced_at__isnull=True, meeting__isnull=False),
                name="one_entry_of_a_person_a_meeting",
            ),
            models.UniqueConstraint(
                fields=["gathering", "held_on", "person"],
                condition=Q(replaced_at__isnull=True, meeting__isnull=True),
                name="one_entry_of_a_person_a_walkabout",
            ),
        ]


class Apology(OnNoMatter):
    """That somebody cannot come to a meeting, how they said so, and what the meeting did with it."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = Sealed("apology.why", default=b"")
    how = models.CharField(max_length=25, choices={w.value: w.value.capitalize() for w in Way})
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # who noted it; none: the link
    outcome = models.CharField(
        max_length=8,
        choices={o.value: o.value.capitalize() for o in ApologyOutcome},
        default=ApologyOutcome.SENT.value,
    )
    taken_back_at = models.DateTimeField(null=True)

    class Meta(OnNoMatter.Meta):
        constraints = [
            *OnNoMatter.Meta.constraints,
            known("how", Way, "apology_way_is_known"),
            known("outcome", ApologyOutcome, "apology_outcome_is_known"),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(taken_back_at__isnull=True),
                name="one_apology_of_a_person_a_meeting",
            ),
        ]


class ApologyLink(OnNoMatter):
    """A link by which one person apologises for one meeting, without an account. Only the hash of its token is kept."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    token_hash = models.BinaryField(max_length=32, unique=True)
    revoked_at = models.DateTimeField(null=True)


class AttendedElsewhere(OnNoMatter):
    """A day on which a member came to a meeting that is not in this record, as the clerk knows it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    attended_on = models.DateField()
    where = Sealed("attended_elsewhere.where")
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)


class ApprovedReason(OnNoMatter):
    """A body resolved on a day that it approves why a member does not come. It may name a last day."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    resolved_on = models.DateField()
    until_on = models.DateField(null=True)
    reason = Sealed("approved_reason.reason", default=b"")
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)


class WarningLetter(OnNoMatter):
    """That a member was warned at so many months from one last attendance. One row: never twice.

    `letter` is none for somebody on paper: the clerk rings.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    last_on = models.DateField()
    months = models.PositiveSmallIntegerField()
    letter = models.ForeignKey(Outgoing, models.PROTECT, null=True, related_name="+")

    class Meta(OnNoMatter.Meta):
        constraints = [
            *OnNoMatter.Meta.constraints,
            models.UniqueConstraint(fields=["person", "last_on", "months"], name="one_warning_an_occasion"),
        ]
