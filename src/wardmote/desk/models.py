"""The answers of a review, so that each can be undone; which Mondays' letters went out; and what lists brought."""

from django.db import models

from wardmote.desk.rules.lists import ListKind
from wardmote.desk.rules.reviewing import AnswerKind
from wardmote.minutes.models import Meeting, known
from wardmote.people.models import Person
from wardmote.register.models import Marked


class Answer(Marked):
    """One answer of one person in the review of a meeting's notes. It names rows and holds no words."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices={k.value: k.value.capitalize() for k in AnswerKind})
    subject_id = models.UUIDField()  # the item, statement or proposal that was asked about
    yes = models.BooleanField()
    before = models.JSONField(default=dict)  # what undoing puts back
    undone_at = models.DateTimeField(null=True)
    passed_at = models.DateTimeField(null=True)  # when it was found that it can't be undone: an undo passes it over
    number = models.PositiveBigIntegerField(unique=True)  # of its event: which answer was the last

    class Meta(Marked.Meta):
        constraints = [*Marked.Meta.constraints, known("kind", AnswerKind, "answer_kind_is_known")]
        indexes = [models.Index(fields=["meeting", "number"], name="answers_of_a_review")]


class MondayRound(Marked):
    """The letters of one Monday were left in the outbox: one row, so that they go once."""

    monday_on = models.DateField(unique=True)


class BroughtList(Marked):
    """A list that was brought in, and the rows that it made. It holds no words of the list."""

    kind = models.CharField(max_length=8, choices={k.value: k.value.capitalize() for k in ListKind})
    lines = models.PositiveIntegerField(default=0)  # how many of it were stored
    brought = models.JSONField(default=dict)  # ids of rows by table
    taken_back_at = models.DateTimeField(null=True)

    class Meta(Marked.Meta):
        constraints = [*Marked.Meta.constraints, known("kind", ListKind, "list_kind_is_known")]
