"""A person, a seat, who holds it when, and how somebody signs in."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from wardmote.people.rules import AddressState, HandoverState, LetInState, SeatKind
from wardmote.register.models import Marked, Sealed


class Person(Marked):
    """A human being. Whether they can sign in is another row."""

    name = models.CharField(max_length=120)


class Spelling(Marked):
    """Another way in which notes write a person's name."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="spellings")
    words = models.CharField(max_length=120)

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.UniqueConstraint(fields=["person", "words"], name="one_spelling_of_a_person"),
        ]


class Contact(Marked):
    """How a person is reached, and which of it the panel may see: as the person says."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="contact")
    email = Sealed("contact.email", default=b"")
    telephone = Sealed("contact.telephone", default=b"")
    email_shown = models.BooleanField(default=False)
    telephone_shown = models.BooleanField(default=False)
    e_summons_on = models.DateField(null=True)  # when the person agreed to be summoned by e-mail; none: on paper
    e_summons_on_paper = models.BooleanField(default=False)  # they said so on paper, and the clerk noted it


class Seat(Marked):
    """What is held: the clerk's desk, the chair, the Mayor's place, the inspector's post."""

    name = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices={k.value: k.value.capitalize() for k in SeatKind})

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=[k.value for k in SeatKind]), name="seat_kind_is_known"),
        ]


class Holding(Marked):
    """One person in one seat, from a day and up to, not including, another."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="holdings")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holdings")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="holding_does_not_end_before_it_begins",
            ),
        ]


class User(AbstractBaseUser):
    """A sign-in: an address of e-mail and what proves who uses it. None or one a person."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.OneToOneField(Person, models.PROTECT, related_name="sign_in")
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = BaseUserManager["User"]()

    def __str__(self) -> str:
        return self.email


class AddressChange(Marked):
    """A new address to sign in with. It waits, so that a letter to the old address can be answered."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="address_changes")
    email = Sealed("address_change.email")
    takes_effect_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=9, choices={s.value: s.value.capitalize() for s in AddressState}, default=AddressState.WAITING.value
    )

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in AddressState]), name="address_change_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state=AddressState.WAITING.value), name="one_address_waits_for_a_person"
            ),
        ]


class LetIn(Marked):
    """Somebody who lost their telephone is let back in: one person asks, and another confirms."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="let_ins")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = Sealed("let_in.why")
    recognised = Sealed("let_in.recognised")
    until_at = models.DateTimeField()
    state = models.CharField(
        max_length=9, choices={s.value: s.value.capitalize() for s in LetInState}, default=LetInState.ASKED.value
    )
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=[s.value for s in LetInState]), name="let_in_state_is_known"),
            models.CheckConstraint(condition=~Q(asked_by=F("person")), name="nobody_asks_to_be_let_in"),
            models.CheckConstraint(
                condition=~Q(state__in=[LetInState.CONFIRMED.value, LetInState.USED.value])
                | (Q(answered_by__isnull=False) & ~Q(answered_by=F("asked_by")) & ~Q(answered_by=F("person"))),
                name="two_people_let_a_third_in",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(state=LetInState.ASKED.value), name="one_let_in_waits_for_a_person"
            ),
        ]


class Handover(Marked):
    """The clerk's seat goes from one person to the next. Actions belong to the seat, so nothing else moves."""

    leaving = models.ForeignKey(Holding, models.PROTECT, related_name="+")
    successor = models.ForeignKey(Holding, models.PROTECT, related_name="+")
    until_on = models.DateField()
    key_sheet_at = models.DateTimeField(null=True)
    state = models.CharField(
        max_length=7,
        choices={s.value: s.value.capitalize() for s in HandoverState},
        default=HandoverState.PLANNED.value,
    )

    class Meta(Marked.Meta):
        constraints = [
            *Marked.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in HandoverState]), name="handover_state_is_known"
            ),
            models.UniqueConstraint(
                fields=["leaving"],
                condition=~Q(state=HandoverState.UNDONE.value),
                name="one_handover_of_a_holding",
            ),
        ]
