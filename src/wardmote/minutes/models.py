"""Body, meeting, item, paragraph, statement, decision and matter: the words that other rooms point down at."""

from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from wardmote.confidentiality.models import Guarded
from wardmote.documents.tree import BlockKind, StatementKind
from wardmote.law.rules import BodyKind
from wardmote.minutes.rules import NOT_HELD, AdoptedBy, AttendanceKind, MeetingState, Sameness, Verdict
from wardmote.people.models import Person
from wardmote.places.models import Place
from wardmote.register.models import Marked, Sealed


def known(field: str, kinds: Any, name: str) -> models.CheckConstraint:
    """The table itself refuses a word that is not in the enum."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [k.value for k in kinds]}), name=name)


class Body(Marked):
    """A panel or a committee. What its kind may do stands in `law`; what is its own stands here.

    `quorum` is what its terms of reference say. Only what is `delegated` may a committee resolve. Where nobody has said
    whether attendance counts for the six-month rule (s85 of the Act of 1972), the kind of body says it.
    """

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices={k.value: k.value.capitalize() for k in BodyKind})
    quorum = models.PositiveSmallIntegerField(null=True)
    delegated = Sealed("body.delegated", default=b"")
    counts_for_s85 = models.BooleanField(null=True)
    s85_reason = Sealed("body.s85_reason", default=b"")

    class Meta(Marked.Meta):
        constraints = [*Marked.Meta.constraints, known("kind", BodyKind, "body_kind_is_known")]


class Meeting(Marked):
    """One sitting of a body. An appointment: local date and time in Europe/London, each only if somebody gave it.

    `continues` is the meeting that was postponed to this day, or adjourned, so that its remaining business is here.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    starts = models.TimeField(null=True)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+")
    state = models.CharField(
        max_length=13, choices={s.value: s.value for s in MeetingState}, default=MeetingState.DRAFT.value
    )
    continues = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            known("state", MeetingState, "meeting_state_is_known"),
            models.UniqueConstraint(
                fields=["body", "held_on"],
                condition=~Q(state__in=sorted(NOT_HELD)),
                name="one_meeting_of_a_body_a_day",
            ),
        ]


class Original(Guarded):
    """A file as it was given, sealed whole, and its reading text, in which every span counts."""

    matter_path = None
    matter_id = None
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="originals")
    file_name = Sealed("original.file_name")
    content = Sealed("original.content")
    reading_text = Sealed("original.reading_text")
    fingerprint = models.BinaryField(max_length=32, unique=True)  # the same file twice changes nothing
    hidden = Sealed("original.hidden")  # JSON: what the file carries that its page does not show


class Matter(Guarded):
    """What letters, actions, statements and declared interests hang on, from meeting to meeting."""

    title = Sealed("matter.title")
    settled_at = models.DateTimeField(null=True)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    matter_path = "pk"

    @property
    def matter_id(self) -> UUID:
        return self.pk


class Item(Guarded):
    """An item of one meeting, its number as printed. A noticed heading is the same in every copy."""

    matter_path = None
    matter_id = None
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    number = models.CharField(max_length=20, blank=True)  # as printed: "7", "7(a)", "138/17"
    title = Sealed("item.title")
    checked_at = models.DateTimeField(null=True)  # when somebody said that it was read rightly, as a whole

    class Meta(Guarded.Meta):
        ordering = ["position"]
        constraints = [
            *Guarded.Meta.constraints,
            models.UniqueConstraint(fields=["meeting", "position"], name="items_have_an_order"),
        ]


class Paragraph(Guarded):
    """One block of the notes, and where it stands in the reading text of its original (or nowhere, if typed here)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="paragraphs")
    item = models.ForeignKey(Item, models.PROTECT, null=True, related_name="paragraphs")
    original = models.ForeignKey(Original, models.PROTECT, null=True, related_name="paragraphs")
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="paragraphs")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices={k.value: k.value.capitalize() for k in BlockKind})
    number = models.CharField(max_length=20, blank=True)
    text = Sealed("paragraph.text")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    from_police = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta(Guarded.Meta):
        ordering = ["position"]
        constraints = [
            *Guarded.Meta.constraints,
            known("kind", BlockKind, "paragraph_kind_is_known"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(end__gt=F("start")), name="a_span_holds_something"
            ),
            models.UniqueConstraint(fields=["meeting", "position"], name="paragraphs_have_an_order"),
        ]


class OfParagraph(Guarded):
    """A row that hangs on its paragraph's matter."""

    matter_path = "paragraph__matter"
    paragraph: Any

    class Meta(Guarded.Meta):
        abstract = True

    @property
    def matter_id(self) -> UUID | None:
        found: UUID | None = self.paragraph.matter_id
        return found


