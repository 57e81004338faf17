"""How the register is written: the one room whose writes are called by every other."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import connection, models, transaction

from wardmote.register import reads
from wardmote.register.models import Event, Marked, RecordOf
from wardmote.register.rules import CLAIM, CONSULT, Deed, Marking, Viewer
from wardmote.seals.chain import canonical, link
from wardmote.seals.envelope import seal

QUIET = {Marking.PUBLIC, Marking.PANEL}
LOG_LOCK = 0x57415244  # any number, the same in every process


def record(*subjects: models.Model, deed: Deed, by: Viewer, now: datetime) -> Event:
    """Write down who did what, when, to which rows, in the transaction of the deed itself.

    Raises:
        RuntimeError: there is no transaction, so the deed could stay without its event.
    """
    if not connection.in_atomic_block:
        raise RuntimeError(f"{deed.name} is recorded outside its transaction")
    if connection.vendor == "postgresql":  # SQLite's IMMEDIATE transactions queue by themselves
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOG_LOCK])
    last = Event.objects.order_by("-number").first()
    previous = bytes(last.digest) if last else b""
    event = Event(
        number=last.number + 1 if last else 1,
        at=now,
        verb=deed.verb.value,
        deed=deed.name,
        subjects=[[row._meta.label_lower, str(row.pk)] for row in subjects],
        person_id=by.person_id,
        capacity=by.capacity,
        previous=previous,
    )
    event.digest = link(previous, canonical(event.facts()))
    event.save(force_insert=True)
    return event


def guarded(shown: Iterable[Marked]) -> list[Marked]:
    """The confidential and restricted rows among those shown, each once."""
    return list({row.pk: row for row in shown if row.marking not in QUIET}.values())


def consulted(shown: Iterable[Marked], *, by: Viewer, now: datetime) -> Event | None:
    """Name in one event every confidential or restricted row that a page shows; none, no event."""
    rows = guarded(shown)
    if not rows:
        return None  # without a transaction: a page that only reads does not wait for whoever writes
    with transaction.atomic():
        return record(*rows, deed=CONSULT, by=by, now=now)


@transaction.atomic
def claim(*, by: Viewer, now: datetime) -> None:
    """Write into an empty record which town's it is; from then on no other town opens it."""
    if not RecordOf.objects.exists():
        RecordOf.objects.create(town_id=settings.TOWN.id, claimed_at=now)
        record(deed=CLAIM, by=by, now=now)


def sealed(row: models.Model, column: str, text: str) -> bytes:
    """Seal `text` for this row's column. The row has its UUID before its INSERT, so the seal can name it."""
    return sealed_bytes(row, column, text.encode())


def sealed_bytes(row: models.Model, column: str, content: bytes) -> bytes:
    """Seal a file's content for this row's column."""
    return seal(content, key=settings.TOWN.data_key, binding=reads.binding(row, column))


@transaction.atomic
def put_back(rows: list[models.Model]) -> None:
    """Lay rows of one table back as a backup has them. Their own events come back with them."""
    if rows:
        type(rows[0])._base_manager.bulk_create(rows, batch_size=100)


@transaction.atomic
def clear(model: type[models.Model]) -> None:
    """Empty a table of a record that is being made, before a backup's rows are laid into it."""
    model._base_manager.all().delete()


@transaction.atomic
def of_the_whole(*, deed: Deed, by: Viewer, now: datetime) -> Event:
    """Note that the record came back from a backup, was upgraded, or was written out in the open."""
    return record(deed=deed, by=by, now=now)
