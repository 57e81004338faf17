"""A row of any table, made from what the table says of its own columns: for tests that hold for every room."""

from datetime import timedelta
from itertools import count
from uuid import uuid4

from django.db import models

from conftest import NOW
from wardmote.minutes.models import Matter

_numbers = count(1)


def made(model, **given):
    """A saved row of `model`; what is not given is filled with something that the table accepts."""
    values = dict(given)
    for field in model._meta.local_concrete_fields:
        if field.name in values or field.has_default() or field.null:
            continue
        values[field.name] = _something(field)
    if "recorded_at" in values:
        values["recorded_at"] = given.get("recorded_at", NOW)
    return model.objects.create(**values)


def _something(field):
    number = next(_numbers)
    if isinstance(field, models.ForeignKey):
        return made(field.related_model)
    if isinstance(field, models.UUIDField):
        return uuid4()
    if isinstance(field, models.BinaryField):
        return number.to_bytes(16, "big")
    if isinstance(field, models.BooleanField):
        return False
    if isinstance(field, models.DateTimeField):
        return NOW
    if isinstance(field, models.DateField):
        return NOW.date() + timedelta(days=number)
    if isinstance(field, models.IntegerField):
        return number
    if field.choices:
        return field.choices[0][0]
    return f"invented {number}"[: field.max_length]


def made_on(model, matter, **given):
    """A row of a guarded table that hangs on `matter` (or on none), along the table's own path to it."""
    if model is Matter:
        return matter or made(Matter, **given)
    steps = model.matter_path.split("__") if model.matter_path else []
    if not steps:
        return made(model, **given)
    return _on_path(model, steps, matter, given)


def _on_path(model, steps, matter, given):
    """A row whose path to the matter has these steps, each made with the one above it."""
    first, *rest = steps
    if not rest:
        return made(model, **({first: matter} if matter else {}), **given)
    above = _on_path(model._meta.get_field(first).related_model, rest, matter, {})
    return made(model, **{first: above}, **given)
