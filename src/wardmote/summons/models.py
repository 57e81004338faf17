"""How a meeting was called, how the summons reached each member, and how it was put off."""

from django.db import models
from django.db.models import Q

from wardmote.correspondence.models import Outgoing
from wardmote.meetings.models import AgendaVersion
from wardmote.minutes.models import Meeting, known
from wardmote.minutes.rules import NOT_HELD, TO_COME
from wardmote.people.models import Person
from wardmote.register.models import Marked, Sealed
from wardmote.summons.rules import Handed, Way


class Summons(Marked):
    """Members were called to a meeting: by whom, with which agenda, and the paper as it went out."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+")
    version = models.ForeignKey(AgendaVersion, models.PROTECT, related_name="+")
    signed_by = Sealed("summons.signed_by")
    title = Sealed("summons.title")
    issued_on = models.DateField()
    paper = Sealed("summons.paper")


class PutOff(Marked):
    """A meeting was postponed or cancelled, and why. It can be undone until members were told."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    state = models.CharField(max_length=13, choices={s.value: s.value for s in sorted(NOT_HELD)})
    before = models.CharField(max_length=13, choices={s.value: s.value for s in sorted(TO_COME)})
    reason = Sealed("put_off.reason")
    told_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(undone_at__isnull=True), name="a_meeting_is_put_off_once"
            ),
        ]


class Delivery(Marked):
    """How a summons reached one member, or word that the meeting is off (`about`). By e-mail the letter says it."""

    summons = models.ForeignKey(Summons, models.PROTECT, related_name="deliveries")
    about = models.ForeignKey(PutOff, models.PROTECT, null=True, related_name="deliveries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    way = models.CharField(max_length=6, choices={w.value: w.value for w in Way})
    letter = models.ForeignKey(Outgoing, models.PROTECT, null=True, related_name="+")
    handed = models.CharField(max_length=11, blank=True, choices={h.value: h.value for h in Handed})
    handed_on = models.DateField(null=True)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            known("way", Way, "way_of_delivery_is_known"),
            models.CheckConstraint(
                condition=Q(handed="", handed_on__isnull=True) | (~Q(handed="") & Q(handed_on__isnull=False)),
                name="handed_over_on_a_day",
            ),
            models.UniqueConstraint(
                fields=["summons", "person"], condition=Q(about__isnull=True), name="one_summons_to_a_member"
            ),
            models.UniqueConstraint(
                fields=["about", "person"], condition=Q(about__isnull=False), name="one_word_to_a_member"
            ),
        ]


class PublicNotice(Marked):
    """The public notice of a meeting was put up: on which day, by whom and where."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+")
    posted_on = models.DateField()
    posted_by = Sealed("public_notice.posted_by")
    where = Sealed("public_notice.where")
