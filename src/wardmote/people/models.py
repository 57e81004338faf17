"""A person, a seat, who holds it when, and how somebody signs in."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from wardmote.people.rules import SeatKind
from wardmote.register.models import Marked


class Person(Marked):
    """A human being. Whether they can sign in is another row."""

    name = models.CharField(max_length=120)


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
