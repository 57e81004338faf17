"""Questions to the register."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import connection, models

from wardmote.register.models import Event, RecordOf, Sealed
from wardmote.seals.chain import canonical, link
from wardmote.seals.envelope import bound_to, unseal


def binding(row: models.Model, column: str) -> bytes:
    """What the seal of this row's column is bound to."""
    field = row._meta.get_field(column)
    if not isinstance(field, Sealed):
        raise TypeError(f"{row._meta.label_lower}.{column} is not a sealed column")
    return bound_to(settings.TOWN.id, field.label, row.pk)


def opened_bytes(row: models.Model, column: str) -> bytes:
    """The content of a sealed column. Who opens it says so: see `writes.consulted`.

    Raises:
        SealBroken: the value was altered, or comes from another town, field or row.
    """
    return unseal(bytes(getattr(row, column)), key=settings.TOWN.data_key, binding=binding(row, column))


def opened(row: models.Model, column: str) -> str:
    """The text of a sealed column; empty if nothing was ever sealed there."""
    return opened_bytes(row, column).decode() if getattr(row, column) else ""


def opened_value(model: type[models.Model], column: str, *, row_id: UUID, value: bytes) -> str:
    """The text of a sealed value that was read without its row, as whoever reads thousands does; empty if none is.

    Raises:
        SealBroken: as above.
    """
    if not value:
        return ""
    field = model._meta.get_field(column)
    if not isinstance(field, Sealed):
        raise TypeError(f"{model._meta.label_lower}.{column} is not a sealed column")
    bound = bound_to(settings.TOWN.id, field.label, row_id)
    return unseal(bytes(value), key=settings.TOWN.data_key, binding=bound).decode()


def ids_of(rows: models.QuerySet[Any]) -> list[str]:
    """The ids of rows, as JSON can hold them."""
    return [str(pk) for pk in rows.values_list("pk", flat=True)]


def first_break() -> int | None:
    """The number of the first event that does not follow from the one before it; none if the log holds."""
    return first_break_in(Event.objects.iterator())


def first_break_in(events: Iterable[Event]) -> int | None:
    """The same of events that come from somewhere else, such as a backup."""
    previous, expected = b"", 1
    for event in events:
        links = bytes(event.previous) == previous
        if not links or event.number != expected:
            return event.number
        if bytes(event.digest) != link(previous, canonical(event.facts())):
            return event.number
        previous, expected = bytes(event.digest), expected + 1
    return None


def of_another_town() -> bool:
    """Whether this record was claimed by another town; one that has no tables yet was not."""
    if RecordOf._meta.db_table not in connection.introspection.table_names():
        return False
    return RecordOf.objects.exclude(town_id=settings.TOWN.id).exists()


def claimed() -> bool:
    """Whether the record has its tables and belongs to a town: its making was not interrupted."""
    return RecordOf._meta.db_table in connection.introspection.table_names() and RecordOf.objects.exists()


def events_kept() -> int:
    """How many events the log holds."""
    return Event.objects.count()


def last_event_at() -> datetime | None:
    """When the last event was; none if there is none."""
    return Event.objects.order_by("-number").values_list("at", flat=True).first()


def sealed_columns() -> Iterator[tuple[type[models.Model], str]]:
    """Every sealed column of the house: its table and its name."""
    for model in apps.get_models():
        yield from ((model, column) for column in sealed_in(model))


def sealed_in(model: type[models.Model]) -> list[str]:
    """The names of a table's sealed columns."""
    return [f.name for f in model._meta.local_fields if isinstance(f, Sealed)]


def seals_opened() -> int:
    """Open the newest value of each sealed column; how many were opened.

    Raises:
        SealBroken: one does not open with this town's key.
    """
    many = 0
    for model, column in sealed_columns():
        row = model._base_manager.exclude(**{column: b""}).order_by("-pk").first()
        if row is not None:
            opened_bytes(row, column)
            many += 1
    return many
