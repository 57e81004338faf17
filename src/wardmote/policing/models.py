"""Posts and who holds them, questions and their replies."""

from django.db import models
from django.db.models import F, Q

from wardmote.actions.models import Action
from wardmote.actions.rules import How
from wardmote.confidentiality.models import OnNoMatter
from wardmote.minutes.models import known
from wardmote.people.models import Person
from wardmote.policing.rules import Manner, Occasion, PostKind
from wardmote.register.models import Sealed

WAYS = {how.value: how.value.capitalize() for how in How}


class Post(OnNoMatter):
    """A post of the local team, such as "PC, Anytown north". It gives nobody a seat, nor a sign-in."""

    name = Sealed("post.name")
    kind = models.CharField(max_length=10, choices={k.value: k.words for k in PostKind})
    vacant_from = models.DateField(null=True)  # of a post that nobody in the record has held yet
    ended_on = models.DateField(null=True)  # there is no such post any more

    class Meta(OnNoMatter.Meta):
        constraints = [*OnNoMatter.Meta.constraints, known("kind", PostKind, "post_kind_is_known")]


class PostHolding(OnNoMatter):
    """One officer in one post, from a day and up to, not including, another; or nobody, while it is recruited for.

    The officer is a name, not a `Person`: only a person holds a seat or signs in.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    manner = models.CharField(max_length=12, choices={m.value: m.words for m in Manner})
    name = Sealed("post_holding.name", default=b"")
    team = Sealed("post_holding.team", default=b"")
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    introduction = models.ForeignKey(Action, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)  # it was typed wrongly

    class Meta(OnNoMatter.Meta):
        constraints = [
            *OnNoMatter.Meta.constraints,
            known("manner", Manner, "post_manner_is_known"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")),
                name="post_holding_ends_after_it_begins",
            ),
        ]


class NamedOfficer(OnNoMatter):
    """What an officer said of being named as the one to contact. Marked public only if they said yes.

    Name and contact stand here as they may be said aloud. The newest row of a holding is what counts.
    """

    holding = models.ForeignKey(PostHolding, models.PROTECT, related_name="named")
    name = Sealed("named_officer.name")
    contact = Sealed("named_officer.contact", default=b"")
    said_on = models.DateField()
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)  # said otherwise since

    class Meta(OnNoMatter.Meta):
        constraints = [
            *OnNoMatter.Meta.constraints,
            models.UniqueConstraint(
                fields=["holding"], condition=Q(ended_at__isnull=True), name="one_word_of_a_named_officer"
            ),
        ]


class Question(OnNoMatter):
    """A question of the council to the police. The clock runs from when it was recorded."""

    subject = Sealed("question.subject")
    words = Sealed("question.words")
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    on_behalf_of = Sealed("question.on_behalf_of", default=b"")
    how = models.CharField(max_length=14, choices=WAYS, default=How.PAGE.value)  # it was told to who typed it
    withdrawn_at = models.DateTimeField(null=True)


class Reply(OnNoMatter):
    """What the police answered. It came from them, so it starts confidential, and only they lower it."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="replies")
    words = Sealed("reply.words")
    said_by = Sealed("reply.said_by")
    how = models.CharField(max_length=14, choices=WAYS, default=How.PAGE.value)
    noted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")


class PoliceLetter(OnNoMatter):
    """A letter about a question that went for one occasion. One row: never twice."""

    question = models.ForeignKey(Question, models.PROTECT, related_name="letters")
    occasion = models.CharField(max_length=8, choices={o.value: o.value.capitalize() for o in Occasion})
    letters = models.PositiveSmallIntegerField(default=0)  # to how many addresses

    class Meta(OnNoMatter.Meta):
        constraints = [
            *OnNoMatter.Meta.constraints,
            known("occasion", Occasion, "letter_occasion_is_known"),
            models.UniqueConstraint(fields=["question", "occasion"], name="one_letter_an_occasion"),
        ]
