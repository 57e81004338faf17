"""A request, what was found for it, what was decided of each find, and the answers that went out."""

from django.db import models
from django.db.models import Q

from wardmote.confidentiality.models import OnNoMatter
from wardmote.information_requests.rules import CameBy, Outcome, PoliceAnswer, RequestKind
from wardmote.minutes.models import known
from wardmote.people.models import Person
from wardmote.register.models import Marked, Sealed


class InformationRequest(OnNoMatter):
    """What somebody asked of the record. Confidential, as all that hangs on it."""

    kind = models.CharField(max_length=22, choices={k.value: k.value.capitalize() for k in RequestKind})
    received_on = models.DateField()
    came_by = models.CharField(max_length=6, choices={c.value: c.value for c in CameBy})
    asked_by = Sealed("information_request.asked_by")
    asked = Sealed("information_request.asked")
    reviewer = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    told_on = models.DateField(null=True)  # when whoever asked was told that it takes two months more
    told_why = Sealed("information_request.told_why", default=b"")
    taken_back_on = models.DateField(null=True)

    class Meta(OnNoMatter.Meta):
        constraints = [
            *OnNoMatter.Meta.constraints,
            known("kind", RequestKind, "request_kind_is_known"),
            known("came_by", CameBy, "request_came_by_a_known_way"),
        ]


class Look(OnNoMatter):
    """Somebody looked through all of the record that they may see, for these words and this person."""

    request = models.ForeignKey(InformationRequest, models.PROTECT, related_name="looks")
    words = Sealed("look.words")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, related_name="+")


class Find(OnNoMatter):
    """A row of the record that was found. Its words are read there, by whoever may see them there.

    `source` and `row_id` name the row: it lies in one of many tables.
    """

    request = models.ForeignKey(InformationRequest, models.PROTECT, related_name="finds")
    source = models.CharField(max_length=40)
    row_id = models.UUIDField()
    police_asked_on = models.DateField(null=True)
    police_answer = models.CharField(max_length=12, blank=True, choices={p.value: p.value for p in PoliceAnswer})
    police_words = Sealed("find.police_words", default=b"")

    class Meta(OnNoMatter.Meta):
        constraints = [
            *OnNoMatter.Meta.constraints,
            models.UniqueConstraint(fields=["request", "source", "row_id"], name="a_row_is_found_once_a_request"),
        ]


class Ruling(OnNoMatter):
    """What was decided of a find, of which words, and who agreed. The last that was not undone counts.

    `text` are the words as they were decided on: once the row says something else, it has to be decided again.
    `phrases` is JSON: what is blacked out.
    """

    find = models.ForeignKey(Find, models.PROTECT, related_name="rulings")
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=32, choices={o.value: o.value.capitalize() for o in Outcome})
    text = Sealed("ruling.text")
    phrases = Sealed("ruling.phrases", default=b"")
    exemption = Sealed("ruling.exemption", default=b"")
    why = Sealed("ruling.why", default=b"")
    public_interest = Sealed("ruling.public_interest", default=b"")
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    sent_back = Sealed("ruling.sent_back", default=b"")  # what the reviewer said, who did not agree
    undone_at = models.DateTimeField(null=True)

    class Meta(OnNoMatter.Meta):
        ordering = ["number"]
        constraints = [
            *OnNoMatter.Meta.constraints,
            known("outcome", Outcome, "outcome_of_a_find_is_known"),
            models.UniqueConstraint(fields=["find", "number"], name="rulings_of_a_find_have_an_order"),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=models.F("decided_by")),
                name="a_second_person_agrees",
            ),
        ]


class InformationAnswer(OnNoMatter):
    """One version of the answer, kept as it was made; `sent_on` says when it went out."""

    request = models.ForeignKey(InformationRequest, models.PROTECT, related_name="answers")
    number = models.PositiveIntegerField()
    pdf = Sealed("information_answer.pdf")
    word = Sealed("information_answer.word")
    rulings = models.JSONField()  # ids of the decisions that it was made of
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sent_on = models.DateField(null=True)
    sent_by = models.CharField(max_length=6, blank=True, choices={c.value: c.value for c in CameBy})
    taken_back_at = models.DateTimeField(null=True)

    class Meta(OnNoMatter.Meta):
        ordering = ["number"]
        constraints = [
            *OnNoMatter.Meta.constraints,
            models.UniqueConstraint(fields=["request", "number"], name="answers_have_an_order"),
        ]


class Exemption(Marked):
    """An exemption that an answer may rest on. The list that Wardmote brings becomes rows at the first change."""

    kind = models.CharField(max_length=22, choices={k.value: k.value.capitalize() for k in RequestKind})
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    qualified = models.BooleanField()
    source = models.CharField(max_length=300)
    checked_on = models.DateField()
    removed_at = models.DateTimeField(null=True)

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            known("kind", RequestKind, "exemption_is_of_a_known_kind"),
            models.UniqueConstraint(fields=["kind", "code", "name"], name="an_exemption_stands_once"),
        ]
