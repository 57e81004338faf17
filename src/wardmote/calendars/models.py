"""How often a body meets, days that were moved, years that were planned at once, feeds, and letters of what to do."""

from django.db import models
from django.db.models import Q

from wardmote.calendars.rules import MOST_DAYS_BEFORE, Every, Week
from wardmote.correspondence.models import Outgoing
from wardmote.minutes.models import Body, Meeting, known
from wardmote.people.models import Person
from wardmote.register.models import Marked


class Rhythm(Marked):
    """How often a body meets: which weekday of which months. Its usual time and place stand in the hall."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="+")
    week = models.CharField(max_length=6, choices={w.value: w.value.capitalize() for w in Week})
    weekday = models.PositiveSmallIntegerField()  # Monday is 0
    months = models.JSONField()  # numbers, January is 1
    ended_at = models.DateTimeField(null=True)  # it meets without a rhythm, until one is set again

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            known("week", Week, "week_of_rhythm_is_known"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="rhythm_is_on_a_weekday"),
        ]


class RhythmChange(Marked):
    """One day of a rhythm on which the body does not meet, or meets on another day instead."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    day = models.DateField()
    moved_to = models.DateField(null=True)  # none: it does not meet
    taken_back_at = models.DateTimeField(null=True)

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.UniqueConstraint(
                fields=["body", "day"], condition=Q(taken_back_at__isnull=True), name="a_day_is_changed_once"
            ),
        ]


class PlannedYear(Marked):
    """The meetings of a year that were planned at once, so that they can be taken away again."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    taken_away_at = models.DateTimeField(null=True)


class PlannedDay(Marked):
    """One meeting of such a year, and the day of the rhythm that it was planned for: it may be moved since."""

    planned_year = models.ForeignKey(PlannedYear, models.PROTECT, related_name="days")
    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="+")  # a day that is taken away takes it along
    day = models.DateField()


class PublicDays(Marked):
    """Whether anybody may know when a body meets, as the clerk says. Else it is as the law has it for its kind."""

    body = models.OneToOneField(Body, models.PROTECT, related_name="+")
    public = models.BooleanField()


class Feed(Marked):
    """An address that a calendar program reads: of one person, or of the days that are public. Only a hash is kept."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")  # none: the public days
    token_hash = models.BinaryField(max_length=32, unique=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(person__isnull=False, ended_at__isnull=True),
                name="one_feed_of_a_person",
            ),
        ]


class FeedEntry(Marked):
    """What feeds last said of a meeting or a due date, as a hash; how often that has changed, and when it last did."""

    row_id = models.UUIDField(unique=True)  # of the meeting or the action, which lie in other rooms
    shown = models.BinaryField(max_length=32)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()


class DigestChoice(Marked):
    """When a person gets the letter that says what to do by when; without a row, as `choice_of` says."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    every = models.CharField(max_length=22, choices={e.value: e.value for e in Every})
    days_before = models.PositiveSmallIntegerField(default=7)

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            known("every", Every, "digest_time_is_known"),
            models.CheckConstraint(
                condition=Q(days_before__gte=1, days_before__lte=MOST_DAYS_BEFORE), name="digest_is_in_time"
            ),
        ]


class DigestSent(Marked):
    """That a person's letter of one week, or before one meeting, was seen to: one row, so that it goes once.

    `letter` is none if there was nothing to do.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    week_on = models.DateField(null=True)  # its Monday
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey(Outgoing, models.PROTECT, null=True, related_name="+")

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.UniqueConstraint(
                fields=["person", "week_on"], condition=Q(week_on__isnull=False), name="one_digest_a_week"
            ),
            models.UniqueConstraint(
                fields=["person", "meeting"], condition=Q(meeting__isnull=False), name="one_digest_a_meeting"
            ),
            models.CheckConstraint(
                condition=Q(week_on__isnull=True, meeting__isnull=False)
                | Q(week_on__isnull=False, meeting__isnull=True),
                name="digest_of_a_week_or_a_meeting",
            ),
        ]