class Statement(OfParagraph):
    """One thing that one sentence of a paragraph does. `particulars` is JSON: who said it, owner, due … as written."""

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="statements")
    kind = models.CharField(max_length=12, choices={k.value: k.value for k in StatementKind})
    start = models.PositiveIntegerField()  # within the paragraph's text
    end = models.PositiveIntegerField()
    sure = models.BooleanField()
    particulars = Sealed("statement.particulars")
    settled_at = models.DateTimeField(null=True)
    verdict = models.CharField(
        max_length=10, choices={v.value: v.value for v in Verdict}, default=Verdict.UNCHECKED.value
    )

    class Meta(OfParagraph.Meta):
        constraints = [
            *Guarded.Meta.constraints,
            known("kind", StatementKind, "statement_kind_is_known"),
            known("verdict", Verdict, "verdict_is_known"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="statement_says_something"),
        ]


class Decision(OfParagraph):
    """What the meeting agreed, from one statement. It binds once a person has said that it is read rightly."""

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="decisions")
    statement = models.OneToOneField(Statement, models.PROTECT, related_name="decision")
    confirmed_at = models.DateTimeField(null=True)


class Adoption(Guarded):
    """Who adopted what a body without delegation recommended to spend: a council by resolution, or an officer.

    `told_in` is the minute reference of the resolution, or the delegation under which the officer acts.
    """

    matter_path = "statement__paragraph__matter"
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="adoptions")
    how = models.CharField(max_length=10, choices={a.value: a.value for a in AdoptedBy})
    who = Sealed("adoption.who")
    told_in = Sealed("adoption.told_in")
    adopted_on = models.DateField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(Guarded.Meta):
        constraints = [
            *Guarded.Meta.constraints,
            known("how", AdoptedBy, "way_of_adoption_is_known"),
            models.UniqueConstraint(fields=["statement"], condition=Q(withdrawn_at__isnull=True), name="adopted_once"),
        ]

    @property
    def matter_id(self) -> UUID | None:
        """The matter of the paragraph that said it."""
        return self.statement.matter_id


class Attendance(Guarded):
    """Who was present, in attendance, or sent apologies: the one table for every room that counts people.

    What the notes put beside a name goes no further than the paragraph it was read from.
    """

    matter_path = None
    matter_id = None
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, null=True, related_name="+")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name_as_written = Sealed("attendance.name_as_written")
    role_as_written = Sealed("attendance.role_as_written")
    kind = models.CharField(max_length=14, choices={k.value: k.value.capitalize() for k in AttendanceKind})
    position = models.PositiveIntegerField()

    class Meta(Guarded.Meta):
        ordering = ["position"]
        constraints = [*Guarded.Meta.constraints, known("kind", AttendanceKind, "attendance_kind_is_known")]


class Approval(Marked):
    """Notes that were approved, by whom they were signed, and at which meeting. Nothing in them changes any more."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="approval")
    signed_by = Sealed("approval.signed_by")
    signed_on = models.DateField()
    at_meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")


class Correction(Guarded):
    """What somebody signed to be wrong in approved notes: a dated entry beside them, of one paragraph or of all."""

    matter_path = "paragraph__matter"
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="corrections")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, null=True, related_name="corrections")
    words = Sealed("correction.words")
    signed_by = Sealed("correction.signed_by")
    signed_on = models.DateField()

    @property
    def matter_id(self) -> UUID | None:
        """The matter of the paragraph that it corrects."""
        return self.paragraph.matter_id if self.paragraph else None


class SameMatter(Guarded):
    """A proposal that a matter of these notes is one of earlier notes. A person confirms or refuses it."""

    matter_path = "earlier"
    earlier = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    later = models.ForeignKey(Matter, models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices={s.value: s.value for s in Sameness}, default=Sameness.PROPOSED.value
    )
    moved = models.JSONField(null=True)  # ids of what the join moved, so that the two can be parted again

    class Meta(Guarded.Meta):
        constraints = [
            *Guarded.Meta.constraints,
            known("state", Sameness, "sameness_is_known"),
            models.UniqueConstraint(fields=["earlier", "later"], name="one_proposal_a_pair"),
        ]

    @property
    def matter_id(self) -> UUID:
        return self.earlier_id


class Interest(Marked):
    """A person's declared interest. It lives here, not in confidentiality: the higher room holds the link."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="interests")
